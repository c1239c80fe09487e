"""SA-CCR against the worked examples of the standard, published cases and independent sums."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._counterparty_result import CounterpartyResult
from tools.finance._counterparty_times import years_between
from tools.finance.capital_counterparty import capital_counterparty
from tools.validation import validate

GOLDEN = Path(__file__).parents[2] / "data" / "finance" / "sa_ccr"


def exposure(**arguments: Any) -> CounterpartyResult:
    return capital_counterparty(validate(CounterpartyRequest, arguments))


def rates(end: float, notional: float, direction: str, value: float = 0.0) -> dict[str, Any]:
    return {
        "asset_class": "interest_rate",
        "currency": "USD",
        "notional": notional,
        "end": end,
        "direction": direction,
        "market_value": value,
    }


SWAPS = [
    rates(10, 10_000, "long", 30),
    rates(4, 10_000, "short", -20),
    {
        "name": "receiver swaption",
        "asset_class": "interest_rate",
        "currency": "EUR",
        "notional": 5_000,
        "start": 1,
        "end": 11,
        "option": "put",
        "underlying": 0.06,
        "strike": 0.05,
        "direction": "long",
        "market_value": 50,
    },
]
CREDIT = [
    {"asset_class": "credit", "reference": "Firm A", "rating": "AA", "notional": 10_000}
    | {"end": 3, "direction": "long", "market_value": 20},
    {"asset_class": "credit", "reference": "Firm B", "rating": "BBB", "notional": 10_000}
    | {"end": 6, "direction": "short", "market_value": -40},
    {"asset_class": "credit", "reference": "CDX.IG", "rating": "IG", "index": True}
    | {"notional": 10_000, "end": 5, "direction": "long", "market_value": 0},
]
COMMODITIES = [
    {"asset_class": "commodity", "commodity": "oil_gas", "reference": "crude oil"}
    | {"notional": 10_000, "end": 0.75, "direction": "long", "market_value": -50},
    {"asset_class": "commodity", "commodity": "oil_gas", "reference": "crude oil"}
    | {"notional": 20_000, "end": 2, "direction": "short", "market_value": -30},
    {"asset_class": "commodity", "commodity": "metals", "reference": "silver"}
    | {"notional": 10_000, "end": 5, "direction": "long", "market_value": 100},
]


@pytest.mark.parametrize(
    ("trades", "cost", "addon", "multiplier", "ead"),
    [
        (SWAPS, 60, 347, 1.0, 569),
        (CREDIT, 0, 282, 0.965, 381),
        (COMMODITIES, 20, 3_841, 1.0, 5_406),
        (SWAPS + CREDIT, 40, 629, 1.0, 936),
    ],
    ids=["rates", "credit", "commodities", "rates and credit"],
)
def test_the_examples_of_the_standard(
    trades: list[dict[str, Any]], cost: float, addon: float, multiplier: float, ead: float
) -> None:
    """BCBS 279, Annex 4a, examples 1 to 4 (CRE99), to the unit they print."""
    result = exposure(trades=trades)
    assert result.replacement_cost == pytest.approx(cost, abs=0.5)
    assert result.addon_aggregate == pytest.approx(addon, abs=0.5)
    assert result.multiplier == pytest.approx(multiplier, abs=5e-4)
    assert result.ead == pytest.approx(ead, abs=0.5)


def test_the_margined_example_of_the_standard() -> None:
    """Example 5: weekly margin makes 14 days, the collateral a multiplier of 0.958."""
    result = exposure(
        trades=SWAPS + COMMODITIES,
        threshold=0,
        minimum_transfer_amount=5,
        nica=150,
        collateral=200,
        remargining_period=5,
    )
    only = result.netting_sets[0]
    assert only.margined
    assert only.margin_period == 14
    assert only.replacement_cost == 0
    assert only.add_ons["interest_rate"] == pytest.approx(123, abs=0.5)
    assert only.add_ons["commodity"] == pytest.approx(1_278, abs=0.5)
    assert only.multiplier == pytest.approx(0.958, abs=5e-4)
    assert result.ead == pytest.approx(1_879, abs=0.5)


def test_the_cross_term_of_the_outer_buckets() -> None:
    """0.6 belongs to D1 D3; on D1 D2 it would give 304.85."""
    trades = [rates(0.5, 10_000, "long"), rates(3, 10_000, "short"), rates(10, 10_000, "long")]
    result = exposure(trades=trades)
    notionals = [row.effective_notional for row in result.trades]
    assert notionals == pytest.approx([3491.7057, -27858.4047, 78693.8681], abs=5e-5)
    assert result.addon_aggregate == pytest.approx(313.86663, abs=5e-6)
    direct = exposure(effective_notionals=[3491.7057, -27858.4047, 78693.8681])
    assert direct.addon_aggregate == pytest.approx(313.86663, abs=5e-6)
    without = exposure(trades=trades, rate_offset=False)
    assert without.addon_aggregate == pytest.approx(0.005 * sum(map(abs, notionals)), rel=1e-12)


def golden(case: str) -> dict[str, Any]:
    return json.loads((GOLDEN / f"rwacalc_CCR-{case}.json").read_text())


# The cases count days by 365.25 and floor the start at ten business days: both can be said here.
DATED = {"as_of": "2026-01-15", "day_count": "act/365.25", "risk_weight": 0.5, "currency": "GBP"}
TEN_YEARS = {"start": 0.04, "end_date": "2036-01-15", "currency": "GBP", "notional": 100e6}


@pytest.mark.parametrize(
    ("case", "trade"),
    [
        ("A1", {"asset_class": "interest_rate", **TEN_YEARS}),
        ("A2", {"asset_class": "foreign_exchange", "pair": "USD/GBP", "notional": 80e6, "end": 1}),
        (
            "A4",
            {"asset_class": "credit", "rating": "IG", "index": True, "notional": 100e6}
            | {"start": 0.04, "end_date": "2031-01-15"},
        ),
        ("A5", {"asset_class": "equity", "price": 50, "units": 1_000_000, "end": 1}),
        (
            "A7",
            {"asset_class": "commodity", "commodity": "oil_gas", "price": 50, "units": 20_000}
            | {"end": 2},
        ),
        (
            "A8",
            {"asset_class": "commodity", "commodity": "electricity", "notional": 1_000_000}
            | {"end": 2},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_golden_cases(case: str, trade: dict[str, Any]) -> None:
    """Published SA-CCR cases that keep to Table 2 of the standard."""
    expected, result = golden(case), exposure(trades=[trade], **DATED)
    assert result.addon_aggregate == pytest.approx(expected["addon_aggregate"], rel=1e-9)
    assert result.ead == pytest.approx(expected["ead_final"], rel=1e-9)
    assert result.rwa == pytest.approx(expected["rwa_final"], rel=1e-9)


@pytest.mark.parametrize(("case", "period"), [("A13", 1), ("A14", 126)])
def test_the_margined_golden_cases(case: str, period: int) -> None:
    """The margin agreement alone gives their figure; the cap of CRE52.2 is what they leave out."""
    expected = golden(case)
    result = exposure(
        trades=[{"asset_class": "interest_rate", "market_value": -4e6, **TEN_YEARS}],
        threshold=2e6,
        minimum_transfer_amount=0.5e6,
        nica=0.25e6,
        collateral=0,
        remargining_period=period,
        **DATED,
    )
    only = result.netting_sets[0]
    assert only.replacement_cost == expected["rc_margined"]
    assert only.addon_aggregate == pytest.approx(expected["addon_aggregate"], rel=1e-9)
    assert only.multiplier == pytest.approx(expected["pfe_multiplier"], rel=1e-9)
    assert only.ead_before_cap == pytest.approx(expected["ead_final"], rel=1e-9)
    assert only.capped
    assert result.ead == pytest.approx(3_314_360.391383706, rel=1e-9)


def test_options_of_every_side_have_the_sign_of_the_standard() -> None:
    """CRE52.40: bought call and sold put are positive, and put and call differ by one."""
    option = {"asset_class": "equity", "notional": 100, "end": 1.5}
    option |= {"underlying": 90, "strike": 100}
    deltas = {
        (kind, side): exposure(trades=[{**option, "option": kind, "direction": side}])
        .trades[0]
        .supervisory_delta
        for kind in ("call", "put")
        for side in ("long", "short")
    }
    spread = 1.2 * math.sqrt(1.5)
    at = (math.log(0.9) + spread**2 / 2) / spread
    expected = 0.5 * math.erfc(-at / math.sqrt(2))
    assert deltas["call", "long"] == pytest.approx(expected, abs=1e-12)
    assert deltas["call", "short"] == -deltas["call", "long"]
    assert deltas["put", "long"] == pytest.approx(deltas["call", "long"] - 1, abs=1e-12)
    assert deltas["put", "short"] == -deltas["put", "long"]


def test_negative_rates_are_shifted() -> None:
    """CRE52.40 FAQ2: lambda is added to both."""
    swaption = {**SWAPS[2], "underlying": -0.002, "strike": -0.005, "option": "call"}
    shifted = exposure(trades=[{**swaption, "shift": 0.01}]).trades[0].supervisory_delta
    plain = {**swaption, "underlying": 0.008, "strike": 0.005}
    assert shifted == pytest.approx(exposure(trades=[plain]).trades[0].supervisory_delta, rel=1e-12)


def test_tranches() -> None:
    """CRE52.41: 15 / ((1 + 14 A)(1 + 14 D)); the whole pool is 1."""
    trade = {"asset_class": "credit", "rating": "IG", "index": True, "notional": 1, "end": 5}
    tranche = exposure(trades=[{**trade, "attachment": 0.03, "detachment": 0.07}]).trades[0]
    assert tranche.supervisory_delta == pytest.approx(15 / (1.42 * 1.98), rel=1e-12)
    whole = exposure(trades=[{**trade, "attachment": 0, "detachment": 1}]).trades[0]
    assert whole.supervisory_delta == pytest.approx(1.0, rel=1e-12)


def test_a_digital_option_is_a_collar_with_a_cap() -> None:
    """CRE52.42(3), against the two European options entered as trades; capped at payoff / SF."""
    digital = {"asset_class": "equity", "reference": "ACME", "end": 1, "option": "call"}
    digital |= {"underlying": 100, "strike": 100}
    got = exposure(trades=[{**digital, "digital_payoff": 1_000}]).trades[0].effective_notional
    legs = [
        {**digital, "strike": 95, "direction": "long", "price": 100, "units": 100},
        {**digital, "strike": 105, "direction": "short", "price": 100, "units": 100},
    ]
    pair = sum(row.effective_notional for row in exposure(trades=legs).trades)
    assert got == pytest.approx(pair, rel=1e-12)
    assert got < 1_000 / 0.32
    near = {**digital, "end": 0.04, "maturity": 1, "exercise": 0.0001, "digital_payoff": 1_000}
    assert exposure(trades=[near]).trades[0].effective_notional == pytest.approx(1_000 / 0.32)


def test_basis_and_volatility_stand_apart() -> None:
    """Half and five times the factor, in hedging sets of their own (CRE52.46, 52.47, 52.73)."""
    swap = rates(10, 1_000, "long")
    plain = exposure(trades=[swap]).addon_aggregate
    basis = exposure(trades=[{**swap, "kind": "basis", "reference": "3m against 6m"}])
    assert basis.addon_aggregate == pytest.approx(plain / 2, rel=1e-12)
    volatility = exposure(trades=[{**swap, "kind": "volatility"}])
    assert volatility.addon_aggregate == pytest.approx(plain * 5, rel=1e-12)
    other = {**swap, "direction": "short", "kind": "inflation"}
    assert exposure(trades=[swap, other]).addon_aggregate == pytest.approx(2 * plain, rel=1e-12)


def test_a_pair_written_the_other_way_round_offsets() -> None:
    """Long EUR/USD and long USD/EUR are opposite positions of one hedging set."""
    forward = {"asset_class": "foreign_exchange", "notional": 1_000, "end": 2}
    pair = [{**forward, "pair": "EUR/USD"}, {**forward, "pair": "USDEUR"}]
    assert exposure(trades=pair).addon_aggregate == 0
    legs = {**forward, "pair": "EUR/JPY", "second_leg": 1_100}
    assert exposure(trades=[legs]).addon_aggregate == pytest.approx(44)


def test_energy_is_one_hedging_set_and_electricity_has_its_own_factor() -> None:
    """CRE52.70: oil and power offset in part, metals not at all with them."""
    base = {"asset_class": "commodity", "notional": 1_000_000, "end": 2}
    oil = {**base, "commodity": "oil_gas", "reference": "WTI"}
    power = {**base, "commodity": "electricity", "reference": "UK baseload"}
    metal = {**base, "commodity": "metals", "reference": "gold", "direction": "short"}
    found = exposure(trades=[oil, power, metal]).addon_aggregate
    a, b = 180_000.0, 400_000.0
    energy = math.sqrt((0.4 * (a + b)) ** 2 + (1 - 0.16) * (a * a + b * b))
    assert found == pytest.approx(energy + 180_000, rel=1e-12)


def test_the_multiplier_has_a_floor() -> None:
    """Any excess of collateral leaves five per cent of the add-on."""
    result = exposure(addon=1_000, market_value=0, collateral=1e6)
    assert result.multiplier == pytest.approx(0.05, abs=1e-12)
    assert result.ead == pytest.approx(1.4 * 50)


def test_margin_period_floors() -> None:
    """CRE52.50 and 52.51: ten, nine and the period, twenty, five when cleared, doubled."""

    def period(**terms: Any) -> float | None:
        return exposure(trades=[SWAPS[0]], margined=True, **terms).netting_sets[0].margin_period

    assert period() == 10
    assert period(margin_period=7) == 10
    assert period(margin_period=12) == 12
    assert period(remargining_period=5) == 14
    assert period(illiquid=True) == 20
    assert period(centrally_cleared=True) == 5
    assert period(disputes=3) == 20


def test_several_netting_sets_add_up() -> None:
    """Each set is computed by itself; what two tables say is the sum."""
    trades = [{**t, "netting_set": "A"} for t in SWAPS]
    trades += [{**t, "netting_set": "B"} for t in CREDIT]
    both = exposure(trades=trades, netting_sets=[{"name": "A"}, {"name": "B", "collateral": -10}])
    alone = exposure(trades=SWAPS).ead + exposure(trades=CREDIT, collateral=-10).ead
    assert both.ead == pytest.approx(alone, rel=1e-12)
    assert [one.name for one in both.netting_sets] == ["A", "B"]


def test_haircuts_weigh_against_the_bank() -> None:
    """CRE52.11: what is held counts for less, what is posted for more."""
    held = exposure(addon=100, market_value=50, collateral=100, haircut=0.2).netting_sets[0]
    posted = exposure(addon=100, market_value=50, collateral=-100, haircut=0.2).netting_sets[0]
    assert (held.collateral, posted.collateral) == (80, -120)
    assert posted.replacement_cost == 170


def test_every_step_names_its_paragraph() -> None:
    """The steps retrace the answer."""
    result = exposure(trades=SWAPS + COMMODITIES, remargining_period=5, nica=10)
    assert all(step.paragraph.startswith("CRE52.") for step in result.steps)
    names = {step.name for step in result.steps}
    assert {"supervisory duration SD", "supervisory delta", "maturity factor MF"} <= names
    assert {"TH + MTA - NICA", "multiplier", "exposure at default EAD"} <= names


@pytest.mark.parametrize(
    ("first", "last", "way", "years"),
    [
        ("2026-01-15", "2036-01-15", "calendar", 10.0),
        ("2026-01-15", "2036-01-15", "act/365", 3652 / 365),
        ("2024-02-29", "2025-02-28", "calendar", 1.0),
        ("2026-01-15", "2026-07-16", "calendar", 182 / 365),
        ("2026-01-31", "2026-07-31", "30/360", 0.5),
    ],
)
def test_days_become_years(first: str, last: str, way: str, years: float) -> None:
    """By calendar years, by a fixed year or by months of thirty days."""
    import datetime

    days = [datetime.date.fromisoformat(day) for day in (first, last)]
    assert years_between(days[0], days[1], way) == pytest.approx(years, rel=1e-12)
