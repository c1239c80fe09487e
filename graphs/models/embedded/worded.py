"""Fields whose value is a word: enumerations, yes or no, names, the currency."""

from collections.abc import Mapping, Sequence

from graphs.models.embedded.cells import is_known
from graphs.models.embedded.compatibility import OPTIONS
from graphs.models.embedded.currencies import currency, named_currency
from graphs.models.embedded.enumerations import (
    Named,
    all_named,
    choose,
    occurrences,
    yes_or_no,
)
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.graded import graded
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as message_of
from graphs.models.embedded.naming import named_value
from graphs.models.embedded.organisations import ORGANISATION, organisation
from graphs.models.embedded.people import PERSON, person
from graphs.models.embedded.schema import Field

OUTRIGHT = 1.2  # nearness of a currency that is called the field's own


def worded(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """What the words alone give, for fields that are not filled yet."""
    found: dict[str, Origin] = {}
    longer = [n for f in fields if f.kind == "enum" for n in occurrences(f, message)]
    gone = [place for origin in there.values() for place in origin.places]
    scaled = graded(fields, mentions, message)
    gone += [(one.start, one.end) for one in scaled.values()]
    for field, every in zip(fields, mentions, strict=True):
        named = _own(field, every, fields, mentions, message) if field.kind == "boolean" else every
        name = ".".join(field.path)
        origin = _one(field, named, message, longer, gone) if name not in there else None
        if name not in there and (shared := scaled.get(field.name)) is not None:
            origin = Origin(field, shared.value, message.text[shared.start : shared.end], 0.9)
        if origin is not None and field.kind == "currency" and _is_half(origin, message, there):
            continue
        if origin is not None and is_known(field, origin.value, message, there):
            continue
        others = (*found.values(), *there.values())
        taken = [o.words for o in others if o.field.kind == field.kind == "name"]
        if origin is not None and origin.words not in taken:
            found[name] = origin
    return found


def _is_half(origin: Origin, message: Message, there: Mapping[str, Origin]) -> bool:
    """Whether a currency is told only in a word of another field's shape: "EUR/USD"."""
    shaped = [o.words for o in there.values() if o.field.form and origin.value in o.words]
    rest = message.text
    for word in shaped:
        rest = rest.replace(word, " ")
    return bool(shaped) and not currency(message_of(rest))


def _said_not(field: Field, message: Message) -> Named | None:
    """Words that mean that a thing is not so: "mezzanine" of what may be senior."""
    if not field.synonyms.get("false"):
        return None
    return next((n for n in occurrences(field, message) if n.value == "false"), None)


def _own(
    field: Field,
    named: Sequence[Mention],
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
) -> list[Mention]:
    """Without words that say another yes-or-no field's name better: "known exploited".

    Of names that differ in their ending the one that is written is meant: "exploit", "exploited".
    """
    theirs = [
        m
        for other, some in zip(fields, mentions, strict=True)
        for m in some
        if other.kind == "boolean" and other is not field
    ]
    return [
        mine
        for mine in named
        if not any(
            m.first <= mine.last and mine.first <= m.last and m.weight > mine.weight for m in theirs
        )
        if _is_written(field, mine, message)
        or not any(
            other.kind == "boolean" and other is not field and _is_written(other, mine, message)
            for other in fields
        )
    ]


def _is_written(field: Field, named: Mention, message: Message) -> bool:
    """Whether words are a field's name as it stands, with its ending."""
    words = message.words
    said = message.text[words[named.first].start : words[named.last].end].lower()
    return said in (field.words, *(alias.lower() for alias in field.aliases))


def _one(
    field: Field,
    named: Sequence[Mention],
    message: Message,
    longer: Sequence[Named],
    gone: Sequence[tuple[int, int]],
) -> Origin | None:
    if field.kind == "currency":
        if code := named_currency(named, message):
            return Origin(field, code, code, 1.0, near=OUTRIGHT)
        code = currency(message)
        return Origin(field, code, code, 1.0) if code else None
    if field.kind == "series" and field.of == "enum":
        values = all_named(field, message)
        words = ", ".join(message.text[one.start : one.end] for one in values)
        return Origin(field, [one.value for one in values], words, 0.8) if values else None
    one: Named | None = None
    if field.kind == "enum":
        one = choose(field, named, message, longer, gone)
    elif field.kind == "boolean":
        one = _said_not(field, message) or yes_or_no(named, message)
    elif field.kind == "name" and field.synonyms and (one := choose(field, named, message, longer)):
        pass
    elif field.kind == "name" or field.unit == OPTIONS:
        one = _called(field, named, message)
    if one is None or any(start <= one.start < end for start, end in gone):
        return None
    value = one.value == "true" if field.kind == "boolean" else one.value
    return Origin(field, value, message.text[one.start : one.end], 0.9)


def _who(field: Field, named: Sequence[Mention], message: Message) -> Named | None:
    """The person a message speaks of, unless words name another, or a table says whose all is."""
    if message.tables or message.files:
        return None
    one = person(message)
    said = named_value(field, named, message)
    return one if said is None or (one and said.value == one.value) else None


def _called(field: Field, named: Sequence[Mention], message: Message) -> Named | None:
    """A proper name or a code, where the schema says that the field takes one."""
    if field.unit == ORGANISATION:
        return organisation(field, named, message)
    if field.unit == PERSON and (said := _who(field, named, message)):
        return said
    return named_value(field, named, message) if field.described or field.pattern else None
