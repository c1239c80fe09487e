"""Which kind a contract is told to be, and what that rests on."""

import re
from dataclasses import dataclass

from tools.legal.contract_kind import KINDS, LEAST_SURE, load_kinds, titled_kind
from tools.legal.kind_cues import kind_by_words
from tools.legal.reading import Reading

_TITLE = 0.3
"""Least chance of a passage to be the contract's title."""
_TERMS_OF_SERVICE = re.compile(
    r"\s*(?:\w+\s+){0,3}terms\s+(?:of|and\s+conditions\s+of)\s+(?:use|service)\b", re.I
)
"""A title that the model takes for one of services."""
_TOP = 160
"""Characters that hold the title where no passage is likely enough to be it."""
_CERTAIN = 0.9
"""From here on the words of the whole outweigh a title of a kind that CUAD lacks."""
_MOST_OTHERS = 3
_WORTH_SAYING = 0.05


@dataclass(frozen=True, slots=True)
class ToldKind:
    """A kind, its chance, and the next likely ones."""

    kind: str
    chance: float | None
    reason: str
    others: tuple[tuple[str, float], ...] = ()


def kind_of(reading: Reading) -> ToldKind:
    """The kind by title, by the words of its kind, or by the model; `none` where none is likely."""
    chances = load_kinds().chances(reading.contract.text)
    order = chances.argsort()[::-1].tolist()
    best = float(chances[order[0]])
    if _TERMS_OF_SERVICE.match(reading.contract.text):
        return ToldKind("subscription", None, "its title names the kind")
    if best < _CERTAIN and (titled := titled_kind(_title(reading))):
        return ToldKind(titled, None, "its title names the kind")
    if best < _CERTAIN and (worded := kind_by_words(reading.contract.text)):
        return ToldKind(worded, None, "its text is full of the words of this kind")
    if best < LEAST_SURE:
        return ToldKind("none", None, "its wording is like none of the kinds known here")
    others = [
        (KINDS[place], round(float(chances[place]), 4))
        for place in order[1 : 1 + _MOST_OTHERS]
        if chances[place] >= _WORTH_SAYING
    ]
    return ToldKind(
        KINDS[order[0]], round(best, 4), "the words of its title and text", tuple(others)
    )


def _title(reading: Reading) -> str:
    found = reading.passages("Document Name")
    if found and found[0].chance >= _TITLE:
        return reading.words(found[0].start, found[0].end)
    return reading.contract.text[:_TOP]
