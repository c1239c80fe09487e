"""Draw a simulated formula: the histogram of its result, and what drives it."""

from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._monte_carlo_result import MonteCarloResult

_BLUE, _ORANGE, _RED = "#4c78a8", "#f2a900", "#e45756"
MOST_ROWS = 20


def chart(result: MonteCarloResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    views = [_histogram(result), *([_influences(result)] if result.influences else [])]
    return {
        "$schema": SCHEMA,
        "description": f"Distribution of {result.output}, and what drives it.",
        "vconcat": views,
        "resolve": {"scale": {"color": "independent"}},
    }


def _histogram(result: MonteCarloResult) -> dict[str, Any]:
    marks = [
        {"at": result.low, "mark": "range"},
        {"at": result.high, "mark": "range"},
        {"at": result.mean, "mark": "mean"},
        *({"at": one.threshold, "mark": "threshold"} for one in result.chances),
    ]
    return {
        "title": f"Distribution of {result.output}",
        "width": 460,
        "height": 200,
        "layer": [
            {
                "data": {"values": [one.model_dump() for one in result.histogram]},
                "mark": {"type": "bar", "color": _BLUE},
                "encoding": {
                    "x": {"field": "low", "type": "quantitative", "title": result.output},
                    "x2": {"field": "high"},
                    "y": {
                        "field": "share",
                        "type": "quantitative",
                        "title": "Share of trials",
                        "axis": {"format": ".1%"},
                    },
                },
            },
            {
                "data": {"values": marks},
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    "x": {"field": "at", "type": "quantitative"},
                    "color": {
                        "field": "mark",
                        "type": "nominal",
                        "title": None,
                        "scale": {
                            "domain": ["mean", "range", "threshold"],
                            "range": ["#222222", _ORANGE, _RED],
                        },
                    },
                },
            },
        ],
    }


def _influences(result: MonteCarloResult) -> dict[str, Any]:
    rows = [
        {"input": " & ".join(one.inputs), "part": part, "share": max(share, 0.0)}
        for one in result.influences[:MOST_ROWS]
        for part, share in (
            ("by itself", one.first_order),
            ("with others", max(one.total - one.first_order, 0.0)),
        )
    ]
    return {
        "title": "Share of the spread each input answers for",
        "width": 460,
        "height": {"step": 22},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "input", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "share",
                "type": "quantitative",
                "title": "Share of the variance",
                "axis": {"format": ".0%"},
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["by itself", "with others"], "range": [_BLUE, _ORANGE]},
            },
        },
    }
