"""Draw what views do: expected returns and weights, before and after."""

from typing import Any

from tools.finance._black_litterman_result import BlackLittermanResult

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_BARS = 30


def chart(result: BlackLittermanResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline; the assets that move most, if many."""
    shown = sorted(result.assets, key=lambda one: -abs(one.return_change))[:MOST_BARS]
    names = {one.name for one in shown}
    rows = [
        {"asset": one.name, "what": what, "when": when, "value": value}
        for one in result.assets
        if one.name in names
        for what, when, value in (
            ("Expected return", "market", one.equilibrium_return),
            ("Expected return", "with views", one.expected_return),
            ("Weight", "market", one.market_weight),
            ("Weight", "with views", one.weight),
        )
    ]
    return {
        "$schema": SCHEMA,
        "description": "Expected returns and weights of each asset, before and after the views.",
        "data": {"values": rows},
        "facet": {"column": {"field": "what", "type": "nominal", "title": None}},
        "resolve": {"scale": {"x": "independent"}},
        "spec": {
            "width": 240,
            "height": {"step": 14},
            "mark": "bar",
            "encoding": {
                "y": {"field": "asset", "type": "nominal", "title": None, "sort": None},
                "yOffset": {"field": "when", "type": "nominal"},
                "x": {
                    "field": "value",
                    "type": "quantitative",
                    "title": None,
                    "axis": {"format": ".1%"},
                },
                "color": {"field": "when", "type": "nominal", "title": None},
            },
        },
    }
