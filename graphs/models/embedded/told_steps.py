"""Lists with a figure for each of several objects: "vols 17 %, 6 % and 15 %"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, near
from graphs.models.embedded.told_heads import Head
from graphs.spans.span import Span

FEWEST = 2
_LIST = re.compile(r"\s*(?:,|/|;|&)?\s*(?:\b(?:and|und)\b)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A list with a figure for each of the objects."""

    part: str
    figures: tuple[int, ...]
    values: tuple[Any, ...]


def in_step(
    parts: Sequence[Field],
    mine: Lexicon,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    heads: Sequence[Head],
) -> list[Step]:
    """Lists behind the name of a part with as many figures as there are objects."""
    own = {head.figure for head in heads}
    named = mine.mentions(message.words)
    found: list[Step] = []
    for first in range(len(told)):
        size = len({head.name.casefold() for head in heads if head.figure < first})
        run = range(first, first + size)
        if size < FEWEST or run.stop > len(told):
            continue
        used = any(n in own or n in barred for n in run) or any(
            n in one.figures for one in found for n in run
        )
        if used or not all(listed(told[n], told[n + 1], message.text) for n in run[:-1]):
            continue
        ways = [(near(m, told[first], message), n) for n, m in enumerate(named)]
        worth, which = max(ways, default=(0.0, 0))
        values = _each(parts[which], [told[n] for n in run])
        if worth >= SURE and values:
            found.append(Step(parts[which].name, tuple(run), values))
    return found


def listed(one: Span, following: Span, text: str) -> bool:
    """Whether nothing but what parts a list stands between two figures."""
    return _LIST.fullmatch(text, one.end, following.start) is not None


def _each(part: Field, spans: Sequence[Span]) -> tuple[Any, ...]:
    """The figures of a list for a part; the sign behind the last stands for all: "16 and 5 %"."""
    shared = spans[-1].readings[0].kind == "fraction"
    found: list[Any] = []
    for span in spans:
        reading = span.readings[0]
        if shared and reading.kind == "number" and isinstance(reading.value, float):
            reading = replace(reading, kind="fraction", value=reading.value / 100, unit="percent")
        one = fit(part, reading)
        if one is None or not one.inside:
            return ()
        found.append(as_json(one.value, part))
    return tuple(found)
