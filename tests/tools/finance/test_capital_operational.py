"""Operational risk capital against OPE25's own example, hand-worked accounts and refusals."""

from math import e, exp, log
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._business_indicator import multiplier
from tools.finance._operational_request import CapitalOperationalRequest
from tools.finance._operational_result import CapitalOperational
from tools.finance.capital_operational import capital_operational
from tools.validation import validate

YEAR = {
    "interest_income": 900e6,
    "interest_expense": 350e6,
    "interest_earning_assets": 20e9,
    "dividend_income": 5e6,
    "fee_income": 260e6,
    "fee_expense": 80e6,
    "other_operating_income": 30e6,
    "other_operating_expense": 62e6,
    "trading_result": -40e6,
    "banking_result": 12e6,
}


def run(**request: Any) -> CapitalOperational:
    return capital_operational(validate(CapitalOperationalRequest, request))


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        run(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("indicator", "component", "bucket"),
    [
        (35e9, 5.37e9, 3),  # OPE25.7, footnote
        (1e9, 0.12e9, 1),
        (2e9, 0.27e9, 2),
        (30e9, 4.47e9, 2),
        (0.5e9, 0.06e9, 1),
        (0, 0, 1),
        (100e9, 17.07e9, 3),
    ],
)
def test_the_component(indicator: float, component: float, bucket: int) -> None:
    found = run(business_indicator=indicator)
    assert found.business_indicator_component == pytest.approx(component)
    assert (found.bucket, found.loss_multiplier) == (bucket, 1)
    assert found.capital == pytest.approx(component)
    assert found.risk_weighted_assets == pytest.approx(12.5 * component)


def test_the_marginal_coefficients_are_the_slope() -> None:
    """The component's slope is 12, 15 and 18 % of one more euro."""
    for at, slope in ((0.5e9, 0.12), (10e9, 0.15), (50e9, 0.18)):
        step = run(business_indicator=at + 1e6).capital - run(business_indicator=at).capital
        assert step / 1e6 == pytest.approx(slope)


def test_the_multiplier() -> None:
    """One where loss and indicator components are equal (OPE25.9); its least is ln(e - 1)."""
    assert multiplier(5.0, 5.0) == pytest.approx(1)
    assert multiplier(0.0, 5.0) == pytest.approx(0.541324854612918)
    assert exp(multiplier(2.0, 1.0)) == pytest.approx(e - 1 + 2**0.8)
    equal = run(business_indicator=2e9, average_loss=0.27e9 / 15)
    assert equal.loss_component == pytest.approx(0.27e9)
    assert equal.loss_multiplier == pytest.approx(1)
    more = run(business_indicator=2e9, losses=[0.1e9] * 10)
    assert more.loss_multiplier == pytest.approx(log(e - 1 + (1.5 / 0.27) ** 0.8))
    assert more.capital == pytest.approx(0.27e9 * more.loss_multiplier)


def test_when_losses_do_not_count() -> None:
    big = [1e9] * 10
    assert run(business_indicator=2e9, losses=big, loss_multiplier="one").loss_multiplier == 1
    first = run(business_indicator=0.9e9, losses=big)
    assert first.loss_multiplier == 1
    assert any("first bucket" in note for note in first.notes)
    assert run(business_indicator=0.9e9, losses=big, losses_in_first_bucket=True).capital > 0.2e9
    few = run(business_indicator=2e9, losses=[1e9] * 4)
    assert few.loss_multiplier == 1
    assert any("So short a history" in note for note in few.notes)
    five = run(business_indicator=2e9, losses=[1e9] * 5)
    assert five.loss_multiplier > 1
    assert any("5 years of losses" in note for note in five.notes)


def test_three_years_of_accounts() -> None:
    """Worked by hand: each net item is made absolute in its year, then averaged (OPE25.5)."""
    found = run(years=[YEAR, {**YEAR, "trading_result": 40e6}, {**YEAR, "trading_result": 10e6}])
    assert found.interest_component == pytest.approx(0.0225 * 20e9 + 5e6)
    assert found.interest_margin_capped
    assert found.services_component == pytest.approx(62e6 + 260e6)
    assert found.financial_component == pytest.approx(30e6 + 12e6)
    assert found.business_indicator == pytest.approx(455e6 + 322e6 + 42e6)
    free = run(years=[{**YEAR, "interest_earning_assets": 40e9}] * 3)
    assert free.interest_component == pytest.approx(555e6)
    assert not free.interest_margin_capped
    turned = {**YEAR, "interest_income": 350e6, "interest_expense": 900e6}
    assert run(years=[turned] * 3).interest_component == pytest.approx(455e6)


def test_components_and_other_currencies() -> None:
    parts = run(interest_component=20e9, services_component=10e9, financial_component=5e9)
    assert parts.capital == pytest.approx(5.37e9)
    yen = run(business_indicator=35e9 * 160, currency="JPY", units_per_euro=160)
    assert yen.capital == pytest.approx(160 * 5.37e9)
    assert any("in euros" in n for n in run(business_indicator=35e9, currency="USD").notes)


def test_every_step_has_its_paragraph() -> None:
    found = run(years=[YEAR] * 3, average_loss=1e6)
    assert {step.paragraph for step in found.steps} >= {"OPE25.2", "OPE25.4", "OPE25.5", "OPE25.7"}
    assert all(step.paragraph.startswith("OPE25.") for step in found.steps)


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "business_indicator", "required"),
        ({"business_indicator": -1}, "business_indicator", "at least 0"),
        ({"interest_component": 1}, "services_component", "required"),
        ({"years": [{"fee_income": 1}]}, "years.0.interest_earning_assets", "required"),
        ({"years": [YEAR] * 4}, "years", "at most 3"),
        ({"years": [{**YEAR, "fees": 1}]}, "years.0.fees", "not a field"),
        ({"business_indicator": 1, "years": [YEAR]}, "", "not several"),
        ({"business_indicator": 1, "losses": [1] * 11}, "losses", "at most 10"),
        ({"business_indicator": 1, "losses": [-1]}, "losses.0", "at least 0"),
        ({"business_indicator": 1, "losses": [1], "average_loss": 1}, "", "not several"),
        ({"business_indicator": 1, "units_per_euro": 2, "currency": "EUR"}, "", "is 1"),
        ({"business_indicator": 1, "loss_multiplier": "two"}, "loss_multiplier", "'from_losses'"),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**arguments)[field]
