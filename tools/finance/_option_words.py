"""Say what options are worth, or which volatility they imply, in plain words."""

from collections.abc import Iterator

from tools.alternatives import changed_fields
from tools.finance._option_request import (
    ImpliedVolatilityRequest,
    OptionRequest,
    PriceOptionRequest,
)
from tools.finance._option_result import ImpliedVolatilities, OptionPrices, OptionValue
from tools.wording import money, percent, plain

_SKEW = 0.005  # half a point of volatility: less is not worth a sentence


def price_summary(result: OptionPrices) -> str:
    """The answer in at most four sentences."""
    if len(result.options) == 1:
        return " ".join(_one(result, result.options[0]))
    return " ".join(_several(result))


def _one(result: OptionPrices, one: OptionValue) -> Iterator[str]:
    currency = result.currency
    worth = f"The {one.side} is worth **{money(one.price, currency)}**"
    if one.intrinsic_value > 0:
        parts = (
            f"{money(one.intrinsic_value, currency)} if exercised now and "
            f"{money(one.time_value, currency)} for the time left"
        )
        yield f"{worth}: {parts}." if one.time_value >= 0 else f"{worth}."
    else:
        yield f"{worth}, all of it for the time left: exercised now it would bring nothing."
    if one.quantity != 1:
        held = "held" if one.quantity > 0 else "sold"
        yield (
            f"{plain(abs(one.quantity), 2)} of them {held} are worth {money(one.value, currency)}."
        )
    way = "gains" if one.delta >= 0 else "loses"
    day = "loses" if one.theta <= 0 else "gains"
    yield (
        f"It {way} {_small(abs(one.delta))} when the underlying rises by 1, {day} "
        f"{_small(abs(one.theta))} a day, and a point more of volatility adds {_small(one.vega)}."
    )
    side = "above" if one.side == "call" else "below"
    yield (
        f"Held to expiry it pays for itself {side} {money(one.breakeven, currency)}; the "
        f"risk-neutral chance that it is exercised is {percent(one.chance_of_exercise)}."
    )


def _several(result: OptionPrices) -> Iterator[str]:
    count = len(result.options)
    yield f"The {count} options together are worth **{money(result.value, result.currency)}**."
    way = "gain" if result.delta >= 0 else "lose"
    day = "lose" if result.theta <= 0 else "gain"
    more = "adds" if result.vega >= 0 else "takes off"
    yield (
        f"They {way} {_small(abs(result.delta))} when the underlying rises by 1, {day} "
        f"{_small(abs(result.theta))} a day, and a point more of volatility {more} "
        f"{_small(abs(result.vega))}."
    )
    most = max(result.options, key=lambda one: abs(one.value))
    yield f"The largest is {most.name}, {money(most.value, result.currency)}."


def _small(value: float) -> str:
    return plain(float(f"{value:.2g}"), 6)


def price_notes(request: PriceOptionRequest, result: OptionPrices) -> list[str]:
    """What was assumed."""
    notes = [
        "The underlying moves lognormally with constant volatility and interest, without jumps; "
        "rates are continuously compounded; theta is for a calendar day, a year has 365.",
        *_assumed(request),
    ]
    if request.exercise == "american":
        notes.append("The chance of exercise is that of the European option.")
    if any(one.quantity < 0 for one in result.options):
        notes.append("Sold options are shown as negative quantities and values.")
    return notes


def _assumed(request: OptionRequest) -> Iterator[str]:
    given = changed_fields(request)
    left = [
        words
        for name, words in (
            ("rate", "no interest"),
            ("dividend_yield", "no dividends"),
            ("exercise", "European exercise"),
        )
        if name not in given and not (name == "dividend_yield" and request.underlying == "futures")
    ]
    if left:
        yield f"Assumed: {', '.join(left)}."
    if request.underlying == "futures" and request.dividend_yield:
        yield "A futures contract pays no dividends: the dividend yield was not used."


def implied_summary(result: ImpliedVolatilities) -> str:
    """The answer in at most three sentences."""
    if len(result.options) == 1:
        one = result.options[0]
        return (
            f"At {money(one.price, result.currency)} the {one.side} implies a volatility of "
            f"**{percent(one.implied_volatility)} a year**. A point more of volatility would add "
            f"{_small(one.vega)} to its price."
        )
    low = min(result.options, key=lambda one: one.implied_volatility)
    high = max(result.options, key=lambda one: one.implied_volatility)
    said = (
        f"The {len(result.options)} options imply volatilities from "
        f"{percent(low.implied_volatility)} ({low.name}) to {percent(high.implied_volatility)} "
        f"({high.name}); nearest to the money it is **{percent(result.at_the_money)} a year**."
    )
    return " ".join([said, *_skew(result)])


def _skew(result: ImpliedVolatilities) -> Iterator[str]:
    ordered = sorted(result.options, key=lambda one: one.moneyness)
    slope = ordered[0].implied_volatility - ordered[-1].implied_volatility
    if abs(slope) >= _SKEW and ordered[0].strike != ordered[-1].strike:
        dearer = "Low strikes are dearer than high ones" if slope > 0 else (
            "High strikes are dearer than low ones"
        )  # fmt: skip
        yield f"{dearer}: the market does not take the moves for lognormal."


def implied_notes(request: ImpliedVolatilityRequest) -> list[str]:
    """What was assumed."""
    return [
        "The volatility at which the model's price is the price paid; rates are continuously "
        "compounded, a year has 365 days.",
        *_assumed(request),
    ]
