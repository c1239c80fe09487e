"""Simulate more years of a FAIR tree than fit in memory, in parts that any machine may compute.

The draws are those of `_annual_loss_simulation`: a function of seed, input and trial. A part is a
number; nothing but counts and sums leaves the worker.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

import numpy as np

from tools.computing import followed
from tools.ports import Compute, Progress
from tools.risk._annual_loss_kernel import Inputs, simulate_counts, simulate_many, simulate_rates
from tools.risk._annual_loss_simulation import (
    CHUNK,
    EVENTS_DRAWN,
    Simulation,
    event_sums,
    inputs_of,
    moments,
)
from tools.risk._fair_tree import FairTree
from tools.risk._order_statistics import BINS, excess_over
from tools.risk._streamed_years import FINE, Fine, Ints, StreamedYears, count_finely

PART = 1 << 23  # trials of one part: some 200 ms
KERNELS: dict[str, Callable[..., tuple[float, float]]] = {
    "counts": simulate_counts,
    "many": simulate_many,
    "rates": simulate_rates,
}


@dataclass(frozen=True, slots=True)
class Work:
    """What every part needs to know."""

    kernel: str
    inputs: Inputs
    scale: float
    centre: float
    trials: int
    size: int
    """Trials of one part; the last may have fewer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One part of the first pass: sums by chunk, and the bins that hold anything."""

    sums: list[tuple[float, float]]
    bins: Ints
    counts: Ints


def simulate_streamed(
    tree: FairTree,
    ranks: Callable[[int], tuple[Sequence[int], int]],
    *,
    trials: int,
    seed: int,
    as_counts: bool,
    compute: Compute,
    progress: Progress,
) -> Simulation:
    """Run the tree twice over the same draws: to find the bins, then to look into some of them.

    `ranks`: of so many trials, the ranks that are wanted and the one where the tail begins.
    """
    busy = as_counts and tree.mean_frequency * trials > EVENTS_DRAWN
    sums = event_sums(tree) if busy else []
    kernel = ("many" if busy else "counts") if as_counts else "rates"
    work = Work(kernel, inputs_of(tree, seed, sums), tree.scale, tree.expectancy, trials, PART)
    parts = range(ceil(trials / PART))
    bins, chunks = np.zeros(BINS, np.int64), list[tuple[float, float]]()

    steps, note = 2 * len(parts), "simulated years"
    counted = compute.map(partial(count, work), parts)
    for part in followed(counted, progress, steps, note):
        bins[part.bins] += part.counts
        chunks += part.sums
    mean, error, deviation = moments(chunks, trials, tree.expectancy, sobol=False)

    def again(wanted: Sequence[int], floor: float) -> Iterator[Fine]:
        task = partial(look_closer, work, np.asarray(wanted), floor)
        return followed(compute.map(task, parts), progress, steps, note, done=len(parts))

    years = StreamedYears(bins, trials, again)
    years.prepare(*ranks(trials))
    return Simulation(mean, error, deviation, years, sum(s.error_bound for s in sums))


def count(work: Work, part: int) -> Counted:
    """The first pass over one part."""
    bins = np.zeros(BINS, np.int32)
    sums = [deviations for _, deviations in _chunks(work, part, bins)]
    filled = np.flatnonzero(bins)
    return Counted(sums, filled, bins[filled].astype(np.int64))


def look_closer(work: Work, wanted: Ints, floor: float, part: int) -> Fine:
    """The second pass over one part."""
    fine = np.zeros((wanted.size, FINE), np.int64)
    excess, squares = 0.0, 0.0
    for losses, _ in _chunks(work, part, np.zeros(BINS, np.int32)):
        count_finely(losses, wanted, fine)
        more, more_squares = excess_over(losses, floor)
        excess += more
        squares += more_squares
    return Fine(fine, excess, squares)


def _chunks(
    work: Work, part: int, bins: Any
) -> Iterator[tuple[np.ndarray[Any, np.dtype[np.float64]], tuple[float, float]]]:
    """The losses of one part, chunk by chunk in one buffer, with their sums."""
    losses = np.empty(CHUNK)
    unplaced = np.empty((work.inputs.kinds.size, 0))  # no points: the counter places the draws
    last = min((part + 1) * work.size, work.trials)
    for start in range(part * work.size, last, CHUNK):
        piece = losses[: min(CHUNK, last - start)]
        run = KERNELS[work.kernel]
        yield piece, run(work.inputs, work.scale, unplaced, start, piece, work.centre, bins)
