"""JSON schemas as they leave the service: nothing in them but standard keywords and `x-` words.

A bound that stands over a validator (a whole number that text is refused for) is written by
pydantic under Python's name for it, `ge`, which no other reader of a schema knows.
"""

from collections.abc import Mapping
from typing import Any

STANDARD = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
BY_NAME = frozenset({"properties", "$defs", "definitions", "patternProperties"})
"""Keywords whose object is keyed by names, not by keywords."""
_DATA = frozenset({"default", "const", "enum", "examples"})
"""Keywords that hold values, in which a key may be called anything."""


def standard(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with its bounds under JSON Schema's own keywords."""
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key in BY_NAME and isinstance(value, Mapping):
            found[key] = {name: _walked(entry) for name, entry in value.items()}
        elif key in _DATA or key.startswith("x-"):
            found[key] = value
        else:
            found[STANDARD.get(key, key)] = _walked(value)
    return found


def _walked(node: Any) -> Any:
    if isinstance(node, list):
        return [_walked(entry) for entry in node]
    return standard(node) if isinstance(node, Mapping) else node
