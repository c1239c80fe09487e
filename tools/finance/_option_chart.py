"""Draw options: their worth over the price of the underlying, and the smile of volatilities."""

from math import exp, sqrt
from typing import Any

from tools.finance._option_result import ImpliedVolatilities, OptionPrices, OptionValue

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_POINTS = 60
_REACH = 3.0  # standard deviations to either side


def value_chart(result: OptionPrices, rate: float) -> dict[str, Any] | None:
    """Worth now and at expiry; None where the options are on different things or times."""
    first = result.options[0]
    shared = all(
        (one.spot, one.years_to_expiry) == (first.spot, first.years_to_expiry)
        for one in result.options
    )
    if not shared:
        return None
    spread = _REACH * max(one.volatility for one in result.options) * sqrt(first.years_to_expiry)
    low, high = first.spot * exp(-min(spread, 2.0)), first.spot * exp(min(spread, 1.2))
    spots = [low + (high - low) * k / (_POINTS - 1) for k in range(_POINTS)]
    rows = [
        {"spot": spot, "when": when, "value": sum(worth(one, spot) for one in result.options)}
        for when, worth in (
            ("at expiry", _at_expiry),
            ("now", lambda one, spot: _now(one, spot, rate)),
        )
        for spot in spots
    ]
    if result.exercise == "american":
        rows = [row for row in rows if row["when"] == "at expiry"]
    return {
        "$schema": SCHEMA,
        "title": "What the options are worth over the price of the underlying",
        "description": "What the options are worth over the price of the underlying.",
        "data": {"values": rows},
        "layer": [
            {
                "mark": "line",
                "encoding": {
                    "x": {
                        "field": "spot",
                        "type": "quantitative",
                        "title": "Price of the underlying",
                        "scale": {"zero": False},
                    },
                    "y": {"field": "value", "type": "quantitative", "title": "Worth"},
                    "color": {"field": "when", "type": "nominal", "title": None},
                },
            },
            {
                "data": {"values": [{"spot": first.spot}]},
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"x": {"field": "spot", "type": "quantitative"}},
            },
        ],
        "width": 420,
        "height": 240,
    }


def _at_expiry(one: OptionValue, spot: float) -> float:
    sign = 1 if one.side == "call" else -1
    return one.quantity * max(sign * (spot - one.strike), 0.0)


def _now(one: OptionValue, spot: float, rate: float) -> float:
    from tools.finance._black_scholes import undiscounted

    forward = one.forward * spot / one.spot
    total = one.volatility * sqrt(one.years_to_expiry)
    paid = undiscounted(forward, one.strike, total, one.side == "call")
    return one.quantity * float(paid) * exp(-rate * one.years_to_expiry)


def smile_chart(result: ImpliedVolatilities) -> dict[str, Any] | None:
    """Implied volatility over strike, a line for each expiry; None for a single option."""
    rows = [
        {
            "strike": one.strike,
            "expiry": f"{one.years_to_expiry:.3g} years",
            "side": one.side,
            "volatility": one.implied_volatility,
        }
        for one in sorted(result.options, key=lambda one: one.strike)
    ]
    if len({row["strike"] for row in rows}) < 2:
        return None
    return {
        "$schema": SCHEMA,
        "title": "Implied volatility by strike",
        "description": "Implied volatility by strike.",
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {
                "field": "strike",
                "type": "quantitative",
                "title": "Strike",
                "scale": {"zero": False},
            },
            "y": {
                "field": "volatility",
                "type": "quantitative",
                "title": "Implied volatility",
                "axis": {"format": ".0%"},
                "scale": {"zero": False},
            },
            "color": {"field": "expiry", "type": "nominal", "title": None},
            "strokeDash": {"field": "side", "type": "nominal", "title": None},
        },
        "width": 420,
        "height": 240,
    }
