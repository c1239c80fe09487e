"""Margin agreements over several netting sets, and several in one: CRE52.74 to 52.76."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._counterparty_result import CounterpartyResult
from tools.finance.capital_counterparty import capital_counterparty
from tools.validation import validate


def exposure(**arguments: Any) -> CounterpartyResult:
    return capital_counterparty(validate(CounterpartyRequest, arguments))


def swap(value: float, **fields: Any) -> dict[str, Any]:
    plain = {"asset_class": "interest_rate", "currency": "USD", "notional": 10_000, "end": 10}
    return {**plain, "market_value": value, **fields}


TRADES = [
    swap(300, name="a", netting_set="Paris"),
    swap(50, name="b", netting_set="Paris", end=3, direction="short"),
    swap(-120, name="c", netting_set="London", direction="short"),
    swap(40, name="d", netting_set="Rome", end=2),
]
COVERED = [{"name": name, "margin_agreement": "CSA"} for name in ("Paris", "London", "Rome")]


def joint(terms: dict[str, Any], sets: list[dict[str, Any]] | None = None) -> CounterpartyResult:
    agreements = [{"name": "CSA", **terms}]
    return exposure(trades=TRADES, netting_sets=sets or COVERED, margin_agreements=agreements)


@pytest.mark.parametrize(
    ("terms", "collateral", "cost"),
    [
        ({"collateral": 0}, 0, 390),
        ({"variation_margin": 250}, 250, 140),
        ({"variation_margin": 200, "nica": 300}, 500, 0),
        ({"variation_margin": -100}, -100, 390),
        ({"variation_margin": -200}, -200, 390 + 80),
        ({"variation_margin": 100, "haircut": 0.1}, 90, 300),
        ({"variation_margin": -150, "haircut": 0.1}, -165, 390 + 45),
    ],
)
def test_replacement_cost_of_one_agreement(
    terms: dict[str, Any], collateral: float, cost: float
) -> None:
    """What is owed beyond collateral held, and collateral posted beyond what the bank owes."""
    result = joint(terms)
    [agreement] = result.margin_agreements
    assert agreement.collateral == pytest.approx(collateral)
    assert (agreement.positive_value, agreement.negative_value) == (390, -120)
    assert agreement.replacement_cost == pytest.approx(cost)
    assert result.replacement_cost == pytest.approx(cost)


def test_pfe_is_the_sum_of_the_unmargined_ones() -> None:
    """CRE52.76: each netting set alone, with a maturity factor of one year and no shared margin."""
    result = joint({"variation_margin": 250})
    alone = [
        exposure(trades=[t for t in TRADES if t["netting_set"] == name], margined=False)
        for name in ("Paris", "London", "Rome")
    ]
    assert alone[1].multiplier is not None
    assert alone[1].multiplier < 1  # the negative value of its own still lowers it
    assert result.pfe == pytest.approx(sum(one.pfe for one in alone))
    assert result.ead == pytest.approx(1.4 * (140 + result.pfe))
    assert {s.paragraph for s in result.steps} >= {"CRE52.75", "CRE52.76"}


def test_a_netting_sets_own_collateral_counts_in_both() -> None:
    """Held for one netting set only, it lowers its multiplier and the joint replacement cost."""
    sets = [{**COVERED[0], "nica": 400}, *COVERED[1:]]
    result = joint({"variation_margin": -10}, sets)
    paris = result.netting_sets[0]
    assert paris.multiplier < 1
    assert result.margin_agreements[0].collateral == pytest.approx(390)
    assert result.margin_agreements[0].replacement_cost == 0


def bare(trades: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    chosen = [t for t in trades if t["name"] in names]
    return [{k: v for k, v in t.items() if k != "margin_agreement"} for t in chosen]


def test_several_agreements_of_one_netting_set() -> None:
    """CRE52.74 FAQ1: one replacement cost and multiplier, add-ons by margin period of risk."""
    trades = [
        swap(300, name="a", margin_agreement="daily"),
        swap(-80, name="b", margin_agreement="daily", direction="short", end=4),
        swap(90, name="c", margin_agreement="weekly", end=6),
        swap(-60, name="d", end=2),
    ]
    agreements = [
        {"name": "daily", "threshold": 0, "variation_margin": 200},
        {"name": "weekly", "threshold": 20, "minimum_transfer_amount": 5, "remargining_period": 5},
    ]
    result = exposure(trades=trades, margin_agreements=agreements)
    parts = [
        exposure(trades=bare(trades, "a", "b"), threshold=0, margined=True),
        exposure(trades=bare(trades, "c"), threshold=20, remargining_period=5),
        exposure(trades=bare(trades, "d"), margined=False),
    ]
    margined = [part.netting_sets[0].addon_aggregate for part in parts]
    [whole] = result.netting_sets
    assert whole.replacement_cost == pytest.approx(max(250 - 200, 25 - 0, 0))
    assert whole.addon_aggregate == pytest.approx(sum(margined))
    assert whole.multiplier == 1
    assert whole.ead_before_cap == pytest.approx(1.4 * (50 + sum(margined)))
    alone = exposure(trades=bare(trades, "a", "b", "c", "d"), margined=False, collateral=200)
    assert result.ead == pytest.approx(min(whole.ead_before_cap, alone.ead))
    told = {step.name: step.value for step in result.steps if step.paragraph == "CRE52.74"}
    assert told["add-on of the sub-netting set of trades of 14 days"] == pytest.approx(margined[1])


def test_agreements_of_one_period_are_one_sub_netting_set() -> None:
    """Two daily agreements offset: the thresholds add up, and the margin counts in both."""
    trades = [
        swap(-40, name="a", margin_agreement="one"),
        swap(10, name="b", margin_agreement="two", direction="short"),
    ]
    agreements = [
        {"name": "one", "threshold": 7, "nica": 2, "variation_margin": -30},
        {"name": "two", "threshold": 3, "minimum_transfer_amount": 1},
    ]
    [found] = exposure(trades=trades, margin_agreements=agreements).netting_sets
    assert found.addon_aggregate == pytest.approx(0, abs=1e-9)
    assert found.collateral == pytest.approx(-28)
    assert found.replacement_cost == pytest.approx(max(-30 + 28, 7 + 3 + 1 - 2, 0))


@pytest.mark.parametrize(
    ("terms", "parts"),
    [
        ({"variation_margin": -100}, {"Paris": 1.0, "London": -20.0}),  # posted to London first
        ({"variation_margin": -130}, {"Paris": 1.0, "London": 1.0}),  # more than is owed
        ({"variation_margin": 250}, {"Paris": 1.0, "London": -120.0}),
    ],
)
def test_collateral_of_an_agreement_in_the_multipliers(
    terms: dict[str, Any], parts: dict[str, float]
) -> None:
    """CRE52.76 FAQ1: negative values take what was posted, positive ones what is held."""
    from math import exp

    result = joint(terms)
    sets = {one.name: one for one in result.netting_sets}
    for name, excess in parts.items():
        one = sets[name]
        expected = 1.0
        if excess < 0:
            expected = 0.05 + 0.95 * exp(excess / (2 * 0.95 * one.addon_aggregate))
        assert one.multiplier == pytest.approx(expected), name
    assert result.pfe == pytest.approx(sum(one.pfe for one in result.netting_sets))


def test_a_surplus_of_collateral_goes_by_add_on() -> None:
    """600 held: 390 against positive values, 210 by add-on."""
    from math import exp

    result = joint({"variation_margin": 600})
    whole = sum(one.addon_aggregate for one in result.netting_sets)
    values = {"Paris": 0.0, "London": -120.0, "Rome": 0.0}
    for one in result.netting_sets:
        excess = values[one.name] - 210 * one.addon_aggregate / whole
        expected = 0.05 + 0.95 * exp(excess / (2 * 0.95 * one.addon_aggregate))
        assert one.multiplier == pytest.approx(expected)


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        exposure(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"margin_agreements": [{"name": "x"}]}, "margin_agreements.0.name", "names this"),
        (
            {"netting_sets": [{"name": "Paris", "margin_agreement": "y"}]},
            "netting_sets.0.margin_agreement",
            "must be one of",
        ),
        (
            {"netting_sets": [{**COVERED[0], "threshold": 5}, *COVERED[1:]]}
            | {"margin_agreements": [{"name": "CSA"}]},
            "netting_sets.0.threshold",
            "term of the margin agreement",
        ),
        (
            {"netting_sets": COVERED, "margin_agreements": [{"name": "CSA"}, {"name": "CSA"}]},
            "margin_agreements.1.name",
            "twice",
        ),
        ({"margin_agreements": [{"name": "x"}], "threshold": 4}, "", "stands beside"),
    ],
)
def test_refusals(arguments: dict[str, Any], field: str, words: str) -> None:
    problems = refused(trades=TRADES, **arguments)
    assert field in problems
    assert words in problems[field]
