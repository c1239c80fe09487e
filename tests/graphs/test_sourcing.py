"""A calculation is no way to give a receipt to a number nobody gave."""

import pytest

from agents.spec import AgentSpec
from graphs.sourcing import numbers_of
from tests.graphs.asking import PRICE_CALL, Thread
from tests.graphs.roster_of_two import PRICE

ROSTER = (AgentSpec("risk", "Knows prices.", (PRICE,)),)


def calculate(expression: str, **figures: float) -> dict:
    arguments = {"expression": expression, **({"figures": figures} if figures else {})}
    return {"call": "arithmetic_calculate", "with": arguments}


@pytest.mark.parametrize(
    ("expression", "figures"),
    [
        ("5000000", {}),
        ("2500000 * 2", {}),
        ("4,900,000 + 100,000", {}),
        ("loss", {"loss": 5_000_000}),
        ("12", {}),
        ("3 * 5 * 17", {}),
        ("5m", {}),
    ],
)
async def test_an_invented_number_is_not_calculated_with(script, expression, figures):
    """The model is told which one; the lie that rests on it is struck out."""
    lie = "Your loss is 5,000,000 a year."
    model = script("risk", calculate(expression, **figures), lie, lie)
    told = await Thread(model, roster=ROSTER).ask("What is our loss on 3 at 5 each?")
    assert told.one("tool.failed")["problem"]["code"] == "no-source"
    assert "5,000,000" not in told.text


@pytest.mark.parametrize(
    ("expression", "figures", "value"),
    [
        ("3 * 5", {}, 15),
        ("3 * 5 * 12", {}, 180),
        ("20 % of 3 * 5", {}, 3),
        ("total / 3", {"total": 13.5}, 4.5),
    ],
)
async def test_given_figures_results_and_conversions_are(script, expression, figures, value):
    """What the person said, what a result holds, and months of a year."""
    model = script("risk", PRICE_CALL, calculate(expression, **figures), "It is done.")
    told = await Thread(model, roster=ROSTER).ask("What do 3 at 5 each cost, less 20 %?")
    assert told.of("tool.finished")[1]["result"]["value"] == pytest.approx(value)


def test_numerals_are_found_in_expressions_and_figures():
    """Names with digits are no numerals."""
    arguments = {"expression": "18 % of 12,400 + q3 * 1.5e3", "figures": {"q3": 7}}
    assert numbers_of(arguments) == (["18 %", "12,400", "1.5e3", "7"], True)


def test_an_exchange_rate_needs_a_source_and_its_day_is_no_number():
    """A rate or value by itself counts like any other figure of a calculation."""
    arguments = {"conversion": "1,200 euros to dollars", "rate": 1.08, "rate_date": "2026-03-03"}
    assert numbers_of(arguments)[0] == ["1,200", "1.08"]
    assert numbers_of({"value": 350, "from_unit": "F", "temperature_difference": True})[0] == [
        "350"
    ]
