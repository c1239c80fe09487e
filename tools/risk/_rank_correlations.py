"""Correlations of pairs and how sure they are.

Pearson by Fisher's z (1921). Spearman and Kendall by Bonett and Wright (2000), Sample size
requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65: z of rho
has variance (1 + rho^2 / 2) / (n - 3), z of tau 0.437 / (n - 4).
"""

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """A coefficient with its interval."""

    value: float
    low: float
    high: float


def ranks(values: Floats) -> Floats:
    """Ranks by column, ties sharing their mean rank."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(values, axis=0), dtype=np.float64)


def pearson(values: Floats) -> Floats:
    """The matrix of (rows, columns); every column varies."""
    off = values - values.mean(axis=0)
    off = off / np.sqrt(np.sum(off**2, axis=0))
    found = np.clip(off.T @ off, -1, 1)
    np.fill_diagonal(found, 1.0)
    return (found + found.T) / 2


def kendall(first: Floats, second: Floats) -> float:
    """Tau-b of one pair, in time of n log n."""
    from scipy import stats

    library: Any = stats
    return float(library.kendalltau(first, second).statistic)


def interval(value: float, rows: int, level: float, kind: str) -> Measured:
    """The interval of a coefficient by its kind: pearson, spearman or kendall."""
    value = max(-1.0, min(1.0, value))
    if abs(value) > 1 - 1e-12:
        return Measured(value, value, value)
    spread = {
        "pearson": 1 / (rows - 3),
        "spearman": (1 + value**2 / 2) / (rows - 3),
        "kendall": 0.437 / (rows - 4),
    }[kind]
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(spread)
    centre = atanh(value)
    return Measured(value, tanh(centre - reach), tanh(centre + reach))


def rolling(first: Floats, second: Floats, window: int) -> Floats:
    """Pearson's coefficient of each window of rows; NaN where a series stood still."""
    pairs = [
        np.lib.stride_tricks.sliding_window_view(x - x.mean(), window) for x in (first, second)
    ]
    off = [x - x.mean(axis=1, keepdims=True) for x in pairs]
    cross = np.sum(off[0] * off[1], axis=1)
    sizes = np.sqrt(np.sum(off[0] ** 2, axis=1) * np.sum(off[1] ** 2, axis=1))
    found = np.full(cross.size, np.nan)
    moving = sizes > 1e-300
    found[moving] = np.clip(cross[moving] / sizes[moving], -1, 1)
    return found
