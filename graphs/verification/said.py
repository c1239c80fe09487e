"""What a person said, and which arguments of a call are theirs."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from graphs.spans.units import PER_YEAR
from graphs.verification.figure import Figure

_CLOSE = 1e-9


class Said:
    """The figures of a person's words, looked up by value."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._sizes: list[float] = []
        self._sorted = False
        self._understood: set[float] = set()

    def add(self, figures: Iterable[Figure]) -> None:
        """Take up the figures of one message."""
        self._figures += figures
        self._sorted = False

    def figures(self) -> Iterator[Figure]:
        """The figures; a bare number as percent only where a call took it so."""
        for figure in self._figures:
            if not figure.exact or figure.value in self._understood:
                yield figure

    def gave(self, argument: Figure) -> bool:
        """Whether an argument is what the person said, or a stated multiple of it."""
        value = argument.value * (argument.days or 1.0)
        if argument.sort == "fraction":
            self._understood.update(
                f.value for f in self._figures if f.exact and _equal(f.value, value)
            )
        values = {value, argument.value}
        if any(self._has(v) for v in values) or self._had_by_another_period(argument):
            return True
        return any(self._has(argument.value / m) for m in self._multiples())

    def _had_by_another_period(self, argument: Figure) -> bool:
        """Whether an amount a month is a twelfth of what was said by the year, or the like."""
        periods = PER_YEAR.get(argument.per)
        if argument.sort != "money" or periods is None:
            return False
        return any(
            _equal(f.value * PER_YEAR[f.per], argument.value * periods)
            for f in self._figures
            if f.per in PER_YEAR and f.sort in ("money", "number") and f.per != argument.per
        )

    def _has(self, value: float) -> bool:
        if not self._sorted:
            self._sizes = sorted(f.value * (f.days or 1.0) for f in self._figures)
            self._sizes += sorted(f.value for f in self._figures if f.days not in (0.0, 1.0))
            self._sizes.sort()
            self._sorted = True
        at = bisect_left(self._sizes, value - abs(value) * _CLOSE)
        return at < len(self._sizes) and _equal(self._sizes[at], value)

    def _multiples(self) -> set[float]:
        """Stated changes: twice, half, ten percent more or less."""
        changes = {f.value for f in self._figures if f.multiple and f.value > 0}
        shares = {f.value for f in self._figures if f.sort == "fraction" and 0 < f.value < 1}
        return changes | {1 + s for s in shares} | {1 - s for s in shares}


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))
