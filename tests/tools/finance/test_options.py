"""Prices and implied volatilities of options, against published figures and other methods."""

from math import exp
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from tools.errors import InvalidInput
from tools.finance._option_request import ImpliedVolatilityRequest, PriceOptionRequest
from tools.finance._option_result import ImpliedVolatilities, OptionPrices
from tools.finance.implied_volatility import implied_volatility
from tools.finance.price_option import price_option
from tools.validation import validate

HULL = {"spot": 42, "strike": 40, "years_to_expiry": 0.5, "rate": 0.1, "volatility": 0.2}


def priced(**arguments: Any) -> OptionPrices:
    return price_option(validate(PriceOptionRequest, arguments))


def implied(**arguments: Any) -> ImpliedVolatilities:
    return implied_volatility(validate(ImpliedVolatilityRequest, arguments))


@pytest.mark.parametrize(("side", "price"), [("call", 4.7594), ("put", 0.8086)])
def test_hulls_example(side: str, price: float) -> None:
    """Hull, Options, Futures, and Other Derivatives: the example of Black-Scholes-Merton."""
    assert priced(side=side, **HULL).options[0].price == pytest.approx(price, abs=5e-5)


def expected(side: str, spot: float, strike: float, years: float, rate: float, carry: float,
             volatility: float) -> float:  # fmt: skip
    """The price as an integral over the underlying at expiry: independent of the closed form."""
    total = volatility * years**0.5

    def payoff(z: float) -> float:
        end = spot * exp((rate - carry - volatility**2 / 2) * years + total * z)
        return max(end - strike if side == "call" else strike - end, 0.0) * norm.pdf(z)

    kink = (np.log(strike / spot) - (rate - carry - volatility**2 / 2) * years) / total
    low, high = (kink, 12) if side == "call" else (-12, kink)
    return exp(-rate * years) * quad(payoff, low, high, epsabs=1e-12, limit=200)[0]


