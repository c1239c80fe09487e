"""Which day an outcome or a rating belongs to: "on October 30th I got it wrong"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphs.spans.span import Span

_SENTENCE = re.compile(r"[;!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[,;!?\n]|\.(?=\s|$)")


def bound(low: str, days: Sequence[Span], graded: Sequence[Span]) -> Iterator[Span]:
    """The outcomes, each with the offsets of its day: in its clause, else in its sentence."""
    dated = [s for s in days if s.readings[0].kind == "date" and s.within is None]
    if not dated:
        yield from graded
        return
    starts = [s.start for s in dated]
    clauses = [m.end() for m in _CLAUSE.finditer(low)]
    sentences = [m.end() for m in _SENTENCE.finditer(low)]
    firsts = _firsts(sentences, graded)
    for span in graded:
        in_clause = _inside(clauses, span.start, starts, len(low))
        nearest = in_clause if len(in_clause) == 1 else range(0)
        if not nearest:
            place = bisect_right(sentences, span.start)
            nearest = _chosen(sentences, firsts[place], span.start, starts, len(low))
        day = dated[nearest[0]] if nearest else None
        if _several(span) and len(_inside(sentences, span.start, starts, len(low))) > 1:
            day = None  # "on 7 and 13 November, both right": each has a day of its own
        yield replace(span, about=(day.start, day.end)) if day else span


def _several(span: Span) -> bool:
    """Whether a span tells more than one outcome."""
    return isinstance(span.readings[0].value, tuple)


def _firsts(sentences: list[int], graded: Sequence[Span]) -> dict[int, int]:
    """Where the first outcome of each sentence stands."""
    found: dict[int, int] = {}
    for span in graded:
        found.setdefault(bisect_right(sentences, span.start), span.start)
    return found


def _inside(borders: list[int], at: int, starts: list[int], size: int) -> range:
    """Which days stand between the two borders around an offset."""
    place = bisect_right(borders, at)
    begin = borders[place - 1] if place else 0
    end = borders[place] if place < len(borders) else size
    return range(bisect_left(starts, begin), bisect_left(starts, end))


def _chosen(
    sentences: list[int], first: int, at: int, starts: list[int], size: int
) -> range:  # fmt: skip
    """The day before an outcome, or the one behind where the sentence names outcomes first."""
    inside = _inside(sentences, at, starts, size)
    before = bisect_left(starts, at) - 1
    if inside and first < starts[inside[0]]:
        behind = before + 1
        return range(behind, behind + 1) if behind in inside else range(before, before + 1)
    return range(before, before + 1) if before >= 0 else range(0)
