"""Bursts: intervals with far more lines than the ones before lead to expect.

The count of an interval is compared with the counts of up to twelve intervals before it by the
exact conditional test of two Poisson rates (Przyborowski and Wilenski 1940): were the rate the
same, a line of the thirteen intervals would fall into the last with a chance of one in thirteen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, exp, lgamma, log

BEFORE, LEAST_BEFORE = 12, 4
LEVEL = 0.001
"""Chance that any of all tests finds a burst where there is none (Bonferroni)."""
LEAST_COUNT, LEAST_RATIO = 5, 3.0
_INTERVALS = 120
_STEPS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800)
_MOST_SERIES = 200
_NEGLIGIBLE = 1e-17


@dataclass(frozen=True, slots=True)
class Rise:
    """One interval that stands out; `series` is a template, or -1 for all lines."""

    series: int
    start: float
    end: float
    count: int
    expected: float
    p_value: float


def interval_of(first: float, last: float) -> float | None:
    """A round number of seconds that gives about 120 intervals; none where there is no span."""
    if last <= first:
        return None
    wanted = (last - first) / _INTERVALS
    return float(next((s for s in _STEPS if s >= wanted), ceil(wanted / 604_800) * 604_800))


def rises(
    times: Sequence[float | None], series: Sequence[int], counts: Sequence[int], step: float
) -> list[Rise]:
    """Bursts of all lines together and of each frequent template, the least likely first."""
    frequent = [k for k, _ in Counter(dict(enumerate(counts))).most_common(_MOST_SERIES)]
    kept = {k for k in frequent if counts[k] >= LEAST_COUNT}
    cells: dict[int, Counter[int]] = defaultdict(Counter)
    for time, one in zip(times, series, strict=True):
        if time is not None:
            place = int(time // step)
            cells[-1][place] += 1
            if one in kept:
                cells[one][place] += 1
    tests = sum(len(found) for found in cells.values())
    begin = min(cells[-1], default=0)
    found = [
        rise
        for one, counted in cells.items()
        for rise in _of_series(one, counted, begin, step)
        if rise.p_value * tests < LEVEL
    ]
    return sorted(found, key=lambda rise: (rise.p_value, rise.start, rise.series))


def _of_series(series: int, counted: Counter[int], begin: int, step: float) -> Iterator[Rise]:
    for place, count in sorted(counted.items()):
        intervals = min(BEFORE, place - begin)
        if count < LEAST_COUNT or intervals < LEAST_BEFORE:
            continue
        before = sum(counted.get(place - k, 0) for k in range(1, intervals + 1))
        expected = before / intervals
        if count < LEAST_RATIO * expected:
            continue
        chance = binomial_tail(count, count + before, 1 / (intervals + 1))
        yield Rise(series, place * step, (place + 1) * step, count, expected, chance)


def binomial_tail(least: int, trials: int, chance: float) -> float:
    """Probability of at least `least` successes."""
    term = exp(
        lgamma(trials + 1) - lgamma(least + 1) - lgamma(trials - least + 1)
        + least * log(chance) + (trials - least) * log(1 - chance)
    )  # fmt: skip
    total, odds = 0.0, chance / (1 - chance)
    for k in range(least, trials + 1):
        total += term
        term *= (trials - k) / (k + 1) * odds
        if term < _NEGLIGIBLE * total and k > trials * chance:
            break
    return min(1.0, total)
