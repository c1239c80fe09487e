"""A follow-up about objects told by their amounts: "double the exposure", "if Gamma fell to BB?".

Which object is meant is said by a name or a currency of its own; the only one, or all of them, need
no saying.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.changes import factor, scaled
from graphs.models.embedded.entries import entries
from graphs.models.embedded.entry_lists import anchor, is_entered
from graphs.models.embedded.filling import OUTRIGHT, fill
from graphs.models.embedded.message import Message
from graphs.models.embedded.phrasebook import ADDS
from graphs.models.embedded.schema import Field, Tool, slots

_DROPS = re.compile(r"\b(?:without|drop|remove|leave out|take out|less the|minus the)\b", re.I)
_ALL = re.compile(r"\b(?:all|both|every|each|they|them)\b", re.IGNORECASE)
_CALLED = frozenset(("name", "currency"))

Changed = tuple[str, list[Any]]
"""The name of the list and its new objects."""


def changed_entries(tool: Tool, arguments: Mapping[str, Any], message: Message) -> Changed | None:
    """The list with what a message changes in it; None where it speaks of something else."""
    if message.files or message.tables:
        return None
    for field in tool.fields:
        rows = arguments.get(field.name)
        if not is_entered(field) or not isinstance(rows, list) or not rows:
            continue
        old: list[Any] = rows
        if (new := _changed(tool, field, old, message)) is not None and new != old:
            return field.name, new
    return None


def _changed(tool: Tool, field: Field, rows: list[Any], message: Message) -> list[Any] | None:
    if ADDS.search(message.text):
        single = replace(field, only_named=False)
        more = entries(single, tool.fields, message, fill, rows[-1])
        return [*rows, *(one.values for one in more)] if more else None
    named = _named(field, rows, message.text)
    if _DROPS.search(message.text):
        left = [row for at, row in enumerate(rows) if at not in named]
        return left if named and left else None
    meant = named or (range(len(rows)) if len(rows) == 1 or _ALL.search(message.text) else ())
    if not meant or _about_the_whole(tool, field, message):
        return None
    if (change := factor(message.text)) is not None:
        return _multiplied(field, rows, meant, change.times, message)
    return _overwritten(field, rows, meant, message, bool(named))


def _named(field: Field, rows: Sequence[Any], text: str) -> list[int]:
    """Which objects a text calls by something that only they have."""
    parts = [part.name for part in field.parts if part.kind in _CALLED and not part.form]
    found: list[int] = []
    for at, row in enumerate(rows):
        own = [
            str(row[name])
            for name in parts
            if row.get(name)
            and sum(isinstance(r, Mapping) and r.get(name) == row[name] for r in rows) == 1
        ]
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I) for word in own):
            found.append(at)
    return found


def _about_the_whole(tool: Tool, field: Field, message: Message) -> bool:
    """Whether a message names a field outside the list outright."""
    parts = {part.name for part in field.parts}
    single = [
        f
        for f in slots(tool.fields)
        if f.kind not in ("records", "currency") and f.name not in parts
    ]
    filled = fill(replace(tool, fields=tuple(single)), message)
    return any(
        origin.near >= OUTRIGHT and origin.value != origin.field.default
        for origin in filled.origins.values()
    )


def _multiplied(
    field: Field, rows: list[Any], meant: Sequence[int], times: float, message: Message
) -> list[Any] | None:
    """The amounts of some objects multiplied, those of the part that is named, else the main."""
    main = anchor(field)
    text = message.text.lower()
    said = [
        part
        for part in field.parts
        if part.kind in ("money", "duration", "number", "share")
        and any(re.search(rf"\b{re.escape(a.lower())}\b", text) for a in part.aliases if len(a) > 1)
        and any(part.name in rows[at] for at in meant)
    ]
    part = said[0] if said else main
    if part is None or not any(part.name in rows[at] for at in meant):
        return None
    return [
        {**row, part.name: scaled(row[part.name], times)}
        if at in meant and part.name in row
        else row
        for at, row in enumerate(rows)
    ]


def _overwritten(
    field: Field, rows: list[Any], meant: Sequence[int], message: Message, named: bool
) -> list[Any] | None:
    """Objects with the values that a message gives in the place of their old ones."""
    parts = tuple(
        replace(part, path=(part.name,), required=False)
        for part in field.parts
        if part.form or part.kind not in (_CALLED if named else {"name"})
    )
    likely = {part.name: 0.5 for part in parts if any(part.name in rows[at] for at in meant)}
    filled = fill(Tool(field.name, field.description, field.name, parts), message, likely)
    if not filled.origins or filled.wrong or filled.unused:
        return None
    new = filled.arguments
    return [{**row, **new} if at in meant else row for at, row in enumerate(rows)]
