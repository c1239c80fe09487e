"""Steps uphill on a marginal likelihood: EM from afar, Newton and secant steps close by.

EM's step is one of Fisher scoring a question on expected answers (Bock & Aitkin 1981). Newton's
matrix is the observed information where that is cheap; else it begins as the cross-product of the
patterns' gradients and is bent by what each step shows (BFGS). All end in the same maximum.
"""

from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import Floats, ItemCurves, positive, solved
from tools.assessment._irt_layout import Layout
from tools.assessment._irt_likelihood import (
    Grid,
    Likelihood,
    cost,
    crossed_gradients,
    derivatives,
    likelihood,
    observed_information,
    with_slopes,
)
from tools.assessment._irt_patterns import Patterns
from tools.assessment._irt_priors import Priors

CHEAP = 3e6  # multiplications below which each step uses the observed information
FEW = 4  # patterns a parameter, below which cross-products of gradients tell too little
DEAR = 2e11  # above which standard errors use the cross-product instead
STEEPEST = 40.0  # a slope beyond which the answers are a clean step: no maximum exists
FAR = 60.0  # an intercept likewise
HALVINGS = 6
LONGEST = 3.0  # a step's longest stride


@dataclass(frozen=True, slots=True)
class Place:
    """Where the search stands."""

    free: Floats
    curves: ItemCurves
    found: Likelihood
    objective: float
    gradient: Floats


@dataclass(frozen=True, slots=True)
class Search:
    """The steps from one place to a better one."""

    patterns: Patterns
    layout: Layout
    points: Grid
    priors: Priors

    def at(self, free: Floats) -> Place:
        """The objective and its slope at some parameters."""
        curves = self.layout.curves(free)
        found = likelihood(curves, self.patterns, self.points, self._guesses)
        gradient = self.layout.gathered(found.gradient + self.priors.gradient(self.layout, curves))
        return Place(free, curves, found, found.value + self.priors.value(curves), gradient)

    @property
    def _guesses(self) -> bool:
        return self.layout.model == "3PL"

    def newton(
        self, place: Place, matrix: Floats | None
    ) -> tuple[Place | None, float, Floats | None]:
        """A better place, how far this one was from the maximum, and the next step's matrix."""
        cheap = cost(self.patterns, self.points, self.layout.width - 1) < CHEAP
        cheap = cheap or len(self.patterns.counts) < FEW * self.layout.free
        if cheap or matrix is None:
            matrix = self.information(place)[0] if cheap else self.crossed(place)
        if not positive(matrix):
            return None, float("inf"), None
        step = solved(matrix, place.gradient)
        distance = float(place.gradient @ step)
        longest = float(np.abs(step).max())
        if longest > LONGEST:
            step, distance = step * (LONGEST / longest), float("inf")
        ahead = self.along(place, step)
        if ahead is not None:
            matrix = _secant(matrix, ahead.free - place.free, place.gradient - ahead.gradient)
        return ahead, distance, matrix

    def along(self, place: Place, step: Floats) -> Place | None:
        """The first of ever shorter steps that is no worse."""
        for halving in range(HALVINGS):
            free = place.free + step * 0.5**halving
            if not self._allowed(free):
                continue
            ahead = self.at(free)
            if ahead.objective >= place.objective - 1e-9 * abs(place.objective) * 1e-3:
                return ahead
        return None

    def _allowed(self, free: Floats) -> bool:
        curves = self.layout.curves(free)
        falling = (np.diff(curves.intercepts, axis=1) < 0) | ~curves.real[:, 1:]
        steep = np.abs(curves.slopes).max() > STEEPEST or np.abs(curves.intercepts).max() > FAR
        return bool(falling.all()) and not steep and self.priors.allow(curves)

    def em_step(self, place: Place) -> Floats:
        """One Fisher-scoring step on the expected answers."""
        found = derivatives(place.curves, self.points.theta, self._guesses)
        full = with_slopes(found.inner, self.points.theta)
        answered = place.found.expected.sum(axis=1)[:, None] * found.chances
        weighted = full * answered[:, :, None]
        blocks = np.einsum("jkpq,jkrq->jpr", weighted, full, optimize=True)
        items, width, _ = blocks.shape
        if self.layout.model != "1PL":
            return self._by_item(place, blocks)
        whole = np.zeros((items, width, items, width))
        whole[np.arange(items), :, np.arange(items)] = blocks
        information = self.layout.both_ways(whole.reshape(items * width, -1))
        return solved(information + 1e-9 * np.eye(len(information)), place.gradient)

    def _by_item(self, place: Place, blocks: Floats) -> Floats:
        exists = self.layout.exists
        gradient = np.zeros(exists.shape)
        gradient[exists] = place.gradient
        prior = self.priors.curvature(self.layout, place.curves).reshape(exists.shape)
        ridge = np.where(exists, prior + 1e-9, 1.0)
        steps = solved(blocks + ridge[:, :, None] * np.eye(exists.shape[1]),
                                gradient[:, :, None])  # fmt: skip
        return np.clip(steps[:, :, 0], -1.0, 1.0)[exists]

    def crossed(self, place: Place) -> Floats:
        """Cross-product of the patterns' gradients over the free parameters."""
        return self._with_priors(
            place, crossed_gradients(place.curves, self.patterns, self.points, self._guesses)
        )

    def _with_priors(self, place: Place, information: Floats) -> Floats:
        prior = np.diag(self.priors.curvature(self.layout, place.curves))
        return self.layout.both_ways(information + prior)

    def information(self, place: Place) -> tuple[Floats, bool]:
        """Information over the free parameters, and whether it is the observed one."""
        if cost(self.patterns, self.points, self.layout.width - 1) > DEAR:
            return self.crossed(place), False
        observed = observed_information(
            place.curves, self.patterns, self.points, self._guesses, place.found.expected
        )
        return self._with_priors(place, observed), True


def _secant(matrix: Floats, step: Floats, change: Floats) -> Floats:
    """The matrix bent to what the gradient did along the step (BFGS)."""
    along = float(change @ step)
    pushed = matrix @ step
    if along <= 1e-12 * float(np.linalg.norm(change) * np.linalg.norm(step)):
        return matrix
    bent = np.outer(change, change) / along - np.outer(pushed, pushed) / float(step @ pushed)
    return matrix + bent
