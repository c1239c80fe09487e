"""Fields that attached files, pasted tables or pasted text can fill."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.filled import Origin, as_json
from graphs.models.embedded.keyed_rows import keyed_rows
from graphs.models.embedded.message import Attachment, Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import content, stems
from graphs.spans.span import Span
from tools.tables.headings import likeness
from tools.tables.matching import NAMED

TAKES = {
    "table": ("table", "data"),
    "document": ("document",),
    "scan": ("scan",),
    "file": ("document", "table", "data", "scan", "other"),
}


Groups = Sequence[Sequence[Sequence[str]]]
NOTHING_YET: Mapping[str, Origin] = {}
PLAIN = ("number", "fraction", "money")
_LEADS = re.compile(
    r"^(?:.*[.?!:]\s)?(?:(?:and|with|the|vs|versus|correlate|compare|between|of|for|my|our)\s)*"
)
"""What stands before a list's own name: "please. rain", "and visits"."""
FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
FEWEST_KEYS = 3  # that an object is known by
OWN_NAME = 0.95  # likeness from which a heading is a list's own name


def from_files(
    fields: Sequence[Field],
    message: Message,
    groups: Groups = (),
    there: Mapping[str, Origin] = NOTHING_YET,
) -> dict[str, Origin]:
    """Table, document and file fields by what is attached or pasted, each file once.

    `there`: what is filled already, and stays; a file that fills a field as it is has no other use.

    Tables whose columns are declared are matched elsewhere, by their columns. `groups`: fields
    that stand for one another; a file with a column called like a list is for the table that may
    be given in its stead.
    """
    found: dict[str, Origin] = {}
    values = [origin.value for origin in there.values()]
    used = {str(value.get("file")) for value in values if isinstance(value, Mapping)}
    left = [f for f in message.files if not f.get("problem") and str(f.get("id")) not in used]
    pasted: set[str] = set()
    takes = [f for f in fields if f.kind in TAKES and len(f.path) == 1 and not f.parts]
    for field in sorted(takes, key=lambda f: not f.required):
        claimed = [(claims(file, fields, groups), file) for file in left]
        fitting = [
            (field.name in by, _called(file, field), file)
            for by, file in claimed
            if file.get("kind") in TAKES[field.kind] and (not by or field.name in by)
        ]
        if fitting:
            *_, file = max(fitting, key=lambda one: one[:2])
            left.remove(file)
            name = str(file.get("name") or "the attached file")
            found[field.name] = Origin(field, {"file": file["id"]}, name, 1.0)
        elif (origin := _pasted(field, message)) and field.kind not in pasted:
            found[field.name] = origin
            pasted.add(field.kind)
    whole = [f for f in takes if f.kind == "table"]
    if found and not message.files and not there:
        found |= _each_table(whole, fields, message, groups)
    return {**there, **found}


def _each_table(
    whole: Sequence[Field], fields: Sequence[Field], message: Message, groups: Groups
) -> dict[str, Origin]:
    """Two tables or more in a message, each in a field of its own: by headings, else in order."""
    pasted = tables(message.spans)
    if not 1 < len(pasted) <= len(whole):
        return {}
    names = [claims({"columns": table}, fields, groups) for _, table in pasted]
    own = [next((f for f in whole if names[i] == {f.name}), None) for i in range(len(pasted))]
    free = [f for f in whole if f not in own]
    found: dict[str, Origin] = {}
    for (span, table), mine in zip(pasted, own, strict=True):
        field = mine if mine is not None and mine.name not in found else next(iter(free), None)
        if field is None:
            return {}
        free = [f for f in free if f is not field]
        found[field.name] = Origin(field, as_json(table, field), span.text, 1.0)
    return found


def claims(file: Attachment, fields: Sequence[Field], groups: Groups) -> set[str]:
    """The table fields in whose stead lists could be given that the file's columns are named by."""
    columns = file.get("columns")
    if not isinstance(columns, Mapping):
        return set()
    lists = {f.name: (f.words, *f.aliases) for f in fields if f.kind == "series"}
    whole = {f.name for f in fields if f.kind == "table"}
    found: set[str] = set()
    for group in groups:
        named = {name for way in group for name in way}
        tables = named & whole
        names = [lists[name] for name in named if name in lists] if tables else []
        if any(likeness(str(h), own) >= OWN_NAME for own in names for h in columns):
            found |= tables
    return found


def _called(file: Attachment, field: Field) -> float:
    """How alike a file's name and a field's are; next to nothing leaves the order as it is."""
    stem = str(file.get("name") or "").rpartition(".")[0]
    alike = likeness(stem, (field.words, *field.aliases))
    return alike if alike >= NAMED else 0.0


