"""Lists written out as programs write them: `[1, 2, 3]`, `['a', 'b']`, `[[1, 2], [3, 4]]`."""

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

LONGEST = 20_000  # characters of a list
_PAIRS = {"[": "]", "(": ")"}
_OPENING = re.compile(r"[\[(]")
OUT_OF_ORDER = 0.35  # what a list loses for each place it is out of the fields' order


def literal_lists(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """Lists that stand in the message, each in the field that takes such a list."""
    gone = [place for origin in there.values() for place in origin.places]
    lists = [one for one in _lists(message.text) if not any(a <= one[0] < b for a, b in gone)]
    open_fields = [
        (field, named)
        for field, named in zip(fields, mentions, strict=True)
        if field.kind == "series" and not field.described and ".".join(field.path) not in there
    ]
    if not lists or not open_fields:
        return {}
    from scipy.optimize import linear_sum_assignment  # heavy: loaded at the first message

    worth = np.full((len(lists), len(open_fields)), -9.0)
    for row, (start, end, value) in enumerate(lists):
        for column, (field, named) in enumerate(open_fields):
            if _takes(field, value):
                place = message.place(start, end)
                near = nearness(named, place, message.words, message.numbers)
                worth[row, column] = 1 + near - OUT_OF_ORDER * abs(row - column)
    found: dict[str, Origin] = {}
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, column] > 0:
            start, end, value = lists[row]
            field = open_fields[column][0]
            found[".".join(field.path)] = Origin(field, value, message.text[start:end], 1.0)
    return found


def _lists(text: str) -> Iterator[tuple[int, int, list[Any]]]:
    at = 0
    while (match := _OPENING.search(text, at)) is not None:
        at = match.start() + 1
        if (end := _closing(text, match.start(), match[0])) < 0:
            continue
        value = _read(text[match.start() : end])
        if isinstance(value, list | tuple) and value:
            yield match.start(), end, list(value)  # pyright: ignore[reportUnknownArgumentType]
            at = end


def _closing(text: str, start: int, opening: str) -> int:
    closing = _PAIRS[opening]
    depth = 0
    for index in range(start, min(len(text), start + LONGEST)):
        depth += (text[index] == opening) - (text[index] == closing)
        if depth == 0:
            return index + 1
    return -1


def _read(written: str) -> Any:
    for parse in (json.loads, ast.literal_eval):
        try:
            return parse(written)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return None


def _takes(field: Field, value: Sequence[Any]) -> bool:
    of = field.of or "any"
    if of == "number":
        return all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)
    if of in ("name", "text"):
        return all(isinstance(x, str) for x in value)
    if of == "series":
        return all(isinstance(x, list) for x in value)
    return of in ("any", "boolean")
