"""Mixed pools, their N and p, SEC-IAA and layers told in amounts, against integration by hand."""

from math import exp
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


def told(found: WeighedExposure) -> dict[str, tuple[float, str]]:
    return {step.name: (step.value, step.paragraph) for step in found.steps}


def refused(**fields: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        tranche(**fields)
    return {problem.field: problem.message for problem in refusal.value.errors}


def integrated(attachment: float, detachment: float, capital: float, p: float) -> float:
    """The weight as the mean of exp(-(x - K)/(pK)) over the tranche, 1 below K."""

    def layer(x: float) -> float:
        return 1.0 if x <= capital else exp(-(x - capital) / (p * capital))

    points = [capital] if attachment < capital < detachment else None
    whole, _ = integrate.quad(layer, attachment, detachment, points=points, epsabs=1e-14)
    return 12.5 * whole / (detachment - attachment)


LIQUIDITY = {"abcp": True, "internal_assessment": True, "senior": True, "maturity": 1}


@pytest.mark.parametrize(
    ("fields", "weight"),
    [
        ({"rating": "AA"}, 0.25),
        ({"rating": "Aa2", "maturity": 3}, 0.325),
        ({"rating": "A-1"}, 0.15),
        ({"rating": "P-2", "stc": True}, 0.30),
        ({"rating": "BB+", "first_assessment": "BBB-"}, 1.40),
        ({"rating": "BBB", "senior": False, "attachment": 0.02, "detachment": 0.12},
         2.2 * 0.9),
    ],
)  # fmt: skip
def test_internal_assessment_takes_the_weight_of_its_rating_equivalent(
    fields: dict[str, Any], weight: float
) -> None:
    """CRE43.3: the rating equivalent's weight under SEC-ERBA."""
    found = tranche(**{**LIQUIDITY, **fields})
    assert (found.approach, found.paragraph) == ("sec_iaa", "CRE43.3")
    assert found.risk_weight == pytest.approx(weight, abs=1e-12)
    assert told(found)["weight under SEC-ERBA of the rating equivalent"][0] == pytest.approx(weight)


def test_internal_assessment_is_none_of_the_output_floors_approaches() -> None:
    """RBC20.11: the base takes SEC-SA of the pool, 80 % to 100 % at 15 %, not the 25 %."""
    row = {"amount": 100.0, "rating": "AA", "maturity": 1, "k_sa": 0.08, "approach": "sec_iaa"}
    layer = {"attachment": 0.8, "detachment": 1.0, "delinquent": 0.0}
    found = run(securitisations=[{**row, **layer}], floor_level=0.725)
    assert found.exposures[0].risk_weighted_assets == pytest.approx(25)
    assert found.standardised_rwa == pytest.approx(15)
    alone = run(securitisations=[{**LIQUIDITY, "amount": 1.0, "rating": "A"}])
    assert alone.exposures[0].standardised_rwa is None
    assert any("CRE43.2" in note for note in alone.notes)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"rating": "BB"}, "securitisations.0.first_assessment", "investment grade"),
        ({"rating": "NP"}, "securitisations.0.first_assessment", "investment grade"),
        ({}, "securitisations.0.rating", "mapped"),
        ({"rating": "A", "approach": "sec_erba"}, "securitisations.0", "sec_iaa"),
        ({"rating": "A", "abcp": False}, "securitisations.0", "abcp"),
        ({"rating": "good"}, "securitisations.0.rating", "long-term"),
        ({"rating": "A", "approach": "sec_iaa", "resecuritisation": True}, "securitisations.0",
         "sec_sa alone"),
    ],
)  # fmt: skip
def test_refusals_of_internal_assessments(fields: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**{**LIQUIDITY, **fields})[field]


def test_the_approach_named_says_that_it_is_an_internal_assessment() -> None:
    found = tranche(approach="sec_iaa", rating="A", senior=True, maturity=1)
    assert (found.approach, found.risk_weight) == ("sec_iaa", pytest.approx(0.5))


IRB = {"loans": 100, "pool_lgd": 0.4, "maturity": 3, "attachment": 0.1, "detachment": 0.3}


def test_a_mixed_pool_under_sec_irba() -> None:
    """CRE40.46: K = 0.97 x 5 % + 0.03 x 8 %; p from the internal-ratings part alone (CRE44.19)."""
    found = tranche(**{**IRB, "attachment": 0.06}, k_irb=0.05, irb_share=0.97, k_sa=0.08)
    capital = 0.97 * 0.05 + 0.03 * 0.08
    p = 0.16 + 2.87 / 100 - 1.03 * 0.05 + 0.21 * 0.4 + 0.07 * 3
    assert found.approach == "sec_irba"
    assert told(found)["supervisory parameter p"] == (pytest.approx(p), "CRE44.17")
    mixed = told(found)["capital of the mixed pool, d K_IRB + (1 - d) K_SA"]
    assert mixed == (pytest.approx(capital), "CRE40.46")
    assert found.risk_weight == pytest.approx(integrated(0.06, 0.3, capital, p), rel=1e-9)


