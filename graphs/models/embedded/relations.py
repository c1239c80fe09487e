"""What fields say of one another, and the shape of an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.enumerations import Named, occurrences
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
    """Estimates with the shape the message names beside them ("lognormal", "90 % sure")."""
    result = dict(origins)
    estimates = {
        n: o for n, o in origins.items() if isinstance(o.value, dict) and o.field.kind == "estimate"
    }
    shapes = {p.name: p for o in estimates.values() for p in o.field.parts if p.kind == "enum"}
    for shape in shapes.values():
        named = occurrences(shape, message)
        for value in dict.fromkeys(one.value for one in named):
            told = [one for one in named if one.value == value]
            for name in _meant(estimates, told, message):
                if fits_shape(value, estimates[name].value):
                    new = {**estimates[name].value, shape.name: value}
                    result[name] = replace(estimates[name], value=new)
    return result


def _meant(estimates: Mapping[str, Origin], told: Sequence[Named], message: Message) -> list[str]:
    """All estimates where the shape is said before the first, else the nearest one."""
    if told[0].start < min(message.text.find(o.words) for o in estimates.values()):
        return list(estimates)
    return [min(estimates, key=lambda n: min(_apart(estimates[n], t, message) for t in told))]


def _apart(origin: Origin, named: Named, message: Message) -> int:
    """How far an estimate's words stand from the words for a shape."""
    at = message.text.find(origin.words)
    return min(abs(at - named.end), abs(named.start - at - len(origin.words)))


def fits_shape(shape: str, value: Mapping[str, object]) -> bool:
    """A shape with one point only fits one point, the others need both ends."""
    return (shape == "constant") == (set(value) == {"likely"}) and shape != "empirical"


def ordered(tool: Tool, origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """In the order in which the tool lists its fields."""
    order = {field.name: place for place, field in enumerate(tool.fields)}
    return dict(sorted(origins.items(), key=lambda item: order.get(item[1].field.path[0], 99)))
