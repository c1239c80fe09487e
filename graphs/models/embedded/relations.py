"""What fields say of one another, and the shape of an estimate."""

from collections.abc import Mapping
from dataclasses import replace

from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Tool


def in_relation(origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """Swap two values that their fields' `at_most` says stand the wrong way round."""
    result = dict(origins)
    for name, origin in origins.items():
        other = result.get(origin.field.at_most)
        mine = result[name]
        if other is None or not _numbers(mine.value, other.value) or mine.value <= other.value:
            continue
        if mine.field.within(other.value) and other.field.within(mine.value):
            result[name] = replace(other, field=mine.field)
            result[origin.field.at_most] = replace(mine, field=other.field)
    return result


def _numbers(*values: object) -> bool:
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


def shaped(origins: Mapping[str, Origin], message: Message) -> dict[str, Origin]:
    """Estimates with the shape the message names for them ("lognormal", "90 % sure")."""
    result = dict(origins)
    for name, origin in origins.items():
        if origin.field.kind != "estimate" or not isinstance(origin.value, dict):
            continue
        for part in origin.field.parts:
            named = occurrences(part, message) if part.kind == "enum" else []
            if named and _fits(named[0].value, origin.value):
                result[name] = replace(origin, value={**origin.value, part.name: named[0].value})
    return result


def _fits(shape: str, value: Mapping[str, object]) -> bool:
    """A shape with one point only fits one point, the others need both ends."""
    return (shape == "constant") == (set(value) == {"likely"}) and shape != "empirical"


def ordered(tool: Tool, origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """In the order in which the tool lists its fields."""
    order = {field.name: place for place, field in enumerate(tool.fields)}
    return dict(sorted(origins.items(), key=lambda item: order.get(item[1].field.path[0], 99)))
