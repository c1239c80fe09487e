"""How many events a year has: distributions of a count by their generating function.

`transform(z)` is E[z^N] and `slope(z)` its derivative E[N z^(N-1)], for complex |z| <= 1; both are
what a compound distribution is built of (Loss Models, chapters 6 and 9).
"""

from dataclasses import dataclass
from math import ceil, exp, log1p, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate
from tools.risk._estimates import bounds, constant, log_parameters, mean, pert_shape
from tools.risk._severities import of_estimate
from tools.risk._special_functions import special

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]
Ints = NDArray[np.int64]

LEAST_NODES, MOST_NODES = 24, 600
NODES_A_DEVIATION = 3.0  # rates this close blur into one another, counts being as wide as they are


class EventCount(Protocol):
    """The number of events in a year."""

    @property
    def mean(self) -> float:
        """Expected events a year."""
        ...

    @property
    def variance(self) -> float:
        """Variance of the events a year."""
        ...

    def transform(self, z: Complexes) -> Complexes:
        """E[z^N]."""
        ...

    def slope(self, z: Complexes) -> Complexes:
        """E[N z^(N-1)]."""
        ...

    def draw(self, random: np.random.Generator, years: int) -> Ints:
        """The counts of so many years."""
        ...


@dataclass(frozen=True)
class Poisson:
    """Events that come independently at one rate, or at a rate that is itself uncertain."""

    rates: Floats
    weights: Floats
    estimate: Estimate

    @property
    def mean(self) -> float:
        return mean(self.estimate)

    @property
    def variance(self) -> float:
        spread = float(self.weights @ (self.rates - self.weights @ self.rates) ** 2)
        return self.mean + spread

    def transform(self, z: Complexes) -> Complexes:
        if self.rates.size == 1:
            return np.exp(self.rates[0] * (z - 1))
        return self._mixed(z, self.weights)

    def slope(self, z: Complexes) -> Complexes:
        if self.rates.size == 1:
            return self.rates[0] * np.exp(self.rates[0] * (z - 1))
        return self._mixed(z, self.weights * self.rates)

    def _mixed(self, z: Complexes, weights: Floats) -> Complexes:
        """A sum of exponentials, by steps from rate to rate."""
        total = np.zeros(z.shape, np.complex128)
        for rate, weight in zip(self.rates, weights, strict=True):
            total += weight * np.exp(rate * (z - 1))
        return total

    def draw(self, random: np.random.Generator, years: int) -> Ints:
        if self.rates.size == 1:
            return random.poisson(self.rates[0], years)
        return random.poisson(draw_rates(self.estimate, random, years))


@dataclass(frozen=True)
class NegativeBinomial:
    """Clustered events: the variance exceeds the mean."""

    mean: float
    variance: float

    @property
    def _beta(self) -> float:
        return self.variance / self.mean - 1

    def transform(self, z: Complexes) -> Complexes:
        return (1 + self._beta * (1 - z)) ** (-self.mean / self._beta)

    def slope(self, z: Complexes) -> Complexes:
        power = -self.mean / self._beta - 1
        return self.mean * (1 + self._beta * (1 - z)) ** power

    def draw(self, random: np.random.Generator, years: int) -> Ints:
        return random.negative_binomial(self.mean / self._beta, 1 / (1 + self._beta), years)


@dataclass(frozen=True)
class Binomial:
    """So many things of which each may be hit once a year; all are hit where the chance is 1."""

    trials: int
    chance: float

    @property
    def mean(self) -> float:
        return self.trials * self.chance

    @property
    def variance(self) -> float:
        return self.mean * (1 - self.chance)

    def transform(self, z: Complexes) -> Complexes:
        return (1 - self.chance + self.chance * z) ** self.trials

    def slope(self, z: Complexes) -> Complexes:
        return self.mean * (1 - self.chance + self.chance * z) ** (self.trials - 1)

    def draw(self, random: np.random.Generator, years: int) -> Ints:
        return random.binomial(self.trials, self.chance, years)


def poisson(estimate: Estimate) -> Poisson:
    """Poisson counts whose yearly rate is `estimate`."""
    rates, weights = quadrature(estimate)
    return Poisson(rates, weights, estimate)


def is_too_wide(estimate: Estimate) -> bool:
    """Whether a rate ranges so far that a sum over its nodes would not be exact."""
    return _nodes_wanted(estimate) > MOST_NODES


def quadrature(estimate: Estimate) -> tuple[Floats, Floats]:
    """Nodes and weights under which smooth functions of the rate average exactly (Gauss)."""
    known = constant(estimate)
    if known is not None:
        return np.array([known]), np.ones(1)
    if estimate.values:
        rates, times = np.unique(np.asarray(estimate.values, float), return_counts=True)
        return rates, times / times.sum()
    low, high = bounds(estimate)
    nodes = min(max(LEAST_NODES, _nodes_wanted(estimate)), MOST_NODES)
    if estimate.distribution == "lognormal":
        mu, sigma = log_parameters(estimate)
        points, weights = np.polynomial.hermite_e.hermegauss(min(nodes, 180))
        return np.exp(mu + sigma * points), weights / weights.sum()
    if estimate.distribution == "triangular":
        return _triangle(low, estimate.mode, high, nodes)
    a, b = (1.0, 1.0) if estimate.distribution == "uniform" else pert_shape(estimate)
    return _jacobi(low, high, a, b, nodes)


def _nodes_wanted(estimate: Estimate) -> int:
    low, high = bounds(estimate)
    if estimate.distribution == "lognormal":  # nodes reach far beyond the 90 % interval
        low, high = low / 3, 3 * high
    return ceil(NODES_A_DEVIATION * (high - low) / sqrt(max(high, 1.0)))


def _jacobi(low: float, high: float, a: float, b: float, nodes: int) -> tuple[Floats, Floats]:
    points, weights = special().roots_jacobi(nodes, b - 1, a - 1)
    return low + (high - low) * (points + 1) / 2, weights / weights.sum()


def _triangle(low: float, mode: float, high: float, nodes: int) -> tuple[Floats, Floats]:
    share = (mode - low) / (high - low)
    parts = [
        (share, _jacobi(low, mode, 2, 1, nodes)) if mode > low else None,
        (1 - share, _jacobi(mode, high, 1, 2, nodes)) if high > mode else None,
    ]
    kept = [part for part in parts if part]
    return (
        np.concatenate([points for _, (points, _) in kept]),
        np.concatenate([weight * weights for weight, (_, weights) in kept]),
    )


def draw_rates(estimate: Estimate, random: np.random.Generator, years: int) -> Floats:
    """The uncertain rate, once for each year."""
    return of_estimate(estimate).sample(random, years)


def never(count: EventCount, at_zero: float) -> float:
    """The chance of a year without a paying event, where an event pays nothing with `at_zero`."""
    if isinstance(count, Poisson) and count.rates.size == 1:
        return exp(-count.rates[0] * (1 - at_zero))
    if isinstance(count, NegativeBinomial):
        beta = count.variance / count.mean - 1
        return exp(-count.mean / beta * log1p(beta * (1 - at_zero)))
    return float(count.transform(np.array([at_zero], np.complex128))[0].real)
