"""The picture: what a customer has brought in, month by month, against what one costs."""

import math
from typing import Any

import numpy as np

from tools.venture._lifetime_value import Value

MOST_ROWS = 60  # points a line, two lines: far below what a chart can hold


def contribution_chart(value: Value, cac: float, currency: str | None) -> dict[str, Any] | None:
    """Cumulative contribution of an average customer, churn included, against CAC."""
    if value.contribution <= 0:
        return None
    last = _last_month(value, cac)
    grid = np.unique(np.round(np.linspace(0, last, min(last + 1, MOST_ROWS))))
    expected, staying = "average customer, churn included", "customer who stays"
    rows = [
        {"month": int(month), "brought in": round(amount, 2), "who": who}
        for month in grid
        for who, amount in (
            (expected, _cumulative(value, month)),
            (staying, value.contribution * month),
        )
    ]
    amount = "cumulative gross profit" + (f" ({currency})" if currency else "")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "What a customer brings in, against what one costs",
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "line"},
                "encoding": {
                    "x": {"field": "month", "type": "quantitative", "title": "months as customer"},
                    "y": {"field": "brought in", "type": "quantitative", "title": amount},
                    "color": {
                        "field": "who",
                        "type": "nominal",
                        "title": None,
                        "sort": [expected, staying],
                    },
                },
            },
            {
                "data": {"values": [{"cac": cac}]},
                "mark": {"type": "rule", "strokeDash": [6, 4]},
                "encoding": {"y": {"field": "cac", "type": "quantitative"}},
            },
            {
                "data": {"values": [{"cac": cac, "text": "cost to win a customer", "month": last}]},
                "mark": {"type": "text", "align": "right", "dy": 9},
                "encoding": {
                    "x": {"field": "month", "type": "quantitative"},
                    "y": {"field": "cac", "type": "quantitative"},
                    "text": {"field": "text"},
                },
            },
        ],
    }


def _cumulative(value: Value, month: float) -> float:
    if value.churn == 0:
        return value.contribution * month
    if value.churn >= 1:
        return value.contribution if month else 0.0
    return value.contribution / value.churn * -math.expm1(month * math.log1p(-value.churn))


def _last_month(value: Value, cac: float) -> int:
    """Far enough to see the payback and most of a lifetime, at most ten years."""
    payback = cac / value.contribution
    lifetime = value.horizon or (1 / value.churn if value.churn else 0)
    return int(min(120, max(12, math.ceil(2 * min(payback, 120)), math.ceil(min(lifetime, 120)))))
