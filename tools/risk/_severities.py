"""What one event can cost: distributions by their partial moments, and how to draw from them.

All that layers and grids need of a severity X are the partial moments E[X^k; X <= x] for k = 0, 1,
2 and the limited expected value E[min(X, x)] (Klugman, Panjer and Willmot, Loss Models, section
3.1 and appendix A). Each is in closed form here, also where the tail is heavy.
"""

from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, lgamma, log, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate
from tools.risk._estimates import bounds, constant, log_parameters, pert_shape
from tools.risk._special_functions import special

Floats = NDArray[np.float64]
ORDERS = (0, 1, 2)


class Severity(Protocol):
    """The cost of one event, never negative."""

    @property
    def atoms(self) -> Floats | None:
        """The values it can take, sorted, each as likely as the others; None when continuous."""
        ...

    def moment(self, order: int) -> float:
        """E[X^order]; infinite where the tail is too heavy for it."""
        ...

    def below(self, order: int, x: Floats) -> Floats:
        """E[X^order; X <= x]."""
        ...

    def limited(self, x: Floats) -> Floats:
        """E[min(X, x)]."""
        ...

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        """Independent draws."""
        ...


def _limited(severity: Severity, x: Floats) -> Floats:
    return severity.below(1, x) + x * (1 - severity.below(0, x))


