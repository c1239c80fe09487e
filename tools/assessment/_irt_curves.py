"""Response curves: how likely each answer to each question is at each ability.

One form holds every model here. With z_k = a theta + d_k, reaching step k or more of a question has
the chance c + (1 - c) / (1 + exp(-z_k)); a category's chance is the difference of two neighbouring
steps. One step with c = 0 is the 1PL and 2PL, one step with c > 0 the 3PL (Birnbaum 1968), several
steps with c = 0 the graded response model (Samejima 1969). Difficulty is b_k = -d_k / a.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
SMALLEST = 1e-300  # a chance that logarithms and divisions survive


@dataclass(frozen=True, slots=True)
class ItemCurves:
    """Parameters of J questions with at most K steps each, in slope and intercept form."""

    slopes: Floats
    """a, shape (J,)."""
    intercepts: Floats
    """d, shape (J, K), falling along a row; zero where `steps` says that there is none."""
    guessing: Floats
    """c, shape (J,); zero for questions of several steps."""
    steps: Ints
    """How many steps each question has, shape (J,)."""

    @property
    def real(self) -> Bools:
        """Which intercepts exist, shape (J, K)."""
        return np.arange(self.intercepts.shape[1]) < self.steps[:, None]


def from_difficulties(
    discrimination: Floats, thresholds: Floats, guessing: Floats, scale: float = 1.0
) -> ItemCurves:
    """Curves of a (J,), b (J, K; NaN where there is no further step), c (J,) and a scale D."""
    steps = (~np.isnan(thresholds)).sum(axis=1)
    thresholds = thresholds[:, : int(steps.max())]
    slopes = scale * discrimination
    intercepts = np.where(np.isnan(thresholds), 0.0, -slopes[:, None] * thresholds)
    return ItemCurves(slopes, intercepts, guessing, steps)


@dataclass(frozen=True, slots=True)
class Steps:
    """The chance to reach each step and its derivatives, all of shape (J, K, Q)."""

    above: Floats
    """Logistic curve of z."""
    below: Floats
    """One minus `above`, without loss of digits."""
    reached: Floats
    """c + (1 - c) above."""
    slope: Floats
    """Derivative of `reached` by z."""
    bend: Floats
    """Second derivative by z."""


def step_curves(curves: ItemCurves, theta: Floats) -> Steps:
    """Every step of every question at every ability; steps that do not exist are never reached."""
    z = curves.slopes[:, None, None] * theta + curves.intercepts[:, :, None]
    small = np.exp(-np.abs(z))
    high, low = 1 / (1 + small), small / (1 + small)
    above, below = np.where(z >= 0, high, low), np.where(z >= 0, low, high)
    real = curves.real[:, :, None]
    left = np.where(real, 1 - curves.guessing[:, None, None], 0.0)
    guessed = np.where(real, curves.guessing[:, None, None], 0.0)
    slope = left * above * below
    return Steps(
        above=above,
        below=below,
        reached=guessed + left * above,
        slope=slope,
        bend=slope * (below - above),
    )


def category_chances(curves: ItemCurves, steps: Steps) -> Floats:
    """The chance of each category, shape (J, K + 1, Q); categories that do not exist have zero."""
    items, _, points = steps.reached.shape
    reached = np.concatenate([steps.reached, np.zeros((items, 1, points))], axis=1)
    chances = np.empty_like(reached)
    chances[:, 0] = (1 - curves.guessing[:, None]) * steps.below[:, 0]
    chances[:, 1:] = reached[:, :-1] - reached[:, 1:]
    return chances


def category_slopes(steps: Steps) -> Floats:
    """Derivative of each category's chance by each step's z, shape (J, K + 1, K, Q)."""
    return _stepwise(steps.slope)


def category_bends(steps: Steps) -> Floats:
    """Second derivative of each category's chance by each step's own z; the mixed ones are zero."""
    return _stepwise(steps.bend)


def _stepwise(by_step: Floats) -> Floats:
    """Step k adds to category k what it takes from category k - 1."""
    items, count, points = by_step.shape
    found = np.zeros((items, count + 1, count, points))
    for step in range(count):
        found[:, step + 1, step] = by_step[:, step]
        found[:, step, step] = -by_step[:, step]
    return found


def item_information(curves: ItemCurves, theta: Floats) -> Floats:
    """Fisher information of each question about ability, shape (J, Q)."""
    steps = step_curves(curves, theta)
    chances = category_chances(curves, steps)
    by_ability = category_slopes(steps).sum(axis=2) * curves.slopes[:, None, None]
    return (by_ability**2 / np.maximum(chances, SMALLEST)).sum(axis=1)


def solved(matrix: Floats, right: Floats) -> Floats:
    """What `matrix` times the answer gives `right`."""
    return np.asarray(np.linalg.solve(matrix, right), np.float64)


def positive(matrix: Floats) -> bool:
    """Whether a symmetric matrix is positive definite."""
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True
