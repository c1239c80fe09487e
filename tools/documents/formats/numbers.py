"""Cells of text become numbers, column by column, whatever convention the file keeps."""

import re
from collections.abc import Iterable, Sequence

Cell = str | float | int | bool | None

_BLANK = {"", "-", "–", "n/a", "na", "nan", "null", "none", "nil", "#n/a"}
_WORDS: dict[str, bool] = {"true": True, "false": False, "yes": True, "no": False}
_AFFIXES = re.compile(r"^[€$£¥]\s*|\s*(?:[€$£¥]|EUR|USD|GBP|CHF)$|^(?:EUR|USD|GBP|CHF)\s+")
_POINT = re.compile(
    r"[+-]?(?:\d+|\d{1,3}(?:[,' \u00a0\u2009\u202f]\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d+)?"
)
_COMMA = re.compile(
    r"[+-]?(?:\d+|\d{1,3}(?:[.' \u00a0\u2009\u202f]\d{3})+)?(?:,\d+)?(?:[eE][+-]?\d+)?"
)
_ONLY_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})$|^[+-]?0,\d|\.\d{3},\d")
_ONLY_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})$|^[+-]?0\.\d|,\d{3}\.\d")
_EXACT = 2**53
"""Whole numbers up to here are exact in every store and language that reads the result."""


def decimal_comma(cells: Iterable[str], delimiter: str) -> bool:
    """Whether a file writes 1.234,5 rather than 1,234.5."""
    comma = point = 0
    for cell in cells:
        bare = _AFFIXES.sub("", cell.strip()).rstrip("% ")
        comma += bool(_ONLY_COMMA.search(bare)) and bool(_COMMA.fullmatch(bare))
        point += bool(_ONLY_POINT.search(bare)) and bool(_POINT.fullmatch(bare))
    return comma > point or (delimiter == ";" and comma == point > 0)


def number(cell: str, comma: bool) -> float | int | None:
    """The number a cell writes, or None. A percentage is a fraction."""
    bare = _AFFIXES.sub("", cell.strip())
    percent = bare.endswith("%")
    bare = bare.rstrip("%").strip().replace("−", "-")
    if bare.startswith("(") and bare.endswith(")"):  # bookkeeping's minus
        bare = f"-{bare[1:-1]}"
    pattern = _COMMA if comma else _POINT
    if not re.search(r"\d", bare) or not pattern.fullmatch(bare):
        return None
    if comma:
        bare = bare.replace(".", "").replace(",", ".")
    value = float(re.sub(r"[,' \u00a0\u2009\u202f]", "", bare))
    if value in (float("inf"), float("-inf")):
        return None
    if percent:
        return value / 100
    return int(value) if re.fullmatch(r"[+-]?\d+", bare) and abs(value) <= _EXACT else value


def typed(column: Sequence[str], comma: bool) -> list[Cell]:
    """A column as numbers or truth values when every cell that holds something is one."""
    held = [cell for cell in column if cell.strip().casefold() not in _BLANK]
    if held and all(cell.strip().casefold() in _WORDS for cell in held):
        return [_WORDS.get(cell.strip().casefold()) for cell in column]
    if held and not any(_is_code(cell) for cell in held):
        numbers = [number(cell, comma) for cell in held]
        if all(value is not None for value in numbers):
            values = iter(numbers)
            return [None if cell.strip().casefold() in _BLANK else next(values) for cell in column]
    return [cell.strip() or None for cell in column]


def _is_code(cell: str) -> bool:
    """An identifier such as 00123 or a 20-digit account: a number would lose digits."""
    bare = cell.strip()
    return bool(re.fullmatch(r"0\d+|\d{16,}", bare))
