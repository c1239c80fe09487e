"""Tests of whether exceptions come scattered, from how days follow each other.

Christoffersen (1998), Evaluating interval forecasts, International Economic Review 39(4): a
first-order Markov chain against independent days. In small samples its chi-square law is poor, so
the chances are exact: under a right model all orders of x exceptions among n days are equally
likely, and an order's statistic depends on the runs of exceptions and on both ends only, whose
numbers are products of binomial coefficients (Mood 1940, The distribution theory of runs).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.risk._backtest_counts import TIE, kupiec

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEGLIGIBLE = 1e-14  # chance of a count that is left out of the sum
WIDE = 12.0  # deviations of the number of runs that are summed over
ALL_RUNS = 400  # so few exceptions that every number of runs is summed over


@dataclass(frozen=True)
class Steps:
    """Transitions between quiet days (0) and exceptions (1); arrays of any one shape."""

    n00: Floats
    n01: Floats
    n10: Floats
    n11: Floats


def steps(hits: Flags) -> Steps:
    """The transitions of one history."""
    before, after = hits[:-1], hits[1:]
    pairs = ((False, False), (False, True), (True, False), (True, True))
    return Steps(*(np.float64(np.sum((before == a) & (after == b))) for a, b in pairs))  # type: ignore[arg-type]


def independence(found: Steps) -> Floats:
    """Christoffersen's likelihood ratio of a Markov chain over independent days."""
    after_quiet, after_hit = found.n00 + found.n01, found.n10 + found.n11
    chain = _likelihood(found.n01, after_quiet) + _likelihood(found.n11, after_hit)
    alike = _likelihood(found.n01 + found.n11, after_quiet + after_hit)
    return np.maximum(2 * (chain - alike), 0.0)


def _likelihood(hits: Floats, days: Floats) -> Floats:
    """Log-likelihood of `hits` among `days` at their own rate."""
    from scipy.special import xlogy

    share = np.divide(hits, days, out=np.zeros_like(np.asarray(days, float)), where=days > 0)
    return xlogy(hits, share) + xlogy(days - hits, 1 - share)


def independence_exact(days: int, exceptions: int, ratio: float) -> float:
    """Chance of so great a ratio over all orders of as many exceptions."""
    found, chances = _orders(days, exceptions)
    return float(min(chances[independence(found) >= ratio - TIE].sum(), 1.0))


def coverage_exact(days: int, rate: float, ratio: float) -> float:
    """Chance of so great a joint ratio (count and independence) under a right model."""
    from scipy.stats import binom

    counts = np.arange(days + 1)
    chances = binom.pmf(counts, days, rate)
    total = 0.0
    for count in counts[chances > NEGLIGIBLE]:
        found, shares = _orders(days, int(count))
        joint = independence(found) + kupiec(days, np.float64(count), rate)  # type: ignore[arg-type]
        total += float(chances[count]) * float(shares[joint >= ratio - TIE].sum())
    return min(total, 1.0)


def _orders(days: int, hits: int) -> tuple[Steps, Floats]:
    """Every kind of order of `hits` among `days` by its transitions, and its chance."""
    quiet = days - hits
    if hits == 0 or quiet == 0:
        same = np.array([days - 1.0])
        none = np.zeros(1)
        both = (same, none) if hits == 0 else (none, same)
        return Steps(both[0], none, none, both[1]), np.ones(1)
    runs = _runs(days, hits)
    parts: list[tuple[Steps, Floats]] = []
    for first in (0, 1):
        for last in (0, 1):
            gaps = runs - 1 + (1 - first) + (1 - last)
            fits = (gaps >= 1) & (gaps <= quiet)
            r, z = runs[fits], gaps[fits]
            ways = _choose(hits - 1, r - 1) + _choose(quiet - 1, z - 1)
            parts.append((Steps(quiet - z, r - first, r - last, hits - r), ways))
    total = float(_choose(days, np.array([float(hits)]))[0])
    joined = Steps(*(np.concatenate([getattr(s, n) for s, _ in parts])
                     for n in ("n00", "n01", "n10", "n11")))  # fmt: skip
    return joined, np.exp(np.concatenate([w for _, w in parts]) - total)


def _runs(days: int, hits: int) -> Floats:
    """The numbers of runs of exceptions that matter."""
    quiet = days - hits
    low, high = 1, min(hits, quiet + 1)
    if hits > ALL_RUNS:
        middle = hits * (quiet + 1) / days
        spread = sqrt(hits * (hits - 1) * quiet * (quiet + 1) / (days**2 * (days - 1)))
        low = max(low, int(middle - WIDE * spread) - 1)
        high = min(high, int(middle + WIDE * spread) + 1)
    return np.arange(low, high + 1, dtype=np.float64)


def _choose(n: int, k: Floats) -> Floats:
    """Logarithm of the number of ways to choose k of n."""
    from scipy.special import gammaln

    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
