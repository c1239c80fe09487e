"""Draw a patch order: each step by decision, with its CVSS score and its EPSS."""

from typing import Any

from tools.security._cvss_chart import SCHEMA
from tools.security._priority_result import PrioritiseResult
from tools.security._ssvc import order

_MOST = 30
_RANGE = ("#7b1e3b", "#e45756", "#f2a900", "#4c78a8", "#9aa0a6")


def chart(result: PrioritiseResult) -> dict[str, Any] | None:
    """A Vega-Lite specification with the data inline; nothing where nothing is ranked."""
    if not result.steps:
        return None
    names = list(reversed(order(result.table)))
    rows = [
        {
            "step": f"{step.place}  {step.name[:50]}",
            "decision": step.decision,
            "low": step.year_low,
            "high": step.year_high,
        }
        for step in result.steps[:_MOST]
    ]
    step_axis: dict[str, Any] = {
        "field": "step",
        "type": "nominal",
        "title": None,
        "sort": None,
        "axis": {"labelLimit": 320},
    }
    colour: dict[str, Any] = {
        "field": "decision",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names, "range": list(_RANGE[: len(names)])},
    }
    x: dict[str, Any] = {
        "type": "quantitative",
        "title": "Chance of exploitation anywhere in a year (range where it is not known)",
        "axis": {"format": ".0%"},
        "scale": {"domain": [0, 1]},
    }
    return {
        "$schema": SCHEMA,
        "description": "The plan: each step's decision and chance of exploitation.",
        "title": "What to mend first",
        "width": 420,
        "height": {"step": 20},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 6},
                "encoding": {
                    "y": step_axis,
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "color": colour,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60},
                "encoding": {"y": step_axis, "x": {**x, "field": "high"}, "color": colour},
            },
        ],
    }
