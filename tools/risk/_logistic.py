"""Logistic regression by Newton's method with step halving, with a ridge on the slopes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput

Floats = NDArray[np.float64]

_STEPS, _HALVINGS, _CLOSE = 100, 30, 1e-11
_SEPARATED = 30.0  # log odds beyond which a maximum of the likelihood is not attained


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients and their standard errors, from the curvature at the maximum."""

    intercept: float
    coefficients: Floats
    errors: Floats


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + exp(-x)) without overflow."""
    return 0.5 * (1 + np.tanh(x / 2))


def fitted(inputs: Floats, outcome: NDArray[np.bool_], penalty: float = 0.0) -> Fit:
    """Maximise log likelihood - penalty / 2 x sum of squared slopes.

    `inputs`: rows x features. A feature without spread gets the coefficient zero.
    Raises `InvalidInput` naming `penalty` when the outcome is separated and no penalty was set.
    """
    varied = np.ptp(inputs, axis=0) > 0 if inputs.shape[1] else np.zeros(0, dtype=bool)
    design = np.column_stack([np.ones(len(inputs)), inputs[:, varied]])
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 0.0
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(outcome.mean() / (1 - outcome.mean()))
    for _ in range(_STEPS):
        chances = sigmoid(design @ weights)
        slope = design.T @ (outcome - chances) - ridge * weights
        curve = _curvature(design, chances, ridge)
        step = _solved(curve, slope)
        weights, moved = _halved(design, outcome, ridge, weights, step)
        if not penalty and np.abs(design @ weights).max() > _SEPARATED:
            raise InvalidInput.of("penalty", _NO_MAXIMUM, code="separated")
        if moved < _CLOSE * (1 + np.abs(weights).max()):
            break
    curve = _curvature(design, sigmoid(design @ weights), ridge)
    found, errors = np.zeros(inputs.shape[1]), np.zeros(inputs.shape[1])
    found[varied] = weights[1:]
    errors[varied] = np.sqrt(np.maximum(np.diag(np.linalg.pinv(curve)), 0.0))[1:]
    return Fit(float(weights[0]), found, errors)


_NO_MAXIMUM = (
    "the features separate the outcome perfectly, so that without a penalty no fit exists; set "
    "a penalty above 0, or leave out the feature that gives the outcome away"
)


def _curvature(design: Floats, chances: Floats, ridge: Floats) -> Floats:
    return (design * (chances * (1 - chances))[:, None]).T @ design + np.diag(ridge)


def _solved(curve: Floats, slope: Floats) -> Floats:
    try:
        return np.linalg.solve(curve, slope).astype(np.float64)
    except np.linalg.LinAlgError:
        # Two features say the same: any of the equal solutions will do.
        return np.linalg.lstsq(curve, slope, rcond=None)[0].astype(np.float64)


def _halved(
    design: Floats, outcome: NDArray[np.bool_], ridge: Floats, weights: Floats, step: Floats
) -> tuple[Floats, float]:
    """The step, halved until the objective does not fall."""

    def objective(at: Floats) -> float:
        logits = design @ at
        return float(np.sum(outcome * logits - np.logaddexp(0, logits)) - ridge @ at**2 / 2)

    before = objective(weights)
    for _ in range(_HALVINGS):
        if objective(weights + step) >= before - 1e-12 * abs(before):
            return weights + step, float(np.abs(step).max())
        step = step / 2
    return weights, 0.0
