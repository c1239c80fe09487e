"""The exact law of a year's total: severities on a grid, generating functions by FFT.

Each severity is put on the grid so that its mean is kept in every cell (local moment matching of
the first order, Gerber 1982; Loss Models, section 9.6.5.2). Sums that pass the grid's end would
wrap round to its beginning; exponential tilting keeps that under `alias_bound` (Grubel and
Hermesmeier 1999; Embrechts and Frei 2009). Halving the step until nothing moves bounds the error.
"""

from dataclasses import dataclass
from functools import reduce
from math import ceil, exp, inf, log2, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.risk._event_counts import Poisson, never
from tools.risk._grid_distribution import GridDistribution
from tools.risk._layers import Layered, Payoff
from tools.risk._loss_book import Book

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]

TILT = 12.0  # e^-12 of what wraps round is left; e^12 times the rounding error of 1e-16 is added
COARSE, FIRST, MOST = 2**12, 2**15, 2**19  # points of the grid
MOST_CELLS = 2**24  # points times risks
TAIL = 1e-5  # chance beyond the grid; what is inside is exact whatever lies beyond
TAIL_OF_LEVEL = 0.01
SETTLED = 3e-5  # move of VaR and TVaR by a last halving, over their distance from the mean
CENT = 100
DEVIATIONS = 8.0  # below the mean, sums of positive losses hardly ever reach
FAR_FROM_ZERO = 0.5  # of the mean, from which a window saves enough points to matter
WRAPPED = 1e-9  # chance beyond a window, which wraps round into it


@dataclass(frozen=True)
class Aggregate:
    """A year's total on the finest grid tried, and what halving the step last moved."""

    law: GridDistribution
    quantile_error: float
    tail_error: float


