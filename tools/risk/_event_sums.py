"""The sum of very many losses: what must be known of one loss, and how far the limit law is off.

The largest losses are drawn one by one; the sum of the others is normal up to a skewness term. By
Goldstein (2010) the Wasserstein distance between a sum of independent terms and its normal is at
most E|X - m|^3 over the variance of a term; the skewness term moves it by under a sixth of that. So
a year's loss is off by at most `error_bound` on average, however many events it has.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate
from tools.risk._estimates import constant
from tools.risk._quantile_tables import SIDE, knots

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EventSum:
    """One loss below the quantile at `cut`: its moments."""

    cut: float
    mean: float
    deviation: float
    skewness: float
    error_bound: float
    """In money: how far a year's sum can be off on average."""


def event_sum(estimate: Estimate, table: Floats, cut: float) -> EventSum:
    """Moments of the part of `estimate` below the quantile at `cut`."""
    known = constant(estimate)
    if known is not None:
        return EventSum(cut, known, 0.0, 0.0, 0.0)
    values, weights = _observed(estimate, cut) if estimate.values else _tabled(table, cut)
    weights = weights / weights.sum()
    mean = float(weights @ values)
    off = values - mean
    variance = float(weights @ off**2)
    if variance == 0:
        return EventSum(cut, mean, 0.0, 0.0, 0.0)
    bound = 7 / 6 * float(weights @ np.abs(off) ** 3) / variance
    return EventSum(cut, mean, sqrt(variance), float(weights @ off**3) / variance**1.5, bound)


def _observed(estimate: Estimate, cut: float) -> tuple[Floats, Floats]:
    values = np.sort(np.asarray(estimate.values, dtype=np.float64))
    steps = np.arange(values.size + 1) / values.size
    return values, np.diff(np.minimum(steps, cut))


def _tabled(table: Floats, cut: float) -> tuple[Floats, Floats]:
    """Quantiles midway between knots up to the cut, and the probability between the knots."""
    levels = np.concatenate((knots(), 1 - knots()[-2::-1]))
    values = np.concatenate((table[:SIDE], table[-2 : SIDE - 1 : -1]))
    last = int(np.searchsorted(levels, cut))
    values = np.append(values[:last], np.interp(cut, levels, values))
    levels = np.append(levels[:last], cut)
    return (values[1:] + values[:-1]) / 2, np.diff(levels)
