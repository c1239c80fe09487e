"""Draw a value at risk: the histogram of the history, cut at the loss; or the positions' parts."""

from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._value_at_risk_result import ValueAtRiskResult

_BLUE, _RED = "#4c78a8", "#e45756"


def chart(result: ValueAtRiskResult) -> dict[str, Any] | None:
    """A Vega-Lite specification with the data inline, where there is something to draw."""
    views = [
        *([_histogram(result)] if result.histogram else []),
        *([_parts(result)] if len(result.positions) > 1 else []),
    ]
    if not views:
        return None
    return {
        "$schema": SCHEMA,
        "description": "Past periods and the loss at risk, and what each position adds to it.",
        "vconcat": views,
        "resolve": {"scale": {"color": "independent"}},
    }


def _histogram(result: ValueAtRiskResult) -> dict[str, Any]:
    form = ".1%" if result.unit == "fraction" else "~s"
    root = (result.periods or 1.0) ** 0.5
    marks = [
        {"at": -result.value_at_risk / root, "mark": "value at risk"},
        {"at": -result.expected_shortfall / root, "mark": "expected shortfall"},
    ]
    x: dict[str, Any] = {
        "type": "quantitative",
        "title": "Return of a period" if result.unit == "fraction" else "Profit of a period",
        "axis": {"format": form},
    }
    return {
        "title": "Past periods; losses to the left",
        "width": 460,
        "height": 200,
        "layer": [
            {
                "data": {"values": [bar.model_dump() for bar in result.histogram]},
                "mark": {"type": "bar", "color": _BLUE},
                "encoding": {
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "y": {"field": "count", "type": "quantitative", "title": "Periods"},
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
                        "scale": {"range": [_RED, "#f2a900"]},
                    },
                },
            },
        ],
    }


def _parts(result: ValueAtRiskResult) -> dict[str, Any]:
    rows = [
        {
            "position": one.name,
            "part": one.component,
            "effect": "adds risk" if one.component >= 0 else "takes risk away",
        }
        for one in result.positions[:40]
    ]
    return {
        "title": "What each position adds to the value at risk",
        "width": 460,
        "height": {"step": 20},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "position", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "part", "type": "quantitative", "title": "Part of the value at risk"},
            "color": {
                "field": "effect",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["adds risk", "takes risk away"], "range": [_RED, _BLUE]},
            },
        },
    }
