"""Order statistics of more losses than fit in memory: counted twice, the second time finely.

The first pass counts losses into the bins of `_order_statistics`, 512 to each doubling. A second
pass over the same draws (they depend on the seed alone) counts those in the bins that hold a
wanted rank into 2^13 parts each, so that a rank is known to a relative 2^-22. Counts are whole
numbers, so they are the same in whatever order, and wherever, the parts were computed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit
from tools.risk._order_statistics import BIN_BITS, BINS, LEAST_BIN

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FINE_BITS = 13
FINE = 1 << FINE_BITS
RESOLUTION = 2.0 ** -(BIN_BITS + FINE_BITS)
"""How finely a rank is known, relative to it."""

_SHIFT = np.uint64(52 - BIN_BITS)
_FINE_SHIFT = np.uint64(52 - BIN_BITS - FINE_BITS)
_FINE_MASK = np.uint64(FINE - 1)
_FIRST, _LAST = np.uint64(LEAST_BIN), np.uint64(BINS - 1)


@njit(nogil=True, cache=True)
def count_finely(losses: Floats, wanted: Ints, fine: Ints) -> None:
    """Count the losses of the wanted bins into the rows of `fine`, by their next leading bits."""
    rows = np.zeros(BINS, np.int32)
    for k in range(wanted.size):
        rows[wanted[k]] = k + 1
    for loss in losses:
        bits = np.float64(loss).view(np.uint64)
        row = rows[min(max(bits >> _SHIFT, _FIRST) - _FIRST, _LAST)]
        if row:
            fine[row - 1, np.int64((bits >> _FINE_SHIFT) & _FINE_MASK)] += 1


def edge(number: int) -> float:
    """Where a bin begins; the first holds everything down to nothing."""
    if number == 0:
        return 0.0
    return float(((np.array([number], np.uint64) + _FIRST) << _SHIFT).view(np.float64)[0])


@dataclass(frozen=True, slots=True)
class Fine:
    """What the second pass found in one part: fine counts, and the tail's sums."""

    counts: Ints
    excess: float
    squares: float


Pass = Callable[[Sequence[int], float], Iterable[Fine]]
"""Runs the second pass: the wanted bins, and where the tail is summed from."""


class StreamedYears:
    """As `OrderStatistics`, over losses that are drawn again instead of kept."""

    def __init__(self, bins: Ints, trials: int, second_pass: Pass) -> None:
        self.size = trials
        self.filled: Ints = np.flatnonzero(bins)
        self.counts: Ints = bins[self.filled]
        self.upto: Ints = np.cumsum(self.counts)
        self._pass = second_pass
        self._rows: dict[int, Ints] = {}
        self._tail = (0.0, 0.0, 0.0)

    def prepare(self, ranks: Sequence[int], tail_rank: int) -> None:
        """Run the second pass: for these ranks, and for the tail that begins at `tail_rank`."""
        places = np.searchsorted(self.upto, np.asarray([*ranks, tail_rank]), side="right")
        wanted = [int(number) for number in np.unique(self.filled[places])]
        floor = edge(int(self.filled[places[-1]]))
        rows = np.zeros((len(wanted), FINE), np.int64)
        sums: list[tuple[float, float]] = []
        for part in self._pass(wanted, floor):
            rows += part.counts
            sums.append((part.excess, part.squares))
        self._rows = dict(zip(wanted, rows, strict=True))
        self._tail = (floor, fsum(s for s, _ in sums), fsum(s for _, s in sums))

    def ranks(self, ranks: Sequence[int]) -> Floats:
        """The losses at these ranks, 0 being the least."""
        return np.array([self._at(rank) for rank in ranks])

    def _at(self, rank: int) -> float:
        place = int(np.searchsorted(self.upto, rank, side="right"))
        number = int(self.filled[place])
        if number == 0:
            return 0.0
        before = int(self.upto[place] - self.counts[place])
        within = np.cumsum(self._rows[number])
        step = int(np.searchsorted(within, rank - before, side="right"))
        low, high = edge(number), edge(number + 1)
        return low + (high - low) * (step + 0.5) / FINE

    def exceedance(self, chances: Sequence[float]) -> list[tuple[float, float]]:
        """For falling chances, a loss and the exact share of trials that reach it."""
        reaching = (self.size - self.upto + self.counts) / self.size
        found = np.searchsorted(-reaching, -np.asarray(chances), side="left")
        chosen = np.unique(found[found < self.filled.size])
        return [(edge(int(self.filled[k])), float(reaching[k])) for k in chosen]

    def tail_mean(self, level: float, threshold: float) -> tuple[float, float]:
        """Mean of the worst years beyond `level`, whose quantile is `threshold`; its error."""
        floor, total, squares = self._tail
        row, low, high = self._row_of(floor)
        values = low + (high - low) * (np.arange(FINE) + 0.5) / FINE
        inside = row * (values <= threshold)
        above = self._above(floor) - int(inside.sum())
        under = values - floor
        # Summed from the bin's edge: what lies between it and the threshold is taken off again.
        total -= float(inside @ under) + above * (threshold - floor)
        shift = threshold - floor
        squares -= float(inside @ under**2) + 2 * shift * total + above * shift**2
        tail = self.size * (1 - level)
        excess = total / tail
        variance = max(squares / tail - excess * excess, 0.0)
        return threshold + excess, sqrt((variance + level * excess * excess) / tail)

    def _row_of(self, floor: float) -> tuple[Ints, float, float]:
        number = next(n for n in self._rows if edge(n) == floor)
        return self._rows[number], floor, edge(number + 1)

    def _above(self, floor: float) -> int:
        """How many losses lie in the bin that begins at `floor`, or beyond."""
        place = next(k for k, n in enumerate(self.filled) if edge(int(n)) == floor)
        return int(self.size - self.upto[place] + self.counts[place])

    def share_above_zero(self) -> float:
        """Share of the losses that are not zero."""
        zeros = int(self.counts[0]) if self.filled[0] == 0 else 0
        return (self.size - zeros) / self.size
