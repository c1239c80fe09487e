"""Multinomial logistic regression by L-BFGS: only training needs it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def fit(
    features: Any,
    labels: NDArray[np.int64],
    weights: Matrix,
    classes: int,
    *,
    penalty: float,
    iterations: int = 150,
) -> tuple[Matrix, Matrix]:
    """Coefficients (classes x features) and intercepts.

    `features` is a dense or sparse matrix; the loss is weighted by `weights`, classes are
    balanced, `penalty` is that of the squared coefficients. Starts at zero, so it is repeatable.
    """
    from scipy.optimize import minimize  # heavy, and only training comes here

    rows, columns = features.shape
    balance = np.bincount(labels, weights, classes)
    weights = weights * (weights.sum() / (classes * np.maximum(balance, 1e-9)))[labels] ** 0.5
    weights = weights / weights.sum()
    target = np.zeros((rows, classes))
    target[np.arange(rows), labels] = 1

    def loss(packed: Matrix) -> tuple[float, Matrix]:
        matrix = packed.reshape(columns + 1, classes)
        logits = features @ matrix[:-1] + matrix[-1]
        logs = log_softmax(logits)
        error = (np.exp(logs) - target) * weights[:, None]
        gradient = np.vstack([features.T @ error + 2 * penalty * matrix[:-1], error.sum(axis=0)])
        value = -(weights[:, None] * target * logs).sum() + penalty * (matrix[:-1] ** 2).sum()
        return float(value), gradient.ravel()

    found = minimize(
        loss,
        np.zeros((columns + 1) * classes),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": iterations},
    ).x.reshape(columns + 1, classes)
    return found[:-1].T, found[-1]


def log_softmax(logits: Matrix) -> Matrix:
    """Log-probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
