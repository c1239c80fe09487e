"""Which of some values, headings or cells of a table, a person's own words say."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.message import Message
from graphs.models.embedded.words import STOPWORDS

MOST_CELLS = 5_000  # different values of a column that are looked for
_TOKEN = re.compile(r"[^\W_]+")
_ALIKE = (
    frozenset(
        ("f", "w", "female", "females", "woman", "women", "girl", "girls", "weiblich", "frau",
         "frauen", "mädchen")
    ),
    frozenset(
        ("m", "male", "males", "man", "men", "boy", "boys", "männlich", "mann", "männer", "jungen")
    ),
)  # fmt: skip
"""Words that mean one group, however the table writes it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A heading or a cell's value, and where the message says it."""

    value: str
    start: int
    end: int


def said_values(
    values: Sequence[Any],
    message: Message,
    *,
    groups: bool = False,
    behind: Sequence[str] = (),
) -> list[Said]:
    """The values that the person's own words say, longest first where they overlap.

    `groups`: a single letter counts as it is written, and other words for a group. `behind`: names
    behind which a number is a value.
    """
    tokens = [(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(message.text)]
    tokens = [token for token in tokens if not message.aside(token[1])]
    starts: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for value in list(dict.fromkeys(values))[:MOST_CELLS]:
        for parts in _forms(value, groups=groups):
            starts[parts[0]].append((parts, _written(value)))
    found: list[Said] = []
    for at, (token, start, _) in enumerate(tokens):
        for parts, value in starts.get(token, ()):
            here = tokens[at : at + len(parts)]
            if tuple(t for t, _, _ in here) != parts:
                continue
            one = Said(value, start, here[-1][2])
            if _means_it(parts, one, message, tokens[max(at - 2, 0) : at], behind):
                found.append(one)
    found.sort(key=lambda one: one.start - one.end)
    kept: list[Said] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _forms(value: Any, *, groups: bool) -> list[tuple[str, ...]]:
    """A value as words, and other words for the same group."""
    parts = tuple(_TOKEN.findall(_written(value).casefold()))
    if not parts:
        return []
    others = next((alike for alike in _ALIKE if groups and parts[0] in alike), frozenset[str]())
    return [parts, *((other,) for other in others if len(parts) == 1 and other != parts[0])]


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _means_it(
    parts: tuple[str, ...],
    one: Said,
    message: Message,
    before: Sequence[tuple[str, int, int]],
    behind: Sequence[str],
) -> bool:
    """Whether words that spell a value are meant as it: no small word, no number by itself."""
    if all(part.isdigit() for part in parts):
        names = {word for name in behind for word in _TOKEN.findall(name.casefold())}
        return any(token in names for token, _, _ in before)
    if len(parts) > 1:
        return True
    written = message.text[one.start : one.end]
    if len(written) == 1:
        return written == one.value and written not in ("a", "A", "I")
    return written.casefold() not in STOPWORDS
