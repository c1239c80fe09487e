"""What filling a tool's fields from a message came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.table_sources import Doubt
from graphs.spans.span import Named, Triple, Value


@dataclass(frozen=True, slots=True)
class Origin:
    """Which words filled a field, and how sure that is."""

    field: Field
    value: Any
    words: str
    score: float
    inside: bool = True
    converted: bool = False
    near: float = 1.0
    """How near the words that name the field stand; 1 where nothing else can be meant."""
    fitted: float = 1.0
    """How well kind and unit fit."""
    columns: tuple[tuple[str, str, float], ...] = ()
    """For a field filled by a table: part, heading and how sure that is."""
    notes: tuple[str, ...] = ()
    """What was converted, put in order or left out of a table."""
    places: tuple[tuple[int, int], ...] = ()
    """Where the figures of a list of objects stand: no other field may take them."""


@dataclass(slots=True)
class Filled:
    """A tool's arguments as far as the message gives them."""

    tool: Tool
    origins: dict[str, Origin] = field(default_factory=dict[str, Origin])
    unused: tuple[Candidate, ...] = ()
    close: tuple[tuple[Field, Field, Candidate], ...] = ()
    worth: float = 0.0
    missing: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Columns that must be asked for before a table can fill its field."""

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments as JSON, nested where the fields are."""
        result: dict[str, Any] = {}
        for origin in self.origins.values():
            place = result
            for part in origin.field.path[:-1]:
                place = place.setdefault(part, {})
            place[origin.field.name] = origin.value
        return result

    @property
    def wrong(self) -> list[Origin]:
        """Values that their field's bounds do not allow."""
        return [origin for origin in self.origins.values() if not origin.inside]

    @property
    def complete(self) -> bool:
        """Nothing required is missing and nothing is out of bounds."""
        return not self.missing and not self.wrong

    @property
    def share(self) -> float:
        """Share of what is required that is there."""
        wanted = len(self.missing) + sum(1 for o in self.origins.values() if o.field.required)
        there = len(self.origins) + len(self.doubts)
        return 1.0 if not self.missing else there / max(there + len(self.missing), wanted, 1)

    def explain(self) -> list[Mapping[str, Any]]:
        """For each field, the words that filled it."""
        rows: list[Mapping[str, Any]] = []
        for name, o in self.origins.items():
            said = {"value": o.value, "words": o.words, "score": round(o.score, 3)}
            rows.append({"field": name, **said, **({"notes": list(o.notes)} if o.notes else {})})
            if len(o.columns) > 1:
                rows += [
                    {"field": f"{name}.{part}", "value": heading, "words": f"column `{heading}`",
                     "score": round(score, 3)}
                    for part, heading, score in o.columns
                ]  # fmt: skip
        return rows


def as_json(value: Value, target: Field) -> Any:
    """A value as the field's JSON wants it: estimates by their points, whole numbers whole."""
    if target.kind == "estimate":
        if isinstance(value, Triple):
            points = {"low": value.low, "likely": value.likely, "high": value.high}
            return {name: plain(x) for name, x in points.items() if x is not None}
        if isinstance(value, Named):
            return {name: plain(x) for name, x in value.parts}
        if isinstance(value, tuple):
            return {"values": [plain(x) for x in value], "distribution": "empirical"}
        return {"likely": plain(value)}
    if isinstance(value, tuple):
        return [x if _with_points(target) else plain(x) for x in value]
    if isinstance(value, dict):
        columns = {
            name: [None if cell == "" else plain(cell) for cell in cells]
            for name, cells in value.items()
        }
        return {"columns": columns}
    return plain(value)


def _with_points(target: Field) -> bool:
    """Whether a list's numbers keep their point: its schema asks for numbers, and says no more."""
    return target.of == "number" and not (target.described or target.integer)


def plain(value: Any) -> Any:
    """Whole floats as integers: 400.0 is 400 in the receipt and in the reply."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
