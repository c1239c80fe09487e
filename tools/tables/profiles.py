"""What a column holds: numbers, flags, dates or words, judged by all of its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

from tools.tables.dates import dates, moments
from tools.tables.headings import unit_of

Cell = str | float | int | bool | None
_MEASURED = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([^\W\d]{1,9}|%)")
_YES = frozenset(
    ["yes", "y", "true", "right", "correct", "ja", "pass", "passed", "✓", "richtig", "x"]
)
_NO = frozenset(["no", "n", "false", "wrong", "incorrect", "nein", "fail", "failed", "✗", "falsch"])


@dataclass(frozen=True)
class Profile:
    """A column, and what it can be read as."""

    heading: str
    cells: Sequence[Cell]
    seen: str = ""
    """The unit its file wrote into the cells, which its reader has taken off."""

    @cached_property
    def held(self) -> list[Cell]:
        """The cells that hold something."""
        return [c for c in self.cells if c is not None and (not isinstance(c, str) or c.strip())]

    @cached_property
    def blanks(self) -> int:
        """How many cells hold nothing."""
        return len(self.cells) - len(self.held)

    @cached_property
    def _measured(self) -> tuple[list[float], str] | None:
        """Numbers with one unit in every cell: "12 months"."""
        found = [_MEASURED.fullmatch(c.strip()) if isinstance(c, str) else None for c in self.held]
        units = {match[2] for match in found if match}
        if not found or None in found or len(units) != 1:
            return None
        unit = unit_of(f"({units.pop()})")
        return ([float(match[1]) for match in found if match], unit) if unit else None

    @cached_property
    def numbers(self) -> list[float] | None:
        """The numbers of all cells that hold something; None when one is no number."""
        if self.held and all(
            isinstance(c, int | float) and not isinstance(c, bool) for c in self.held
        ):
            return [float(c) for c in self.held if c is not None]
        return self._measured[0] if self._measured else None

    @cached_property
    def unit(self) -> str:
        """The unit that the heading or every cell names; cells that said 4 % are fractions now."""
        return self.seen or unit_of(self.heading) or (self._measured[1] if self._measured else "")

    @cached_property
    def flags(self) -> list[bool] | None:
        """Yes and no, 1 and 0, right and wrong."""
        found = [flag(cell) for cell in self.held]
        return [f for f in found if f is not None] if found and None not in found else None

    @cached_property
    def dates(self) -> list[str] | None:
        """Days or moments as ISO 8601 text."""
        texts = [c for c in self.held if isinstance(c, str)]
        if texts and len(texts) == len(self.held):
            return dates(texts)
        return moments(self.numbers) if self.numbers else None

    @property
    def kind(self) -> Literal["empty", "number", "date", "text"]:
        """What a person would call the column."""
        if not self.held:
            return "empty"
        if self.dates is not None and any(isinstance(c, str) for c in self.held):
            return "date"
        return "number" if self.numbers is not None else "text"

    @cached_property
    def counts(self) -> bool:
        """Whether it only numbers the rows: 0, 1, 2 …"""
        numbers = self.numbers
        if numbers is None or len(numbers) < 3 or self.blanks or numbers[0] not in (0, 1):
            return False
        return all(after - before == 1 for before, after in pairwise(numbers))


def flag(cell: Any) -> bool | None:
    """A cell as yes or no; None when it is neither."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else None
    said = str(cell).strip().casefold()
    return True if said in _YES else False if said in _NO else None
