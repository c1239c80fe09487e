"""Capital for credit risk against the Basel Committee's own tables and worked examples."""

from math import sqrt
from typing import Any

import pytest
from scipy import integrate, stats

from tests.tools.finance.credit_tables import ANNEX_5, CRE99, rows
from tools.finance import _irb_formula as formula
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit, WeighedExposure
from tools.finance.capital_credit import capital_credit

POINT = 1.5e-4  # 0.015 percentage points: the tables are printed to 0.01


def run(**request: Any) -> CapitalCredit:
    return capital_credit(CapitalCreditRequest.model_validate(request))


def one(regime: str = "basel_iii", book: dict[str, Any] | None = None, **exposure: Any) -> Any:
    exposure.setdefault("amount", 100.0)
    result: WeighedExposure = run(exposures=[exposure], regime=regime, **(book or {})).exposures[0]
    return result


def steps(weighed: WeighedExposure) -> dict[str, float]:
    return {step.name: step.value for step in weighed.steps}


def columns(corporate: float, card: float, revolving: str) -> list[dict[str, Any]]:
    retail = [("residential_mortgage", 0.45), ("residential_mortgage", 0.25), ("retail", 0.45)]
    retail += [("retail", 0.85), (revolving, card), (revolving, 0.85)]
    return [
        {"asset_class": "corporate", "lgd": corporate, "turnover": 50e6, "maturity": 2.5},
        {"asset_class": "sme", "lgd": corporate, "turnover": 5e6, "maturity": 2.5},
        *[{"asset_class": kind, "lgd": lgd} for kind, lgd in retail],
    ]


@pytest.mark.parametrize("row", rows(ANNEX_5), ids=lambda row: f"{row[0]}")
def test_annex_5_of_basel_ii(row: list[float]) -> None:
    book = [{**c, "amount": 100.0, "pd": row[0] / 100} for c in columns(0.45, 0.45, "revolving")]
    found = run(exposures=book, regime="basel_ii")
    weights = [e.risk_weight for e in found.exposures]
    assert weights == pytest.approx([x / 100 for x in row[1:]], abs=POINT)
    assert found.risk_weighted_assets == pytest.approx(1.06 * sum(100 * w for w in weights))


@pytest.mark.parametrize("row", rows(CRE99), ids=lambda row: f"{row[0]}")
def test_table_1_of_cre99(row: list[float]) -> None:
    kind = "transactor" if row[0] < 0.1 else "revolving"
    book = [{**c, "amount": 100.0, "pd": row[0] / 100} for c in columns(0.40, 0.50, kind)]
    weights = [e.risk_weight for e in run(exposures=book).exposures]
    assert weights == pytest.approx([x / 100 for x in row[1:]], abs=POINT)


def test_the_conditional_default_rate_is_vasiceks() -> None:
    """Averaged over the common factor it is the PD; its 99.9 % quantile is the formula's."""
    for pd, correlation in ((0.01, 0.19), (0.2, 0.04), (0.0005, 0.24)):

        def given(x: float, pd: float = pd, r: float = correlation) -> float:
            return stats.norm.cdf((stats.norm.ppf(pd) - sqrt(r) * x) / sqrt(1 - r))

        mean, _ = integrate.quad(lambda x: given(x) * stats.norm.pdf(x), -12, 12, epsabs=1e-13)
        assert mean == pytest.approx(pd, rel=1e-8)
        worst = given(stats.norm.ppf(0.001))
        assert formula.conditional_pd(pd, correlation) == pytest.approx(worst, rel=1e-11)


def test_the_maturity_adjustment_is_one_at_a_year() -> None:
    """(1 + (1 - 2.5) b) / (1 - 1.5 b) is 1."""
    weighed = one(asset_class="corporate", pd=0.01, lgd=0.4, maturity=1)
    assert weighed.maturity_adjustment == pytest.approx(1, abs=1e-12)
    assert one(asset_class="corporate", pd=0.01, lgd=0.4, maturity=5).risk_weight > 1.1


def test_correlations() -> None:
    """CRE31.5, 31.7, 31.11: ends of each function; the multiplier of 1.25."""
    base = one(asset_class="corporate", pd=0.01, lgd=0.4).correlation
    assert base == pytest.approx(0.12 + 0.12 * 0.6065306597, abs=1e-9)
    financial = one(asset_class="large_financial", pd=0.01)
    assert financial.correlation == pytest.approx(1.25 * base)
    assert (financial.lgd, financial.approach) == (0.45, "foundation")
    volatile = one(asset_class="hvcre", pd=0.01, lgd=0.4)
    assert volatile.correlation == pytest.approx(0.12 + 0.18 * 0.6065306597, abs=1e-9)
    assert one("basel_ii", asset_class="large_financial", pd=0.01).correlation == base


