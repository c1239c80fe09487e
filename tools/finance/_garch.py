"""GARCH(1,1) and GJR-GARCH(1,1) by maximum likelihood, with exact first derivatives.

h[t] = omega + (alpha + gamma [e[t-1] < 0]) e[t-1]^2 + beta h[t-1], e[t] = r[t] - mu. Before the
first row both h and e^2 are the mean of the squared residuals (Fiorentini, Calzolari and
Panattoni 1996), and a residual is taken as negative half of the time. Bollerslev (1986); Glosten,
Jagannathan and Runkle (1993); Student's t after Bollerslev (1987).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log, pi

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MU, OMEGA, ALPHA, BETA, GAMMA, NU = range(6)
NAMES = ("mu", "omega", "alpha", "beta", "gamma", "nu")
_STARTS = ((0.05, 0.9), (0.1, 0.8), (0.03, 0.95), (0.15, 0.5), (0.3, 0.3))
_LEAST_NU, _MOST_NU = 2.05, 500.0
_EXACT = 1e-9  # gradient of the mean log-likelihood, by scaled parameter
_STEPS = 60


@dataclass(frozen=True)
class Model:
    """Which parameters are free."""

    asymmetric: bool
    student: bool
    with_mean: bool

    @property
    def free(self) -> list[int]:
        """Numbers of the free parameters."""
        given = [OMEGA, ALPHA, BETA]
        if self.with_mean:
            given.insert(0, MU)
        return [*given, *([GAMMA] if self.asymmetric else []), *([NU] if self.student else [])]


@dataclass(frozen=True)
class Fitted:
    """Parameters by name, their errors, and the variances they lead to."""

    parameters: dict[str, float]
    errors: dict[str, float]
    """From the curvature of the likelihood."""
    robust_errors: dict[str, float]
    """Bollerslev and Wooldridge (1992): hold where the residuals are not normal."""
    log_likelihood: float
    variances: Floats
    """Of each row before it came, and of the next."""
    residuals: Floats
    converged: bool
    at_bound: list[str]


def fit(returns: Floats, model: Model) -> Fitted:
    """Maximise the likelihood over the free parameters, on returns scaled to a deviation of 1."""
    from scipy.optimize import minimize

    centre = float(returns.mean()) if model.with_mean else 0.0
    scale = float(np.sqrt(np.mean((returns - centre) ** 2)))
    scaled = returns / scale

    def full(point: Floats) -> Floats:
        theta = np.array([0.0, 0.0, 0.0, 0.0, 0.0, _MOST_NU])
        theta[model.free] = point
        return theta

    def badness(point: Floats) -> tuple[float, Floats]:
        each, slopes = likelihood(scaled, full(point), model)
        return -float(each.mean()), -slopes[:, model.free].mean(axis=0)

    bounds = [_bounds(number) for number in model.free]
    best = min(
        (
            minimize(
                badness,
                _start(model, scaled, alpha, beta),
                jac=True,
                method="SLSQP",
                bounds=bounds,
                constraints=[_stationary(model)],
                options={"ftol": 1e-12, "maxiter": 500},
            )
            for alpha, beta in _STARTS
        ),
        key=lambda one: float(one.fun),
    )
    point, exact = _polished(np.asarray(best.x, np.float64), badness, bounds)
    return _fitted(returns, scale, full(point), model, exact or bool(best.success), bounds, point)


def _bounds(number: int) -> tuple[float, float]:
    return {
        MU: (-5.0, 5.0),
        OMEGA: (1e-10, 10.0),
        ALPHA: (0.0, 1.0),
        BETA: (0.0, 1.0),
        GAMMA: (-1.0, 2.0),
        NU: (_LEAST_NU, _MOST_NU),
    }[number]


def _start(model: Model, scaled: Floats, alpha: float, beta: float) -> Floats:
    rest = max(1 - alpha - beta, 1e-3)
    start = [float(scaled.mean()), rest, alpha, beta, 0.0, 8.0]
    return np.array([start[number] for number in model.free])


def _stationary(model: Model) -> dict[str, object]:
    """Shocks must die out, and none may lower the variance below nothing."""
    places = {number: k for k, number in enumerate(model.free)}
    weights = np.zeros((2, len(places)))
    weights[0, places[ALPHA]] = weights[0, places[BETA]] = -1.0
    weights[1, places[ALPHA]] = 1.0
    if model.asymmetric:
        weights[0, places[GAMMA]] = -0.5
        weights[1, places[GAMMA]] = 1.0
    room = np.array([0.99999, 0.0])
    return {"type": "ineq", "fun": lambda x: weights @ x + room, "jac": lambda _: weights}


def _polished(
    point: Floats,
    badness: Callable[[Floats], tuple[float, Floats]],
    bounds: list[tuple[float, float]],
) -> tuple[Floats, bool]:
    """Newton's steps to the top, where it lies inside the bounds."""
    low, high = np.array(bounds).T
    value, slope = badness(point)
    for _ in range(_STEPS):
        if np.abs(slope).max() < _EXACT:
            return point, True
        bend = curvature(lambda x: badness(x)[1], point)
        try:
            step = -np.linalg.solve(bend, slope)
        except np.linalg.LinAlgError:
            return point, False
        moved, size = point, 1.0
        while size > 1e-4:
            tried = point + size * step
            if np.all(tried > low) and np.all(tried < high):
                tried_value, tried_slope = badness(tried)
                if tried_value <= value + 1e-14:
                    moved, value, slope = tried, tried_value, tried_slope
                    break
            size /= 2
        if moved is point:
            return point, False
        point = moved
    return point, False


