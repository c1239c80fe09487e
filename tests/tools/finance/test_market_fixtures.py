"""FRTB capital against published cases of four regimes: every figure they print."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance.capital_market import capital_market
from tools.validation import validate

CASES = Path(__file__).parents[2] / "data" / "finance" / "frtb"
REGIMES = {
    "BASEL_MAR21": "basel",
    "BASEL_MAR22": "basel",
    "EU_CRR3": "eu_crr3",
    "PRA_UK_CRR": "pra",
    "US_NPR_2_0": "us_npr",
}
CLASSES = {
    "GIRR": "girr",
    "FX": "fx",
    "EQUITY": "equity",
    "COMMODITY": "commodity",
    "CSR_NONSEC": "csr",
    "CSR_SEC_NONCTP": "csr_securitisation",
    "CSR_SEC_CTP": "csr_ctp",
}


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text())


def capital(**arguments: Any) -> MarketResult:
    return capital_market(validate(MarketRequest, arguments))


def sensitivity(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a case in the words of the request."""
    kind, measure = row["risk_class"], row["risk_measure"].lower()
    found: dict[str, Any] = {"name": row["sensitivity_id"], "risk_class": CLASSES[kind]}
    found |= {"measure": measure, "bucket": row["bucket"]}
    if measure == "curvature":
        found.pop("measure")
        found |= {"up": row["up_shock_amount"], "down": row["down_shock_amount"]}
    else:
        found["amount"] = row["amount"]
    if kind == "GIRR":
        currency, _, curve = row["risk_factor"].partition("-")
        found |= {"bucket": currency, "curve": curve or None}
    elif kind == "COMMODITY":
        found |= {"issuer": row["risk_factor"], "location": row.get("qualifier")}
    elif kind != "FX":
        found |= {"curve": row["risk_factor"], "issuer": row.get("qualifier")}
    if measure != "curvature" and row.get("tenor"):
        found["tenor"] = row["tenor"]
    if row.get("option_tenor"):
        found["option_maturity"] = row["option_tenor"]
    return {key: value for key, value in found.items() if value is not None}


SBM = sorted(p.name for p in (CASES / "frtb-sbm").iterdir())


@pytest.mark.parametrize("case", SBM)
def test_the_sensitivities_based_method(case: str) -> None:
    """Totals, scenarios, buckets and weighted sensitivities of delta, vega and curvature."""
    folder = CASES / "frtb-sbm" / case
    given, expected = read(folder, "sensitivities.json"), read(folder, "expected_outputs.json")
    context = given["context"]
    rows = [sensitivity(row) for row in given["sensitivities"]]
    curved = [row for row in rows if "up" in row]
    result = capital(
        **({"curvatures": curved} if curved else {"sensitivities": rows}),
        regime=REGIMES[context["profile_id"]],
        reporting_currency=context["reporting_currency"],
    )
    assert result.sensitivities_capital == pytest.approx(expected["total_capital"], rel=1e-12)
    totals = expected.get("scenario_totals") or expected["portfolio_scenario_totals"]
    for name, amount in totals.items():
        assert getattr(result, name.lower()) == pytest.approx(amount, rel=1e-12), name
    for one in expected["risk_classes"]:
        mine = next(
            row for row in result.risk_classes if row.risk_class == CLASSES[one["risk_class"]]
        )
        assert mine.capital == pytest.approx(one["selected_capital"], rel=1e-12)


@pytest.mark.parametrize("case", [name for name in SBM if name.endswith("delta_v1")])
def test_weights_and_buckets_of_delta(case: str) -> None:
    """K_b, S_b and the weight of each factor, where the case prints them flat."""
    folder = CASES / "frtb-sbm" / case
    given, expected = read(folder, "sensitivities.json"), read(folder, "expected_outputs.json")
    if "buckets" not in expected:
        pytest.skip("this case prints its buckets by scenario")
    rows = {row["sensitivity_id"]: row for row in given["sensitivities"]}
    result = capital(
        sensitivities=[sensitivity(row) for row in given["sensitivities"]],
        regime=REGIMES[given["context"]["profile_id"]],
        reporting_currency=given["context"]["reporting_currency"],
    )
    told = {(b.bucket, b.scenario): b for b in result.buckets}
    names = {row["bucket"]: sensitivity(row)["bucket"] for row in rows.values()}
    for bucket in expected["buckets"][0]:
        mine = told[names[bucket["bucket_id"]], result.scenario]
        assert mine.capital == pytest.approx(bucket["kb"], rel=1e-12)
        assert mine.position == pytest.approx(bucket["sb"], rel=1e-12)
    weights = sorted(row.weighted for row in result.weighted_sensitivities)
    printed = [
        one["scaled_amount"] for group in expected["weighted_sensitivities"][0] for one in group
    ]
    assert weights == pytest.approx(sorted(printed), rel=1e-12)


SENIORITY = {
    "SENIOR_DEBT": "senior",
    "NON_SENIOR_DEBT": "non_senior",
    "COVERED_BOND": "covered",
    "EQUITY": "equity",
    "NOT_RECOVERY_LINKED": "no_recovery",
    "PSE": "public",
    "GSE_GUARANTEED": "gse_guaranteed",
    "GSE_ISSUED_NOT_GUARANTEED": "gse_issued",
}
CATEGORY = {
    "NON_SECURITISATION": "non_securitisation",
    "SECURITISATION_NON_CTP": "securitisation",
    "CORRELATION_TRADING_PORTFOLIO": "ctp",
}


