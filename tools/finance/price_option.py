"""What options are worth, and how that moves: Black, Scholes and Merton, or American exercise."""

from math import exp, inf, log, sqrt

import numpy as np

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._option_chart import value_chart
from tools.finance._option_request import PriceOptionRequest
from tools.finance._option_result import OptionPrices, OptionValue
from tools.finance._option_terms import MOST_AMERICAN, Terms, terms_of
from tools.finance._option_words import price_notes, price_summary

POINT, DAY = 0.01, 1 / 365
EUROPEAN = Method(
    name="Black-Scholes-Merton, in closed form",
    source="Black and Scholes (1973), The pricing of options and corporate liabilities; Merton "
    "(1973); on futures Black (1976)",
)
AMERICAN = Method(
    name="American exercise by the integral equation of its boundary (QuantLib)",
    source="Andersen, Lake and Offengenden (2016), High-performance American option pricing",
)


def price_option(request: PriceOptionRequest) -> OptionPrices:
    """Price options on a stock, an index, a currency or futures, and say how the price moves.

    Use it for what a call or put is worth, its delta, gamma, vega, theta and rho, or the worth of
    a position of several options.
    """
    rows = request.options or [None]
    terms = [terms_of(request, row, k) for k, row in enumerate(rows)]
    given = [getattr(row, "volatility", None) or request.volatility for row in rows]
    for k, volatility in enumerate(given):
        if volatility is None:
            raise InvalidInput.of(f"options.{k}.volatility", "is needed", code="missing")
    volatilities = [volatility for volatility in given if volatility is not None]
    if request.exercise == "american" and len(terms) > MOST_AMERICAN:
        raise InvalidInput.of("options", f"at most {MOST_AMERICAN} with American exercise")
    european = _european(terms, volatilities)
    if request.exercise == "american":
        values = [_american(*one) for one in zip(terms, volatilities, european, strict=True)]
    else:
        values = european
    result = OptionPrices(
        summary="",
        method=AMERICAN if request.exercise == "american" else EUROPEAN,
        options=values,
        exercise=request.exercise,
        value=sum(one.value for one in values),
        delta=sum(one.delta * one.quantity for one in values),
        gamma=sum(one.gamma * one.quantity for one in values),
        vega=sum(one.vega * one.quantity for one in values),
        theta=sum(one.theta * one.quantity for one in values),
        rho=sum(one.rho * one.quantity for one in values),
        currency=request.currency,
    )
    result.summary, result.notes = price_summary(result), price_notes(request, result)
    result.chart = value_chart(result, request.rate)
    return result


def _european(terms: list[Terms], volatilities: list[float]) -> list[OptionValue]:
    # Compiled, and numba takes a third of a second to load: not before an option is priced.
    from tools.finance._black_scholes import normal, prices, sensitivities

    def column(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([getattr(one, name) for one in terms], np.float64)

    found = np.empty(len(terms))
    call = np.array([one.call for one in terms])
    prices(
        column("spot"),
        column("strike"),
        column("years"),
        column("rate"),
        column("dividend_yield"),
        np.array(volatilities),
        call,
        found,
    )
    values: list[OptionValue] = []
    for one, volatility, price in zip(terms, volatilities, found, strict=True):
        delta, gamma, vega, theta, rho, _, d2 = sensitivities(
            one.spot, one.strike, one.years, one.rate, one.dividend_yield, volatility, one.call
        )
        # A futures contract carries no interest of its own: only the discount moves with it.
        rho = -one.years * float(price) if one.futures else rho
        chance = float(normal(d2 if one.call else -d2))
        moves = (delta, gamma, vega, theta, rho)
        values.append(_value(one, volatility, float(price), moves, chance))
    return values


def _american(one: Terms, volatility: float, european: OptionValue) -> OptionValue:
    from tools.finance._american_option import american_price, american_sensitivities

    inputs = (one.spot, one.strike, one.years, one.rate, one.dividend_yield, volatility, one.call)
    price = max(american_price(*inputs), european.intrinsic_value)
    moves = american_sensitivities(*inputs, futures=one.futures)
    value = _value(one, volatility, price, moves, european.chance_of_exercise)
    value.early_exercise_premium = max(price - european.price, 0.0)
    return value


def _value(
    one: Terms,
    volatility: float,
    price: float,
    moves: tuple[float, float, float, float, float],
    chance: float,
) -> OptionValue:
    delta, gamma, vega, theta, rho = moves
    sign = 1 if one.call else -1
    intrinsic = max(0.0, sign * (one.spot - one.strike))  # in this order no -0
    return OptionValue(
        name=one.name,
        side=one.side,
        strike=one.strike,
        spot=one.spot,
        forward=forward_of(one),
        years_to_expiry=one.years,
        volatility=volatility,
        price=price,
        intrinsic_value=intrinsic,
        time_value=price - intrinsic,
        early_exercise_premium=None,
        delta=delta,
        gamma=gamma,
        vega=vega * POINT,
        theta=theta * DAY,
        rho=rho * POINT,
        chance_of_exercise=chance,
        breakeven=one.strike + sign * price,
        quantity=one.quantity,
        value=price * one.quantity,
    )


def forward_of(one: Terms) -> float:
    """The underlying for delivery at expiry; refuses what no floating-point number can hold."""
    forward = one.spot * exp((one.rate - one.dividend_yield) * one.years)
    if not 0 < forward < inf or abs(log(forward / one.strike)) > 100 * sqrt(one.years) + 100:
        raise InvalidInput.of(
            f"{one.place}strike", "lies beyond any price the underlying could reach"
        )
    return forward
