"""How far a sample quantile and the mean beyond it may be off."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.risk._special_functions import special

Floats = NDArray[np.float64]


def quantile_error(ordered: Floats, level: float) -> float:
    """Standard error of a quantile of `ordered` (Maritz and Jarrett 1978).

    It is the exact bootstrap's: the order statistic's weights over the sample are those of a beta.
    """
    size = ordered.size
    rank = min(max(round(size * level), 1), size)
    spread = sqrt(size * level * (1 - level))
    first = max(int(rank - 8 * spread - 8), 0)
    last = min(int(rank + 8 * spread + 8), size)
    edges = np.arange(first, last + 1) / size
    weights = np.diff(special().betainc(rank, size - rank + 1, edges))
    part = ordered[first:last]
    mean = float(weights @ part) / float(weights.sum())
    return sqrt(max(float(weights @ (part - mean) ** 2) / float(weights.sum()), 0.0))


def tail_error(losses: Floats, weights: Floats, level: float, quantile: float) -> float:
    """Standard error of the mean beyond a quantile, from the weighted losses of the tail."""
    tail = losses.size * (1 - level)
    excess = np.maximum(losses - quantile, 0.0)
    first = float(weights @ excess)
    spread = max(float(weights @ excess**2) - first * first, 0.0)
    return sqrt((spread + level * first * first) / tail)
