"""The same message read into another shape that the tool takes as well.

Single figures in the place of a list, a list that no word names, one object of a list in the place
of single fields. Each is a second reading, kept only where it leaves less unsaid than the first.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from graphs.models.embedded.assignment import EVIDENCE
from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.entry_lists import is_entered
from graphs.models.embedded.entry_names import proper_name
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.message import Message
from graphs.models.embedded.requirements import missing, orphans
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.sheets import is_file

Again = Callable[[Tool], Filled]
"""Reads the message for a tool of other fields."""
FEWEST = 2  # objects, and words for their kinds, that make a list which nothing names
MOST = 60  # figures of a message that is read once more; each object takes a reading of its own
ROUNDS = 2  # lists that are opened one after another


def rather_single(filled: Filled, known: Collection[str], again: Again) -> Filled:
    """The figures in fields of their own where an optional list of objects took what is missing."""
    tool = filled.tool
    lists = {
        o.field.path
        for o in filled.origins.values()
        if o.field.kind == "records" and not (o.field.required or o.columns or is_file(o.value))
    }
    named = {f.path for f in tool.fields if f.only_named and not f.required}
    lists |= named - {o.field.path for o in filled.origins.values()}
    if not filled.missing or not lists:
        return filled
    poorer = replace(tool, fields=tuple(f for f in tool.fields if f.path not in lists))
    other = again(poorer)
    other.tool, other.missing = tool, missing(tool, {*other.origins, *known})
    return other if len(other.missing) < len(filled.missing) else filled


def with_unnamed_lists(filled: Filled, message: Message, again: Again) -> Filled:
    """With lists that nothing names, told by kinds and amounts: "mezzanine 6m and gold 1.5m".

    Only where figures or needed fields are left open without them, and fewer with them.
    """
    if message.tables or message.files or message.earlier or len(message.spans) > MOST:
        return filled
    best, tool = filled, filled.tool
    for _ in range(ROUNDS):
        if not any(_left(best)):
            break
        opened = _opened(tool)
        found = [
            (opened[field.name], other)
            for field in tool.fields
            if _may_open(field, message) and field.name not in best.origins
            if _is_told(other := again(opened[field.name]), field.name)
            and _leaves_less(other, best)
        ]
        if not found:
            break
        tool, best = min(found, key=lambda one: _left(one[1]))
    best.tool = filled.tool
    return best


def _may_open(field: Field, message: Message) -> bool:
    """Whether nothing names a list that is told under its name, but kinds of its objects are."""
    if not (field.only_named and is_entered(field)) or any(clauses(field, message)):
        return False
    kinds = [part for part in field.parts if part.kind == "enum" and part.required]
    return any(len(occurrences(part, message)) >= FEWEST for part in kinds)


@once_for
def _opened(tool: Tool) -> dict[str, Tool]:
    """The tool with one list told under no name, by the list."""
    return {
        field.name: replace(
            tool,
            fields=tuple(replace(f, only_named=False) if f is field else f for f in tool.fields),
        )
        for field in tool.fields
        if field.only_named
    }


def _is_told(filled: Filled, name: str) -> bool:
    """Whether a list has objects enough."""
    origin: Origin | None = filled.origins.get(name)
    rows: Any = origin.value if origin else None
    return isinstance(rows, list) and len(rows) >= FEWEST  # pyright: ignore[reportUnknownArgumentType]


def _left(filled: Filled) -> tuple[int, int, int]:
    """What is lacking or wrong, half of a way to give something, and figures nothing names."""
    halves = orphans(filled.tool, filled.origins)
    guessed = sum(origin.near < EVIDENCE for origin in filled.origins.values())
    lacking = len(filled.missing) + len(filled.wrong)
    return lacking, len(halves), len(filled.unused) + guessed


def _leaves_less(filled: Filled, before: Filled) -> bool:
    return not filled.wrong and _left(filled) < _left(before)


def rather_one_object(filled: Filled, message: Message, again: Again) -> Filled:
    """One object of a list where a message says more of it than the tool has single fields for.

    "A loan of 2m to a person who earns in another currency" is no single amount any more, where
    only the objects of the list can be of another currency.
    """
    tool = filled.tool
    for field in tool.fields if len(message.spans) <= MOST else ():
        alone = _alone(field, tool)
        told = alone & set(filled.origins)
        parts = {part.name: part for part in field.parts}
        if not told or field.name in filled.origins or told - set(parts) or message.tables:
            continue
        taken = {f.name for f in _others(tool, field)}
        other = again(_widened(tool)[field.name])
        row = {n: o.value for n, o in other.origins.items() if n in parts and n not in taken}
        row = {n: value for n, value in row.items() if value != parts[n].default}
        more = set(row) - set(filled.origins)
        if not more - alone or told - set(row) or other.wrong or _left(filled) < _left(other):
            continue
        if not _needed(field) <= set(row):
            continue
        if name := proper_name(field, message.text, first=True):
            row = {field.parts[0].name: name, **row}
        kept = {n: o for n, o in other.origins.items() if n not in row}
        words = message.text[:80]
        other.origins = {**kept, field.name: Origin(field, [row], words, 0.9)}
        other.tool = tool
        other.missing = missing(tool, other.origins)
        return other
    return filled


@once_for
def _widened(tool: Tool) -> dict[str, Tool]:
    """The tool with the parts of one list in the place of its single fields, by the list."""
    widened: dict[str, Tool] = {}
    for field in tool.fields:
        if _alone(field, tool):
            others = _others(tool, field)
            taken = {f.name for f in others}
            inner = (replace(p, path=(p.name,)) for p in field.parts if p.name not in taken)
            widened[field.name] = replace(tool, fields=(*inner, *others), groups=(), alone=())
    return widened


def _others(tool: Tool, field: Field) -> list[Field]:
    """The fields that are neither the list nor tell of a single object of it."""
    alone = _alone(field, tool)
    return [f for f in tool.fields if f is not field and f.name not in alone]


def _needed(field: Field) -> set[str]:
    return {part.name for part in field.parts if part.required}


def _alone(field: Field, tool: Tool) -> set[str]:
    """The tool's own fields that tell of a single object of a list."""
    parts = {part.name for part in field.parts}
    settings = {f.name: set(f.setting_of.split(" | ")) for f in tool.fields if f.setting_of}
    inside = {name: names for name, names in settings.items() if names <= parts}
    return {*inside, *(one for names in inside.values() for one in names)}