@pytest.mark.parametrize("side", ["call", "put"])
@pytest.mark.parametrize(
    ("spot", "strike", "years", "rate", "carry", "volatility"),
    [(100, 95, 0.3, 0.05, 0.02, 0.3), (50, 80, 2, -0.01, 0.03, 0.5), (1.1, 1.0, 0.05, 0, 0, 0.08)],
)
def test_prices_are_expected_payoffs(
    side: str, spot: float, strike: float, years: float, rate: float, carry: float,
    volatility: float,
) -> None:  # fmt: skip
    one = priced(
        side=side, spot=spot, strike=strike, years_to_expiry=years, rate=rate,
        dividend_yield=carry, volatility=volatility,
    ).options[0]  # fmt: skip
    integral = expected(side, spot, strike, years, rate, carry, volatility)
    assert one.price == pytest.approx(integral, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("side", ["call", "put"])
@pytest.mark.parametrize("underlying", ["spot", "futures"])
@pytest.mark.parametrize("exercise", ["european", "american"])
def test_sensitivities_are_differences_of_prices(side: str, underlying: str, exercise: str) -> None:
    terms = {**HULL, "rate": 0.05, "side": side, "underlying": underlying, "exercise": exercise}

    def price(**changed: float) -> float:
        return priced(**{**terms, **changed}).options[0].price

    one = priced(**terms).options[0]
    h = 0.05
    assert one.delta == pytest.approx((price(spot=42 + h) - price(spot=42 - h)) / (2 * h), rel=2e-3)
    gamma = (price(spot=42 + h) - 2 * one.price + price(spot=42 - h)) / h**2
    assert one.gamma == pytest.approx(gamma, rel=2e-2)
    vega = price(volatility=0.2005) - price(volatility=0.1995)
    assert one.vega == pytest.approx(vega * 10, rel=2e-3)
    day = 1 / 365
    theta = (price(years_to_expiry=0.5 - day) - price(years_to_expiry=0.5 + day)) / 2
    assert one.theta == pytest.approx(theta, rel=5e-3)
    rho = price(rate=0.0505) - price(rate=0.0495)
    assert one.rho == pytest.approx(rho * 10, rel=5e-3, abs=1e-5)


def binomial(spot: float, strike: float, years: float, rate: float, carry: float,
             volatility: float, sign: int, steps: int = 2000) -> float:  # fmt: skip
    """Cox, Ross and Rubinstein's tree with exercise at every step."""
    dt = years / steps
    up = exp(volatility * dt**0.5)
    chance = (exp((rate - carry) * dt) - 1 / up) / (up - 1 / up)
    values = np.maximum(sign * (spot * up ** np.arange(steps, -steps - 1, -2.0) - strike), 0)
    for k in range(steps - 1, -1, -1):
        held = exp(-rate * dt) * (chance * values[:-1] + (1 - chance) * values[1:])
        values = np.maximum(held, sign * (spot * up ** np.arange(k, -k - 1, -2.0) - strike))
    return float(values[0])


@pytest.mark.parametrize(
    ("side", "spot", "strike", "years", "rate", "carry", "volatility"),
    [
        ("put", 36, 40, 1, 0.06, 0, 0.2),
        ("put", 44, 40, 2, 0.06, 0, 0.4),
        ("call", 100, 100, 1, 0.05, 0.08, 0.3),
        ("put", 100, 90, 2, -0.01, -0.03, 0.3),  # two boundaries
    ],
)
def test_american_options_against_a_tree(
    side: str, spot: float, strike: float, years: float, rate: float, carry: float,
    volatility: float,
) -> None:  # fmt: skip
    one = priced(
        side=side, spot=spot, strike=strike, years_to_expiry=years, rate=rate,
        dividend_yield=carry, volatility=volatility, exercise="american",
    ).options[0]  # fmt: skip
    tree = binomial(spot, strike, years, rate, carry, volatility, 1 if side == "call" else -1)
    assert one.price == pytest.approx(tree, rel=4e-4)
    assert one.early_exercise_premium is not None and one.early_exercise_premium > 0


def test_an_american_call_without_dividends_is_european() -> None:
    european = priced(side="call", **HULL).options[0].price
    american = priced(side="call", exercise="american", **HULL).options[0]
    assert american.price == pytest.approx(european, rel=1e-9)
    assert american.early_exercise_premium == pytest.approx(0, abs=1e-9)


def test_put_call_parity_and_positions_add_up() -> None:
    both = priced(
        **{name: value for name, value in HULL.items() if name != "strike"},
        strike=40,
        options=[{"side": "call", "quantity": 3}, {"side": "put", "quantity": -3}],
    )
    forward = 42 - 40 * exp(-0.05)
    assert both.value == pytest.approx(3 * forward, rel=1e-12)
    assert both.delta == pytest.approx(3, rel=1e-12)
    assert both.gamma == pytest.approx(0, abs=1e-12)


@settings(max_examples=200, deadline=None)
@given(
    spot=st.floats(1, 1000),
    moneyness=st.floats(-1.5, 1.5),
    years=st.floats(0.01, 5),
    rate=st.floats(-0.02, 0.15),
    volatility=st.floats(0.03, 1.5),
    side=st.sampled_from(["call", "put"]),
)
def test_implied_volatility_gives_the_volatility_back(
    spot: float, moneyness: float, years: float, rate: float, volatility: float, side: str
) -> None:
    assume(abs(moneyness) < 5 * volatility * years**0.5)
    terms = {
        "side": side, "spot": spot, "strike": spot * exp(moneyness), "years_to_expiry": years,
        "rate": rate,
    }  # fmt: skip
    one = priced(**terms, volatility=volatility).options[0]
    discounted = abs(one.forward - one.strike) * exp(-rate * years)
    itm = (side == "call") == (one.forward > one.strike)
    time_value = one.price - (discounted if itm else 0)
    assume(time_value > 1e-8 * spot)  # else rounding has eaten what volatility is worth
    found = implied(**terms, price=one.price).options[0].implied_volatility
    assert found == pytest.approx(volatility, rel=1e-5)


def test_american_implied_volatility_and_the_smile() -> None:
    terms = {"side": "put", "spot": 36, "strike": 40, "years_to_expiry": 1, "rate": 0.06,
             "exercise": "american"}  # fmt: skip
    price = priced(**terms, volatility=0.2).options[0].price
    assert implied(**terms, price=price).options[0].implied_volatility == pytest.approx(0.2)
    smile = implied(
        spot=100, side="call", years_to_expiry=0.25, rate=0.03,
        options=[{"strike": k, "price": p} for k, p in ((95, 8.4), (100, 5.2), (105, 2.95))],
    )  # fmt: skip
    assert smile.highest == smile.options[0].implied_volatility
    assert smile.chart is not None and "Low strikes are dearer" in smile.summary


def test_days_of_expiry_and_futures() -> None:
    dated = priced(side="call", spot=42, strike=40, rate=0.1, volatility=0.2,
                   as_of="2026-01-01", expiry="2026-07-02")  # fmt: skip
    assert dated.options[0].years_to_expiry == pytest.approx(182 / 365)
    futures = priced(side="call", underlying="futures", **HULL).options[0]
    carried = priced(side="call", dividend_yield=0.1, **HULL).options[0]
    assert futures.price == carried.price and futures.forward == pytest.approx(42)
    assert futures.rho == pytest.approx(-0.5 * futures.price / 100)


BAD = [
    ({"strike": None}, "strike", "missing"),
    ({"years_to_expiry": None}, "years_to_expiry", "missing"),
    ({"volatility": 0}, "volatility", "greater_than_equal"),
    ({"volatility": 20.0}, "volatility", "less_than_equal"),
    ({"spot": -1}, "spot", "greater_than_equal"),
    ({"side": "straddle"}, "side", "literal_error"),
    ({"years_to_expiry": None, "expiry": "2026-01-01"}, "as_of", "missing"),
    ({"years_to_expiry": None, "expiry": "2026-01-01", "as_of": "2026-02-01"}, "expiry", "value"),
    ({"strike": 1e-12, "volatility": 0.01, "years_to_expiry": 0.01}, "strike", ""),
    ({"options": [{"volatility": -1}]}, "options.0.volatility", "greater_than_equal"),
]


@pytest.mark.parametrize(("changed", "field", "code"), BAD)
def test_bad_input_is_named(changed: dict[str, Any], field: str, code: str) -> None:
    given = {key: value for key, value in {"side": "call", **HULL, **changed}.items()
             if value is not None}  # fmt: skip
    try:
        result = priced(**given)
    except InvalidInput as refusal:
        assert field in {error.field for error in refusal.errors}
        assert code in {error.code for error in refusal.errors} or not code
    else:
        assert not code and all(np.isfinite([one.price for one in result.options]))


def test_prices_that_no_volatility_leads_to_are_refused() -> None:
    terms = {"side": "call", "spot": 42, "strike": 40, "years_to_expiry": 0.5, "rate": 0.1}
    for price in (3.9, 42.0, 0.0):
        with pytest.raises(InvalidInput, match="riskless profit"):
            implied(**terms, price=price)
    with pytest.raises(InvalidInput) as refusal:
        implied(**terms, options=[{"price": 4.5}, {"strike": 41}])
    assert refusal.value.errors[0].field == "options.1.price"


def test_too_many_american_options_are_refused() -> None:
    rows = [{"strike": 30 + k / 100} for k in range(201)]
    with pytest.raises(InvalidInput, match="at most 200"):
        priced(**{**HULL, "side": "put", "exercise": "american", "options": rows})
