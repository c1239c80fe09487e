"""An object told in a message, and what it has in common with the others of its list."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.models.embedded.assignment import Pair
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, lexicon, near
from graphs.models.embedded.told_heads import variables
from graphs.models.embedded.told_steps import FEWEST

_ALL = re.compile(r"\b(?:all|each|both)(?:\s(?:of them|are))?\s$", re.IGNORECASE)
KINDS = frozenset(
    ("money", "share", "probability", "number", "count", "duration", "rate", "estimate")
)
Place = tuple[int, int]


@dataclass(slots=True)
class Row:
    """An object, and where it stands."""

    name: str
    start: int
    end: int
    pairs: list[Pair] = field(default_factory=list[Pair])
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    places: list[Place] = field(default_factory=list[Place])
    told: dict[str, Place] = field(default_factory=dict[str, Place])
    """Where the figure of each part stands."""
    wrong: list[Pair] = field(default_factory=list[Pair])
    """Figures that words call a part's own, and that it cannot be."""
    own_end: int = 0
    """Where words begin that speak of the tool itself, if it goes on behind them."""


def stated(rows: Sequence[Row], field: Field, message: Message) -> list[Row]:
    """The objects that words say a list tells of, and those told on in the same sentence."""
    needed = {part.name for part in field.parts if part.required and part.kind in KINDS}
    kept: list[Row] = []
    for row in rows:
        goes_on = (
            bool(kept)
            and bool(row.places)
            and needed <= set(row.values)
            and len(row.places) <= len(kept[-1].places)
            and not _SENTENCE.search(message.text, kept[-1].places[-1][1], row.places[0][0])
        )
        if goes_on or is_sure(row, field) or is_stated(row, field, message):
            kept.append(row)
    return kept


def is_sure(row: Row, field: Field) -> bool:
    """Whether words call each needed figure of an object by its name."""
    needed = {part.name for part in field.parts if part.required and part.kind in KINDS}
    sure = {pair.field.name for pair in row.pairs if pair.near >= SURE}
    return bool(sure) and needed <= sure


_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n")
_STATEMENT = re.compile(r"[.;!?](?=\s|$)|\n")


def is_stated(row: Row, field: Field, message: Message) -> bool:
    """Whether the words before an object's figure say that the list tells of it: "we expect A …".

    Those are the list's own names, and what sets the object against others: "A over B 2 %".
    """
    needed = {part.name for part in field.parts if part.required and part.kind in KINDS}
    if not row.places or not needed <= set(row.values):
        return False
    until = max(start for start, _ in row.places[:1])
    ends = [m.end() for m in _STATEMENT.finditer(message.text, 0, until)]
    names = [field.words, *field.aliases]
    for part in field.parts:
        names += part.aliases if (part.kind, part.of) == ("series", "name") else ()
    said = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"(?<!\w)(?:{said})(?:s|ed|ing)?(?!\w)", re.IGNORECASE)
    return pattern.search(message.text, max(ends, default=0), until) is not None


def alike(
    rows: Sequence[Row], message: Message, needed: bool, required: Collection[str] = ()
) -> list[Row]:
    """Without the first and last that lack what all others have: they tell of something else.

    What has all the parts that an object must have (`required`) tells of nothing else.
    """
    kept = [row for row in rows if row.values]
    known = variables(message.text)
    for end in (0, -1):
        while len(kept) > 1 and kept[end].name not in known:
            one, others = kept[end], kept[1:] if end == 0 else kept[:-1]
            if required and set(required) <= set(one.values):
                break
            told = [_figures(row) for row in others]
            shared, own = set.intersection(*told), _figures(one)
            poorer = len(own) < min(map(len, told))
            another = shared and not shared & own and _apart(one, others[end], message)
            if not (shared - own and (poorer or another)):
                break
            if len(others) < FEWEST and not (needed and _apart(one, others[0], message)):
                break
            kept = others
    return kept


def _figures(row: Row) -> set[str]:
    """The parts that figures of an object tell: what kind it is, a word may leave open."""
    return {name for name, value in row.values.items() if not isinstance(value, str | bool)}


def _apart(one: Row, other: Row, message: Message) -> bool:
    """Whether a sentence or a semicolon stands between two objects."""
    first, last = sorted((one.start, other.start))
    return bool(re.search(r"[.;!?\n]\s", message.text[first:last]))


def extends(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether objects are all of the others, told as they are, and more."""
    named = {row.name.casefold(): row.values for row in rows}
    same = (named.get(row.name.casefold(), {}).items() >= row.values.items() for row in others)
    shared = set.intersection(*(set(row.values) for row in others))
    whole = all(shared <= set(row.values) for row in rows)
    return len(rows) > len(others) and whole and all(same)


def tells_more(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether objects are more than others, or as many that tell as much."""
    return len(rows) > len(others) or (
        len(rows) == len(others)
        and sum(len(row.values) for row in rows) >= sum(len(row.values) for row in others)
    )


def for_all(rows: Sequence[Row], parts: Sequence[Field], message: Message) -> None:
    """What is told of all objects at once: "a 1 to 3, b 2 to 5, all uniform", "vol 20 % each"."""
    for part in parts:
        for one in occurrences(part, message) if part.kind == "enum" and rows else ():
            if _ALL.search(message.text[: one.start]) and one.start > rows[0].start:
                for row in rows:
                    row.values.setdefault(part.name, one.value)
    if len(rows) > 1:
        _figures_for_all(rows, [part for part in parts if part.kind in KINDS], message)


_EACH = re.compile(
    r"\s*(?:each|apiece|throughout|across the board|everywhere"
    r"|(?:for|on) (?:all|each|both|every))\b",
    re.IGNORECASE,
)


def _figures_for_all(rows: Sequence[Row], parts: Sequence[Field], message: Message) -> None:
    """A figure behind the last object that a part's name and "each" give to all of them."""
    named = lexicon(parts).mentions(message.words)
    last = max(end for row in rows for _, end in row.places) if any(r.places for r in rows) else 0
    for span in message.spans:
        if span.start < last or span.within is not None or not _EACH.match(message.text, span.end):
            continue
        close = [(near(m, span, message), n) for n, m in enumerate(named)]
        worth, which = max(close, default=(0.0, 0))
        part = parts[which] if worth >= SURE else None
        fits = [fit(part, reading) for reading in span.readings[:1]] if part else []
        if part is None or not fits or fits[0] is None or not fits[0].inside:
            continue
        if not any(part.name in row.values for row in rows):
            for row in rows:
                row.values[part.name] = as_json(fits[0].value, part)
            rows[0].places.append((span.start, span.end))
