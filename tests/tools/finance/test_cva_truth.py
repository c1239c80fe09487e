"""CVA capital against published cases, the standard's tables and plain formulas."""

import itertools
import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._cva_basic import discount
from tools.finance._cva_request import CvaRequest
from tools.finance._cva_result import CvaResult
from tools.finance._cva_tables import across
from tools.finance.capital_cva import capital_cva
from tools.validation import validate

CASES = Path(__file__).parents[2] / "data" / "finance" / "frtb" / "frtb-cva"


def cva(**arguments: Any) -> CvaResult:
    return capital_cva(validate(CvaRequest, arguments))


def read(case: str, name: str) -> Any:
    return json.loads((CASES / case / name).read_text())


SECTORS = {"SOVEREIGN": "sovereign", "FINANCIALS": "financial"}


def exposures(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Netting sets of a case, with the sector and quality of their counterparties."""
    known = {one["counterparty_id"]: one for one in case["counterparties"]}
    return [
        {
            "name": row["counterparty_id"],
            "sector": SECTORS[known[row["counterparty_id"]]["sector"]],
            "quality": known[row["counterparty_id"]]["credit_quality"],
            "ead": row["ead"],
            "maturity": row["effective_maturity"],
            "internal_model": row["uses_imm_ead"],
        }
        | ({"discount_factor": row["discount_factor"]} if not row["uses_imm_ead"] else {})
        for row in case["netting_sets"]
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_the_reduced_basic_approach(number: int) -> None:
    """Standalone figures and capital of each published case; they print K with its scalar."""
    case = read("ba_cva_reduced_v1", "inputs.json")["cases"][number]
    expected = read("ba_cva_reduced_v1", "expected_outputs.json")[case["case_id"]]
    result = cva(exposures=exposures(case))
    assert result.basic is not None
    assert result.basic.sum_standalone == pytest.approx(expected["sum_scva"], rel=1e-12)
    assert result.basic.k_reduced == pytest.approx(expected["k_portfolio"], rel=1e-12)
    assert result.capital == pytest.approx(expected["k_reduced"], rel=1e-12)
    assert result.basic.counterparties[0].risk_weight == expected["risk_weight"]
    own = [{**row, "discount_factor": None} for row in exposures(case)]
    assert cva(exposures=own).capital == pytest.approx(result.capital, rel=1e-12)


def test_the_full_basic_approach() -> None:
    """A direct hedge, and the floor of a quarter of the unhedged charge."""
    case = read("cva_extended_challenger_v1", "inputs.json")["cases"]["full_ba_hedge_floor"]
    expected = read("cva_extended_challenger_v1", "expected_outputs.json")["cases"]
    told, hedge = expected["full_ba_hedge_floor"], case["hedges"][0]
    result = cva(
        exposures=exposures(case),
        hedges=[
            {
                "counterparty": hedge["counterparty_id"],
                "notional": hedge["notional"],
                "maturity": hedge["remaining_maturity"],
                "discount_factor": hedge["discount_factor"],
                "sector": "financial",
                "quality": "IG",
            }
        ],
    )
    basic = result.basic
    assert basic is not None
    assert result.capital == pytest.approx(told["k_full"], rel=1e-12)
    assert basic.capital_reduced == pytest.approx(told["k_reduced"], rel=1e-12)
    assert basic.capital_hedged == pytest.approx(told["k_hedged"], rel=1e-12)
    assert basic.k_hedged == pytest.approx(told["k_portfolio_hedged"], rel=1e-12)
    assert basic.hedges[0].size == pytest.approx(50_000)


ROLES = {"CVA": "cva", "HDG": "hedge"}
KINDS = {"GIRR": "interest_rate", "FX": "fx"}


def sensitivities(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a case; those of ineligible hedges are left out, as the bank must."""
    good = {one["hedge_id"]: one["eligibility"] == "ELIGIBLE" for one in case.get("hedges", [])}
    return [
        {
            "risk_class": KINDS[row["risk_class"]],
            "bucket": row["bucket_id"],
            "amount": row["amount"],
            "role": ROLES[row["sensitivity_tag"]],
        }
        | ({"tenor": row["tenor"]} if row.get("tenor") else {})
        for row in case["sensitivities"]
        if good.get(row.get("hedge_id"), True)
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_standardised_approach_of_rates(number: int) -> None:
    """Totals, buckets and weighted sensitivities, with a hedge and without."""
    case = read("sa_cva_girr_delta_v1", "inputs.json")["cases"][number]
    expected = read("sa_cva_girr_delta_v1", "expected_outputs.json")[case["case_id"]]
    result = cva(sensitivities=sensitivities(case), currency="USD")
    assert result.capital == pytest.approx(expected["total_cva_capital"], rel=1e-12)
    assert result.standardised is not None
    buckets = {row.bucket: row for row in result.standardised.buckets}
    for bucket in expected["sa_cva_risk_class_capitals"][0]["bucket_capitals"]:
        assert buckets[bucket["bucket_id"]].capital == pytest.approx(bucket["k_b"], rel=1e-12)
        assert buckets[bucket["bucket_id"]].position == pytest.approx(bucket["s_b"], abs=1e-9)


def test_other_currencies_move_in_parallel_at_their_own_weight() -> None:
    """MAR50.57: 1.58 %. The published case multiplies 0.74 % by 1.4 at a vertex instead."""
    franc = {"risk_class": "interest_rate", "bucket": "CHF", "amount": 1_000_000}
    assert cva(sensitivities=[franc], currency="USD").capital == pytest.approx(15_800)
    own = cva(sensitivities=[{**franc, "tenor": "5y"}], currency="CHF")
    assert own.capital == pytest.approx(7_400)
    theirs = cva(sensitivities=[{**franc, "risk_weight": 1.4 * 0.0074}], currency="USD")
    assert theirs.capital == pytest.approx(10_360)
    with pytest.raises(InvalidInput, match="parallel shift"):
        cva(sensitivities=[{**franc, "tenor": "5y"}], currency="USD")


def test_carved_out_netting_sets_add_up() -> None:
    """The published case of both approaches: 11,000 + 1,625."""
    case = read("cva_extended_challenger_v1", "inputs.json")["cases"]["mixed_carve_out"]
    result = cva(exposures=exposures(case), sensitivities=sensitivities(case), currency="USD")
    assert result.capital == pytest.approx(12_625, rel=1e-12)
    assert result.version == "reduced and standardised"


def test_several_risk_classes_add_up() -> None:
    """The published case; its index of financials stands in bucket 3, whose weight is 3 %."""
    case = read("cva_extended_challenger_v1", "inputs.json")["cases"]
    rows = case["sa_multi_risk_qualified_index"]["sensitivities"]
    spread = {"risk_class": "counterparty_spread", "bucket": "3", "entity": "index"}
    spread |= {"tenor": 5, "amount": rows[2]["amount"], "quality": "IG"}
    result = cva(
        sensitivities=[*sensitivities({"sensitivities": rows[:2]}), spread], currency="USD"
    )
    assert result.capital == pytest.approx(21_400, rel=1e-12)
    financial = cva(sensitivities=[{**spread, "bucket": "2"}])
    assert financial.capital == pytest.approx(5_000)


def test_the_supervisory_discount_factor() -> None:
    """MAR50.15(4), against the case's own figure and its limit."""
    assert discount(2.5) == pytest.approx(0.9400247793232364, rel=1e-15)
    assert discount(1e-9) == pytest.approx(1.0)


def test_the_full_formula_by_hand() -> None:
    """Two counterparties, a direct, a proxy and an index hedge, written out."""
    book = [
        {"name": "A", "sector": "technology", "quality": "BB", "ead": 100.0, "maturity": 3.0},
        {"name": "A", "sector": "technology", "quality": "BB", "ead": 50.0, "maturity": 1.0},
        {"name": "B", "sector": "health_utilities", "quality": "A", "ead": 80.0, "maturity": 5.0},
    ]
    hedges = [
        {"counterparty": "A", "notional": 60.0, "maturity": 2.0, "sector": "technology"}
        | {"quality": "HY"},
        {"counterparty": "B", "notional": 40.0, "maturity": 4.0, "sector": "health_utilities"}
        | {"quality": "IG", "relation": "sector_region"},
        {"kind": "index", "notional": 30.0, "maturity": 5.0, "sector": "other", "quality": "IG"}
        | {"risk_weight": 0.04},
    ]

    def df(m: float) -> float:
        return (1 - math.exp(-0.05 * m)) / (0.05 * m)

    a = 0.055 * (3 * 100 * df(3) + 50 * df(1)) / 1.4
    b = 0.015 * 5 * 80 * df(5) / 1.4
    one, two = 0.055 * 2 * 60 * df(2), 0.015 * 4 * 40 * df(4)
    index = 0.7 * 0.04 * 5 * 30 * df(5)
    reduced = math.sqrt((0.5 * (a + b)) ** 2 + 0.75 * (a * a + b * b))
    x, y = a - one, b - 0.5 * two
    hedged = math.sqrt((0.5 * (x + y) - index) ** 2 + 0.75 * (x * x + y * y) + 0.75 * two * two)
    result = cva(exposures=book, hedges=hedges)
    assert result.capital == pytest.approx(0.65 * (0.25 * reduced + 0.75 * hedged), rel=1e-12)
    assert cva(exposures=book).capital == pytest.approx(0.65 * reduced, rel=1e-12)


def test_counterparty_spreads_by_hand() -> None:
    """MAR50.63 to 50.65: tenor, name and quality multiply; 1a and 1b are one bucket."""
    spread = {"risk_class": "counterparty_spread", "tenor": 5, "quality": "IG"}
    rows = [
        {**spread, "bucket": "1a", "entity": "X", "amount": 100.0},
        {**spread, "bucket": "1b", "entity": "Y", "amount": -40.0, "tenor": 3, "quality": "HY"},
        {**spread, "bucket": "2", "entity": "Bank", "group": "G", "amount": 70.0},
        {**spread, "bucket": "2", "entity": "Bank Ltd", "group": "G", "amount": 20.0},
    ]
    p, q = 0.005 * 100, 0.04 * -40
    first = math.sqrt(p * p + q * q + 2 * 0.5 * 0.9 * 0.8 * p * q)
    r, s = 0.05 * 70, 0.05 * 20
    second = math.sqrt(r * r + s * s + 2 * 0.9 * r * s)
    total = max(-first, min(p + q, first))
    third = max(-second, min(r + s, second))
    expected = math.sqrt(first**2 + second**2 + 2 * 0.1 * total * third)
    assert cva(sensitivities=rows).capital == pytest.approx(expected, rel=1e-12)


def test_vega_weights() -> None:
    """100 %, and 78 % for large shares; rates and inflation correlate at 40 %."""

    def one(kind: str, bucket: str) -> float:
        row = {"risk_class": kind, "measure": "vega", "bucket": bucket, "amount": 100.0}
        return cva(sensitivities=[row]).capital

    assert one("fx", "EUR") == pytest.approx(100)
    assert one("reference_spread", "9") == pytest.approx(100)
    assert one("commodity", "3") == pytest.approx(100)
    assert [one("equity", b) for b in ("8", "9", "12", "13")] == pytest.approx([78, 100, 78, 100])
    rate = {"risk_class": "interest_rate", "measure": "vega", "bucket": "EUR", "amount": 100.0}
    both = cva(sensitivities=[rate, {**rate, "inflation": True}]).capital
    assert both == pytest.approx(math.sqrt(2 * 100**2 + 2 * 0.4 * 100**2))


@pytest.mark.parametrize("kind", ["reference_spread", "equity", "commodity"])
def test_single_factor_buckets_against_a_double_loop(kind: str) -> None:
    """Random books with hedges, both signs, against the formula of MAR50.53 written out."""
    from tools.finance._cva_tables import DELTA_WEIGHTS

    draw, weights = random.Random(kind), DELTA_WEIGHTS[kind]
    rows = [
        {"risk_class": kind, "bucket": bucket, "amount": draw.uniform(-10, 10), "role": role}
        for bucket in weights
        for role in ("cva", "hedge")
    ]
    amounts = {(row["bucket"], row["role"]): row["amount"] for row in rows}
    net = {b: w * (amounts[b, "cva"] - amounts[b, "hedge"]) for b, w in weights.items()}
    k = {
        b: math.sqrt(net[b] ** 2 + 0.01 * (w * amounts[b, "hedge"]) ** 2)
        for b, w in weights.items()
    }
    square = sum(v * v for v in k.values())
    for b, c in itertools.permutations(weights, 2):
        square += across(kind, b, c) * net[b] * net[c]
    assert cva(sensitivities=rows, multiplier=1.25).capital == pytest.approx(
        1.25 * math.sqrt(square), rel=1e-12
    )


def test_cross_bucket_tables() -> None:
    """Cells of MAR50.64, 50.67, 50.71 and 50.75."""
    assert across("counterparty_spread", "2", "4") == 0.15
    assert across("counterparty_spread", "8", "6") == 0.45
    assert across("counterparty_spread", "7", "8") == 0.0
    assert across("reference_spread", "1", "8") == 0.5
    assert across("reference_spread", "3", "12") == 0.075
    assert across("reference_spread", "9", "14") == 0.1
    assert across("reference_spread", "16", "17") == 0.75
    assert across("reference_spread", "14", "17") == 0.45
    assert across("reference_spread", "15", "16") == 0.0
    assert across("equity", "12", "5") == 0.45
    assert across("commodity", "11", "2") == 0.0


EXPOSURE = {"name": "A", "sector": "financial", "quality": "IG", "ead": 1, "maturity": 1}
HEDGE = {"counterparty": "A", "notional": 1, "maturity": 1, "sector": "financial", "quality": "IG"}
RATE = {"risk_class": "interest_rate", "bucket": "USD", "tenor": 5, "amount": 1}
SPREAD = {"risk_class": "counterparty_spread", "bucket": "2", "tenor": 5, "amount": 1}
SPREAD |= {"entity": "A", "quality": "IG"}


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "exposures", "required"),
        ({"exposures": [{**EXPOSURE, "ead": -1}]}, "exposures.0.ead", "at least 0"),
        ({"exposures": [{**EXPOSURE, "maturity": 0}]}, "exposures.0.maturity", "at least 0.002"),
        ({"exposures": [{**EXPOSURE, "sector": "farm"}]}, "exposures.0.sector", "sovereign"),
        ({"exposures": [{**EXPOSURE, "sector": "pension_fund"}]}, "exposures.0.sector", "PRA"),
        ({"exposures": [{**EXPOSURE, "quality": "fine"}]}, "exposures.0.quality", "rating"),
        (
            {"exposures": [EXPOSURE, {**EXPOSURE, "quality": "HY"}]},
            "exposures.1.sector",
            "agree on sector",
        ),
        (
            {"exposures": [EXPOSURE], "hedges": [{**HEDGE, "counterparty": "B"}]},
            "hedges.0.counterparty",
            "one of A",
        ),
        ({"exposures": [EXPOSURE], "hedges": [HEDGE], "method": "reduced"}, "", "no hedges"),
        ({"sensitivities": [RATE], "hedges": [HEDGE]}, "", "go with exposures"),
        ({"sensitivities": [{**RATE, "tenor": 1.5}]}, "sensitivities.0.tenor", "1, 2, 5, 10, 30"),
        ({"sensitivities": [{**RATE, "tenor": None}]}, "sensitivities.0.tenor", "needed"),
        ({"sensitivities": [{**RATE, "bucket": "12"}]}, "sensitivities.0.currency", "currency"),
        ({"sensitivities": [{**SPREAD, "bucket": "9"}]}, "sensitivities.0.bucket", "1a, 1b, 2"),
        ({"sensitivities": [{**SPREAD, "entity": None}]}, "sensitivities.0.entity", "needed"),
        ({"sensitivities": [{**SPREAD, "measure": "vega"}]}, "sensitivities.0.measure", "no vega"),
        (
            {"sensitivities": [{"risk_class": "equity", "bucket": "14", "amount": 1}]},
            "sensitivities.0.bucket",
            "1 to 13",
        ),
        (
            {"sensitivities": [{"risk_class": "fx", "bucket": "EUR", "amount": 1}]}
            | {"currency": "EUR"},
            "sensitivities.0.currency",
            "reporting currency",
        ),
        ({"exposures": [EXPOSURE], "multiplier": 0.5}, "multiplier", "at least 1"),
        ({"exposures": [EXPOSURE] * 20_001}, "exposures", "at most 20000"),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """Its field, and what it may be."""
    with pytest.raises(InvalidInput) as refusal:
        cva(**arguments)
    problems = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in problems
    assert words in problems[field]


def test_pension_funds_have_a_row_of_the_pra() -> None:
    """3.5 % and 8.5 % in the PRA's table."""
    fund = {**EXPOSURE, "sector": "pension_fund", "internal_model": True}
    found = cva(exposures=[fund], regime="pra").basic
    assert found is not None
    assert found.counterparties[0].risk_weight == 0.035


def test_steps_and_words() -> None:
    """Every step has a paragraph; the summary says what hedges are worth."""
    result = cva(exposures=[EXPOSURE], hedges=[HEDGE], sensitivities=[RATE], currency="USD")
    assert all(step.paragraph.startswith("MAR50.") for step in result.steps)
    assert "Without hedges" in result.summary
    assert result.rwa == pytest.approx(12.5 * result.capital)


def test_names_may_be_left_out() -> None:
    """Rows without a name are counterparties of their own; a hedge belongs to the only one."""
    row = {key: value for key, value in EXPOSURE.items() if key != "name"}
    named = cva(exposures=[{**EXPOSURE, "name": "A"}, {**EXPOSURE, "name": "B"}])
    assert cva(exposures=[row, row]).capital == named.capital
    hedge = {key: value for key, value in HEDGE.items() if key != "counterparty"}
    assert cva(exposures=[EXPOSURE], hedges=[hedge]).capital == (
        cva(exposures=[EXPOSURE], hedges=[HEDGE]).capital
    )
