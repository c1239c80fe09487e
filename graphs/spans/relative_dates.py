"""Days named by their distance from today: yesterday, three days ago, last Monday."""

import datetime
import re
from collections.abc import Iterator

from graphs.spans.calendar_words import WEEKDAYS
from graphs.spans.span import Reading, Span
from graphs.spans.units import DAYS, alternation

_NAMED = {
    "day before yesterday": -2, "the day before yesterday": -2, "vorgestern": -2, "yesterday": -1,
    "gestern": -1, "last night": -1, "today": 0, "heute": 0, "this morning": 0, "tonight": 0,
    "tomorrow": 1, "morgen": 1, "tmrw": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_STEPS = {"day": 1, "week": 7, "fortnight": 14}
_NAMES = re.compile(rf"\b(?:{alternation(_NAMED)})\b")
_AGO = re.compile(
    rf"\b(?P<half>half\s)?(?P<n>\d{{1,4}}|{alternation(COUNTS)})\s"
    r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"
    r"\s(?P<way>ago|earlier|back|from now|from today)\b"
)
_AHEAD = re.compile(
    rf"\bin\s(?P<n>\d{{1,4}}|{alternation(COUNTS)})\s(?P<unit>days?|weeks?|fortnights?|months?)"
    rf"(?!\s?(?:['a-z]*\sago))\b(?=\s*[.,;:?!)]|\s*$|'?\s?time\b)"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|next|this|on|coming|previous|past)\s)(?P<day>{alternation(WEEKDAYS)})\b"
)
_WEEK = re.compile(r"\b(?P<which>last|next)\s(?P<unit>week|month|year)\b(?!\s?'?s)")


def relative_dates(low: str, text: str, as_of: datetime.date) -> Iterator[Span]:
    """Days named relative to `as_of`."""
    for match in _NAMES.finditer(low):
        yield _span(match, text, as_of + datetime.timedelta(_NAMED[match[0]]))
    for pattern, score in ((_AGO, 1.0), (_AHEAD, 0.5)):
        for match in pattern.finditer(low):
            back = match.groupdict().get("way") in ("ago", "earlier", "back")
            count = -_count(match["n"]) if back else _count(match["n"])
            unit = match["unit"].rstrip("s")
            if match.groupdict().get("half"):  # "half a year ago"; no half of another stretch
                count, unit = (6 * count, "month") if unit == "year" else (0, unit)
            if count and (day := moved(as_of, count, unit)):
                ahead = pattern is _AHEAD and unit in DAYS
                time = (_length(count, unit),) if ahead else ()
                yield _span(match, text, day, score, time)
    for match in _WEEKDAY.finditer(low):
        yield _span(match, text, as_of + datetime.timedelta(_to_weekday(match, as_of)), 0.9)
    for match in _WEEK.finditer(low):
        if day := moved(as_of, -1 if match["which"] == "last" else 1, match["unit"]):
            yield _span(match, text, day, 0.15)  # a stretch of time rather than a day


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word]


def moved(as_of: datetime.date, count: int, unit: str) -> datetime.date | None:
    """`as_of` moved by days, weeks, or calendar months and years; None beyond the calendar."""
    try:
        if unit in _STEPS:
            return as_of + datetime.timedelta(count * _STEPS[unit])
        months = as_of.year * 12 + as_of.month - 1 + count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        first_next = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last_day = (first_next - datetime.timedelta(1)).day
        return datetime.date(year, month + 1, min(as_of.day, last_day))
    except (ValueError, OverflowError):
        return None


def _to_weekday(match: re.Match[str], as_of: datetime.date) -> int:
    ahead = (WEEKDAYS[match["day"]] - as_of.weekday()) % 7
    if match["which"] in ("next", "coming", "this"):
        return ahead or 7
    return ahead - 7


def _length(count: int, unit: str) -> Reading:
    """`in two months` is a day, and a time until then."""
    return Reading("duration", count * DAYS[unit], unit=f"{unit}s", score=0.4)


def _span(
    match: re.Match[str],
    text: str,
    date: datetime.date,
    score: float = 1.0,
    others: tuple[Reading, ...] = (),
) -> Span:
    start, end = match.span()
    day = Reading("date", date.isoformat(), score=score)
    return Span(start, end, text[start:end], (day, *others))
