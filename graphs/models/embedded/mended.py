"""A value put right by naming the wrong one: "no, 14 not 40", "it's not 40 but 14"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphs.models.embedded.filled import plain
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as reread

_NUMBER = r"[€$£]?\s?\d[\d.,]*\s?(?:%|k\b|m\b|percent\b)?"
WRONG = re.compile(
    rf"(?P<new>{_NUMBER})[\w\s]{{0,12}}?,?\s*(?:and\s)?\b(?:not|instead of|rather than)\s"
    rf"(?P<old>{_NUMBER})|\bnot\s(?P<old2>{_NUMBER})[\w\s]{{0,12}}?,?\s*(?:but|it's|it is)\s"
    rf"(?P<new2>{_NUMBER})",
    re.IGNORECASE,
)
_SCALES = (1.0, 1e3, 1e6, 0.01)
"""What a number may have been said without: "40 to 100k", "40" for 40 %."""


def mended(arguments: Mapping[str, Any], message: Message) -> tuple[str, Any] | None:
    """The argument with the one value replaced that a message calls wrong; None when it is none."""
    said = WRONG.search(message.text)
    old, new = (_value(said, name) for name in ("old", "new")) if said else (None, None)
    if old is None or new is None:
        return None
    for scale in _SCALES:
        found = [path for path, leaf in _leaves(arguments) if _same(leaf, old * scale)]
        if len(found) == 1:
            value = plain(float(f"{new * scale:.12g}"))
            name, *rest = found[0]
            return str(name), _with(arguments[str(name)], rest, value)
        if found:
            return None
    return None


def _value(said: re.Match[str], name: str) -> float | None:
    """The value of the number that a group of the match holds."""
    for span in reread(said[name] or said[f"{name}2"]).spans:
        value = span.readings[0].value if span.readings else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None


def _same(leaf: float, value: float) -> bool:
    return abs(leaf - value) <= 1e-9 * max(abs(value), 1.0)


Path = tuple[str | int, ...]


def _leaves(value: Any, above: Path = ()) -> Iterator[tuple[Path, float]]:
    """Every number in JSON, with where it stands."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(one, (*above, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _leaves(one, (*above, place))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield above, float(value)


def _with(value: Any, path: Sequence[str | int], new: Any) -> Any:
    """A copy with the value at a path replaced."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, Mapping):
        return {**value, first: _with(value[first], rest, new)}
    return [_with(v, rest, new) if i == first else v for i, v in enumerate(value)]
