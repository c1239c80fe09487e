"""Calendar days: 2026-11-15, 15.11.2026, 3.11., 11/15/2026, Nov 3rd, 3 November, the 16th."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from graphs.spans.calendar_words import MONTHS, day, full_year
from graphs.spans.intervals import Intervals
from graphs.spans.later_dates import later_dates
from graphs.spans.relative_dates import relative_dates
from graphs.spans.span import Reading, Span
from graphs.spans.units import alternation

_MONTH = alternation(MONTHS)
_TH = r"(?:st|nd|rd|th)"
_ISO = re.compile(r"(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])(?:t[\d:.]+z?)?")
_DOTS = re.compile(r"(?<![\d.,§])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}(?![\d:]))?(?![\d%])")
_SLASHES = re.compile(
    r"(?<![\d/.])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])"
    r"(?!\s?(?:/|per\s|an?\s|times\s?|x\s?)\s?(?:yr|year|month|week|day|quarter)s?\b)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:{_TH}|\.)?(?:\s(?:of\s)?|-)({_MONTH})\b\.?"
    rf"(?:(?:,?\s|-)(\d{{4}})(?!\d)|\s'(\d\d)\b)?"
)
_MONTH_DAY = re.compile(
    rf"(?<![a-zäö])({_MONTH})\.?\s(?:the\s)?(\d{{1,2}})(?:{_TH})?(?![\d%/]|[.,]\d|\s?%)"
    rf"(?:,?\s(\d{{4}})(?!\d))?"
)
_MONTH_YEAR = re.compile(rf"(?<![a-zäö])({_MONTH})\.?,?\s(\d{{4}})(?!\d)")
_MORE_BEFORE = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:{_TH}|\.)?(?=(?:\s?(?:,|and|&|und|or|,\sand)\s?\d{{1,2}}(?:{_TH}|\.)?){{0,20}}"
    rf"\s?(?:,|and|&|und|or|-|to)\s?\d{{1,2}}(?:{_TH}|\.)?\s(?:of\s)?(?:{_MONTH})\b)"
)
_THE_DAY = re.compile(
    rf"\b(?:on\s)?the\s(\d{{1,2}}){_TH}\b(?=\s*(?:[,.;:)!?\n]|$|(?:and|or|but|i|it|at|was|is|again|right"
    r"|wrong|good|hard|easy|with|to|because|for|then|last|this|next)\b))"
)
_MORE_AFTER = re.compile(
    rf"\s?(?:,|and|&|,\sand|or)\s?(?:the\s)?(\d{{1,2}})({_TH})?\b"
    r"(?![.,/]?\d|\s?[%€$]|\s(?!and\b|or\b|but\b)[a-z])"
)
_NO_YEAR = re.compile(
    r"(?<![\d.,])(\d{1,2})\.(\d{1,2})(?=(?:\s?(?:,|and|und|&|;)\s?\d{1,2}\.\d{1,2}\.?){0,20}"
    r"\s?(?:,|and|und|&|;)\s?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b)"
)


_KEY = re.compile(r"(?<![\w])([a-zäöü][\w -]{0,24}?)\s?=\s?['\"]?$")
_SAME_KEY = re.compile(r"['\"]?(?::[a-zäöü]{1,12})?[,\s|]{1,3}")
_VAGUE = 0.2

HALF_A_YEAR = 183  # days


@dataclass(slots=True)
class Found:
    """A day as written: parts may be missing."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None
    swapped: bool = False
    """Whether day and month could be the other way round."""
    score: float = 1.0
    listed: bool = False
    """Whether its month stands at the end of a list: "2 and 5 November"."""
    month_first: bool = False
    """Whether it shows that its writer puts the month first: 11/15/2026."""
    whole_month: bool = False
    """Whether only month and year were named."""
    guessed: bool = False
    """Whether nothing in the text tells the year."""


def dates(low: str, text: str, as_of: datetime.date) -> list[Span]:
    """Every calendar day named in a normalised text, in order."""
    found = calendar_days(low)
    _fill(found, as_of)
    spans = [_span(f, text, as_of) for f in found]
    taken = Intervals((s.start, s.end) for s in spans)
    spans += [s for s in relative_dates(low, text, as_of) if taken.add(s.start, s.end)]
    spans.sort(key=lambda s: s.start)
    anchors = [s for s in spans if s.readings[0].kind == "date" and s.readings[0].score > _VAGUE]
    for span, anchor in later_dates(low, text, anchors):
        if anchor is not None and not taken.overlaps(span.start, anchor.start):
            spans.remove(anchor)
            spans += (span, replace(anchor, within=(span.start, span.end)))
        elif taken.add(span.start, span.end):
            spans.append(span)
    return list(_labelled(low, sorted(spans, key=lambda s: s.start)))


