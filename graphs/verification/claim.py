"""A figure that an answer states, and all that a text states."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphs.spans.units import PER_YEAR
from graphs.verification.figure import Sort

COUNTED = "items"
"""Unit of a number with the noun it counts before its period: "12 laptops a year"."""


@dataclass(slots=True)
class Claim:
    """What stands in the answer: where, what it is worth, how finely it was written."""

    start: int
    end: int
    sort: Sort
    value: float
    """In the unit of its sort: a fraction for percent, days for a duration, a year's rate."""
    raw: float
    """As written, with its magnitude: 3.4 of "3.4 %"."""
    step: float = 0.0
    """What one unit of its last digit is worth, in the terms of `raw`."""
    coarse: float = 0.0
    """What its last digit other than zero is worth: a thousand in 20,000."""
    unit: str = ""
    per: str = ""
    currency: str = ""
    inverse: bool = False
    in_words: bool = False
    month: int | None = None
    year: int | None = None
    day: int | None = None
    core: tuple[int, int] = (0, 0)
    """Where its numeral stands, without sign and unit."""
    other: "Claim | None" = None
    """What it states where this does not hold: the decimal of "rose by 1.7.", if no day."""

    @property
    def scale(self) -> float:
        """What `raw` is multiplied by to give `value`."""
        return self.value / self.raw if self.raw else 1.0

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it states, wherever it stands."""
        return (
            self.sort, self.value, self.raw, self.step, self.coarse, self.unit, self.per,
            self.currency, self.inverse, self.in_words, self.month, self.year, self.day,
            self.other and self.other.meaning,
        )  # fmt: skip

    @property
    def is_level(self) -> bool:
        """Whether it may name a quantile: "one in a hundred", "95 %", "half"."""
        said = self.sort == "fraction" or self.inverse  # "one year in ten" reads as a rate
        return said and 0 < self.level < 1

    @property
    def level(self) -> float:
        """As a share of cases: one day in a hundred is a hundredth, though 3.65 times a year."""
        if not self.inverse:
            return self.value
        return self.value / PER_YEAR.get(self.unit.removeprefix("once in ").rstrip("s"), 1.0)


def moved(claim: Claim, by: int) -> Claim:
    """The same claim where its line stands in the text."""
    if not by:
        return claim
    return Claim(
        claim.start + by, claim.end + by, claim.sort, claim.value, claim.raw, claim.step,
        claim.coarse, claim.unit, claim.per, claim.currency, claim.inverse, claim.in_words,
        claim.month, claim.year, claim.day, (claim.core[0] + by, claim.core[1] + by),
        claim.other,
    )  # fmt: skip


@dataclass(slots=True)
class Stated:
    """What an answer states."""

    claims: list[Claim] = field(default_factory=list[Claim])
    references: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    """Places in documents: section, page, question numbers."""
    unread: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Digits that no reading covers."""

    def beside(self, text: str, start: int, end: int) -> "Beside":
        """What must stand elsewhere as it is written, of the sentence between two places."""
        return (
            *(one for one in self.references if start <= one[0] < end),
            *((a, b, text[a:b]) for a, b in self.unread if start <= a < end),
        )

    def without(self, places: Sequence[tuple[int, int]]) -> "Stated":
        """The same but for what begins in some places."""
        if not places:
            return self

        def outside(at: int) -> bool:
            return not any(start <= at < end for start, end in places)

        return Stated(
            [claim for claim in self.claims if outside(claim.start)],
            [one for one in self.references if outside(one[0])],
            [one for one in self.unread if outside(one[0])],
        )


Beside = tuple[tuple[int, int, str], ...]
"""Where digits stand, and what of them must be found."""
