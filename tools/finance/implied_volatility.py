"""The volatility at which an option is worth what it trades at."""

from math import exp, log, sqrt

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._option_chart import smile_chart
from tools.finance._option_request import ImpliedVolatilityRequest
from tools.finance._option_result import ImpliedOne, ImpliedVolatilities
from tools.finance._option_terms import MOST_AMERICAN, Terms, terms_of
from tools.finance._option_words import implied_notes, implied_summary
from tools.finance.price_option import POINT, forward_of

METHOD = Method(
    name="Black-Scholes-Merton turned round, by safeguarded Newton steps",
    source="Black and Scholes (1973); Black (1976); first step after Manaster and Koehler (1982)",
)
LEAST, MOST = 1e-4, 20.0  # yearly volatilities looked for under American exercise
_EXACT = 1e-10


def implied_volatility(request: ImpliedVolatilityRequest) -> ImpliedVolatilities:
    """Find the volatility that the price of an option implies, or that of each in a list.

    Use it when someone knows what an option trades at and asks how much movement the market
    expects (implied volatility, smile, skew).
    """
    rows = request.options or [None]
    if request.exercise == "american" and len(rows) > MOST_AMERICAN:
        raise InvalidInput.of("options", f"at most {MOST_AMERICAN} with American exercise")
    found: list[ImpliedOne] = []
    for k, row in enumerate(rows):
        own = getattr(row, "price", None)
        price = own if own is not None else request.price
        if price is None:
            raise InvalidInput.of(f"options.{k}.price", "is needed", code="missing")
        found.append(_implied(terms_of(request, row, k), price, request.exercise == "american"))
    nearest = min(found, key=lambda one: abs(one.moneyness))
    result = ImpliedVolatilities(
        summary="",
        method=METHOD,
        options=found,
        exercise=request.exercise,
        at_the_money=nearest.implied_volatility,
        lowest=min(one.implied_volatility for one in found),
        highest=max(one.implied_volatility for one in found),
        currency=request.currency,
    )
    result.summary, result.notes = implied_summary(result), implied_notes(request)
    result.chart = smile_chart(result)
    return result


def _implied(one: Terms, price: float, american: bool) -> ImpliedOne:
    # Compiled: see `price_option`.
    from tools.finance._black_scholes import sensitivities

    forward = forward_of(one)
    least, most = _bounds(one, forward, american)
    if not least < price < most * (1 - 1e-12):
        side = "at or below" if price <= least else "at or above"
        edge = least if price <= least else most
        raise InvalidInput.of(
            f"{one.place}price",
            f"is {side} {edge:.6g}, where no volatility leads: it must lie between {least:.6g} "
            f"and {most:.6g}, or there would be a riskless profit; check spot, strike, rate and "
            "time",
        )
    volatility = _american(one, price) if american else _european(one, price, forward)
    inputs = (one.spot, one.strike, one.years, one.rate, one.dividend_yield, volatility, one.call)
    return ImpliedOne(
        name=one.name,
        side=one.side,
        strike=one.strike,
        spot=one.spot,
        forward=forward,
        years_to_expiry=one.years,
        price=price,
        implied_volatility=volatility,
        moneyness=log(one.strike / forward),
        vega=sensitivities(*inputs)[2] * POINT,
        least_price=least,
        most_price=most,
    )


def _bounds(one: Terms, forward: float, american: bool) -> tuple[float, float]:
    """Prices between which no riskless profit is to be had."""
    discount = exp(-one.rate * one.years)
    sign = 1 if one.call else -1
    least = max(sign * (forward - one.strike), 0.0) * discount
    most = (forward if one.call else one.strike) * discount
    if american:
        least = max(least, sign * (one.spot - one.strike))
        most = max(most, one.spot if one.call else one.strike)
    return least, most


def _european(one: Terms, price: float, forward: float) -> float:
    """From the out-of-the-money option of the same strike, by put-call parity."""
    from tools.finance._black_scholes import implied_total

    value = price * exp(one.rate * one.years)
    sign = 1 if one.call else -1
    beyond = max(sign * (forward - one.strike), 0.0)
    value -= beyond
    if value <= 1e-14 * (forward + one.strike):
        raise InvalidInput.of(
            f"{one.place}price",
            "is too near to its least possible value to say anything of volatility",
        )
    return float(implied_total(value, forward, one.strike)) / sqrt(one.years)


def _american(one: Terms, price: float) -> float:
    from scipy.optimize import brentq

    from tools.finance._american_option import american_price

    def off(volatility: float) -> float:
        found = american_price(
            one.spot, one.strike, one.years, one.rate, one.dividend_yield, volatility, one.call
        )
        return found - price

    if off(LEAST) >= 0 or off(MOST) <= 0:
        raise InvalidInput.of(
            f"{one.place}price",
            "is too near to its least possible value to say anything of volatility",
        )
    return float(brentq(off, LEAST, MOST, xtol=_EXACT))  # pyright: ignore[reportArgumentType]
