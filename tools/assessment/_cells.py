"""Read one cell of a response table: blank, points, right or wrong, or a chosen option."""

from functools import lru_cache

from tools.fields import Cell

BLANK = {"", "-", "–", "—", ".", "?", "na", "n/a", "nan", "null", "none", "missing", "absent"}
RIGHT = {"right", "correct", "true", "yes", "r", "y", "✓", "✔", "✅", "☑", "+", "richtig", "pass"}
WRONG = {"wrong", "incorrect", "false", "no", "w", "n", "✗", "✘", "❌", "☒", "×", "falsch", "fail"}
LONGEST_OPTION = 2  # characters: A, b), 12


@lru_cache(maxsize=4096, typed=True)  # a table repeats few distinct cells
def text_of(cell: Cell) -> str:
    """The cell as an answer is compared: trimmed, lower case, whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip().lower()


@lru_cache(maxsize=4096, typed=True)
def is_blank(cell: Cell) -> bool:
    """Nothing was answered."""
    return text_of(cell) in BLANK


@lru_cache(maxsize=4096, typed=True)
def points(cell: Cell) -> float | None:
    """Points, or 1 for right and 0 for wrong; None when the cell says neither."""
    text = text_of(cell)
    if text in RIGHT:
        return 1.0
    if text in WRONG:
        return 0.0
    try:
        value = float(text.replace(",", ".")) if len(text) <= 20 else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e9 else None


@lru_cache(maxsize=4096, typed=True)
def option_of(cell: Cell) -> str:
    """The option someone chose, as a key names it: `b)` and `B.` are b, TRUE is t."""
    text = text_of(cell).strip("(). ")
    return {"true": "t", "false": "f"}.get(text, text)


def is_option(cell: Cell) -> bool:
    """It could be the option someone chose: A, b, 12."""
    text = option_of(cell)
    return 0 < len(text) <= LONGEST_OPTION and text.isalnum()


def plain_header(header: str) -> str:
    """A header without case, spaces and signs."""
    return "".join(filter(str.isalnum, header.lower()))
