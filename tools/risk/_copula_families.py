"""Copulas of two variables: density, conditional distribution, rank correlation, tails, draws.

Nelsen (2006), An Introduction to Copulas, chapters 4 and 5; Joe (2014), Dependence Modeling with
Copulas, chapter 4; McNeil, Frey and Embrechts, Quantitative Risk Management, chapter 7; draws of
the Gumbel copula by Marshall and Olkin (1988) with Kanter's positive stable variable.
`p` are a family's parameters; `u` and `v` lie strictly between 0 and 1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import expm1, pi

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Density = Callable[[Floats, Floats, Floats], Floats]

EDGE = 1e-10
MOST_FREEDOM = 100.0  # beyond it a t copula is a Gaussian one


@dataclass(frozen=True)
class Family:
    """One family of copulas, by positive dependence where it has a sign."""

    names: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    log_density: Density
    given: Density
    """Chance that the second is at most v, given that the first is u."""
    tau: Callable[[Floats], float]
    from_tau: Callable[[float], float]
    """The (first) parameter with this Kendall's tau."""
    tails: Callable[[Floats], tuple[float, float]]
    """Lower and upper tail dependence."""
    draw: Callable[[Floats, int, np.random.Generator], tuple[Floats, Floats]]
    both_signs: bool = False


def _inside(u: Floats) -> Floats:
    return np.clip(u, EDGE, 1 - EDGE)


# Gaussian ---------------------------------------------------------------------------------------


def _normal_density(u: Floats, v: Floats, p: Floats) -> Floats:
    from scipy.special import ndtri

    x, y, r = ndtri(u), ndtri(v), p[0]
    rest = 1 - r * r
    return -0.5 * np.log(rest) - (r * r * (x * x + y * y) - 2 * r * x * y) / (2 * rest)


def _normal_given(u: Floats, v: Floats, p: Floats) -> Floats:
    from scipy.special import ndtr, ndtri

    return ndtr((ndtri(v) - p[0] * ndtri(u)) / np.sqrt(1 - p[0] ** 2))


