"""What is known in closed form of an estimate: mean, shape, density, atoms, and its two ends."""

from math import exp, inf, lgamma, log

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate

Floats = NDArray[np.float64]

NORMAL_95 = 1.6448536269514722  # 95 % point of the standard normal


def bounds(estimate: Estimate) -> tuple[float, float]:
    """Least and greatest value given; for a lognormal, the ends of its 90 % interval."""
    if estimate.values:
        return min(estimate.values), max(estimate.values)
    if estimate.distribution == "constant" or estimate.low is None or estimate.high is None:
        return estimate.mode, estimate.mode
    return estimate.low, estimate.high


def constant(estimate: Estimate) -> float | None:
    """The one value it can take, or None when it is uncertain."""
    low, high = bounds(estimate)
    return low if low == high else None


def mean(estimate: Estimate) -> float:
    """The expected value."""
    low, high = bounds(estimate)
    if low == high:
        return low
    if estimate.values:
        return float(np.mean(estimate.values))
    if estimate.distribution == "lognormal":
        mu, sigma = log_parameters(estimate)
        return exp(mu + sigma * sigma / 2)
    if estimate.distribution == "uniform":
        return (low + high) / 2
    weight = 4 if estimate.distribution == "pert" else 1
    return (low + weight * estimate.mode + high) / (weight + 2)


def ends(estimate: Estimate) -> tuple[float, float]:
    """Low and high case: the bounds, or the 5 % and 95 % points of what has a long tail."""
    if estimate.values:
        low, high = np.quantile(estimate.values, (0.05, 0.95), method="inverted_cdf")
        return float(low), float(high)
    return bounds(estimate)


def log_parameters(estimate: Estimate) -> tuple[float, float]:
    """Mean and deviation of a lognormal's logarithm, from its 90 % interval."""
    low, high = bounds(estimate)
    return (log(low) + log(high)) / 2, (log(high) - log(low)) / (2 * NORMAL_95)


def pert_shape(estimate: Estimate) -> tuple[float, float]:
    """Alpha and beta of the beta distribution that a PERT is, its mode weighing four."""
    low, high = bounds(estimate)
    return (
        1 + 4 * (estimate.mode - low) / (high - low),
        1 + 4 * (high - estimate.mode) / (high - low),
    )


def density(estimate: Estimate, x: Floats) -> Floats:
    """The probability density of a bounded continuous estimate, for `x` inside its bounds."""
    low, high = bounds(estimate)
    width = high - low
    if estimate.distribution == "uniform":
        return np.full(x.shape, 1 / width)
    if estimate.distribution == "triangular":
        mode = estimate.mode
        rising = (x - low) / (mode - low) if mode > low else np.full(x.shape, inf)
        falling = (high - x) / (high - mode) if mode < high else np.full(x.shape, inf)
        return np.minimum(rising, falling) * 2 / width
    a, b = pert_shape(estimate)
    log_beta = lgamma(a) + lgamma(b) - lgamma(a + b)
    y = (x - low) / width
    return y ** (a - 1) * (1 - y) ** (b - 1) * (exp(-log_beta) / width)
