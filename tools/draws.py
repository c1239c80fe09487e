"""Random draws from an expert's estimate, for simulations with few inputs.

PERT: a beta distribution with its mode weighing four (Malcolm et al. 1959). Lognormal: low and
high are the ends of a 90 % interval.
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate

Floats = NDArray[np.float64]

_NORMAL_95 = 1.6448536269514722  # 95 % point of the standard normal


def certain(estimate: Estimate) -> float | None:
    """The one value an estimate can take; None when it is uncertain."""
    if estimate.values:
        return estimate.values[0] if len(set(estimate.values)) == 1 else None
    if estimate.distribution == "constant" or estimate.low == estimate.high:
        return estimate.mode
    return None


def typical(estimate: Estimate) -> float:
    """The most likely value; the median of observed values and of a lognormal."""
    if estimate.values:
        return float(np.median(estimate.values))
    low, high = estimate.low, estimate.high
    if estimate.distribution == "lognormal" and estimate.likely is None and low and high:
        return float(np.sqrt(low * high))
    return estimate.mode


def draw(estimate: Estimate, random: np.random.Generator, size: int) -> Floats:
    """`size` independent draws."""
    value = certain(estimate)
    if value is not None:
        return np.full(size, value)
    if estimate.values:
        return random.choice(np.asarray(estimate.values, float), size)
    low, mode, high = estimate.low or 0.0, estimate.mode, estimate.high or 0.0
    if estimate.distribution == "uniform":
        return random.uniform(low, high, size)
    if estimate.distribution == "triangular":
        return random.triangular(low, mode, high, size)
    if estimate.distribution == "lognormal":
        centre, spread = (log(low) + log(high)) / 2, (log(high) - log(low)) / (2 * _NORMAL_95)
        return random.lognormal(centre, spread, size)
    width = high - low
    return low + width * random.beta(
        1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, size
    )
