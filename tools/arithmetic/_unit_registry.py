"""What a unit is worth: pint's definitions, in exact fractions.

Only names from our own word list or that pint knows as one word reach it, never a person's text
as an expression.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from tools.arithmetic._unit_text import Factor
from tools.arithmetic._unit_words import COMPOUND, Meaning

LARGEST_EXACT = 10**24  # a longer factor stems from pi or a measured constant: it is not exact
TEMPERATURES = {"degree_Celsius", "degree_Fahrenheit", "kelvin", "degree_Rankine"}
FUEL = {"[length]": Fraction(-2)}
_WORD = re.compile(r"[^\W\d_][\w]*")
Dimensions = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose words have one meaning each."""

    factors: tuple[tuple[Meaning, int], ...]

    @property
    def temperature(self) -> str | None:
        """The scale, where the unit is a bare temperature."""
        [(meaning, power), *others] = self.factors
        return meaning.name if not others and power == 1 and meaning.name in TEMPERATURES else None

    @property
    def currencies(self) -> list[tuple[str, int]]:
        """Currencies with their powers."""
        return [(m.name, power) for m, power in self.factors if m.dimension == "currency"]

    def size(self) -> tuple[Fraction, Dimensions]:
        """Its worth in base units, and its dimensions; a currency is a dimension of its own."""
        worth, found = Fraction(1), Dimensions()
        for meaning, power in self.factors:
            one, dimensions = _base(meaning)
            worth *= one**power
            for name, exponent in dimensions.items():
                found[name] = found.get(name, Fraction(0)) + exponent * power
        return worth, {name: exponent for name, exponent in found.items() if exponent}


def units(factors: Sequence[Factor]) -> Iterable[Unit]:
    """Every reading of a unit, the likeliest first."""
    for chosen in product(*(factor.meanings for factor in factors)):
        yield Unit(tuple((m, f.power) for m, f in zip(chosen, factors, strict=True)))


def lookup(word: str) -> tuple[Meaning, ...]:
    """What pint knows a word as that our own list lacks; empty when it knows none."""
    if not _WORD.fullmatch(word) or len(word) > 40:
        return ()
    found = _registry().parse_unit_name(word)
    names = ["".join(parts) for parts in found[:1]]
    return tuple(Meaning(name, "pint") for name in names)


@cache
def _base(meaning: Meaning) -> tuple[Fraction, Dimensions]:
    """One such unit in base units; temperatures as differences."""
    if meaning.dimension == "currency":
        return Fraction(1), {"currency": Fraction(1)}
    registry = _registry()
    name = COMPOUND.get(meaning.name, meaning.name)
    if meaning.name in {"degree_Celsius", "degree_Fahrenheit"}:
        name = f"delta_{meaning.name}"
    quantity = registry.Quantity(Fraction(1), registry.parse_units(name)).to_base_units()
    dimensions = {str(k): Fraction(v) for k, v in quantity.dimensionality.items()}
    kind = {"data": "[data]", "angle": "[angle]"}.get(meaning.dimension)
    if kind:
        dimensions[kind] = Fraction(1)
    if meaning.dimension == "data rate":
        dimensions["[data]"] = Fraction(1)
    return Fraction(quantity.magnitude), dimensions


@cache
def _registry() -> Any:
    # Pint takes a third of a second to load, so only the first conversion pays for it.
    import pint

    exact: Any = Fraction
    registry: Any = pint.UnitRegistry(non_int_type=exact)
    registry.define("hectokilometer = 100 kilometer")
    registry.define("quartliter = 0.25 liter")
    # Pint's is of the survey foot, which NIST withdrew in 2023 (88 FR 6391: 43,560 square feet).
    registry.define("acre = 43560 * foot ** 2")
    return registry


OFFSETS = {
    "kelvin": (Fraction(1), Fraction(0)),
    "degree_Celsius": (Fraction(1), Fraction("273.15")),
    "degree_Fahrenheit": (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
    "degree_Rankine": (Fraction(5, 9), Fraction(0)),
}
"""Slope and offset to kelvin (NIST SP 811, B.8)."""


def said_dimensions(dimensions: Dimensions) -> str:
    """What a unit measures, in words."""
    key = tuple(sorted((name.strip("[]"), exponent) for name, exponent in dimensions.items()))
    if key in _NAMED:
        return _NAMED[key]
    parts = [name if exponent == 1 else f"{name}^{exponent}" for name, exponent in key]
    return "·".join(parts) or "a plain number"


def _key(**powers: int) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted((name, Fraction(power)) for name, power in powers.items()))


_NAMED = {
    _key(length=1): "a length",
    _key(mass=1): "a mass",
    _key(time=1): "a time",
    _key(length=2): "an area",
    _key(length=3): "a volume",
    _key(length=1, time=-1): "a speed",
    _key(length=1, time=-2): "an acceleration",
    _key(length=1, mass=1, time=-2): "a force",
    _key(length=-1, mass=1, time=-2): "a pressure",
    _key(length=2, mass=1, time=-2): "an energy",
    _key(length=2, mass=1, time=-3): "a power",
    _key(temperature=1): "a temperature",
    _key(data=1): "an amount of data",
    _key(data=1, time=-1): "a data rate",
    _key(angle=1): "an angle",
    _key(currency=1): "an amount of money",
    _key(currency=1, mass=-1): "a price per mass",
    _key(currency=1, length=-3): "a price per volume",
    _key(length=-2): "a distance per volume (fuel economy)",
    _key(time=-1): "a frequency",
    _key(current=1): "an electric current",
    _key(length=-3, mass=1): "a density",
}
