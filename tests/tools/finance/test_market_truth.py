"""FRTB capital against the standard's own examples and a plain double loop."""

import itertools
import math
import random
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._market_correlation import SCENARIOS, across, scaled, within
from tools.finance._market_factor import Factor, Setting, factor_of, table_of
from tools.finance._market_matrix import correlations
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance._market_sensitivity import Sensitivity
from tools.finance._market_tables import TABLES
from tools.finance.capital_market import capital_market
from tools.validation import validate

SETTING = Setting("basel", "USD", True)


def capital(**arguments: Any) -> MarketResult:
    return capital_market(validate(MarketRequest, arguments))


def test_the_correlations_the_standard_works_out() -> None:
    """MAR21.47: 88.60 %; MAR21.54: 22.73 %; MAR21.83: 93.96 %."""
    eonia = Factor("girr", "delta", "EUR", "eonia", tenor=1.0)
    euribor = Factor("girr", "delta", "EUR", "euribor 3m", tenor=5.0)
    assert within(eonia, euribor, None) == pytest.approx(0.8860, abs=5e-5)
    apple = Factor("csr", "delta", "6", "bond", "Apple", tenor=5.0)
    google = Factor("csr", "delta", "6", "cds", "Google", tenor=10.0)
    assert within(apple, google, TABLES["csr"]) == pytest.approx(0.2273, abs=5e-5)
    brent = Factor("commodity", "delta", "2", "", "Brent", "Le Havre", 1.0)
    wti = Factor("commodity", "delta", "2", "", "WTI", "Oklahoma", 5.0)
    assert within(brent, wti, TABLES["commodity"]) == pytest.approx(0.9396, abs=5e-5)


def test_weights_the_standard_works_out() -> None:
    """MAR21.65: bucket 9 weighs 1.125 %, bucket 17 1.575 %; the three equity vega weights."""
    tranches = TABLES["csr_securitisation"].weights
    assert tranches["9"] == pytest.approx(0.01125)
    assert tranches["17"] == pytest.approx(0.01575)
    vega = {"risk_class": "equity", "measure": "vega", "issuer": "A", "option_maturity": 1}
    weights = [
        capital(sensitivities=[{**vega, "bucket": bucket, "amount": 1}]).capital
        for bucket in ("1", "9", "12")
    ]
    assert weights == pytest.approx([0.7778, 1.0, 0.7778], abs=5e-5)


def test_the_default_example_of_the_correlation_trading_portfolio() -> None:
    """MAR22.45: indices at +100 and -100 make 100 - 0.5 x 100 = 50."""
    long = {"category": "ctp", "obligor": "CDX NA IG S18", "bucket": "CDX NA IG"}
    long |= {"notional": 200, "risk_weight": 0.5, "direction": "long"}
    short = {"category": "ctp", "obligor": "Major Sovereign", "bucket": "Major Sovereign"}
    short |= {"notional": 200, "risk_weight": 1.0, "direction": "short"}
    result = capital(default_positions=[long, short])
    assert [row.capital for row in result.default_buckets] == pytest.approx([100, -100])
    assert result.default_capital == pytest.approx(50)


def test_half_a_year_counts_half_and_a_month_a_quarter() -> None:
    """MAR22.15 and 22.18."""
    bond = {"obligor": "A", "rating": "AAA", "notional": 100, "seniority": "equity"}
    scaled_by = [
        capital(default_positions=[{**bond, "maturity": years}]).jumps[0].maturity_weight
        for years in (0.5, 0.08, 1, 7)
    ]
    assert scaled_by == [0.5, 0.25, 1, 1]


def test_a_senior_short_offsets_no_equity() -> None:
    """MAR22.19: a short in a bond cannot offset a long in the share; the other way it can."""
    share = {"obligor": "A", "rating": "BB", "notional": 100, "seniority": "equity"}
    bond = {**share, "seniority": "senior"}
    kept = capital(default_positions=[share, {**bond, "direction": "short"}])
    assert sorted(row.amount for row in kept.net_jumps) == [-75, 100]
    gone = capital(default_positions=[bond, {**share, "direction": "short"}])
    assert [row.amount for row in gone.net_jumps] == [-25]


def test_losses_taken_already_reduce_the_jump() -> None:
    """MAR22.11: LGD x notional + P&L, never below nothing."""
    bond = {"obligor": "A", "rating": "B", "notional": 100, "seniority": "senior"}
    assert capital(default_positions=[{**bond, "market_value": 90}]).jumps[0].gross == 65
    assert capital(default_positions=[{**bond, "profit": -80}]).jumps[0].gross == 0
    short = {**bond, "direction": "short", "market_value": 90}
    assert capital(default_positions=[short]).jumps[0].gross == -65