def test_floors_bite_and_say_so() -> None:
    low = one(asset_class="corporate", pd=0.0001, lgd=0.1)
    assert (low.pd, low.lgd) == (0.0005, 0.25)
    assert steps(low)["probability of default at its floor"] == 0.0005
    assert steps(low)["probability of default given"] == 0.0001
    assert steps(low)["loss given default at its floor"] == 0.25
    remarks = run(exposures=[{"asset_class": "corporate", "amount": 1, "pd": 0, "lgd": 0.1}]).notes
    assert any("floor" in note and "CRE32.4" in note for note in remarks)
    assert one("basel_ii", asset_class="corporate", pd=0.0001, lgd=0.1).pd == 0.0003
    assert one("basel_ii", asset_class="corporate", pd=0.0001, lgd=0.1).lgd == 0.1
    assert one("basel_ii", asset_class="residential_mortgage", pd=0.01, lgd=0.02).lgd == 0.1
    assert one(asset_class="residential_mortgage", pd=0.01, lgd=0.02).lgd == 0.05
    assert one(asset_class="revolving", pd=0.0005, lgd=0.4).pd == 0.001
    assert one(asset_class="transactor", pd=0.0005, lgd=0.4).pd == 0.0005
    assert one(asset_class="transactor", pd=0.0005, lgd=0.4).lgd == 0.5
    assert one(asset_class="retail", pd=0.01, lgd=0.2).lgd == 0.3
    assert one(asset_class="sovereign", pd=0.0001, lgd=0.1).pd == 0.0001
    assert one(asset_class="sovereign", pd=0, lgd=0.1).risk_weight == 0
    assert one(asset_class="corporate", pd=0.01, lgd=0.4, maturity=9).maturity == 5


def test_foundation_lgd_with_collateral() -> None:
    """CRE32.10: 100 lent against property worth 50; 40 % haircut leaves 30 at 20 %."""
    estate = {"collateral": 50, "collateral_type": "real_estate"}
    secured = one(asset_class="corporate", pd=0.01, **estate)
    assert secured.lgd == pytest.approx(0.4 * 0.7 + 0.2 * 0.3)
    cash = one(asset_class="corporate", pd=0.01, collateral=50, collateral_type="cash")
    assert cash.lgd == pytest.approx(0.2)
    machine = one(asset_class="corporate", pd=0.01, collateral=500, collateral_type="physical")
    assert machine.lgd == pytest.approx(0.25)
    assert one(asset_class="subordinated_debt", pd=0.01).lgd == 0.75
    # Basel II, paragraph 295: fully secured from 140 % on, nothing below 30 %.
    second = {"regime": "basel_ii", "asset_class": "corporate", "pd": 0.01}
    estate = {**second, "collateral_type": "real_estate"}
    assert one(**estate, collateral=140).lgd == pytest.approx(0.35)
    assert one(**estate, collateral=29).lgd == pytest.approx(0.45)
    assert one(**estate, collateral=70).lgd == pytest.approx(0.40)


def test_advanced_lgd_floor_with_collateral() -> None:
    """CRE32.17: half secured by receivables of 100 after a haircut of 40 %."""
    part = one(
        asset_class="corporate", pd=0.01, lgd=0.05, collateral=100, collateral_type="receivables"
    )
    assert part.lgd == pytest.approx(0.25 * 0.4 + 0.10 * 0.6)


@pytest.mark.parametrize(
    ("slot", "plain", "volatile", "loss"),
    [
        ("strong", 0.7, 0.95, 0.4),
        ("good", 0.9, 1.2, 0.8),
        ("satisfactory", 1.15, 1.4, 2.8),
        ("weak", 2.5, 2.5, 8.0),
        ("default", 0.0, 0.0, 50.0),
    ],
)
def test_slotting(slot: str, plain: float, volatile: float, loss: float) -> None:
    weighed = one(asset_class="project_finance", slot=slot)
    assert (weighed.risk_weight, weighed.approach) == (plain, "slotting")
    assert weighed.expected_loss == pytest.approx(loss)
    assert one(asset_class="hvcre", slot=slot).risk_weight == volatile


