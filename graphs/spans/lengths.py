"""Lengths of time that need more than one number or none: "2 years and 3 months", "a fortnight"."""

import re
from collections.abc import Iterator

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity
from graphs.spans.units import DAYS, DURATIONS, alternation

_TIMES = alternation(w for w in DURATIONS if len(w) > 1)
_QUARTERS = r"(?:(?:an?|another|one)\s)?quarter\sof"
_ONE = re.compile(
    rf"(?P<lead>\b(?:for|over|within|in|about|takes?|lasts?|after|of|around|roughly|than|is|under"
    rf"|nearly|almost|every|least|most|to)\s)?"
    rf"(?:the\s(?:last|past|next)\s|\b(?:a|an|one|half\san?|{_QUARTERS}\san?)\s)"
    rf"(?:(?:whole|full|entire)\s)?(?P<unit>{_TIMES})\b(?P<half>\sand\sa\shalf\b)?"
)
_COUNTED = re.compile(r"\s(?!(?:to|of|or|and|for|at|in|on|later|longer|each|per|is|was|if)\b)[a-z]")
"""What follows the second of several things, which is no time: "a second courier"."""
_PART = re.compile(r"half|quarter\sof")
_LEFT = re.compile(r"\s(?:to\s(?:maturity|expiry|expiration|run|go)|left|remaining|from\snow)\b")
_JOINT = re.compile(r"\s?,?\s?(?:and\s|und\s)?")


def single_lengths(skeleton: str) -> Iterator[Quantity]:
    """Lengths without a number: "for a year", "a fortnight", "half a year"."""
    for match in _ONE.finditer(skeleton):
        unit = DURATIONS[match["unit"]]
        if unit == "second" and _COUNTED.match(skeleton, match.end()):
            continue
        left = _LEFT.match(skeleton, match.end())
        parted = _PART.search(match[0])
        if not (match["lead"] or match["half"] or left or unit == "fortnight" or parted):
            continue
        start = match.end("lead") if match["lead"] else match.start()
        said = skeleton[start : match.end()]
        part = 0.25 if "quarter of" in said else 1.0
        count = 1.5 if match["half"] else 0.5 if said.startswith("half") else part
        sure = match["half"] or left or unit == "fortnight" or "half" in said or part < 1
        yield Quantity(
            start, match.end(), "duration", Number(start, match.end(), count), factor=DAYS[unit],
            unit=f"{unit}s", score=0.8 if sure else 0.4, reach=match.end(),
        )  # fmt: skip


def joined_lengths(low: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with neighbours such as "2 years and 3 months" made one."""
    result: list[Quantity] = []
    for item in quantities:
        last = result[-1] if result else None
        if last is not None and _adds(low, last, item):
            months = last.value + item.value
            last.number = Number(last.start, item.end, months / last.factor)
            last.end = last.reach = item.end
            last.extra = ()
        else:
            result.append(item)
    return result


def _adds(low: str, last: Quantity, item: Quantity) -> bool:
    return (
        last.kind == item.kind == "duration"
        and item.factor < last.factor
        and last.end <= item.start
        and _JOINT.fullmatch(low, last.end, item.start) is not None
    )
