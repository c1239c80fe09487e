"""A value with its unit: exact while everything is rational, a float after that."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tools.arithmetic._units import CURRENCIES, Powers, combine, conversion, spelled
from tools.expressions.refusal import refuse

Scalar = Fraction | float
LARGEST = 1e300
MOST_BITS = 20_000  # of a numerator or denominator; exact powers stop here
MOST_EXPONENT = 10_000


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, its unit, and whether it is a percentage."""

    value: Scalar
    unit: Powers = ()
    percent: bool = False

    @property
    def exact(self) -> bool:
        """Whether no rounding has happened."""
        return isinstance(self.value, Fraction)

    @property
    def kind(self) -> str:
        """What it measures, for a person."""
        if self.percent:
            return "a percentage"
        return spelled(self.unit) or "a plain number"


def bounded(quantity: Quantity, at: int) -> Quantity:
    """`quantity`, unless it left what a float can hold."""
    value = quantity.value
    if isinstance(value, float) and math.isnan(value):
        refuse("this has no defined value", at, "domain")
    if abs(value) > LARGEST:
        refuse("this is too large to compute", at, "overflow")
    if value != 0 and abs(value) < 1 / LARGEST:
        refuse("this is too small to compute", at, "underflow")
    return quantity


def aligned(left: Quantity, right: Quantity, at: int, doing: str) -> Quantity:
    """`right` in the unit of `left`, or a refusal that names both units."""
    factor = conversion(right.unit, left.unit)
    if factor is None or left.percent != right.percent:
        refuse(f"{doing} {left.kind} and {right.kind}: they differ in unit", at, "unit_mismatch")
    return replace(right, value=right.value * factor, unit=left.unit)


def plus(left: Quantity, right: Quantity, sign: int, at: int) -> Quantity:
    """Sum or difference; a percentage added to an amount is a percentage of that amount."""
    if right.percent and not left.percent:
        return replace(left, value=left.value * (1 + sign * right.value))
    verb = "cannot add" if sign > 0 else "cannot subtract"
    other = aligned(left, right, at, verb)
    return replace(left, value=left.value + sign * other.value)


def times(left: Quantity, right: Quantity) -> Quantity:
    """Product, with units multiplied."""
    unit, factor = combine(left.unit, right.unit, 1)
    percent = left.percent and right.percent
    return Quantity(left.value * right.value * factor, unit, percent)


def over(left: Quantity, right: Quantity, at: int) -> Quantity:
    """Quotient, with units divided."""
    if right.value == 0:
        refuse("division by zero", at, "division_by_zero")
    unit, factor = combine(left.unit, right.unit, -1)
    percent = left.percent and not right.percent and not right.unit
    return Quantity(left.value / right.value * factor, unit, percent)


def modulo(left: Quantity, right: Quantity, at: int) -> Quantity:
    """Remainder with the sign of the divisor."""
    other = aligned(left, right, at, "cannot divide")
    if other.value == 0:
        refuse("division by zero", at, "division_by_zero")
    return replace(left, value=left.value % other.value)


def power(base: Quantity, exponent: Quantity, at: int) -> Quantity:
    """`base` to a plain power; exact for whole exponents."""
    if exponent.unit:
        refuse(f"an exponent must be a plain number, not {exponent.kind}", at, "unit_mismatch")
    raised = _power(base.value, exponent.value, at)
    if not base.unit:
        return Quantity(raised)
    powers = [(symbol, n * Fraction(exponent.value)) for symbol, n in base.unit]
    if any(n.denominator != 1 for _, n in powers):
        refuse(f"{base.kind} cannot be raised to this power", at, "unit_mismatch")
    return Quantity(raised, tuple((symbol, int(n)) for symbol, n in powers if n))


def _power(base: Scalar, exponent: Scalar, at: int) -> Scalar:
    if abs(exponent) > MOST_EXPONENT:
        refuse(f"an exponent must lie between ±{MOST_EXPONENT:,}", at, "overflow")
    if base == 0 and exponent < 0:
        refuse("division by zero", at, "division_by_zero")
    if isinstance(base, Fraction) and isinstance(exponent, Fraction):
        if exponent.denominator == 1:
            return _whole_power(base, int(exponent), at)
        if exponent == Fraction(1, 2):
            return root(base, at)
    if base < 0 and exponent != int(exponent):
        refuse("a negative number has no real power of this kind", at, "domain")
    return _rounded(lambda: float(base) ** float(exponent), at)


def _whole_power(base: Fraction, exponent: int, at: int) -> Scalar:
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent) > MOST_BITS:
        return _rounded(lambda: float(base) ** exponent, at)
    return base**exponent


def root(value: Scalar, at: int) -> Scalar:
    """Square root, exact for squares of rationals."""
    if value < 0:
        refuse("a negative number has no real square root", at, "domain")
    if isinstance(value, Fraction):
        top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    return math.sqrt(value)


def _rounded(compute: Callable[[], float], at: int) -> float:
    try:
        return compute()
    except OverflowError:
        refuse("this is too large to compute", at, "overflow")


def currency_of(unit: Powers) -> str | None:
    """The currency, where the unit is one and nothing else."""
    return unit[0][0] if len(unit) == 1 and unit[0][1] == 1 and unit[0][0] in CURRENCIES else None
