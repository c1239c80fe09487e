"""The functions an expression may call, and what each accepts."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from tools.arithmetic._quantity import Quantity, Scalar, aligned, power, root
from tools.expressions.refusal import refuse

CONSTANTS = {"pi": math.pi, "π": math.pi, "e": math.e}
LARGEST_FACTORIAL = 170  # 171! is beyond a float
MOST_DECIMALS = 12
_HALF = Fraction(1, 2)

Function = Callable[[Sequence[Quantity], int], Quantity]


def _plain(quantity: Quantity, at: int) -> Scalar:
    if quantity.unit:
        refuse(f"this function takes a plain number, not {quantity.kind}", at, "unit_mismatch")
    return quantity.value


def _log(values: Sequence[Quantity], at: int) -> Quantity:
    value = _plain(values[0], at)
    if value <= 0:
        refuse("a logarithm takes a number above zero", at, "domain")
    if len(values) == 1:
        return Quantity(_ln(value))
    base = _plain(values[1], at)
    if base <= 0 or base == 1:
        refuse("the base of a logarithm must be above zero and not one", at, "domain")
    return Quantity(_ln(value) / _ln(base))


def _ln(value: Scalar) -> float:
    if isinstance(value, Fraction):  # its parts may each be larger than a float
        return math.log(value.numerator) - math.log(value.denominator)
    return math.log(value)


def _logarithm(function: Callable[[Scalar], float]) -> Function:
    def compute(values: Sequence[Quantity], at: int) -> Quantity:
        value = _plain(values[0], at)
        if value <= 0:
            refuse("a logarithm takes a number above zero", at, "domain")
        return Quantity(function(value))

    return compute


def _exp(values: Sequence[Quantity], at: int) -> Quantity:
    value = _plain(values[0], at)
    if value > 690:
        refuse("this is too large to compute", at, "overflow")
    return Quantity(math.exp(value))


def _sqrt(values: Sequence[Quantity], at: int) -> Quantity:
    value = values[0]
    if value.unit:
        return power(value, Quantity(_HALF), at)
    return Quantity(root(value.value, at))


def _abs(values: Sequence[Quantity], _at: int) -> Quantity:
    return replace(values[0], value=abs(values[0].value))


def _round(values: Sequence[Quantity], at: int) -> Quantity:
    """Half away from zero, as people round; Python's own rounds half to even."""
    decimals = _plain(values[1], at) if len(values) == 2 else Fraction(0)
    if decimals != int(decimals) or abs(decimals) > MOST_DECIMALS:
        refuse(f"decimals must be a whole number up to {MOST_DECIMALS}", at, "domain")
    shift = Fraction(10) ** int(decimals)
    scale = Fraction(100) if values[0].percent else Fraction(1)
    size = abs(Fraction(values[0].value)) * shift * scale
    whole = Fraction(math.floor(size + _HALF)) / shift / scale
    return replace(values[0], value=whole if values[0].value >= 0 else -whole)


def _same_unit(values: Sequence[Quantity], at: int) -> list[Scalar]:
    return [aligned(values[0], value, at, "cannot compare or add").value for value in values]


def _over_all(function: Callable[[list[Scalar]], Scalar]) -> Function:
    def compute(values: Sequence[Quantity], at: int) -> Quantity:
        return replace(values[0], value=function(_same_unit(values, at)))

    return compute


def _factorial(values: Sequence[Quantity], at: int) -> Quantity:
    value = _plain(values[0], at)
    if value != int(value) or not 0 <= value <= LARGEST_FACTORIAL:
        message = f"a factorial takes a whole number from 0 to {LARGEST_FACTORIAL}"
        refuse(message, at, "domain")
    return Quantity(Fraction(math.factorial(int(value))))


def _total(values: list[Scalar]) -> Scalar:
    exact = [value for value in values if isinstance(value, Fraction)]
    if len(exact) == len(values):
        return sum(exact, Fraction(0))
    return math.fsum(values)


def _median(values: list[Scalar]) -> Scalar:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _trigonometric(function: Callable[[float], float]) -> Function:
    return lambda values, at: Quantity(function(float(_plain(values[0], at))))


def _cube_root(values: Sequence[Quantity], at: int) -> Quantity:
    value = _plain(values[0], at)
    nearest = Fraction(round(math.cbrt(value)))
    return Quantity(nearest if nearest**3 == value else math.cbrt(value))


ANY = 200
FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "sqrt": (1, 1, _sqrt),
    "exp": (1, 1, _exp),
    "log": (1, 2, _log),
    "ln": (1, 1, _logarithm(_ln)),
    "log10": (1, 1, _logarithm(lambda value: math.log10(value))),
    "log2": (1, 1, _logarithm(lambda value: math.log2(value))),
    "abs": (1, 1, _abs),
    "round": (1, 2, _round),
    "min": (1, ANY, _over_all(min)),
    "max": (1, ANY, _over_all(max)),
    "sum": (1, ANY, _over_all(_total)),
    "mean": (1, ANY, _over_all(lambda values: _total(values) / len(values))),
    "average": (1, ANY, _over_all(lambda values: _total(values) / len(values))),
    "median": (1, ANY, _over_all(_median)),
    "factorial": (1, 1, _factorial),
    "cbrt": (1, 1, _cube_root),
    "sin": (1, 1, _trigonometric(math.sin)),
    "cos": (1, 1, _trigonometric(math.cos)),
    "tan": (1, 1, _trigonometric(math.tan)),
}
"""By name: the fewest and most arguments, and the function."""


def call(name: str, values: Sequence[Quantity], at: int) -> Quantity:
    """Apply a function to its arguments."""
    if name not in FUNCTIONS:
        refuse(f"this function is unknown; known are {', '.join(FUNCTIONS)}", at, "unknown_name")
    fewest, most, function = FUNCTIONS[name]
    if not fewest <= len(values) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        refuse(f"{name} takes {wanted} values", at, "wrong_number_of_values")
    return function(values, at)
