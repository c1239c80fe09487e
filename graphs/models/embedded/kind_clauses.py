"""The clauses of a message, each with the one amount it tells, if it tells one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphs.spans.span import Span

_MARK = re.compile(
    r"\n|(?<!\.)[.!?](?=\s|$)|;|:(?=\s)|,(?=\s)|\(|\)|=|•|\s[-–—/|]\s"
    r"|\b(?:and|plus|as well as|versus|vs\.?|against|minus|less(?=\s\W?\d)|but|while)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\n|[.!?;]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a message between two marks."""

    start: int
    end: int
    amount: Span | None
    ends: bool
    """Whether a sentence, a line or a part of one ends behind it."""
    bracketed: bool


def clauses_of(
    text: str, amounts: Sequence[Span], whole: Sequence[tuple[int, int]]
) -> list[Clause]:
    """The clauses; what is `whole`, and an amount, no mark cuts. A clause has one amount at most.

    Where nothing stands between two amounts, the words belong to the one behind them, or, if the
    first amount has none before it, to the one before them.
    """
    kept = [*whole, *((span.start, span.end) for span in amounts)]
    marks = [
        mark
        for mark in _MARK.finditer(text)
        if not any(start < mark.end() and mark.start() < end for start, end in kept)
    ]
    edges = [
        (0, 0, ""),
        *((m.start(), m.end(), m.group()) for m in marks),
        (len(text),) * 2 + ("",),
    ]
    found: list[Clause] = []
    for (_, start, before), (end, _, after) in pairwise(edges):
        inside = [span for span in amounts if start <= span.start < end]
        ends = not after or _ENDS.match(after) is not None
        for first, last in _pieces(start, end, inside, whole):
            amount = next((s for s in inside if first <= s.start < last), None)
            found.append(Clause(first, last, amount, ends and last == end, before == "("))
    return [clause for clause in found if text[clause.start : clause.end].strip()]


def _pieces(
    start: int, end: int, inside: Sequence[Span], whole: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """A clause cut so that each piece has one amount."""
    if len(inside) < 2:
        return [(start, end)]
    led = any(start <= a < inside[0].start for a, _ in whole)
    cuts = [span.end for span in inside[:-1]] if led else [span.start for span in inside[1:]]
    return [*pairwise([start, *cuts, end])]
