"""Days named by their distance from another day: "eight days after that", "the day before"."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graphs.spans.relative_dates import COUNTS, moved
from graphs.spans.span import Reading, Span
from graphs.spans.units import DAYS, alternation

_MORE = {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
         "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30}  # fmt: skip
_WORDS = {**COUNTS, **_MORE,
          "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
          "neun": 9, "zehn": 10, "ein": 1, "eine": 1, "einen": 1}  # fmt: skip
_PLAIN = "day days week weeks fortnight fortnights month months year years"
_UNITS = {"tag": "day", "tage": "day", "tagen": "day", "woche": "week", "wochen": "week",
          "monat": "month", "monate": "month", "morning": "day", "evening": "day", "night": "day",
          **{name: name.rstrip("s") for name in _PLAIN.split()}}  # fmt: skip
_UNIT = alternation(_UNITS)
_AFTER = r"later(?:\son)?|afterwards?|after|on(?=\s*[,;])|später|danach|darauf"
_BEFORE = r"before|prior|zuvor|davor|vorher"
_COUNTED = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{alternation(_WORDS)})\s(?:more\s)?(?P<unit>{_UNIT})"
    rf"\s(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))\b(?P<that>\s(?:that|this)\b)?"
)
_NEXT = re.compile(
    r"\b(?:the|am)\s(?:(?:very\s)?(?:next|following|nächsten)\s(?P<unit>day|week|morning|evening|tag)"
    r"|(?P<unit2>day|week|tag)\s(?:(?P<after>after|darauf|danach)|(?P<before>before|davor|zuvor)))\b"
    r"(?P<that>\s(?:that|this)\b)?"
)
_FREE = re.compile(
    r"\s*(?:[,.;:)!?\n-]|$|(?:i|it|and|but|or|again|right|wrong|good|hard|easy|then|too|was|ich"
    r"|another|knew|forgot|blanked|passed|failed|correct|ok|fine|gut|to)\b)"
)
_DATE = re.compile(r"\s(?:on\s)?(?:the\s)?")
_FURTHEST = 300
"""Characters between a day and what is counted from it."""


def later_dates(low: str, text: str, known: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """Days counted from the day named before them, or from one right behind, which is given too."""
    matches = [m for pattern in (_COUNTED, _NEXT) for m in pattern.finditer(low)] if known else []
    starts = [s.start for s in known]
    last: Span | None = None
    for match in sorted(matches, key=lambda m: m.start()):
        behind = bisect_left(starts, match.end())
        direct = behind < len(known) and _DATE.fullmatch(low, match.end(), starts[behind])
        ahead = bisect_left(starts, match.start()) - 1
        anchor = known[behind] if direct else known[ahead] if ahead >= 0 else None
        if not direct and last and (anchor is None or anchor.start < last.start):
            anchor = last
        if anchor is None or abs(match.start() - anchor.end) > _FURTHEST:
            continue
        if not direct and not match["that"] and not _open(low, match):
            continue
        if found := _span(match, text, anchor, anchor.end if direct else match.end()):
            last = found
            yield found, anchor if direct else None


def _open(low: str, match: re.Match[str]) -> bool:
    """Whether nothing else follows that the days are counted from: "8 days after we signed"."""
    groups = match.groupdict()
    word = groups.get("after") or groups.get("before") or ""
    return word not in ("after", "before") or _FREE.match(low, match.end()) is not None


def _span(match: re.Match[str], text: str, anchor: Span, end: int) -> Span | None:
    groups = match.groupdict()
    word = groups.get("n") or "1"
    count = int(word) if word.isdigit() else _WORDS[word]
    unit = _UNITS[groups.get("unit") or groups.get("unit2") or "day"]
    try:
        day = datetime.date.fromisoformat(str(anchor.readings[0].value))
    except ValueError:  # counted from a day that the calendar lacks
        return None
    reached = moved(day, -count if match["before"] else count, unit)
    if reached is None:
        return None
    start = match.start()
    readings = [Reading("date", reached.isoformat(), unit="counted", score=0.95)]
    if groups.get("n"):
        days = count * DAYS[unit]
        readings.append(Reading("duration", days, unit=f"{unit}s", score=0.4, converted=True))
    return Span(start, end, text[start:end], tuple(readings))