def test_below_95_per_cent_a_mixed_pool_is_a_standardised_one() -> None:
    """CRE40.47."""
    pool = {**IRB, "k_irb": 0.05, "irb_share": 0.94, "k_sa": 0.08, "delinquent": 0.0}
    found = run(securitisations=[{"amount": 1.0, **pool}])
    assert found.exposures[0].approach == "sec_sa"
    assert any("CRE40.47" in note for note in found.notes)
    assert tranche(**pool, rating="A").approach == "sec_erba"
    assert "95 %" in refused(**pool, approach="sec_irba")["securitisations.0.irb_share"]


PARTS = [
    {"name": "internal", "amount": 960.0, "k_irb": 0.05, "k_sa": 0.06, "loans": 60, "lgd": 0.4},
    {"name": "other", "amount": 40.0, "risk_weight": 1.0, "delinquent": 0.1},
]
LAYER = {"attachment": 0.1, "detachment": 0.3, "maturity": 3}


def test_parts_of_a_mixed_pool() -> None:
    """d, K_IRB and K_SA follow from the parts; so does K_SA of the whole for SEC-SA."""
    found = tranche(**LAYER, subpools=PARTS)
    capital = 0.96 * 0.05 + 0.04 * 0.08
    p = 0.16 + 2.87 / 60 - 1.03 * 0.05 + 0.21 * 0.4 + 0.07 * 3
    assert found.risk_weight == pytest.approx(integrated(0.1, 0.3, capital, p), rel=1e-9)
    late = 0.004  # 4 of 1000
    adjusted = (1 - late) * (0.96 * 0.06 + 0.04 * 0.08) + 0.5 * late
    plain = tranche(**LAYER, subpools=PARTS, approach="sec_sa")
    assert told(plain)["K_A"] == (pytest.approx(adjusted), "CRE41.8")
    assert plain.risk_weight == pytest.approx(integrated(0.1, 0.3, adjusted, 1.0), rel=1e-9)
    assert found.standardised_rwa == pytest.approx(plain.risk_weighted_assets)


def test_retail_and_other_loans_have_a_p_of_their_own() -> None:
    """CRE44.18: the mean by amount of each half's p, K_IRB, N and LGD its own."""
    retail = {"amount": 300.0, "k_irb": 0.03, "lgd": 0.3, "retail": True}
    big = {"amount": 400.0, "k_irb": 0.06, "loans": 40, "lgd": 0.45}
    small = {"amount": 300.0, "k_irb": 0.04, "loans": 300, "lgd": 0.35}
    found = tranche(**LAYER, subpools=[retail, big, small])
    loans = 700**2 / (400**2 / 40 + 300**2 / 300)
    other = (400 * 0.06 + 300 * 0.04) / 700
    lgd = (400 * 0.45 + 300 * 0.35) / 700
    first = 0.16 + 2.87 / loans - 1.03 * other + 0.21 * lgd + 0.21
    second = -5.78 * 0.03 + 0.55 * 0.3 + 0.27 * 3
    p = 0.7 * first + 0.3 * second
    assert told(found)["supervisory parameter p"] == (pytest.approx(p), "CRE44.18")
    assert told(found)["effective number of loans N"] == (pytest.approx(loans), "CRE44.20")
    capital = 0.3 * 0.03 + 0.7 * other
    assert found.risk_weight == pytest.approx(integrated(0.1, 0.3, capital, p), rel=1e-9)


def test_single_loans_make_the_effective_number() -> None:
    """CRE44.20: (100 + 50 + 50)^2 / (100^2 + 50^2 + 50^2)."""
    loans = [
        {"amount": amount, "k_irb": 0.06, "lgd": 0.45, "loans": 1} for amount in (100.0, 50.0, 50.0)
    ]
    found = tranche(**LAYER, subpools=loans)
    assert told(found)["effective number of loans N"][0] == pytest.approx(40000 / 15000)


@pytest.mark.parametrize(
    ("group", "loans"),
    [
        ({}, 1 / 0.02),
        ({"largest_group_share": 0.15, "largest_group": 10},
         1 / (0.02 * 0.15 + (0.13 / 9) * 0.8)),
        ({"largest_group_share": 1.0, "largest_group": 60}, 1 / 0.02),
    ],
)  # fmt: skip
def test_the_simplified_method(group: dict[str, Any], loans: float) -> None:
    """CRE44.22: LGD 50 %, N = 1 / (C1 Cm + (Cm - C1) / (m - 1) max(1 - m C1, 0)), or 1 / C1."""
    found = tranche(**LAYER, k_irb=0.05, largest_share=0.02, **group)
    assert told(found)["effective number of loans N"][0] == pytest.approx(loans)
    assert told(found)["loss given default of the pool"] == (0.5, "CRE44.21")


