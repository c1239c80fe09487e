"""Blend the market's returns with views: Black and Litterman (1992), He and Litterman (1999).

Market: pi = delta S w. Views: P mu = q + e, e ~ N(0, Omega). Posterior mean by the form that needs
no inverse of S and takes views that are certain (Omega = 0):

    mu = pi + tau S P' (tau P S P' + Omega)^-1 (q - P pi)
    M  = tau S - tau S P' (tau P S P' + Omega)^-1 tau P S

The best portfolio without limits is (delta (S + M))^-1 mu (He and Litterman, equation 11); without
views it is w / (1 + tau), and with them (w + P' lambda) / (1 + tau).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput

Floats = NDArray[np.float64]

SAME = 1e-10  # share of a view's variance that is its own, under which it repeats the others


@dataclass(frozen=True)
class Blend:
    """Means, their covariances, and the best portfolio."""

    prior: Floats
    means: Floats
    error: Floats
    """Covariances of the means (M)."""
    weights: Floats
    loadings: Floats
    """Of the views (lambda)."""


def blend(
    covariance: Floats, market: Floats, pick: Floats, told: Floats, omega: Floats, delta: float,
    tau: float,
) -> Blend:  # fmt: skip
    """`pick` (views, assets), `told` and `omega` (views,): their returns and variances."""
    prior = delta * covariance @ market
    if not told.size:
        error = tau * covariance
        return Blend(prior, prior, error, market / (1 + tau), told)
    spread = tau * covariance @ pick.T
    gram = pick @ spread + np.diag(omega)
    _refuse_repeated(gram)
    gain = np.linalg.solve(gram, spread.T).T
    means = prior + gain @ (told - pick @ prior)
    error = tau * covariance - gain @ spread.T
    error = (error + error.T) / 2
    weights = _solved(delta * (covariance + error), means)
    tilt = weights * (1 + tau) - market
    loadings = np.asarray(np.linalg.lstsq(pick.T, tilt, rcond=None)[0], dtype=np.float64)
    return Blend(prior, means, error, weights, loadings)


def _solved(matrix: Floats, right: Floats) -> Floats:
    """The one portfolio; refused where assets copy each other and many would do."""
    scale = np.sqrt(np.diag(matrix))
    try:
        own = np.diag(np.linalg.cholesky(matrix / np.outer(scale, scale))) ** 2
        settled = float(own.min()) > SAME
    except np.linalg.LinAlgError:
        settled = False
    if settled:
        return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)
    raise InvalidInput.of(
        "assets",
        "copy each other: some are a mixture of the others, so no one portfolio is best; leave "
        "one out, or with a history use the estimator shrunk_correlation",
    )


def _refuse_repeated(gram: Floats) -> None:
    """Refuse a certain view that the others already settle."""
    scale = np.sqrt(np.diag(gram))
    left = gram / np.outer(scale, scale)
    for k in range(1, len(left)):
        known = left[:k, :k]
        own = left[k, k] - left[k, :k] @ np.linalg.solve(known, left[:k, k])
        if own < SAME:
            raise InvalidInput.of(
                f"views.{k}",
                "is settled by the views before it, which are held to be certain: lower a "
                "confidence or leave one out",
            )


def he_litterman(covariance: Floats, pick: Floats, tau: float) -> Floats:
    """Variances of views as sure as the market itself is of them."""
    return tau * np.einsum("ki,ij,kj->k", pick, covariance, pick, optimize=True)
