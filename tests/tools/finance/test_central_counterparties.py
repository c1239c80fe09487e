"""Exposures to central counterparties (CRE54), and general provisions of a standardised book."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def run(**request: Any) -> CapitalCredit:
    return capital_credit(validate(CapitalCreditRequest, request))


def ccp(**fields: Any) -> CapitalCredit:
    fields.setdefault("trade_exposure", 0)
    return run(central_counterparties=[fields])


@pytest.mark.parametrize(
    ("protection", "weight"),
    [("member", 0.02), ("client_protected", 0.02), ("client_partly", 0.04)],
)
def test_trades(protection: str, weight: float) -> None:
    """CRE54: members and protected clients, and others."""
    found = ccp(trade_exposure=500, protection=protection)
    assert found.risk_weighted_assets == pytest.approx(500 * weight)


FUND: dict[str, Any] = {"default_fund": 40, "member_funds": 900, "ccp_funds": 100}


def test_the_default_fund() -> None:
    """K_CM = max(K_CCP DF_i / (DF_CCP + DF_CM); 8 % x 2 % x DF_i), times 12.5."""
    large = ccp(**FUND, hypothetical_capital=200)
    assert large.risk_weighted_assets == pytest.approx(12.5 * 200 * 40 / 1000)
    small = ccp(**FUND, hypothetical_capital=0.5)
    assert small.risk_weighted_assets == pytest.approx(12.5 * 0.08 * 0.02 * 40)
    both = ccp(**FUND, hypothetical_capital=200, trade_exposure=500)
    assert both.risk_weighted_assets == pytest.approx(100 + 10)
    assert both.exposure_at_default == 540


def test_the_hypothetical_capital_from_exposures_to_members() -> None:
    """K_CCP = 20 % x 8 % x (3,000 + 2,000 + 7,500) = 200, as above."""
    found = ccp(**FUND, member_exposures=[3000, 2000, 7500])
    assert found.risk_weighted_assets == pytest.approx(12.5 * 200 * 40 / 1000)
    said = {step.name: step.value for step in found.exposures[0].steps}
    assert said["hypothetical capital K_CCP"] == pytest.approx(200)


def test_never_more_than_if_it_did_not_qualify() -> None:
    """The cap at the weight of the CCP and 1250 % of the contribution."""
    found = ccp(**FUND, hypothetical_capital=20_000, risk_weight=1.0, trade_exposure=100)
    assert found.risk_weighted_assets == pytest.approx(100 + 12.5 * 40)
    assert found.exposures[0].paragraph == "CRE54"


def test_a_ccp_that_does_not_qualify() -> None:
    """CRE54: its own weight; prefunded and unfunded contributions at 1250 %."""
    found = ccp(qualifying=False, trade_exposure=100, default_fund=4, unfunded=2, risk_weight=0.5)
    assert found.risk_weighted_assets == pytest.approx(50 + 75)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "central_counterparties.0"),
        ({"default_fund": 1}, "central_counterparties.0.hypothetical_capital"),
        (
            {"default_fund": 1, "hypothetical_capital": 1},
            "central_counterparties.0.member_funds",
        ),
        (
            {"qualifying": False, "trade_exposure": 1},
            "central_counterparties.0.risk_weight",
        ),
        ({"default_fund": 9, "member_funds": 5}, "central_counterparties.0"),
        (
            {"default_fund": 1, "hypothetical_capital": 1, "member_exposures": [1]},
            "central_counterparties.0",
        ),
    ],
)
def test_refusals(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        ccp(**fields)
    assert [problem.field for problem in refusal.value.errors] == [field]


def test_general_provisions_of_a_standardised_book() -> None:
    """CAP10.18: Tier 2 up to 1.25 % of risk-weighted assets."""
    loan = {"asset_class": "corporate", "amount": 1000}
    assert run(exposures=[loan], provisions=9).general_provisions_counted == 9
    found = run(exposures=[loan], provisions=20)
    assert found.general_provisions_counted == pytest.approx(12.5)
    assert any("CAP10.18" in note for note in found.notes)
