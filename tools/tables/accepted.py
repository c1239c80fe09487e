"""Which fields of a request may be given as an uploaded file, said in its JSON schema."""

from collections.abc import Mapping
from typing import Any

from tools.schemas import standard
from tools.tables.wanted import resolved, wanted

MANY = 100  # entries from which on a list may well stand in a file
_WHOLE = frozenset({"file", "document", "scan", "table"})
"""Kinds that a file fills as a whole."""
_HEADING: dict[str, Any] = {"type": "string", "description": "Heading of the column to take."}
_HEADINGS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "Heading of the column for each member, where the names do not say it.",
}
_LISTED: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_COLUMNS: dict[str, dict[str, Any]] = {
    "list": {"column": _HEADING},
    "rows": {"columns": _HEADINGS},
    "matrix": {"columns": _LISTED},
    "book": {"columns": _LISTED},
}


def with_files(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema in which each field that takes `{"file": id}` says so, in standard keywords."""
    schema = standard(schema)
    definitions = schema.get("$defs", {})
    fields = {
        name: by_file(dict(part), more)
        if (more := taken_from_files(name, part, definitions)) is not None
        else part
        for name, part in schema.get("properties", {}).items()
    }
    return {**schema, "properties": fields}


def taken_from_files(
    name: str, part: Mapping[str, Any], definitions: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What a reference to a file may say besides its id; None for a field that takes no file."""
    whole = resolved(part, definitions)
    want = wanted(name, part, definitions)
    if whole.get("x-kind") in _WHOLE or (want is not None and want.shape == "table"):
        return {}
    if want is None or whole.get("maxItems", MANY) < MANY:
        return None
    return _COLUMNS[want.shape]


def by_file(schema: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, or the id of an uploaded file; what describes the field stands over both."""
    reference = {
        "type": "object",
        "properties": {
            "file": {"type": "string", "description": "Id of an uploaded file."},
            **more,
        },
        "required": ["file"],
        "additionalProperties": False,
    }
    above = {
        key: schema.pop(key)
        for key in list(schema)
        if key in ("description", "title", "default") or key.startswith("x-")
    }
    return {**above, "anyOf": [reference, schema]}
