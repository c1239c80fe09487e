"""What stands around numbers of their own kind: signed movements, echoes in brackets, tellers."""

import re
from bisect import bisect_right
from dataclasses import replace

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity

_LABEL = re.compile(
    r"\s?(?:(?:in|from|of|for)\s)?([a-zäöüß][\w-]*(?:\s[a-zäöüß][\w-]*)?)(?=\s*(?:[,;.)\n]|$|and\b))"
)
_AHEAD = re.compile(r"(?:^|[;,:.|(\n])\s*([a-zäöüß][\w-]*(?:\s[a-zäöüß][\w-]*)?)\s*[:=|]?\s*$")
_BEFORE = re.compile(r"(?:^|[\s,;(:])$")
_SAID = re.compile(
    r"\b(?:says?|said|reckons?|thinks?|claims?|guess(?:es)?)\s(?P<word>once|twice|thrice)"
    r"(?=\s*(?:[,;.)]|$|and\b|but\b))"
)
_OFTEN = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_NEAR = 80


def movements(low: str, found: list[Quantity]) -> None:
    """Read "+31k new, -1.8k lost" as magnitudes, each named by the words behind it."""
    places = [(q, s) for q in found if (s := _signed(low, q)) >= 0]
    signed = [(q, s, label) for q, s in places if (label := _label(low, q, s))]
    if len({label for *_, label in signed}) < 2 or not any(low[s] == "+" for _, s, _ in signed):
        return
    for item, start, label in signed:
        item.number = replace(item.number, mantissa=abs(item.number.mantissa), alternatives=())
        item.start, item.label = start, label


def _label(low: str, item: Quantity, start: int) -> str:
    """What a movement is called: behind it, or before it where its clause begins."""
    behind = _LABEL.match(low, item.end, item.end + 60)
    named = behind or _AHEAD.search(low, max(0, start - 40), start)
    return named[1] if named else ""


def _signed(low: str, item: Quantity) -> int:
    """Where the sign of a number stands, or -1."""
    for at in (item.start, item.start - 1):
        if at >= 0 and low[at] in "+-" and _BEFORE.search(low, max(0, at - 1), at):
            return at
    return -1


def without_echoes(low: str, found: list[Quantity]) -> list[Quantity]:
    """Without the numbers that only repeat in brackets what was said: "monthly (12)"."""
    kept: list[Quantity] = []
    for item in found:
        bracketed = low[item.start - 1 : item.start] == "(" and low[item.end : item.end + 1] == ")"
        if bracketed and item.bare and kept and _repeats(kept[-1], item):
            kept[-1].reach = max(kept[-1].reach, item.end + 1)
            continue
        kept.append(item)
    return kept


def _repeats(last: Quantity, item: Quantity) -> bool:
    same = item.number.value in (last.value, last.number.value)
    return (
        last.kind == "rate"
        and last.number.start != item.start
        and same
        and item.start - last.end < _NEAR
    )


def tellings(low: str, found: list[Quantity]) -> list[Quantity]:
    """How often somebody says it is, in one word: "the insurer says once"."""
    starts = [q.start for q in found]
    told: list[Quantity] = []
    for match in _SAID.finditer(low):
        start, end = match.span("word")
        before = bisect_right(starts, start) - 1
        if before >= 0 and found[before].kind == "rate" and start - found[before].end < _NEAR:
            number = Number(start, end, _OFTEN[match["word"]], in_words=True)
            told.append(Quantity(start, end, "number", number, reach=end))
    return told
