"""How far would the scores come out the same again? Alpha, omega, and their intervals.

References: Cronbach (1951); Feldt (1965) for alpha's interval; McDonald (1999) for omega from a
one-factor model, here fitted by least squares to the off-diagonal covariances (minres). Omega's
interval is the delta method with each person's influence on the covariances, so it assumes no
normal distribution; it is symmetric in log(1 - omega).
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROUNDING = 1e-12  # share of the variances below which a total variance is none
MOST_SWEEPS = 5_000
SETTLED = 1e-12  # largest change of a loading, as a share of the largest


@dataclass(frozen=True, slots=True)
class Bounded:
    """A coefficient with its interval; what is None has its reason."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


def varies(covariance: Floats) -> bool:
    """Whether people differ in their total score, beyond rounding."""
    return float(covariance.sum()) > ROUNDING * float(np.trace(covariance))


def alpha_of(covariance: Floats) -> float:
    """Cronbach's alpha of the questions in `covariance`; their total must vary."""
    count = len(covariance)
    return count / (count - 1) * (1 - float(np.trace(covariance)) / float(covariance.sum()))


def alpha(covariance: Floats, people: int, confidence: float) -> Bounded:
    """Alpha with Feldt's interval."""
    # scipy.special takes a quarter of a second to load, so only this analysis pays for it.
    from scipy.special import fdtri

    if not varies(covariance):
        return Bounded(None, reason="everyone has the same total score")
    value = alpha_of(covariance)
    freedom = people - 1, (people - 1) * (len(covariance) - 1)
    tail = (1 - confidence) / 2
    low, high = (1 - (1 - value) * float(fdtri(*freedom, p)) for p in (1 - tail, tail))
    return Bounded(value, low, high)


def omega(points: Floats, covariance: Floats, confidence: float) -> Bounded:
    """Omega total of a one-factor model, with its interval."""
    varying = np.diag(covariance) > 0
    if varying.sum() < 3:
        return Bounded(None, reason="needs at least three questions on which people differ")
    if len(points) < 10:
        return Bounded(None, reason="needs at least ten people")
    inner = covariance[np.ix_(varying, varying)]
    loadings = one_factor(inner)
    if loadings is None:
        return Bounded(None, reason="the questions share no common factor that can be fitted")
    if (loadings**2 > np.diag(inner) * (1 + 1e-9)).any():
        return Bounded(None, reason="one question would carry the whole factor (Heywood case)")
    try:
        value, spread = _omega_with_error(points[:, varying], inner, loadings)
    except np.linalg.LinAlgError:
        return Bounded(None, reason="the questions share no common factor that can be fitted")
    if not 0 < value < 1 - 1e-9:
        return Bounded(value, reason="its interval is not defined at the edge")
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * spread / (1 - value)
    return Bounded(value, 1 - (1 - value) * math.exp(reach), 1 - (1 - value) * math.exp(-reach))


def one_factor(covariance: Floats) -> Floats | None:
    """Loadings that leave the smallest off-diagonal residuals, or None when none settle."""
    values, vectors = np.linalg.eigh(covariance)
    loadings: Floats = vectors[:, -1] * math.sqrt(max(float(values[-1]), 0.0))
    loadings *= 1.0 if loadings.sum() >= 0 else -1.0
    off = covariance - np.diag(np.diag(covariance))
    for _ in range(MOST_SWEEPS):
        before = loadings.copy()
        for item in range(len(loadings)):
            others = float(loadings @ loadings) - float(loadings[item]) ** 2
            if others <= 0:
                return None
            loadings[item] = float(off[item] @ loadings) / others
        largest = float(np.abs(loadings).max())
        if largest == 0:
            return None
        if float(np.abs(loadings - before).max()) <= SETTLED * largest:
            return loadings if loadings.sum() >= 0 else -loadings
    return None


def _omega_with_error(points: Floats, covariance: Floats, loadings: Floats) -> tuple[float, float]:
    """Omega and its standard error from each person's influence on it."""
    common = float(loadings.sum()) ** 2
    total = common + float(np.trace(covariance) - loadings @ loadings)
    slope = (2 * loadings.sum() * (total - common) + 2 * common * loadings) / total**2
    jacobian = covariance - 2 * np.outer(loadings, loadings)
    np.fill_diagonal(jacobian, -(loadings @ loadings - loadings**2))
    pull = -np.linalg.solve(jacobian.T, slope)
    centred = points - points.mean(axis=0)
    influence = (centred @ pull) * (centred @ loadings)
    influence -= centred**2 @ (pull * loadings + common / total**2)
    return common / total, float(influence.std(ddof=1)) / math.sqrt(len(points))
