"""Tests of how often the value at risk was passed.

Kupiec (1995), Techniques for verifying the accuracy of risk measurement models, Journal of
Derivatives 3(2): the likelihood ratio of the count. Basel Committee (1996), Supervisory framework
for the use of "backtesting" in conjunction with the internal models approach: the traffic light,
yellow from a cumulative chance of 95 %, red from 99.99 %; MAR32.9 and MAR99.9 of today's framework.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

YELLOW, RED = 0.95, 0.9999
BASEL_DAYS, BASEL_LEVEL = 250, 0.99
MULTIPLIERS = {5: 3.40, 6: 3.50, 7: 3.65, 8: 3.75, 9: 3.85}
MULTIPLIERS_FRTB = {5: 1.70, 6: 1.76, 7: 1.83, 8: 1.88, 9: 1.92}
TIE = 1e-9  # likelihood ratios closer than this are the same


def kupiec(days: int, exceptions: Floats, rate: float) -> Floats:
    """Likelihood ratio of each count against the promised rate, by chi-square with one degree."""
    from scipy.special import xlogy

    x = np.asarray(exceptions, dtype=np.float64)
    seen = xlogy(x, x / days) + xlogy(days - x, 1 - x / days)
    promised = x * np.log(rate) + (days - x) * np.log1p(-rate)
    return np.maximum(2 * (seen - promised), 0.0)


def kupiec_exact(days: int, exceptions: int, rate: float) -> float:
    """Chance of a count whose likelihood ratio is at least as great: a sum over all counts."""
    from scipy.stats import binom

    counts = np.arange(days + 1, dtype=np.float64)
    ratios = kupiec(days, counts, rate)
    chances = binom.pmf(counts, days, rate)
    return float(min(chances[ratios >= ratios[exceptions] - TIE].sum(), 1.0))


def accepted(days: int, rate: float, significance: float) -> tuple[int, int]:
    """Fewest and most exceptions that Kupiec's test accepts."""
    from scipy.stats import chi2

    ratios = kupiec(days, np.arange(days + 1, dtype=np.float64), rate)
    inside = np.flatnonzero(ratios < chi2.ppf(1 - significance, 1))
    if not inside.size:  # one count at most could fit, and none does
        nearest = int(np.argmin(ratios))
        return nearest, nearest
    return int(inside[0]), int(inside[-1])


def interval(days: int, exceptions: int, significance: float) -> tuple[float, float]:
    """Clopper and Pearson's exact interval of the true rate."""
    from scipy.stats import beta

    low = beta.ppf(significance / 2, exceptions, days - exceptions + 1) if exceptions else 0.0
    high = 1.0
    if exceptions < days:
        high = beta.ppf(1 - significance / 2, exceptions + 1, days - exceptions)
    return float(low), float(high)


def zones(days: int, rate: float) -> tuple[int, int]:
    """The counts at which yellow and red begin."""
    from scipy.stats import binom

    cumulative = binom.cdf(np.arange(days + 1), days, rate)
    yellow = int(np.searchsorted(cumulative, YELLOW))
    red = int(np.searchsorted(cumulative, RED))
    return yellow, red


def cumulative_chance(days: int, exceptions: int, rate: float) -> float:
    """Chance of at most so many exceptions."""
    from scipy.stats import binom

    return float(binom.cdf(exceptions, days, rate))


def multipliers(days: int, level: float, exceptions: int) -> tuple[float, float] | None:
    """Capital factors of 1996 and of today; None where the table does not hold."""
    if days != BASEL_DAYS or abs(level - BASEL_LEVEL) > 1e-9:
        return None
    if exceptions < 5:
        return 3.0, 1.5
    return MULTIPLIERS.get(exceptions, 4.0), MULTIPLIERS_FRTB.get(exceptions, 2.0)
