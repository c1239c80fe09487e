"""Points of the unit cube for simulations, spread evenly or at random, and their correlation.

Latin hypercube: McKay, Beckman and Conover (1979), Technometrics 21. Sobol points scrambled after
Owen: Owen (1998); Joe and Kuo (2008) directions. Rank correlation: Iman and Conover (1982), A
distribution-free approach to inducing rank correlation among input variables; Gaussian copula.
Both take rank (Spearman) correlations: a normal pair with Pearson correlation r has rank
correlation 6/pi asin(r/2) (Kruskal 1958), so r = 2 sin(pi rho/6) is aimed at.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tools.matrices import square_root

Floats = NDArray[np.float64]
Sampling = Literal["latin_hypercube", "sobol", "random"]

TINY = 2.0**-53  # keeps quantiles of the end points finite


def unit_points(
    sampling: Sampling, size: int, columns: int, seed: np.random.SeedSequence
) -> Floats:
    """(size, columns) points strictly inside the cube; `size` is a power of two for sobol."""
    random = np.random.Generator(np.random.Philox(seed))
    if sampling == "random":
        points = random.random((size, columns))
    elif sampling == "latin_hypercube":
        points = np.empty((size, columns))
        for k in range(columns):
            points[:, k] = (random.permutation(size) + random.random(size)) / size
    else:
        from scipy.stats import qmc

        points = np.asarray(qmc.Sobol(columns, scramble=True, rng=random).random(size))
    return np.clip(points, TINY, 1 - TINY)


def normal_correlations(ranks: Floats) -> Floats:
    """Pearson correlations of normals whose rank correlations are `ranks`."""
    found = 2 * np.sin(np.pi * ranks / 6)
    np.fill_diagonal(found, 1.0)
    return found


def through_copula(points: Floats, correlations: Floats) -> Floats:
    """Points whose normal scores have these Pearson correlations: a Gaussian copula."""
    from scipy.special import ndtr, ndtri

    scores = ndtri(points) @ _lower(correlations).T
    return np.clip(ndtr(scores), TINY, 1 - TINY)


def reordered(points: Floats, correlations: Floats, seed: np.random.SeedSequence) -> Floats:
    """The same points of each column, put into an order with these correlations (Iman-Conover)."""
    from scipy.special import ndtri

    random = np.random.Generator(np.random.Philox(seed))
    size, columns = points.shape
    waerden = ndtri(np.arange(1, size + 1) / (size + 1))
    scores = np.column_stack([random.permutation(waerden) for _ in range(columns)])
    scores -= scores.mean(axis=0)
    chance = scores.T @ scores / size
    own = np.linalg.cholesky(chance)
    wanted = (_lower(correlations) @ np.linalg.solve(own, scores.T)).T
    found = np.empty_like(points)
    for k in range(columns):
        ranks = np.argsort(np.argsort(wanted[:, k], kind="stable"), kind="stable")
        found[:, k] = np.sort(points[:, k])[ranks]
    return found


def _lower(correlations: Floats) -> Floats:
    """A Cholesky factor, or a symmetric one where the matrix is singular."""
    try:
        return np.asarray(np.linalg.cholesky(correlations), dtype=np.float64)
    except np.linalg.LinAlgError:
        return square_root(correlations)
