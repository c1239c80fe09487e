"""Risk weights that an open calculator of the final Basel III rules publishes.

OpenAfterHours/rwa_calculator (Apache-2.0), tests/expected_outputs/basel31, scenarios of groups A
to H. Where its rules are the United Kingdom's and not Basel's, the choice that both allow is named
in the request (loan splitting, measured maturity); its collateral is taken at ten business days.
B4 and B5 are left out: there the size of a firm is measured in pounds.
"""

from typing import Any

import pytest

from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def book(*exposures: dict[str, Any], **request: Any) -> CapitalCredit:
    return capital_credit(validate(CapitalCreditRequest, {"exposures": exposures, **request}))


CASES: dict[str, tuple[dict[str, Any], float]] = {
    "A1 government": ({"asset_class": "sovereign", "rating": "AA"}, 0.0),
    "A2 unrated company": ({"asset_class": "corporate"}, 1.0),
    "A3 company, second step": ({"asset_class": "corporate", "rating": "A"}, 0.5),
    "A4 bank, second step": ({"asset_class": "bank", "rating": "A"}, 0.3),
    "A5 home, 60 %": ({"asset_class": "residential_mortgage", "ltv": 0.6}, 0.245833),
    "A6 home, 85 %": ({"asset_class": "residential_mortgage", "ltv": 0.85}, 0.394118),
    "A8 retail": ({"asset_class": "retail"}, 0.75),
    "A10 small firm": ({"asset_class": "sme", "turnover": 30e6}, 0.85),
    "B1": ({"asset_class": "corporate", "pd": 0.001, "maturity": 2.7506849315}, 0.2799081826),
    "B2": ({"asset_class": "corporate", "pd": 0.05, "maturity": 1.5068493151}, 1.2263678954),
    "B3": ({"asset_class": "subordinated_debt", "pd": 0.01, "maturity": 2.5068493151}, 1.540062247),
    "B6 floor of the PD": ({"asset_class": "corporate", "pd": 0.0001, "maturity": 1}, 0.0997103847),
    "B7 seven years": ({"asset_class": "corporate", "pd": 0.008, "maturity": 7}, 1.0316265419),
    "C1": (
        {"asset_class": "corporate", "pd": 0.01, "lgd": 0.35, "maturity": 1.0027397260273974}
        | {"approach": "advanced"},
        0.570213427817719,
    ),
    "C2 floor of the LGD": (
        {"asset_class": "retail", "pd": 0.003, "lgd": 0.15},
        0.15865712234313892,
    ),
    "C3": (
        {"asset_class": "project_finance", "pd": 0.015, "lgd": 0.25}
        | {"maturity": 2.506849315068493, "approach": "advanced"},
        0.5871164625020694,
    ),
    "E1": ({"asset_class": "project_finance", "slot": "strong"}, 0.7),
    "E2": ({"asset_class": "project_finance", "slot": "good"}, 0.9),
    "E3": ({"asset_class": "income_real_estate", "slot": "weak"}, 2.5),
    "E4": ({"asset_class": "hvcre", "slot": "strong"}, 0.95),
    "G2": ({"asset_class": "corporate", "pd": 0.02, "maturity": 1.00273972602}, 0.8516049337),
    "G3": ({"asset_class": "corporate", "pd": 0.005, "maturity": 1.00273972602}, 0.4639720773),
}


@pytest.mark.parametrize("name", CASES)
def test_weights(name: str) -> None:
    exposure, weight = CASES[name]
    exposure = {"amount": 1e6, **exposure}
    if "pd" in exposure and "lgd" not in exposure:
        exposure["approach"] = "foundation"
    found = book(exposure, real_estate="loan_splitting", foundation_maturity="measured")
    assert found.exposures[0].risk_weight == pytest.approx(weight, rel=2e-6, abs=1e-12)


LOAN = {"asset_class": "corporate", "amount": 1e6, "holding_days": 10}


@pytest.mark.parametrize(
    ("protection", "rwa"),
    [
        ({"collateral": 5e5, "collateral_type": "cash"}, 5e5),
        (
            {"collateral": 6e5, "collateral_type": "sovereign_bond", "collateral_rating": "AA"}
            | {"collateral_maturity": 6},
            4.24e5,
        ),
        ({"collateral": 4e5, "collateral_type": "main_index_equity"}, 6.8e5),
        (
            {"guaranteed": 6e5, "guarantor_class": "bank", "guarantor_rating": "A"},
            5.8e5,
        ),
        (
            {"collateral": 5e5, "collateral_type": "cash", "maturity": 5, "protection_maturity": 2},
            815_789.47,
        ),
        (
            {"collateral": 5e5, "collateral_type": "cash", "collateral_other_currency": True},
            5.4e5,
        ),
    ],
)
def test_mitigation(protection: dict[str, Any], rwa: float) -> None:
    """Groups D1 to D6."""
    assert book({**LOAN, **protection}).risk_weighted_assets == pytest.approx(rwa, abs=0.01)


def test_expected_loss_against_provisions() -> None:
    """G2: 40,000 against 30,000. G3: the excess of 40,000 counts up to 0.6 % of 2,319,860.39."""
    loan = {"asset_class": "corporate", "amount": 5e6, "approach": "foundation"}
    loan["maturity"] = 1.0027397260273974
    short = book({**loan, "pd": 0.02, "provisions": 3e4}, foundation_maturity="measured")
    assert short.provision_shortfall == pytest.approx(1e4)
    over = book({**loan, "pd": 0.005, "provisions": 5e4}, foundation_maturity="measured")
    assert over.provision_excess == pytest.approx(4e4)
    assert over.risk_weighted_assets == pytest.approx(2_319_860.39, abs=0.01)
    assert over.excess_counted == pytest.approx(0.006 * 2_319_860.39, abs=0.01)
