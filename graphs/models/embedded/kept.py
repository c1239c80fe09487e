"""What was told before a question back stays: an answer adds, and replaces only outright."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.assignment import NAMED_BESIDE
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import Message
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.schema import Tool

RIGHTED = re.compile(
    r"\b(?:actually|instead|correction|corrected|sorry|rather|wrong|mistake|meant|mistyped|typo"
    r"|not\s[€$£]?\d|change|make (?:it|that)|should (?:be|have been))\b",
    re.IGNORECASE,
)
"""Words with which people take back what they said."""


def beside_what_is_known(
    filled: Filled,
    message: Message,
    tool: Tool,
    known: Mapping[str, Any],
    expected: Mapping[str, float],
) -> Filled:
    """The answer's values in the fields asked for, where they would replace what is known.

    `expected`: the fields asked for, and how likely each is answered. An answer that names another
    field, or takes something back, is left as it was read.
    """
    asked = {name.split(".")[0] for name in expected}
    if not filled.origins or not asked or RIGHTED.search(message.text):
        return filled
    if not asked & {name.split(".")[0] for name in filled.origins}:
        again = [n for n, o in filled.origins.items() if n in known or o.field.kind == "enum"]
        if len(again) < len(filled.origins):
            return filled
        fields = tuple(field for field in tool.fields if field.path[0] in asked)
        other = fill(replace(tool, fields=fields), message, expected, [*known])
        if other.origins and all(origin.inside for origin in other.origins.values()):
            other.tool, other.missing = tool, missing(tool, {*other.origins, *known})
            return other
        return filled
    spare = [
        name
        for name, origin in filled.origins.items()
        if name in known and name.split(".")[0] not in asked and origin.near < NAMED_BESIDE
    ]
    for name in spare:
        del filled.origins[name]
    return filled


def holds(arguments: Any, known: Any) -> bool:
    """Whether arguments have every value that is known in its field; objects may have more."""
    if isinstance(known, Mapping):
        given: Mapping[str, Any] = known  # pyright: ignore[reportUnknownVariableType]
        return isinstance(arguments, Mapping) and all(
            name in arguments and holds(arguments[name], value) for name, value in given.items()
        )
    if isinstance(known, list):
        there = _leaves(arguments)
        return all(leaf in there for leaf in _leaves(known))
    return bool(arguments == known)


def _leaves(value: Any) -> Sequence[Any]:
    """Every plain value within JSON."""
    inner: Iterable[Any] | None = None
    if isinstance(value, Mapping):
        inner = value.values()  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(value, list):
        inner = value  # pyright: ignore[reportUnknownVariableType]
    if inner is None:
        return [value]
    return [leaf for one in inner for leaf in _leaves(one)]
