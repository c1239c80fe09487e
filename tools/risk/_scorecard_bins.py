"""Cut features into bins with their weight of evidence.

Numbers start from quantiles and neighbours are merged, the pair that differs least by Pearson's
chi-square first (ChiMerge, Kerber 1992), until the bins left are few, large enough and differ at
the 5 % level; monotone bins pool adjacent violators first. Rare categories share a bin; missing
values have their own.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.risk._scorecard_columns import Column
from tools.risk._scorecard_model import ScorecardBin, ScorecardFeature

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Counts = list[list[float]]

UNPLACED = -1
_FINE = 20  # quantiles from which bins are merged
_DIFFERENT = 3.841  # chi-square with one degree of freedom at the 5 % level
_HALF = 0.5  # added to each count, so that an empty cell has a finite weight (Jeffreys)


@dataclass(frozen=True, slots=True)
class Cut:
    """How finely features are cut."""

    most: int
    least_share: float
    monotone: bool = False
    merge: bool = True


def feature_of(column: Column, outcome: NDArray[np.bool_], cut: Cut) -> ScorecardFeature:
    """The bins of one feature from rows with their outcome."""
    made = _numbers(column, outcome, cut) if column.numeric else _categories(column, outcome, cut)
    gone = np.isnan(column.values) if column.numeric else column.values == ""
    if gone.any():
        made.append(_bin("missing", outcome[gone], missing=True))
    events = sum(one.events for one in made)
    others = sum(one.rows for one in made) - events
    for one in made:
        share = (one.events + _HALF) / (events + _HALF * len(made))
        rest = (one.rows - one.events + _HALF) / (others + _HALF * len(made))
        one.weight_of_evidence = float(np.log(share / rest))
    holds = "numbers" if column.numeric else "categories"
    return ScorecardFeature(name=column.name, holds=holds, bins=made)


def information_value(feature: ScorecardFeature) -> float:
    """Sum of (share of events - share of non-events) x weight of evidence."""
    events = sum(one.events for one in feature.bins)
    others = sum(one.rows for one in feature.bins) - events
    return float(
        sum(
            (one.events / events - (one.rows - one.events) / others) * one.weight_of_evidence
            for one in feature.bins
        )
    )


def places(feature: ScorecardFeature, column: Column, field: str = "rows") -> Places:
    """The bin of each row; -1 where training saw nothing like it."""
    gap = UNPLACED if feature.missing_place is None else feature.missing_place
    if feature.holds == "numbers":
        if not column.numeric:
            if (column.values == "").all():
                return np.full(len(column.values), gap)
            message = f"`{feature.name[:80]}` must hold numbers, as in training"
            raise InvalidInput.of(field, message, code="not_a_number")
        ends = [one.at_most for one in feature.bins if one.at_most is not None]
        empty = all(one.missing for one in feature.bins)
        found = np.searchsorted(np.array(ends), column.values, side="left")
        return np.where(np.isnan(column.values), gap, UNPLACED if empty else found)
    words = _as_words(column)
    by_level = {level: k for k, one in enumerate(feature.bins) for level in one.levels}
    rest = next((k for k, one in enumerate(feature.bins) if one.others), UNPLACED)
    found = [gap if word == "" else by_level.get(word, rest) for word in words]
    return np.array(found, dtype=np.int64)


def _as_words(column: Column) -> list[str]:
    if not column.numeric:
        return column.values.tolist()
    return ["" if np.isnan(x) else f"{x:.15g}" for x in column.values]


def weights(feature: ScorecardFeature, found: Places) -> Floats:
    """Weight of evidence of each row; zero, the average, where it has no bin."""
    table = np.array([*(one.weight_of_evidence for one in feature.bins), 0.0])
    return table[found]


def _bin(
    name: str,
    outcome: NDArray[np.bool_],
    *,
    levels: list[str] | None = None,
    missing: bool = False,
    others: bool = False,
) -> ScorecardBin:
    return ScorecardBin(
        name=name,
        levels=levels or [],
        missing=missing,
        others=others,
        rows=int(outcome.size),
        events=int(outcome.sum()),
    )


def _numbers(column: Column, outcome: NDArray[np.bool_], cut: Cut) -> list[ScorecardBin]:
    held = ~np.isnan(column.values)
    values, happened = column.values[held], outcome[held]
    if not values.size:
        return []
    ends = _quantiles(values, _FINE if cut.merge else cut.most)
    found = np.searchsorted(ends, values, side="left")
    counts = [
        [float(np.sum(found == k)), float(np.sum(happened[found == k]))]
        for k in range(len(ends) + 1)
    ]
    groups = [[k] for k in range(len(counts))]
    if cut.monotone:
        counts, groups = _monotone(counts, groups)
    least = cut.least_share * outcome.size
    while len(counts) > 1 and _too_fine(counts, cut, least):
        _merge(counts, groups, _closest(counts, least))
    tops = [float(ends[group[-1]]) for group in groups[:-1]]
    return [
        ScorecardBin(
            name=_range(tops[k - 1] if k else None, tops[k] if k < len(tops) else None),
            at_most=tops[k] if k < len(tops) else None,
            rows=int(n),
            events=int(e),
        )
        for k, (n, e) in enumerate(counts)
    ]


def _quantiles(values: Floats, most: int) -> Floats:
    """Ends between distinct values, near equal shares of the rows."""
    distinct = np.unique(values)
    if len(distinct) <= most:
        return (distinct[:-1] + distinct[1:]) / 2
    levels = np.arange(1, most) / most
    cuts = np.unique(np.quantile(values, levels, method="inverted_cdf"))
    above = np.searchsorted(distinct, cuts, side="right")
    inner = above < len(distinct)
    return (cuts[inner] + distinct[above[inner]]) / 2


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return "any number" if high is None else f"up to {high:.4g}"
    return f"above {low:.4g}" if high is None else f"{low:.4g} to {high:.4g}"


def _merge(counts: Counts, groups: list[list[int]], at: int) -> None:
    counts[at] = [a + b for a, b in zip(counts[at], counts.pop(at + 1), strict=True)]
    groups[at] += groups.pop(at + 1)


def _too_fine(counts: Counts, cut: Cut, least: float) -> bool:
    if len(counts) > cut.most or min(n for n, _ in counts) < least:
        return True
    return cut.merge and min(_unlike(a, b) for a, b in pairwise(counts)) < _DIFFERENT


def _closest(counts: Counts, least: float) -> int:
    """The pair of neighbours to merge: one of a bin that is too small, else the most alike."""
    small = {k for k, (n, _) in enumerate(counts) if n < least}
    pairs = [k for k in range(len(counts) - 1) if not small or small & {k, k + 1}]
    return min(pairs, key=lambda k: _unlike(counts[k], counts[k + 1]))


def _unlike(one: list[float], other: list[float]) -> float:
    """Pearson's chi-square of two bins against one common rate."""
    rows, events = one[0] + other[0], one[1] + other[1]
    rate = events / rows
    if rate in (0, 1):
        return 0.0
    return sum((e - n * rate) ** 2 / (n * rate * (1 - rate)) for n, e in (one, other) if n)


