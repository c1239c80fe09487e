"""A year's loss on an evenly spaced grid: quantiles, limited means, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.risk._layers import IDENTITY, Payoff

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GridDistribution:
    """Chances of 0, step, 2 step, ...; what lies beyond the grid is known by its exact moments.

    On a lattice every loss is a multiple of the step and all is exact. Elsewhere the chance up to
    the k-th point stands for the losses up to half a step above it.
    """

    step: float
    chances: Floats
    lattice: bool
    at_zero: float
    mean: float
    square: float
    parts: tuple[Floats, ...]
    """By risk: the mean of its loss in years of each total, times the chance of that total."""
    part_means: tuple[float, ...]
    alias_bound: float = 0.0
    start: float = 0.0
    """Where the grid begins; a year hardly ever stays under it."""

    @cached_property
    def upto(self) -> Floats:
        """The distribution function at the grid's points."""
        return np.minimum(np.maximum.accumulate(np.cumsum(self.chances)), 1.0)

    @property
    def beyond(self) -> float:
        """The chance of a loss beyond the grid."""
        return max(0.0, 1 - float(self.upto[-1]))

    @cached_property
    def _places(self) -> Floats:
        return self.start + np.arange(self.chances.size, dtype=np.float64) * self.step

    @cached_property
    def _edges(self) -> tuple[Floats, Floats]:
        places = self._places + self.step / 2
        levels = np.maximum(self.upto, self.at_zero)
        return np.concatenate(([0.0], places)), np.concatenate(([self.at_zero], levels))

    def quantiles(self, levels: Sequence[float]) -> Floats:
        """The least losses that years stay at or under with these chances."""
        wanted = np.asarray(levels)
        if self.lattice:
            places = np.searchsorted(self.upto, wanted - 1e-13, side="left")
            return self.step * np.minimum(places, self.upto.size - 1)
        places, upto = self._edges
        found = np.interp(wanted, upto, places)
        return np.where(wanted <= self.at_zero, 0.0, found)

    def chance_upto(self, loss: float) -> float:
        """The chance of at most this loss."""
        if self.lattice:
            return float(self.upto[min(int(loss / self.step + 1e-9), self.upto.size - 1)])
        places, upto = self._edges
        return float(np.interp(loss, places, upto))

    @cached_property
    def _limited(self) -> Floats:
        steps = np.cumsum(1 - self.upto[:-1]) * self.step
        return self.start + np.concatenate(([0.0], steps))

    def limited(self, loss: float) -> float:
        """E[min(S, loss)]; at infinity the exact mean."""
        if loss == inf:
            return self.mean
        if loss <= self.start:
            return loss
        return float(np.interp(loss, self._places, self._limited))

    def mean_under(self, payoff: Payoff) -> float:
        """The expected payoff of the year's total."""
        return self._mean_above(payoff, 0.0)

    def _mean_above(self, payoff: Payoff, loss: float) -> float:
        """What the payoff of a year's total exceeds the payoff of `loss` by, on average."""
        knots, total = [*payoff.knots, inf], 0.0
        for k, slope in enumerate(payoff.slopes):
            if slope and knots[k + 1] > loss:
                start = self.limited(max(knots[k], loss))
                total += slope * (self.limited(knots[k + 1]) - start)
        return max(total, 0.0)

    def tail_mean(self, level: float, loss: float, payoff: Payoff = IDENTITY) -> float:
        """Mean payoff of the worst years beyond `level`, whose quantile is `loss`."""
        height = float(payoff(np.array(loss)))
        return height + self._mean_above(payoff, loss) / (1 - level)

    def deviation_under(self, payoff: Payoff) -> float | None:
        """Standard deviation of the payoff; None where the tail is too heavy for one."""
        if payoff.greatest == inf and self.square == inf:
            return None
        places = self._places
        heights = payoff(places)
        square = float(self.chances @ heights**2)
        if payoff.greatest != inf:
            square += payoff.greatest**2 * self.beyond
        else:
            slope = payoff.slopes[-1]
            base = float(payoff.heights[-1]) - slope * payoff.knots[-1]
            far = self.square - float(self.chances @ places**2)
            first = self.mean - float(self.chances @ places)
            square += slope**2 * far + 2 * slope * base * first + base**2 * self.beyond
        return sqrt(max(square - self.mean_under(payoff) ** 2, 0.0))

    def contributions(self, level: float, loss: float, payoff: Payoff = IDENTITY) -> list[float]:
        """Each risk's part in the mean of the worst years (Euler); they sum to that mean.

        Under a payoff of the year's total, each year's payoff is shared as its losses are.
        """
        whole = self.tail_mean(level, loss, payoff)
        places = self._places
        ratio = np.ones_like(places)
        if not payoff.is_identity:
            ratio = np.divide(payoff(places), places, out=ratio, where=places > 0)
        raw = [self._tail_part(k, ratio, level, loss) for k in range(len(self.parts))]
        total = sum(raw)
        return [part * whole / total if total > 0 else 0.0 for part in raw]

    def _tail_part(self, number: int, ratio: Floats, level: float, loss: float) -> float:
        part = self.parts[number] * ratio
        far = (self.part_means[number] - float(self.parts[number].sum())) * float(ratio[-1])
        behind = np.concatenate(([0.0], np.cumsum(part)))
        if self.lattice or loss == 0:
            at = round(loss / self.step)
            edge = (self.chance_upto(loss) if self.lattice else self.at_zero) - level
            here = part[at] / self.chances[at] * edge if self.chances[at] > 0 and edge > 0 else 0.0
            return max(float(behind[-1] - behind[at + 1] + far + here), 0.0)
        places = self.start + (np.arange(behind.size) - 0.5) * self.step
        upto = np.interp(loss, places, behind)
        return max(float(behind[-1] - upto + far), 0.0)
