"""What protection leaves out, whom it comes from, and factors beside Basel's, by hand."""

from math import exp, log, sqrt
from typing import Any

import pytest
from scipy import stats

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate

LOAN: dict[str, Any] = {"asset_class": "corporate", "amount": 100.0}


def run(exposure: dict[str, Any], **request: Any) -> CapitalCredit:
    return capital_credit(validate(CapitalCreditRequest, {"exposures": [exposure], **request}))


def steps(result: CapitalCredit) -> dict[str, tuple[float, str]]:
    return {step.name: (step.value, step.paragraph) for step in result.exposures[0].steps}


@pytest.mark.parametrize(("hedge", "covered"), [(80.0, 48.0), (150.0, 60.0)])
def test_a_credit_derivative_without_restructuring(hedge: float, covered: float) -> None:
    """60 % of the hedge, at most 60 % of the loan (CRE22; Basel II 192)."""
    hedged = {**LOAN, "guaranteed": hedge, "guarantor_class": "bank", "guarantor_rating": "AA"}
    found = run({**hedged, "restructuring_excluded": True})
    assert found.risk_weighted_assets == pytest.approx(0.2 * covered + 100 - covered)


def test_the_own_government_guarantees_at_nothing() -> None:
    """CRE20.8: a weight the supervisor sets; 40 of 100 weigh 0 %, also beside internal ratings."""
    backed = {**LOAN, "guaranteed": 40.0, "guarantor_class": "sovereign", "guarantor_weight": 0}
    assert run(backed).risk_weighted_assets == pytest.approx(60)
    rated = run({**backed, "pd": 0.01})
    assert rated.risk_weighted_assets == pytest.approx(
        0.6 * run({**LOAN, "pd": 0.01}).risk_weighted_assets
    )


def test_a_single_exposure_may_be_guaranteed() -> None:
    """Told without a list: 60 of 100 at nothing; and a guarantee of nobody is refused."""
    told = {**LOAN, "guaranteed": 60.0}
    found = capital_credit(validate(CapitalCreditRequest, {**told, "guarantor_weight": 0}))
    assert found.risk_weighted_assets == pytest.approx(40)
    with pytest.raises(InvalidInput, match="who guarantees"):
        capital_credit(validate(CapitalCreditRequest, told))


def test_the_simple_approach_knows_no_shorter_collateral() -> None:
    cash = {"collateral": 50.0, "collateral_type": "cash", "maturity": 4, "protection_maturity": 2}
    simple = run({**LOAN, **cash}, collateral_method="simple")
    assert simple.risk_weighted_assets == 100
    assert any("simple approach" in note for note in simple.notes)
    both = run({**LOAN, **cash}, collateral_method="comprehensive")
    assert both.risk_weighted_assets == pytest.approx(100 - 50 * (2 - 0.25) / (4 - 0.25))


def test_repos_with_core_market_participants_under_the_simple_approach() -> None:
    """A fifth of government bonds held does not count elsewhere (CRE22.39)."""
    bond = {"collateral": 50.0, "collateral_type": "sovereign_bond", "collateral_rating": "AAA"}
    assert run({**LOAN, **bond}, collateral_method="simple").risk_weighted_assets == 60
    core = run({**LOAN, **bond, "core_market": True}, collateral_method="simple")
    assert core.risk_weighted_assets == 50


@pytest.mark.parametrize(
    ("kind", "item", "factor"),
    [("commitment", "trade", 0.2), ("commitment", "guarantee", 0.4), ("cancellable", "trade", 0.1)],
)
def test_a_commitment_to_an_item_off_the_sheet(kind: str, item: str, factor: float) -> None:
    """The lower of the two conversion factors."""
    line = {**LOAN, "amount": 0.0, "undrawn": 100.0, "commitment": kind, "commitment_to": item}
    assert run(line).exposure_at_default == pytest.approx(100 * factor)


def test_supporting_factors_of_the_european_union() -> None:
    """Article 501: 0.7619 of the first 2.5 million and 0.85 of the rest; Article 501a: 0.75."""
    small = {"asset_class": "sme", "amount": 4e6, "turnover": 8e6, "supporting_factor": "sme"}
    factor = (0.7619 * 2.5 + 0.85 * 1.5) / 4
    found = run(small)
    assert found.risk_weighted_assets == pytest.approx(0.85 * 4e6 * factor)
    assert steps(found)["supporting factor"] == (pytest.approx(factor), "Article 501 CRR")
    group = run({**small, "group_owed": 10e6})
    assert group.risk_weighted_assets == pytest.approx(
        0.85 * 4e6 * (0.7619 * 2.5 + 0.85 * 7.5) / 10
    )
    road = {"asset_class": "project_finance", "amount": 100.0, "phase": "operational"}
    built = run({**road, "supporting_factor": "infrastructure"})
    assert built.risk_weighted_assets == pytest.approx(75)
    assert built.capital == pytest.approx(6)
    assert any("European Union" in note for note in built.notes)


def test_double_default_of_basel_ii() -> None:
    """Paragraph 284, written out: K_DD = K_0 (0.15 + 160 PD_g), all of it guaranteed."""
    obligor, guarantor, lgd, years = 0.02, 0.001, 0.45, 2.5
    weight = (1 - exp(-50 * obligor)) / (1 - exp(-50))
    rho = 0.12 * weight + 0.24 * (1 - weight)
    slope = (0.11852 - 0.05478 * log(guarantor)) ** 2
    worst = stats.norm.cdf(
        (stats.norm.ppf(obligor) + sqrt(rho) * stats.norm.ppf(0.999)) / sqrt(1 - rho)
    )
    alone = lgd * (worst - obligor) * (1 + (years - 2.5) * slope) / (1 - 1.5 * slope)
    joint = alone * (0.15 + 160 * guarantor)
    backed = {**LOAN, "pd": obligor, "guaranteed": 100.0, "guarantor_class": "bank"}
    found = run({**backed, "guarantor_pd": guarantor, "double_default": True}, regime="basel_ii")
    assert found.exposures[0].risk_weight == pytest.approx(12.5 * joint, rel=1e-9)
    assert found.exposures[0].expected_loss == 0
    assert steps(found)["capital requirement K_DD"] == (pytest.approx(joint), "Basel II 284")


@pytest.mark.parametrize(
    ("fields", "request_", "words"),
    [
        ({"double_default": True, "guaranteed": 5, "guarantor_class": "bank", "guarantor_pd": 0.01},
         {}, "Basel II"),
        ({"double_default": True}, {"regime": "basel_ii"}, "guarantor_pd"),
        ({"supporting_factor": "sme"}, {"regime": "basel_ii"}, "final rules"),
        ({"group_owed": 5}, {}, "supporting_factor"),
        ({"commitment_to": "loan"}, {}, "guarantee"),
        ({"guarantor_weight": 15}, {}, "at most 12.5"),
    ],
)  # fmt: skip
def test_refusals(fields: dict[str, Any], request_: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run({**LOAN, **fields}, **request_)
    assert any(words in problem.message for problem in refusal.value.errors)
