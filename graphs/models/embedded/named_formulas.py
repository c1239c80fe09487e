"""A formula of named inputs, for a tool that takes both: "profit = units * price - 500"."""

from collections.abc import Mapping, Sequence

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import formulas
from graphs.models.embedded.told_rows import is_told


def named_formulas(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The longest formula for the field that takes one, where objects are its inputs."""
    takes = [f for f in fields if f.kind == "expression" and f.name not in there]
    found = formulas(message.text) if takes and any(map(is_told, fields)) else []
    if not found:
        return {}
    start, end = max(found, key=lambda place: place[1] - place[0])
    said = message.text[start:end].strip()
    return {takes[0].name: Origin(takes[0], said, said, 1.0, places=((start, end),))}
