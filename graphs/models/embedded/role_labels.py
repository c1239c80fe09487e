"""Which fields hold a figure of a message, told by the values of its arguments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphs.models.embedded.compatibility import fit, numbers
from graphs.models.embedded.role_features import figure_fields, figure_paths
from graphs.models.embedded.role_weights import NOTHING
from graphs.models.embedded.schema import Field, Tool
from graphs.spans.span import Reading, Span, Value

_POINTS = ("low", "likely", "high")
_SCALES = (1.0, 1e-2, 1e-4)  # as written, in percent, in basis points
_CLOSE = 1e-6

Values = tuple[float | str, ...]


def labels(tool: Tool, spans: Iterable[Span], arguments: Mapping[str, Any]) -> list[frozenset[str]]:
    """For each span, the dotted paths of the fields that hold its value."""
    held: dict[str, set[Values]] = defaultdict(set)
    for path, values in _held(arguments):
        held[path].add(values)
    fields = dict(zip(figure_paths(tool), figure_fields(tool), strict=False))
    found: list[frozenset[str]] = []
    for span in spans:
        paths = [
            path
            for path, values in held.items()
            if path in fields and _takes(fields[path], span.readings, values)
        ]
        found.append(frozenset(paths or [NOTHING]))
    return found


def _takes(field: Field, readings: Sequence[Reading], held: set[Values]) -> bool:
    """Whether a reading, as the field would take it or as it stands, is among the held values."""
    for reading in readings:
        if reading.kind in ("table", "expression", "text"):
            continue
        taken = fit(field, reading)
        values = [reading.value] if taken is None else [taken.value, reading.value]
        if any(_among(_parts(value), held) for value in values):
            return True
    return False


def _parts(value: Value) -> Values:
    return (value[:10],) if isinstance(value, str) else tuple(numbers(value))


def _among(parts: Values, held: set[Values]) -> bool:
    if not parts:
        return False
    singles = {one for values in held for one in values}
    if len(parts) == 1:
        return any(_same(parts[0], one) for one in singles)
    return parts in held or all(any(_same(part, one) for one in singles) for part in parts)


def _same(part: float | str, held: float | str) -> bool:
    if isinstance(part, str) or isinstance(held, str):
        return part == held
    return any(abs(part * s - held) <= _CLOSE * max(abs(held), 1e-12) for s in _SCALES)


def _held(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Values]]:
    """Every figure and day of the arguments, by the path of its field without places in lists."""
    if isinstance(value, Mapping):
        points = tuple(float(value[p]) for p in _POINTS if isinstance(value.get(p), int | float))
        if points:
            yield ".".join(path), points
            return
        columns = value.get("columns")
        inner = columns if isinstance(columns, Mapping) and len(value) == 1 else value
        for name, one in inner.items():
            yield from _held(one, (*path, str(name)))
    elif isinstance(value, list):
        for one in value:
            yield from _held(one, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield ".".join(path), (float(value),)
    elif isinstance(value, str) and len(value) >= 10 and value[4:5] == value[7:8] == "-":
        yield ".".join(path), (value[:10],)
