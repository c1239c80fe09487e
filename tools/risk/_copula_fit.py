"""Fit a copula of two variables: by likelihood of ranks, by Kendall's tau, with honest errors.

Genest, Ghoudi and Rivest (1995), A semiparametric estimation procedure of dependence parameters in
multivariate families of distributions, Biometrika 82(3): canonical maximum likelihood, and the
variance that counts the ranks as estimated (section 4). Tau inversion: Genest and Rivest (1993).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.risk._copula_families import FAMILIES, MOST_FREEDOM, Family, t_density, turned

Floats = NDArray[np.float64]

STEP = 1e-5  # of numerical derivatives, relative to the parameter
NEAR = 1e-6  # of derivatives along a margin
TOLERANCE = 1e-7
ROTATIONS = {"clayton": (0, 180, 90, 270), "gumbel": (0, 180, 90, 270)}


@dataclass(frozen=True)
class Fit:
    """A fitted copula of two variables."""

    family: str
    rotation: int
    parameters: Floats
    log_likelihood: float
    by_tau: float
    """The first parameter by inversion of Kendall's tau."""

    @property
    def aic(self) -> float:
        """Akaike's criterion: the lower the better."""
        return 2 * len(self.parameters) - 2 * self.log_likelihood

    @property
    def tau(self) -> float:
        """Kendall's tau of the fitted copula."""
        value = FAMILIES[self.family].tau(self.parameters)
        return -value if self.rotation in (90, 270) else value

    @property
    def tails(self) -> tuple[float, float]:
        """Lower and upper tail dependence; none of a copula turned by a quarter."""
        lower, upper = FAMILIES[self.family].tails(self.parameters)
        if self.rotation in (90, 270):
            return 0.0, 0.0
        return (upper, lower) if self.rotation == 180 else (lower, upper)


def pseudo_observations(values: Floats) -> Floats:
    """Ranks over n + 1, by column; ties share their mean rank."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(values, axis=0), dtype=np.float64) / (values.shape[0] + 1)


def kendall(u: Floats, v: Floats) -> tuple[float, float]:
    """Kendall's tau-b and the chance of one as far from zero if there were no dependence."""
    from scipy.stats import kendalltau

    found: Any = kendalltau(u, v)
    return float(found.statistic), float(found.pvalue)


def candidates(families: list[str], tau: float) -> list[tuple[str, int]]:
    """Families with the turns that fit the sign of the dependence."""
    found: list[tuple[str, int]] = []
    for name in families:
        if FAMILIES[name].both_signs:
            found.append((name, 0))
        else:
            found += [(name, turn) for turn in ((0, 180) if tau >= 0 else (90, 270))]
    return found


def fit(u: Floats, v: Floats, name: str, rotation: int, tau: float) -> Fit:
    """Maximise the likelihood of the ranks."""
    family = FAMILIES[name]
    first, second = turned(u, v, rotation)
    sign = -1.0 if rotation in (90, 270) else 1.0
    start = family.from_tau(float(np.clip(sign * tau, -0.98, 0.98)))
    if name == "t":
        point, best = _fit_t(first, second, start)
    else:
        point, best = _fit_one(first, second, family)
    low, high = family.bounds[0]
    return Fit(name, rotation, point, best, float(np.clip(start, low, high)))


def _fit_one(u: Floats, v: Floats, family: Family) -> tuple[Floats, float]:
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda x: -float(np.sum(family.log_density(u, v, np.array([x])))),
        bounds=family.bounds[0],
        method="bounded",
        options={"xatol": TOLERANCE},
    )
    return np.array([float(found.x)]), -float(found.fun)


def _fit_t(u: Floats, v: Floats, start: float) -> tuple[Floats, float]:
    """Correlation inside, degrees of freedom (by their reciprocal) outside."""
    from scipy.optimize import minimize_scalar
    from scipy.special import stdtrit

    low, high = FAMILIES["t"].bounds[0]

    def best_at(inverse: float) -> tuple[float, float]:
        freedom = 1 / inverse
        x, y = stdtrit(freedom, u), stdtrit(freedom, v)
        found = minimize_scalar(
            lambda r: -float(np.sum(t_density(x, y, np.array([r, freedom])))),
            bounds=(max(low, start - 0.4), min(high, start + 0.4)),
            method="bounded",
            options={"xatol": 1e-6},
        )
        return float(found.x), float(found.fun)

    outer = minimize_scalar(
        lambda inverse: best_at(inverse)[1],
        bounds=(1 / MOST_FREEDOM, 1.0),
        method="bounded",
        options={"xatol": 1e-5},
    )
    correlation, badness = best_at(float(outer.x))
    return np.array([correlation, 1 / float(outer.x)]), -badness


def errors(u: Floats, v: Floats, found: Fit) -> Floats:
    """Standard errors that count the margins as estimated by ranks; NaN never: inf where flat."""
    family = FAMILIES[found.family]
    first, second = turned(u, v, found.rotation)
    p, size = found.parameters, first.size

    def scores(a: Floats, b: Floats) -> Floats:
        columns: list[Floats] = []
        for k in range(p.size):
            width = STEP * max(1.0, abs(float(p[k])))
            up, down = p.copy(), p.copy()
            up[k] += width
            down[k] -= width
            rise = family.log_density(a, b, up) - family.log_density(a, b, down)
            columns.append(rise / (2 * width))
        return np.column_stack(columns)

    own = scores(first, second)
    near = np.minimum(np.minimum(first, 1 - first), np.minimum(second, 1 - second))
    width = np.minimum(1e-4, near / 4)
    along = (
        (scores(first + width, second) - scores(first - width, second)) / (2 * width[:, None]),
        (scores(first, second + width) - scores(first, second - width)) / (2 * width[:, None]),
    )
    influence = own + _rank_part(first, along[0]) + _rank_part(second, along[1])
    information = own.T @ own / size
    spread = np.atleast_2d(np.cov(influence, rowvar=False))
    try:
        inverse = np.linalg.inv(information)
    except np.linalg.LinAlgError:
        return np.full(p.size, np.inf)
    return np.sqrt(np.diag(inverse @ spread @ inverse) / size)


def _rank_part(u: Floats, slopes: Floats) -> Floats:
    """For each row, the mean of the slopes over all rows at or above it."""
    order = np.argsort(u, kind="stable")
    reached = np.cumsum(slopes[order][::-1], axis=0)[::-1] / u.size
    found = np.empty_like(slopes)
    found[order] = reached
    return found
