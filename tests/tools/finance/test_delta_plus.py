"""Options by the delta-plus method (MAR40.77 to 40.80): the Committee's example and by hand."""

from typing import Any

import pytest
from scipy.stats import norm

from tools.errors import InvalidInput
from tools.finance._market_delta_plus import greeks
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance._market_simple_option import SimplePosition
from tools.finance.capital_market import capital_market
from tools.validation import validate


def run(*positions: dict[str, Any], **request: Any) -> MarketResult:
    arguments = {"simple_positions": list(positions), **request}
    return capital_market(validate(MarketRequest, arguments))


def told(result: MarketResult) -> dict[str, tuple[float, str]]:
    return {step.name: (step.value, step.paragraph) for step in result.steps}


SHORT_CALL = {"risk": "commodity", "name": "tin", "amount": 500, "option": "written"}
AS_PUBLISHED = {"delta": -0.721, "gamma": -0.0034, "vega": -168, "volatility": 0.2}


def test_the_example_of_the_market_risk_amendment() -> None:
    """Part C.4 (1996), strike 490 at 500: 54.075 outright, 9.5625 for gamma, 8.4 for vega."""
    found = run(
        {**SHORT_CALL, **AS_PUBLISHED, "maturity": 1},
        commodity_method="maturity_ladder",
        simple_scaling=False,
    )
    one = found.simplified[0]
    assert one.general == pytest.approx(54.075)
    assert one.gamma == pytest.approx(9.5625)
    assert one.vega == pytest.approx(8.4)
    assert found.capital == pytest.approx(72.0375)
    steps = told(found)
    assert steps["delta-weighted position tin"] == (pytest.approx(-360.5), "MAR40.77")
    assert steps["variation of the underlying VU, tin"] == (75, "MAR40.80(2)")
    assert steps["gamma impact tin"] == (pytest.approx(-9.5625), "MAR40.80(1)")
    assert steps["shift of the volatility, tin"] == (0.05, "MAR40.80(6)")
    scaled = run({**SHORT_CALL, **AS_PUBLISHED})
    assert scaled.capital == pytest.approx(1.9 * (0.18 * 360.5 + 9.5625 + 8.4))


def test_the_example_from_the_terms_of_the_option() -> None:
    """Its delta, gamma and vega follow from a year, 8 % compounded yearly and 20 %."""
    terms = {"side": "call", "strike": 490, "expiry": 1, "rate": 0.08, "volatility": 0.2}
    found = run({**SHORT_CALL, **terms}, simple_scaling=False)
    steps = told(found)
    assert steps["delta of tin"][0] == pytest.approx(-0.721, abs=5e-5)
    assert steps["gamma of tin"][0] == pytest.approx(-0.0034, abs=5e-5)
    assert steps["vega of tin"][0] == pytest.approx(-168, abs=0.5)
    assert any("Black and Scholes" in note for note in found.notes)
    many = run({**SHORT_CALL, **terms, "amount": 5e5, "units": 1000}, simple_scaling=False)
    assert many.capital == pytest.approx(1000 * found.capital)


def test_sensitivities_of_the_option_itself_are_turned_round_once_its_side_is_known() -> None:
    own = {"delta": 0.721, "gamma": 0.0034, "vega": 168, "volatility": 0.2, "side": "call"}
    assert run({**SHORT_CALL, **own}).capital == run({**SHORT_CALL, **AS_PUBLISHED}).capital
    put = {**own, "side": "put", "delta": -0.279}
    steps = told(run({**SHORT_CALL, **put}))
    assert steps["delta-weighted position tin"][0] == pytest.approx(0.279 * 500)
    assert steps["gamma impact tin"][0] == pytest.approx(-9.5625)


def value(price: float, volatility: float, side: str) -> float:
    """A European option on a currency at 95, 0.75 years, 4 % and 2 % abroad, compounded yearly."""
    years, paid, abroad = 0.75, 1.04**-0.75, 1.02**-0.75
    forward = price * abroad / paid
    total = volatility * years**0.5
    from math import log

    first = log(forward / 95) / total + total / 2
    sign = 1 if side == "call" else -1
    ends = norm.cdf(sign * first), norm.cdf(sign * (first - total))
    return float(sign * paid * (forward * ends[0] - 95 * ends[1]))