def _pasted(field: Field, message: Message) -> Origin | None:
    if field.kind == "table":
        for span, table in tables(message.spans):
            return Origin(field, as_json(table, field), span.text, 1.0)
        if (listed := _listed(message)) is not None:
            columns, words = listed
            return Origin(field, as_json(columns, field), words, 0.9)
    if field.kind == "document" and (text := pasted_text(message)):
        return Origin(field, text, text[:60], 0.9)
    return None


def _listed(message: Message) -> tuple[dict[str, list[Any]], str] | None:
    """Lists of one length, each under a name of its own, as the columns of a table."""
    lists = [
        span
        for span in message.spans
        if span.within is None and span.label
        if isinstance(span.readings[0].value, tuple) and span.readings[0].kind in PLAIN
        if len(span.readings[0].value) >= FEWEST_ROWS
    ]
    columns = {_LEADS.sub("", span.label): [*_values(span)] for span in lists}
    sizes = {len(values) for values in columns.values()}
    if len(columns) < FEWEST_COLUMNS or len(columns) < len(lists) or len(sizes) != 1:
        return None
    return columns, message.text[lists[0].start : lists[-1].end]


def _values(span: Span) -> Sequence[Any]:
    value = span.readings[0].value
    return value if isinstance(value, tuple) else ()


def tables(spans: Sequence[Span]) -> list[tuple[Span, dict[str, list[Any]]]]:
    """The tables that stand in the message itself."""
    return [
        (span, reading.value)
        for span in spans
        for reading in span.readings
        if reading.kind == "table" and isinstance(reading.value, dict)
    ]


def names_in_table(message: Message) -> bool:
    """Whether a table of the message names objects, a row each."""
    return any(
        sum(isinstance(cell, str) and bool(cell) for cell in cells) > 1
        for _, columns in tables(message.spans)
        for cells in columns.values()
    )


def pasted_text(message: Message) -> str:
    """A text that was pasted into the message, without the question around it."""
    if (place := message.pasted) is None:
        return ""
    return message.text[place[0] : place[1]].strip().strip("\"“”„'")


def from_data(fields: Sequence[Field], message: Message) -> dict[str, Origin]:
    """Fields that a small attached JSON object names by their own names or aliases.

    An object with all that a field's own must hold fills that field as it is, and no other.
    """
    found: dict[str, Origin] = {}
    for file in message.files:
        data = file.get("data")
        if (whole := _whole(fields, file)) is not None:
            value = data if file.get("kind") == "inline" else {"file": file["id"]}
            found[whole.name] = Origin(whole, value, str(file.get("name") or "the object"), 1.0)
        elif isinstance(data, Mapping):
            found.update(_by_key(fields, data, file))
        elif isinstance(file.get("columns"), Mapping):
            continue  # rows of a file are matched by their columns
        elif isinstance(data, list) and data and all(isinstance(row, Mapping) for row in data):
            kinds = ("table", "records") if file.get("kind") == "inline" else ("records",)
            lists = [f for f in fields if f.kind in kinds and len(f.path) == 1]
            for field in lists[:1]:
                rows = keyed_rows(field, data, names)
                found[field.name] = Origin(field, rows, str(file.get("name", "")), 0.9)
    return found


def _whole(fields: Sequence[Field], file: Attachment) -> Field | None:
    """The field whose own object a file holds, perhaps as a part of a larger one."""
    data = file.get("data")
    if not isinstance(data, Mapping):
        return None
    inner = [value for value in data.values() if isinstance(value, Mapping)]
    inner += [value for one in inner for value in one.values() if isinstance(value, Mapping)]
    for field in fields:
        needed = set(field.keys)
        if len(needed) >= FEWEST_KEYS and any(needed <= set(one) for one in (data, *inner)):
            return field
    return None


def _by_key(
    fields: Sequence[Field], data: Mapping[str, Any], file: Attachment
) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    for key, value in data.items():
        for field in fields:
            named = names(field, key)
            if isinstance(file.get("columns"), Mapping):  # single values beside a table's columns
                named = not isinstance(value, list) and _is_exactly(field, key)
            if field.name not in found and named:
                rows = keyed_rows(field, value, names)
                found[field.name] = Origin(field, rows, f"{file.get('name', '')}: {key}", 1.0)
                break
    return found


def _is_exactly(field: Field, key: str) -> bool:
    said = key.replace("_", " ").casefold()
    return said in (field.words, *(alias.casefold() for alias in field.aliases))


def names(field: Field, key: str) -> bool:
    """Whether a key or column heading is one of the field's names."""
    said = content(key.replace("_", " ")) or stems(key.replace("_", " "))
    known = [field.words, *field.aliases]
    return any(said in (stems(name), content(name)) for name in known)
