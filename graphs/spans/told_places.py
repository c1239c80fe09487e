"""Answers told by verbs and places: "solved the first, second and fourth, not the third".

How many there are in all stands elsewhere, as for `first_ones`. What is not mentioned went the
other way where only one way is told; where both are told, every place must be.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from graphs.spans.first_ones import MOST, total_told
from graphs.spans.numbered_outcomes import NUMBER_WORDS, ORDINALS
from graphs.spans.span import Reading, Span

_RIGHT = (
    r"got|gets|solved|solves|answered|managed|passed|mastered|had|hit|scored(?:\son)?|knew|nailed"
)
_WRONG = (
    r"missed|misses|failed|fails|fluffed|botched|lost|not|but\snot"
    r"|(?:did\snot|didn't)\s(?:get|solve|manage)"
)
_N = rf"(?:\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
_NTH = rf"(?:{'|'.join(ORDINALS)}|last)"
_AND = r"(?:\s?,\s(?:and\s)?|\sand\s)(?:the\s)?"
_PLACES = (
    rf"(?:(?:the\s)?(?P<end>first|last)\s(?P<count>{_N})\b"
    rf"|(?:the\s)?(?P<nths>{_NTH}(?:{_AND}{_NTH})*)\b"
    rf"|(?:numbers?|questions?|items?|nos?\.?|tasks?|problems?)\s(?P<nums>{_N}(?:{_AND}{_N})*)\b)"
    r"(?:\s(?:ones?|questions?|items?|tasks?|problems?))?"
)
_OUT = r"right|correct|correctly|wrong|incorrect|incorrectly"
_TOLD = re.compile(
    rf"\b(?:(?P<right>{_RIGHT})|(?P<wrong>{_WRONG}))\s(?:only\s|just\s)?"
    rf"(?P<but>(?:all|everything|every\sone)\s(?:but|except|bar)\s(?:for\s)?)?{_PLACES}"
    rf"(?:\s(?:only|too|as\swell))?(?:\s(?P<out>{_OUT}))?"
    r"(?=\s*(?:[.,;:?!)\n]|$|(?:and|but|of|out|then|while|so)\b))"
)
_ELSE = re.compile(rf"\b(?:{_OUT}|{_RIGHT}|{_WRONG})\b(?!\s(?:a|an|was|at|difficult|been)\b)")
_REST = re.compile(r"\b(?:otherwise|everything else|the rest|the others?)\b")


def told_places(low: str, text: str) -> Iterator[Span]:
    """One span with every answer, where each place is told or follows."""
    found = list(_TOLD.finditer(low))
    if not found:
        return
    start, end = found[0].start(), found[-1].end()
    total = total_told(low[:start]) or total_told(low[end:])
    marks: dict[int, bool] = {}
    for match in found:
        right = _is_right(match)
        places = _meant(match, total)
        if match["but"]:
            right = not right
        if any(not 1 <= n <= total or marks.get(n, right) != right for n in places):
            return
        marks |= dict.fromkeys(places, right)
    inside = "".join(low[a.end() : b.start()] for a, b in pairwise(found))
    ways = set(marks.values())
    if not 0 < total <= MOST or _ELSE.search(inside) or (len(ways) > 1 and len(marks) < total):
        return
    other = not next(iter(ways))
    values = tuple(marks.get(n, other) for n in range(1, total + 1))
    yield Span(start, end, text[start:end], (Reading("boolean", values, score=0.9),))


def _is_right(match: re.Match[str]) -> bool:
    if match["out"]:
        return match["out"] in ("right", "correct", "correctly")
    return match["right"] is not None


def _meant(match: re.Match[str], total: int) -> set[int]:
    """The places that a list names, from 1."""
    if match["end"]:
        count = _number(match["count"])
        first = 1 if match["end"] == "first" else total - count + 1
        return set(range(first, first + count))
    if match["nths"]:
        words = re.findall(r"[a-z]+", match["nths"])
        return {
            total if w == "last" else ORDINALS[w] for w in words if w == "last" or w in ORDINALS
        }
    return {_number(said) for said in re.findall(_N, match["nums"])}


def _number(said: str) -> int:
    return int(said) if said.isdigit() else NUMBER_WORDS[said]
