"""Draw capital for credit risk: by exposure, or by class in a larger book."""

from typing import Any

from tools.finance._credit_classes import said
from tools.finance._credit_result import CapitalCredit

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_BARS = 25


def chart(result: CapitalCredit) -> dict[str, Any] | None:
    """A Vega-Lite specification with the data inline; None for fewer than two bars."""
    if 2 <= len(result.exposures) <= MOST_BARS:
        rows = [
            {
                "name": one.name,
                "class": said(one.asset_class),
                "capital": one.capital,
                "weight": one.risk_weight,
            }
            for one in sorted(result.exposures, key=lambda one: -one.capital)
        ]
    elif len(result.classes) > 1:
        rows = [
            {
                "name": said(one.asset_class),
                "class": said(one.asset_class),
                "capital": one.capital,
                "weight": one.average_risk_weight,
            }
            for one in result.classes
        ]
    else:
        return None
    return {
        "$schema": SCHEMA,
        "description": "Capital each exposure or class needs, coloured by its risk weight.",
        "title": "Where the capital goes",
        "width": 460,
        "height": {"step": 22},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "capital",
                "type": "quantitative",
                "title": f"Capital{f', {result.currency}' if result.currency else ''}",
                "axis": {"format": "~s"},
            },
            "color": {
                "field": "weight",
                "type": "quantitative",
                "title": "Risk weight",
                "scale": {"scheme": "orangered"},
                "legend": {"format": ".0%"},
            },
            "tooltip": [
                {"field": "name", "type": "nominal"},
                {"field": "class", "type": "nominal"},
                {"field": "capital", "type": "quantitative", "format": ",.0f"},
                {"field": "weight", "type": "quantitative", "format": ".2%"},
            ],
        },
    }
