"""What a call was refused for lacking, as one phrase: which part of which object."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.questions import described, field_of
from graphs.models.embedded.saying import joined
from graphs.models.embedded.schema import Field, Tool

_WHY = re.compile(r"is required (?P<why>(?:for|with|where|when|by|to)\b[^:;.(]{3,60})[:;.(]?")
MOST = 3  # objects named one by one


def lacking(errors: Sequence[Mapping[str, Any]], tool: Tool, arguments: Mapping[str, Any]) -> str:
    """What is lacking, each thing once, with the objects that lack it and what it is for."""
    objects: dict[str, list[str]] = {}
    for error in errors:
        name, message = str(error.get("field", "")), str(error.get("message", ""))
        field, index = _part(tool, name)
        why = _WHY.match(message)
        wanted = described(field) + (f" (needed {why['why']})" if why else "")
        owners = objects.setdefault(wanted, [])
        if index is not None:
            owners.append(_name(arguments.get(name.split(".")[0]), index))
    said = [
        f"{wanted}, for {joined(owners[:MOST])}{' and others' if len(owners) > MOST else ''}"
        if owners
        else wanted
        for wanted, owners in objects.items()
    ]
    return joined(said)


def _part(tool: Tool, name: str) -> tuple[Field, int | None]:
    """The field that a dotted path ends at, and the entry of the list it belongs to."""
    top, *inner = name.split(".")
    field, index = field_of(tool, top), None
    for step in inner:
        if step.isdigit():
            index = int(step)
            continue
        part = next((p for p in field.parts if p.name == step), None)
        if part is None:
            return field, None
        field = part
    return field, index


def _name(rows: Any, index: int) -> str:
    """What an object of a list is called, or its number."""
    row: Any = rows[index] if isinstance(rows, list) and index < len(rows) else None  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    name = row.get("name") if isinstance(row, Mapping) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return str(name) if name else f"entry {index + 1}"  # pyright: ignore[reportUnknownArgumentType]
