"""Draw what views do: expected returns and weights, before and after."""

from typing import Any

from tools.finance._black_litterman_result import BlackLittermanResult

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_BARS = 30


def chart(result: BlackLittermanResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline; the assets that move most, if many."""
    shown = sorted(result.assets, key=lambda one: -abs(one.return_change))[:MOST_BARS]
    names = {one.name for one in shown}
    return {
        "$schema": SCHEMA,
        "description": "Expected returns and weights of each asset, before and after the views.",
        "vconcat": [
            _pair(
                "Expected return",
                [
                    (one.name, one.equilibrium_return, one.expected_return)
                    for one in result.assets
                    if one.name in names
                ],
            ),
            _pair(
                "Weight",
                [
                    (one.name, one.market_weight, one.weight)
                    for one in result.assets
                    if one.name in names
                ],
            ),
        ],
    }


def _pair(what: str, found: list[tuple[str, float, float]]) -> dict[str, Any]:
    """Bars of the market and of the market with views, asset by asset."""
    rows = [
        {"asset": name, "when": when, "value": value}
        for name, market, views in found
        for when, value in (("market", market), ("with views", views))
    ]
    return {
        "title": f"{what}, before and after the views",
        "data": {"values": rows},
        "width": 360,
        "height": {"step": 14},
        "mark": "bar",
        "encoding": {
            "y": {"field": "asset", "type": "nominal", "title": None, "sort": None},
            "yOffset": {"field": "when", "type": "nominal"},
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": what,
                "axis": {"format": ".1%"},
            },
            "color": {"field": "when", "type": "nominal", "title": None},
        },
    }