def test_tranches_below_a_year_are_scaled_in_basel() -> None:
    """MAR22.30; the other regimes take one year."""
    pair = [
        {"category": "securitisation", "obligor": "CLO 1", "tranche": "mezz", "bucket": "CLO"}
        | {"notional": value, "risk_weight": 0.2, "direction": side, "maturity": years}
        for value, side, years in ((100, "long", 1), (40, "short", 0.5))
    ]
    assert capital(default_positions=pair).default_capital == pytest.approx(0.2 * 80)
    eu = capital(default_positions=pair, regime="eu_crr3").default_capital
    assert eu == pytest.approx(0.2 * 60)


def rows(kind: str, count: int, seed: int) -> list[dict[str, Any]]:
    """A book of one risk class, with repeated factors and both signs."""
    draw = random.Random(seed)
    found: list[dict[str, Any]] = []
    for _ in range(count):
        row: dict[str, Any] = {"risk_class": kind, "amount": draw.uniform(-1e6, 1e6)}
        if kind == "girr":
            curve = draw.choice(["ois", "libor", "inflation", "basis onshore"])
            row |= {"bucket": draw.choice(["EUR", "CHF", "USD"]), "curve": curve}
            row |= {"tenor": draw.choice([0.25, 1, 5, 30])}
        elif kind == "fx":
            row |= {"bucket": draw.choice(["EUR", "MYR", "JPY", "THB"])}
        else:
            buckets = list(table_of(kind, "basel").weights)
            row |= {"bucket": draw.choice([*buckets[:3], *buckets[-3:]])}
            row |= {"issuer": draw.choice("ABC")}
            row |= {"curve": draw.choice(["spot", "repo"] if kind == "equity" else ["bond", "cds"])}
            if kind == "commodity":
                row |= {"curve": None, "location": draw.choice(["here", "there"])}
            if kind != "equity":
                row |= {"tenor": draw.choice([1, 3, 5])}
        found.append({key: value for key, value in row.items() if value is not None})
    return found


def by_hand(book: list[dict[str, Any]], scenario: str) -> float:
    """The formulas of MAR21.4 as a plain double loop over scalar correlations."""
    held: dict[Factor, float] = {}
    for number, row in enumerate(book):
        one = validate(Sensitivity, row)
        factor, weight, _ = factor_of(one, str(number), SETTING)
        held[factor] = held.get(factor, 0.0) + weight * (one.amount or 0.0)
    kind = book[0]["risk_class"]
    table = None if kind in ("girr", "fx") else table_of(kind, "basel")
    buckets: dict[str, list[tuple[Factor, float]]] = {}
    for factor, amount in held.items():
        buckets.setdefault(factor.bucket, []).append((factor, amount))
    capitals, sums, apart = {}, {}, 0.0
    for name, members in buckets.items():
        if table and name == table.other:
            capitals[name] = sum(abs(amount) for _, amount in members)
        else:
            square = sum(
                a * b * (1.0 if f is g else scaled(within(f, g, table), scenario))
                for (f, a), (g, b) in itertools.product(members, members)
            )
            capitals[name] = math.sqrt(max(square, 0.0))
        sums[name] = sum(amount for _, amount in members)
        if table and table.summed and name == table.other:
            apart = capitals.pop(name)
            sums.pop(name)

    def joined(positions: dict[str, float]) -> float:
        square = sum(k * k for k in capitals.values())
        for b, c in itertools.permutations(capitals, 2):
            square += scaled(across(kind, b, c), scenario) * positions[b] * positions[c]
        return square

    square = joined(sums)
    if square < 0:
        square = joined({b: max(min(s, capitals[b]), -capitals[b]) for b, s in sums.items()})
    return math.sqrt(square) + apart


KINDS = ("girr", "csr", "csr_securitisation", "csr_ctp", "equity", "commodity", "fx")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_against_a_plain_double_loop(kind: str, seed: int) -> None:
    """Every risk class, three random books, all scenarios."""
    book = rows(kind, 40, seed)
    result = capital(sensitivities=book, reporting_currency="USD")
    for scenario in SCENARIOS:
        assert getattr(result, scenario) == pytest.approx(by_hand(book, scenario), rel=1e-10)
    assert result.sensitivities_capital == max(result.low, result.medium, result.high)


