"""Draw a back-test: outcomes over time under the value-at-risk line, or the law of the count."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._backtest_result import BacktestVarResult

Floats = NDArray[np.float64]

_BLUE, _RED, _GREY = "#4c78a8", "#e45756", "#9aa5b1"
MOST_POINTS = 1_000
MOST_BARS = 60


def chart(
    result: BacktestVarResult, losses: Floats | None, forecasts: Floats | None
) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    if losses is None or forecasts is None:
        return _law(result)
    return _days(result, losses, forecasts)


def _days(result: BacktestVarResult, losses: Floats, forecasts: Floats) -> dict[str, Any]:
    special = {day - 1 for day in result.exception_days}
    step = max(1, -(-losses.size // MOST_POINTS))
    kept = sorted(set(range(0, losses.size, step)) | set(sorted(special)[:MOST_POINTS]))
    rows = [
        {
            "day": k + 1,
            "outcome": float(-losses[k]),
            "line": float(-forecasts[k]),
            "kind": "exception" if k in special else "within",
        }
        for k in kept
    ]
    x = {"field": "day", "type": "quantitative", "title": "Day"}
    return {
        "$schema": SCHEMA,
        "description": "Outcomes by day, the value at risk below them, and the days beyond it.",
        "title": "Outcomes against the value at risk",
        "width": 520,
        "height": 240,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 18},
                "encoding": {
                    "x": x,
                    "y": {"field": "outcome", "type": "quantitative", "title": "Outcome"},
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": ["within", "exception"], "range": [_BLUE, _RED]},
                    },
                },
            },
            {
                "mark": {"type": "line", "color": _GREY, "strokeWidth": 1.5},
                "encoding": {"x": x, "y": {"field": "line", "type": "quantitative"}},
            },
        ],
    }


def _law(result: BacktestVarResult) -> dict[str, Any]:
    """How likely each count is under a right model, the observed one marked."""
    from scipy.stats import binom

    rate, days = result.promised_rate, result.observations
    reach = max(result.exceptions, result.accepted_to) + 3
    low = max(0, min(result.exceptions, result.accepted_from) - 3)
    counts = np.unique(np.linspace(low, min(days, reach), MOST_BARS).astype(int))
    counts = np.union1d(counts, [result.exceptions])
    rows = [
        {
            "exceptions": int(count),
            "chance": float(binom.pmf(count, days, rate)),
            "kind": "observed" if count == result.exceptions else "a right model",
        }
        for count in counts
    ]
    return {
        "$schema": SCHEMA,
        "description": "Chance of each number of exceptions under a right model.",
        "title": f"Exceptions in {days:,} days if the model is right",
        "width": 480,
        "height": 220,
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "exceptions", "type": "ordinal", "title": "Exceptions"},
            "y": {
                "field": "chance",
                "type": "quantitative",
                "title": "Chance",
                "axis": {"format": ".1%"},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["a right model", "observed"], "range": [_BLUE, _RED]},
            },
        },
    }
