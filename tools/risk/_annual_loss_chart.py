"""Draw a simulated annual loss: the loss exceedance curve, and the tornado of what drives it."""

from collections.abc import Sequence
from typing import Any

from tools.risk._annual_loss_result import AnnualLossResult, Exceedance

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

_BLUE, _RED = "#4c78a8", "#e45756"
_LONG_TAIL = 300  # times from the least to the greatest loss drawn, from which the axis is in logs


def chart(result: AnnualLossResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    views = [
        _exceedance(
            result.exceedance_curve,
            result.annual_loss_expectancy,
            result.value_at_risk,
            result.confidence,
            result.currency,
        )
    ]
    if result.drivers:
        views.append(_tornado(result))
    return {
        "$schema": SCHEMA,
        "description": "Chance that a year's loss reaches an amount, and what drives it.",
        "vconcat": views,
        "resolve": {"scale": {"color": "independent"}},
    }


def exceedance_chart(
    curve: Sequence[Exceedance],
    *,
    expected: float,
    quantile: float,
    confidence: float,
    currency: str | None,
) -> dict[str, Any]:
    """The loss exceedance curve by itself, marked at the expected loss and one quantile."""
    return {
        "$schema": SCHEMA,
        "description": "Chance that a year's loss reaches an amount.",
        **_exceedance(curve, expected, quantile, confidence, currency),
    }


def _unit(currency: str | None) -> str:
    return f" ({currency})" if currency else ""


def _exceedance(
    curve: Sequence[Exceedance],
    expected: float,
    quantile: float,
    confidence: float,
    currency: str | None,
) -> dict[str, Any]:
    points = [point for point in curve if point.loss > 0]
    losses = [point.loss for point in points] or [1.0]
    long = max(losses) > _LONG_TAIL * min(losses)
    marks = [
        {"loss": expected, "mark": "expected"},
        {"loss": quantile, "mark": f"{confidence:.4g} quantile"},
    ]
    loss: dict[str, Any] = {
        "field": "loss",
        "type": "quantitative",
        "title": f"Loss in a year{_unit(currency)}",
        "axis": {"format": "~s"},
        "scale": {"type": "log"} if long else {"zero": True},
    }
    return {
        "title": "Chance of losing at least this much in a year",
        "width": 460,
        "height": 220,
        "layer": [
            {
                "data": {"values": [point.model_dump() for point in points]},
                "mark": {"type": "line", "color": _BLUE},
                "encoding": {
                    "x": loss,
                    "y": {
                        "field": "probability",
                        "type": "quantitative",
                        "title": "Chance",
                        "axis": {"format": ".0%"},
                    },
                },
            },
            {
                "data": {"values": [mark for mark in marks if mark["loss"]]},
                "mark": {"type": "rule", "strokeDash": [4, 3]},
                "encoding": {
                    "x": {"field": "loss", "type": "quantitative"},
                    "color": {"field": "mark", "type": "nominal", "title": None},
                },
            },
        ],
    }


def _tornado(result: AnnualLossResult) -> dict[str, Any]:
    rows = [
        {
            "input": driver.name,
            "from": driver.loss_at_low,
            "to": driver.loss_at_high,
            "moves": "raises it" if driver.loss_at_high >= driver.loss_at_low else "lowers it",
        }
        for driver in result.drivers
    ]
    return {
        "title": "Expected loss when one input alone goes from its low to its high",
        "width": 460,
        "height": {"step": 24},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "input", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "from",
                "type": "quantitative",
                "title": f"Expected loss in a year{_unit(result.currency)}",
                "axis": {"format": "~s"},
                "scale": {"zero": False},
            },
            "x2": {"field": "to"},
            "color": {
                "field": "moves",
                "type": "nominal",
                "title": "A higher value",
                "scale": {"domain": ["raises it", "lowers it"], "range": [_RED, _BLUE]},
            },
        },
    }