def _normal_draw(p: Floats, size: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    from scipy.special import ndtr

    x = random.standard_normal(size)
    y = p[0] * x + np.sqrt(1 - p[0] ** 2) * random.standard_normal(size)
    return _inside(ndtr(x)), _inside(ndtr(y))


def _no_tails(_: Floats) -> tuple[float, float]:
    return 0.0, 0.0


def _elliptical_tau(p: Floats) -> float:
    return float(2 / pi * np.arcsin(p[0]))


# t ----------------------------------------------------------------------------------------------


def _t_density(u: Floats, v: Floats, p: Floats) -> Floats:
    from scipy.special import stdtrit

    return t_density(stdtrit(p[1], u), stdtrit(p[1], v), p)


def t_density(x: Floats, y: Floats, p: Floats) -> Floats:
    """The t copula's log-density at t scores of `p[1]` degrees of freedom."""
    from scipy.special import gammaln

    r, n = p[0], p[1]
    rest = 1 - r * r
    shared = gammaln((n + 2) / 2) + gammaln(n / 2) - 2 * gammaln((n + 1) / 2)
    joint = (n + 2) / 2 * np.log1p((x * x + y * y - 2 * r * x * y) / (n * rest))
    margins = (n + 1) / 2 * (np.log1p(x * x / n) + np.log1p(y * y / n))
    return shared - 0.5 * np.log(rest) - joint + margins


def _t_given(u: Floats, v: Floats, p: Floats) -> Floats:
    from scipy.special import stdtr, stdtrit

    r, n = p[0], p[1]
    x, y = stdtrit(n, u), stdtrit(n, v)
    return stdtr(n + 1, (y - r * x) * np.sqrt((n + 1) / ((n + x * x) * (1 - r * r))))


def _t_draw(p: Floats, size: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    from scipy.special import stdtr

    x = random.standard_normal(size)
    y = p[0] * x + np.sqrt(1 - p[0] ** 2) * random.standard_normal(size)
    root = np.sqrt(random.chisquare(p[1], size) / p[1])
    return _inside(stdtr(p[1], x / root)), _inside(stdtr(p[1], y / root))


def _t_tails(p: Floats) -> tuple[float, float]:
    from scipy.special import stdtr

    r, n = p[0], p[1]
    tail = float(2 * stdtr(n + 1, -np.sqrt((n + 1) * (1 - r) / (1 + r))))
    return tail, tail


# Clayton ----------------------------------------------------------------------------------------


def _clayton_sum(u: Floats, v: Floats, t: float) -> Floats:
    """Logarithm of u^-t + v^-t - 1, without overflow."""
    a, b = -t * np.log(u), -t * np.log(v)
    top = np.maximum(a, b)
    return top + np.log(np.exp(a - top) + np.exp(b - top) - np.exp(-top))


def _clayton_density(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    logs = np.log(u) + np.log(v)
    return np.log1p(t) - (1 + t) * logs - (2 + 1 / t) * _clayton_sum(u, v, t)


def _clayton_given(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    return np.exp(-(t + 1) * np.log(u) - (1 / t + 1) * _clayton_sum(u, v, t))


def _clayton_draw(p: Floats, size: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    t = p[0]
    u, w = _inside(random.random(size)), _inside(random.random(size))
    inner = np.exp(-t * np.log(u)) * np.expm1(-t / (1 + t) * np.log(w)) + 1
    return u, _inside(np.exp(-np.log(inner) / t))


# Gumbel -----------------------------------------------------------------------------------------


def _gumbel_parts(u: Floats, v: Floats, t: float) -> tuple[Floats, Floats, Floats]:
    """Logarithms of -ln u, -ln v and of the sum of their t-th powers."""
    a, b = np.log(-np.log(u)), np.log(-np.log(v))
    return a, b, np.logaddexp(t * a, t * b)


def _gumbel_density(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    a, b, s = _gumbel_parts(u, v, t)
    root = np.exp(s / t)
    power = (t - 1) * (a + b) + (1 / t - 2) * s + np.log(root + t - 1)
    return -root - np.log(u) - np.log(v) + power


def _gumbel_given(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    a, _, s = _gumbel_parts(u, v, t)
    return np.exp(-np.exp(s / t) - np.log(u) + (t - 1) * a + (1 / t - 1) * s)


def _gumbel_draw(p: Floats, size: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    alpha = 1 / p[0]
    angle, wait = random.uniform(0, pi, size), random.standard_exponential(size)
    stable = np.sin(alpha * angle) / np.sin(angle) ** (1 / alpha)
    stable *= (np.sin((1 - alpha) * angle) / wait) ** ((1 - alpha) / alpha)
    first, second = random.standard_exponential((2, size))
    return (
        _inside(np.exp(-((first / stable) ** alpha))),
        _inside(np.exp(-((second / stable) ** alpha))),
    )


# Frank ------------------------------------------------------------------------------------------


def _frank_below(u: Floats, v: Floats, t: float) -> Floats:
    """Logarithm of (1 - e^-t) - (1 - e^-tu)(1 - e^-tv) for t above zero, without cancellation."""
    if t < 1:
        return np.log(-np.expm1(-t) - np.expm1(-t * u) * np.expm1(-t * v))
    low, high = np.minimum(u, v), np.maximum(u, v)
    rest = 1 + np.exp(-t * (high - low)) - np.exp(-t * high) - np.exp(-t * (1 - low))
    return -t * low + np.log(rest)


def _frank_density(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    if abs(t) < 1e-6:
        return np.zeros(np.broadcast(u, v).shape)
    if t < 0:
        return _frank_density(1 - u, v, np.array([-t]))
    return np.log(-t * np.expm1(-t)) - t * (u + v) - 2 * _frank_below(u, v, t)


def _frank_given(u: Floats, v: Floats, p: Floats) -> Floats:
    t = p[0]
    if abs(t) < 1e-6:
        return v + 0.0 * u
    if t < 0:
        return _frank_given(1 - u, v, np.array([-t]))
    return -np.expm1(-t * v) * np.exp(-t * u - _frank_below(u, v, t))


def _frank_draw(p: Floats, size: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    t = p[0]
    u, w = _inside(random.random(size)), _inside(random.random(size))
    if abs(t) < 1e-6:
        return u, w
    size_of = abs(t)
    a = np.exp(-size_of * u)
    v = _inside(-np.log1p(w * expm1(-size_of) / (a - w * (a - 1))) / size_of)
    return (u, v) if t > 0 else (1 - u, v)


@cache
def _gauss() -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(80)


def _frank_tau(p: Floats) -> float:
    """1 - 4/t (1 - D1(t)), with Debye's function by Gauss-Legendre quadrature."""
    t = abs(float(p[0]))
    if t < 1e-4:
        return float(p[0]) / 9
    nodes, weights = _gauss()
    upper = min(t, 60.0)  # beyond it the integrand is nothing
    x = (nodes + 1) * upper / 2
    debye = float(np.sum(weights * x / np.expm1(x))) * upper / 2 / t
    return float(np.sign(p[0])) * (1 - 4 / t * (1 - debye))


def _frank_from_tau(tau: float) -> float:
    from scipy.optimize import brentq

    if abs(tau) < 1e-9:
        return 0.0
    reach = 79.9
    most = _frank_tau(np.array([reach]))
    if abs(tau) >= most:
        return float(np.sign(tau)) * reach
    found = brentq(lambda t: _frank_tau(np.array([t])) - abs(tau), 1e-7, reach, xtol=1e-10)
    return float(np.sign(tau) * found)


_RHO = (-0.9995, 0.9995)

FAMILIES: dict[str, Family] = {
    "gaussian": Family(
        ("correlation",), (_RHO,), _normal_density, _normal_given, _elliptical_tau,
        lambda tau: float(np.sin(pi * tau / 2)), _no_tails, _normal_draw, True,
    ),
    "t": Family(
        ("correlation", "degrees_of_freedom"), (_RHO, (1.0, MOST_FREEDOM)), _t_density, _t_given,
        _elliptical_tau, lambda tau: float(np.sin(pi * tau / 2)), _t_tails, _t_draw, True,
    ),
    "clayton": Family(
        ("theta",), ((1e-4, 60.0),), _clayton_density, _clayton_given,
        lambda p: float(p[0] / (p[0] + 2)), lambda tau: 2 * tau / (1 - tau),
        lambda p: (float(2 ** (-1 / p[0])), 0.0), _clayton_draw,
    ),
    "gumbel": Family(
        ("theta",), ((1.00001, 60.0),), _gumbel_density, _gumbel_given,
        lambda p: float(1 - 1 / p[0]), lambda tau: 1 / (1 - tau),
        lambda p: (0.0, float(2 - 2 ** (1 / p[0]))), _gumbel_draw,
    ),
    "frank": Family(
        ("theta",), ((-80.0, 80.0),), _frank_density, _frank_given, _frank_tau, _frank_from_tau,
        _no_tails, _frank_draw, True,
    ),
}  # fmt: skip
"""By name."""


def turned(u: Floats, v: Floats, rotation: int) -> tuple[Floats, Floats]:
    """Data seen so that a family turned by `rotation` degrees becomes the plain one."""
    first = 1 - u if rotation in (90, 180) else u
    second = 1 - v if rotation in (180, 270) else v
    return first, second
