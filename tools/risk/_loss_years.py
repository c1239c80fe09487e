"""Simulate years of a book: counts, costs, what layers pay on cases and on years, dependence.

Every chunk of years and every risk has a stream of its own (Philox, spawned from one seed
sequence), so that the number of threads never changes a bit.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.risk._copulas import copula_scores, ordered_as
from tools.risk._cover import Cover
from tools.risk._event_counts import Poisson
from tools.risk._layers import Payoff
from tools.risk._loss_book import Book, Risk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 1 << 16  # years of one stream, unless they have very many events
EVENTS_AT_ONCE = 4_000_000  # draws held in memory by one chunk
MOST_YEARS, LEAST_YEARS = 1_000_000, 1_000
EVENTS_DRAWN = 3e7  # about two CPU-seconds
MOST_EVENTS = 1e9
CELLS = 4e7  # yearly losses by risk that are kept: 320 MB


@dataclass(frozen=True)
class Dependence:
    """A copula between the risks' yearly losses; `freedom` is that of a t copula."""

    correlations: Floats
    freedom: float | None = None


@dataclass(frozen=True)
class Years:
    """Simulated years: by risk what is lost, and by layer what is paid on cases."""

    gross: Floats
    """(risks, years)."""
    paid: Floats
    """(risks, layers that pay on cases, years)."""


def affordable_years(book: Book, layers: int) -> int:
    """How many years are simulated unless a number is asked for."""
    risks = len(book.risks)
    events = sum(book.events(k) for k in range(risks))
    years = min(EVENTS_DRAWN / max(events, 1e-9), CELLS / (risks * (1 + layers)), MOST_YEARS)
    return max(int(years), LEAST_YEARS)


def simulate_years(
    book: Book,
    cover: Cover,
    years: int,
    seed: int,
    dependence: Dependence | None = None,
    threads: int = 0,
) -> Years:
    """Draw the years. The result is the same, bit for bit, with any number of `threads`."""
    payoffs = [one.case for one in cover.on_cases]
    risks = len(book.risks)
    if years * sum(book.events(k) for k in range(risks)) > MOST_EVENTS:
        raise InvalidInput.of(
            "trials",
            f"would draw more than {MOST_EVENTS:,.0f} events; the scenarios happen too often to be "
            "simulated in so many years: ask for fewer trials, or for the transform",
        )
    gross, paid = np.zeros((risks, years)), np.zeros((risks, len(payoffs), years))
    busiest = max((book.events(k) for k in range(risks)), default=0.0)
    size = max(min(CHUNK, int(EVENTS_AT_ONCE / max(busiest, 1.0))), 1)
    root = np.random.SeedSequence(seed)
    of_events, of_copula = root.spawn(2)
    starts = range(0, years, size)
    streams = of_events.spawn(len(starts))

    def run(number: int) -> None:
        own, shared = streams[number].spawn(2)
        part = slice(starts[number], min(starts[number] + size, years))
        _draw_chunk(book, payoffs, own, shared, gross[:, part], paid[:, :, part])

    with ThreadPoolExecutor(threads or min(4, os.cpu_count() or 1)) as pool:
        list(pool.map(run, range(len(starts))))
    if dependence is not None:
        scores = copula_scores(dependence.correlations, years, of_copula, dependence.freedom)
        for k in range(risks):
            order = ordered_as(gross[k], scores[k])
            gross[k], paid[k] = gross[k][order], paid[k][:, order]
    return Years(gross, paid)


def _draw_chunk(
    book: Book,
    payoffs: list[Payoff],
    own: np.random.SeedSequence,
    shared: np.random.SeedSequence,
    gross: Floats,
    paid: Floats,
) -> None:
    years = gross.shape[1]
    struck = np.zeros(years, np.int64)
    if book.shock.rate:
        random = np.random.Generator(np.random.Philox(shared))
        struck = random.poisson(book.shock.rate, years)
    for k, (risk, stream) in enumerate(zip(book.risks, own.spawn(len(book.risks)), strict=True)):
        random = np.random.Generator(np.random.Philox(stream))
        when = _event_years(risk, random, years)
        if k in book.shock.members:
            when = np.concatenate((when, np.repeat(np.arange(years), struck)))
        costs = risk.severity.sample(random, when.size)
        gross[k] = np.bincount(when, costs, years)
        for number, payoff in enumerate(payoffs):
            paid[k, number] = np.bincount(when, payoff(costs), years)


def _event_years(risk: Risk, random: np.random.Generator, years: int) -> Ints:
    """The year of each event. Poisson events at a known rate fall on years evenly."""
    count = risk.count
    if isinstance(count, Poisson) and count.rates.size == 1:
        events = random.poisson(count.rates[0] * years)
        return random.integers(years, size=events)
    return np.repeat(np.arange(years), count.draw(random, years))


@dataclass(frozen=True)
class Sample:
    """Simulated yearly amounts: how many are zero, which is often most, and the others, sorted."""

    losses: Floats
    zeros: int

    @classmethod
    def of(cls, years: Floats) -> "Sample":
        """Sort what was lost; years without a loss need no sorting, and no room."""
        losses = years[years > 0]
        losses.sort()
        return cls(losses, years.size - losses.size)

    @property
    def size(self) -> int:
        """The number of years."""
        return self.zeros + self.losses.size

    @cached_property
    def mean(self) -> float:
        """The mean of all years."""
        return float(self.losses.sum()) / self.size

    @cached_property
    def deviation(self) -> float:
        """The standard deviation of all years, about their own mean."""
        off = self.losses - self.mean
        squares = float(off @ off) + self.zeros * self.mean**2
        return sqrt(squares / (self.size - 1))

    def quantile(self, level: float) -> float:
        """The least amount that at least this share of years stays at or under."""
        return self.at(self.size * level)

    def at(self, position: float) -> float:
        """The amount of a rank counted from one."""
        rank = min(max(int(np.ceil(position - 1e-9)), 1), self.size) - 1
        return float(self.losses[rank - self.zeros]) if rank >= self.zeros else 0.0

    def interval(self, level: float, score: float) -> tuple[float, float]:
        """The order statistics that enclose the quantile."""
        half = score * sqrt(self.size * level * (1 - level))
        return self.at(self.size * level - half), self.at(self.size * level + half)

    def tail_mean(self, level: float) -> tuple[float, float]:
        """Mean of the worst years beyond `level`, and its standard error."""
        threshold = self.quantile(level)
        tail = self.size * (1 - level)
        excess = self.losses[np.searchsorted(self.losses, threshold, side="right") :] - threshold
        first = float(excess.sum()) / tail
        spread = max(float(excess @ excess) / tail - first * first, 0.0)
        return threshold + first, sqrt((spread + level * first * first) / tail)


def tail_years(years: Floats, level: float, threshold: float) -> tuple[Ints, Floats]:
    """The worst years, and the weight of each in the mean beyond `level`.

    The years at the quantile weigh with the part that lies beyond the level.
    """
    chosen = np.flatnonzero(years >= threshold)
    above = years[chosen] > threshold
    tail, beyond = years.size * (1 - level), int(np.count_nonzero(above))
    rest = max(tail - beyond, 0.0) / tail / max(above.size - beyond, 1)
    return chosen, np.where(above, 1 / tail, rest)
