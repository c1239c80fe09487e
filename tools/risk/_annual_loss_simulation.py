"""Simulate many years of a FAIR tree: prepare its inputs, run the kernel in chunks, add up."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil, fsum, log2, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.fields import Estimate
from tools.risk._annual_loss_kernel import (
    CONSTANT,
    EMPIRICAL,
    TABLE,
    Inputs,
    Words,
    simulate_counts,
    simulate_many,
    simulate_rates,
)
from tools.risk._estimates import constant
from tools.risk._event_sums import EventSum, event_sum
from tools.risk._fair_tree import FairTree
from tools.risk._order_statistics import BINS, Bins, OrderStatistics
from tools.risk._quantile_tables import SIDE, fill_table, normal_table, table_of
from tools.risk._streamed_years import StreamedYears

Floats = NDArray[np.float64]

CHUNK = 1 << 16  # trials in one call of the kernel
SCRAMBLES = 16  # independent Sobol sequences: their spread is the standard error
EVENTS_DRAWN = 5e7  # about a tenth of a CPU-second; above, busy years are summed by their limit law
SOBOL_BITS = 30  # a point lies on a grid of so many binary digits
STREAMS = 10  # beside one for each input: for counts and events
LARGEST_EVENTS = 32  # a year, on average, that are then still drawn one by one
WORK_FOR_THREADS = 2e7  # draws under which starting threads costs more than it saves


@dataclass(frozen=True, slots=True)
class Simulation:
    """Simulated years, and how exact their mean is."""

    mean: float
    standard_error: float
    deviation: float
    years: OrderStatistics | StreamedYears
    event_sum_error: float
    """Bound on what summing busy years by their limit law moves a loss by; 0 when not done."""

    @property
    def trials(self) -> int:
        """How many years."""
        return self.years.size


def simulate(
    tree: FairTree,
    *,
    trials: int,
    seed: int,
    as_counts: bool,
    sobol: bool = False,
    threads: int = 0,
) -> Simulation:
    """Run the tree. The result is the same, bit for bit, with any number of `threads`."""
    busy = as_counts and tree.mean_frequency * trials > EVENTS_DRAWN
    sums = event_sums(tree) if busy else []
    kernel = (simulate_many if busy else simulate_counts) if as_counts else simulate_rates
    inputs = inputs_of(tree, seed, sums)
    chunk = 2 ** ceil(log2(max(trials / SCRAMBLES, 2))) if sobol else CHUNK
    losses = np.empty(chunk * SCRAMBLES if sobol else trials)

    def run(number: int, bins: Bins) -> tuple[float, float]:
        start = number * chunk
        points = _points(inputs, seed, number, chunk) if sobol else _counted(inputs)
        part = losses[start : start + chunk]
        return kernel(inputs, tree.scale, points, start, part, tree.expectancy, bins)

    draws = tree.mean_frequency * trials if as_counts else trials
    threads = threads or (min(4, os.cpu_count() or 1) if draws > WORK_FOR_THREADS else 1)
    parts, bins = _in_threads(run, ceil(losses.size / chunk), threads)
    mean, error, deviation = moments(parts, losses.size, tree.expectancy, sobol=sobol)
    bound = sum(s.error_bound for s in sums)
    return Simulation(mean, error, deviation, OrderStatistics(losses, bins), bound)


def event_sums(tree: FairTree) -> list[EventSum]:
    """The limit laws by which the many events of busy years are summed."""
    cut = 1 - min(0.5, LARGEST_EVENTS / tree.mean_frequency)
    return [
        event_sum(e, table_of(e) if is_tabled(e) else np.empty(0), cut)
        for e in (tree.primary, tree.secondary)
    ]


def inputs_of(tree: FairTree, seed: int, sums: Sequence[EventSum]) -> Inputs:
    """What the kernel draws from."""
    estimates = [*tree.factors, tree.primary, tree.chance, tree.secondary]
    rows = len(estimates)
    tables = np.zeros((rows + 1, 2 * SIDE))
    for row, estimate in enumerate(estimates):
        if is_tabled(estimate):
            fill_table(estimate, tables[row])
    if sums:
        tables[rows] = normal_table()
    observed = [np.sort(np.asarray(e.values or [], dtype=np.float64)) for e in estimates]
    return Inputs(
        kinds=np.array([_kind(estimate) for estimate in estimates]),
        constants=np.array([constant(estimate) or 0.0 for estimate in estimates]),
        tables=tables,
        values=np.concatenate(observed),
        offsets=np.cumsum([0, *(values.size for values in observed)]),
        moments=np.array([[s.cut, s.mean, s.deviation, s.skewness] for s in sums] or [[0.0] * 4]),
        keys=_stream_keys(seed, rows + STREAMS),
    )


def _stream_keys(seed: int, count: int) -> Words:
    """Where each stream starts: the words that NumPy's seed sequence gives for `seed`."""
    return np.random.SeedSequence(seed).generate_state(count, np.uint64).astype(np.uint64)


def is_tabled(estimate: Estimate) -> bool:
    """Whether its quantiles are read off a table."""
    return constant(estimate) is None and not estimate.values


def _kind(estimate: Estimate) -> int:
    if constant(estimate) is not None:
        return CONSTANT
    return EMPIRICAL if estimate.values else TABLE


def _counted(inputs: Inputs) -> Floats:
    """No points: the counter places the draws."""
    return np.empty((inputs.kinds.size, 0))


def _points(inputs: Inputs, seed: int, scramble: int, trials: int) -> Floats:
    """One scrambled Sobol sequence, by input; each point in the middle of its cell."""
    from scipy.stats import qmc  # half a second to load, and seldom asked for

    random = np.random.default_rng([seed, scramble])
    sequence = qmc.Sobol(inputs.kinds.size, bits=SOBOL_BITS, rng=random)
    points = sequence.random_base2(int(log2(trials))) + 2.0 ** -(SOBOL_BITS + 1)
    return np.ascontiguousarray(points.T)


def _in_threads(
    run: Callable[[int, Bins], tuple[float, float]], chunks: int, threads: int
) -> tuple[list[tuple[float, float]], Bins]:
    """Run every chunk; their sums in order of the chunks, and all bins together."""
    parts = [(0.0, 0.0)] * chunks
    bins = [np.zeros(BINS, np.int32) for _ in range(min(threads, chunks))]

    def work(first: int) -> None:
        for number in range(first, chunks, len(bins)):
            parts[number] = run(number, bins[first])

    if len(bins) == 1:
        work(0)
        return parts, bins[0]
    with ThreadPoolExecutor(len(bins)) as pool:
        list(pool.map(work, range(len(bins))))
    return parts, np.add.reduce(bins)


def moments(
    parts: Sequence[tuple[float, float]], trials: int, centre: float, *, sobol: bool
) -> tuple[float, float, float]:
    """Mean, its standard error, and standard deviation."""
    off = fsum(part[0] for part in parts) / trials
    variance = max(fsum(part[1] for part in parts) / trials - off * off, 0.0)
    deviation = sqrt(variance * trials / (trials - 1))
    error = deviation / sqrt(trials)
    if sobol:
        error = float(np.std([part[0] for part in parts], ddof=1)) * sqrt(len(parts)) / trials
    return max(centre + off, 0.0), error, deviation  # rounding may leave a mean of 0 below it