@pytest.mark.parametrize("side", ["call", "put"])
def test_sensitivities_are_the_slopes_of_the_value(side: str) -> None:
    row = {"risk": "fx", "currency": "EUR", "amount": 100, "option": "bought", "side": side}
    terms = {"strike": 95, "expiry": 0.75, "rate": 0.04, "income": 0.02, "volatility": 0.15}
    found = greeks(SimplePosition.model_validate({**row, **terms}))
    up, here, down = (value(100 + x, 0.15, side) for x in (0.01, 0.0, -0.01))
    assert found.delta == pytest.approx((up - down) / 0.02, abs=1e-7)
    assert found.gamma == pytest.approx((up - 2 * here + down) / 0.0001, abs=1e-6)
    slope = (value(100, 0.1501, side) - value(100, 0.1499, side)) / 0.0002
    assert found.vega == pytest.approx(slope, abs=1e-4)


def option(amount: float, gamma: float, vega: float, **more: Any) -> dict[str, Any]:
    kind = "written" if gamma < 0 else "bought"
    row = {"risk": "equity", "amount": amount, "option": kind, "delta": 0.0, "volatility": 0.4}
    return {**row, "gamma": gamma, "vega": vega, **more}


def test_gamma_and_vega_net_within_a_national_market() -> None:
    """German -6.4 and +3.2, British +3.2: 3.2 counts; vega |-3 + 1| and |1|."""
    found = run(
        option(1000, -0.002, -30, name="A", market="DE"),
        option(1000, 0.001, 10, name="B", market="DE"),
        option(1000, 0.001, 10, name="C", market="UK"),
    ).simplified[0]
    assert found.gamma == pytest.approx(0.5 * 0.001 * 80**2)
    assert found.vega == pytest.approx(2.0 + 1.0)
    assert found.specific == found.general == 0.0


def test_delta_joins_the_shares_held() -> None:
    """1000 of ACME held and a written call of delta -0.5 on 800 net to 600."""
    call = option(800, -0.001, -20, name="ACME", delta=-0.5)
    found = run({"risk": "equity", "name": "ACME", "amount": 1000}, call).simplified[0]
    assert found.specific == pytest.approx(0.08 * 600)
    assert found.general == pytest.approx(0.08 * 600)
    assert found.options == 0.0
    assert found.capital == pytest.approx(3.5 * (96 + 0.0005 * 64**2 + 2.0))


def test_a_pair_of_foreign_currencies_has_two_legs() -> None:
    """Long 60 EUR against GBP, reported in USD: the larger side is 60; one pair, either way."""
    row = option(100, 0.01, 40, risk="fx", currency="EUR", against="GBP", delta=0.6)
    other = option(100, -0.01, -40, risk="fx", currency="GBP", against="EUR", delta=0.0)
    found = run(row, reporting_currency="USD").simplified[0]
    assert found.general == pytest.approx(0.08 * 60)
    assert found.vega == pytest.approx(4.0)
    both = run(row, other, reporting_currency="USD").simplified[0]
    assert both.gamma == both.vega == pytest.approx(0.0)
    plain = option(100, 0.01, 40, risk="fx", currency="EUR", delta=0.6, against="USD")
    assert run(plain, reporting_currency="USD").simplified[0].general == pytest.approx(4.8)


FUTURE = {"risk": "interest_rate", "currency": "EUR", "takes_effect": 2 / 12, "maturity": 5 / 12}


def test_a_bought_call_on_a_rate_future() -> None:
    """MAR40.78: on June three-month futures in April long five months, short two months."""
    found = run(option(1000, 500.0, 20, delta=0.5, by_yield=True, **FUTURE))
    one, steps = found.simplified[0], told(found)
    assert steps["weighted position of band 3"][0] == pytest.approx(0.004 * 500)
    assert steps["weighted position of band 2"][0] == pytest.approx(-0.002 * 500)
    assert one.general == pytest.approx(1.0 + 0.4 * 1.0)
    assert one.specific == one.gamma == 0.0
    assert steps["gamma impact simple_positions.0"][0] == pytest.approx(0.5 * 500 * 0.01**2)


