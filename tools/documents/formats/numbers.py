"""Cells of text become numbers, column by column, whatever convention the file keeps."""

import re
from collections.abc import Iterable, Mapping, Sequence

Cell = str | float | int | bool | None

_NOTHING = ("", "-", "–", "—", ".", "?", "n/a", "n.a.", "na", "nan", "null", "none", "nil", "k.a.")
_ERRORS = ("#n/a", "#n/a n/a", "#value!", "#div/0!", "#ref!", "#name?", "#num!", "#null!", "<na>")
_BLANK = frozenset((*_NOTHING, *_ERRORS))
_WORDS: dict[str, bool] = {"true": True, "false": False, "yes": True, "no": False}
_SIGN = r"[€$£¥₹₽₩₺₫₪₴₦฿]|[A-Z]{1,2}\$"
_CODE = (
    r"EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|AUD|NZD|CAD|MXN"
    r"|BRL|ARS|CLP|ZAR|ILS|AED|SAR|SGD|HKD|TWD|KRW|THB|MYR|IDR|PHP|VND|NGN|KES|kr\.?|zł|Kč|Ft|Fr\."
)
_AFFIXES = re.compile(
    rf"^(?P<sign>[+-])?\s*(?:(?:{_SIGN})\s*|(?:{_CODE})\s+)|\s*(?:{_SIGN}|{_CODE}|,-)$"
)
"""A currency before or behind an amount: what it is called stands in the heading or the request."""
_SIZES = {"k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "Mio": 1e6, "bn": 1e9, "B": 1e9, "Mrd": 1e9}
_SIZE = re.compile(rf"(?<=\d)\s?({'|'.join(_SIZES)})\.?$")
_POINT = re.compile(
    r"[+-]?(?:\d+|\d{1,3}(?:[,' \u00a0\u2009\u202f]\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d+)?"
)
_COMMA = re.compile(
    r"[+-]?(?:\d+|\d{1,3}(?:[.' \u00a0\u2009\u202f]\d{3})+)?(?:,\d+)?(?:[eE][+-]?\d+)?"
)
_ONLY_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})$|^[+-]?0,\d|\.\d{3},\d")
_ONLY_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})$|^[+-]?0\.\d|,\d{3}\.\d")
_PERCENT = re.compile(r"[-+(−]?[\d.,' ]+\s?%\)?")
_EXACT = 2**53
"""Whole numbers up to here are exact in every store and language that reads the result."""


def decimal_comma(cells: Iterable[str], delimiter: str) -> bool:
    """Whether a file writes 1.234,5 rather than 1,234.5."""
    comma = point = 0
    for cell in cells:
        bare = _bare(cell).rstrip("% ")
        comma += bool(_ONLY_COMMA.search(bare)) and bool(_COMMA.fullmatch(bare))
        point += bool(_ONLY_POINT.search(bare)) and bool(_POINT.fullmatch(bare))
    return comma > point or (delimiter == ";" and comma == point > 0)


def number(cell: str, comma: bool) -> float | int | None:
    """The number a cell writes, or None. A percentage is a fraction."""
    bare = _bare(cell)
    percent = bare.endswith("%")
    bare = bare.rstrip("%").strip()
    if bare.startswith("(") and bare.endswith(")"):  # bookkeeping's minus
        bare = f"-{_bare(bare[1:-1])}"
    elif bare.endswith("-") and bare[:1].isdigit():  # and that of older accounting programs
        bare = f"-{bare[:-1]}"
    times = 1.0
    if size := _SIZE.search(bare):
        times, bare = _SIZES[size[1]], bare[: size.start()]
    pattern = _COMMA if comma else _POINT
    if not re.search(r"\d", bare) or not pattern.fullmatch(bare):
        return None
    if comma:
        bare = bare.replace(".", "").replace(",", ".")
    value = float(re.sub(r"[,' \u00a0\u2009\u202f]", "", bare))
    if value in (float("inf"), float("-inf")):
        return None
    if percent:
        return float(f"{value / 100:.15g}")  # 1.1 % is 0.011, not 0.011000000000000001
    if times != 1:
        value = float(f"{value * times:.15g}")
        return int(value) if value.is_integer() and abs(value) <= _EXACT else value
    return int(value) if re.fullmatch(r"[+-]?\d+", bare) and abs(value) <= _EXACT else value


def _bare(cell: str) -> str:
    """A cell without its currency, its minus a plain one."""
    text = cell.strip().replace("−", "-")
    return _AFFIXES.sub(lambda match: match["sign"] or "", text).strip()


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


def fractions(columns: Mapping[str, Sequence[Cell]]) -> dict[str, str]:
    """The columns whose cells were written as percentages, which `number` makes fractions."""
    return {
        name: "fraction"
        for name, cells in columns.items()
        if any(isinstance(cell, str) and _PERCENT.fullmatch(cell.strip()) for cell in cells)
    }


def _is_code(cell: str) -> bool:
    """An identifier such as 00123 or a 20-digit account: a number would lose digits."""
    bare = cell.strip()
    return bool(re.fullmatch(r"0\d+|\d{16,}", bare))
