"""A follow-up about one object of a list by its name: "what if fraud happens 3 to 8 times?"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.changes import merged
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field, Tool


def in_named_row(
    tool: Tool, arguments: Mapping[str, Any], message: Message
) -> tuple[str, list[Any]] | None:
    """The list with what the message changes in the one object that it names; None else."""
    for field in tool.fields:
        rows = arguments.get(field.name)
        if field.kind != "records" or not isinstance(rows, list):
            continue
        named = _named(field, rows, message.text)
        if named is None:
            continue
        parts = tuple(
            replace(part, path=(part.name,), required=False)
            for part in field.parts
            if part.kind not in ("name", "text")
        )
        filled = fill(Tool(field.name, field.description, field.name, parts), message)
        if filled.origins and not filled.wrong and not filled.unused:
            old = rows[named]
            new = {n: merged(old.get(n), v, "", message.text) for n, v in filled.arguments.items()}
            return field.name, [*rows[:named], {**old, **new}, *rows[named + 1 :]]
    return None


def _named(field: Field, rows: Sequence[Any], text: str) -> int | None:
    """Which one of the objects a text names; None where it names none or several."""
    labels = [part.name for part in field.parts if part.kind in ("name", "text")]
    said = [
        place
        for place, row in enumerate(rows)
        if isinstance(row, Mapping)
        for label in labels[:1]
        if isinstance(name := row.get(label), str)
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    ]
    return said[0] if len(said) == 1 else None
