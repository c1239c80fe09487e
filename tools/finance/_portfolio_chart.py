"""Draw a portfolio: weights beside parts of the risk, and where it lies on the frontier."""

from typing import Any

from tools.finance._portfolio_result import OptimizePortfolioResult

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_BARS = 30
_BLUE, _RED = "#4c78a8", "#e45756"


def chart(result: OptimizePortfolioResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline; the largest positions, if many."""
    views = [_bars(result), *([_frontier(result)] if len(result.frontier) > 1 else [])]
    return {
        "$schema": SCHEMA,
        "description": "Weights, parts of the risk, and the efficient frontier.",
        "vconcat": views,
        "resolve": {"scale": {"color": "independent"}},
    }


def _bars(result: OptimizePortfolioResult) -> dict[str, Any]:
    shown = [one for one in result.positions if one.weight][:MOST_BARS]
    rows = [
        {"asset": one.name, "what": what, "share": value}
        for one in shown
        for what, value in (("weight", one.weight), ("part of the risk", one.risk_share))
    ]
    return {
        "title": "What is held, and what makes the risk",
        "width": 460,
        "height": {"step": 12},
        "data": {"values": rows},
        "mark": "bar",
        "encoding": {
            "y": {"field": "asset", "type": "nominal", "title": None, "sort": None},
            "yOffset": {"field": "what", "type": "nominal"},
            "x": {
                "field": "share",
                "type": "quantitative",
                "title": "Share",
                "axis": {"format": ".0%"},
            },
            "color": {"field": "what", "type": "nominal", "title": None},
        },
    }


def _frontier(result: OptimizePortfolioResult) -> dict[str, Any]:
    line = [
        {"volatility": one.volatility, "return": one.expected_return} for one in result.frontier
    ]
    assets = [
        {"volatility": one.volatility, "return": one.expected_return, "asset": one.name}
        for one in result.positions[:MOST_BARS]
    ]
    here = [{"volatility": result.volatility, "return": result.expected_return}]
    x = {
        "field": "volatility",
        "type": "quantitative",
        "title": "Volatility a year",
        "axis": {"format": ".0%"},
    }
    y = {
        "field": "return",
        "type": "quantitative",
        "title": "Expected return a year",
        "axis": {"format": ".1%"},
    }
    return {
        "title": "Efficient frontier; the cross is this portfolio",
        "width": 460,
        "height": 240,
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "data": {"values": line},
                "mark": {"type": "line", "color": _BLUE},
                "encoding": {"order": {"field": "return"}},
            },
            {
                "data": {"values": assets},
                "mark": {"type": "point", "color": "#888888"},
                "encoding": {"tooltip": {"field": "asset"}},
            },
            {
                "data": {"values": here},
                "mark": {"type": "point", "shape": "cross", "size": 160, "color": _RED},
            },
        ],
    }
