"""Evenly spread points and weighted quantiles: integrals over parameters without random numbers.

Reference: Roberts, The unreasonable effectiveness of quasirandom sequences (2018): additive
recurrence with the inverse powers of the generalised golden ratio.
"""

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from tools.learning._bkt_parameters import SLIGHTEST, Floats


def spread(count: int, dimensions: int) -> Floats:
    """`count` points of the unit cube, a row each, none on its border."""
    ratio = 2.0
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (dimensions + 1))
    steps = (1 / ratio) ** np.arange(1, dimensions + 1)
    points = (0.5 + np.outer(np.arange(1, count + 1), steps)) % 1.0
    return np.clip(points, SLIGHTEST, 1 - SLIGHTEST)


@lru_cache(maxsize=8)
def normal_spread(count: int, dimensions: int) -> Floats:
    """Points whose coordinates are spread as standard normals are."""
    inverse = NormalDist().inv_cdf
    return np.array([[inverse(x) for x in row] for row in spread(count, dimensions).tolist()])


def quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> list[float]:
    """Quantiles of weighted values, at the middle of each one's share of the weight."""
    order = np.argsort(values, kind="stable")
    shares = np.cumsum(weights[order]) - weights[order] / 2
    return [float(np.interp(level * weights.sum(), shares, values[order])) for level in levels]


def logit(probabilities: Floats) -> Floats:
    """Log odds, those of 0 and 1 kept finite."""
    inner = np.clip(probabilities, SLIGHTEST, 1 - SLIGHTEST)
    return np.log(inner / (1 - inner))


def expit(logits: Floats) -> Floats:
    """The probabilities of log odds."""
    return 1 / (1 + np.exp(-logits))
