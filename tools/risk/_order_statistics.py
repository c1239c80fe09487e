"""Exact order statistics of many losses, from a histogram kept while they were drawn.

The bins are the leading bits of the loss itself, 512 to each doubling, so that only the few losses
that share a bin with a wanted rank are ever sorted.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bins = NDArray[np.int32]

BIN_BITS = 9
LEAST_BIN = (1023 - 40) << BIN_BITS  # losses under 2^-40 of the currency share the first bin
BINS = 160 << BIN_BITS  # up to 2^120; losses above share the last bin
_SHIFT = np.uint64(52 - BIN_BITS)
_FIRST, _LAST = np.uint64(LEAST_BIN), np.uint64(BINS - 1)


@njit(nogil=True, cache=True)
def _bin(loss: float) -> np.uint64:
    return min(max(np.float64(loss).view(np.uint64) >> _SHIFT, _FIRST) - _FIRST, _LAST)


@njit(nogil=True, cache=True)
def gather(losses: Floats, wanted: Ints, room: Ints, out: Floats) -> None:
    """Copy the losses of the wanted bins; `room[k]` is where bin `wanted[k]` begins in `out`."""
    marks = np.zeros(BINS, np.int32)
    for k in range(wanted.size):
        marks[wanted[k]] = k + 1
    ends = room.copy()
    for loss in losses:
        mark = marks[_bin(loss)]
        if mark:
            out[ends[mark - 1]] = loss
            ends[mark - 1] += 1


@njit(nogil=True, cache=True)
def excess_over(losses: Floats, threshold: float) -> tuple[float, float]:
    """Sum, and sum of squares, of what the losses exceed `threshold` by.

    Without a branch, and four sums of each kind side by side, as one would wait for its own last
    addition.
    """
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    a2, b2, c2, d2 = 0.0, 0.0, 0.0, 0.0
    whole = losses.size - losses.size % 4
    for i in range(0, whole, 4):
        p, q = max(losses[i] - threshold, 0.0), max(losses[i + 1] - threshold, 0.0)
        r, s = max(losses[i + 2] - threshold, 0.0), max(losses[i + 3] - threshold, 0.0)
        a, b, c, d = a + p, b + q, c + r, d + s
        a2, b2, c2, d2 = a2 + p * p, b2 + q * q, c2 + r * r, d2 + s * s
    for loss in losses[whole:]:
        p = max(loss - threshold, 0.0)
        a += p
        a2 += p * p
    return a + b + c + d, a2 + b2 + c2 + d2


@njit(nogil=True, cache=True)
def _filled(bins: Bins) -> Ints:
    """The bins that hold anything; empty doublings are passed over at the speed of memory."""
    width = 2**BIN_BITS
    found = np.empty(bins.size, np.int64)
    count = 0
    for octave in range(0, bins.size, width):
        any_bit = np.int32(0)
        for k in range(octave, octave + width):
            any_bit |= bins[k]
        if any_bit:
            for k in range(octave, octave + width):
                if bins[k]:
                    found[count] = k
                    count += 1
    return found[:count].copy()


class OrderStatistics:
    """Losses with their histogram: any rank, any count above a threshold."""

    def __init__(self, losses: Floats, bins: Bins) -> None:
        self.losses = losses
        self.size = losses.size
        self.filled: Ints = _filled(bins)
        self.counts: Ints = bins[self.filled].astype(np.int64)
        self.upto: Ints = np.cumsum(self.counts)

    def ranks(self, ranks: Sequence[int]) -> Floats:
        """The losses at these ranks, 0 being the least."""
        of_rank = np.searchsorted(self.upto, np.asarray(ranks), side="right")
        wanted = np.unique(of_rank)
        room = np.concatenate(([0], np.cumsum(self.counts[wanted])))
        gathered = np.empty(room[-1])
        gather(self.losses, self.filled[wanted], room[:-1], gathered)
        for begin, end in pairwise(room):
            gathered[begin:end].sort()
        begins = room[np.searchsorted(wanted, of_rank)]
        inside = np.asarray(ranks) - (self.upto[of_rank] - self.counts[of_rank])
        return gathered[begins + inside]

    def exceedance(self, chances: Sequence[float]) -> list[tuple[float, float]]:
        """For falling chances, a loss and the exact share of trials that reach it.

        The losses are edges of bins, those at which the share first falls to the chance.
        """
        trials = self.losses.size
        reaching = (trials - self.upto + self.counts) / trials
        edges = ((self.filled.astype(np.uint64) + _FIRST) << _SHIFT).view(np.float64)
        edges = np.where(self.filled == 0, 0.0, edges)
        found = np.searchsorted(-reaching, -np.asarray(chances), side="left")
        chosen = np.unique(found[found < edges.size])
        return [(float(edges[k]), float(reaching[k])) for k in chosen]

    def tail_mean(self, level: float, threshold: float) -> tuple[float, float]:
        """Mean of the worst years beyond `level`, whose quantile `threshold` is; its error.

        The year at the quantile counts with the part that lies beyond the level (Acerbi and
        Tasche 2002); the error is that of the mean of the tail, and of where it begins.
        """
        tail = self.losses.size * (1 - level)
        total, squares = excess_over(self.losses, threshold)
        excess = total / tail
        variance = max(squares / tail - excess * excess, 0.0)
        return threshold + excess, sqrt((variance + level * excess * excess) / tail)

    def share_above_zero(self) -> float:
        """Share of the losses that are not zero, or so small that it makes no difference."""
        zeros = int(self.counts[0]) if self.filled[0] == 0 else 0
        return (self.losses.size - zeros) / self.losses.size
