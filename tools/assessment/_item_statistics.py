"""How hard is each question, and does it tell the strong from the weak?

Everything but the intervals follows from the covariances of the questions.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tools.assessment._reliability import ROUNDING, alpha_of, varies

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Figures of all questions, one entry each; NaN where a figure is not defined."""

    difficulty: Floats
    """Mean share of the points: high is easy."""
    low: Floats
    high: Floats
    with_total: Floats
    with_rest: Floats
    rest_low: Floats
    rest_high: Floats
    alpha_without: Floats


def item_figures(
    points: Floats, full_marks: Floats, covariance: Floats, confidence: float
) -> ItemFigures:
    """Difficulty, discrimination and alpha if deleted of each question."""
    people = len(points)
    share = points / full_marks
    binary = ((share == 0) | (share == 1)).all(axis=0)
    difficulty = share.mean(axis=0)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    low, high = _wilson(difficulty, people, z)
    mean_low, mean_high = _mean_interval(share, difficulty, confidence)
    with_total, with_rest = correlations(covariance)
    rest_low, rest_high = _fisher(with_rest, people, z)
    return ItemFigures(
        difficulty=difficulty,
        low=np.where(binary, low, mean_low),
        high=np.where(binary, high, mean_high),
        with_total=with_total,
        with_rest=with_rest,
        rest_low=rest_low,
        rest_high=rest_high,
        alpha_without=np.array([_alpha_without(covariance, item) for item in range(len(low))]),
    )


def correlations(covariance: Floats) -> tuple[Floats, Floats]:
    """Each question's correlation with the total score, and with the total of the others."""
    variance = np.diag(covariance)
    with_total = covariance.sum(axis=1)
    total = max(float(covariance.sum()), 0.0)  # rounding alone can pass below zero
    rest = total - 2 * with_total + variance
    defined = variance > 0
    return (
        _ratio(with_total, np.sqrt(variance * total), defined & varies(covariance)),
        _ratio(
            with_total - variance,
            np.sqrt(np.maximum(variance * rest, 0)),
            defined & (rest > ROUNDING * np.trace(covariance)),
        ),
    )


def _ratio(above: Floats, below: Floats, defined: NDArray[np.bool_]) -> Floats:
    out = np.full(len(above), np.nan)
    np.divide(above, below, out=out, where=defined)
    return np.clip(out, -1, 1)  # rounding alone can pass 1 in the last bit


def _wilson(share: Floats, people: int, z: float) -> tuple[Floats, Floats]:
    """Wilson's interval of a share of right answers."""
    middle = (share + z * z / (2 * people)) / (1 + z * z / people)
    reach = (
        z / (1 + z * z / people) * np.sqrt(share * (1 - share) / people + (z / (2 * people)) ** 2)
    )
    return np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)


def _mean_interval(share: Floats, mean: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Student's interval of a mean share of points."""
    # scipy.special takes a quarter of a second to load, so only this analysis pays for it.
    from scipy.special import stdtrit

    people = len(share)
    reach = float(stdtrit(people - 1, 0.5 + confidence / 2)) * share.std(axis=0, ddof=1)
    reach = reach / math.sqrt(people)
    return np.clip(mean - reach, 0, 1), np.clip(mean + reach, 0, 1)


def _fisher(correlation: Floats, people: int, z: float) -> tuple[Floats, Floats]:
    """Fisher's interval of a correlation; not defined below four people or at one."""
    if people < 4:
        return np.full_like(correlation, np.nan), np.full_like(correlation, np.nan)
    inside = np.abs(correlation) < 1
    turned = np.arctanh(np.where(inside, correlation, np.nan))
    reach = z / math.sqrt(people - 3)
    return np.tanh(turned - reach), np.tanh(turned + reach)


def _alpha_without(covariance: Floats, item: int) -> float:
    kept = np.delete(np.arange(len(covariance)), item)
    inner = covariance[np.ix_(kept, kept)]
    return alpha_of(inner) if len(kept) > 1 and varies(inner) else float("nan")
