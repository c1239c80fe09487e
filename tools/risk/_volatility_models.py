"""Volatility that changes from day to day: exponential weighting and GARCH(1,1)."""

from dataclasses import dataclass
from math import log, pi

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BACKCAST_DECAY = 0.94
BACKCAST_DAYS = 75  # days whose weighted squares start the recursion
PERSISTENT = 0.9999
STARTS = ((0.03, 0.95), (0.05, 0.9), (0.1, 0.85), (0.2, 0.7), (0.05, 0.5))


@dataclass(frozen=True)
class Volatility:
    """The deviation expected of each day before it came, and of the next day."""

    past: Floats
    next: float
    omega: float = 0.0
    alpha: float = 0.0
    beta: float = 0.0


def ewma(returns: Floats, decay: float) -> Volatility:
    """RiskMetrics (1996): tomorrow's variance is decay times today's plus the rest times r^2.

    The recursion starts from the variance of the whole series; means are taken as zero.
    """
    variances = recursion(returns**2, 0.0, 1 - decay, decay, float(np.mean(returns**2)))
    deviations = np.sqrt(variances)
    return Volatility(deviations[:-1], float(deviations[-1]), 0.0, 1 - decay, decay)


def recursion(squares: Floats, omega: float, alpha: float, beta: float, start: float) -> Floats:
    """h[0] = start, h[t + 1] = omega + alpha squares[t] + beta h[t]; one more than the squares."""
    from scipy.signal import lfilter

    driven = omega + alpha * squares
    rest, _ = lfilter([1.0], [1.0, -beta], driven, zi=np.array([beta * start]))
    return np.concatenate(([start], np.asarray(rest, dtype=np.float64)))


def garch(returns: Floats) -> Volatility:
    """GARCH(1,1) by Gaussian quasi maximum likelihood (Bollerslev 1986), means taken as zero."""
    from scipy.optimize import minimize

    squares = returns**2
    variance = float(squares.mean())
    scaled = squares / variance
    days = min(BACKCAST_DAYS, scaled.size)
    weights = BACKCAST_DECAY ** np.arange(days)
    start = float(weights @ scaled[:days] / weights.sum())

    def badness(point: Floats) -> float:
        omega, alpha, beta = (float(x) for x in point)
        h = recursion(scaled, omega, alpha, beta, start)[:-1]
        return float(np.sum(np.log(h) + scaled / h)) / scaled.size

    bounds = [(1e-8, 10.0), (0.0, 1.0), (0.0, PERSISTENT)]
    stays = {"type": "ineq", "fun": lambda x: PERSISTENT - x[1] - x[2]}
    found = [
        minimize(
            badness,
            np.array([max(1 - alpha - beta, 1e-4), alpha, beta]),
            method="SLSQP",
            bounds=bounds,
            constraints=[stays],
            options={"ftol": 1e-10, "maxiter": 300},
        )
        for alpha, beta in STARTS
    ]
    omega, alpha, beta = (float(x) for x in min(found, key=lambda one: one.fun).x)
    deviations = np.sqrt(recursion(scaled, omega, alpha, beta, start) * variance)
    return Volatility(deviations[:-1], float(deviations[-1]), omega * variance, alpha, beta)


def log_likelihood(returns: Floats, model: Volatility) -> float:
    """Gaussian log-likelihood of the returns under the model's past deviations."""
    h = model.past**2
    return float(-0.5 * np.sum(log(2 * pi) + np.log(h) + returns**2 / h))
