"""Draw how far each theme of a framework is met: controls by status."""

from typing import Any

from tools.security._compliance_result import ComplianceScoreResult
from tools.security._cvss_chart import COLOURS, SCHEMA

_STATUSES = {
    "implemented": "#54a24b",
    "partial": COLOURS["medium"],
    "not_implemented": COLOURS["high"],
    "not_assessed": COLOURS["none"],
    "not_applicable": "#dfe3e8",
}


def chart(result: ComplianceScoreResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    rows = [
        {
            "theme": f"{theme.id} {theme.name}",
            "status": status.replace("_", " "),
            "controls": getattr(theme, status),
            "order": order,
        }
        for theme in result.themes
        for order, status in enumerate(_STATUSES)
        if getattr(theme, status)
    ]
    return {
        "$schema": SCHEMA,
        "description": "Controls of each theme by status.",
        "title": f"{result.framework}: controls by status",
        "width": 420,
        "height": {"step": 22},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "theme", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "controls", "type": "quantitative", "title": "Controls"},
            "order": {"field": "order"},
            "color": {
                "field": "status",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [name.replace("_", " ") for name in _STATUSES],
                    "range": list(_STATUSES.values()),
                },
            },
        },
    }