def aggregate(book: Book, payoffs: list[Payoff], level: float) -> Aggregate:
    """The law of the year's total of the payoffs, fine enough for the quantile at `level`."""
    layered = book.under(payoffs)
    mean = sum(book.means(layered))
    if mean == 0:
        nothing = np.zeros(2)
        parts = tuple(nothing for _ in layered)
        law = GridDistribution(1.0, np.array([1.0, 0]), True, 1.0, 0, 0, parts, (0.0,) * len(parts))
        return Aggregate(law, 0.0, 0.0)
    beyond = min(TAIL, TAIL_OF_LEVEL * (1 - level))
    top = _top(book, layered, beyond)
    if step := _common_step(layered):
        points = 2 ** ceil(log2(max(top / step + 2, 4)))
        if points <= min(MOST, MOST_CELLS // len(layered)):
            return Aggregate(_law(book, layered, step, points, lattice=True), 0.0, 0.0)
    return _refined(book, layered, top, level)


def _refined(book: Book, layered: list[Layered], top: float, level: float) -> Aggregate:
    points, most = FIRST, min(MOST, MOST_CELLS // len(layered))
    start, width = _window(book, layered, top)
    before = _figures(_law(book, layered, width / points, points, start, parts=False), level)
    while True:
        points *= 2
        law = _law(book, layered, width / points, points, start)
        now = _figures(law, level)
        error, tail_error = abs(now[0] - before[0]), abs(now[1] - before[1])
        if max(error, tail_error) <= SETTLED * (now[1] - law.mean) or points >= most:
            return Aggregate(law, error, tail_error)
        before = now


def _window(book: Book, layered: list[Layered], top: float) -> tuple[float, float]:
    """Where the grid begins and how wide it is: far from zero where sums are of very many events.

    There the sums that wrap round are the point: only the window is kept, and nothing is tilted.
    """
    mean, variance = sum(book.means(layered)), book.variance(layered)
    if variance == inf or DEVIATIONS * sqrt(variance) > (1 - FAR_FROM_ZERO) * mean:
        return 0.0, top
    large = np.array(DEVIATIONS / 2 * sqrt(variance))
    alone = sum(
        book.events(k) * float(1 - one.severity.below(0, large)) for k, one in enumerate(layered)
    )
    if alone > WRAPPED:  # one event can leave the window
        return 0.0, top
    return mean - DEVIATIONS * sqrt(variance), 2.5 * DEVIATIONS * sqrt(variance)


def _figures(law: GridDistribution, level: float) -> tuple[float, float]:
    quantile = float(law.quantiles([level])[0])
    return quantile, law.tail_mean(level, quantile)


def _top(book: Book, layered: list[Layered], beyond: float) -> float:
    """A loss that a year exceeds with about the chance `beyond`."""
    mean, variance = sum(book.means(layered)), book.variance(layered)
    top = mean + 8 * sqrt(variance) if variance < inf else 20 * mean
    law = _law(book, layered, top / COARSE, COARSE, parts=False)
    while law.beyond > beyond:
        top *= 2
        law = _law(book, layered, top / COARSE, COARSE, parts=False)
    return float(law.quantiles([1 - beyond])[0]) + 3 * law.step


def _common_step(layered: list[Layered]) -> float | None:
    """The greatest amount of which every possible payment is a multiple, if there is one."""
    values: list[Floats] = []
    for one in layered:
        if (atoms := one.severity.atoms) is None:
            return None
        values.append(one.payoff(atoms))
    cents = np.concatenate(values) * CENT
    whole = np.round(cents)
    if np.any(np.abs(cents - whole) > 1e-9 * np.maximum(cents, 1)) or whole.max() > 2**52:
        return None
    step = int(np.gcd.reduce(whole.astype(np.int64)))
    return step / CENT if step else None


def _law(
    book: Book,
    layered: list[Layered],
    step: float,
    points: int,
    start: float = 0.0,
    *,
    lattice: bool = False,
    parts: bool = True,
) -> GridDistribution:
    first = int(start / step)
    tilt = 0.0 if first else TILT
    fall = np.exp(-tilt / points * np.arange(points))
    costs = [_cells(one, step, points) * fall for one in layered]
    waves = [np.fft.rfft(cost) for cost in costs]
    factors = [r.count.transform(w) for r, w in zip(book.risks, waves, strict=True)]
    together = _together(book, waves)
    if book.shock.rate:
        factors.append(np.exp(book.shock.rate * (together - 1)))
    whole = reduce(np.multiply, factors)
    chances = np.maximum(np.roll(_back(whole, fall), -first), 0.0)
    if first:  # a rounding error of one cost counts as often as there are events
        chances /= chances.sum()
    found: list[Floats] = []
    if parts:
        places = step * np.arange(points)
        for k, cost in enumerate(costs):
            marked = _marked(book, k, waves, factors, whole) * np.fft.rfft(cost * places)
            found.append(np.maximum(np.roll(_back(marked, fall), -first), 0.0))
    means = book.means(layered)
    at_zero = exp(-book.shock.rate) if book.shock.rate else 1.0
    if book.shock.rate:
        both = np.prod([layered[k].at_zero for k in book.shock.members])
        at_zero = exp(-book.shock.rate * (1 - float(both)))
    for risk, one in zip(book.risks, layered, strict=True):
        at_zero *= never(risk.count, one.at_zero)
    beyond = max(0.0, 1 - float(chances.sum()))
    variance = book.variance(layered)
    return GridDistribution(
        step=step,
        chances=chances,
        lattice=lattice,
        at_zero=at_zero,
        mean=sum(means),
        square=variance + sum(means) ** 2,
        parts=tuple(found),
        part_means=tuple(means),
        alias_bound=WRAPPED if first else exp(-TILT) * beyond,
        start=first * step,
    )


def _cells(layered: Layered, step: float, points: int) -> Floats:
    """The chance of each grid point: second differences of the limited expected value."""
    limited = layered.limited(step * np.arange(points + 1, dtype=np.float64))
    slopes = np.diff(limited) / step
    cells = np.empty(points)
    cells[0] = 1 - slopes[0]
    cells[1:] = slopes[:-1] - slopes[1:]
    return np.maximum(cells, 0.0)


def _together(book: Book, waves: list[Complexes]) -> Complexes:
    """What one shock costs all its members."""
    return reduce(np.multiply, [waves[k] for k in book.shock.members], np.ones_like(waves[0]))


def _marked(
    book: Book, number: int, waves: list[Complexes], factors: list[Complexes], whole: Complexes
) -> Complexes:
    """What stands beside one loss of a risk when its part of the total is taken out."""
    count = book.risks[number].count
    if isinstance(count, Poisson) and count.rates.size == 1:
        beside = count.rates[0] * whole
    else:
        others = [factor for k, factor in enumerate(factors) if k != number]
        beside = reduce(np.multiply, others, count.slope(waves[number]))
    if number in book.shock.members:
        others = [waves[k] for k in book.shock.members if k != number]
        beside = beside + book.shock.rate * reduce(np.multiply, others, whole)
    return beside


def _back(wave: Complexes, fall: Floats) -> Floats:
    return np.fft.irfft(wave, fall.size) / fall
