"""Choose what ambiguous units mean, and convert."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from tools.arithmetic._unit_registry import (
    LARGEST_EXACT,
    OFFSETS,
    Unit,
    lookup,
    said_dimensions,
    units,
)
from tools.arithmetic._unit_text import Factor, UnknownUnit, read_unit
from tools.arithmetic._unit_words import Meaning
from tools.arithmetic.conversion_text import Amount
from tools.errors import InvalidInput

Way = Literal["linear", "temperature", "reciprocal"]
_US = {"gallon", "quart", "pint", "cup", "fluid_ounce", "US_ton", "mile_per_gallon"}
_DECIMAL = {"kilobyte", "megabyte", "gigabyte", "terabyte"}
MOST_READINGS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the question: what each unit means, and what comes out."""

    sources: tuple[Unit, ...]
    target: Unit
    way: Way
    factor: Fraction | None
    """What one of the first source unit is in the target; None where that is no fixed number."""

    value: Fraction
    exact: bool

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """Of every word, in order."""
        return tuple(m for unit in (*self.sources, self.target) for m, _ in unit.factors)


def parsed(text: str, field: str) -> tuple[Factor, ...]:
    """The factors of a unit, or a refusal that names units that look like it."""
    try:
        return read_unit(text)
    except UnknownUnit as unknown:
        if found := lookup(text.strip()):
            return (Factor(text.strip(), found, 1),)
        near = f"; did you mean {' or '.join(unknown.near)}?" if unknown.near else ""
        message = f"holds a unit that is not known{near}"
        raise InvalidInput.of(field, message, code="unknown_unit") from None


def readings(
    amounts: Sequence[Amount],
    sources: Sequence[Sequence[Factor]],
    target: Sequence[Factor],
    difference: bool,
) -> list[Reading]:
    """Every reading that makes sense, the likeliest first; a refusal when there is none."""
    every = product(*(list(units(source)) for source in sources), list(units(target)))
    found: list[Reading] = []
    for number, chosen in enumerate(every):
        if number >= MOST_READINGS:
            break
        if reading := _read(amounts, chosen[:-1], chosen[-1], difference):
            found.append(reading)
    if not found:
        one, other = next(iter(units(sources[0]))), next(iter(units(target)))
        left, right = said_dimensions(one.size()[1]), said_dimensions(other.size()[1])
        if left == right:
            left = " and ".join(said_dimensions(next(iter(units(s))).size()[1]) for s in sources)
        raise InvalidInput.of(
            "to_unit", f"measures {right}, and {left} cannot be converted to that",
            code="unit_mismatch",
        )  # fmt: skip
    written = all(_binary(_names(reading)) for reading in found)
    worths = [_unmeant(reading, written) for reading in found]
    return [reading for worth, reading in zip(worths, found, strict=True) if worth == min(worths)]


def _names(reading: Reading) -> set[str]:
    return {meaning.name for meaning in reading.meanings}


def _binary(names: set[str]) -> bool:
    return any(name.endswith("bibyte") for name in names)


def _unmeant(reading: Reading, binary_written: bool) -> int:
    """How little a reading is meant: 1 where families of units are mixed, 2 where both are one.

    Where GiB itself is written, MB beside it is the decimal megabyte first (IEC 80000-13).
    """
    names = _names(reading)
    if len(reading.sources) == 1 and reading.sources[0].factors == reading.target.factors:
        return 2
    imperial = any("imperial" in name or name == "long_ton" for name in names)
    mixed = _binary(names) and bool(names & _DECIMAL) and not binary_written
    return int((imperial and bool(names & _US)) or mixed)


def _read(
    amounts: Sequence[Amount], sources: Sequence[Unit], target: Unit, difference: bool
) -> Reading | None:
    sizes = [source.size() for source in sources]
    worth, dimensions = target.size()
    if len(sources) == 1 and _inverse(sizes[0][1], dimensions):
        if amounts[0].value == 0:
            raise InvalidInput.of("value", "must not be 0 here: it is inverted", code="domain")
        value = 1 / (amounts[0].value * sizes[0][0]) / worth
        return Reading(
            tuple(sources), target, "reciprocal", None, value, _exact(sizes[0][0] * worth)
        )
    if any(other != dimensions for _, other in sizes):
        return None
    scales = [source.temperature for source in sources]
    if len(sources) == 1 and scales[0] and target.temperature and not difference:
        value = _on_scale(amounts[0].value, scales[0], target.temperature)
        return Reading(tuple(sources), target, "temperature", None, value, True)
    value = (
        sum((a.value * s for a, (s, _) in zip(amounts, sizes, strict=True)), Fraction(0)) / worth
    )
    factor = sizes[0][0] / worth
    return Reading(tuple(sources), target, "linear", factor, value, _exact(factor))


def _inverse(one: dict[str, Fraction], other: dict[str, Fraction]) -> bool:
    """Distance per volume against volume per distance."""
    fuel = {"[length]": Fraction(-2)}, {"[length]": Fraction(2)}
    return (one, other) in (fuel, fuel[::-1])


def _exact(factor: Fraction) -> bool:
    return max(abs(factor.numerator), factor.denominator) < LARGEST_EXACT


def _on_scale(value: Fraction, source: str, target: str) -> Fraction:
    slope, offset = OFFSETS[source]
    kelvin = value * slope + offset
    if kelvin < 0:
        raise InvalidInput.of("value", "lies below absolute zero", code="domain")
    slope, offset = OFFSETS[target]
    return (kelvin - offset) / slope
