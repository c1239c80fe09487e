"""Covariances of few observations, shrunk towards a target by the weight that errs least.

Ledoit and Wolf (2004), A well-conditioned estimator for large-dimensional covariance matrices,
Journal of Multivariate Analysis 88: towards the mean variance times the identity. Ledoit and Wolf
(2004), Honey, I shrunk the sample covariance matrix, Journal of Portfolio Management 30: towards
the matrix in which every pair has the mean correlation.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ledoit_wolf(returns: Floats) -> tuple[Floats, float]:
    """Shrunk covariances of (rows, assets) towards a scaled identity, and the weight of it.

    Divides by the number of rows, as the paper does.
    """
    rows, assets = returns.shape
    off = returns - returns.mean(axis=0)
    sample = off.T @ off / rows
    scale = float(np.trace(sample)) / assets
    # sums of squares over pairs: no third array of rows x assets x assets is ever formed
    spread = float(np.sum(sample**2)) - assets * scale**2
    squares = off**2
    noise = (float(np.sum(squares.sum(axis=1) ** 2)) / rows - float(np.sum(sample**2))) / rows
    weight = 1.0 if spread <= 0 else min(1.0, max(0.0, noise / spread))
    shrunk = (1 - weight) * sample
    shrunk[np.diag_indices(assets)] += weight * scale
    return shrunk, weight


def constant_correlation(returns: Floats) -> tuple[Floats, float]:
    """Shrunk covariances towards one correlation for all pairs, and the weight of it."""
    rows, assets = returns.shape
    off = returns - returns.mean(axis=0)
    sample = off.T @ off / rows
    if assets == 1:
        return sample, 0.0
    variances = np.diag(sample)
    deviations = np.sqrt(variances)
    correlations = sample / np.outer(deviations, deviations)
    mean = float((correlations.sum() - assets) / (assets * (assets - 1)))
    target = mean * np.outer(deviations, deviations)
    np.fill_diagonal(target, variances)
    squares = off**2
    pi = squares.T @ squares / rows - sample**2
    # theta[i, j] = mean of (x_i^2 - s_ii) (x_i x_j - s_ij)
    theta = (off**3).T @ off / rows - variances[:, None] * sample
    ratios = np.outer(1 / deviations, deviations)
    np.fill_diagonal(theta, 0.0)
    rho = float(np.trace(pi)) + mean * float(np.sum(ratios * theta))
    gamma = float(np.sum((target - sample) ** 2))
    weight = 1.0 if gamma <= 0 else min(1.0, max(0.0, (float(pi.sum()) - rho) / gamma / rows))
    return weight * target + (1 - weight) * sample, weight
