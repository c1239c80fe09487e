"""Digits that belong to the name of a field: the 2 of "Level 2A" is no figure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from graphs.models.embedded.schema import Field
from graphs.spans.span import Span

_CODE = re.compile(r"\d+[a-z]+")
_WORD = re.compile(r"\w*")


def without_names(spans: Sequence[Span], fields: Sequence[Field], text: str) -> list[Span]:
    """The figures that are no part of a word with a digit in it that names a field."""
    codes = frozenset(code for field in fields for code in _codes((field.words, *field.aliases)))
    return [span for span in spans if not codes or _whole(span, text) not in codes]


@lru_cache(maxsize=2048)
def _codes(names: tuple[str, ...]) -> frozenset[str]:
    """The words of names that are digits and letters: "2a"."""
    return frozenset(w for name in names for w in name.lower().split() if _CODE.fullmatch(w))


def _whole(span: Span, text: str) -> str:
    """The word of a text in which a figure stands."""
    found = _WORD.match(text, span.end)
    return f"{text[span.start : span.end]}{found.group() if found else ''}".lower().strip()
