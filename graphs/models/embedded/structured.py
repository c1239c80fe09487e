"""Fill any other schema: from the conversation's figures by name, from its words by assignment."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.attachments import names
from graphs.models.embedded.filling import fill
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Field, Tool


def structured(tool: Tool, memory: Memory) -> dict[str, Any]:
    """The object: figures of results by their names first, then what the words give."""
    results = [call.result for call, _ in memory.now if call.result and not call.failed]
    results += [call.result for call in memory.previous if call.result]
    found: dict[str, Any] = {}
    for field in tool.fields:
        value = next((v for r in results if (v := _named(field, r)) is not None), None)
        if value is not None:
            found[field.name] = value
    said = [*(finding.text for finding in memory.findings), memory.text]
    text = "\n".join(part for part in said if part)
    filled = fill(tool, message(text, memory.files, memory.as_of), known=list(found))
    for name, value in filled.arguments.items():
        found.setdefault(name, value)
    for field in tool.fields:
        if field.name not in found and field.kind in ("text", "name") and field.required:
            found[field.name] = text
    return found


def _named(field: Field, result: Mapping[str, Any]) -> Any:
    """A result's figure whose name is the field's, however deep."""
    for key, value in result.items():
        if (key == field.name or names(field, key)) and _suits(field, value):
            return value
    for value in result.values():
        inner: Sequence[Any] = [value] if isinstance(value, Mapping) else ()
        for one in inner:
            if (found := _named(field, one)) is not None:
                return found
    return None


def _suits(field: Field, value: Any) -> bool:
    if field.kind in ("text", "name", "enum", "date"):
        return isinstance(value, str)
    if field.kind in ("series", "records"):
        return isinstance(value, list)
    if field.kind == "object":
        return isinstance(value, Mapping)
    return isinstance(value, int | float)
