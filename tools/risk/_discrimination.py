"""How well scores tell events from non-events, and how well probabilities hold.

AUC with its variance by DeLong, DeLong and Clarke-Pearson (1988) from mid-ranks (Sun and Xu 2014).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.risk._logistic import fitted

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class Auc:
    """Area under the ROC curve, its standard error and interval."""

    value: float
    error: float
    low: float
    high: float


def auc(scores: Floats, outcome: Flags, confidence: float = 0.95) -> Auc:
    """Chance that a row with the event scores above one without it; ties count half."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    yes, no = scores[outcome], scores[~outcome]
    m, n = yes.size, no.size
    together = rankdata(np.concatenate([yes, no]))
    above = (together[:m] - rankdata(yes)) / n
    below = 1 - (together[m:] - rankdata(no)) / m
    area = float(above.mean())
    variance = _variance(above) / m + _variance(below) / n
    error = float(np.sqrt(variance))
    if error == 0 or not 0 < area < 1:
        # No spread: the rule of three bounds what as many rows could have hidden.
        slack = min(1.0, -np.log(1 - confidence) / min(m, n))
        return Auc(area, error, max(0.0, area - slack), min(1.0, area + slack))
    half = float(ndtri((1 + confidence) / 2)) * error / (area * (1 - area))
    centre = np.log(area / (1 - area))
    low, high = (float(1 / (1 + np.exp(-(centre + sign * half)))) for sign in (-1, 1))
    return Auc(area, error, low, high)


def _variance(parts: Floats) -> float:
    return float(np.var(parts, ddof=1)) if parts.size > 1 else 0.0


def kolmogorov_smirnov(scores: Floats, outcome: Flags) -> float:
    """Greatest distance between the two distribution functions of scores."""
    levels = np.unique(scores)
    yes = np.searchsorted(np.sort(scores[outcome]), levels, side="right") / outcome.sum()
    no = np.searchsorted(np.sort(scores[~outcome]), levels, side="right") / (~outcome).sum()
    return float(np.abs(yes - no).max())


def log_loss(chances: Floats, outcome: Flags) -> float:
    """Mean negative log likelihood; chances of 0 and 1 are held just inside."""
    held = np.clip(chances, _EDGE, 1 - _EDGE)
    return float(-np.mean(np.where(outcome, np.log(held), np.log1p(-held))))


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether probabilities hold: tests and the line through them."""

    hosmer_lemeshow: float
    degrees: int
    hosmer_lemeshow_p: float
    spiegelhalter_z: float
    spiegelhalter_p: float
    slope: float
    intercept: float


def groups(chances: Floats, most: int = 10) -> list[NDArray[np.int64]]:
    """Rows in order of their chance, in groups of about equal size; ties stay together."""
    order = np.argsort(chances, kind="stable")
    ends = np.quantile(chances, np.arange(1, most) / most, method="inverted_cdf")
    found = np.searchsorted(np.unique(ends), chances[order], side="left")
    return [order[found == k] for k in np.unique(found)]


def holding(chances: Floats, outcome: Flags) -> Holding:
    """Tests of out-of-sample probabilities; nothing was fitted to them, so g groups give g df."""
    from scipy.special import chdtrc, ndtr

    held = np.clip(chances, 1e-6, 1 - 1e-6)
    parts = groups(held)
    statistic = sum(
        float((outcome[p].sum() - held[p].sum()) ** 2 / (held[p] * (1 - held[p])).sum())
        for p in parts
    )
    top = np.sum((outcome - held) * (1 - 2 * held))
    spread = np.sqrt(np.sum((1 - 2 * held) ** 2 * held * (1 - held)))
    z = float(top / spread) if spread > 0 else 0.0
    logits = np.log(held / (1 - held))
    line = fitted(logits[:, None], outcome, penalty=1e-6)
    return Holding(
        statistic,
        len(parts),
        float(chdtrc(len(parts), statistic)),
        z,
        float(2 * ndtr(-abs(z))),
        float(line.coefficients[0]),
        float(line.intercept),
    )
