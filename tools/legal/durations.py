"""Lengths of time as contracts write them: "thirty (30) days", "one-year", "successive 3~year"."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "business day", "week", "month", "year"]

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * (place + 2) for place, word in enumerate(_TENS)
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER_WORDS = rf"(?:(?:{_WORD}|hundred|and|a|an|one-half)[\s-]+)*(?:{_WORD}|hundred)"
_DURATION = re.compile(
    rf"""
    (?<![\w$€£.,])
    (?:(?P<words>{_NUMBER_WORDS}|an?)[\s-]*)?
    (?:\(?\s?(?P<digits>\d{{1,4}}(?:\.\d)?|I)\s?\))?
    (?:(?<![\w.,])(?P<bare>\d{{1,4}}(?:\.\d)?))?
    [\s~\xad-]*(?:\((?:\w+)\)[\s-]*)?
    (?P<kind>(?:consecutive|calendar|full|additional|business|working|banking|successive|further
        |contract)[\s-]+)*?
    (?P<unit>days?|weeks?|months?|years?|annual)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EVERY_YEAR = re.compile(
    r"\b(?:annual(?:ly)?\s+(?:basis|period|term|renewal)s?|automatic\s+annual\s+renewals?"
    r"|(?:from\s+)?year[\s-]+to[\s-]+year|each\s+year|every\s+year|annually)\b",
    re.IGNORECASE,
)
_EVERY_MONTH = re.compile(r"\b(?:month[\s-]+to[\s-]+month|monthly)\b", re.IGNORECASE)
_WORKING = frozenset(("business", "working", "banking"))
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, as counted."""

    count: float
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count:g} {self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class WrittenDuration:
    """A length of time as it stands in a text."""

    start: int
    end: int
    length: Duration


def written_durations(text: str, start: int = 0, end: int | None = None) -> list[WrittenDuration]:
    """Every length of time between two offsets, in order."""
    stop = len(text) if end is None else end
    found = [
        WrittenDuration(*match.span(), Duration(count, _unit(match)))
        for match in _DURATION.finditer(text, start, stop)
        if (count := _count(match)) is not None
    ]
    for pattern, unit in ((_EVERY_YEAR, "year"), (_EVERY_MONTH, "month")):
        length = Duration(1, unit)  # type: ignore[arg-type]
        found += [WrittenDuration(*m.span(), length) for m in pattern.finditer(text, start, stop)]
    return sorted(found, key=lambda one: one.start)


def _count(match: re.Match[str]) -> float | None:
    digits = match["digits"] or match["bare"]
    if digits:
        return 1.0 if digits.upper() == "I" else float(digits)
    words = (match["words"] or "").lower()
    if match["unit"].lower() == "annual":
        return None
    return number_in_words(words) if words else None


def number_in_words(words: str) -> float | None:
    """A number from its words, 120 for "one hundred twenty"; None for words that are none."""
    total = 0
    said = [word for word in re.split(r"[\s-]+", words.lower()) if word and word != "and"]
    if not said:
        return None
    for word in said:
        if word in ("a", "an"):
            total += 1
        elif word == "hundred":
            total = max(1, total) * 100
        elif word in _WORDS:
            total += _WORDS[word]
        else:
            return None
    return float(total)


def _unit(match: re.Match[str]) -> Unit:
    said = match["unit"].lower().removesuffix("s")
    between = match.group().lower()
    if said == "day" and any(word in between for word in _WORKING):
        return "business day"
    return "year" if said == "annual" else said  # type: ignore[return-value]


def moved(day: datetime.date, by: Duration, sign: int = 1) -> datetime.date | None:
    """The day `by` later (earlier for sign -1); None beyond the calendar.

    Months and years keep the day of the month, or take the month's last day. Business days are
    Monday to Friday; holidays are not known.
    """
    try:
        match by.unit:
            case "day":
                return day + sign * datetime.timedelta(days=int(by.count))
            case "week":
                return day + sign * datetime.timedelta(weeks=int(by.count))
            case "business day":
                return _weekdays(day, int(by.count), sign)
            case "month":
                return _months(day, sign * round(by.count))
            case "year":
                return _months(day, sign * round(12 * by.count))
    except (OverflowError, ValueError):
        return None


def _weekdays(day: datetime.date, count: int, sign: int) -> datetime.date:
    step = datetime.timedelta(days=sign)
    while count:
        day += step
        count -= day.weekday() < _SATURDAY
    return day


def _months(day: datetime.date, count: int) -> datetime.date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