def test_a_written_option_on_a_bond() -> None:
    """VU is the bond's value times the weight of its band; its issuer has specific risk."""
    bond = {"risk": "interest_rate", "currency": "EUR", "maturity": 8, "coupon": 0.05,
            "takes_effect": 0.5, "issuer": "qualifying", "name": "bond"}  # fmt: skip
    found = run(option(1000, -0.004, -25, delta=-0.4, **bond))
    one = found.simplified[0]
    assert one.gamma == pytest.approx(0.5 * 0.004 * 37.5**2)
    assert one.vega == pytest.approx(25 * 0.1)
    assert one.specific == pytest.approx(0.016 * 400)
    long, short = 0.0375 * 400, 0.004 * 400
    assert one.general == pytest.approx(long - short + short)  # zones 1 and 3 offset in full


def test_gold_and_what_is_said_of_bought_ones() -> None:
    gold = option(1000, -0.001, -20, risk="gold", delta=-0.5)
    bought = {"risk": "gold", "amount": 100, "option": "bought", "option_value": 4}
    found = run(gold, bought)
    one = found.simplified[0]
    assert one.general == pytest.approx(0.08 * 500)
    assert one.options == 4
    assert one.gamma == pytest.approx(0.5 * 0.001 * 80**2)
    assert any("MAR40.74" in note for note in found.notes)


GRID = [-30.0, -12.0, -2.0, 4.0, -5.0, -21.0, -44.0]


def test_the_scenario_approach_takes_the_largest_loss_of_each_underlying() -> None:
    """MAR40.84: 52 and 0, beside shares of 100 that are worked out as ever."""
    grids = [
        {"name": "DE", "risk": "equity", "values": [GRID, [x - 8 for x in GRID]]},
        {"name": "UK", "risk": "equity", "values": [[abs(x) for x in GRID]] * 3},
    ]
    alone = run_grids(grids)
    assert alone.simplified[0].scenarios == 52
    assert alone.capital == pytest.approx(3.5 * 52)
    assert told(alone)["largest loss DE"] == (52, "MAR40.84")
    both = run_grids(grids, simple_positions=[{"risk": "equity", "amount": 100}])
    assert both.capital == pytest.approx(3.5 * (52 + 16))


def run_grids(grids: list[dict[str, Any]], **request: Any) -> MarketResult:
    return capital_market(validate(MarketRequest, {"option_grids": grids, **request}))


@pytest.mark.parametrize(
    ("values", "words"),
    [([GRID, GRID[:5]], "every row"), ([GRID[:6]] * 2, "odd number"), ([GRID], "at least 2")],
)
def test_refusals_of_grids(values: list[list[float]], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run_grids([{"risk": "fx", "values": values}])
    assert any(words in problem.message for problem in refusal.value.errors), refusal.value.errors


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"delta": None, "gamma": None, "vega": None}, "needs its delta"),
        ({"vega": None}, "needs vega"),
        ({"volatility": None}, "needs volatility"),
        ({"gamma": 0.0034, "vega": 168}, "as held"),
        ({"option": "bought"}, "or say written"),
        ({"option": "hedging"}, "row of its own"),
        ({"option": None}, "go with option"),
        ({"amount": -500}, "above 0"),
        ({"direction": "long"}, "contradicts"),
        ({"option_value": 65}, "or delta"),
        ({"strike": 490}, "work them out"),
        ({"side": "put"}, "wrong sign"),
        ({"side": "call", "delta": 0.721}, "wrong sign"),
        ({"takes_effect": 1}, "interest-rate options"),
        ({"against": "EUR"}, "FX option"),
        ({"units": 0}, "more than 0"),
        ({"delta": None, "gamma": None, "vega": None, "strike": 490}, "needs side and expiry"),
        ({"risk": "interest_rate", "maturity": 5}, "two legs"),
        ({"risk": "interest_rate", "maturity": 5, "takes_effect": 6}, "before the maturity"),
    ],
)
def test_refusals(changed: dict[str, Any], words: str) -> None:
    row = {**SHORT_CALL, **AS_PUBLISHED, **changed}
    with pytest.raises(InvalidInput) as refusal:
        run({name: value for name, value in row.items() if value is not None})
    assert any(words in problem.message for problem in refusal.value.errors), refusal.value.errors
