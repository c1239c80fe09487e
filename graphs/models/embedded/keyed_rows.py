"""Objects written as JSON under keys of the writer's own, given the names that a list calls for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphs.models.embedded.schema import Field

Names = Callable[[Field, str], bool]
_POINTS = ("low", "likely", "high")


def keyed_rows(field: Field, value: Any, names: Names) -> Any:
    """The rows of a list with their keys as its parts are called; anything else as it is."""
    rows: list[Any] = value if isinstance(value, list) else []
    if field.kind != "records" or not rows or not all(isinstance(row, Mapping) for row in rows):
        return value
    keys = {str(key): _part(field.parts, str(key), names) for row in rows for key in row}
    parts = [part.name for part in keys.values() if part is not None]
    if len(parts) < len(keys) or len(set(parts)) < len(parts):
        return value  # a key that nothing is called by is for the tool to name
    return [
        {part.name: _plain(part, row[key]) for key, part in keys.items() if part and key in row}
        for row in rows
    ]


def _part(parts: Sequence[Field], key: str, names: Names) -> Field | None:
    """The part that a key names: outright, by one of its words, or by the label's first letter."""
    if (own := next((part for part in parts if part.name == key), None)) is not None:
        return own
    if (called := next((part for part in parts if names(part, key)), None)) is not None:
        return called
    label = parts[0] if parts and parts[0].kind == "name" else None
    return label if label is not None and key.casefold() == label.name[0] else None


def _plain(part: Field, value: Any) -> Any:
    """Two or three figures for an estimate are its points."""
    points: list[Any] = value if isinstance(value, list) else []
    numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in points)
    if part.kind != "estimate" or not numbers or len(points) not in (2, 3):
        return value
    order = _POINTS if len(points) == 3 else (_POINTS[0], _POINTS[2])
    return dict(zip(order, points, strict=True))