def test_defaulted_by_internal_ratings() -> None:
    own = one(asset_class="corporate", defaulted=True, lgd=0.5, best_estimate_loss=0.42)
    assert own.risk_weight == pytest.approx(12.5 * 0.08)
    assert own.expected_loss == pytest.approx(42)
    foundation = one(asset_class="corporate", pd=1)
    assert (foundation.risk_weight, foundation.expected_loss) == (0, pytest.approx(40))


def test_a_guarantee_takes_the_guarantors_weight() -> None:
    alone = one(asset_class="bank", pd=0.0005).risk_weight
    bare = one(asset_class="corporate", pd=0.03).risk_weight
    half = one(
        asset_class="corporate", pd=0.03, guaranteed=50, guarantor_class="bank", guarantor_pd=0.0005
    )
    assert half.risk_weight == pytest.approx((alone + bare) / 2)


WEIGHTS = [
    ("sovereign", {"AA-": 0, "A-": 20, "BBB-": 50, "B-": 100, "CCC+": 150, None: 100}),
    ("public_sector", {"AAA": 20, "A": 50, "BBB": 50, "BB": 100, "CCC": 150, None: 50}),
    ("development_bank", {"AAA": 20, "A": 30, "BBB": 50, "BB": 100, "CCC": 150, None: 50}),
    ("bank", {"AAA": 20, "A": 30, "BBB": 50, "B-": 100, "CCC+": 150}),
    ("covered_bond", {"AAA": 10, "A": 20, "BBB": 20, "BB": 50, "CCC": 100}),
    ("corporate", {"AAA": 20, "A": 50, "BBB": 75, "BB-": 100, "B+": 150, None: 100, "Baa2": 75}),
    ("sme", {"A": 50, None: 85}),
    ("subordinated_debt", {None: 150}),
    ("retail", {None: 75}),
    ("revolving", {None: 75}),
    ("transactor", {None: 45}),
    ("other_retail", {None: 100}),
    ("equity", {None: 250}),
    ("speculative_equity", {None: 400}),
    ("cash", {None: 0}),
    ("items_in_collection", {None: 20}),
    ("other_assets", {None: 100}),
    ("object_finance", {None: 100, "A": 50}),
    ("development", {None: 150}),
]


@pytest.mark.parametrize(("kind", "table"), WEIGHTS, ids=[kind for kind, _ in WEIGHTS])
def test_standardised_tables(kind: str, table: dict[str | None, float]) -> None:
    for rating, weight in table.items():
        found = one(asset_class=kind, rating=rating, approach="standardised")
        assert 100 * found.risk_weight == pytest.approx(weight), rating
        assert found.paragraph.startswith("CRE20.")


def test_banks_without_a_rating() -> None:
    """CRE20.21, Table 7; 30 % for the strongest; the country's weight is the least (CRE20.32)."""
    for grade, weight, short in (("A", 0.4, 0.2), ("B", 0.75, 0.5), ("C", 1.5, 1.5)):
        assert one(asset_class="bank", grade=grade).risk_weight == weight
        assert one(asset_class="bank", grade=grade, short_term=True).risk_weight == short
    assert one(asset_class="bank", grade="A", well_capitalised=True).risk_weight == 0.3
    assert one(asset_class="bank", grade="A", sovereign_rating="B").risk_weight == 1.0
    assert one(asset_class="covered_bond", grade="B").risk_weight == 0.35
    assert one(asset_class="bank", rating="BB", short_term=True).risk_weight == 0.5


def test_without_external_ratings() -> None:
    book = {"external_ratings": False}
    assert one("basel_iii", book, asset_class="corporate", rating="AAA").risk_weight == 1.0
    assert one("basel_iii", book, asset_class="investment_grade").risk_weight == 0.65
    assert one("basel_iii", book, asset_class="sme").risk_weight == 0.85


@pytest.mark.parametrize(
    ("ltv", "home", "rented", "commercial"),
    [
        (0.50, 20, 30, 70), (0.51, 25, 35, 70), (0.60, 25, 35, 70), (0.61, 30, 45, 90),
        (0.80, 30, 45, 90), (0.81, 40, 60, 110), (0.90, 40, 60, 110), (0.95, 50, 75, 110),
        (1.00, 50, 75, 110), (1.01, 70, 105, 110),
    ],
)  # fmt: skip
def test_loans_on_property(ltv: float, home: float, rented: float, commercial: float) -> None:
    """CRE20.82, 20.84, 20.87: Tables 11, 12 and 14."""
    kinds = ("residential_mortgage", "rental_residential", "income_real_estate")
    found = [100 * one(asset_class=kind, ltv=ltv).risk_weight for kind in kinds]
    assert found == pytest.approx([home, rented, commercial])


