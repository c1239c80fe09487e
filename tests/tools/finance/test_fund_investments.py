"""Equity investments in funds: the examples of CRE99, and each approach's own rule."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import WeighedExposure
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def fund(**fields: Any) -> WeighedExposure:
    request = validate(CapitalCreditRequest, {"funds": [fields]})
    return capital_credit(request).exposures[0]


def refused(**fields: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        fund(**fields)
    return {problem.field: problem.message for problem in refusal.value.errors}


INDEX_FORWARDS = {"name": "forwards", "kind": "derivative", "asset_class": "equity", "amount": 100,
                  "counterparty_weight": 0.02, "cleared": True}  # fmt: skip


def test_look_through_example_of_cre99() -> None:
    """A fund replicating an equity index by cleared forwards, 20 % of its shares: RWA of 50.2."""
    found = fund(
        share=0.2,
        equity=95,
        holdings=[
            {"name": "cash", "asset_class": "cash", "amount": 20},
            {"name": "bonds", "asset_class": "sovereign", "rating": "AAA", "amount": 30},
            {"name": "margin receivable", "risk_weight": 0, "amount": 50},
            {**INDEX_FORWARDS, "counterparty_exposure": 56},
        ],
    )
    assert found.approach == "look_through"
    assert found.exposure_at_default == pytest.approx(19)
    assert round(found.risk_weighted_assets, 1) == 50.2


def test_mandate_example_of_cre99() -> None:
    """Listed equities and index futures to the limit, leverage 1.1, 18.18 invested: RWA 100.6."""
    found = fund(
        amount=18.18,
        approach="mandate",
        leverage=1.1,
        assets=100,
        holdings=[{"asset_class": "equity", "amount": 100}, INDEX_FORWARDS],
    )
    values = {step.name: step.value for step in found.steps}
    assert values["counterparty exposure of forwards"] == pytest.approx(1.4 * 115)
    assert values["risk-weighted assets of the fund"] == pytest.approx(503.22)
    assert round(found.risk_weighted_assets, 1) == 100.6


def test_central_bank_of_the_uae_look_through() -> None:
    """Average weight 101.2 %, leverage 100/95 (Guidance on equity investments in funds, 21)."""
    found = fund(
        share=0.2,
        equity=95,
        holdings=[
            {"risk_weight": 0, "amount": 50},
            {"risk_weight": 0.02, "amount": 50},
            {**INDEX_FORWARDS, "risk_weight": 1.0, "counterparty_exposure": 10},
        ],
    )
    assert found.risk_weight == pytest.approx(1.012 * 100 / 95)


def test_limits_of_a_mandate_are_used_from_the_heaviest_on() -> None:
    """CRE60.7(1): 30 % equities, 50 % corporates, the rest in government bonds."""
    found = fund(
        amount=10,
        leverage=1.0,
        assets=100,
        holdings=[
            {"asset_class": "sovereign", "rating": "AAA", "limit": 1.0},
            {"asset_class": "corporate", "limit": 0.5},
            {"asset_class": "equity", "limit": 0.3},
        ],
    )
    assert found.approach == "mandate"
    assert found.risk_weight == pytest.approx(0.3 * 2.5 + 0.5 * 1.0)


def test_derivatives_that_are_not_cleared_count_half_as_much_again() -> None:
    """CRE60.4: 1.5 times the counterparty exposure in place of CVA capital."""
    swap = {"name": "swap", "kind": "derivative", "risk_weight": 0, "amount": 100,
            "counterparty_exposure": 8, "counterparty_weight": 0.5}  # fmt: skip
    found = fund(amount=1, leverage=1, holdings=[{"risk_weight": 0, "amount": 100}, swap])
    assert found.risk_weight == pytest.approx(1.5 * 8 * 0.5 / 100)


def test_leverage_is_capped_at_1250() -> None:
    """CRE60.14."""
    found = fund(amount=10, average_risk_weight=1.5, assets=100, equity=10)
    assert found.risk_weight == 12.5
    plain = fund(amount=10, average_risk_weight=0.8, assets=100, equity=10)
    assert plain.risk_weight == pytest.approx(8.0)


def test_a_third_partys_weights_count_more() -> None:
    """CRE60.5."""
    found = fund(amount=10, average_risk_weight=0.5, leverage=2, third_party=True)
    assert found.risk_weight == pytest.approx(1.2 * 0.5 * 2)


def test_fall_back() -> None:
    """CRE60.8."""
    found = fund(amount=40)
    assert (found.approach, found.risk_weighted_assets) == ("fall_back", pytest.approx(500))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "funds.0", "share and the fund's equity"),
        ({"amount": 1, "average_risk_weight": 1}, "funds.0.leverage", "assets over equity"),
        ({"amount": 1, "approach": "mandate", "leverage": 1}, "funds.0.holdings", "may hold"),
        (
            {"amount": 1, "leverage": 1, "holdings": [{"asset_class": "cash", "limit": 0.5}]},
            "funds.0.holdings",
            "add up",
        ),
        (
            {"amount": 1, "leverage": 1, "holdings": [{"asset_class": "bank", "amount": 5}]},
            "funds.0.holdings.0.grade",
            "grade",
        ),
        (
            {"amount": 1, "leverage": 1, "holdings": [
                {"risk_weight": 0, "amount": 1},
                {"kind": "derivative", "risk_weight": 1, "amount": 1},
            ]},
            "funds.0.holdings.1.counterparty_weight",
            "0.02",
        ),
        ({"amount": 1, "holdings": [{"amount": 1}]}, "funds.0.holdings.0", "asset_class"),
    ],
)  # fmt: skip
def test_refusals(fields: dict[str, Any], field: str, words: str) -> None:
    problems = refused(**fields)
    assert field in problems
    assert words in problems[field]
