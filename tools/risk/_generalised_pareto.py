"""The tail beyond a threshold: generalised Pareto by maximum likelihood.

P(L > u + y | L > u) = (1 + xi y / beta)^(-1 / xi); McNeil, Frey and Embrechts, Quantitative Risk
Management, section 5.2 (7.2 in the first edition).
"""

from dataclasses import dataclass
from math import inf, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NEARLY_EXPONENTIAL = 1e-6
LEAST_SHAPE = -0.5  # below it maximum likelihood has no errors, and tails are hardly so short


@dataclass(frozen=True)
class ParetoTail:
    """A fitted tail: threshold, the share of losses beyond it, shape and scale."""

    threshold: float
    share: float
    shape: float
    scale: float

    def quantile(self, level: float) -> float:
        """VaR at `level`, beyond the threshold."""
        ratio = (1 - level) / self.share
        if abs(self.shape) < NEARLY_EXPONENTIAL:
            return self.threshold - self.scale * log(ratio)
        return self.threshold + self.scale / self.shape * (ratio**-self.shape - 1)

    def tail_mean(self, level: float) -> float:
        """Expected shortfall at `level`; the shape must be under 1."""
        quantile = self.quantile(level)
        return (quantile + self.scale - self.shape * self.threshold) / (1 - self.shape)

    def errors(self, level: float, exceedances: int) -> tuple[float, float]:
        """Standard errors of both by the delta method, for a shape above -1/2 and under 1.

        The estimates' covariance is the inverse information of the likelihood (Smith 1987), beside
        the binomial error of the share beyond the threshold.
        """
        xi, beta = self.shape, self.scale
        covariance = (1 + xi) / exceedances * np.array([[1 + xi, -beta], [-beta, 2 * beta**2]])
        whole = np.zeros((3, 3))
        whole[:2, :2] = covariance
        whole[2, 2] = self.share * (1 - self.share) / (exceedances / self.share)
        slopes = [self._slopes(level, mean) for mean in (False, True)]
        first, second = (sqrt(max(float(s @ whole @ s), 0.0)) for s in slopes)
        return first, second

    def _slopes(self, level: float, mean: bool) -> Floats:
        point = np.array([self.shape, self.scale, self.share])
        slopes = np.empty(3)
        for k in range(3):
            step = 1e-5 * max(abs(point[k]), 1e-3)
            up, down = point.copy(), point.copy()
            up[k] += step
            down[k] -= step
            values = [self._at(p, level, mean) for p in (up, down)]
            slopes[k] = (values[0] - values[1]) / (2 * step)
        return slopes

    def _at(self, point: Floats, level: float, mean: bool) -> float:
        moved = ParetoTail(self.threshold, float(point[2]), float(point[0]), float(point[1]))
        return moved.tail_mean(level) if mean else moved.quantile(level)


def fit(excesses: Floats) -> tuple[float, float]:
    """Shape and scale: the likelihood is maximised along theta = shape / scale (Grimshaw 1993)."""
    from scipy.optimize import minimize_scalar

    mean, most = float(excesses.mean()), float(excesses.max())
    scaled = excesses / mean

    def badness(theta: float) -> float:
        if abs(theta) < NEARLY_EXPONENTIAL:
            return 1.0
        shape = float(np.mean(np.log1p(theta * scaled)))
        if shape < LEAST_SHAPE:  # the likelihood is unbounded there
            return inf
        return log(shape / theta) + shape + 1

    low = -mean / most * (1 - 1e-6)
    negative = low * (1 - np.geomspace(1e-6, 1, 60))
    grid = np.concatenate((negative, np.geomspace(1e-4, 100, 120)))
    values = np.array([badness(float(theta)) for theta in grid])
    best = int(np.argmin(values))
    ends = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, grid.size - 1)])
    found: Any = minimize_scalar(badness, bounds=ends, method="bounded", options={"xatol": 1e-10})
    theta = float(found.x)
    if abs(theta) < NEARLY_EXPONENTIAL:
        return 0.0, mean
    shape = float(np.mean(np.log1p(theta * scaled)))
    return shape, shape / theta * mean