@pytest.mark.parametrize("kind", ["csr", "csr_securitisation", "csr_ctp", "equity", "commodity"])
@pytest.mark.parametrize("measure", ["delta", "vega", "curvature"])
def test_matrices_are_the_scalar_correlations(kind: str, measure: str) -> None:
    """The matrix of a bucket holds what `within` says of each pair."""
    table = TABLES[kind]
    factors = [
        Factor(
            kind,
            measure,
            "2",
            curve if measure == "delta" else "",
            issuer,
            tenor=tenor if measure == "delta" and kind != "equity" else None,
            option_maturity=tenor if measure == "vega" else None,
        )
        for curve in ("x", "y")
        for issuer in ("A", "B")
        for tenor in (1.0, 5.0)
    ]
    found = correlations(factors, table)
    for i, j in itertools.product(range(len(factors)), repeat=2):
        assert found[i, j] == pytest.approx(within(factors[i], factors[j], table), rel=1e-14)


def test_curvature_squares_before_it_scales() -> None:
    """MAR21.100: 0.6 squared is 0.36, then scaled; two negative buckets add nothing."""
    pair = [
        {"risk_class": "fx", "currency": name, "up": up, "down": -5}
        for name, up in (("EUR", 30.0), ("GBP", 40.0))
    ]
    result = capital(curvatures=pair)
    for scenario, gamma in (("low", 0.27), ("medium", 0.36), ("high", 0.45)):
        square = 900 + 1600 + 2 * gamma * 30 * 40
        assert getattr(result, scenario) == pytest.approx(math.sqrt(square), rel=1e-12)
    gains = [{**row, "up": -1.0, "down": -2.0} for row in pair]
    assert capital(curvatures=gains).capital == 0


def test_curvature_from_prices() -> None:
    """MAR21.5(2): the loss of the shock less what delta explains."""
    row = {"risk_class": "equity", "bucket": 8, "issuer": "A"}
    priced = {**row, "value": 100, "value_up": 120, "value_down": 90, "delta": 60}
    held = capital(curvatures=[priced]).weighted_sensitivities[0]
    assert (held.up, held.down) == pytest.approx((-(120 - 100 - 30), -(90 - 100 + 30)))


def test_bounded_positions_when_the_sum_turns_negative() -> None:
    """MAR21.4(5)(b) takes over where correlated sums outweigh the buckets."""
    book = [
        {"risk_class": "csr", "bucket": "1", "issuer": str(n), "tenor": 5, "amount": 100}
        for n in range(60)
    ] + [
        {"risk_class": "csr", "bucket": "2", "issuer": str(n), "tenor": 5, "amount": -50}
        for n in range(60)
    ]
    result = capital(sensitivities=book)
    assert result.capital > 0
    assert by_hand(book, "high") == pytest.approx(result.high, rel=1e-10)


