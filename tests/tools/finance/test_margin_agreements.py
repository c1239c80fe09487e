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


def test_several_agreements_split_a_netting_set() -> None:
    """CRE52.74: the parts are netting sets of their own, for replacement cost and for PFE."""
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

    def bare(*names: str) -> list[dict[str, Any]]:
        chosen = [t for t in trades if t["name"] in names]
        return [{k: v for k, v in t.items() if k != "margin_agreement"} for t in chosen]

    parts = [
        exposure(trades=bare("a", "b"), threshold=0, variation_margin=200, margined=True),
        exposure(trades=bare("c"), threshold=20, minimum_transfer_amount=5, remargining_period=5),
        exposure(trades=bare("d"), margined=False),
    ]
    assert len(result.netting_sets) == 3
    assert not result.margin_agreements
    assert result.ead == pytest.approx(sum(part.ead for part in parts))
    assert result.addon_aggregate == pytest.approx(sum(part.addon_aggregate for part in parts))


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
