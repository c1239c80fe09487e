"""Pictures of an analysis: when what is due, or what the risk score is made of."""

from collections.abc import Sequence
from typing import Any

from tools.legal.analysed import ContractAnalysis, Deadline, RiskPart

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_MOST = 15
_TIMELY = frozenset(("termination", "renewal", "dates", "deadlines", "obligations"))


def analysis_chart(found: ContractAnalysis, focus: Sequence[str]) -> dict[str, Any] | None:
    """The deadlines when time was asked for and some are to come, else the risk's parts."""
    coming = [one for one in found.deadlines if one.days_left >= 0]
    if coming and _TIMELY.intersection(focus):
        return _timeline(coming)
    return _bars(found.risk_parts) if found.risk_parts else None


def _timeline(coming: Sequence[Deadline]) -> dict[str, Any]:
    rows = [
        {
            "day": one.date.isoformat(),
            "what": one.what[:60],
            "kind": one.kind,
            "days left": one.days_left,
        }
        for one in coming[:_MOST]
    ]
    return {
        "$schema": _SCHEMA,
        "title": "What is due when",
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 120, "tooltip": True},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None},
            "y": {"field": "what", "type": "nominal", "title": None, "sort": "x"},
            "color": {"field": "kind", "type": "nominal", "title": None},
        },
    }


def _bars(parts: Sequence[RiskPart]) -> dict[str, Any]:
    rows = [
        {"finding": one.finding, "points": one.points, "severity": one.severity}
        for one in parts[:_MOST]
    ]
    return {
        "$schema": _SCHEMA,
        "title": "What the risk score is made of",
        "data": {"values": rows},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": "points", "type": "quantitative", "title": "Points of 100"},
            "y": {"field": "finding", "type": "nominal", "title": None, "sort": "-x"},
            "color": {
                "field": "severity",
                "type": "ordinal",
                "scale": {"scheme": "orangered"},
                "title": "Severity",
            },
        },
    }
