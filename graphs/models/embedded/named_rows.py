"""A follow-up about one object of a list by its name: "what if fraud happens 3 to 8 times?"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.changes import merged
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field, Tool

SURE = 0.45  # nearness from which words say what a figure is
_IT = re.compile(r"\b(?:it|its|that one|this one)\b", re.IGNORECASE)
_FALLS = re.compile(
    r"\b(?:fall|fell|drop|lose|lost|decline|crash|slump|sink|shrink|tumble|plunge)\w*\b",
    re.IGNORECASE,
)


def in_named_row(
    tool: Tool, arguments: Mapping[str, Any], message: Message
) -> tuple[str, list[Any]] | None:
    """The list with what the message changes in the one object that it names; None else."""
    for field in tool.fields:
        rows = arguments.get(field.name)
        if field.kind != "records" or not isinstance(rows, list):
            continue
        named = _named(field, rows, message.text)
        lone = named is None and len(rows) == 1 and _IT.search(message.text) is not None
        if named is None and not lone:
            continue
        parts = tuple(
            replace(part, path=(part.name,), required=False)
            for part in field.parts
            if part.kind not in ("name", "text")
        )
        filled = fill(Tool(field.name, field.description, field.name, parts), message)
        sure = not lone or all(origin.near >= SURE for origin in filled.origins.values())
        if filled.origins and sure and not filled.wrong and not filled.unused:
            place = named or 0
            old = rows[place]
            new = {n: merged(old.get(n), v, "", message.text) for n, v in filled.arguments.items()}
            new |= _falling(field, new, message)
            return field.name, [*rows[:place], {**old, **new}, *rows[place + 1 :]]
    return None


def _falling(field: Field, new: Mapping[str, Any], message: Message) -> dict[str, float]:
    """What falls is negative where it may be: "and if it lost 35 %?"."""
    may = {p.name for p in field.parts if p.minimum is not None and p.minimum < 0}
    if not _FALLS.search(message.text):
        return {}
    return {n: -v for n, v in new.items() if n in may and isinstance(v, int | float) and v > 0}


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
