"""Lists of which only one object is told, perhaps without a name, and figures told in passing."""

from typing import Any

import pytest

from tests.graphs.embedded.told import decision, filled


def controls(say: str) -> list[dict[str, Any]]:
    return filled("risk.value_controls", say).arguments["controls"]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "Would a night porter be worth 28k a year if vandals lose us 60k a year and he "
            "prevents 4 in 10 of the cases?",
            {"name": "night porter", "annual_cost": 28000, "frequency_reduction": {"likely": 0.4}},
        ),
        (
            "Is it right to pay 2k a year for a lock? It prevents 30 % of break-ins.",
            {"name": "control", "annual_cost": 2000, "frequency_reduction": {"likely": 0.3}},
        ),
        (
            "Landslides come once in 30 years and cost 1 to 4 million. A wall costs 500k once, "
            "lasts 40 years and saves 60 % of the damage.",
            {
                "name": "wall",
                "one_off_cost": 500000,
                "lifetime_years": 40,
                "loss_reduction": {"likely": 0.6},
            },
        ),
    ],
)
def test_the_only_control_is_told_over_its_sentences(say: str, expected: dict[str, Any]) -> None:
    """What the tool itself claims in between (what is lost a year) ends no object."""
    assert controls(say) == [expected]


def test_a_share_that_cannot_be_is_explained() -> None:
    """More than all of a risk cannot be taken off it."""
    plan = decision("risk.value_controls", "annual loss 40k, a siren costs 3k and prevents 120 %")
    assert plan.kind == "ask"
    assert plan.reason == "a value cannot be"
    assert "controls" in plan.missing[0]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "The spill would cost 90,000 dollars at once and 4,000 a month for six months.",
            [
                {"name": "spill", "amount": {"likely": 90000}},
                {
                    "name": "spill, each month",
                    "amount": {"likely": 4000},
                    "timing": "per_month",
                    "months": 6,
                },
            ],
        ),
        (
            "impact: leak | cleaning 30k | rented pumps 2k a month for 3 months | margin 30%",
            [
                {"name": "cleaning", "amount": {"likely": 30000}},
                {
                    "name": "rented pumps",
                    "amount": {"likely": 2000},
                    "timing": "per_month",
                    "months": 3,
                },
            ],
        ),
    ],
)
def test_costs_once_and_costs_a_month_are_two(say: str, expected: list[dict[str, Any]]) -> None:
    """And a line parted by strokes is no row of a table."""
    assert filled("risk.financial_impact", say).arguments["cost_lines"] == expected


@pytest.mark.parametrize(
    ("tool", "say", "expected"),
    [
        (
            "risk.backtest_var",
            "was our 99% VaR fine with 5 breaches over 480 days?",
            {"exceptions": 5, "observations": 480, "confidence": 0.99},
        ),
        (
            "risk.financial_impact",
            "downtime 3/5/12 days, turnover 9k a day",
            {"recovery_days": {"low": 3, "likely": 5, "high": 12}},
        ),
        ("risk.generate_scenarios", "build 4000 paths with only one factor",
         {"scenarios": 4000, "factors": 1}),
        ("risk.aggregate_loss",
         "Hail 0.3/yr at 10k-90k, frost 0.2/yr at 20k-200k. Combined 99.5% loss?",
         {"confidence": 0.995}),
    ],
)  # fmt: skip
def test_figures_that_look_like_something_else(
    tool: str, say: str, expected: dict[str, Any]
) -> None:
    """A rate, a date, a version, a pronoun, a bar: each is what its field calls it."""
    found = filled(tool, say).arguments
    assert {name: found.get(name) for name in expected} == expected


def test_lists_under_names_are_the_columns_of_a_table() -> None:
    """Two lists of one length, each with its label."""
    say = "correlation please. rain: 3, 0, 7, 2, 9 and visits: 80, 120, 30, 95, 15"
    columns = {"rain": [3, 0, 7, 2, 9], "visits": [80, 120, 30, 95, 15]}
    assert filled("risk.analyse_correlation", say).arguments["history"] == {"columns": columns}


@pytest.mark.parametrize(
    "say",
    [
        "I hold wheat 70k, copper 30k; wheat falls by 20 %, what is left?",
        "Say wheat falls by 20 %: I hold wheat 70k and copper 30k",
    ],
)
def test_moves_of_what_is_held_are_no_further_holdings(say: str) -> None:
    """An object that falls is told elsewhere."""
    found = filled("risk.stress_test", say).arguments
    assert [row["name"] for row in found["positions"]] == ["wheat", "copper"]
    assert found["shocks"] == [{"name": "wheat", "shock": -0.2}]


def test_figures_told_in_words_and_as_a_matrix_are_told_once() -> None:
    """None of them is left over."""
    say = "ties of 0.7, 0.2 and 0.6: [[1, 0.7, 0.2], [0.7, 1, 0.6], [0.2, 0.6, 1]], possible?"
    assert filled("risk.nearest_correlation", say).unused == ()