def _labelled(low: str, spans: list[Span]) -> Iterator[Span]:
    """The days under the key that names them: "seen=2026-08-01:good,2026-08-09:hard"."""
    label, before = "", 0
    for span in spans:
        if match := _KEY.search(low, max(before, span.start - 40), span.start):
            label = match[1].strip()
        elif label and not _SAME_KEY.fullmatch(low, before, span.start):
            label = ""
        before = span.end
        yield replace(span, label=label)


def calendar_days(low: str) -> list[Found]:
    """The calendar days of a normalised text as they are written, parts missing or not."""
    found: list[Found] = []
    taken = Intervals()
    named = any(name in low for name in _MONTHS_SHORT)
    for pattern, read, needs in _FORMS:
        if not (named if needs is _MONTH_NAME else needs.search(low)):
            continue
        for match in pattern.finditer(low):
            listed = match[0].rstrip().endswith(".") and _DECIMALS.search(low, 0, match.start())
            item = None if listed or taken.overlaps(*match.span()) else read(match)
            if item and taken.add(item.start, item.end):
                found.append(item)
    for first in [f for f in found if f.month and not f.year and low[f.end - 1].isalnum()]:
        found += _listed_after(low, first, taken)
    found.sort(key=lambda f: f.start)
    return found


_DECIMALS = re.compile(r"\d\.\d+[,;]?\s(?:and\s)?$")
"""A number before one that ends a sentence: "0.9, 1.4, 1.1." names no day."""


def _listed_after(low: str, first: Found, taken: Intervals) -> Iterator[Found]:
    """Further days of the month just named: the 5 and 9 of "Nov 2, 5 and 9"."""
    at = first.end
    while match := _MORE_AFTER.match(low, at):
        item = _make(*match.span(1), match[1], None, None, score=0.7)
        if item is None or not taken.add(item.start, item.end):
            return
        item.month = first.month
        yield item
        at = match.end()


def _make(
    start: int, end: int, d: str, m: str | int | None, y: str | None, *, score: float = 1.0
) -> Found | None:
    month = MONTHS.get(m, 0) if isinstance(m, str) and not m.isdigit() else (int(m) if m else None)
    number = int(d)
    if not 1 <= number <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    return Found(start, end, number, month, full_year(y) if y else None, score=score)


def _iso(match: re.Match[str]) -> Found | None:
    return _make(match.start(), match.end(), match[4], match[3], match[1])


def _dots(match: re.Match[str]) -> Found | None:
    end = match.end(3) if match[3] else match.end(0)
    text_end = end if match[3] else match.end(2) + 1
    return _make(match.start(), text_end, match[1], match[2], match[3])


def _no_year(match: re.Match[str]) -> Found | None:
    return _make(*match.span(), match[1], match[2], None)


def _slashes(match: re.Match[str]) -> Found | None:
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return _make(*match.span(), match[1], match[3], match[4])
    if second > 12 >= first:
        found = _make(*match.span(), match[3], match[1], match[4])
        if found:
            found.month_first = True
        return found
    found = _make(*match.span(), match[1], match[3], match[4])
    if found:
        found.swapped = first != second
    return found


def _day_month(match: re.Match[str]) -> Found | None:
    return _make(*match.span(), match[1], match[2], match[3] or match[4])


def _month_day(match: re.Match[str]) -> Found | None:
    return _make(*match.span(), match[2], match[1], match[3])


def _month_year(match: re.Match[str]) -> Found | None:
    found = _make(*match.span(), "1", match[1], match[2], score=0.4)
    if found:
        found.whole_month = True
    return found


def _more_before(match: re.Match[str]) -> Found | None:
    found = _make(*match.span(), match[1], None, None, score=0.9)
    if found:
        found.listed = True
    return found


def _the_day(match: re.Match[str]) -> Found | None:
    return _make(match.start(1), match.end(), match[1], None, None, score=0.7)


