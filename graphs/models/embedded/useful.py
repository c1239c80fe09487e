"""What was filled and means something beside the rest."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from graphs.models.embedded.arrays import for_all
from graphs.models.embedded.entry_lists import is_entered
from graphs.models.embedded.entry_names import is_name
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.requirements import orphans, rivals
from graphs.models.embedded.schema import Tool


def useful(
    tool: Tool,
    origins: Mapping[str, Origin],
    known: Collection[str],
    message: Message,
    asked: Collection[str] = (),
) -> dict[str, Origin]:
    """Without rivals, and what is said not to be ("no second loss") where it means nothing.

    A word that says more of a value which is not there ("per day", of no volatility) is none, nor
    is a setting of what is not given, unless it was asked for or a file may turn out to be that.
    Beside a value that it could change, only what is called by its name changes it.
    """
    others = {n: o for n, o in origins.items() if o.field.changes in origins}
    changed = {n: o for n, o in others.items() if _named_beside(o, message)}
    origins = {n: o for n, o in origins.items() if n not in others}
    spare = rivals(tool, {n: o.score for n, o in origins.items()}, for_all(origins))
    origins = {n: o for n, o in origins.items() if n.split(".")[0] not in spare}
    given = {"", *known, *(name.split(".")[0] for name in origins)}
    given |= {f"{n}.{part}" for n, o in origins.items() for part in _parts(o)}
    given |= {name for name, o in origins.items() if o.field.kind != "records"}
    origins = {
        n: o
        for n, o in origins.items()
        if message.files or n in asked or any(s in given for s in o.field.setting_of.split(" | "))
    }
    origins = {n: _without_names_of_kinds(_without_idle_parts(o)) for n, o in origins.items()}
    halves = {name for name in orphans(tool, origins) if any(name in t for t in tool.together)}
    idle = orphans(tool, {*origins, *known}) - _mostly_told(tool, origins)
    return changed | {
        name: origin
        for name, origin in origins.items()
        if name not in halves or not _nothing(origin.value)
        if name not in idle or origin.field.kind != "enum"
    }


def _without_idle_parts(origin: Origin) -> Origin:
    """A list whose objects tell no setting of what they do not have."""
    rows: Any = origin.value
    settings = {p.name: p.setting_of.split(" | ") for p in origin.field.parts if p.setting_of}
    if not settings or not isinstance(rows, list):
        return origin
    told: list[Any] = rows
    value = [
        {n: v for n, v in row.items() if any(s in row for s in settings.get(n, (n,)))}
        if isinstance(row, Mapping)
        else row
        for row in told
    ]
    return origin if value == told else replace(origin, value=value)


def _without_names_of_kinds(origin: Origin) -> Origin:
    """A list whose objects have no name that only says of what kind they are: "mortgages"."""
    label = origin.field.parts[0] if origin.field.parts else None
    rows: Any = origin.value
    if label is None or label.required or label.kind != "name" or not isinstance(rows, list):
        return origin
    if origin.columns or not is_entered(origin.field):
        return origin
    told: list[Any] = rows
    kinds = [
        isinstance(row, Mapping) and not is_name(origin.field, str(row.get(label.name, "")))
        for row in told
    ]
    if not all(kinds):
        return origin
    value = [{n: v for n, v in row.items() if n != label.name} for row in told]
    return origin if value == told else replace(origin, value=value)


def _mostly_told(tool: Tool, given: Collection[str]) -> set[str]:
    """The fields of a way of which more than half is told: the rest of it is asked for."""
    ways = (way for group in tool.groups for way in group)
    return {name for way in ways if 2 * len({*way} & {*given}) > len(way) for name in way}


def _named_beside(origin: Origin, message: Message) -> bool:
    """Whether a value that changes another is called by its field's name: "with scope changed".

    A word in passing ("a remote bug") tells again what the other value says, or what others say.
    """
    field, said = origin.field, re.escape(origin.words)
    names = "|".join(re.escape(name) for name in (field.words, *field.aliases))
    link = r"[\s:=]{1,3}(?:(?:is|was|were|to|as|of|now|only)\s){0,2}"
    return any(
        re.search(rf"(?<![\w/])(?:{one}){link}(?:{other})(?![\w/:])", message.text, re.IGNORECASE)
        for one, other in ((names, said), (said, names))
    ) or bool(re.search(rf"\b(?:{names})\b", origin.words, re.IGNORECASE))


def _parts(origin: Origin) -> set[str]:
    """What the objects of a list tell, each part once; all of it where they stand in a table."""
    if origin.field.kind != "records":
        return set()
    rows: list[Any] = origin.value if isinstance(origin.value, list) else []
    told = {str(name) for row in rows if isinstance(row, dict) for name in row}  # pyright: ignore[reportUnknownVariableType]
    return told if rows else {part.name for part in origin.field.parts}


def _nothing(value: object) -> bool:
    points = value.values() if isinstance(value, Mapping) else [value]
    return all(point == 0 for point in points)
