"""What is noted of an object beside its state: "in place (policy v6, reviewed 2025-11-03)"."""

import re
from collections.abc import Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, stems
from graphs.spans.span import Span

_BRACKET = re.compile(r"\(([^()]*)\)")
_MARKS = (",", ":", "–", "-", "—")
_EDGES = " \t\n,;:.–—-()\"'"
_DAY = "\0"
"""Stands for a day inside a note."""


def days_in(message: Message, start: int, end: int) -> list[Span]:
    """The days that are told between two offsets."""
    return [
        s
        for s in message.spans
        if start <= s.start < end and s.readings and s.readings[0].kind == "date"
    ]


def note(
    message: Message, start: int, end: int, states: Sequence[int], dated: Sequence[Field]
) -> str:
    """What stands in brackets between two offsets, or behind the first state, without its day.

    `states`: where words for a state end. `dated`: the parts that take a day; their names beside
    it ("reviewed on") are no note.
    """
    text = message.text
    if bracket := _BRACKET.search(text, start, end):
        first, last = bracket.span(1)
    else:
        first, last = min(states, default=end), end
        if not text[first:last].lstrip(" ").startswith(_MARKS):
            return ""
    said = text[first:last]
    for day in reversed(days_in(message, first, last)):
        said = f"{said[: day.start - first]}{_DAY}{said[day.end - first :]}"
    verbs = {w for p in dated for n in (p.words, *p.aliases) for w in stems(n)}
    kept = [
        piece
        for piece in re.split(r"[,;]", said)
        if _DAY not in piece or not {*stems(piece.replace(_DAY, " "))} <= verbs | STOPWORDS
    ]
    return ",".join(kept).replace(_DAY, "").strip(_EDGES)
