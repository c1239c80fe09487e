"""Liquidity ratios: caps against a linear programme, factors against the standard, refusals."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from tools.errors import InvalidInput
from tools.finance._liquidity_categories import ASSETS, FUNDING, INFLOWS, OUTFLOWS
from tools.finance._liquidity_request import LiquidityRatiosRequest
from tools.finance._liquidity_result import LiquidityRatios
from tools.finance.liquidity_ratios import liquidity_ratios
from tools.validation import validate


def run(**request: Any) -> LiquidityRatios:
    return liquidity_ratios(validate(LiquidityRatiosRequest, request))


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        run(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


def most(first: float, second: float, third: float) -> float:
    """The largest stock of which Level 2B is at most 15 % and Level 2 at most 40 %."""
    caps = [[-0.15, -0.15, 0.85], [-0.4, 0.6, 0.6]]
    found = linprog([-1, -1, -1], caps, [0, 0], bounds=[(0, first), (0, second), (0, third)])
    return -found.fun


def test_the_caps_leave_the_largest_stock_allowed() -> None:
    random = np.random.default_rng(4)
    for _ in range(60):
        first, second, third = random.uniform(0, 100, 3) * random.integers(0, 2, 3)
        found = run(level_1=first, level_2a=second / 0.85, level_2b=third / 0.5, outflows=1)
        assert found.liquid_assets == pytest.approx(most(first, second, third), abs=1e-6)


def test_haircuts_and_caps_by_hand() -> None:
    """Level 2 may be two thirds of Level 1, Level 2B a quarter of it (LCR30.35, LCR30.36)."""
    assert run(level_1=60, level_2a=1000, outflows=100).liquid_assets == pytest.approx(100)
    assert run(level_1=60, level_2b=1000, outflows=1).liquid_assets == pytest.approx(
        60 + 60 * 15 / 85
    )
    both = run(level_1=60, level_2a=1000, level_2b=1000, outflows=1)
    assert both.liquid_assets == pytest.approx(100)
    plain = run(
        liquid_asset_items=[
            {"category": "cash", "amount": 10},
            {"category": "central_bank_reserves", "amount": 50},
            {"category": "level_2a", "amount": 20},
            {"category": "rmbs_2b", "amount": 4},
            {"category": "corporate_2b", "amount": 6},
            {"category": "equity_2b", "amount": 2},
        ],
        outflows=100,
    )
    assert plain.liquid_assets == pytest.approx(60 + 17 + 3 + 3 + 1)
    assert (plain.level_1, plain.level_2a, plain.level_2b) == (60, 17, 7)


def test_short_swaps_are_unwound_before_the_caps() -> None:
    """A repo of Level 2A for cash: unwound, cash goes and the bond is back (LCR30.37)."""
    swap = {"given": "level_2a", "given_amount": 40, "received": "cash", "received_amount": 30}
    found = run(level_1=90, level_2a=20, swaps=[swap], outflows=50)
    second = 17 + 0.85 * 40
    assert found.cap_40_adjustment == pytest.approx(second - 2 / 3 * 60)
    assert found.liquid_assets == pytest.approx(107 - (second - 40))
    assert run(level_1=90, level_2a=20, outflows=50).cap_40_adjustment == 0


def test_inflows_count_up_to_three_quarters_of_outflows() -> None:
    found = run(level_1=30, outflows=100, inflows=90)
    assert (found.inflows_counted, found.net_outflows) == (75, 25)
    assert found.lcr == pytest.approx(1.2)
    assert run(level_1=30, outflows=100, inflows=40).lcr == pytest.approx(0.5)


OUT = {
    "stable_retail": 5, "stable_retail_insured": 3, "less_stable_retail": 10, "operational": 25,
    "non_financial": 40, "non_financial_insured": 20, "financial": 100, "secured_level_1": 0,
    "secured_level_2a": 15, "secured_public": 25, "secured_rmbs_2b": 25, "secured_level_2b": 50,
    "secured_other": 100, "collateral_valuation": 20, "facility_retail": 5,
    "credit_non_financial": 10, "liquidity_non_financial": 30, "facility_bank": 40,
    "credit_financial": 40, "liquidity_financial": 100, "facility_other": 100,
}  # fmt: skip
IN = {
    "reverse_level_1": 0, "reverse_level_2a": 15, "reverse_rmbs_2b": 25, "reverse_level_2b": 50,
    "margin_loans": 50, "reverse_other": 100, "facilities_received": 0, "retail": 50,
    "non_financial": 50, "financial": 100, "operational": 0, "derivatives": 100,
}  # fmt: skip
SOURCES = {
    "regulatory_capital": 100, "long_term": 100, "stable_retail": 95, "less_stable_retail": 90,
    "non_financial_short": 50, "operational": 50, "public_short": 50, "medium_term": 50,
    "financial_short": 0, "other": 0,
}  # fmt: skip
USES = {
    "cash": 0, "central_bank_reserves": 0, "level_1": 5, "financial_short_level_1": 10,
    "level_2a": 15, "financial_short": 15, "level_2b": 50, "financial_medium": 50,
    "operational_deposits": 50, "other_short": 50, "mortgages_low_weight": 65,
    "loans_low_weight": 65, "initial_margin": 85, "loans_long": 85, "securities_long": 85,
    "commodities": 85, "financial_long": 100, "non_performing": 100, "other": 100,
    "undrawn_commitments": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("list_", "table", "rates", "base"),
    [
        ("outflow_items", OUTFLOWS, OUT, {"level_1": 1}),
        ("inflow_items", INFLOWS, IN, {"level_1": 1, "outflows": 1000}),
        ("funding_items", FUNDING, SOURCES, {"required_funding": 1}),
        ("asset_items", ASSETS, USES, {"available_funding": 1}),
    ],
)
def test_factors(list_: str, table: Any, rates: dict[str, float], base: dict[str, Any]) -> None:
    """LCR40.7 to 40.93, NSF30.10 to 30.34."""
    sides = {"outflow_items": "outflows", "inflow_items": "inflows"}
    sides |= {"funding_items": "available_funding", "asset_items": "required_funding"}
    for category, percent in rates.items():
        found = run(**base, **{list_: [{"category": category, "amount": 100}]})
        assert getattr(found, sides[list_]) == pytest.approx(percent), category
    assert all(factor.paragraph[:3] in ("LCR", "NSF") for factor in table.values())


def test_a_bank_worked_by_hand() -> None:
    found = run(
        level_1=40, level_2a=20,
        outflow_items=[
            {"category": "stable_retail", "amount": 400},
            {"category": "less_stable_retail", "amount": 200},
            {"category": "non_financial", "amount": 100},
            {"category": "credit_non_financial", "amount": 50},
        ],
        inflow_items=[
            {"category": "retail", "amount": 30},
            {"category": "financial", "amount": 10},
        ],
        funding_items=[
            {"category": "regulatory_capital", "amount": 80},
            {"category": "stable_retail", "amount": 400},
            {"category": "less_stable_retail", "amount": 200},
            {"category": "non_financial_short", "amount": 100},
        ],
        asset_items=[
            {"category": "level_1", "amount": 40},
            {"category": "level_2a", "amount": 20, "encumbered_months": 8},
            {"category": "mortgages_low_weight", "amount": 300, "encumbered_months": 24},
            {"category": "loans_long", "amount": 300, "encumbered_months": 7},
            {"category": "undrawn_commitments", "amount": 50},
        ],
        derivative_assets=12, derivative_liabilities=8, margin_posted=3,
    )  # fmt: skip
    assert (found.outflows, found.inflows) == (pytest.approx(85), pytest.approx(25))
    assert found.lcr == pytest.approx(57 / 60)
    assert found.available_funding == pytest.approx(80 + 380 + 180 + 50)
    required = 2 + 10 + 300 + 255 + 2.5 + (12 - 5) + 0.05 * 8
    assert found.required_funding == pytest.approx(required)
    assert found.nsfr == pytest.approx(690 / required)
    assert "below the 100 % minimum" in found.summary
    assert all(step.paragraph for step in found.steps)


def test_national_rates() -> None:
    more = {"category": "less_stable_retail", "amount": 100, "rate": 0.15}
    assert run(level_1=1, outflow_items=[more]).outflows == pytest.approx(15)
    assert (
        "may not be below"
        in refused(level_1=1, outflow_items=[{**more, "rate": 0.05}])["outflow_items.0"]
    )
    promise = {"category": "contingent", "amount": 100}
    assert (
        "national supervisor" in refused(level_1=1, outflow_items=[promise])["outflow_items.0.rate"]
    )
    assert run(level_1=1, outflow_items=[{**promise, "rate": 0.02}]).outflows == pytest.approx(2)
    inflow = {"category": "retail", "amount": 100, "rate": 0.9}
    assert (
        "may not exceed" in refused(level_1=1, outflows=9, inflow_items=[inflow])["inflow_items.0"]
    )


def test_nothing_to_cover() -> None:
    found = run(level_1=5, outflows=0)
    assert found.lcr is None
    assert "no net outflows" in found.summary


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "level_1", "required"),
        ({"level_1": 5}, "outflows", "required"),
        ({"outflows": 5}, "level_1", "required"),
        ({"available_funding": 5}, "required_funding", "required"),
        ({"level_1": -5, "outflows": 5}, "level_1", "at least 0"),
        (
            {"level_1": 5, "outflow_items": [{"category": "deposits", "amount": 1}]},
            "outflow_items.0.category",
            "'stable_retail', 'stable_retail_insured'",
        ),
        (
            {"outflows": 5, "liquid_asset_items": [{"category": "level_3", "amount": 1}]},
            "liquid_asset_items.0.category",
            "'level_2a'",
        ),
        (
            {"level_1": 1, "outflows": 5, "outflow_items": [{"category": "financial",
                                                             "amount": 1}]},
            "",
            "not both",
        ),
        (
            {"available_funding": 1, "required_funding": 1, "margin_posted": 3},
            "",
            "margin_posted",
        ),
        ({"available_funding": 1, "required_funding": 1, "haircut": 3}, "haircut", "not a field"),
    ],
)  # fmt: skip
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**arguments)[field]


def test_interdependent_assets_and_liabilities_count_nothing() -> None:
    """NSF30.35."""
    found = run(
        funding_items=[
            {"category": "regulatory_capital", "amount": 100},
            {"category": "interdependent", "amount": 500},
        ],
        asset_items=[
            {"category": "loans_long", "amount": 100},
            {"category": "interdependent", "amount": 500},
        ],
    )
    assert (found.available_funding, found.required_funding) == (100, pytest.approx(85))
