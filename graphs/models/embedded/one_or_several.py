"""One value or a list of them, where a tool has a field for each: "red", "red and green"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field


def one_or_several(
    fields: Sequence[Field], message: Message, origins: Mapping[str, Origin]
) -> dict[str, Origin]:
    """With only the list where several values are named, only the single one where one is."""
    kept = dict(origins)
    for one in fields:
        several = _list_of(one, fields) if one.kind == "enum" else None
        if several is None:
            continue
        named = [*dict.fromkeys(n.value for n in occurrences(_all_words(one, several), message))]
        if len(named) > 1:
            kept.pop(one.name, None)
            kept[several.name] = Origin(several, named, ", ".join(named), 0.9)
        elif one.name in kept:
            kept.pop(several.name, None)
        elif several.name in kept and len(kept[several.name].value) == 1:
            given = kept.pop(several.name)
            kept[one.name] = Origin(one, given.value[0], given.words, given.score)
    return kept


def _list_of(one: Field, fields: Sequence[Field]) -> Field | None:
    """The field for a list of the very values that one of is chosen here."""
    return next(
        (
            f
            for f in fields
            if (f.kind, f.of) == ("series", "enum") and set(f.synonyms) == set(one.synonyms)
        ),
        None,
    )


def _all_words(one: Field, several: Field) -> Field:
    """The single field, its values named by the words of either."""
    words = {v: (*one.synonyms[v], *several.synonyms.get(v, ())) for v in one.synonyms}
    return replace(one, synonyms=words)
