"""Lists of right and wrong told one by one, and the figures told beside each of them.

"An item of difficulty -1 she got right, one of 0.4 wrong" gives two lists of the same length.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphs.models.embedded.filled import Origin, plain
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.spans.span import Reading, Span

MEANT = 0.5  # score from which an outcome is no mere turn of phrase
RUN = 3  # outcomes told at once
NAMED = 0.2  # nearness from which the words name the list of figures


def answered(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """The list of outcomes a message tells apart from one another, with the figures beside them."""
    field = next((f for f in fields if _marks(f) and ".".join(f.path) not in there), None)
    told = [span for span in message.spans if _told(span, message)] if field else []
    if field is None or len(told) < 2:
        return {}
    runs = [span for span in told if len(_values(span)) >= RUN]
    told = runs or told  # beside a run a "yes" in passing is no answer
    values = [value for span in told for value in _values(span)]
    found = {".".join(field.path): Origin(field, values, "", 0.9)}
    figures = _beside(told, message)
    other = _named(fields, mentions, figures, message, there) if figures else None
    if other is not None:
        words = message.text[figures[0].start : told[-1].end]
        numbers = [plain(_number(span).value) for span in figures]
        found[".".join(other.path)] = Origin(other, numbers, words, 0.9)
    return found


def _marks(field: Field) -> bool:
    return field.kind == "series" and {"true", "false"} <= set(field.synonyms)


def _told(span: Span, message: Message) -> bool:
    first = span.readings[0] if span.readings else None
    return (
        first is not None
        and first.kind == "boolean"
        and first.score >= MEANT
        and span.within is None
        and not message.asks(span.start)
        and not message.aside(span.start)
    )


def _values(span: Span) -> tuple[object, ...]:
    value = span.readings[0].value
    return value if isinstance(value, tuple) else (value,)


def _number(span: Span) -> Reading:
    return next(r for r in span.readings if r.kind == "number")


def _beside(told: Sequence[Span], message: Message) -> list[Span]:
    """The one number before each outcome, behind the outcome before; empty unless each has one."""
    if any(len(_values(span)) > 1 for span in told):
        return []
    first = message.words[message.place(told[0].start, told[0].end)[0]].sentence
    start = next(word.start for word in message.words if word.sentence == first)
    found: list[Span] = []
    for begin, end in pairwise((start, *(span.start for span in told))):
        inside = [s for s in message.spans if begin <= s.start and s.end <= end and _lone(s)]
        if len(inside) != 1:
            return []
        found += inside
    return found


def _lone(span: Span) -> bool:
    return span.within is None and any(
        r.kind == "number" and isinstance(r.value, int | float) for r in span.readings[:1]
    )


def _named(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    figures: Sequence[Span],
    message: Message,
    there: Mapping[str, Origin],
) -> Field | None:
    """The open list of numbers that the words beside the first figure name."""
    place = message.place(figures[0].start, figures[0].end)
    near = [
        (nearness(named, place, message.words, message.numbers), -number)
        for number, (field, named) in enumerate(zip(fields, mentions, strict=True))
        if field.kind == "series" and field.of == "number" and ".".join(field.path) not in there
    ]
    if not near or max(near)[0] < NAMED:
        return None
    return fields[-max(near)[1]]
