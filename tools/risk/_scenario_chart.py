"""Draw generated scenarios: two series against each other, or one as a histogram."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.risk._annual_loss_chart import SCHEMA

Floats = NDArray[np.float64]

MOST_POINTS = 600
BARS = 40
_COLOR = {
    "field": "of",
    "type": "nominal",
    "title": None,
    "scale": {"domain": ["scenarios", "history"], "range": ["#4c78a8", "#f2a900"]},
}


def chart(names: Sequence[str], moves: Floats, past: Floats | None) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    return _histogram(names[0], moves, past) if len(names) == 1 else _scatter(names, moves, past)


def _scatter(names: Sequence[str], moves: Floats, past: Floats | None) -> dict[str, Any]:
    order = np.argsort(-moves.std(axis=0), kind="stable")[:2]
    x, y = sorted(int(k) for k in order)
    rows: list[dict[str, Any]] = []
    for label, values in (("scenarios", moves), ("history", past)):
        if values is not None:
            step = -(-values.shape[0] // MOST_POINTS)
            rows += [
                {"x": float(row[x]), "y": float(row[y]), "of": label} for row in values[::step]
            ]
    return {
        "$schema": SCHEMA,
        "description": "Scenarios of two series, and the history beside them.",
        "title": f"{names[x]} and {names[y]} over the horizon",
        "width": 380,
        "height": 340,
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 14, "opacity": 0.55},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": names[x]},
            "y": {"field": "y", "type": "quantitative", "title": names[y]},
            "color": _COLOR,
        },
    }


def _histogram(name: str, moves: Floats, past: Floats | None) -> dict[str, Any]:
    every = moves[:, 0] if past is None else np.concatenate([moves[:, 0], past[:, 0]])
    edges = np.histogram_bin_edges(every, bins=BARS)
    rows: list[dict[str, Any]] = []
    for label, values in (("scenarios", moves), ("history", past)):
        if values is not None:
            counts, _ = np.histogram(values[:, 0], bins=edges)
            rows += [
                {"at": float((edges[k] + edges[k + 1]) / 2), "share": float(n / values.shape[0]),
                 "of": label}
                for k, n in enumerate(counts)
            ]  # fmt: skip
    return {
        "$schema": SCHEMA,
        "description": "Distribution of the scenarios, and of the history.",
        "title": f"{name} over the horizon",
        "width": 440,
        "height": 240,
        "data": {"values": rows},
        "mark": {"type": "line", "interpolate": "step"},
        "encoding": {
            "x": {"field": "at", "type": "quantitative", "title": name},
            "y": {"field": "share", "type": "quantitative", "title": "Share",
                  "axis": {"format": ".1%"}},
            "color": _COLOR,
        },
    }  # fmt: skip
