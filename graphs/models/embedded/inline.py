"""JSON that stands in the message itself, taken out and read like an attached file.

What people would else have pasted as a table or told as estimates becomes just that: rows of plain
values a table, an object of a least and a largest value a line with a range.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphs.spans.estimate_words import column_role
from graphs.spans.source import normalised

_OPENINGS = ('[{"', '{"', "[{ ", "[{\n", "{\n")
SHORTEST = 12  # characters
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BREAKS_A_CELL = re.compile(r"[|\n]")


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
            plain = _plain(value)
            if not plain:
                found.append({"name": "the data in the message", "kind": "inline", "data": value})
            text = f"{text[:at]}{plain or ' '}{text[end:].lstrip(';,') if plain else text[end:]}"
            at += len(plain)
        at += 1
    return text, found


def _next(text: str, at: int) -> int:
    places = [place for opening in _OPENINGS if (place := text.find(opening, at)) >= 0]
    return min(places, default=-1)


def _plain(value: Any) -> str:
    """Rows as a table, an object with ranges as lines; empty for what is an object of its own."""
    if isinstance(value, list):
        return _table(value)
    ranges = any(_range(inner) for inner in _members(value))
    lines = list(_lines(value)) if ranges else []
    return "\n" + "\n".join(lines) + "\n" if lines and all(lines) else ""


def _members(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, Mapping) else ()
    for one in inner:
        yield one
        yield from _members(one)


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    """A line a value; an empty one for what no line can tell."""
    for key, inner in value.items():
        if isinstance(inner, Mapping) and not _range(inner):
            yield from _lines(inner)
        else:
            told = _range(inner) or _cell(inner)
            yield f"{_spoken(key)}: {told}" if told else ""


def _range(value: Any) -> str:
    """An object of a least, perhaps a likeliest, and a largest value in words."""
    if not isinstance(value, Mapping) or not 2 <= len(value) <= 3:
        return ""
    points = {column_role(normalised(_spoken(key))): _cell(one) for key, one in value.items()}
    if len(points) < len(value) or not {"low", "high"} <= set(points) or not all(points.values()):
        return ""
    likely = f", most likely {points['likely']}" if "likely" in points else ""
    return f"{points['low']} to {points['high']}{likely}" if "" not in points else ""


def _table(rows: list[Any]) -> str:
    """Rows of plain values under their keys."""
    if len(rows) < 2 or not all(isinstance(row, Mapping) and row for row in rows):
        return ""
    heads = list(dict.fromkeys(str(key) for row in rows for key in row))
    cells = [[_cell(row.get(head)) for head in heads] for row in rows]
    told = [
        [row.get(head) is None or bool(cell) for head, cell in zip(heads, line, strict=True)]
        for row, line in zip(rows, cells, strict=True)
    ]
    if len(heads) < 2 or not all(all(line) for line in told):
        return ""
    lines = [f"| {' | '.join(line)} |" for line in [heads, *cells]]
    return "\n\n" + "\n".join(lines) + "\n\n"


def _cell(value: Any) -> str:
    """A plain value as a person writes it; empty for anything else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.12g}" if abs(value) < 1e12 else str(value)
    return value.strip() if isinstance(value, str) and not _BREAKS_A_CELL.search(value) else ""


def _spoken(key: str) -> str:
    return _CAMEL.sub(" ", key.replace("_", " ")).strip()
