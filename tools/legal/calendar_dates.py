"""Days as contracts write them: "June 21, 1999", "the 26th day of January, 2007", "31.12.2027".

A day with a blank or a part blacked out is reported as unknown, never completed.
"""

import datetime
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_BLANK = r"_{1,20}|\[[^\]\n]{0,12}\]|\*{3,}|X{3,}"
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_TENS = rf"(?:twenty|thirty)-(?:{'|'.join(_ORDINALS[:9])})|thirtieth"
_DAY = rf"\d{{1,2}}|{_BLANK}|{_TENS}|{'|'.join(_ORDINALS)}"
_NTH = r"\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)?"
_YEAR = r"(?:19|20)\d\d"
_ORDERS = (
    rf"(?P<m1>{_NAMES})\b\.?\s+(?P<d1>{_DAY}){_NTH}\s*[,.]?\s*(?P<y1>{_YEAR}(?!\d)|{_BLANK})",
    rf"(?P<d2>{_DAY}){_NTH}[\s-]+(?:day\s+of\s+)?(?P<m2>{_NAMES})\b\.?,?[\s-]*"
    rf"(?P<y2>{_YEAR}(?!\d)|{_BLANK})",
    rf"(?P<y3>{_YEAR})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})(?!\d)",
    rf"(?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>{_YEAR})(?!\d)",
    r"(?P<m5>\d{1,2})[/-](?P<d5>\d{1,2})[/-](?P<y5>(?:19|20)?\d\d)(?!\d)",
    rf"(?P<m6>{_NAMES})\b\.?,?\s+(?P<y6>{_YEAR})(?!\d)",
)
_DATE = re.compile(rf"(?<![A-Za-z\d/.-])(?:{'|'.join(_ORDERS)})", re.IGNORECASE)
_CENTURY = 50
"""Two-digit years from here on are of the last century: contracts in force are rarely older."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text."""

    start: int
    end: int
    day: datetime.date | None
    """None where a part is blank, blacked out, missing or no day of the calendar."""
    ambiguous: bool = False
    """Read as month/day/year where day/month/year would be a day too."""


def written_dates(text: str, start: int = 0, end: int | None = None) -> list[WrittenDate]:
    """Every date between two offsets of `text`, in order."""
    found = _DATE.finditer(text, start, len(text) if end is None else end)
    return [_read(match) for match in found]


def _read(match: re.Match[str]) -> WrittenDate:
    parts = {key[0]: value for key, value in match.groupdict().items() if value is not None}
    month, day, year = _month(parts["m"]), ordinal(parts.get("d", "")), parts["y"]
    if not day.isdigit() or not year.isdigit():
        return WrittenDate(*match.span(), None)
    if match["m5"] is not None and month > len(_MONTHS):  # 31/12/2027
        day, month = str(month), int(day)
    return WrittenDate(
        *match.span(),
        _date(_full(int(year)), month, int(day)),
        ambiguous=match["m5"] is not None and int(day) <= len(_MONTHS) and month != int(day),
    )


def ordinal(said: str) -> str:
    """Digits for an ordinal in words ("twenty-first" is 21); anything else as it is."""
    tens, _, ones = said.lower().rpartition("-")
    if said.lower() == "thirtieth":
        return "30"
    if ones not in _ORDINALS:
        return said
    return str(_ORDINALS.index(ones) + 1 + {"": 0, "twenty": 20, "thirty": 30}[tens])


def _month(said: str) -> int:
    return int(said) if said.isdigit() else _MONTHS.index(said[:3].lower()) + 1


def _full(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def plain(day: datetime.date) -> str:
    """A day as people write it: "30 September 2027"."""
    return f"{day.day} {day:%B} {day.year}"
