"""What scoring a vector comes to, in exact rational numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of one vector, each a whole number of tenths."""

    base: Fraction
    threat: Fraction
    """With the threat (or temporal) metrics; equal to the base where none is given."""
    environmental: Fraction
    """With every metric that is given."""
    macro_vector: str = ""
    """Version 4.0: the equivalence classes of the vector as scored."""
    details: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])
    """Further figures on the way, unrounded."""


def exact(table: Mapping[str, str]) -> dict[str, Fraction]:
    """Weights as the specification prints them, as the fractions they are."""
    return {key: Fraction(value) for key, value in table.items()}


def nearest_tenth(value: Fraction) -> Fraction:
    """Rounded to one decimal, a half upward."""
    return Fraction(floor(value * 10 + Fraction(1, 2)), 10)
