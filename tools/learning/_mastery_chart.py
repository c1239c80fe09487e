"""Draw how the chance of knowing moved with each answer: the mastery curve."""

from collections.abc import Sequence
from typing import Any

from tools.learning._tracing_result import LearnerSkill

CURVES = 6  # more are not told apart
POINTS = 120  # the last answers of a curve that are drawn


def mastery_chart(listed: Sequence[LearnerSkill], mastery: float) -> dict[str, Any] | None:
    """P(known) after each answer, with its interval where one curve stands alone."""
    shown = [one for one in listed if one.steps][:CURVES]
    if not shown:
        return None
    rows = [row for one in shown for row in _rows(one)]
    alone = len(shown) == 1
    number = {"field": "answer", "type": "quantitative", "title": "answer",
              "axis": {"tickMinStep": 1}}  # fmt: skip
    known = {"field": "known", "type": "quantitative", "title": "chance of knowing",
             "axis": {"format": "%"}, "scale": {"domain": [0, 1]}}  # fmt: skip
    color = {"field": "who", "type": "nominal", "title": None, "legend": None if alone else {}}
    shape = {"field": "correct", "type": "nominal", "title": "answer",
             "scale": {"domain": ["right", "wrong"], "range": ["circle", "cross"]}}  # fmt: skip
    band = {
        "mark": {"type": "area", "opacity": 0.2},
        "encoding": {"x": number, "y": {**known, "field": "low"}, "y2": {"field": "high"}},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": f"Chance of knowing after each answer{_about(shown[0]) if alone else ''}",
        "width": 480,
        "height": 240,
        "data": {"values": rows},
        "layer": [
            *([band] if alone else []),
            {"mark": "line", "encoding": {"x": number, "y": known, "color": color}},
            {
                "mark": {"type": "point", "filled": True, "size": 70},
                "encoding": {"x": number, "y": known, "color": color, "shape": shape},
            },
            {
                "data": {"values": [{"known": mastery}]},
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"y": known},
            },
        ],
    }


def _about(one: LearnerSkill) -> str:
    named = ", ".join(part for part in (one.learner, one.skill) if part)
    return f": {named}" if named else ""


def _rows(one: LearnerSkill) -> list[dict[str, Any]]:
    who = ", ".join(part for part in (one.learner, one.skill) if part) or "learner"
    return [
        {
            "who": who,
            "answer": step.number,
            "correct": step.correct,
            "known": round(step.known, 5),
            "low": round(step.known_low, 5),
            "high": round(step.known_high, 5),
        }
        for step in one.steps[-POINTS:]
    ]
