"""Haircuts of both sides of a repo, short ratings, country scores and purchased receivables."""

from math import exp, log, sqrt
from typing import Any

import pytest
from scipy import stats

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import WeighedExposure
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def one(request: dict[str, Any] | None = None, **exposure: Any) -> WeighedExposure:
    exposure.setdefault("amount", 100.0)
    arguments = {"exposures": [exposure], **(request or {})}
    return capital_credit(validate(CapitalCreditRequest, arguments)).exposures[0]


def refused(**exposure: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        one(**exposure)
    return {problem.field: problem.message for problem in refusal.value.errors}


REPO: dict[str, Any] = {"asset_class": "bank", "rating": "A", "amount": 1000, "holding_days": 5}
CASH: dict[str, Any] = {"collateral": 970, "collateral_type": "cash"}


def test_both_haircuts_of_a_repo() -> None:
    """CRE22.46: E* = max(0, E(1 + He) - C(1 - Hc - Hfx)); a corporate bond lent against cash."""
    lent: dict[str, Any] = {"lent_type": "other_bond", "lent_rating": "A", "lent_maturity": 4}
    found = one(**REPO, **CASH, **lent)
    raised = 1000 * (1 + 0.06 * sqrt(5 / 10))
    assert found.risk_weighted_assets == pytest.approx(0.3 * (raised - 970))
    paragraphs = {step.name: step.paragraph for step in found.steps}
    assert paragraphs["exposure with its haircut"] == "CRE22.46"


def test_securities_that_would_be_no_collateral() -> None:
    """CRE22.58: they take the haircut of listed equities outside a main index, 30 %."""
    found = one(**REPO, **CASH, lent_type="other_bond", lent_rating="BB")
    assert found.risk_weighted_assets == pytest.approx(0.3 * (1000 * (1 + 0.3 * sqrt(0.5)) - 970))


def test_rarer_revaluation_raises_the_haircut() -> None:
    """CRE22.59: H10 x sqrt((N + T - 1) / 10); weekly revaluation of a ten-day holding."""
    bond: dict[str, Any] = {
        "collateral": 100,
        "collateral_type": "sovereign_bond",
        "collateral_rating": "AAA",
        "collateral_maturity": 8,
        "holding_days": 10,
        "revaluation_days": 5,
    }
    found = one(asset_class="corporate", **bond)
    assert found.risk_weighted_assets == pytest.approx(100 * 0.04 * sqrt(14 / 10))


def test_core_market_participants() -> None:
    """CRE22.63: government bonds against cash, no haircut on either side."""
    terms: dict[str, Any] = {
        "core_market": True,
        "lent_type": "sovereign_bond",
        "lent_rating": "AAA",
    }
    assert one(**REPO, **CASH, **terms).risk_weighted_assets == pytest.approx(0.3 * 30)


def test_foundation_lgd_of_a_repo() -> None:
    """LGD* = LGDu (E(1 + He) - C) / E(1 + He) (CRE32.10), at half a year (CRE32.44)."""
    lent: dict[str, Any] = {"lent_type": "sovereign_bond", "lent_rating": "AA", "lent_maturity": 2}
    found = one(**REPO, **CASH, **lent, pd=0.002, approach="foundation")
    raised = 1000 * (1 + 0.02 * sqrt(0.5))
    assert found.lgd == pytest.approx(0.45 * (1 - 970 / raised))
    assert found.maturity == 0.5


@pytest.mark.parametrize(
    ("rating", "weight"), [("A-1", 0.2), ("A-1+", 0.2), ("P-2", 0.5), ("F3", 1.0), ("NP", 1.5)]
)
@pytest.mark.parametrize("regime", ["basel_ii", "basel_iii"])
def test_short_term_ratings(rating: str, weight: float, regime: str) -> None:
    """CRE21.16."""
    for kind in ("bank", "corporate"):
        found = one({"regime": regime}, asset_class=kind, rating=rating)
        assert found.risk_weight == weight
    assert "rating" in " ".join(refused(asset_class="sovereign", rating=rating))


def test_short_term_ratings_of_collateral() -> None:
    """CRE22.49: A-1 stands with AA-, A-2 with the band down to BBB-."""
    bond: dict[str, Any] = {
        "collateral": 100,
        "collateral_type": "other_bond",
        "collateral_maturity": 0.5,
        "holding_days": 10,
    }
    assert one(asset_class="corporate", **bond, collateral_rating="A-1").risk_weight == (
        pytest.approx(0.01)
    )
    assert one(asset_class="corporate", **bond, collateral_rating="P-3").risk_weight == (
        pytest.approx(0.02)
    )


@pytest.mark.parametrize(
    ("score", "weight"), [(0, 0.0), (1, 0.0), (2, 0.2), (3, 0.5), (4, 1.0), (6, 1.0), (7, 1.5)]
)
def test_country_scores(score: int, weight: float) -> None:
    """CRE20.9; a rating goes before the score."""
    assert one(asset_class="sovereign", country_score=score).risk_weight == weight
    assert one(asset_class="sovereign", country_score=score, rating="A").risk_weight == 0.2


def requirement(pd: float, lgd: float, years: float) -> float:
    """CRE31.5, written out."""
    weight = (1 - exp(-50 * pd)) / (1 - exp(-50))
    r = 0.12 * weight + 0.24 * (1 - weight)
    b = (0.11852 - 0.05478 * log(pd)) ** 2
    normal = stats.norm
    worst = normal.cdf((normal.ppf(pd) + sqrt(r) * normal.ppf(0.999)) / sqrt(1 - r))
    return float(lgd * (worst - pd) * (1 + (years - 2.5) * b) / (1 - 1.5 * b))


def test_dilution_of_purchased_receivables() -> None:
    """CRE34: dilution as a PD at an LGD of 100 %; its capital comes off the exposure to default."""
    pool: dict[str, Any] = {"asset_class": "corporate", "approach": "foundation", "pd": 0.015}
    found = one(**pool, dilution_loss=0.006, dilution_one_year=True)
    k = requirement(0.006, 1.0, 1.0)
    default = requirement(0.015, 0.4, 2.5) * (100 - 100 * k)
    assert found.risk_weighted_assets == pytest.approx(12.5 * (100 * k + default))
    assert found.exposure_at_default == 100
    assert found.expected_loss == pytest.approx(0.015 * 0.4 * (100 - 100 * k) + 0.6)
    longer = one(**pool, dilution_loss=0.006)
    assert longer.risk_weighted_assets > found.risk_weighted_assets


def test_dilution_of_retail_receivables_takes_the_corporate_function() -> None:
    found = one(asset_class="retail", pd=0.03, lgd=0.5, dilution_loss=0.01, dilution_one_year=True)
    plain = one(asset_class="retail", pd=0.03, lgd=0.5)
    k = requirement(0.01, 1.0, 1.0)
    expected = plain.risk_weight * (100 - 100 * k) + 12.5 * 100 * k
    assert found.risk_weighted_assets == pytest.approx(expected)


def test_loss_known_only_as_a_whole() -> None:
    """CRE34.4: the PD is the expected loss over the supervisory LGD of 40 %."""
    found = one(asset_class="corporate", loss_rate=0.008)
    assert found.approach == "foundation"
    assert found.pd == pytest.approx(0.02)
    plain = one(asset_class="corporate", pd=0.02, approach="foundation")
    assert found.risk_weight == pytest.approx(plain.risk_weight)


def test_the_exemption_from_a_year() -> None:
    """CRE32.51: maturities below a year count as they are."""
    trade: dict[str, Any] = {"asset_class": "corporate", "pd": 0.01, "lgd": 0.4, "maturity": 0.25}
    found = one(**trade, short_maturity=True)
    assert found.capital_requirement == pytest.approx(requirement(0.01, 0.4, 0.25))
    assert one(**trade).maturity == 1.0


@pytest.mark.parametrize(
    ("exposure", "words"),
    [
        ({"asset_class": "bank", "country_score": 2}, "country_score is of a sovereign"),
        ({"asset_class": "corporate", "pd": 0.1, "loss_rate": 0.1}, "not both"),
        ({"asset_class": "corporate", "pd": 0.1, "dilution_loss": 0}, "between 0 and 1"),
        ({"asset_class": "corporate", "rating": "A-7"}, "long-term rating"),
        ({"asset_class": "bank", "grade": "A", "sovereign_rating": "A-1"}, "long-term rating"),
    ],
)
def test_refusals(exposure: dict[str, Any], words: str) -> None:
    assert words in " ".join(refused(**exposure).values())


POOL: list[dict[str, Any]] = [
    {"kind": "physical", "amount": 50},
    {"kind": "cash", "amount": 10},
    {"kind": "sovereign_bond", "amount": 20, "rating": "AA", "maturity": 4},
    {"kind": "receivables", "amount": 30},
]


def test_several_kinds_of_collateral_in_the_foundation_approach() -> None:
    """CRE32.10: each secures a part at its own LGD after haircuts, the lowest LGD first."""
    loan: dict[str, Any] = {"asset_class": "corporate", "pd": 0.01, "approach": "foundation"}
    found = one(**loan, collaterals=POOL, holding_days=10)
    bond, claims, things = 20 * 0.98, 30 * 0.6, 50 * 0.6
    rest = 100 - 10 - bond - claims - things
    assert found.lgd == pytest.approx((0.2 * claims + 0.25 * things + 0.4 * rest) / 100)
    single = one(**loan, collateral=30, collateral_type="receivables")
    assert one(**loan, collaterals=[POOL[3]]).lgd == pytest.approx(single.lgd)


def test_several_floors_of_own_estimates() -> None:
    """CRE32.17: the floor mixes those of the parts."""
    loan: dict[str, Any] = {"asset_class": "corporate", "pd": 0.01, "lgd": 0.02, "maturity": 2}
    found = one(**loan, collaterals=[POOL[0], POOL[1]])
    assert found.lgd == pytest.approx((0.0 * 10 + 0.15 * 30 + 0.25 * 60) / 100)


def test_several_kinds_in_the_standardised_approach() -> None:
    """Financial collateral adds up; other things do not count (CRE22.34)."""
    found = one(asset_class="corporate", collaterals=POOL, holding_days=10)
    assert found.risk_weighted_assets == pytest.approx(100 - 10 - 20 * 0.98)
    simple = one({"collateral_method": "simple"}, asset_class="corporate", collaterals=POOL)
    assert simple.risk_weighted_assets == pytest.approx(100 - 10 - 20 * 0.8)


def test_basel_ii_takes_financial_collateral_first() -> None:
    """Paragraphs 291 and 295: what cash leaves is secured by receivables at 125 %."""
    found = one(
        {"regime": "basel_ii"}, asset_class="corporate", pd=0.01, approach="foundation",
        collaterals=[POOL[1], POOL[3]],
    )  # fmt: skip
    claims = 30 / 1.25
    assert found.lgd == pytest.approx((0.35 * claims + 0.45 * (90 - claims)) / 100)


def test_one_collateral_or_several() -> None:
    both = refused(asset_class="bank", rating="A", collateral=1, collateral_type="cash",
                   collaterals=POOL)  # fmt: skip
    assert "not both" in " ".join(both.values())


def test_maturity_from_cash_flows() -> None:
    """CRE32.47: payments weighted by their time, then between one and five years."""
    flows = [{"years": 1, "amount": 30}, {"years": 2, "amount": 30}, {"years": 4, "amount": 60}]
    loan: dict[str, Any] = {"asset_class": "corporate", "pd": 0.01, "lgd": 0.4}
    found = one(**loan, cash_flows=flows)
    assert found.maturity == pytest.approx((30 + 60 + 240) / 120)
    steps = {step.name: step.paragraph for step in found.steps}
    assert steps["maturity from cash flows"] == "CRE32.47"
    assert one(**loan, cash_flows=[{"years": 9, "amount": 1}]).maturity == 5
    assert "not both" in " ".join(refused(**loan, maturity=2, cash_flows=flows).values())
