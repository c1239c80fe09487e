"""Outcomes told by their places: "first two right and the third wrong", "missed 3 and 5"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphs.spans.source import HIDDEN
from graphs.spans.span import Reading, Span

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}})"
_NOUN = (
    r"(?:items?|questions?|problems?|tasks?|exercises?|answers?|attempts?|tries|try|times?|ones?"
    r"|reviews?|sums?)"
)
_LABEL = r"(?:items?|questions?|problems?|tasks?|exercises?|numbers?|nos?\.?|nr\.?|q|#)\s?"
_PLACE = (
    rf"(?:{_LABEL}\d{{1,2}}(?:\s?-\s?\d{{1,2}}|\sto\s\d{{1,2}})?"
    rf"|(?:the\s)?(?:first|next|last|final|other)\s{_COUNT}(?![\w.])"
    rf"|(?:the\s)?(?:{'|'.join(_ORDINALS)}|last|final|other|next)\b"
    rf"|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}(?![\w%]|[.,]\d)(?:\s?-\s?\d{{1,2}}(?![\w.])|\sto\s\d{{1,2}}(?![\w.]))?)"
)
_PLACES = rf"{_PLACE}(?:(?:,\s?(?:and\s)?|\sand\s|\s?&\s?){_PLACE})*"
_RIGHT = r"(?:right|correctly|correct|passed|solved|✓|richtig)"
_WRONG = r"(?:wrong|incorrectly|incorrect|failed|missed|✗|falsch)"
_LINK = (
    rf"(?:\s{_NOUN})?(?:\s?[:=]|\s(?:was|were|is|are|he|she|they|i|we|got|had|all|both|it|not"
    r"|answered))*\s"
)
_BEHIND = re.compile(
    rf"(?<![\w.,-])(?P<places>{_PLACES})(?P<link>{_LINK})(?:(?P<right>{_RIGHT})|(?P<wrong>{_WRONG}))(?!\w)"
)
_BEFORE = re.compile(
    r"\b(?:(?P<right>solved|passed|knew|aced|nailed|answered|got|had)"
    r"|(?P<wrong>missed|failed|flunked|blew|messed\sup))"
    rf"\s(?P<places>{_PLACES})(?:\s{_NOUN})?"
    rf"(?:\s(?:(?P<also>{_RIGHT})|(?P<not>{_WRONG}))(?!\w))?"
)
_ONE = re.compile(_PLACE)
_NEED = frozenset(("got", "had", "answered"))
"""Verbs that tell no outcome by themselves."""
MOST = 99
PLACES = "places"
"""The unit of outcomes that were told by their places."""
FAR = 60  # characters between two outcomes told by their places


@dataclass(frozen=True, slots=True)
class _Told:
    start: int
    end: int
    places: str
    right: bool


def addressed(low: str, text: str) -> Iterator[Span]:
    """Each stretch that tells outcomes by their places, as one row in the order of the places.

    A stretch that leaves a place open tells no row, and hides its outcomes: they are no row either.
    """
    for run in _runs(sorted(_told(low), key=lambda one: one.start), low):
        if len(run) < 2 and not _listed(run[0]):
            continue
        start, end = run[0].start, run[-1].end
        said = text[start:end]
        if row := _row(run):
            yield Span(start, end, said, (Reading("boolean", row, unit=PLACES, score=1.0),))
        elif not _counts(run):
            yield Span(start, end, said, (Reading("word", said, unit="name", score=0.05),))


def _counts(run: Sequence[_Told]) -> bool:
    """Whether places are only counted on ("first two wrong, next two right")."""
    return all(not re.search(r"\d", one.places) for one in run) and len(run) < 2


def _listed(one: _Told) -> bool:
    """Whether one outcome names several places by number: "got 1, 2 and 4 right"."""
    return len(re.findall(r"\d+", one.places)) > 1


def _told(low: str) -> Iterator[_Told]:
    taken: list[tuple[int, int]] = []
    for match in _BEFORE.finditer(low):
        verb = match["right"]
        if verb in _NEED and not (match["also"] or match["not"]):
            continue
        right = bool(match["right"]) and not match["not"]
        taken.append(match.span())
        yield _Told(match.start(), match.end(), match["places"], right)
    for match in _BEHIND.finditer(low):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        denied = " not " in match["link"]
        right = bool(match["right"]) != denied
        yield _Told(match.start(), match.end(), match["places"], right)


def _runs(told: Sequence[_Told], low: str) -> list[list[_Told]]:
    """Outcomes near one another, without a day between them: a day has its own outcome."""
    runs: list[list[_Told]] = []
    for one in told:
        before = runs[-1][-1] if runs else None
        between = low[before.end : one.start] if before else ""
        near = before is not None and len(between) <= FAR
        if near and HIDDEN not in between and not re.search(r"[.?!]\s+\w+\s+\w+\s+\w+\s", between):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _row(run: Sequence[_Told]) -> tuple[bool, ...]:
    """The outcomes in order; empty where a place is told twice or not at all."""
    row: dict[int, bool] = {}
    for one in run:
        for said in _ONE.findall(one.places):
            for place in _numbers(said, len(row) and max(row)):
                if place in row or not 0 < place <= MOST:
                    return ()
                row[place] = one.right
    whole = sorted(row) == list(range(1, len(row) + 1)) and len(row) > 1
    return tuple(row[place] for place in sorted(row)) if whole else ()


def _numbers(said: str, last: int) -> range:
    """The places that one phrase names; "next", "other" and "last" count on behind `last`."""
    digits = [int(n) for n in re.findall(r"\d+", said)]
    words = said.split()
    named = next((w for w in words if w in _ORDINALS), "")
    counted = next((_NUMBERS.index(w) + 1 for w in words if w in _NUMBERS), 0)
    if {"next", "other", "last", "final"} & {*words}:
        return range(last + 1, last + 1 + (counted or (digits[0] if digits else 1)))
    if named:
        size = counted or (digits[0] if digits else 0)
        first = _ORDINALS.index(named) + 1
        return range(first, first + max(size, 1))
    return range(digits[0], digits[-1] + 1)