def test_liquid_weights_are_a_choice() -> None:
    """MAR21.44 and 21.88: divided by the square root of 2 unless the bank does not want it."""
    euro = {"risk_class": "fx", "bucket": "EUR", "amount": 100}
    assert capital(sensitivities=[euro]).capital == pytest.approx(15 / math.sqrt(2))
    assert capital(sensitivities=[euro], reduce_liquid=False).capital == pytest.approx(15)
    ringgit = {**euro, "bucket": "MYR"}
    assert capital(sensitivities=[ringgit], reporting_currency="USD").capital == 15
    abroad = capital(sensitivities=[euro], reporting_currency="PLN")
    assert abroad.capital == pytest.approx(15)
    home = {"risk_class": "girr", "bucket": "PLN", "tenor": "5y", "amount": 100}
    assert capital(sensitivities=[home], reporting_currency="PLN").capital == pytest.approx(
        1.1 / math.sqrt(2)
    )


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        capital(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


RATE = {"risk_class": "girr", "bucket": "EUR", "tenor": 5, "amount": 1}
SPREAD = {"risk_class": "csr", "bucket": "4", "issuer": "A", "tenor": 5, "amount": 1}


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({**RATE, "tenor": 7}, "sensitivities.0.tenor", "0.25, 0.5, 1, 2, 3, 5"),
        ({**RATE, "tenor": None}, "sensitivities.0.tenor", "needed"),
        ({**RATE, "tenor": "soon"}, "sensitivities.0.tenor", "6m or 10y"),
        ({**RATE, "bucket": "17"}, "sensitivities.0.currency", "currency"),
        ({**RATE, "bucket": None}, "sensitivities.0.currency", "it is the bucket"),
        ({**RATE, "amount": None}, "sensitivities.0.amount", "required"),
        ({**RATE, "up": 5}, "sensitivities.0.up", "not a field"),
        ({**RATE, "measure": "curvature"}, "sensitivities.0.measure", "delta"),
        ({**RATE, "measure": "vega", "tenor": 5}, "sensitivities.0.option_maturity", "one of"),
        ({**SPREAD, "bucket": "19"}, "sensitivities.0.bucket", "16 other sector"),
        ({**SPREAD, "issuer": None}, "sensitivities.0.issuer", "issuer or tranche"),
        ({**SPREAD, "curve": "loan"}, "sensitivities.0.curve", "bond or cds"),
        ({**SPREAD, "tenor": 2}, "sensitivities.0.tenor", "0.5, 1, 3, 5, 10"),
        ({**SPREAD, "risk_class": "csr_ctp", "bucket": "17"}, "sensitivities.0.bucket", "one of"),
        ({**SPREAD, "risk_class": "weather"}, "sensitivities.0.risk_class", "girr"),
        (
            {"risk_class": "fx", "bucket": "USD", "amount": 1},
            "sensitivities.0.currency",
            "reporting",
        ),
        ({"risk_class": "fx", "bucket": "EURJPY", "amount": 1}, "sensitivities.0.currency", "pair"),
        (
            {"risk_class": "commodity", "bucket": "12", "issuer": "x", "tenor": 1, "amount": 1},
            "sensitivities.0.bucket",
            "11 other commodity",
        ),
    ],
)
def test_a_bad_sensitivity_is_named(row: dict[str, Any], field: str, words: str) -> None:
    """Its field, and what it may be."""
    clean = {key: value for key, value in row.items() if value is not None}
    problems = refused(sensitivities=[clean], reporting_currency="USD")
    assert field in problems
    assert words in problems[field]


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "sensitivities", "required"),
        ({"curvatures": [{"risk_class": "fx", "currency": "EUR"}]}, "curvatures.0", "up and down"),
        ({"sensitivities": [RATE] * 20_001}, "sensitivities", "at most 20000"),
        (
            {"default_positions": [{"obligor": "A", "notional": 1}]},
            "default_positions.0",
            "rating is needed",
        ),
        (
            {"default_positions": [{"obligor": "A", "notional": 1, "rating": "great"}]},
            "default_positions.0.rating",
            "rating",
        ),
        (
            {
                "default_positions": [
                    {"obligor": "A", "notional": 1, "rating": "A", "bucket": "shop"}
                ]
            },
            "default_positions.0.bucket",
            "corporate, sovereign, local_government",
        ),
        (
            {
                "default_positions": [
                    {"obligor": "A", "notional": 1, "rating": "A", "seniority": "public"}
                ]
            },
            "default_positions.0.seniority",
            "senior",
        ),
        (
            {"default_positions": [{"obligor": "A", "category": "ctp", "notional": 5}]},
            "default_positions.0",
            "risk_weight",
        ),
        (
            {
                "default_positions": [
                    {"obligor": "A", "notional": 1, "rating": "A"},
                    {"obligor": "A", "notional": 1, "rating": "B"},
                ]
            },
            "default_positions.1.rating",
            "one rating",
        ),
        (
            {
                "residual_positions": [
                    {"kind": "other", "notional": 1, "excluded": "government_debt"}
                ]
            },
            "residual_positions.0.excluded",
            "listed",
        ),
        (
            {"residual_positions": [{"kind": "odd", "notional": 1}]},
            "residual_positions.0.kind",
            "exotic",
        ),
        (
            {"residual_positions": [{"kind": "other", "notional": -1}]},
            "residual_positions.0.notional",
            "at least 0",
        ),
        ({"sensitivities": [RATE], "regime": "mars"}, "regime", "basel"),
    ],
)
def test_a_bad_request_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """Its field, and what it may be."""
    problems = refused(**arguments)
    assert field in problems
    assert words in problems[field]


def test_steps_and_words() -> None:
    """Every step has a paragraph; the summary names the parts and the scenario."""
    result = capital(
        sensitivities=[RATE, SPREAD],
        default_positions=[{"obligor": "A", "notional": 100, "rating": "BB"}],
        residual_positions=[{"kind": "exotic", "notional": 1_000}],
    )
    assert all(step.paragraph.startswith("MAR2") for step in result.steps)
    assert "residual risk" in result.summary
    assert "high correlations" in result.summary
    assert result.rwa == pytest.approx(12.5 * result.capital)
    assert result.chart is not None