def test_commercial_property_by_its_owner() -> None:
    office = {"asset_class": "commercial_real_estate"}
    assert one(**office, ltv=0.6, rating="BBB").risk_weight == 0.6
    assert one(**office, ltv=0.6, rating="A").risk_weight == 0.5
    assert one(**office, ltv=0.7, rating="BBB").risk_weight == 0.75
    assert one(**office, ltv=0.7, borrower="sme").risk_weight == 0.85
    assert one(**office, ltv=0.7, qualifying=False, borrower="individual").risk_weight == 0.75


def test_loan_splitting_as_the_standard_works_it_out() -> None:
    """CRE20.83 and its footnote: 22,250; and with liens of others 45,000, 48,125, 30,000."""
    split = {"real_estate": "loan_splitting"}
    loan = {"asset_class": "residential_mortgage", "amount": 70_000, "property_value": 100_000}
    assert one("basel_iii", split, **loan).risk_weighted_assets == pytest.approx(22_250)
    junior = one("basel_iii", split, **loan, senior_liens=10_000)
    assert junior.risk_weighted_assets == pytest.approx(0.2 * 45_000 + 0.75 * 25_000)
    equal = one("basel_iii", split, **loan, equal_liens=10_000)
    assert equal.risk_weighted_assets == pytest.approx(0.2 * 48_125 + 0.75 * 21_875)
    both = {**loan, "amount": 30_000, "senior_liens": 10_000, "equal_liens": 10_000}
    assert one("basel_iii", split, **both).risk_weighted_assets == pytest.approx(0.2 * 30_000)


def test_currency_mismatch() -> None:
    """CRE20.92: half as much again, at most 150 %."""
    assert one(asset_class="retail", currency_mismatch=True).risk_weight == pytest.approx(1.125)
    homes = one(asset_class="rental_residential", ltv=1.2, currency_mismatch=True)
    assert homes.risk_weight == 1.5


def test_defaulted_in_the_standardised_approach() -> None:
    """CRE20.106 and 107, net of provisions."""
    few = one(asset_class="corporate", defaulted=True, provisions=10)
    assert (few.risk_weight, few.risk_weighted_assets) == (1.5, pytest.approx(135))
    many = one(asset_class="corporate", defaulted=True, provisions=20)
    assert (many.risk_weight, many.risk_weighted_assets) == (1.0, pytest.approx(80))
    assert one(asset_class="residential_mortgage", ltv=0.9, defaulted=True).risk_weight == 1.0
    assert one(asset_class="rental_residential", ltv=0.9, defaulted=True).risk_weight == 1.5


def test_undrawn_amounts() -> None:
    factors = {"guarantee": 1, "note_issuance": 0.5, "performance": 0.5, "commitment": 0.4,
               "trade": 0.2, "cancellable": 0.1}  # fmt: skip
    for kind, factor in factors.items():
        found = one(asset_class="corporate", amount=0, undrawn=100, commitment=kind)
        assert found.exposure_at_default == pytest.approx(100 * factor)
    own = {"asset_class": "retail", "pd": 0.01, "lgd": 0.5, "amount": 0, "undrawn": 100}
    assert one(**own, ccf=0.3).exposure_at_default == pytest.approx(30)
    assert one(**own, ccf=0.1).exposure_at_default == pytest.approx(20)
    second = {"asset_class": "corporate", "amount": 0, "undrawn": 100, "regime": "basel_ii"}
    assert one(**second).exposure_at_default == pytest.approx(50)
    assert one(**second, commitment="short_commitment").exposure_at_default == pytest.approx(20)
    assert one(**second, pd=0.01).exposure_at_default == pytest.approx(75)


def test_collateral_in_the_standardised_approach() -> None:
    """CRE22.46 with the ten-day haircuts of CRE22.49 stretched to twenty days."""
    bond = {"collateral": 50, "collateral_type": "sovereign_bond", "collateral_rating": "AA",
            "collateral_maturity": 4}  # fmt: skip
    found = one(asset_class="corporate", **bond)
    assert found.risk_weighted_assets == pytest.approx(100 - 50 * (1 - 0.02 * sqrt(2)))
    mixed = one(asset_class="corporate", **bond, collateral_other_currency=True)
    assert mixed.risk_weighted_assets == pytest.approx(100 - 50 * (1 - 0.10 * sqrt(2)))
    ten = one(asset_class="corporate", **{**bond, "collateral_rating": "BBB"}, holding_days=10)
    assert ten.risk_weighted_assets == pytest.approx(100 - 50 * 0.97)
    junk = one(asset_class="corporate", **{**bond, "collateral_rating": "CCC"})
    assert junk.risk_weighted_assets == pytest.approx(100)
    simple = {"collateral_method": "simple"}
    assert one("basel_iii", simple, asset_class="corporate", **bond).risk_weighted_assets == (
        pytest.approx(100 - 40)
    )
    cash = one("basel_iii", simple, asset_class="corporate", collateral=30, collateral_type="cash")
    assert cash.risk_weighted_assets == pytest.approx(70)