@dataclass(frozen=True)
class Lognormal:
    """exp of a normal with mean `mu` and deviation `sigma`."""

    mu: float
    sigma: float
    atoms: None = None

    def moment(self, order: int) -> float:
        return exp(order * self.mu + order * order * self.sigma**2 / 2)

    def below(self, order: int, x: Floats) -> Floats:
        return self.moment(order) * special().ndtr(self._score(x) - order * self.sigma)

    def limited(self, x: Floats) -> Floats:
        score = self._score(x)
        return self.moment(1) * special().ndtr(score - self.sigma) + x * special().ndtr(-score)

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        return random.lognormal(self.mu, self.sigma, size)

    def _score(self, x: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            return (np.log(np.maximum(x, 0)) - self.mu) / self.sigma


@dataclass(frozen=True)
class Gamma:
    """Gamma with its shape and scale; shape 1 is the exponential."""

    shape: float
    scale: float
    atoms: None = None

    def moment(self, order: int) -> float:
        return self.scale**order * exp(lgamma(self.shape + order) - lgamma(self.shape))

    def below(self, order: int, x: Floats) -> Floats:
        return self.moment(order) * special().gammainc(
            self.shape + order, np.maximum(x, 0) / self.scale
        )

    def limited(self, x: Floats) -> Floats:
        y = np.maximum(x, 0) / self.scale
        whole, rest = special().gammainc(self.shape + 1, y), special().gammaincc(self.shape, y)
        return self.moment(1) * whole + x * rest

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        return random.gamma(self.shape, self.scale, size)


@dataclass(frozen=True)
class Pareto:
    """Pareto above a least value: P(X > x) = (least / x)^index."""

    least: float
    index: float
    atoms: None = None

    def moment(self, order: int) -> float:
        gap = self.index - order
        return self.index * self.least**order / gap if gap > 0 else inf

    def below(self, order: int, x: Floats) -> Floats:
        ratio = np.maximum(x / self.least, 1)
        return self.index * self.least**order * _power_integral(ratio, order - self.index)

    def limited(self, x: Floats) -> Floats:
        tail = self.least * _power_integral(np.maximum(x / self.least, 1), 1 - self.index)
        return np.minimum(x, self.least) + tail

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        return self.least * np.exp(random.standard_exponential(size) / self.index)


@dataclass(frozen=True)
class Lomax:
    """Pareto from zero on (Pareto of Loss Models): P(X > x) = (1 + x / scale)^-index."""

    scale: float
    index: float
    atoms: None = None

    def moment(self, order: int) -> float:
        if order == 0:
            return 1.0
        if self.index <= order:
            return inf
        first = self.scale / (self.index - 1)
        return first if order == 1 else 2 * first * self.scale / (self.index - 2)

    def below(self, order: int, x: Floats) -> Floats:
        y = 1 + np.maximum(x, 0) / self.scale
        above = y**-self.index
        if order == 0:
            return 1 - above
        if order == 1:
            return self.limited(x) - x * above
        upto = _power_integral(y, 2 - self.index) - _power_integral(y, 1 - self.index)
        return 2 * self.scale**2 * upto - x * x * above

    def limited(self, x: Floats) -> Floats:
        return self.scale * _power_integral(1 + np.maximum(x, 0) / self.scale, 1 - self.index)

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        return self.scale * np.expm1(random.standard_exponential(size) / self.index)


def _power_integral(y: Floats, exponent: float) -> Floats:
    """The integral of t^(exponent - 1) from 1 to y."""
    logs = np.log(y)
    return logs if exponent == 0 else np.expm1(exponent * logs) / exponent


@dataclass(frozen=True)
class ScaledBeta:
    """A beta stretched over (low, low + width): PERT, and uniform where both shapes are 1."""

    low: float
    width: float
    a: float
    b: float
    atoms: None = None

    def moment(self, order: int) -> float:
        return float(self.below(order, np.array(self.low + self.width)))

    def below(self, order: int, x: Floats) -> Floats:
        y = np.clip((x - self.low) / self.width, 0, 1)
        a, b = self.a, self.b
        parts = special().betainc(a, b, y) if (a, b) != (1, 1) else y
        if order == 0:
            return parts
        mean = a / (a + b)
        first = mean * special().betainc(a + 1, b, y)
        if order == 1:
            return self.low * parts + self.width * first
        second = mean * (a + 1) / (a + b + 1) * special().betainc(a + 2, b, y)
        return self.low**2 * parts + 2 * self.low * self.width * first + self.width**2 * second

    def limited(self, x: Floats) -> Floats:
        return _limited(self, x)

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        if (self.a, self.b) == (1, 1):
            return random.uniform(self.low, self.low + self.width, size)
        return self.low + self.width * random.beta(self.a, self.b, size)


@dataclass(frozen=True)
class Triangular:
    """Two straight edges that meet at the mode: a rising and a falling beta."""

    low: float
    mode: float
    high: float
    atoms: None = None

    @cached_property
    def _edges(self) -> list[tuple[float, ScaledBeta]]:
        left, right, whole = self.mode - self.low, self.high - self.mode, self.high - self.low
        edges = [
            (left / whole, ScaledBeta(self.low, left, 2, 1)) if left else None,
            (right / whole, ScaledBeta(self.mode, right, 1, 2)) if right else None,
        ]
        return [edge for edge in edges if edge]

    def moment(self, order: int) -> float:
        return sum(weight * edge.moment(order) for weight, edge in self._edges)

    def below(self, order: int, x: Floats) -> Floats:
        parts = [weight * edge.below(order, x) for weight, edge in self._edges]
        return np.sum(parts, axis=0)

    def limited(self, x: Floats) -> Floats:
        return _limited(self, x)

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        return random.triangular(self.low, self.mode, self.high, size)


@dataclass(frozen=True)
class Observed:
    """Values each as likely as the others; one value is a constant."""

    atoms: Floats

    @cached_property
    def _sums(self) -> list[Floats]:
        size = self.atoms.size
        return [np.concatenate(([0.0], np.cumsum(self.atoms**k))) / size for k in ORDERS]

    def moment(self, order: int) -> float:
        return float(self._sums[order][-1])

    def below(self, order: int, x: Floats) -> Floats:
        return self._sums[order][np.searchsorted(self.atoms, x, side="right")]

    def limited(self, x: Floats) -> Floats:
        return _limited(self, x)

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        if self.atoms.size == 1:
            return np.full(size, self.atoms[0])
        return self.atoms[random.integers(self.atoms.size, size=size)]


def of_estimate(estimate: Estimate) -> Severity:
    """The severity that an expert's estimate describes."""
    known = constant(estimate)
    if known is not None:
        return Observed(np.array([known]))
    if estimate.values:
        return Observed(np.sort(np.asarray(estimate.values, dtype=np.float64)))
    low, high = bounds(estimate)
    if estimate.distribution == "lognormal":
        return Lognormal(*log_parameters(estimate))
    if estimate.distribution == "triangular":
        return Triangular(low, estimate.mode, high)
    shapes = (1.0, 1.0) if estimate.distribution == "uniform" else pert_shape(estimate)
    return ScaledBeta(low, high - low, *shapes)


def of_moments(shape: str, mean: float, deviation: float) -> Severity:
    """The lognormal, gamma or Pareto (from zero on) with this mean and standard deviation."""
    ratio = (deviation / mean) ** 2
    if shape == "gamma":
        return Gamma(1 / ratio, mean * ratio)
    if shape == "pareto":  # its deviation exceeds its mean
        index = 2 * ratio / (ratio - 1)
        return Lomax(mean * (index - 1), index)
    sigma = sqrt(np.log1p(ratio))
    return Lognormal(log(mean) - sigma * sigma / 2, sigma)