_MONTHS_SHORT = (
    "jan", "feb", "jän", "mar", "mär", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt",
    "oct", "nov", "dec", "dez",
)  # fmt: skip
_MONTH_NAME = re.compile(rf"(?<![a-z])(?:{'|'.join(_MONTHS_SHORT)})")
_ORDINAL = re.compile(r"\d(?:th|st|nd|rd)")
_FORMS = (
    (_ISO, _iso, re.compile(r"\d{4}[-/.]\d")),
    (_DOTS, _dots, re.compile(r"\d\.\s?\d{1,2}\.")),
    (_SLASHES, _slashes, re.compile(r"\d(?:/\d|-\d{1,2}-)")),
    (_NO_YEAR, _no_year, re.compile(r"\d\.\d{1,2}\.\d")),
    (_DAY_MONTH, _day_month, _MONTH_NAME),
    (_MONTH_DAY, _month_day, _MONTH_NAME),
    (_MORE_BEFORE, _more_before, _MONTH_NAME),
    (_MONTH_YEAR, _month_year, _MONTH_NAME),
    (_THE_DAY, _the_day, _ORDINAL),
)


def _fill(found: list[Found], as_of: datetime.date) -> None:
    """Give each day the month and year its neighbours carry, else the latest not in the future."""
    month_first = any(f.month_first for f in found)
    for f in found:
        if f.swapped and month_first:
            f.day, f.month, f.swapped = f.month or 1, f.day, False
    _months(found)
    said = [index for index, f in enumerate(found) if f.year is not None]
    years = [f.year or 0 for f in found]
    for index, f in enumerate(found):
        if f.year is not None or f.month is None:
            continue
        at = bisect_right(said, index)
        if at < len(said):
            later = said[at]
            f.year = years[later] - (1 if _key(f) > _key(found[later]) else 0)
        elif said:
            f.year = years[said[-1]] + (1 if _key(f) < _key(found[said[-1]]) else 0)
            if _looks_back(f, as_of):
                f.year -= 1
        else:
            f.year, f.guessed = _latest(f, as_of), True


def _looks_back(f: Found, as_of: datetime.date) -> bool:
    """A day put into next year by a date before it, when it lies just behind today: "the exam is
    on 4 December 2026; she saw it on 1 November".
    """
    then = day(f.year or 0, f.month or 1, min(f.day, 28))
    return then is not None and (then - as_of).days > HALF_A_YEAR


def _key(f: Found) -> tuple[int, int]:
    return (f.month or 0, f.day)


def _latest(f: Found, as_of: datetime.date) -> int:
    this = day(as_of.year, f.month or 1, min(f.day, 28))
    return as_of.year if this and this <= as_of and _key(f) <= (as_of.month, as_of.day) else (
        as_of.year - 1
    )  # fmt: skip


def _months(found: list[Found]) -> None:
    """A day without a month takes that of the end of its list, else of the day before it."""
    after: Found | None = None
    for f in reversed(found):
        if f.month is None and f.listed and after:
            f.month, f.year = after.month, after.year
        elif f.month is not None:
            after = f
    for before, f in pairwise(found):
        if f.month is None:
            f.month, f.year = before.month, before.year


def _span(f: Found, text: str, as_of: datetime.date) -> Span:
    if f.month is None:  # a lone "the 16th": the latest one that is over
        month = as_of.month if f.day <= as_of.day else as_of.month - 1
        f.year, f.month = (as_of.year, month) if month else (as_of.year - 1, 12)
        f.score = 0.5
    main = day(f.year or as_of.year, f.month, f.day)
    if main is None and f.guessed and (f.month, f.day) == (2, 29):
        main = next(d for y in range(as_of.year, 0, -1) if (d := day(y, 2, 29)) and d <= as_of)
    if main is None:
        impossible = Reading("word", text[f.start : f.end], unit="impossible", score=0.3)
        return Span(f.start, f.end, text[f.start : f.end], (impossible,))
    readings = [Reading("date", main.isoformat(), score=f.score)]
    if f.swapped and (other := day(main.year, f.day, f.month)):
        readings.append(Reading("date", other.isoformat(), score=0.45, unit="month first"))
    following = day(main.year + 1, main.month, main.day)
    if f.guessed and following and following > as_of:
        readings.append(Reading("date", following.isoformat(), score=0.4, unit="next"))
    return Span(f.start, f.end, text[f.start : f.end], tuple(readings))
