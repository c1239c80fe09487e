"""Columns of days and moments, in whichever order they write day, month and year."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2}.*))?")
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2})?))?")
_WORDED = re.compile(r"(?:[A-Za-z]{2,9},? )?(\d{1,2})[. -]*([A-Za-zä]{3,9})\.?,?[ -]*(\d{2,4})")
_MONTH_FIRST = re.compile(r"([A-Za-zä]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER = {"mär": 3, "mai": 5, "okt": 10, "dez": 12, "mrz": 3}
_EPOCH = (631_152_000.0, 4_102_444_800.0)
"""1990 to 2100 in seconds since 1970."""


def dates(cells: Sequence[str]) -> list[str] | None:
    """Each cell as ISO 8601 text; None when one is no date.

    Where 3/4/2026 may be read both ways, the reading in which the column is in order wins, else
    the day is taken to come first.
    """
    plain = [_plain(cell) for cell in cells]
    if all(day is not None for day in plain):
        return [day for day in plain if day is not None]
    day_first = [_slashed(cell, day_first=True) for cell in cells]
    month_first = [_slashed(cell, day_first=False) for cell in cells]
    ways = [
        [day for day in way if day is not None]
        for way in (day_first, month_first)
        if all(day is not None for day in way)
    ]
    return max(ways, key=_in_order) if ways else None


def moments(numbers: Sequence[float]) -> list[str] | None:
    """Seconds or milliseconds since 1970 as ISO 8601 text; None when the numbers are neither."""
    for per_second in (1.0, 1000.0):
        if numbers and all(_EPOCH[0] <= x / per_second <= _EPOCH[1] for x in numbers):
            zone = datetime.UTC
            return [
                datetime.datetime.fromtimestamp(x / per_second, zone).isoformat() for x in numbers
            ]
    return None


def _in_order(days: Sequence[str]) -> bool:
    up = all(a <= b for a, b in pairwise(days))
    return up or all(a >= b for a, b in pairwise(days))


@lru_cache(maxsize=65_536)
def _plain(cell: str) -> str | None:
    """A date that can be read in one way only."""
    text = cell.strip()
    if match := _ISO.fullmatch(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return _timed(day, match[4])
    if match := _WORDED.fullmatch(text):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _slashed(cell: str, *, day_first: bool) -> str | None:
    if (match := _NUMERIC.fullmatch(cell.strip())) is None:
        return _plain(cell)
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _timed(_day(first, middle, last), match[5])
    day, month = (first, middle) if day_first or match[2] == "." else (middle, first)
    return _timed(_day(_year(match[4]), month, day), match[5])


def _timed(day: str | None, clock: str | None) -> str | None:
    if day is None or not clock:
        return day
    hours = clock.strip().zfill(5) if clock.index(":") == 1 else clock.strip()
    try:
        return datetime.datetime.fromisoformat(f"{day}T{hours}").isoformat()
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _month(text: str) -> int:
    start = text[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER.get(start, 0)
