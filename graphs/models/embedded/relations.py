"""What fields say of one another, and the shape of an estimate."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.assignment import Pair, Solved
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.enumerations import Named, occurrences
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field, Tool


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


FAR = 45  # characters between an amount and its growth
_APART_FROM = re.compile(r"[.;!?](?=\s|$)|\n|,|\d")


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


def of_what_grows(solved: Solved, fields: Sequence[Field], message: Message) -> tuple[Pair, ...]:
    """The pairs of an assignment, each growth in the field for what it is the growth of.

    A figure found its field by a word for any growth; the amount right before it says what grows:
    "burn 90k rising 2 %" is no growth of revenue.
    """
    growths = [field for field in fields if field.growth_of]
    if not growths or not any(pair.field.growth_of for pair in solved.pairs):
        return solved.pairs
    moved = {id(pair): _moved(pair, solved.pairs, growths, message.text) for pair in solved.pairs}
    pairs = tuple(moved[id(pair)] for pair in solved.pairs)
    names = [pair.field.path for pair in pairs]
    return pairs if len(set(names)) == len(names) else solved.pairs


def _moved(pair: Pair, pairs: Sequence[Pair], growths: Sequence[Field], text: str) -> Pair:
    """A growth in the field of what stands before it; any other pair as it is."""
    start = pair.candidate.start
    before = [p for p in pairs if p.candidate.end <= start and not p.field.growth_of]
    last = max(before, key=lambda p: p.candidate.end, default=None)
    if not pair.field.growth_of or last is None or start - last.candidate.end > FAR:
        return pair
    if _APART_FROM.search(text, last.candidate.end, start) or _grows(pair.field, last):
        return pair
    other = next((field for field in growths if _grows(field, last)), None)
    found = fit(other, pair.candidate.readings[0]) if other is not None else None
    if other is None or found is None or not found.inside:
        return pair
    return replace(pair, field=other, fit=found)


def _grows(field: Field, pair: Pair) -> bool:
    return pair.field.name in field.growth_of.split(" | ")
