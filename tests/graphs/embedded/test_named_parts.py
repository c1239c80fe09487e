"""Costs told by their mean and spread, by a tail, and by the shape they have."""

import pytest

from tests.graphs.embedded.told import filled

LOSSES = "risk.aggregate_loss"


def losses(say: str) -> list[dict[str, object]]:
    """What a case of each scenario costs."""
    return [one["loss"] for one in filled(LOSSES, say).arguments["scenarios"]]


def test_a_mean_and_a_deviation_are_one_value() -> None:
    say = "hail 3 a year, mean 900 sd 400; frost 0.2 a year, mean of 20k with deviation 55k"
    assert losses(say) == [{"mean": 900, "deviation": 400}, {"mean": 20000, "deviation": 55000}]


def test_a_tail_goes_with_the_figure_before_it() -> None:
    say = "hail 3 a year, 400 to 900; frost 0.2 a year, pareto from 20k, alpha 1.7"
    assert losses(say)[1] == {"low": 20000, "tail_index": 1.7, "distribution": "pareto"}


@pytest.mark.parametrize(
    ("say", "shapes"),
    [
        ("hail 3 a year, 400 to 900 lognormal; frost twice a year, 1k to 9k", ["lognormal", None]),
        ("hail 3 a year, 400 to 900; frost twice a year, 1k to 9k. All uniform", ["uniform"] * 2),
        ("hail 3/yr gamma mean 900 sd 400; frost 2/yr mean 5k sd 6k gamma", ["gamma"] * 2),
    ],
)
def test_a_shape_is_that_of_the_cost_beside_it(say: str, shapes: list[str | None]) -> None:
    assert [loss.get("distribution") for loss in losses(say)] == shapes


@pytest.mark.parametrize(
    ("say", "names"),
    [
        ("- trip and slip: 3 a year, 400 to 900\n- frost: 2 a year, 1k to 9k",
         ["trip and slip", "frost"]),
        ("Damage in storage is 30 to 60 cases a year, 35 to 120 each. Frost 2 a year, 1k to 9k",
         ["Damage in storage", "Frost"]),
        ("Our depot (5 halls, 900 staffers) has cuts 20 to 30 a year at 300 to 800, burns 2 at 9k",
         ["cuts", "burns"]),
    ],
)  # fmt: skip
def test_an_object_keeps_its_whole_name(say: str, names: list[str]) -> None:
    assert [one["name"] for one in filled(LOSSES, say).arguments["scenarios"]] == names


def test_what_ties_the_risks_together_is_no_risk() -> None:
    say = "t copula, 4 degrees of freedom, rho 0.3; hail 3/yr 900; frost 0.2/yr 20k"
    given = filled(LOSSES, say).arguments
    assert [one["name"] for one in given["scenarios"]] == ["hail", "frost"]
    assert (given["degrees_of_freedom"], given["correlation"]) == (4, 0.3)


@pytest.mark.parametrize(
    ("say", "field", "growth"),
    [
        ("cash 900k, burn 60k rising 3 % a month", "cost_growth", 0.03),
        ("cash 900k, revenue 40k growing 3 % a month, costs 70k", "revenue_growth", 0.03),
        ("cash 900k. We earn 40k, spend 70k which climbs 3 % a month", "cost_growth", 0.03),
    ],
)
def test_growth_is_that_of_the_amount_before_it(say: str, field: str, growth: float) -> None:
    given = filled("venture.forecast_runway", say).arguments
    assert given[field] == {"likely": growth}
    assert {"cost_growth", "revenue_growth"} & set(given) == {field}
