"""JSON as models must write it: one whole object, no NaN, no key twice."""

import json
from typing import Any


def strict_object(text: str) -> dict[str, Any] | None:
    """A JSON object without NaN or repeated keys; None for anything else."""
    try:
        value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key is repeated")
    return found
