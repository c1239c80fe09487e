"""The first line of a reply: what was understood."""

from collections.abc import Collection, Mapping
from typing import Any

from graphs.models.embedded.saying import joined, say
from graphs.models.embedded.schema import Field, Tool

UNSAID = (
    "currency",
    "seed",
    "expression",
    "conversion",
)  # shown by the amounts themselves, or nobody's concern


def phrases(
    tool: Tool, arguments: Mapping[str, Any], only: Collection[str] | None = None
) -> list[str]:
    """Each argument as a phrase, in the tool's order; nested objects by their parts."""
    currency = currency_of(tool, arguments)
    said: list[str] = []
    for field in tool.fields:
        if field.name in arguments and (only is None or field.name in only):
            said += _field(field, arguments[field.name], currency)
    return [phrase for phrase in said if phrase]


def _field(field: Field, value: Any, currency: str) -> list[str]:
    if field.kind in UNSAID or value is None:
        return []
    if field.kind == "object" and isinstance(value, Mapping):
        return [
            phrase
            for part in field.parts
            if part.name in value
            for phrase in _field(part, value[part.name], currency)
        ]
    return [say(field, value, currency)]


def currency_of(tool: Tool, arguments: Mapping[str, Any]) -> str:
    """The currency of a call's amounts, from whichever field says it."""
    for field in tool.fields:
        if field.kind == "currency":
            return str(arguments.get(field.name) or "")
    return ""


def understood(tool: Tool, arguments: Mapping[str, Any]) -> str:
    """Everything that was given, as one phrase."""
    return joined_briefly(phrases(tool, arguments))


def joined_briefly(said: list[str]) -> str:
    """Phrases joined; a phrase that has a comma of its own makes the others stand apart by ;."""
    if len(said) > 1 and any("," in phrase.replace(",000", "") for phrase in said):
        return "; ".join(said)
    return joined(said)