def curvature(slope: Callable[[Floats], Floats], point: Floats) -> Floats:
    """Second derivatives by central differences of the first."""
    size = point.size
    bend = np.empty((size, size))
    for k in range(size):
        step = 1e-5 * max(abs(point[k]), 1e-2)
        move = np.zeros(size)
        move[k] = step
        bend[k] = (slope(point + move) - slope(point - move)) / (2 * step)
    return (bend + bend.T) / 2


def likelihood(returns: Floats, theta: Floats, model: Model) -> tuple[Floats, Floats]:
    """Log-likelihood of every row, and its derivatives by all six parameters."""
    h, by_parameter, e = variances(returns, theta)
    h, by_parameter = h[:-1], by_parameter[:-1]
    squares = e**2
    if not model.student:
        each = -0.5 * (log(2 * pi) + np.log(h) + squares / h)
        by_h, by_e, by_nu = 0.5 * (squares / h - 1) / h, -e / h, np.zeros_like(e)
    else:
        each, by_h, by_e, by_nu = _student(e, h, float(theta[NU]))
    slopes = by_h[:, None] * by_parameter
    slopes[:, MU] -= by_e
    slopes[:, NU] = by_nu
    return each, slopes


def _student(e: Floats, h: Floats, nu: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Student's t with a variance of h."""
    from scipy.special import digamma, gammaln

    room = nu - 2
    ratio = e**2 / (h * room)
    heavy = np.log1p(ratio)
    head = float(gammaln((nu + 1) / 2) - gammaln(nu / 2)) - 0.5 * log(pi * room)
    each = head - 0.5 * np.log(h) - (nu + 1) / 2 * heavy
    pull = (nu + 1) / 2 * ratio / (1 + ratio)
    by_h = (pull - 0.5) / h
    by_e = -(nu + 1) * e / (h * room) / (1 + ratio)
    by_nu = (
        0.5 * float(digamma((nu + 1) / 2) - digamma(nu / 2))
        - 0.5 / room
        - 0.5 * heavy
        + pull / room
    )
    return each, by_h, by_e, by_nu


def variances(returns: Floats, theta: Floats) -> tuple[Floats, Floats, Floats]:
    """Variances h (one more than the rows), their derivatives, and the residuals."""
    from scipy.signal import lfilter

    mu, omega, alpha, beta, gamma = (float(x) for x in theta[:5])
    e = returns - mu
    squares, falls = e**2, (e < 0).astype(np.float64)
    before = float(squares.mean())
    weight = alpha + gamma * falls
    carried = alpha + gamma / 2 + beta

    def run(first: float, driven: Floats) -> Floats:
        rest, _ = lfilter([1.0], [1.0, -beta], driven, zi=np.array([beta * first]))
        return np.concatenate(([first], np.asarray(rest, np.float64)))

    h = run(omega + carried * before, omega + weight * squares)
    slopes = np.zeros((h.size, 6))
    slopes[:, MU] = run(carried * -2 * float(e.mean()), -2 * weight * e)
    slopes[:, OMEGA] = run(1.0, np.ones_like(e))
    slopes[:, ALPHA] = run(before, squares)
    slopes[:, BETA] = run(before, h[:-1])
    slopes[:, GAMMA] = run(before / 2, falls * squares)
    return h, slopes, e


def _fitted(
    returns: Floats,
    scale: float,
    theta: Floats,
    model: Model,
    converged: bool,
    bounds: list[tuple[float, float]],
    point: Floats,
) -> Fitted:
    """Everything back in the unit of the returns."""
    units = np.array([scale, scale**2, 1.0, 1.0, 1.0, 1.0])
    found = theta * units
    each, _ = likelihood(returns, found, model)
    h, _, e = variances(returns, found)
    errors, robust = _errors(returns / scale, theta, model)
    free = model.free
    named = [NAMES[number] for number in free]
    # A share of the whole range: whoever stands there was held by the bound.
    held = [
        name
        for name, x, (low, high) in zip(named, point, bounds, strict=True)
        if min(x - low, high - x) < 1e-6 * (high - low) and name != "mu"
    ]
    return Fitted(
        dict(zip(named, found[free].tolist(), strict=True)),
        dict(zip(named, (errors * units[free]).tolist(), strict=True)),
        dict(zip(named, (robust * units[free]).tolist(), strict=True)),
        float(each.sum()),
        h,
        e,
        converged,
        held,
    )


def _errors(returns: Floats, theta: Floats, model: Model) -> tuple[Floats, Floats]:
    """Standard errors from the curvature, and the robust ones; infinite where it is flat."""
    free = model.free

    def slope(point: Floats) -> Floats:
        moved = theta.copy()
        moved[free] = point
        return -likelihood(returns, moved, model)[1][:, free].sum(axis=0)

    bend = curvature(slope, theta[free])
    unknown = np.full(len(free), np.inf)
    try:
        inverse = np.linalg.inv(bend)
    except np.linalg.LinAlgError:
        return unknown, unknown
    scores = likelihood(returns, theta, model)[1][:, free]
    sandwich = inverse @ (scores.T @ scores) @ inverse
    plain, robust = np.diag(inverse), np.diag(sandwich)
    return (
        np.sqrt(np.where(plain > 0, plain, np.inf)),
        np.sqrt(np.where((plain > 0) & (robust > 0), robust, np.inf)),
    )
