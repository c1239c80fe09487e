"""Read an answer key: `ABCDA`, a list, or question by question."""

import re
from collections.abc import Mapping, Sequence

from tools.assessment._cells import option_of, plain_header, text_of
from tools.errors import InvalidInput
from tools.fields import Cell

AnswerKey = str | list[str] | dict[str, str]
Key = Mapping[str, frozenset[str]]
"""By question: the options that count as right, lower case."""


def keyed_headers(key: AnswerKey | None) -> set[str]:
    """The questions a key names, to tell them from other columns."""
    return {plain_header(name) for name in key} if isinstance(key, dict) else set()


def read_key(key: AnswerKey, items: Sequence[str]) -> dict[str, frozenset[str]]:
    """The right options of each question the key covers; `InvalidInput` when it does not fit."""
    if isinstance(key, dict):
        return _by_name(key, items)
    options = _split(key, len(items)) if isinstance(key, str) else key
    if len(options) != len(items):
        raise InvalidInput.of(
            "answer_key",
            f"has {len(options)} answers for {len(items)} questions; give one for each, in the "
            "order of the columns",
            code="wrong_length",
        )
    return {item: _options(option) for item, option in zip(items, options, strict=True)}


def _split(key: str, count: int) -> list[str]:
    parts = [part for part in re.split(r"[\s,;]+", key.strip()) if part]
    if len(parts) == 1 and count != 1:
        return list(parts[0])
    return [re.sub(r"^\w+\s*[:=]\s*", "", part) for part in parts]


def _by_name(key: dict[str, str], items: Sequence[str]) -> dict[str, frozenset[str]]:
    by_header = {plain_header(item): item for item in items}
    if all(name.strip().isdigit() for name in key) and not set(key) & set(by_header):
        by_header = {str(number): item for number, item in enumerate(items, 1)}
    read: dict[str, frozenset[str]] = {}
    for name, option in key.items():
        item = by_header.get(plain_header(name))
        if item is None:
            raise InvalidInput.of("answer_key", "names a question that the table does not have")
        read[item] = _options(option)
    return read


def _options(said: Cell) -> frozenset[str]:
    """One answer, or several that all count, as in A/C."""
    parts = (option_of(part) for part in re.split(r"[/|]", text_of(said)))
    return frozenset(part for part in parts if part)
