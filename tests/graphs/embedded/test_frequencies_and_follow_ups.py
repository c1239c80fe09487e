"""Three frequencies of one thing, what only goes together, and follow-ups about the only object."""

from typing import Any

import pytest

from graphs.models.embedded.followup import follow
from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import message
from tests.graphs.embedded.told import TODAY, decision, filled, tool

YEARLY = "risk.simulate_annual_loss"


@pytest.mark.parametrize(
    ("say", "low", "likely", "high"),
    [
        ("Usually once in 4 years, in dry spells yearly, in wet ones once in 12 years; 3k to 9k.",
         1 / 12, 0.25, 1),
        ("Every other year is typical, once in six years when all is calm, yearly when it is not. "
         "Each costs 3k to 9k.", 1 / 6, 0.5, 1),
        ("Minimum one time each four years, maximum three times by year, habitually one time each "
         "year. It costs 3k to 9k.", 0.25, 1, 3),
    ],
)  # fmt: skip
def test_the_usual_of_three_frequencies_is_the_likely_one(
    say: str, low: float, likely: float, high: float
) -> None:
    """Whatever words stand beside the other two."""
    found = filled(YEARLY, say).arguments
    points = found["loss_event_frequency"]
    assert points["low"] == pytest.approx(low)
    assert points["likely"] == pytest.approx(likely)
    assert points["high"] == pytest.approx(high)
    assert "confidence" not in found


def test_what_only_goes_together_is_filled_together() -> None:
    """The chance of a second loss is taken where the second loss is told."""
    say = (
        "Scratched lenses: 30 to 70 a year, 45 typical; 20 / 35 / 80 dollars. One time in eight "
        "(could be 6 %, could be 22 %) the client walks off, and then it is 500 to 9,000 on top, "
        "say 1,500. Annual loss with that secondary part"
    )
    found = filled(YEARLY, say).arguments
    assert found["secondary_probability"] == {"low": 0.06, "likely": 0.125, "high": 0.22}
    assert found["secondary_loss"] == {"low": 500, "likely": 1500, "high": 9000}


@pytest.mark.parametrize(
    ("name", "before", "say", "field", "row"),
    [
        (
            "risk.value_controls",
            {
                "annual_loss": 90000,
                "controls": [
                    {"name": "fence", "annual_cost": 8000, "risk_reduction": {"likely": 0.3}}
                ],
            },
            "what if it cost 11k?",
            "controls",
            {"name": "fence", "annual_cost": 11000, "risk_reduction": {"likely": 0.3}},
        ),
        (
            "risk.stress_test",
            {
                "positions": [{"name": "tin", "amount": 5000}, {"name": "zinc", "amount": 7000}],
                "shocks": [{"name": "tin", "shock": -0.1}],
            },
            "and if it lost 25 %?",
            "shocks",
            {"name": "tin", "shock": -0.25},
        ),
    ],
)
def test_it_is_the_only_object_of_a_list(
    name: str, before: dict[str, Any], say: str, field: str, row: dict[str, Any]
) -> None:
    """The object keeps what is not spoken of; what falls is negative."""
    plan = follow(message(say, [], TODAY), Call(tool(name).name, before), tool(name))
    assert plan is not None
    assert plan.arguments == {**before, field: [row]}


def test_a_formula_that_lacks_its_inputs_asks_for_them_by_name() -> None:
    """Not only for "the inputs"."""
    plan = decision("risk.monte_carlo", "simulate length * width")
    assert plan.kind == "ask"
    assert "(length and width)" in plan.reply


def test_words_of_the_history_are_no_setting() -> None:
    """How long and of which days a history is says nothing of the question."""
    say = "here are three years of daily returns; the one-day 99 % VaR on 2 million euros?"
    found = filled("risk.value_at_risk", say).arguments
    assert {"volatility_period"}.isdisjoint(found)
    assert found.get("horizon", 1) == 1
