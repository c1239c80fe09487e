"""Draw a copula: the ranks of the closest pair against each other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._copula_result import FitCopulaResult

Floats = NDArray[np.float64]

MOST_POINTS = 1_000


def chart(result: FitCopulaResult, ranks: Floats) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    pair = max(result.pairs, key=lambda one: abs(one.kendall_tau))
    i, j = result.variables.index(pair.first), result.variables.index(pair.second)
    step = -(-ranks.shape[0] // MOST_POINTS)
    rows = [{"x": round(float(a), 5), "y": round(float(b), 5)} for a, b in ranks[::step, [i, j]]]
    scale = {"domain": [0, 1]}
    return {
        "$schema": SCHEMA,
        "description": "Ranks of two variables against each other; corners are the tails.",
        "title": f"{pair.first} and {pair.second} by rank",
        "width": 320,
        "height": 320,
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 16, "color": "#4c78a8", "opacity": 0.6},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": f"Rank of {pair.first}",
                  "scale": scale},
            "y": {"field": "y", "type": "quantitative", "title": f"Rank of {pair.second}",
                  "scale": scale},
        },
    }  # fmt: skip
