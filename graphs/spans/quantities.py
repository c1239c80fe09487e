"""All numbers of a text with what they count, and the skeleton the grammars read."""

from collections.abc import Iterable
from dataclasses import dataclass

from graphs.spans.context import quantity
from graphs.spans.intervals import Intervals
from graphs.spans.labels import label_before
from graphs.spans.lengths import joined_lengths, single_lengths
from graphs.spans.levels import levels
from graphs.spans.more_rates import more_rates
from graphs.spans.movements import movements, tellings, without_echoes
from graphs.spans.number_words import number_words
from graphs.spans.numerals import Hand, Number, numerals
from graphs.spans.quantity import Quantity
from graphs.spans.rates import rates
from graphs.spans.shares import shares


@dataclass(slots=True)
class Counted:
    """The quantities of a text, in order, and the text with its numbers overwritten."""

    quantities: list[Quantity]
    by_number: dict[int, Quantity]
    """Every numeral read by itself, also those that serve a larger quantity."""
    skeleton: str


def counted(low: str, *, labelled: bool = True, written: Hand | None = None) -> Counted:
    """Find every number in a normalised text and read what stands around it."""
    numbers = _numbers(low, written)
    skeleton = _skeleton(low, numbers)
    by_start = {n.start: n for n in numbers}
    used: set[int] = set()
    claimed = Intervals()
    found: list[Quantity] = []
    alone = {n.start: quantity(low, n) for n in numbers}
    amounts = Intervals((q.start, q.end) for q in alone.values())
    for source in (levels, rates, more_rates, shares):
        for candidate, starts in source(skeleton, by_start):
            if not starts and amounts.overlaps(candidate.start, candidate.end):
                continue  # "CHF 240'000 each month" is an amount, no twelve times a year
            if not labelled and candidate.kind == "rate" and _pays(alone, starts):
                continue  # "CHF 142k over ten days" is an amount and a time, to who reads figures
            if used.isdisjoint(starts) and claimed.add(candidate.start, candidate.end):
                used.update(starts)
                candidate.parts = starts if candidate.parts else ()
                found.append(candidate)
    found += [
        q for start, q in alone.items()
        if start not in used and not claimed.overlaps(q.start, q.end)
    ]  # fmt: skip
    claimed = Intervals((q.start, q.reach) for q in found)
    found += [q for q in single_lengths(skeleton) if not claimed.overlaps(q.start, q.end)]
    found.sort(key=lambda q: (q.start, q.end))
    found += tellings(low, found)
    found.sort(key=lambda q: (q.start, q.end))
    found = without_echoes(low, joined_lengths(low, found))
    for item in found if labelled else ():
        item.label = label_before(low, item.start)
    movements(low, found)
    return Counted(found, alone, skeleton)


def _pays(alone: dict[int, Quantity], starts: Iterable[int]) -> bool:
    """Whether one of the numbers is an amount of money."""
    return any(alone[start].kind == "money" for start in starts)


def _numbers(low: str, written: Hand | None) -> list[Number]:
    digits = numerals(low, written)
    words = number_words(low)
    if digits and words:
        covered = Intervals((n.start, n.end) for n in digits)
        words = [n for n in words if not covered.overlaps(n.start, n.end)]
    return sorted([*digits, *words], key=lambda n: n.start) if words else digits


def _skeleton(low: str, numbers: list[Number]) -> str:
    parts: list[str] = []
    at = 0
    for n in numbers:
        parts += (low[at : n.start], "\ue000", "\ue001" * (n.end - n.start - 1))
        at = n.end
    parts.append(low[at:])
    return "".join(parts)