def test_a_guarantee_that_ends_early() -> None:
    """CRE22.13: (2 - 0.25) / (5 - 0.25) of it counts."""
    found = one(
        asset_class="corporate", maturity=7, guaranteed=60, guarantor_class="sovereign",
        guarantor_rating="AAA", protection_maturity=2,
    )  # fmt: skip
    assert found.risk_weighted_assets == pytest.approx(100 - 60 * 1.75 / 4.75)


def test_the_output_floor_as_the_standard_works_it_out() -> None:
    """RBC20.13: 76 before the floor, 140 under standardised approaches: 101.5; capped 95."""
    totals = {"model_rwa": 76e9, "standardised_rwa": 140e9}
    found = run(**totals)
    assert (found.risk_weighted_assets, found.floor_binds) == (pytest.approx(101.5e9), True)
    assert run(**totals, floor_cap=True).risk_weighted_assets == pytest.approx(95e9)
    levels = {2023: 0.5, 2024: 0.55, 2025: 0.6, 2026: 0.65, 2027: 0.7, 2028: 0.725, 2040: 0.725}
    for year, level in levels.items():
        assert run(**totals, floor_year=year).floor_rwa == pytest.approx(level * 140e9)


def test_the_output_floor_of_a_book() -> None:
    book = [
        {"name": "a", "asset_class": "corporate", "amount": 100, "pd": 0.001},
        {"name": "b", "asset_class": "sme", "amount": 50},
    ]
    found = run(exposures=book, floor_year=2028)
    assert found.standardised_rwa == pytest.approx(100 + 0.85 * 50)
    assert found.pre_floor_rwa == pytest.approx(26.36 + 42.5, abs=0.01)
    assert found.risk_weighted_assets == pytest.approx(0.725 * 142.5)
    assert run(exposures=book).risk_weighted_assets == pytest.approx(26.36 + 42.5, abs=0.01)


def test_expected_loss_and_provisions() -> None:
    loan = {"asset_class": "corporate", "amount": 100, "pd": 0.02, "lgd": 0.5}
    short = run(exposures=[{**loan, "provisions": 0.4}], provisions=0.1)
    assert (short.expected_loss, short.provision_shortfall) == (
        pytest.approx(1.0), pytest.approx(0.5),
    )  # fmt: skip
    long = run(exposures=[loan], provisions=5)
    assert long.excess_counted == pytest.approx(0.006 * long.internal_rwa)


def test_basel_ii_standardised() -> None:
    def weight(**exposure: Any) -> float:
        return 100 * one("basel_ii", **exposure).risk_weight

    assert weight(asset_class="corporate", rating="BBB") == 100
    assert weight(asset_class="bank", rating="A") == 50
    assert weight(asset_class="bank") == 50
    assert weight(asset_class="bank", sovereign_rating="A") == 50
    assert weight(asset_class="bank", rating="A", short_term=True) == 20
    assert weight(asset_class="residential_mortgage") == 35
    assert weight(asset_class="retail") == 75
    assert weight(asset_class="equity") == 100
    assert weight(asset_class="equity", approach="advanced") == 300


def test_every_step_has_its_paragraph_and_the_sums_agree() -> None:
    book = [
        {"name": "x", "asset_class": "corporate", "amount": 80, "pd": 0.01, "lgd": 0.4},
        {"name": "y", "asset_class": "retail", "amount": 40},
        {"name": "z", "asset_class": "project_finance", "amount": 30, "slot": "good"},
    ]
    found = run(exposures=book, currency="EUR")
    assert all(step.paragraph for weighed in found.exposures for step in weighed.steps)
    assert found.capital == pytest.approx(sum(weighed.capital for weighed in found.exposures))
    assert sum(total.share_of_capital for total in found.classes) == pytest.approx(1)
    assert found.risk_weighted_assets == pytest.approx(
        sum(weighed.risk_weighted_assets for weighed in found.exposures)
    )
    assert found.chart is not None
    assert "€" in found.summary
