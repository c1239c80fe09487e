"""What tells which field a figure is for: the words around it, and how well it fits each field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded.assignment import paired
from graphs.models.embedded.candidates import alone
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.message import Message
from graphs.models.embedded.role_weights import NOTHING
from graphs.models.embedded.schema import Field, Tool, slots
from graphs.spans.span import Span

BUCKETS = 1 << 13
BEFORE, BEHIND = 70, 60  # characters of context
FAR_BEFORE, FAR_BEHIND = 7, 6  # words of it
POSITIONS = 3  # words further away than this are all alike
FITS = 7
"""Nothing, fits at all, worth as a pair, nearness, named, fit of kind and unit, within bounds."""
NAMED = 0.5
MOST_FIGURES = 80
_FIGURES = frozenset(("number", "money", "fraction", "rate", "duration", "date"))
_WHOLE = frozenset(
    (
        *("enum", "records", "table", "text", "name", "currency", "file", "document"),
        *("expression", "boolean", "book", "any", "unit", "conversion", "scan", "object", "seed"),
        "figures",
    )
)
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,']*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a message as the reader of roles sees it."""

    span: Span
    buckets: NDArray[np.int64]
    fits: NDArray[np.float32]
    """One row of `FITS` for each field, and a last one for none of them."""


def leaves(fields: Sequence[Field]) -> Iterator[Field]:
    """Every field that a figure may fill, those of objects in lists included."""
    for field in slots(fields):
        if field.kind in ("records", "table"):
            yield from leaves(field.parts)
        elif field.kind not in _WHOLE:
            yield field


@dataclass(frozen=True, slots=True)
class _Known:
    """What figures may fill in a tool, collected once."""

    fields: tuple[Field, ...]
    paths: tuple[str, ...]
    lexicon: Lexicon


@once_for
def _known(tool: Tool) -> _Known:
    fields = tuple(leaves(tool.fields))
    paths = (*(".".join(field.path) for field in fields), NOTHING)
    return _Known(fields, paths, Lexicon(fields))


def figure_fields(tool: Tool) -> tuple[Field, ...]:
    """The fields of a tool that figures may fill."""
    return _known(tool).fields


def figure_paths(tool: Tool) -> tuple[str, ...]:
    """The dotted paths of these fields, and `NOTHING` last."""
    return _known(tool).paths


def figure_spans(said: Message) -> list[Span]:
    """The figures that a person said; those in tables and pasted texts have headings or none."""
    found = [
        span
        for span in said.spans
        if {r.kind for r in span.readings} & _FIGURES
        and not any(r.kind == "table" for r in span.readings)
        and not said.aside(span.start)
    ]
    return found[:MOST_FIGURES]


def figures(tool: Tool, said: Message) -> list[Figure]:
    """Each figure of a message with what speaks for each field of a tool."""
    fields = _known(tool).fields
    mentions = _known(tool).lexicon.mentions(said.words)
    found: list[Figure] = []
    for number, span in enumerate(figure_spans(said)):
        candidate, place = alone(span, number), said.place(span.start, span.end)
        fits = np.zeros((len(fields) + 1, FITS), np.float32)
        fits[-1, 0] = 1
        for at, (field, named) in enumerate(zip(fields, mentions, strict=True)):
            pair = paired(field, candidate, named, place, said)
            if pair is not None:
                near = pair.near
                fits[at, 1:] = (1, pair.score, near, near > NAMED, pair.fit.score, pair.fit.inside)
        found.append(Figure(span, _buckets(said.text, span), fits))
    return found


def _buckets(text: str, span: Span) -> NDArray[np.int64]:
    kinds = ",".join(sorted({r.kind for r in span.readings}))
    told = {f"kind {kinds}", f"role {span.role}", f"label {span.label.lower()}"}
    told.add(f"inside {span.within is not None}")
    told |= {f"own {re.sub(r'[0-9]', '0', w.lower())}" for w in _WORD.findall(span.text)}
    before = [_plain(w) for w in _WORD.findall(text[max(0, span.start - BEFORE) : span.start])]
    behind = [_plain(w) for w in _WORD.findall(text[span.end : span.end + BEHIND])]
    told |= set(_beside("before", before[-FAR_BEFORE:][::-1]))
    told |= set(_beside("behind", behind[:FAR_BEHIND]))
    return np.unique(np.array([_bucket(one) for one in told], np.int64))


def _beside(side: str, words: Sequence[str]) -> Iterator[str]:
    """The words on one side, nearest first; those beyond the next figure tell less."""
    for at, word in enumerate(words):
        yield f"{side}{min(at, POSITIONS)} {word}"
        yield f"{side} {word}"
    yield from (f"{side} {one} {two}" for one, two in pairwise(words))
    for word in words:
        if word == "#":
            return
        yield f"{side} next {word}"


def _plain(word: str) -> str:
    return "#" if word[0].isdigit() else word.lower()


@lru_cache(maxsize=65536)
def _bucket(told: str) -> int:
    return crc32(told.encode()) % BUCKETS
