"""What a field of a request wants of a table, read off its JSON schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Schema = Mapping[str, Any]
Shape = Literal["table", "rows", "list", "matrix", "book"]
"""`table` takes columns, `rows` an object a row, `list` one column, `matrix` several columns row
by row, `book` several columns by name."""
NUMERIC = frozenset(
    ["number", "money", "rate", "probability", "share", "confidence", "count", "duration", "seed"]
)
NAMED = frozenset(["name", "text", "expression", "currency"])


@dataclass(frozen=True, slots=True)
class Part:
    """One column that is wanted."""

    name: str
    kind: str
    """One of `tools.fields`, or enum, boolean, estimate, list, any."""
    names: tuple[str, ...] = ()
    """What people call it, its own name first."""
    unit: str = ""
    required: bool = True
    low: float | None = None
    high: float | None = None
    integer: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """For an enumeration, the words that mean each value."""
    parts: tuple["Part", ...] = ()
    """For a list of objects inside an object: its own columns."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field that a table can fill."""

    name: str
    shape: Shape
    parts: tuple[Part, ...] = ()
    """One for a list, one for each member of an object, the declared ones of a table."""


def wanted(name: str, schema: Schema, definitions: Schema) -> Wanted | None:
    """What the field `name` wants of a table; None when no table can fill it."""
    whole = resolved(schema, definitions)
    if whole.get("x-kind") == "table":
        row = whole.get("x-row") or {}
        return Wanted(name, "table", parts_of(row, {**definitions, **row.get("$defs", {})}))
    if whole.get("type") == "array":
        return _of_list(name, whole, definitions)
    others = whole.get("additionalProperties")
    values = resolved(others, definitions) if isinstance(others, Mapping) else {}
    if whole.get("type") == "object" and values.get("type") == "array":
        inner = resolved(values.get("items") or {}, definitions)
        return Wanted(name, "book") if _is_number(inner) else None
    return None


def _of_list(name: str, whole: Schema, definitions: Schema) -> Wanted | None:
    items = resolved(whole.get("items") or {}, definitions)
    if items.get("properties"):
        return Wanted(name, "rows", parts_of(items, definitions))
    if items.get("type") == "array":
        inner = resolved(items.get("items") or {}, definitions)
        return Wanted(name, "matrix", (part_of(name, inner, True),)) if _is_number(inner) else None
    if items.get("type") in ("number", "integer", "string", "boolean"):
        part = part_of(name, {**items, "x-aliases": whole.get("x-aliases", ())}, True)
        return Wanted(name, "list", (part,))
    return None


def parts_of(schema: Schema, definitions: Schema) -> tuple[Part, ...]:
    """The columns that would give the members of an object."""
    required = set(schema.get("required", ()))
    found: list[Part] = []
    for name, raw in schema.get("properties", {}).items():
        whole = resolved(raw, definitions)
        part = part_of(name, whole, name in required)
        items = resolved(whole.get("items") or {}, definitions)
        if part.kind == "list" and items.get("properties"):
            if not part.required:
                continue  # a list that may be left out is told apart: its columns are not the row's
            part = Part(name, "rows", part.names, required=part.required,
                        parts=parts_of(items, definitions))  # fmt: skip
        found.append(part)
    return tuple(found)


def part_of(name: str, schema: Schema, required: bool) -> Part:
    """A column for a single value."""
    aliases = tuple(str(alias) for alias in schema.get("x-aliases", ()))
    low = schema.get("exclusiveMinimum", schema.get("minimum", schema.get("x-minimum")))
    high = schema.get("exclusiveMaximum", schema.get("maximum", schema.get("x-maximum")))
    said: Mapping[str, Any] = schema.get("x-synonyms") or {}
    options = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    return Part(
        name=name,
        kind=_kind(schema),
        names=(name, *aliases),
        unit=str(schema.get("x-unit") or ""),
        required=required,
        low=low if isinstance(low, int | float) else None,
        high=high if isinstance(high, int | float) else None,
        integer=schema.get("type") == "integer",
        values={str(option): tuple(said.get(str(option), ())) for option in options},
    )


def _kind(schema: Schema) -> str:
    if schema.get("enum") or "const" in schema:
        return "enum"
    if declared := str(schema.get("x-kind") or ""):
        return declared
    if {"low", "likely", "high"} <= set(schema.get("properties", ())):
        return "estimate"
    if str(schema.get("format") or "") in ("date", "date-time"):
        return "date"
    plain = {"number": "number", "integer": "count", "boolean": "boolean", "string": "name"}
    return plain.get(str(schema.get("type")), "list" if schema.get("type") == "array" else "any")


def _is_number(schema: Schema) -> bool:
    return schema.get("type") in ("number", "integer")


def resolved(schema: Schema, definitions: Schema) -> Schema:
    """Follow references and unions; of a union the branch that says most."""
    for union in ("anyOf", "oneOf", "allOf"):
        if branches := [b for b in schema.get(union, ()) if b.get("type") != "null"]:
            best = max((resolved(b, definitions) for b in branches), key=_told)
            return {**best, **{k: v for k, v in schema.items() if k != union}}
    if reference := schema.get("$ref"):
        target = resolved(definitions.get(str(reference).rsplit("/", 1)[-1], {}), definitions)
        return {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
    return schema


def _told(schema: Schema) -> int:
    return 4 * ("x-kind" in schema) + 2 * ("properties" in schema) + ("items" in schema)
