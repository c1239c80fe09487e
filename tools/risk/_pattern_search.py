"""Which frequent combinations go with an outcome, or together, beyond chance.

Every frequent set is tested exactly and counted in the false discovery rate. Reported are those
that are productive (Webb 2007): each part of them adds to the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from tools.risk._exact_counts import Counts, Floats, adjusted, fisher, share_interval, tail
from tools.risk._fp_growth import Items, frequent
from tools.risk._pattern_items import Cases
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._patterns_result import Pattern, PatternPart

ADDS = 0.05  # level at which each part of a pattern must add to the rest
FEWEST = 3
_MOST_SETS = 50_000

Side = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, the surest first."""

    patterns: list[Pattern]
    tested: int
    significant: int
    least: int


@dataclass(frozen=True, slots=True)
class _Tested:
    items: Items
    side: Side
    p: float
    q: float


def searched(request: FindPatternsRequest, cases: Cases) -> Search:
    """Search the cases."""
    count = len(cases.items)
    least = max(FEWEST, int(np.ceil(request.min_support * count - 1e-9)))
    pairs = zip(cases.items, cases.happened.tolist(), strict=True)
    found = frequent(pairs, least, request.most_attributes, _MOST_SETS)
    # What holds in every case is no pattern.
    sets = {items: counts for items, counts in found.items() if counts[0] < count}
    book = _Book(sets, count, int(cases.happened.sum()))
    if cases.outcome:
        sides: list[Side] = ["more", "less"] if request.direction == "both" else [request.direction]
        tests: list[tuple[Items, Side]] = [(items, side) for items in sets for side in sides]
        p = np.stack([book.with_outcome(list(sets), side) for side in sides], axis=1).ravel()
    else:
        tests: list[tuple[Items, Side]] = [(items, "more") for items in sets if len(items) > 1]
        p = np.array([book.together(items) for items, _ in tests])
    q = adjusted(p, request.correction)
    sure = [
        _Tested(items, side, float(p[k]), float(q[k]))
        for k, (items, side) in enumerate(tests)
        if q[k] <= request.false_discovery
    ]
    kept = [one for one in sure if not cases.outcome or book.adds(one.items, one.side)]
    if not cases.outcome:
        kept = book.closed(kept)
    kept.sort(key=lambda one: (one.p, len(one.items), one.items))
    return Search([book.pattern(one, cases) for one in kept], len(tests), len(sure), least)


class _Book:
    """Counts of every frequent set, and what is tested with them."""

    def __init__(self, sets: dict[Items, tuple[int, int]], cases: int, events: int) -> None:
        self.sets, self.cases, self.events = sets, cases, events

    def with_outcome(self, sets: list[Items], side: Side) -> Floats:
        """Exact p of each set against the outcome."""
        counts = np.array([self.sets[items] for items in sets], dtype=np.int64).reshape(-1, 2)
        return fisher(self.cases, self.events, counts[:, 0], counts[:, 1], side)

    def together(self, items: Items) -> float:
        """The largest p of any split of the set into two parts that would go together."""
        halves = list(_halves(items))
        first = np.array([self._count(one) for one, _ in halves])
        second = np.array([self._count(other) for _, other in halves])
        both = np.full(len(halves), self.sets[items][0])
        return float(tail(np.full(len(halves), self.cases), first, second, both, "more").max())

    def _count(self, items: Items) -> int:
        return self.sets[items][0] if items in self.sets else self.cases

    def adds(self, items: Items, side: Side) -> bool:
        """Whether each item changes the rate among the cases of the others."""
        if len(items) == 1:
            return True
        wholes = [self._both(tuple(i for i in items if i != item)) for item in items]
        mine = np.array([self.sets[items]] * len(items), dtype=np.int64)
        whole: Counts = np.array(wholes, dtype=np.int64)
        p = tail(whole[:, 0], whole[:, 1], mine[:, 0], mine[:, 1], side)
        return bool((p <= ADDS).all())

    def _both(self, items: Items) -> tuple[int, int]:
        return self.sets.get(items, (self.cases, self.events))

    def closed(self, kept: list[_Tested]) -> list[_Tested]:
        """Without those that hold in the very cases of a larger one."""
        hidden = {
            part
            for one in kept
            for size in range(2, len(one.items))
            for part in combinations(one.items, size)
            if part in self.sets and self.sets[part][0] == self.sets[one.items][0]
        }
        return [one for one in kept if one.items not in hidden]

    def pattern(self, one: _Tested, cases: Cases) -> Pattern:
        """A pattern with its figures."""
        count, events = self.sets[one.items]
        parts = [PatternPart(attribute=a, value=v) for a, v in (cases.names[i] for i in one.items)]
        name = " and ".join(f"{part.attribute} = {part.value}" for part in parts)
        made = Pattern(
            name=name,
            parts=parts,
            cases=count,
            support=count / self.cases,
            events=None,
            rate=None,
            rate_low=None,
            rate_high=None,
            lift=self._lift(one.items),
            relative_risk=None,
            direction=one.side,
            p=one.p,
            q=one.q,
        )
        if cases.outcome:
            rest = (self.events - events) / (self.cases - count)
            made.events, made.rate = events, events / count
            made.rate_low, made.rate_high = share_interval(events, count)
            made.lift = made.rate / (self.events / self.cases)
            made.relative_risk = made.rate / rest if rest else None
        return made

    def _lift(self, items: Items) -> float:
        shares = [self._count((item,)) / self.cases for item in items]
        return self.sets[items][0] / self.cases / float(np.prod(shares))


def _halves(items: Items) -> Iterator[tuple[Items, Items]]:
    first, rest = items[0], items[1:]
    for size in range(len(rest)):
        for beside in combinations(rest, size):
            one = (first, *beside)
            yield one, tuple(item for item in rest if item not in beside)
