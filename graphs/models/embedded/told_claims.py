"""Which figures of a message a field of the tool itself claims, and no object of a list."""

from collections.abc import Sequence
from dataclasses import replace

from graphs.models.embedded.assignment import NAMES
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.identity import once_for_all
from graphs.models.embedded.lexicon import Lexicon, Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import CLAUSE, WORD
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

SURE = 0.45  # nearness from which words say what a figure is
_OBJECTS = ("records", "table", "document", "file", "enum", "boolean", "name", "currency")


@once_for_all
def lexicon(fields: Sequence[Field]) -> Lexicon:
    """The lexicon of some fields, made once for the same ones."""
    return Lexicon(fields)


def claimed(
    field: Field, fields: Sequence[Field], message: Message, told: Sequence[Span], mine: Lexicon
) -> set[int]:
    """Figures that a field of the tool itself claims by its name, and no part does."""
    others = [f for f in fields if f.path[0] != field.path[0] and f.kind not in _OBJECTS]
    theirs = lexicon(others).mentions(message.words)
    ours = mine.mentions(message.words)
    found: set[int] = set()
    for number, span in enumerate(told):
        own = max((near(named, span, message) for named in ours), default=0.0)
        claims = [
            near(m, span, message) for f, m in zip(others, theirs, strict=True) if _takes(f, span)
        ]
        if max(claims, default=0.0) > max(own, SURE):
            found.add(number)
    return found


def own_names(field: Field, fields: Sequence[Field]) -> set[tuple[str, ...]]:
    """What the list itself and the other fields are called: no name of an object."""
    return {
        stems(name)
        for f in fields
        if f is field or f.kind not in _OBJECTS
        for name in (f.words, *f.aliases)
    }


def _takes(other: Field, span: Span) -> bool:
    """Whether a field could take a figure, alone or in a list."""
    alone = replace(other, kind=other.of) if other.kind == "series" and other.of else other
    return any(fit(alone, reading) for reading in span.readings)


def near(named: Sequence[Mention], span: Span, message: Message) -> float:
    """How near a figure stands to where its field is named outright, in the same clause."""
    words = message.words
    kept = [
        m
        for m in named
        if m.weight >= NAMES
        if _together(words[m.first].start, words[m.last].end, span, message.text)
    ]
    place = message.place(span.start, span.end)
    return nearness(kept, place, words, message.numbers)


def _together(first: int, last: int, span: Span, text: str) -> bool:
    """Whether no clause begins between a name and a figure, but for a colon or a bracket."""
    if last > span.start:
        return not CLAUSE.search(text, span.end, first)
    cuts = [cut for cut in CLAUSE.finditer(text, last, span.start)]
    return all(
        cut.group() in (":", "(") and not WORD.search(text, last, span.start) for cut in cuts
    )
