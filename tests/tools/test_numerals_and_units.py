"""Numbers and units as people write them."""

import pytest

from tools.numerals import numerals
from tools.units import convert, leading_unit, unit, units


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3,5", [3.5]),
        ("1.234,5", [1234.5]),
        ("1,234.50", [1234.5]),
        ("1'234'567", [1234567]),
        ("1 500 000 people", [1500000]),
        ("6.02 x 10^23", [6.02e23]),
        ("6,02·10²³", [6.02e23]),
        ("4.2E-3", [0.0042]),
        ("10^-3", [0.001]),
        ("50 %", [0.5]),
        ("12.5 per cent", [0.125]),
        ("1/2", [0.5]),
        ("2 1/2", [2.5]),
        ("−5", [-5]),
        ("5-3", [5, 3]),
        ("H2O and x1", []),
        (".5", [0.5]),
        ("twelve", [12]),
        ("1/0", []),
        ("1e9999", []),
    ],
)
def test_numbers_are_read_as_meant(text: str, values: list[float]) -> None:
    """European and English separators, powers, fractions, per cent, words."""
    assert [float(n.value) for n in numerals(text)] == pytest.approx(values, rel=1e-15)


def test_a_lone_separator_before_three_digits_has_two_readings() -> None:
    """The comma is first read as English, the point as decimal."""
    (comma,), (point,), (sure,) = (list(numerals(t)) for t in ("1,234", "1.234", "0,234"))
    assert (float(comma.value), float(comma.other or 0)) == (1234, 1.234)
    assert (float(point.value), float(point.other or 0)) == (1.234, 1234)
    assert (float(sure.value), sure.other) == (0.234, None)


@pytest.mark.parametrize(
    ("text", "figures"),
    [("0.0040", (2, 2)), ("1500", (2, 4)), ("3.00e8", (3, 3)), ("10.0", (3, 3)), ("0", (1, 1))],
)
def test_significant_figures(text: str, figures: tuple[int, int]) -> None:
    """NIST SP 811 B.7: leading zeros never count; trailing zeros of a whole number may."""
    (numeral,) = numerals(text)
    assert numeral.figures == figures


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("m/s²", "m s^-2"),
        ("km per hour", "km/h"),
        ("kmh", "km/h"),
        ("square metres", "m2"),
        ("kg·m/s^2", "N"),
        ("degrees Celsius", "°C"),
        ("µm", "micrometre"),
        ("€", "EUR"),
        ("Ω", "ohms"),
        ("J/(kg K)", "J/kg/K"),
    ],
)
def test_units_are_known_in_many_spellings(text: str, same: str) -> None:
    """Both spellings convert into each other by one."""
    one, two = unit(text), unit(same)
    assert one is not None
    assert two is not None
    assert convert(1, one, two) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (1, "mile", "km", 1.609344),  # NIST SP 811, B.8: exact
        (1, "lb", "kg", 0.45359237),
        (1, "inch", "cm", 2.54),
        (25, "°C", "°F", 77),
        (-40, "°F", "°C", -40),
        (0, "°C", "K", 273.15),
        (1, "kWh", "MJ", 3.6),
        (1, "atm", "Pa", 101325),
        (1, "cal", "J", 4.184),
        (1, "eV", "J", 1.602176634e-19),  # SI Brochure, 9th edition: exact
    ],
)
def test_conversions_of_the_standards(
    value: float, source: str, target: str, expected: float
) -> None:
    """Published factors."""
    one, two = unit(source), unit(target)
    assert one is not None
    assert two is not None
    assert convert(value, one, two) == pytest.approx(expected, rel=1e-12)


def test_what_measures_something_else_is_not_converted() -> None:
    """Kilograms are no metres, euros no dollars."""
    assert convert(1, "kilogram", "meter") is None
    assert convert(1, "EUR", "USD") is None


@pytest.mark.parametrize(
    "text", ["9**9**9", "__import__('os')", "apples", "", "m" * 500, "()", "1"]
)
def test_only_units_reach_the_parser(text: str) -> None:
    """No expression is evaluated, whatever an answer contains."""
    assert units(text) == ()


def test_a_unit_is_found_before_other_words() -> None:
    """The longest beginning that is a unit."""
    assert leading_unit(" m/s downwards") == (("meter / second",), 4)
    assert leading_unit(" apples") == ((), 0)
