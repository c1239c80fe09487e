"""Response patterns: people who answered alike are worked on once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.assessment._irt_curves import Floats, Ints

MISSING = -1
Codes = NDArray[np.int16]
CHUNK = 2048  # patterns worked on at once: their posteriors stay in the cache


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct rows of answers and how many people gave each."""

    codes: Codes
    """Category by pattern and question, shape (U, J); `MISSING` where not answered."""
    counts: Floats
    """People by pattern, shape (U,)."""
    steps: Ints
    """Steps of each question: its number of categories less one, shape (J,)."""
    marks: NDArray[np.uint8]
    """One column for each question and category above the lowest, 1 where chosen: (U, J K)."""
    answered: NDArray[np.uint8] | None
    """1 where a question was answered, shape (U, J); None when all were."""
    rows: Ints
    """The pattern of each person, shape (N,)."""

    def chunks(self) -> Iterator[slice]:
        """Patterns that are worked on at once."""
        for begin in range(0, len(self.counts), CHUNK):
            yield slice(begin, begin + CHUNK)

    def summing(self, table: Floats) -> Callable[[slice], Floats]:
        """Sums over questions of what `table` (J, K + 1, Q) says of the category chosen.

        The answer takes a chunk and gives its sums, shape (patterns, Q).
        """
        contrasts = (table[:, 1:] - table[:, :1]).reshape(-1, table.shape[-1])
        lowest = np.ascontiguousarray(table[:, 0])
        everyone = lowest.sum(axis=0)

        def summed(part: slice) -> Floats:
            found = self.marks[part].astype(np.float64) @ contrasts
            found += everyone if self.answered is None else self.over_answered(lowest, part)
            return found

        return summed

    def over_answered(self, by_item: Floats, part: slice) -> Floats:
        """Sums of `by_item` (J, Q) over the questions that each pattern of a chunk answered."""
        if self.answered is None:
            return np.broadcast_to(by_item.sum(axis=0), (len(self.counts[part]), by_item.shape[-1]))
        return self.answered[part].astype(np.float64) @ by_item

    @property
    def people(self) -> float:
        """How many people there are."""
        return float(self.counts.sum())


def collapse(codes: Codes, steps: Ints) -> Patterns:
    """Group equal rows of `codes` (people by questions)."""
    whole = np.ascontiguousarray(codes)
    packed = whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1]))).ravel()
    _, first, rows, counts = np.unique(
        packed, return_index=True, return_inverse=True, return_counts=True
    )
    kept = whole[first]
    above_lowest = np.arange(1, int(steps.max()) + 1, dtype=np.int16)
    marks = (kept[:, :, None] == above_lowest).astype(np.uint8)
    answered = (kept != MISSING).astype(np.uint8)
    return Patterns(
        codes=kept,
        counts=counts.astype(np.float64),
        steps=steps,
        marks=marks.reshape(len(kept), -1),
        answered=None if answered.all() else answered,
        rows=rows,
    )