def test_tranches_and_loans_in_one_pool() -> None:
    """CRE41.16: K_A of loans and of tranches apart, then their mean; p 1.5, floor 100 %."""
    parts = [
        {"amount": 600.0, "k_sa": 0.08, "delinquent": 0.05, "delinquency_unknown": 0.04},
        {"amount": 400.0, "k_sa": 0.20, "securitised": True},
    ]
    loans = 0.96 * (0.95 * 0.08 + 0.05 * 0.5) + 0.04
    adjusted = 0.6 * loans + 0.4 * 0.20
    found = tranche(attachment=0.2, detachment=0.6, subpools=parts)
    assert told(found)["K_A"] == (pytest.approx(adjusted), "CRE41.16")
    assert found.risk_weight == pytest.approx(integrated(0.2, 0.6, adjusted, 1.5), rel=1e-9)
    high = tranche(attachment=0.9, detachment=1, subpools=parts)
    assert high.risk_weight == 1.0


def test_more_than_5_per_cent_unknown_in_the_parts() -> None:
    part = {"amount": 50.0, "k_sa": 0.08, "delinquent": 0.0}
    parts = [{**part, "delinquency_unknown": 0.11}, part]
    found = tranche(attachment=0.2, detachment=0.6, subpools=parts)
    assert (found.risk_weight, found.paragraph) == (12.5, "CRE41.10")
    parts[0]["delinquency_unknown"] = 0.1
    assert tranche(attachment=0.2, detachment=0.6, subpools=parts).risk_weight < 12.5


def test_the_caps_of_a_mixed_pool() -> None:
    """CRE40.50 and 40.54: internal ratings where they are known, standardised weights elsewhere."""
    pool = {**IRB, "k_irb": 0.02, "irb_share": 0.95, "k_sa": 0.08, "delinquent": 0.0}
    capital = 0.95 * 0.02 + 0.05 * 0.08
    senior = tranche(
        **{**pool, "attachment": 0.0, "detachment": 1.0}, look_through_cap=True, amount=100.0
    )
    assert senior.risk_weight == pytest.approx(12.5 * capital)
    held = {**pool, "amount": 200.0, "pool_amount": 1000.0, "attachment": 0, "detachment": 0.2}
    found = tranche(**held)
    assert found.risk_weighted_assets == pytest.approx(12.5 * capital * 1000)


def test_layers_told_in_amounts() -> None:
    """20 below it and 30 of it in a pool of 400: from 5 % to 12.5 %."""
    amounts = {"pool_amount": 400.0, "subordinated": 20.0, "amount": 30.0, "delinquent": 0.0}
    found = tranche(**amounts, k_sa=0.08)
    shares = tranche(attachment=0.05, detachment=0.125, k_sa=0.08, delinquent=0.0)
    assert found.risk_weight == pytest.approx(shares.risk_weight)
    part = tranche(**{**amounts, "amount": 10.0}, tranche_size=30.0, k_sa=0.08)
    assert part.risk_weight == pytest.approx(shares.risk_weight)
    top = tranche(**{**amounts, "subordinated": 370.0}, rating="AAA", maturity=1)
    assert top.risk_weight == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"subpools": PARTS, "k_sa": 0.08}, "securitisations.0", "not both"),
        ({"subpools": PARTS, "retail": True}, "securitisations.0", "each of the subpools"),
        ({"irb_share": 0.97}, "securitisations.0", "k_irb"),
        ({"k_irb": 0.05, "irb_share": 0.97, **IRB}, "securitisations.0.k_sa", "CRE40.46"),
        ({"largest_share": 0.02, "largest_group": 5}, "securitisations.0", "go together"),
        ({"k_irb": 0.05, "largest_share": 0.04}, "securitisations.0.largest_share", "at most 3 %"),
        ({"k_irb": 0.05, "largest_share": 0.02, "largest_group": 2, "largest_group_share": 0.05},
         "securitisations.0.largest_group_share", "lies between"),
        ({"subordinated": 5.0}, "securitisations.0", "pool_amount"),
        ({"subordinated": 5.0, "pool_amount": 100.0}, "securitisations.0", "exceed"),
        ({"subordinated": 5.0, "pool_amount": 500.0, "attachment": 0.1, "detachment": 1},
         "securitisations.0", "not both"),
        ({"subpools": [{"amount": 5.0, "k_irb": 0.05, "loans": 4}]},
         "securitisations.0.subpools.0.lgd", "supervisory parameter"),
        ({"subpools": [{"amount": 5.0}], "approach": "sec_sa"},
         "securitisations.0.subpools.0.k_sa", "every part"),
        ({"subpools": [{"amount": 0.0}]}, "securitisations.0.subpools.0", "more than 0"),
        ({"subpools": [{"amount": 5.0, "securitised": True, "delinquent": 0.1}]},
         "securitisations.0.subpools.0", "W is 0"),
    ],
)  # fmt: skip
def test_refusals_of_pools(fields: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**{**LAYER, **fields} if "irb_share" not in fields and
                            "subordinated" not in fields else fields)[field]  # fmt: skip
