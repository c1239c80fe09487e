"""Which figures of a message are the amounts of a list's objects, and what parts them."""

import re
from collections.abc import Mapping, Sequence

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.entry_lists import anchor
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.naming import is_numbered
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, claimed, lexicon, near
from graphs.models.embedded.told_heads import figures
from graphs.models.embedded.told_row import KINDS
from graphs.spans.span import Span

SMALL = 50  # below it a bare figure is an amount only where it is called one
CUTS = (
    re.compile(r"\n|[.!?](?=\s|$)"),
    re.compile(r";"),
    re.compile(r",?\s+(?:and|plus|as well as|und|versus|vs\.?)\s+", re.IGNORECASE),
    re.compile(r",\s"),
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def amounts(
    field: Field, fields: Sequence[Field], message: Message, start: int, end: int
) -> tuple[list[Span], int]:
    """The figures that are amounts of the list's objects, and where those of others end before."""
    main = anchor(field)
    parts = list(field.parts)
    assert main is not None
    inside = [span for span in figures(field, message) if start <= span.start < end]
    mine = lexicon(parts)
    gone = claimed(field, fields, message, inside, mine)
    mentions = mine.mentions(message.words)
    named = {part.name: said for part, said in zip(parts, mentions, strict=True)}
    found = [
        span
        for number, span in enumerate(inside)
        if number not in gone and _is_anchor(main, parts, named, span, message)
    ]
    others = [inside[number].end for number in gone]
    return found, max((end for end in others if found and end <= found[0].start), default=0)


def behind_others(text: str, end: int, first: int) -> int:
    """Where the clause behind another's figure begins, before the first amount."""
    marks = [found.end() for cut in CUTS for found in cut.finditer(text, end, first)]
    return min(marks, default=end)


def _is_anchor(
    main: Field,
    parts: Sequence[Field],
    named: Mapping[str, Sequence[Mention]],
    span: Span,
    message: Message,
) -> bool:
    reading = span.readings[0]
    value = reading.value
    if reading.kind not in ("money", "number") or reading.per or not isinstance(value, int | float):
        return False
    if not any(c.isdigit() for c in span.text) and abs(value) < SMALL:
        return False  # "one USD swap"
    found = fit(main, reading)
    if found is None or not found.inside or _YEAR.fullmatch(span.text.strip()):
        return False
    own = near(named[main.name], span, message)
    rest = [
        near(named[part.name], span, message)
        for part in parts
        if part is not main
        if (part.kind in KINDS - {"duration"} and fit(part, reading))
        or (part.kind == "name" and is_numbered(part))
    ]
    if max(rest, default=0.0) > max(own, SURE):
        return False
    return reading.kind == "money" or abs(value) >= SMALL or own >= SURE
