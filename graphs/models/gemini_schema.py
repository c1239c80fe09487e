"""JSON schemas in the dialect of Gemini: a subset of OpenAPI 3.0, refused when anything is beyond.

The client's own conversion drops bounds, calls every field without a default required, and reads
only the last alternative inside a list. This one loses nothing that Gemini can be told; what it
cannot be told moves into the description.
"""

from collections.abc import Mapping
from typing import Any

_KEPT = frozenset(
    {
        "description",
        "nullable",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "pattern",
        "required",
    }
)
_FORMATS = frozenset({"date-time"})
"""Others are refused for strings."""

_SAID = {
    "format": "Format: {}.",
    "exclusiveMinimum": "More than {}.",
    "exclusiveMaximum": "Less than {}.",
    "default": "Default: {}.",
    "multipleOf": "A multiple of {}.",
}
_DEEPEST = 8
"""A schema that refers to itself ends there as free text."""


def gemini_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema as Gemini takes it: references followed, alternatives kept, bounds kept."""
    return _read(schema, schema.get("$defs") or schema.get("definitions") or {}, 0)


def _read(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int) -> dict[str, Any]:
    schema = _followed(schema, known)
    if depth > _DEEPEST:
        return _with_description({"type": "string"}, schema)
    read: dict[str, Any] = {k: v for k, v in schema.items() if k in _KEPT}
    alternatives, nullable = _alternatives(schema)
    if nullable:
        read["nullable"] = True
    if len(alternatives) == 1:
        only = {k: v for k, v in schema.items() if k not in ("anyOf", "oneOf", "type")}
        return {**_read({**alternatives[0], **only}, known, depth + 1), **read}
    if alternatives:
        read["anyOf"] = [_read(entry, known, depth + 1) for entry in alternatives]
        return _with_description(read, schema)
    read |= _typed(schema, known, depth)
    if "required" in read:
        read["required"] = [name for name in read["required"] if name in read.get("properties", {})]
    return _with_description(read, schema)


def _followed(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema a reference leads to, with what stands beside the reference."""
    for _ in range(_DEEPEST):
        if "$ref" in schema:
            target = known.get(str(schema["$ref"]).rpartition("/")[2], {})
        elif len(schema.get("allOf") or ()) == 1:
            target = schema["allOf"][0]
        else:
            break
        schema = {**target, **{k: v for k, v in schema.items() if k not in ("$ref", "allOf")}}
    return schema


def _alternatives(schema: Mapping[str, Any]) -> tuple[list[Mapping[str, Any]], bool]:
    """The alternatives that are not null, and whether null is one."""
    kinds = schema.get("type")
    entries: list[Mapping[str, Any]] = list(schema.get("anyOf") or schema.get("oneOf") or ())
    if isinstance(kinds, list):
        entries = [{"type": kind} for kind in kinds]
    kept = [entry for entry in entries if entry.get("type") != "null"]
    return kept, len(kept) < len(entries)


def _typed(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int) -> dict[str, Any]:
    kind = schema.get("type") or ("object" if "properties" in schema else "string")
    typed: dict[str, Any] = {"type": kind}
    values = list(schema.get("enum") or ([schema["const"]] if "const" in schema else []))
    if values and kind == "string":
        typed["enum"] = [str(value) for value in values if value is not None]
        typed["format"] = "enum"
    elif schema.get("format") in _FORMATS:
        typed["format"] = schema["format"]
    if kind == "array":
        typed["items"] = _read(_item(schema), known, depth + 1)
    if kind == "object":
        fields: Mapping[str, Any] = schema.get("properties") or {}
        if not fields:  # an object without fields is refused
            return {"type": "string", "description": "A JSON object as text."}
        typed["properties"] = {name: _read(f, known, depth + 1) for name, f in fields.items()}
    return typed


def _item(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a list holds; a fixed tuple of equal kinds holds that kind."""
    if isinstance(items := schema.get("items"), Mapping):
        return items
    return next(iter(schema.get("prefixItems") or ()), {"type": "string"})


def _with_description(read: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """What Gemini has no word for, said in words."""
    said = [
        words.format(schema[key])
        for key, words in _SAID.items()
        if schema.get(key) is not None and schema[key] != read.get(key)
    ]
    if read.get("type") != "string" and schema.get("enum"):
        said.append(f"One of {', '.join(str(value) for value in schema['enum'])}.")
    text = " ".join(part for part in (str(read.get("description", "")), *said) if part)
    return {**read, "description": text} if text else read
