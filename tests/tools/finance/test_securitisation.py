"""Tranches of securitisations: published examples, the tables, and independent integration."""

from typing import Any

import pytest
from scipy import integrate

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit, WeighedExposure
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def run(**request: Any) -> CapitalCredit:
    return capital_credit(validate(CapitalCreditRequest, request))


def tranche(**fields: Any) -> WeighedExposure:
    fields.setdefault("amount", 100.0)
    return run(securitisations=[fields]).exposures[0]


def refused(**fields: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        tranche(**fields)
    return {problem.field: problem.message for problem in refusal.value.errors}


def integrated(attachment: float, detachment: float, capital: float, p: float) -> float:
    """The weight as the mean of exp(-(x - K)/(pK)) over the tranche, 1 below K."""
    from math import exp

    def layer(x: float) -> float:
        return 1.0 if x <= capital else exp(-(x - capital) / (p * capital))

    points = [capital] if attachment < capital < detachment else None
    whole, _ = integrate.quad(layer, attachment, detachment, points=points, epsabs=1e-14)
    return 12.5 * whole / (detachment - attachment)


def test_central_bank_of_the_uae_example_of_sec_erba() -> None:
    """Rated BB+, 5 % to 30 %, two years: 373 % (Guidance on securitisation, paragraph 40)."""
    found = tranche(rating="BB+", attachment=0.05, detachment=0.30, maturity=2)
    assert found.approach == "sec_erba"
    assert found.risk_weight == pytest.approx(0.75 * 4.975, abs=1e-12)
    names = {step.name: (step.value, step.paragraph) for step in found.steps}
    assert names["thickness T"] == (pytest.approx(0.25), "CRE42.5")


@pytest.mark.parametrize(
    ("fields", "weight"),
    [
        ({"rating": "AAA", "senior": True, "maturity": 5}, 0.20),
        ({"rating": "AAA", "senior": True, "maturity": 3}, 0.175),
        ({"rating": "AAA", "senior": True, "maturity": 1, "stc": True}, 0.10),
        ({"rating": "Baa2", "senior": True, "maturity": 9}, 1.05),
        ({"rating": "AA", "attachment": 0.1, "detachment": 0.9, "maturity": 1}, 0.25),
        ({"rating": "BBB-", "attachment": 0.1, "detachment": 0.2, "maturity": 1}, 2.97),
        ({"rating": "CCC-", "senior": True, "maturity": 1}, 4.60),
        ({"rating": "CC", "senior": True, "maturity": 1}, 12.5),
        ({"rating": "A-1", "senior": True}, 0.15),
        ({"rating": "P-2"}, 0.50),
        ({"rating": "A-3", "stc": True}, 0.60),
        ({"rating": "NP"}, 12.5),
        ({"rating": "A", "senior": True, "legal_maturity": 3.5}, 0.5 + 0.15 / 2),
    ],
)
def test_tables_of_sec_erba(fields: dict[str, Any], weight: float) -> None:
    """CRE42.2, 42.4, 42.12, 42.13; M_T between 1 and 5 years; a junior tranche never below a
    senior one of its rating; M_T is 1 + 80 % of the legal years beyond the first."""
    assert tranche(**fields).risk_weight == pytest.approx(weight, abs=1e-12)


@pytest.mark.parametrize(
    ("attachment", "detachment"), [(0.0, 0.05), (0.0, 0.2), (0.05, 0.15), (0.1, 0.12), (0.2, 0.25)]
)
@pytest.mark.parametrize(("delinquent", "p"), [(0.0, 1.0), (0.06, 1.0), (0.06, 0.5)])
def test_sec_sa_is_the_mean_over_the_tranche(
    attachment: float, detachment: float, delinquent: float, p: float
) -> None:
    capital = (1 - delinquent) * 0.08 + delinquent * 0.5
    expected = integrated(attachment, detachment, capital, p)
    found = tranche(
        attachment=attachment, detachment=detachment, k_sa=0.08, delinquent=delinquent, stc=p < 1
    )
    assert found.approach == "sec_sa"
    assert found.risk_weight == pytest.approx(max(expected, 0.15), rel=1e-9)


def test_whole_pool_under_sec_sa_and_the_cap_of_senior_tranches() -> None:
    """Held whole, a securitised pool needs nearly twice its capital (p = 1); the cap undoes it."""
    whole = {"attachment": 0, "detachment": 1, "pool_risk_weight": 1.0, "delinquent": 0.0}
    plain = tranche(**whole)
    assert plain.risk_weight == pytest.approx(2.0, abs=2e-4)
    assert tranche(**whole, look_through_cap=True).risk_weight == pytest.approx(1.0)


def test_the_senior_cap_goes_below_the_floor() -> None:
    """CRE40.51."""
    found = tranche(attachment=0.1, detachment=1, k_sa=0.004, delinquent=0, look_through_cap=True)
    assert found.risk_weight == pytest.approx(0.05)


def test_unknown_delinquency() -> None:
    """CRE41.9 and 41.10: up to 5 % of the pool counts in full; beyond it all weighs 1250 %."""
    pool = {"attachment": 0.1, "detachment": 0.3, "k_sa": 0.08, "delinquent": 0.02}
    adjusted = 0.96 * (0.98 * 0.08 + 0.02 * 0.5) + 0.04
    found = tranche(**pool, delinquency_unknown=0.04)
    assert found.risk_weight == pytest.approx(integrated(0.1, 0.3, adjusted, 1.0), rel=1e-9)
    assert tranche(**pool, delinquency_unknown=0.06).risk_weight == 12.5


def test_resecuritisation() -> None:
    """p = 1.5, no delinquency adjustment, a floor of 100 %, no rating used (CRE41.16)."""
    found = tranche(attachment=0.3, detachment=0.5, k_sa=0.15, delinquent=0.2, rating="AAA",
                    resecuritisation=True)  # fmt: skip
    assert found.approach == "sec_sa"
    assert found.risk_weight == pytest.approx(integrated(0.3, 0.5, 0.15, 1.5), rel=1e-9)
    senior = tranche(attachment=0.9, detachment=1, k_sa=0.02, resecuritisation=True)
    assert senior.risk_weight == 1.0


@pytest.mark.parametrize(
    ("fields", "raw"),
    [
        ({"loans": 100, "detachment": 1.0}, 3.56 / 100 - 1.85 * 0.06 + 0.55 * 0.45 + 0.07 * 3),
        ({"loans": 10, "detachment": 1.0}, 0.11 + 0.261 - 2.91 * 0.06 + 0.68 * 0.45 + 0.21),
        ({"loans": 25, "detachment": 0.3}, 0.16 + 2.87 / 25 - 1.03 * 0.06 + 0.21 * 0.45 + 0.21),
        ({"loans": 8, "detachment": 0.3}, 0.22 + 2.35 / 8 - 2.46 * 0.06 + 0.48 * 0.45 + 0.21),
        ({"retail": True, "detachment": 1.0}, -7.48 * 0.06 + 0.71 * 0.45 + 0.24 * 3),
        ({"retail": True, "detachment": 0.3}, -5.78 * 0.06 + 0.55 * 0.45 + 0.27 * 3),
    ],
)
@pytest.mark.parametrize("stc", [False, True])
def test_sec_irba(fields: dict[str, Any], raw: float, stc: bool) -> None:
    """p of the six rows of CRE44.17 (and of Article 259 CRR), halved for STC, at least 0.3."""
    found = tranche(attachment=0.1, k_irb=0.06, pool_lgd=0.45, maturity=3, stc=stc, **fields)
    p = max(0.3, 0.5 * raw if stc else raw)
    assert {s.name: s.value for s in found.steps}["supervisory parameter p"] == pytest.approx(p)
    floor = 0.10 if stc and fields["detachment"] == 1 else 0.15
    expected = max(integrated(0.1, fields["detachment"], 0.06, p), floor)
    assert found.risk_weight == pytest.approx(expected, rel=1e-9)


def test_below_the_pools_capital_all_is_lost() -> None:
    assert tranche(attachment=0, detachment=0.06, k_sa=0.08, delinquent=0).risk_weight == 12.5
    assert tranche(approach="fallback").risk_weight == 12.5


def test_npl_securitisations() -> None:
    """CRE45: at least 100 %; a senior tranche bought at half the price or less weighs 100 %."""
    pool = {"attachment": 0.4, "detachment": 1, "k_sa": 0.12, "delinquent": 0.95,
            "non_performing": True}  # fmt: skip
    assert tranche(**pool, purchase_discount=0.6).risk_weight == 1.0
    assert tranche(**pool, purchase_discount=0.3).risk_weight > 1.0


def test_npl_tranches_by_their_rating_have_the_ordinary_floor() -> None:
    """CRE45.4 floors SEC-SA, SEC-IRBA and the look-through; Article 269a(2) CRR says the same."""
    rated = tranche(rating="AA", senior=True, maturity=1, non_performing=True)
    assert rated.risk_weight == pytest.approx(0.25)
    senior = {"attachment": 0.5, "detachment": 1, "k_sa": 0.05, "delinquent": 0.0}
    looked = tranche(**senior, non_performing=True, look_through_cap=True)
    assert looked.risk_weight == 1.0


POOL = {"pool": "Cars 1", "pool_amount": 1000.0, "k_sa": 0.08, "delinquent": 0.0}


def test_the_overall_cap_of_an_originator() -> None:
    """CRE40.54: first loss whole, senior half: P = 1, so at most 12.5 x 8 % x 1000 = 1000.

    Uncapped, 0 to 10 % weighs 1250 % up to 8 % and the formula beyond: 100 x 12.5 x (0.8 + 0.2 x
    (1 - exp(-0.25)) / 0.25), the rest 12.5 x 0.08 x exp(-0.25) x 1000 / 2.
    """
    from math import exp

    held = [
        {"name": "first", "amount": 100.0, "attachment": 0, "detachment": 0.1, "originator": True},
        {"name": "top", "amount": 450.0, "attachment": 0.1, "detachment": 1.0},
    ]
    first = 1250 * (0.8 + 0.2 * (1 - exp(-0.25)) / 0.25)
    top = 0.5 * 1000 * (exp(-0.25) - exp(-0.92 / 0.08))
    plain = run(securitisations=[{**one, **POOL, "pool_amount": None} for one in held])
    assert plain.risk_weighted_assets == pytest.approx(first + top, rel=1e-9)
    found = run(securitisations=[{**held[0], **POOL}, {**POOL, **held[1], "pool_amount": None}])
    assert found.risk_weighted_assets == pytest.approx(1000, rel=1e-12)
    assert found.capital == pytest.approx(80)
    one = found.exposures[0]
    assert one.risk_weighted_assets == pytest.approx(1000 * first / (first + top), rel=1e-9)
    assert one.risk_weight == pytest.approx(one.risk_weighted_assets / 100, rel=1e-12)
    assert one.capital == pytest.approx(0.08 * one.risk_weighted_assets)
    said = {step.name: (step.value, step.paragraph) for step in one.steps}
    assert said["largest part of a tranche that is held, P"] == (1.0, "CRE40.54")
    assert said["most they may be: 12.5 K_P P"] == (pytest.approx(1000), "CRE40.54")


def test_the_largest_part_of_a_tranche_sets_the_cap() -> None:
    """30 of a first loss of 100 and 450 of 900: P is the half of the senior tranche."""
    held = [
        {"amount": 30.0, "tranche_size": 100.0, "attachment": 0, "detachment": 0.1},
        {"amount": 450.0, "tranche_size": 900.0, "attachment": 0.1, "detachment": 1.0},
    ]
    found = run(securitisations=[{**one, **POOL, "originator": True} for one in held])
    assert found.risk_weighted_assets == pytest.approx(12.5 * 0.08 * 0.5 * 1000)


def test_investors_have_the_overall_cap_under_sec_irba_alone() -> None:
    pool = {"pool": "L", "pool_amount": 1000.0, "loans": 400, "pool_lgd": 0.4, "maturity": 3}
    row = {**pool, "amount": 20.0, "attachment": 0, "detachment": 0.02, "k_irb": 0.05}
    assert run(securitisations=[row]).risk_weighted_assets == pytest.approx(20 * 12.5)
    row["detachment"] = 0.4  # K_P P = 5 % of 50, what the tranche would take were it the pool
    row["amount"] = 20.0
    assert run(securitisations=[row]).risk_weighted_assets == pytest.approx(12.5 * 0.05 * 50)
    investor = run(securitisations=[{**POOL, "amount": 10, "attachment": 0, "detachment": 0.1}])
    assert investor.risk_weighted_assets > 100
    assert any("originators and sponsors" in note for note in investor.notes)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"amount": 200}, "securitisations.0.amount", "whole tranche"),
        ({"k_sa": None, "rating": "BB", "maturity": 2}, "securitisations.0.k_sa", "overall cap"),
        ({"attachment": None, "detachment": None, "rating": "BB", "senior": True, "maturity": 2},
         "securitisations.0.tranche_size", "overall cap"),
        ({"pool_amount": 0}, "securitisations.0", "more than 0"),
    ],
)  # fmt: skip
def test_refusals_of_the_overall_cap(fields: dict[str, Any], field: str, words: str) -> None:
    row = {**POOL, "amount": 50.0, "attachment": 0, "detachment": 0.1, "originator": True}
    problems = refused(**{**row, **fields})
    assert words in problems[field]