def _monotone(counts: Counts, groups: list[list[int]]) -> tuple[Counts, list[list[int]]]:
    """Adjacent violators pooled, in the direction that keeps the likelihood higher."""
    ways = [_pooled(counts, groups, sign) for sign in (1, -1)]
    return max(ways, key=lambda way: _likelihood(way[0]))


def _pooled(counts: Counts, groups: list[list[int]], sign: int) -> tuple[Counts, list[list[int]]]:
    kept: Counts = []
    members: list[list[int]] = []
    for count, group in zip(counts, groups, strict=True):
        kept.append(list(count))
        members.append(list(group))
        while len(kept) > 1 and sign * (_rate(kept[-2]) - _rate(kept[-1])) >= 0:
            _merge(kept, members, len(kept) - 2)
    return kept, members


def _rate(count: list[float]) -> float:
    return count[1] / count[0] if count[0] else 0.0


def _likelihood(counts: Counts) -> float:
    total = 0.0
    for n, e in counts:
        total += sum(k * np.log(k / n) for k in (e, n - e) if k > 0)
    return total


def _categories(column: Column, outcome: NDArray[np.bool_], cut: Cut) -> list[ScorecardBin]:
    words = column.values
    held = words != ""
    levels, inverse, counts = np.unique(
        words[held].astype(str), return_inverse=True, return_counts=True
    )
    happened = outcome[held]
    order = np.argsort(-counts, kind="stable")
    least = cut.least_share * outcome.size
    own = [int(k) for k in order[: cut.most] if counts[k] >= least]
    if len(own) < len(levels) and len(own) == cut.most:
        own.pop()
    made = [_bin(str(levels[k]), happened[inverse == k], levels=[str(levels[k])]) for k in own]
    rest = ~np.isin(inverse, own)
    if rest.any():
        made.append(_bin("other categories", happened[rest], others=True))
    return sorted(made, key=lambda one: (one.events + _HALF) / (one.rows + 2 * _HALF))
