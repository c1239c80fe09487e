"""Draw how much a test and its questions tell at each ability."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tools.assessment._irt_curves import ItemCurves, item_information

SHOWN = 12  # questions drawn one by one; more lines are not told apart
POINTS = np.linspace(-4.0, 4.0, 61)


def information_chart(names: Sequence[str], curves: ItemCurves) -> dict[str, Any]:
    """The whole test's information as a band, the most telling questions' as lines."""
    by_item = item_information(curves, POINTS)
    strongest = sorted(range(len(names)), key=lambda item: -float(by_item[item].max()))[:SHOWN]
    test = [
        {"ability": round(float(x), 3), "information": round(float(y), 5)}
        for x, y in zip(POINTS, by_item.sum(axis=0), strict=True)
    ]
    lines = [
        {"ability": round(float(x), 3), "information": round(float(y), 5), "question": names[item]}
        for item in sorted(strongest)
        for x, y in zip(POINTS, by_item[item], strict=True)
    ]
    x = {"field": "ability", "type": "quantitative", "title": "ability (0: average)"}
    y = {"field": "information", "type": "quantitative", "title": "information"}
    color = {"field": "question", "type": "nominal", "title": "question"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "What the test (grey) and its questions (lines) tell at each ability",
        "width": 480,
        "height": 280,
        "layer": [
            {
                "data": {"values": test},
                "mark": {"type": "area", "color": "#bbb", "opacity": 0.5},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": lines},
                "mark": "line",
                "encoding": {"x": x, "y": y, "color": color},
            },
        ],
    }