def test_a_pool_has_one_amount() -> None:
    row = {**POOL, "amount": 10.0, "attachment": 0, "detachment": 0.1, "originator": True}
    other = {**row, "attachment": 0.1, "detachment": 0.5, "pool_amount": 999.0}
    with pytest.raises(InvalidInput) as refusal:
        run(securitisations=[row, other])
    assert refusal.value.errors[0].field == "securitisations.1.pool_amount"


def test_a_book_with_loans_and_tranches() -> None:
    """Totals add up; the output floor takes SEC-IRBA tranches by their rating (RBC20.11)."""
    found = run(
        exposures=[{"asset_class": "corporate", "amount": 100, "pd": 0.01}],
        securitisations=[
            {"amount": 50, "k_irb": 0.05, "loans": 400, "pool_lgd": 0.4, "maturity": 3}
            | {"attachment": 0.2, "detachment": 1, "rating": "A"}
        ],
        floor_level=0.725,
    )
    loan, note = found.exposures
    assert note.standardised_rwa == pytest.approx(50 * 0.575)
    assert found.standardised_rwa == pytest.approx(100 + 50 * 0.575)
    assert found.pre_floor_rwa == pytest.approx(loan.risk_weighted_assets + 50 * 0.15)
    assert found.internal_rwa == pytest.approx(loan.risk_weighted_assets)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "securitisations.0.rating", "k_sa"),
        ({"rating": "unrated"}, "securitisations.0.rating", "leave it out"),
        ({"rating": "AA"}, "securitisations.0.maturity", "needed"),
        ({"rating": "AA", "maturity": 2}, "securitisations.0.attachment", "share of the pool"),
        ({"approach": "sec_sa"}, "securitisations.0.k_sa", "standardised"),
        ({"k_irb": 0.05}, "securitisations.0.loans", "supervisory parameter"),
        ({"attachment": 0.3, "detachment": 0.2}, "securitisations.0", "less than detachment"),
        ({"attachment": 0.3}, "securitisations.0", "go together"),
        ({"resecuritisation": True, "stc": True}, "securitisations.0", "resecuritisation"),
        ({"k_sa": 0.1, "pool_risk_weight": 1}, "securitisations.0", "not both"),
    ],
)
def test_refusals(fields: dict[str, Any], field: str, words: str) -> None:
    problems = refused(**fields)
    assert field in problems
    assert words in problems[field]


def test_basel_ii_refuses() -> None:
    with pytest.raises(InvalidInput, match="final rules"):
        run(securitisations=[{"amount": 1, "rating": "A"}], regime="basel_ii")
