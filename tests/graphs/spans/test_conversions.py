"""Conversions as people ask for them, and rates that name their currencies."""

import pytest

from graphs.models.embedded.converting import is_conversion
from graphs.models.embedded.rewriting import rewritten
from graphs.spans.conversions import conversion_spans, read_conversion
from graphs.spans.exchange import stated_rates


@pytest.mark.parametrize(
    ("text", "amounts", "target"),
    [
        ("what's 1'500 francs in euros", [(1500, "francs")], "euros"),
        ("2.5 US cups of milk, in ml?", [(2.5, "US cups")], "ml"),
        ("how much is a stone in kg", [(1, "stone")], "kg"),
        ("is 5'11 tall in cm?", [(5, "ft"), (11, "in")], "cm"),
        ("CHF 1,500 in EUR", [(1500, "CHF")], "EUR"),
        ("convert 90k GBP in dollars at 1.27", [(90000, "GBP")], "dollars"),
        ("£2m in euros", [(2000000, "£")], "euros"),
        ("5k quid in euros please", [(5000, "quid")], "euros"),
        ("2 mio EUR in CHF", [(2000000, "EUR")], "CHF"),
        ("100k kr in euros", [(100000, "kr")], "euros"),
        ("what would 300 quid be in euro?", [(300, "quid")], "euro"),
        ("half a mile in metres", [(0.5, "mile")], "metres"),
        ("my flat is 850 sq ft, what's that in m2?", [(850, "sq ft")], "m2"),
        ("1 lb 3 oz of butter in g", [(1, "lb"), (3, "oz")], "g"),
        ("how much is USD 5 per lb in EUR per kg", [(5, "USD per lb")], "EUR per kg"),
        ("10 k in miles", [(10, "k")], "miles"),
        ("bake at 375 F, what do I set a german oven to", [(375, "F")], "°C"),
        ("how far is 26 miles for a european?", [(26, "miles")], "km"),
        ("it is 30 celsius here, how hot is that for an american?", [(30, "celsius")], "°F"),
        ("how many litres in 12 gallons", [(12, "gallons")], "litres"),
        ("The tank holds sixty thousand litres. In US gallons?", [(60000, "litres")], "gallons"),
        ("the valve reads 2.4 bar; the datasheet wants psi", [(2.4, "bar")], "psi"),
        ("im 5 ft 11 in tall, what is that in cm", [(5, "ft"), (11, "in")], "cm"),
        ("how many euros would $240k be at 0.92?", [(240000, "$")], "euros"),
        (
            "beans are $4.10 per lb. what is that in dollars per kg",
            [(4.1, "$ per lb")],
            "dollars per kg",
        ),
    ],
)
def test_what_is_converted(text: str, amounts: list[tuple[float, str]], target: str) -> None:
    """The amount with its scale, its unit, and the unit wanted; nothing else is left to do."""
    (span,) = conversion_spans(text)
    asked = read_conversion(str(span.readings[0].value))
    assert asked is not None
    assert [(float(one.value), one.unit) for one in asked.amounts] == amounts
    assert asked.target == target
    assert is_conversion(text)


@pytest.mark.parametrize(
    "text",
    [
        "we lose 3 to 5 pounds a month in fees",
        "I ran 5 km in 30 minutes",
        "2m to pounds",
        "is a month in the red a problem?",
        "our cash is 400,000 euros and we burn 20,000 a month, when are we out in months?",
    ],
)
def test_what_is_no_conversion(text: str) -> None:
    """Units beside each other are not enough."""
    assert not is_conversion(text)


def test_an_arrow_is_to() -> None:
    """Between two units only; elsewhere it leads on."""
    assert rewritten("60 mph -> km/h") == "60 mph to km/h"
    assert rewritten("100 bucks in pesos @17.2") == "100 bucks in pesos at a rate of 17.2"
    assert rewritten("2-6 a year -> cost?") == "2-6 a year; cost?"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("one euro is 0.94 francs", (0.94, "francs", "euro")),
        ("£1 = $1.27", (1.27, "$", "£")),
        ("1.06 USD per EUR", (1.06, "USD", "EUR")),
        ("1,27 dollars to the pound", (1.27, "dollars", "pound")),
        ("190 yen for a pound", (190.0, "yen", "pound")),
    ],
)
def test_a_rate_that_names_its_currencies(text: str, stated: tuple[float, str, str]) -> None:
    """How much of the first is one of the second."""
    (one,) = stated_rates(text)
    assert (one.value, one.over, one.under) == stated


def test_a_price_is_no_rate() -> None:
    """Two currencies are needed."""
    assert not list(stated_rates("4 euros a month, and 1 unit costs 5 dollars"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The van does 28 miles to the (US) gallon. I only think in litres per 100 km.",
         "28 miles per US gallon to litres per 100 km"),
        ("It warmed up by 12 degrees Celsius; she wants the rise in Fahrenheit degrees.",
         "12 Celsius to Fahrenheit"),
        ("The invoice is over 9,300 zloty, one euro gets me 4.3 zloty. How many euros is it?",
         "9,300 zloty to euros"),
        ("What are 8,000 Japanese yen in Swiss francs?", "8,000 yen to Swiss francs"),
        ("We ran 12 km in 61 minutes, what's that in miles?", "12 km to miles"),
    ],
)  # fmt: skip
def test_amount_and_unit_may_stand_apart(text: str, said: str) -> None:
    assert [str(s.readings[0].value) for s in conversion_spans(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "We have 2 million in stocks and want it in bonds",
        "Rent is 1,200 pounds, our books are in euros, ARPA is 49 euros. What is LTV in pounds?",
        "Pay 300 to the bank in March",
    ],
)
def test_no_conversion_is_read_where_none_is_asked(text: str) -> None:
    assert not [*conversion_spans(text)]
