"""The population stability index: how far shares in bins have moved.

PSI = sum of (now - before) x ln(now / before), the symmetric Kullback-Leibler divergence. Without
drift it is about chi-square with bins - 1 degrees of freedom times (1/n + 1/m) (Yurdakul 2018).
"""

import numpy as np
from numpy.typing import NDArray

from tools.risk._score_request import Drift

Floats = NDArray[np.float64]
STABLE, SHIFTED = 0.1, 0.25  # the field's rule of thumb
FEWEST_ROWS = 30
_HALF = 0.5  # added to each count, so that an empty bin has a finite logarithm


def stability_index(before: Floats, now: Floats) -> float:
    """The index of two lists of counts over the same bins."""
    first, second = (
        (counts + _HALF) / (counts.sum() + _HALF * counts.size) for counts in (before, now)
    )
    return float(np.sum((second - first) * np.log(second / first)))


def drift(name: str, before: Floats, now: Floats, unseen: int = 0) -> Drift:
    """Judge a feature; bins that both are without count for nothing."""
    from scipy.special import chdtri

    used = (before + now) > 0
    before, now = before[used], now[used]
    if now.sum() < FEWEST_ROWS:
        return Drift(
            name=name, stability_index=None, by_chance=None, verdict="too_few_rows", unseen=unseen
        )
    index = stability_index(before, now)
    spread = 1 / float(before.sum()) + 1 / float(now.sum())
    chance = float(chdtri(before.size - 1, 0.05)) * spread if before.size > 1 else 0.0
    verdict = "stable" if index < STABLE or index <= chance else "watch"
    if verdict == "watch" and index > SHIFTED:
        verdict = "shifted"
    return Drift(name=name, stability_index=index, by_chance=chance, verdict=verdict, unseen=unseen)
