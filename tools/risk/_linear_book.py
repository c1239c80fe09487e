"""Linear books in closed form: what each position adds to value at risk and shortfall.

Both figures are homogeneous in the exposures, so exposures times slopes sum to the whole (Euler).
For a normal book: VaR = z s - m with s^2 = a' C a and m = a' mu, hence slope = z C a / s - mu;
Jorion, Value at Risk, chapter 7.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Parts:
    """By position: slope of VaR, its part of VaR and of shortfall, and VaR without it."""

    marginal: Floats
    component: Floats
    shortfall: Floats
    incremental: Floats


def normal_heights(level: float) -> tuple[float, float]:
    """VaR and expected shortfall of a standard normal loss."""
    z = NormalDist().inv_cdf(level)
    return z, exp(-z * z / 2) / sqrt(2 * pi) / (1 - level)


def covariances(volatilities: Floats, correlations: Floats) -> Floats:
    """The covariance matrix."""
    return correlations * np.outer(volatilities, volatilities)


def normal_parts(
    exposures: Floats, covariance_with: Floats, variances: Floats, means: Floats, heights: Floats
) -> Parts:
    """Parts of a normal book from the covariances of each asset with the whole book.

    `heights` are VaR and shortfall of a unit normal over the horizon, already scaled; `means` the
    assets' means over it. Everything takes time in proportion to the positions only.
    """
    variance = float(exposures @ covariance_with)
    deviation = sqrt(max(variance, 0.0))
    slope = covariance_with / deviation if deviation > 0 else np.zeros_like(exposures)
    marginal = heights[0] * slope - means
    shortfall = exposures * (heights[1] * slope - means)
    without = variance - 2 * exposures * covariance_with + exposures**2 * variances
    whole = heights[0] * deviation - float(exposures @ means)
    rest = heights[0] * np.sqrt(np.maximum(without, 0.0)) - (
        float(exposures @ means) - exposures * means
    )
    return Parts(marginal, exposures * marginal, shortfall, whole - rest)


def weighted_parts(
    exposures: Floats,
    moves: Floats,
    weights: tuple[Floats, Floats],
    figures: tuple[float, float],
    without: Callable[[int], float],
) -> Parts:
    """Parts by the days that make up the figures, scaled to sum to them exactly."""
    component, shortfall = (
        _summing(-exposures * (days @ moves), figure)
        for days, figure in zip(weights, figures, strict=True)
    )
    marginal = np.divide(component, exposures, out=np.zeros_like(component), where=exposures != 0)
    incremental = np.array([figures[0] - without(k) for k in range(exposures.size)])
    return Parts(marginal, component, shortfall, incremental)


def bent_parts(
    exposures: Floats,
    moves: Floats,
    figure: Callable[[Floats], tuple[float, float]],
    without: Callable[[int], float],
) -> Parts:
    """Parts of figures that are smooth in the book's returns, by central differences."""
    book = moves @ exposures
    whole = figure(book)
    step = 1e-4 * float(np.std(book))
    slopes = np.empty((exposures.size, 2))
    for k in range(exposures.size):
        size = step / max(float(np.std(moves[:, k])), 1e-300)
        up, down = figure(book + size * moves[:, k]), figure(book - size * moves[:, k])
        slopes[k] = [(a - b) / (2 * size) for a, b in zip(up, down, strict=True)]
    component, shortfall = (_summing(exposures * slopes[:, i], whole[i]) for i in range(2))
    marginal = slopes[:, 0]
    incremental = np.array([whole[0] - without(k) for k in range(exposures.size)])
    return Parts(marginal, component, shortfall, incremental)


def _summing(parts: Floats, whole: float) -> Floats:
    total = float(parts.sum())
    return parts * (whole / total) if total else parts
