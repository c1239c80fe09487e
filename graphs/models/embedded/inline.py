"""JSON that stands in the message itself, taken out and read like an attached file."""

import json
from collections.abc import Mapping
from typing import Any

_OPENINGS = ('[{"', '{"', "[{ ", "[{\n", "{\n")
SHORTEST = 12  # characters


def inline_data(text: str) -> tuple[str, list[Mapping[str, Any]]]:
    """The text without its JSON, and each piece of JSON as an attachment without an id."""
    found: list[Mapping[str, Any]] = []
    decoder = json.JSONDecoder()
    at = 0
    while (at := _next(text, at)) >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            at += 1
            continue
        if end - at >= SHORTEST:
            found.append({"name": "the data in the message", "kind": "inline", "data": value})
            text = text[:at] + " " + text[end:]
        at += 1
    return text, found


def _next(text: str, at: int) -> int:
    places = [place for opening in _OPENINGS if (place := text.find(opening, at)) >= 0]
    return min(places, default=-1)
