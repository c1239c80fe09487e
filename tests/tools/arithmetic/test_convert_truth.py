"""Conversions are right against NIST SP 811, exact definitions and each other."""

from fractions import Fraction
from typing import Any

import pytest

from tools.arithmetic._convert_request import ConvertRequest
from tools.arithmetic.conversion_text import Amount, Asked, read_conversion
from tools.arithmetic.convert import Converted, convert
from tools.validation import validate


def converted(conversion: str | None = None, **arguments: Any) -> Converted:
    if conversion is not None:
        arguments["conversion"] = conversion
    return convert(validate(ConvertRequest, arguments))


NIST = [
    ("acre", "square meter", 4.046_856e3),  # of the international foot, since 2023
    ("atm", "Pa", 1.01325e5),
    ("BTU", "J", 1.055_055_852_62e3),
    ("barrel of oil", "m^3", 1.589_873e-1),
    ("bar", "Pa", 1e5),
    ("calorie", "J", 4.184),
    ("carat", "kg", 2e-4),
    ("day", "s", 8.64e4),
    ("dyne", "N", 1e-5),
    ("fathom", "m", 1.828_804),
    ("foot", "m", 3.048e-1),
    ("ft lb", "J", 1.355_818),
    ("US gallon", "m^3", 3.785_412e-3),
    ("imperial gallon", "m^3", 4.546_09e-3),
    ("US fluid ounce", "ml", 29.573_53),
    ("hectare", "m²", 1e4),
    ("hp", "W", 7.456_999e2),
    ("metric horsepower", "W", 7.354_988e2),
    ("inch", "m", 2.54e-2),
    ("inHg", "Pa", 3.386_389e3),
    ("kgf", "N", 9.806_65),
    ("km/h", "m/s", 2.777_778e-1),
    ("knot", "m/s", 5.144_444e-1),
    ("kWh", "J", 3.6e6),
    ("light year", "m", 9.460_73e15),
    ("mile", "m", 1.609_344e3),
    ("mph", "m/s", 4.4704e-1),
    ("mmHg", "Pa", 1.333_224e2),
    ("nautical mile", "m", 1.852e3),
    ("oz", "kg", 2.834_952e-2),
    ("troy ounce", "kg", 3.110_348e-2),
    ("parsec", "m", 3.085_678e16),
    ("lb", "kg", 4.535_924e-1),
    ("lbf", "N", 4.448_222),
    ("psi", "Pa", 6.894_757e3),
    ("US pint", "l", 4.731_765e-1),
    ("slug", "kg", 1.459_390e1),
    ("short ton", "kg", 9.071_847e2),
    ("long ton", "kg", 1.016_047e3),
    ("torr", "Pa", 1.333_224e2),
    ("yard", "m", 9.144e-1),
    ("lb/ft^3", "kg/m^3", 1.601_846e1),
    ("ft/s^2", "m/s^2", 3.048e-1),
    ("W/in^2", "W/m^2", 1.550_003e3),
    ("degree", "rad", 1.745_329e-2),
    ("gal/min", "m^3/s", 6.309_020e-5),
    ("revolution", "rad", 6.283_185),
]


@pytest.mark.parametrize(("source", "target", "factor"), NIST)
def test_factors_of_nist_sp_811(source: str, target: str, factor: float) -> None:
    """Appendix B.8, to the seven digits printed there."""
    result = converted(value=1, from_unit=source, to_unit=target)
    assert result.value == pytest.approx(factor, rel=6e-7)
    assert result.factor == pytest.approx(factor, rel=6e-7)


@pytest.mark.parametrize(("source", "target", "factor"), NIST)
def test_there_and_back_is_where_one_started(source: str, target: str, factor: float) -> None:
    """The inverse of every factor."""
    there = converted(value=7.25, from_unit=source, to_unit=target)
    back = converted(value=there.value, from_unit=target, to_unit=source)
    assert back.value == pytest.approx(7.25, rel=1e-12)


