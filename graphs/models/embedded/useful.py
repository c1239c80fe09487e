"""What was filled and means something beside the rest."""

from collections.abc import Collection, Mapping
from typing import Any

from graphs.models.embedded.arrays import for_all
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
    """
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
    halves = {name for name in orphans(tool, origins) if any(name in t for t in tool.together)}
    idle = orphans(tool, {*origins, *known})
    return {
        name: origin
        for name, origin in origins.items()
        if name not in halves or not _nothing(origin.value)
        if name not in idle or origin.field.kind != "enum"
    }


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
