"""Gaussian and t copulas of several variables, by ranks.

Gaussian: correlations of normal scores. t: correlations from Kendall's tau, sin(pi tau / 2), and
degrees of freedom by likelihood given them (Demarta and McNeil 2005, The t copula and related
copulas; McNeil, Frey and Embrechts, section 7.5).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.risk._copula_families import MOST_FREEDOM
from tools.risk._copula_goodness import bootstrap, cramer_von_mises

Floats = NDArray[np.float64]

FLOOR = 1e-6  # least eigenvalue kept where taus do not make a correlation matrix


@dataclass(frozen=True)
class ManyFit:
    """A fitted copula of several variables; no degrees of freedom for a Gaussian."""

    correlations: Floats
    freedom: float | None
    log_likelihood: float

    @property
    def aic(self) -> float:
        """Akaike's criterion, every correlation counted."""
        size = self.correlations.shape[0]
        count = size * (size - 1) // 2 + (self.freedom is not None)
        return 2 * count - 2 * self.log_likelihood


def fit_gaussian(ranks: Floats) -> ManyFit:
    """The Gaussian copula of pseudo-observations (rows, columns)."""
    from scipy.special import ndtri

    scores = ndtri(ranks)
    matrix = _definite(np.corrcoef(scores, rowvar=False))
    own = np.sum(scores**2) / 2
    whitened = np.linalg.solve(np.linalg.cholesky(matrix), scores.T)
    log_det = float(np.linalg.slogdet(matrix)[1])
    value = -0.5 * ranks.shape[0] * log_det - float(np.sum(whitened**2)) / 2 + float(own)
    return ManyFit(matrix, None, value)


def fit_t(ranks: Floats, taus: Floats) -> ManyFit:
    """The t copula of pseudo-observations, given all Kendall's taus."""
    from scipy.optimize import minimize_scalar

    matrix = _definite(np.sin(np.pi * taus / 2))
    root: Floats = np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    log_det = float(np.linalg.slogdet(matrix)[1])
    found = minimize_scalar(
        lambda inverse: -_t_likelihood(ranks, root, log_det, 1 / inverse),
        bounds=(1 / MOST_FREEDOM, 1.0),
        method="bounded",
        options={"xatol": 1e-4},
    )
    return ManyFit(matrix, 1 / float(found.x), -float(found.fun))


def _t_likelihood(ranks: Floats, root: Floats, log_det: float, freedom: float) -> float:
    from scipy.special import gammaln, stdtrit

    size, columns = ranks.shape
    scores = stdtrit(freedom, ranks)
    whitened = np.linalg.solve(root, scores.T)
    joint = (freedom + columns) / 2 * np.log1p(np.sum(whitened**2, axis=0) / freedom)
    margins = (freedom + 1) / 2 * np.log1p(scores**2 / freedom).sum(axis=1)
    shared = (
        gammaln((freedom + columns) / 2)
        + (columns - 1) * gammaln(freedom / 2)
        - columns * gammaln((freedom + 1) / 2)
        - log_det / 2
    )
    return float(size * shared - joint.sum() + margins.sum())


def transformed(ranks: Floats, found: ManyFit) -> Floats:
    """Rosenblatt's transform: uniform and independent columns if the copula is right."""
    from scipy.special import ndtr, ndtri, stdtr, stdtrit

    root = np.linalg.cholesky(found.correlations)
    if found.freedom is None:
        return ndtr(np.linalg.solve(root, ndtri(ranks).T)).T
    n = found.freedom
    white = np.linalg.solve(root, stdtrit(n, ranks).T).T
    before = np.cumsum(white**2, axis=1) - white**2
    steps = np.arange(ranks.shape[1])
    return np.asarray(stdtr(n + steps, white * np.sqrt((n + steps) / (n + before))))


def draw(found: ManyFit, size: int, random: np.random.Generator) -> Floats:
    """Draws of the copula (size, columns)."""
    from scipy.special import ndtr, stdtr

    root = np.linalg.cholesky(found.correlations)
    scores = random.standard_normal((size, root.shape[0])) @ root.T
    if found.freedom is None:
        return ndtr(scores)
    scores /= np.sqrt(random.chisquare(found.freedom, size) / found.freedom)[:, None]
    return np.asarray(stdtr(found.freedom, scores))


def all_taus(ranks: Floats) -> Floats:
    """Kendall's tau of every pair of columns."""
    from tools.risk._copula_fit import kendall

    columns = ranks.shape[1]
    found = np.eye(columns)
    for i in range(columns):
        for j in range(i):
            found[i, j] = found[j, i] = kendall(ranks[:, i], ranks[:, j])[0]
    return found


def goodness_of_many(
    ranks: Floats, found: ManyFit, draws: int, most: int, seed: np.random.SeedSequence
) -> tuple[float, float, int]:
    """Statistic, its chance by parametric bootstrap, and how many rows were looked at."""
    from tools.risk._copula_fit import pseudo_observations

    sampling, bootstrapping = seed.spawn(2)

    def refit(values: Floats) -> ManyFit:
        return fit_gaussian(values) if found.freedom is None else fit_t(values, all_taus(values))

    if ranks.shape[0] > most:
        random = np.random.Generator(np.random.Philox(sampling))
        rows = random.choice(ranks.shape[0], most, replace=False)
        ranks = pseudo_observations(ranks[rows])
        found = refit(ranks)
    size, model = ranks.shape[0], found
    statistic = cramer_von_mises(transformed(ranks, model))

    def again(random: np.random.Generator) -> float:
        drawn = pseudo_observations(draw(model, size, random))
        return cramer_von_mises(transformed(drawn, refit(drawn)))

    return statistic, bootstrap(statistic, again, draws, bootstrapping), size


def _definite(matrix: Floats) -> Floats:
    """The matrix, lifted where it is not a correlation matrix (Rousseeuw and Molenberghs 1993)."""
    values, vectors = np.linalg.eigh(matrix)
    if values[0] >= FLOOR:
        return matrix
    lifted = (vectors * np.maximum(values, FLOOR)) @ vectors.T
    scale = np.sqrt(np.diag(lifted))
    return lifted / np.outer(scale, scale)
