"""Pieces of a text that do not overlap, found again in logarithmic time."""

from bisect import bisect_right, insort
from collections.abc import Iterable


class Intervals:
    """Half-open stretches kept in order; overlapping ones are never added."""

    def __init__(self, pieces: Iterable[tuple[int, int]] = ()) -> None:
        self._kept: list[tuple[int, int]] = []
        for start, end in pieces:
            self.add(start, end)

    def add(self, start: int, end: int) -> bool:
        """Keep a stretch unless it overlaps one already kept; say whether it was kept."""
        if self.overlaps(start, end):
            return False
        insort(self._kept, (start, end))
        return True

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any kept stretch shares a character with this one."""
        at = bisect_right(self._kept, (start, end))
        before = at > 0 and self._kept[at - 1][1] > start
        return before or (at < len(self._kept) and self._kept[at][0] < end)

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The kept stretch that holds this one entirely."""
        at = bisect_right(self._kept, (start, end + 1_000_000_000))
        if at and self._kept[at - 1][0] <= start and end <= self._kept[at - 1][1]:
            return self._kept[at - 1]
        return None
