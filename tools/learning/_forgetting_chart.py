"""Draw how the chance of recall falls after the last review, and where each card is due."""

import datetime
from collections.abc import Sequence
from typing import Any

from tools.learning._card_schedule import CardSchedule
from tools.learning._memory_model import MemoryModel

CURVES = 5  # more are not told apart
POINTS = 36  # a curve


def forgetting_chart(
    model: MemoryModel, cards: Sequence[CardSchedule], as_of: datetime.date
) -> dict[str, Any] | None:
    """Forgetting curves of the first cards that were reviewed, with their due days and today."""
    shown = [card for card in cards if card.stability_days and card.last_review][:CURVES]
    if not shown:
        return None
    recall = {"field": "recall", "type": "quantitative", "title": "chance of recall",
              "axis": {"format": "%"}, "scale": {"zero": False}}  # fmt: skip
    day = {"field": "day", "type": "temporal", "title": None}
    color = {"field": "card", "type": "nominal", "legend": None if len(shown) == 1 else {}}
    curves = [row for card in shown for row in _curve(model, card, as_of)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Chance of recall since the last review; points: due",
        "width": 480,
        "height": 240,
        "layer": [
            {
                "data": {"values": curves},
                "mark": "line",
                "encoding": {"x": day, "y": recall, "color": color},
            },
            {
                "data": {"values": [_due(card) for card in shown]},
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": {"x": day, "y": recall, "color": color},
            },
            {
                "data": {"values": [{"day": as_of.isoformat()}]},
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"x": day},
            },
        ],
    }


def _label(card: CardSchedule) -> str:
    return card.name or f"card {card.position}"


def _curve(model: MemoryModel, card: CardSchedule, as_of: datetime.date) -> list[dict[str, Any]]:
    if card.last_review is None or card.stability_days is None:
        return []
    latest = max(card.due_date, as_of, card.last_review + datetime.timedelta(days=5))
    span = (latest - card.last_review).days * 1.25
    return [
        {
            "card": _label(card),
            "day": _moment(card.last_review, span * point / (POINTS - 1)),
            "recall": round(
                model.recall_chance(span * point / (POINTS - 1), card.stability_days), 5
            ),
        }
        for point in range(POINTS)
    ]


def _due(card: CardSchedule) -> dict[str, Any]:
    return {
        "card": _label(card),
        "day": card.due_date.isoformat(),
        "recall": round(card.recall_when_due or 1.0, 5),
    }


def _moment(start: datetime.date, days: float) -> str:
    moment = datetime.datetime.combine(start, datetime.time()) + datetime.timedelta(days=days)
    return moment.isoformat(timespec="minutes")