@pytest.mark.parametrize(
    ("conversion", "value", "unit"),
    [
        ("42.195 km to miles", 26.218757, "miles"),
        ("how many miles is 42.195 km?", 26.218757, "miles"),
        ("350 F in celsius", 176.666667, "°C"),
        ("-40 °C in °F", -40, "°F"),
        ("0 K to C", -273.15, "°C"),
        ("5 ft 11 in to cm", 180.34, "cm"),
        ("5'11\" in cm", 180.34, "cm"),
        ("what's 6 foot 2 in centimetres?", 187.96, "centimetres"),
        ("10 stone 4 pounds in kg", 65.317301, "kg"),
        ("1 h 30 min in minutes", 90, "minutes"),
        ("1 1/2 cups in ml", 354.882355, "ml"),
        ("3/4 inch in mm", 19.05, "mm"),
        ("half a mile in metres", 804.672, "metres"),
        ("12 in in cm", 30.48, "cm"),
        ("1,5 kg in g", 1500, "g"),
        ("1.250,5 km in m", 1_250_500, "m"),
        ("1'200 m in km", 1.2, "km"),
        ("1.5 million barrels to litres", 238_480_942.392, "litres"),
        ("8 l/100km to mpg", 29.401823, "mpg"),
        ("30 mpg in l/100 km", 7.840486, "l/100 km"),
        ("15 km/l in l/100km", 6.666667, "l/100km"),
        ("500 Mbps to MB/s", 62.5, "MB/s"),
        ("1 GiB in GB", 1.073741824, "GB"),
        ("1 GB to GiB", 0.931322575, "GiB"),
        ("1 GiB to MB", 1073.741824, "MB"),  # IEC 80000-13: a GiB is 1,073,741,824 bytes
        ("512 MiB to GB", 0.536870912, "GB"),
        ("500 GB in MiB", 476_837.158203125, "MiB"),
        ("1 TB in GiB", 931.322574615, "GiB"),
        ("3000 rpm to Hz", 50, "Hz"),
        ("20 sq ft to m2", 1.8580608, "m2"),
        ("5 cubic metres in litres", 5000, "litres"),
        ("9.81 m/s² to ft/s^2", 32.185039, "ft/s^2"),
        ("100 kilometres per hour in miles per hour", 62.137119, "miles per hour"),
        ("1 Wh in kJ", 3.6, "kJ"),
        ("12 oz to ml", 354.882355, "ml"),
        ("12 oz to g", 340.194278, "g"),
        ("200 lb to newtons", 889.644323, "newtons"),
        ("5 m to minutes", 5, "minutes"),
        ("100 pounds in kg", 45.359237, "kg"),
        ("1 imperial gallon to pints", 8, "pints"),
        ("1 imperial gallon to gallons", 1.200950, "gallons"),
        ("how many seconds are in 2 days", 172_800, "seconds"),
        ("how many feet are there in a mile", 5280, "feet"),
    ],
)
def test_conversions_as_people_ask(conversion: str, value: float, unit: str) -> None:
    """Spoken and written in many ways."""
    result = converted(conversion)
    assert result.value == pytest.approx(value, rel=1e-6)
    assert result.unit == unit
    assert result.decimal in result.summary


def test_exact_results_are_exact() -> None:
    """Rational factors stay fractions; those with pi do not pretend to."""
    assert converted("1 mile in km").exact == "25146/15625"
    assert converted("3 ft in m").exact == "1143/1250"
    assert converted("90 degrees in radians").exact is None
    assert "about" not in converted("1 inch in cm").summary
    assert "about" in converted("1 km in miles").summary


