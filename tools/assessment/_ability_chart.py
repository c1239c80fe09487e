"""Draw people on the scale of the questions' difficulties."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tools.assessment._ability_answers import Answered
from tools.assessment._ability_result import PersonAbility
from tools.assessment._irt_ability import Population

SHOWN = 40  # people; more are not told apart
TITLE = "ability, and difficulty of the questions"


def ability_chart(
    people: Sequence[PersonAbility], done: Answered, population: Population
) -> dict[str, Any] | None:
    """One person among the population and the questions, or several people with intervals."""
    known = [person for person in people if person.ability is not None]
    if not known:
        return None
    layers = _alone(known[0], done, population) if len(people) == 1 else _together(known)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Ability with its interval",
        "width": 480,
        "height": 240 if len(people) == 1 else {"step": 16},
        "layer": layers,
    }


def _interval(person: PersonAbility, row: str) -> dict[str, Any]:
    return {
        "person": row,
        "ability": round(person.ability or 0.0, 4),
        "low": round(person.low or 0.0, 4),
        "high": round(person.high or 0.0, 4),
    }


def _together(people: Sequence[PersonAbility]) -> list[dict[str, Any]]:
    ordered = sorted(people, key=lambda person: -(person.ability or 0.0))[:SHOWN]
    data = {"values": [_interval(person, person.name) for person in ordered]}
    y = {"field": "person", "type": "nominal", "sort": None, "title": None}
    low = {"field": "low", "type": "quantitative", "title": "ability"}
    return [
        {"data": data, "mark": "rule", "encoding": {"x": low, "x2": {"field": "high"}, "y": y}},
        {
            "data": data,
            "mark": {"type": "point", "filled": True, "size": 60},
            "encoding": {"x": {"field": "ability", "type": "quantitative"}, "y": y},
        },
    ]


def _alone(person: PersonAbility, done: Answered, population: Population) -> list[dict[str, Any]]:
    x = {"field": "ability", "type": "quantitative", "title": TITLE}
    points = population.mean + population.sd * np.linspace(-3.5, 3.5, 71)
    bell = [
        {
            "ability": round(float(point), 4),
            "share": round(math.exp(-(((point - population.mean) / population.sd) ** 2) / 2), 5),
        }
        for point in points
    ]
    questions = [
        {"ability": round(float(place), 4), "answer": _said(done, item), "share": 0.05}
        for item, place in enumerate(np.nanmean(done.bank.thresholds, axis=1))
        if done.codes[0, item] >= 0
    ]
    y = {"field": "share", "type": "quantitative", "title": "people", "axis": None}
    shown = {"values": [{**_interval(person, person.name), "share": 0.5}]}
    low = {"field": "low", "type": "quantitative", "title": TITLE}
    color = {"field": "answer", "type": "nominal", "title": "question"}
    return [
        {"data": {"values": bell}, "mark": {"type": "area", "color": "#ccc", "opacity": 0.6},
         "encoding": {"x": x, "y": y}},
        {"data": {"values": questions}, "mark": {"type": "tick", "thickness": 3, "size": 24},
         "encoding": {"x": x, "y": y, "color": color}},
        {"data": shown, "mark": {"type": "rule", "strokeWidth": 2},
         "encoding": {"x": low, "x2": {"field": "high"}, "y": y}},
        {"data": shown, "mark": {"type": "point", "filled": True, "size": 120},
         "encoding": {"x": x, "y": y}},
    ]  # fmt: skip


def _said(done: Answered, item: int) -> str:
    code = int(done.codes[0, item])
    highest = int((~np.isnan(done.bank.thresholds[item])).sum())
    if code == highest:
        return "right" if highest == 1 else "full marks"
    return "wrong" if code == 0 else "partly right"
