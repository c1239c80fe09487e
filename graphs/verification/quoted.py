"""Figures in the passages of documents that a result repeats: "ninety days' written notice"."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphs.verification.figure import Figure
from graphs.verification.user_figures import user_figures
from tools.receipts import Receipt

_PASSAGES = frozenset(("text", "quote", "excerpt", "clause", "sentence", "passage", "evidence"))
_MOST = 40
_SHORTEST, _LONGEST = 40, 4_000
_NEVER = datetime.date(2000, 1, 1)
"""The day counted from in a passage, where no "yesterday" stands."""


def quoted_figures(receipt: Receipt) -> Iterator[Figure]:
    """Every figure of a result's passages, with the path of the passage."""
    if receipt.capability.startswith("arithmetic."):
        return  # its texts are steps, whose figures are typed
    for count, (path, text) in enumerate(_passages(receipt.result, "", "")):
        if count == _MOST:
            return
        for figure in user_figures(text[:_LONGEST], _NEVER):
            yield replace(figure, source="result", receipt_id=receipt.id, path=path)


def _passages(value: Any, path: str, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            if key in _PASSAGES and len(value) >= _SHORTEST:
                yield path, value
        case dict():
            for name, inner in value.items():
                if name not in ("summary", "notes", "method", "chart"):
                    yield from _passages(inner, f"{path}.{name}" if path else str(name), str(name))
        case list():
            for index, inner in enumerate(value):
                yield from _passages(inner, f"{path}[{index}]", key)
        case _:
            return
