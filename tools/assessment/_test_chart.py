"""Draw the questions by how hard they are and how well they tell people apart."""

from collections.abc import Sequence
from typing import Any

from tools.assessment._item_flags import WEAK
from tools.assessment._test_result import Flag, ItemReport

SHOWN = 200  # points; more would only blur


def difficulty_chart(items: Sequence[ItemReport], flags: Sequence[Flag]) -> dict[str, Any] | None:
    """Difficulty against discrimination; the dashed line is where discrimination is weak."""
    flagged = {flag.item for flag in flags}
    known = [item for item in items if item.item_rest_correlation is not None]
    if not known:
        return None
    first = sorted(known, key=lambda item: item.name not in flagged)[:SHOWN]
    rows = [
        {
            "question": item.name,
            "difficulty": round(item.difficulty, 4),
            "discrimination": round(item.item_rest_correlation or 0.0, 4),
            "look": "look at it" if item.name in flagged else "fine",
        }
        for item in first
    ]
    x = {
        "field": "difficulty",
        "type": "quantitative",
        "title": "share of points won (right: easy)",
        "axis": {"format": "%"},
        "scale": {"domain": [0, 1]},
    }
    y = {
        "field": "discrimination",
        "type": "quantitative",
        "title": "correlation with the other questions",
    }
    color = {"field": "look", "type": "nominal", "title": None}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Difficulty and discrimination of the questions",
        "width": 420,
        "height": 300,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 80},
                "encoding": {"x": x, "y": y, "color": color},
            },
            {
                "mark": {"type": "text", "dy": -10},
                "encoding": {"x": x, "y": y, "text": {"field": "question", "type": "nominal"}},
            },
            {"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"y": {"datum": WEAK}}},
        ],
    }
