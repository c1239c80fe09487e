"""Insurance and reinsurance as piecewise linear functions of a loss, and a severity under them.

A `Payoff` says what becomes of a loss x: what stays with its bearer, or what a layer pays. It never
falls, so that the limited expected value of the payoff, all that a grid needs, is a sum of limited
expected values of the loss itself over the payoff's straight pieces.
"""

from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from tools.risk._severities import Severity

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Payoff:
    """Zero at zero, then straight lines: `slopes[k]` between `knots[k]` and `knots[k + 1]`."""

    knots: tuple[float, ...] = (0.0,)
    slopes: tuple[float, ...] = (1.0,)

    @cached_property
    def heights(self) -> Floats:
        """The payoff at the knots."""
        steps = np.diff(self.knots) * np.asarray(self.slopes[:-1])
        return np.concatenate(([0.0], np.cumsum(steps)))

    @property
    def is_identity(self) -> bool:
        """Whether every loss stays as it is."""
        return self.knots == (0.0,) and self.slopes == (1.0,)

    @property
    def greatest(self) -> float:
        """What it cannot exceed; infinite without a cap."""
        return inf if self.slopes[-1] else float(self.heights[-1])

    @property
    def starts(self) -> float:
        """The loss up to which it is zero."""
        return next(
            (k for k, slope in zip(self.knots, self.slopes, strict=True) if slope), self.knots[-1]
        )

    def __call__(self, x: Floats) -> Floats:
        if self.is_identity:
            return x
        piece = np.searchsorted(self.knots, x, side="right") - 1
        slopes, knots = np.asarray(self.slopes), np.asarray(self.knots)
        return self.heights[piece] + slopes[piece] * (x - knots[piece])

    def loss_at(self, y: Floats) -> Floats:
        """The least loss whose payoff reaches y; beyond a cap, the loss at which it is reached."""
        if self.is_identity:
            return y
        heights = self.heights
        piece = np.clip(np.searchsorted(heights, y, side="left") - 1, 0, None)
        slopes, knots = np.asarray(self.slopes), np.asarray(self.knots)
        slope = slopes[piece]
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(slope > 0, (y - heights[piece]) / slope, 0.0)
        return knots[piece] + step

    def after(self, share: float) -> "Payoff":
        """The same of a loss of which only `share` is brought."""
        if share == 1:
            return self
        return Payoff(
            tuple(knot / share for knot in self.knots), tuple(share * s for s in self.slopes)
        )


IDENTITY = Payoff()


def layer(attachment: float, limit: float, share: float = 1.0) -> Payoff:
    """What a layer pays: a share of the loss above the attachment, up to the limit."""
    knots, slopes = ([0.0, attachment], [0.0, share]) if attachment > 0 else ([0.0], [share])
    if limit != inf:
        knots, slopes = [*knots, attachment + limit], [*slopes, 0.0]
    return Payoff(tuple(knots), tuple(slopes))


def remainder(payoffs: list[Payoff]) -> Payoff:
    """What is left of a loss after all these have paid."""
    knots = sorted({0.0, *(knot for payoff in payoffs for knot in payoff.knots)})
    slopes = [
        1 - sum(p.slopes[int(np.searchsorted(p.knots, k, side="right")) - 1] for p in payoffs)
        for k in knots
    ]
    return Payoff(tuple(knots), tuple(max(0.0, round(slope, 12)) for slope in slopes))


@dataclass(frozen=True)
class Layered:
    """A severity under a payoff."""

    severity: Severity
    payoff: Payoff = IDENTITY

    @cached_property
    def at_zero(self) -> float:
        """The chance that nothing is paid."""
        return float(self.severity.below(0, np.array(self.payoff.starts)))

    @cached_property
    def mean(self) -> float:
        """The expected payoff."""
        return self._moment(1)

    @cached_property
    def square(self) -> float:
        """The expected square of the payoff; infinite where the tail is too heavy."""
        return self._moment(2)

    def limited(self, y: Floats) -> Floats:
        """E[min(payoff, y)]."""
        if self.payoff.is_identity:
            return self.severity.limited(y)
        x = self.payoff.loss_at(y)
        total = np.zeros_like(y)
        knots = [*self.payoff.knots, inf]
        for k, slope in enumerate(self.payoff.slopes):
            if slope:
                reached = np.clip(x, knots[k], knots[k + 1])
                start = self.severity.limited(np.array(knots[k]))
                total += slope * (self.severity.limited(reached) - start)
        return total

    def sample(self, random: np.random.Generator, size: int) -> Floats:
        """Draws of the payoff."""
        return self.payoff(self.severity.sample(random, size))

    def _moment(self, order: int) -> float:
        if self.payoff.is_identity:
            return self.severity.moment(order)
        total, ends = 0.0, np.array([*self.payoff.knots, inf])
        for k, slope in enumerate(self.payoff.slopes):
            m0, m1, m2 = (self._between(n, ends[k], ends[k + 1], n * bool(slope)) for n in range(3))
            base = float(self.payoff.heights[k]) - slope * ends[k]
            parts = (base * m0 + slope * m1, base**2 * m0 + 2 * base * slope * m1 + slope**2 * m2)
            total += float(parts[order - 1])
        return total

    def _between(self, order: int, start: float, end: float, wanted: int) -> float:
        """E[X^order; start < X <= end], where it is wanted."""
        if order and not wanted:
            return 0.0
        upto = self.severity.moment(order)
        if end != inf:
            upto = float(self.severity.below(order, np.array(end)))
        return upto - (float(self.severity.below(order, np.array(start))) if start > 0 else 0.0)