def default_position(row: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """A position of a case in the words of the request."""
    name, category = row["position_id"], CATEGORY[row["risk_class"]]
    found: dict[str, Any] = {"name": name, "category": category}
    found |= {"direction": row["default_direction"].lower(), "bucket": row["bucket_key"]}
    found |= {"maturity": row["maturity_years"]}
    if category == "non_securitisation":
        found |= {"obligor": row["issuer_id"], "notional": row["notional"]}
        found |= {"seniority": SENIORITY[row["seniority"]], "rating": row["credit_quality"]}
        return found | {"profit": row["cumulative_pnl"]}
    found |= {"obligor": row.get("issuer_id") or row.get("index_series_id")}
    found |= {"tranche": row.get("tranche_id"), "market_value": row["market_value"]}
    found["notional"] = row["notional"]
    found["risk_weight"] = weight_of(name, context)
    found["offset_group"] = context.get("ctp_offset_groups", {}).get(name)
    for cap in context.get("securitisation_non_ctp_fair_value_cap_evidence", ()):
        if cap["position_id"] == name and cap["eligible"]:
            found["fair_value_cap"] = cap["fair_value_cap_amount"]
    return {key: value for key, value in found.items() if value is not None}


def weight_of(name: str, context: dict[str, Any]) -> float:
    for key in ("ctp_risk_weights", "securitisation_non_ctp_risk_weights"):
        if name in (context.get(key) or {}):
            return context[key][name]
    evidence = [
        *(context.get("ctp_risk_weight_evidence") or []),
        *(context.get("securitisation_non_ctp_risk_weight_evidence") or []),
    ]
    return next(e["effective_risk_weight"] for e in evidence if e["position_id"] == name)


DRC = sorted(p.name for p in (CASES / "frtb-drc").iterdir())


@pytest.mark.parametrize("case", DRC)
def test_default_risk(case: str) -> None:
    """Totals, buckets, hedge benefit ratios and gross and net jumps to default.

    The cases take every tranche as of one year, which the Basel Framework does not (MAR22.30).
    """
    folder = CASES / "frtb-drc" / case
    given, expected = read(folder, "positions.json"), read(folder, "expected_outputs.json")
    context = given["context"]
    result = capital(
        default_positions=[default_position(row, context) for row in given["positions"]],
        regime=REGIMES[context["profile_id"]],
        scale_tranches=False,
    )
    assert result.default_capital == pytest.approx(expected["total_drc"], rel=1e-12)
    told = {row.bucket: row for row in result.default_buckets}
    for name, bucket in expected["buckets"].items():
        plain = name.lower() if "NONSEC" in case.upper() else name
        mine = told[plain.replace("local_government_municipal", "local_government")]
        if isinstance(bucket, float):
            assert mine.capital == pytest.approx(bucket, rel=1e-12)
            continue
        assert mine.capital == pytest.approx(bucket["capital"], rel=1e-12)
        assert mine.hedge_benefit_ratio == pytest.approx(bucket["hbr"], rel=1e-12)
        assert mine.weighted_long == pytest.approx(bucket["weighted_long"], rel=1e-12)
        assert mine.weighted_short == pytest.approx(bucket["weighted_short"], rel=1e-12)
    gross = {row.name: row for row in result.jumps}
    for name, amount in expected.get("gross", {}).items():
        assert abs(gross[name].gross) == pytest.approx(amount, rel=1e-12)
        assert abs(gross[name].scaled) == pytest.approx(expected["scaled"][name], rel=1e-12)
    nets = sorted(abs(row.amount) for row in result.net_jumps)
    printed = sorted(one["amount"] for one in expected.get("net", {}).values() if one["amount"])
    assert not printed or nets == pytest.approx(printed, rel=1e-12)


EXCLUSIONS = {
    "LISTED": "listed",
    "CCP_OR_QCCP_CLEARABLE": "clearable",
    "TWO_OR_FEWER_UNDERLYINGS_NON_PATH_DEPENDENT_OPTION": "vanilla",
    "EXACT_THIRD_PARTY_BACK_TO_BACK": "back_to_back",
    "GOVERNMENT_OR_GSE_DEBT": "government_debt",
    "FALLBACK_CAPITAL_REQUIREMENT": "fallback",
    "DELIVERABLE_HEDGE_PAIR": "deliverable",
    "EU_ARTICLE_3_INDEX_OPTION_CORRELATION": "index_correlation",
}


@pytest.mark.parametrize("case", sorted(p.name for p in (CASES / "frtb-rrao").iterdir()))
def test_residual_risk(case: str) -> None:
    """One per cent of exotic, a tenth of a per cent of other notional, exclusions at nothing."""
    folder = CASES / "frtb-rrao" / case
    given = read(folder, "positions.json")
    total = given.get("expected") or read(folder, "expected_outputs.json")
    rows = [
        {
            "name": row["position_id"],
            "notional": row["gross_effective_notional"],
            "kind": "exotic" if row["classification_hint"] == "EXOTIC" else "other",
        }
        | ({"excluded": EXCLUSIONS[row["exclusion_reason"]]} if row.get("exclusion_reason") else {})
        for row in given["positions"]
    ]
    result = capital(residual_positions=rows, regime=REGIMES[given["context"]["profile"]])
    assert result.residual_add_on == pytest.approx(total["total_rrao"], rel=1e-12)
    for line in total.get("included_lines", total.get("lines", ())):
        mine = next(row for row in result.residuals if row.name == line["position_id"])
        assert mine.add_on == pytest.approx(line["add_on"], rel=1e-12)
