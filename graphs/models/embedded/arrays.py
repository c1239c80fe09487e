"""Which of a tool's arrays of objects a message fills, and which words that takes."""

from collections.abc import Mapping, Sequence

from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.formed import in_form
from graphs.models.embedded.labelled import places as texts
from graphs.models.embedded.message import Message
from graphs.models.embedded.records import from_columns, records, taken
from graphs.models.embedded.schema import Field


def arrays(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Arrays of objects. Of several that the same words could fill, the one that fits."""
    found: dict[str, Origin] = {}
    for field in fields:
        if field.kind != "records" or field.only_named or field.name in there:
            continue
        if rows := records(field, message):
            found[field.name] = Origin(field, rows, message.text[:80], 0.9)
    return _one_of(found) if len(found) > 1 else found


def _one_of(found: Mapping[str, Origin]) -> dict[str, Origin]:
    """Of fields that read the same words: nested ones only when there are several objects."""
    nested = {n: o for n, o in found.items() if any(p.kind == "records" for p in o.field.parts)}
    flat = {n: o for n, o in found.items() if n not in nested}
    if not nested or not flat:
        name = max(found, key=lambda n: len(found[n].value))
        return {name: found[name]}
    several = {n: o for n, o in nested.items() if len(o.value) > 1}
    name, origin = next(iter((several or flat).items()))
    return {name: origin}


def better_as_objects(fields: Sequence[Field], origins: Mapping[str, Origin]) -> list[str]:
    """Table fields whose pasted columns are exactly the parts of a list of objects."""
    pasted = {
        name: origin.value["columns"]
        for name, origin in origins.items()
        if origin.field.kind == "table" and isinstance(origin.value, dict)
        if "columns" in origin.value
    }
    return [
        name
        for name, columns in pasted.items()
        if any(f.kind == "records" and from_columns(f, columns) for f in fields)
    ]


def by_objects(origins: Mapping[str, Origin]) -> list[str]:
    """Parts that each object of a list has: no field of that name is told for the whole."""
    return [
        part.name
        for origin in origins.values()
        if origin.field.kind == "records" and isinstance(origin.value, list)
        for part in origin.field.parts
        if all(part.name in row for row in origin.value)  # pyright: ignore[reportUnknownVariableType]
    ]


def held(
    fields: Sequence[Field], origins: Mapping[str, Origin], message: Message
) -> list[tuple[int, int]]:
    """Where arrays of objects, tables and words for a shape ("90 % sure") stand: taken already."""
    places = [*message.tables, *texts(origins, message), *in_form(origins, message)]
    if message.pasted and any(o.field.kind == "document" for o in origins.values()):
        places.append(message.pasted)
    told = [o.field for o in origins.values()]
    lists = {field.path[0]: field for field in (*fields, *told) if field.only_named}
    for field in fields:
        for part in field.parts if field.kind == "estimate" else ():
            places += [(one.start, one.end) for one in occurrences(part, message)]
    for origin in origins.values():
        taken_whole = origin.field.kind in ("series", "unit")
        if taken_whole and origin.words:
            at = message.text.find(origin.words)
            places += [(at, at + len(origin.words))] if at >= 0 else []
        if origin.field.kind == "enum":
            places += [(one.start, one.end) for one in occurrences(origin.field, message)]
        if (named := lists.get(origin.field.path[0])) is not None:
            places += clauses(named, message)
        elif origin.field.kind == "records":
            places += taken(origin.field, message)
    return places
