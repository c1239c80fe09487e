"""Which of a tool's arrays of objects a message fills, and which words that takes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.assignment import NAMES
from graphs.models.embedded.clauses import clauses, names_in
from graphs.models.embedded.entry_lists import is_entered
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Origin, as_json
from graphs.models.embedded.formed import in_form
from graphs.models.embedded.labelled import places as texts
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.measured import how_many, is_measured
from graphs.models.embedded.message import Message
from graphs.models.embedded.records import from_columns, records, taken
from graphs.models.embedded.schema import Field
from graphs.models.embedded.sheets import names_and_figures
from graphs.models.embedded.told_items import Items, as_list, asked, lacking_in, told_items
from graphs.models.embedded.told_rows import as_objects, is_told, told_rows, worth
from graphs.spans.span import Span


def arrays(
    fields: Sequence[Field],
    message: Message,
    there: Mapping[str, Origin],
    needed: Collection[str] = (),
    must: Collection[str] = (),
) -> dict[str, Origin]:
    """Arrays of objects. Of several that the same words could fill, the one that fits.

    `needed`: what is part of a way to give what the tool needs; `must`: what nothing can replace.
    """
    found: dict[str, Origin] = {}
    for field in fields:
        if field.kind != "records" or field.only_named or field.name in there:
            continue
        if is_entered(field) and not message.tables:
            continue
        if rows := records(field, message):
            found[field.name] = Origin(field, rows, message.text[:80], 0.9)
    kept = _one_of(found) if len(found) > 1 else found
    open_fields = [f for f in fields if f.kind == "records" and f.name not in there]
    known = names_in(there.values())
    gone = [place for origin in there.values() for place in origin.places]
    open_lists = [f for f in open_fields if not f.only_named]
    told = _told(open_lists, fields, message, needed, known, must, gone)
    size = max((_size(origin.value) for origin in kept.values()), default=0)
    if any(not origin.inside for origin in told.values()):
        return told
    best = told if _told_size(told) > size else kept
    return _itemised(
        [f for f in open_fields if f.name not in parts_in(there)], fields, message, needed, best
    )


def parts_in(there: Mapping[str, Origin]) -> set[str]:
    """What the objects of lists that are given already tell of themselves."""
    rows = [row for o in there.values() if isinstance(o.value, list) for row in o.value]  # pyright: ignore[reportUnknownVariableType]
    return {str(name) for row in rows if isinstance(row, dict) for name in row}  # pyright: ignore[reportUnknownVariableType]


def _itemised(
    lists: Sequence[Field],
    fields: Sequence[Field],
    message: Message,
    needed: Collection[str],
    best: dict[str, Origin],
) -> dict[str, Origin]:
    """The list that a message tells item by item, where that is more than was found without."""
    found: list[tuple[int, Field, Items]] = []
    for field in lists:
        items = told_items(field, fields, message, field.name in needed)
        if items is not None and (items.lacking is None or field.name in needed):
            found.append((_size(as_list(field, items)), field, items))
    if not found:
        return best
    size, field, items = max(found, key=lambda one: (one[2].lacking is None, one[0]))
    before = _told_size(best)
    same = best.get(field.name)
    if size < before + (same is None) or (same and len(same.value) > len(items.rows)):
        return best
    if (lacking := asked(field, items)) is not None:
        if best and field.name not in best:
            return best
        name, words = lacking_in(items, message)
        return {".".join(lacking.path): Origin(lacking, None, words, 1.0, inside=False,
                                              notes=(name,), places=items.places)}  # fmt: skip
    words, places = message.text[:80], items.places
    return {field.name: Origin(field, as_list(field, items), words, 0.9, places=places)}


def _told(
    lists: Sequence[Field],
    fields: Sequence[Field],
    message: Message,
    needed: Collection[str],
    known: Sequence[str],
    must: Collection[str],
    there: Sequence[tuple[int, int]] = (),
) -> dict[str, Origin]:
    """Lists of objects told under their names, the one that tells most first.

    Another beside it speaks of the same objects: "a fund 50k, b fund 30k; a falls by 25 %".
    """
    found: dict[str, Origin] = {}
    left = [field for field in lists if is_told(field) and not is_measured(field)]
    while left:
        gone = [*there, *(place for origin in found.values() for place in origin.places)]
        rows = [
            told_rows(f, fields, message, f.name in needed, gone, known, f.name in must)
            for f in left
        ]
        order = [(bool(rows[i]), f.name in needed, worth(rows[i]), -i) for i, f in enumerate(left)]
        best = -max(order)[-1]
        if not rows[best]:
            break
        field = left.pop(best)
        if wrong := next((p for row in rows[best] for p in row.wrong), None):
            part = replace(wrong.field, path=(field.name, wrong.field.name))
            found[".".join(part.path)] = Origin(
                part, as_json(wrong.fit.value, wrong.field), wrong.candidate.text, 1.0, inside=False
            )
            continue
        places = tuple(place for row in rows[best] for place in row.places)
        value = as_objects(field, rows[best])
        found[field.name] = Origin(field, value, message.text[:80], 0.9, places=places)
        known = [*known, *names_in([found[field.name]])]
    return found


def _told_size(told: Mapping[str, Origin]) -> int:
    return sum(_size(origin.value) for origin in told.values())


def _size(rows: Sequence[Mapping[str, Any]]) -> int:
    return sum(len(row) for row in rows)


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
    lists = [f for f in fields if f.kind == "records"]
    return [
        name
        for name, columns in pasted.items()
        if any(from_columns(f, columns) or names_and_figures(f, columns) for f in lists)
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


def for_all(origins: Mapping[str, Origin]) -> set[str]:
    """What may be said once for all objects of a list: parts that not each of them has."""
    lists = [o for o in origins.values() if o.field.kind == "records" and isinstance(o.value, list)]
    several = [o for o in lists if o.columns or len(o.value) > 1]
    parts = {part.name for origin in several for part in origin.field.parts}
    return parts - set(by_objects(origins))


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
        places += _whole(origin, lists, message)
    return places


def _whole(
    origin: Origin, lists: Mapping[str, Field], message: Message
) -> Sequence[tuple[int, int]]:
    """Where the value of a field stands that is more than a single figure."""
    if origin.columns:
        return []  # all of it stands in a table
    if origin.places:
        counted = [[place] for place in origin.places] if len(origin.places) > 1 else []
        if origin.field.kind == "records" and len(origin.value) != len(counted):
            counted = []  # an object of several figures stands in several places
        return [*origin.places, *how_many(counted, message)]
    if (named := lists.get(origin.field.path[0])) is not None:
        return [*clauses(named, message)]
    if origin.field.kind == "records":
        return taken(origin.field, message)
    if origin.field.kind == "enum":
        return [(one.start, one.end) for one in occurrences(origin.field, message)]
    at = message.text.find(origin.words) if origin.words else -1
    numbered = origin.field.kind == "name" and origin.words.isdigit()
    whole = (origin.field.kind in ("series", "unit") or numbered) and at >= 0
    return [(at, at + len(origin.words))] if whole else []


def left_over(
    message: Message, held: Sequence[tuple[int, int]], named: Sequence[Sequence[Mention]]
) -> list[Span]:
    """Spans that no table and no list of objects has taken.

    The bar of a question ("is it above 3?") is a figure only for a field that is called so.
    """
    bars = {m.last for mentions in named for m in mentions if m.weight >= NAMES}
    return [
        span
        for span in message.spans
        if span.readings and not any(a <= span.start < b for a, b in held)
        if not message.tells_of_data(span)
        if not message.wonders(span) or message.place(span.start, span.end)[0] - 1 in bars
    ]