def test_money_at_a_stated_rate_and_date() -> None:
    """The rate as stated, in either direction, and its date."""
    result = converted("1,200 euros to dollars", rate=1.08, rate_date="2026-03-03")
    assert (result.value, result.unit) == (1296.0, "USD")
    assert result.rate is not None
    assert (result.rate.value, result.rate.unit, result.rate.per) == (1.08, "USD", "EUR")
    assert str(result.rate.date) == "2026-03-03"
    assert "**$1,296**, at 1.08 USD per EUR as of 3 March 2026" in result.summary
    back = converted("1,296 dollars to euros", rate=1.08, rate_unit="USD per EUR")
    assert back.value == pytest.approx(1200)
    assert "at 1.08 USD per EUR" in back.summary


def test_prices_per_weight_across_currencies() -> None:
    """Both the money and the weight are converted."""
    result = converted("3.50 USD per lb to EUR per kg", rate=0.92)
    assert result.value == pytest.approx(3.5 * 0.92 / 0.45359237)
    assert converted("2 EUR per l to EUR per gallon").value == pytest.approx(2 * 3.785411784)


def test_pounds_are_money_beside_money_and_weight_beside_weight() -> None:
    """One word, three meanings, chosen by the other side."""
    assert converted("20 pounds to euros", rate=1.15).value == pytest.approx(23)
    assert converted("20 pounds to kg").value == pytest.approx(9.0718474)


def test_temperature_differences_have_no_offset() -> None:
    """A rise of 10 °C is one of 18 °F; 10 °C is 50 °F."""
    difference = {"temperature_difference": True}
    assert converted("10 C in F").value == pytest.approx(50)
    assert converted("10 C in F", **difference).value == pytest.approx(18)
    assert converted("5 W/K to W/°F").value == pytest.approx(5 / 1.8)


@pytest.mark.parametrize(
    ("conversion", "taken", "other"),
    [
        ("3 gallons to litres", "US liquid gallon", 13.63827),
        ("2 tons to kg", "US short ton", 2032.0938176),
        ("2 pints in ml", "US liquid pint", 1136.5225),
        ("100 hp to kW", "mechanical horsepower", 73.549875),
        ("30 mpg in km/l", "miles per US gallon", 10.6201),
        ("1 GB in MB", "decimal gigabyte", 1024),
        ("1 GiB in MB", "decimal megabyte", 1024),
    ],
)
def test_what_an_ambiguous_unit_was_taken_for_is_said(
    conversion: str, taken: str, other: float
) -> None:
    """With what would come out otherwise."""
    result = converted(conversion)
    assert any(taken in note for note in result.notes)
    assert result.alternatives[0].value == pytest.approx(other, rel=1e-5)


def test_plain_units_leave_nothing_to_say() -> None:
    """No notes where nothing was assumed."""
    assert converted("42.195 km to miles").notes == []


def test_units_only_pint_knows_are_found() -> None:
    """Beyond our own list of words."""
    assert converted("2 leagues to km").value == pytest.approx(9.65606, rel=1e-5)


def test_a_rate_between_plain_units_is_left_out_and_said() -> None:
    """A stray number beside a conversion of lengths spoils nothing."""
    result = converted("5 km to m", rate=2)
    assert (result.value, result.rate) == (5000, None)
    assert any("rate was left out" in note for note in result.notes)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("90k GBP in dollars", 114_300),
        ("90K pounds to USD", 114_300),
        ("£90k in dollars", 114_300),
        ("how many dollars is 90k GBP", 114_300),
        ("1.2m GBP in USD", 1_524_000),
        ("£1.2M to USD", 1_524_000),
        ("1,500 thousand pounds to USD", 1_905_000),
        ("2bn pounds in dollars", 2.54e9),
    ],
)
def test_magnitudes_of_money(said: str, value: float) -> None:
    """The k of "90k GBP" was dropped: a thousandth came out."""
    assert converted(said, rate=1.27).value == pytest.approx(value, rel=1e-12)


def test_a_unit_is_no_magnitude() -> None:
    assert read_conversion("5k to miles") == Asked((Amount(Fraction(5), "k"),), "miles")
    assert read_conversion("3 m to ft") == Asked((Amount(Fraction(3), "m"),), "ft")
