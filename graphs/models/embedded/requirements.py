"""Which fields a tool still needs."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice, product

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.schema import Field, Tool
from tools.alternatives import missing_fields

CALLED_FOR = 1.0  # what a field gains that goes with what a list tells, unnamed as it may be
MOST_WAYS = 24  # ways that are tried at most; each costs an assignment


def wanted(tool: Tool, fields: Sequence[Field]) -> set[str]:
    """Fields that are required, or the first way to give what is required."""
    names = {".".join(field.path) for field in fields if field.required}
    return names | {name for group in tool.groups for name in group[0]}


def called_for(fields: Sequence[Field], origins: Mapping[str, Origin]) -> dict[str, float]:
    """What fields gain that go with a part which a list's objects tell: they hardly stay unsaid."""
    told = {
        f"{name}.{part}"
        for name, origin in origins.items()
        if isinstance(origin.value, list) and origin.field.kind == "records"
        for row in origin.value
        for part in (row if isinstance(row, dict) else ())
    }
    return {".".join(field.path): CALLED_FOR for field in fields if field.goes_with in told}


def any_way(tool: Tool, fields: Sequence[Field]) -> set[str]:
    """Fields that are required, or part of any way to give what is required."""
    ways = (*(way for group in tool.groups for way in group), *tool.alone)
    return wanted(tool, fields) | {name for way in ways for name in way}


def irreplaceable(tool: Tool) -> set[str]:
    """Fields that are needed and that no other way could give."""
    lone = {way[0] for group in tool.groups for way in group if len(group) == len(way) == 1}
    return lone | {field.path[0] for field in tool.fields if field.required}


def missing(tool: Tool, given: Collection[str]) -> tuple[str, ...]:
    """The required fields that are not there, in the order in which to ask for them."""
    tops = {name.split(".")[0] for name in given}
    plain = [f.path[0] for f in tool.fields if f.required and f.path[0] not in tops]
    for field in tool.fields:
        if field.kind == "object" and field.required and field.path[0] in tops:
            inner = [".".join(p.path) for p in field.parts if p.required]
            plain += [name for name in inner if name not in given]
    others = missing_fields(tops, tool.groups, tool.alone) if tool.groups or tool.alone else []
    return tuple(dict.fromkeys([*plain, *others]))


def orphans(tool: Tool, given: Collection[str]) -> set[str]:
    """Fields that are given but belong only to alternatives that are not complete."""
    lone: set[str] = set()
    for group in tool.groups:
        complete = [set(names) for names in group if set(names) <= set(given)]
        members = {name for names in group for name in names} & set(given)
        lone |= members - {name for names in complete for name in names}
    members = {name for names in tool.alone for name in names} & set(given)
    alone = {name for names in tool.alone if set(names) <= set(given) for name in names}
    halves = [set(names) & set(given) for names in tool.together if not set(names) <= set(given)]
    return ((lone | members) - alone).union(*halves)


def partners(tool: Tool, given: Collection[str]) -> set[str]:
    """What is not there of fields that only go with each other."""
    begun = [set(names) for names in tool.together if set(names) & set(given)]
    return {name for names in begun for name in names} - set(given)


def doubled(tool: Tool, given: Collection[str], shared: Collection[str] = ()) -> int:
    """How many alternatives are given beyond the first of their group."""
    extra = 0
    for group in tool.groups:
        complete = [set(names) for names in group if set(names) <= set(given)]
        complete = [one for one in complete if not one <= set(shared)]
        kept = [one for one in complete if not any(one < other for other in complete)]
        extra += max(len(kept) - 1, 0)
    return extra


def rivals(tool: Tool, sure: Mapping[str, float], shared: Collection[str] = ()) -> set[str]:
    """Fields to leave out since a surer way of their group is given whole. `sure`: the given.

    `shared`: those that say for all objects of a list what each could have, and no rivals of it.
    """
    tops: dict[str, float] = {}
    for name, score in sure.items():
        top = name.split(".")[0]
        tops[top] = tops.get(top, 0.0) + score
    alone = {name for names in tool.alone if set(names) <= set(tops) for name in names}
    out: set[str] = set()
    for group in tool.groups:
        whole = [names for names in group if set(names) <= set(tops) - set(shared)]
        if whole:
            best = max(whole, key=lambda names: sum(tops[name] for name in names))
            out |= {name for names in group for name in names} - set(best)
            out -= set(shared)
    return (out & set(tops)) - alone


def ways(tool: Tool) -> list[tuple[set[str], set[str]]]:
    """Each way to satisfy a tool: the fields wanted then, and those shut out by them."""
    grouped = {name for group in tool.groups for names in group for name in names}
    everything = grouped | {name for names in tool.alone for name in names}
    found = [(set(names), everything - set(names)) for names in tool.alone]
    for chosen in islice(product(*tool.groups), MOST_WAYS):
        names = {name for alternative in chosen for name in alternative}
        if names:
            found.append((names, everything - names))
    return found
