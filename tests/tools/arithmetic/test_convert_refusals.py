"""What cannot be converted is named, with what would be right."""

from typing import Any

import pytest

from tools.arithmetic._convert_request import ConvertRequest
from tools.arithmetic.conversion_text import conversions
from tools.arithmetic.convert import convert
from tools.errors import InvalidInput
from tools.validation import validate


def refused(**arguments: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        convert(validate(ConvertRequest, arguments))
    return caught.value


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "conversion", "required"),
        ({"value": 3, "from_unit": "km"}, "to_unit", "required"),
        ({"conversion": "5 kg to m"}, "to_unit", "a mass cannot be converted"),
        ({"conversion": "5 kg to m"}, "to_unit", "measures a length"),
        ({"conversion": "5 kg to EUR"}, "to_unit", "an amount of money"),
        ({"conversion": "5 km/h to kg"}, "to_unit", "a speed"),
        ({"conversion": "2 m 3 kg in cm"}, "to_unit", "a mass"),
        ({"conversion": "5 blorgs to km"}, "conversion", "not known"),
        ({"conversion": "5 kilometrs to miles"}, "conversion", "kilometres"),
        ({"value": 1, "from_unit": "galon", "to_unit": "l"}, "from_unit", "gallon"),
        ({"conversion": "hello"}, "conversion", "42.195 km to miles"),
        ({"conversion": "-300 C to F"}, "value", "absolute zero"),
        ({"conversion": "0 mpg in l/100km"}, "value", "inverted"),
        ({"conversion": "5 EUR to USD"}, "rate", "required"),
        ({"conversion": "5 EUR to USD", "rate": 0}, "rate", "more than 0"),
        ({"conversion": "5 EUR to USD", "rate": -1.1}, "rate", "more than 0"),
        ({"conversion": "5 EUR to USD", "rate": 1.1, "rate_unit": "EUR/USD"}, "rate_unit", "per"),
        ({"conversion": "5 EUR to USD", "rate": 1.1, "rate_unit": "GBP per EUR"}, "rate_unit",
         "USD per EUR"),
        ({"conversion": "5 EUR to USD", "rate": 1.1, "rate_date": "soon"}, "rate_date", "date"),
        ({"conversion": "5 EUR to USD", "value": 5}, "", "either"),
        ({"value": 1e300, "from_unit": "light year", "to_unit": "nm"}, "value", "too large"),
        ({"conversion": "1/0 kg in g"}, "conversion", "zero"),
        ({"value": 1, "from_unit": "m**9**9**9", "to_unit": "m"}, "from_unit", "not known"),
        ({"value": 1, "from_unit": "__import__('os')", "to_unit": "m"}, "from_unit", "not known"),
        ({"value": 1, "from_unit": "m" * 70, "to_unit": "m"}, "from_unit", "not known"),
    ],
)  # fmt: skip
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and why."""
    error = refused(**arguments)
    told = {problem.field: problem.message for problem in error.errors}
    assert field in told, told
    assert words in " ".join(told.values())


def test_a_missing_rate_is_missing_not_wrong() -> None:
    """So that it is asked for, never made up."""
    error = refused(conversion="1,200 euros to dollars")
    assert [(p.field, p.code) for p in error.errors] == [("rate", "missing")]
    assert "Rates are never looked up or guessed" in error.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("please convert 1,200 euros to dollars at 1.08", ["1,200 euros to dollars"]),
        ("The recipe says 350 F, what is that in celsius?", ["350 F to celsius"]),
        ("My run was 42.195 km. How many miles is that?", ["42.195 km to miles"]),
        ("how many days in 3 weeks", ["how many days in 3 weeks"]),
        ("8.2 l/100km, what's that in mpg?", ["8.2 l/100km to mpg"]),
    ],
)
def test_conversions_are_found_in_a_message(text: str, said: list[str]) -> None:
    """Whatever stands around them."""
    assert [one for _, _, one in conversions(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "We lose 3 to 12 laptops a year, usually 6, and each costs 900 to 4,000 euros",
        "Our churn went from 5 % to 3 %, ARPA 40 euros, 5000 customers",
        "how many customers are in 2 segments",
        "reviewed on 2 and 5 November",
        "2 hours in outage",
        "we pay 300 euros in month 3",
        "What's 5 feet 11 in a dating profile anyway?",
        "30 to 250 thousand euros, most likely 80",
        "between 2 and 6 hours to restore, 5,000 dollars an hour",
        "12 pallets * 48 boxes * 24 jars, how many jars is that",
        "How many calories are in 2 bananas and 30 g of peanut butter?",
        "from 3 days to 2 weeks",
        "it takes 5 minutes to 3 hours",
    ],
)
def test_ordinary_sentences_are_no_conversions(text: str) -> None:
    """Ranges, counts and the word "in" are not taken for one."""
    assert list(conversions(text)) == []
