"""Financial impact: sums by hand, means and present values in closed form, bad input."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._impact_request import FinancialImpactRequest
from tools.risk._impact_result import FinancialImpact
from tools.risk.financial_impact import DAYS_A_MONTH, financial_impact
from tools.validation import validate


def impact(**arguments: Any) -> FinancialImpact:
    return financial_impact(validate(FinancialImpactRequest, arguments))


CERTAIN: dict[str, Any] = {
    "cost_lines": [
        {"name": "forensics", "amount": 100_000},
        {"name": "overtime", "amount": 2000, "timing": "per_day"},
        {"name": "churn", "amount": 10_000, "timing": "per_month", "first_month": 1, "months": 3},
    ],
    "recovery_days": 40,
    "revenue_per_day": 5000,
    "margin": 0.4,
    "probability": 0.2,
    "discount_rate": 0.1,
}


def test_certain_costs_add_up_by_hand() -> None:
    found = impact(**CERTAIN)
    assert found.expected_cost == pytest.approx(100_000 + 80_000 + 30_000 + 80_000)
    assert found.standard_error == pytest.approx(0, abs=1e-9)
    assert found.bad_case == pytest.approx(found.expected_cost)
    daily = 2000 + 2000
    flows = [
        100_000 + daily * DAYS_A_MONTH, 10_000 + daily * (40 - DAYS_A_MONTH), 10_000, 10_000,
    ]  # fmt: skip
    assert [-month.cash_flow for month in found.months] == pytest.approx(flows)
    worth = sum(flow / 1.1 ** (month / 12) for month, flow in enumerate(flows))
    assert found.net_present_value == pytest.approx(-worth)
    assert found.expected_annual_cost == pytest.approx(0.2 * 290_000)
    assert found.break_even_prevention == pytest.approx(0.2 * worth)
    assert sum(part.share for part in found.parts) == pytest.approx(1)
    assert {part.name for part in found.parts} == {"forensics", "overtime", "churn", "lost sales"}


def test_means_of_ranges_are_those_in_closed_form() -> None:
    """PERT means are (low + 4 likely + high) / 6; independent factors multiply."""
    found = impact(
        cost_lines=[{"name": "a", "amount": [10_000, 20_000, 90_000]}],
        recovery_days={"low": 2, "likely": 5, "high": 14},
        revenue_per_day=[1000, 3000, 5000],
        margin=0.5,
    )
    mean = (10 + 80 + 90) / 6 * 1000 + 0.5 * 3000 * (2 + 20 + 14) / 6
    assert abs(found.expected_cost - mean) < 4 * found.standard_error
    assert found.mean_recovery_days == pytest.approx(6, abs=0.05)
    assert found.expected_annual_cost is None
    costs = [one.cost for one in found.quantiles]
    assert costs == sorted(costs) and found.expected_shortfall > found.bad_case


def test_insurance_pays_between_deductible_and_limit() -> None:
    found = impact(**CERTAIN, insurance_deductible=50_000, insurance_limit=200_000)
    assert found.expected_recovered == pytest.approx(200_000)
    assert found.expected_cost == pytest.approx(90_000)
    small = impact(**CERTAIN, insurance_deductible=300_000, insurance_limit=1e6)
    assert small.expected_recovered == 0


def test_break_even_of_prevention() -> None:
    found = impact(**CERTAIN, prevention_cost=29_000)
    assert found.break_even_probability == pytest.approx(29_000 / -found.net_present_value)
    assert "prevention pays from" in found.summary
    dear = impact(**CERTAIN, prevention_cost=1e6)
    assert dear.break_even_probability is None
    assert any("costs more a year" in note for note in dear.notes)


def test_the_same_seed_gives_the_same_bits() -> None:
    terms = {"cost_lines": [{"name": "a", "amount": [1, 5]}], "seed": 4}
    assert impact(**terms).model_dump_json() == impact(**terms).model_dump_json()
    assert impact(**{**terms, "seed": 5}).expected_cost != impact(**terms).expected_cost


LINE = {"name": "a", "amount": 10}
BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "revenue_per_day"),
    ({"cost_lines": []}, "cost_lines"),
    ({"cost_lines": [{**LINE, "amount": -1}]}, "cost_lines.0.amount"),
    ({"cost_lines": [{**LINE, "timing": "per_day"}]}, "recovery_days"),
    ({"revenue_per_day": 100}, "recovery_days"),
    ({"cost_lines": [LINE], "probability": 1.4}, "probability"),
    ({"cost_lines": [LINE], "recovery_days": [5, 2]}, "recovery_days"),
    ({"cost_lines": [LINE], "recovery_days": 5000}, "recovery_days"),
    ({"cost_lines": [LINE], "insurance_deductible": 5}, "insurance_limit"),
    ({"cost_lines": [LINE, LINE]}, ""),
    ({"cost_lines": [{**LINE, "amount": 0}]}, "cost_lines"),
    ({"cost_lines": [LINE], "trials": 10}, "trials"),
    ({"cost_lines": [{**LINE, "timing": "per_month", "months": 240}], "trials": 1_000_000},
     "trials"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_bad_input_is_named(arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        impact(**arguments)
    assert any(error.field.startswith(field) for error in refusal.value.errors)
