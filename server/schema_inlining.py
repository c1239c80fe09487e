"""JSON schemas without references, for places where `#/$defs/…` would point nowhere."""

from collections.abc import Mapping
from typing import Any


def inlined(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with every `$ref` replaced by what it names. Our models do not recurse."""
    definitions: Mapping[str, Any] = schema.get("$defs", {})

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            target = definitions[str(node["$ref"]).rpartition("/")[2]]
            beside = {key: value for key, value in node.items() if key != "$ref"}
            return {**walk(target), **walk(beside)}
        return {key: walk(value) for key, value in node.items() if key != "$defs"}

    return walk(dict(schema))
