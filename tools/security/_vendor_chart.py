"""Draw a vendor's answers: fulfilled by domain, with the interval of what is open."""

from typing import Any

from tools.security._cvss_chart import COLOURS, SCHEMA
from tools.security._vendor_result import AssessVendorResult

_MOST = 30


def chart(result: AssessVendorResult) -> dict[str, Any] | None:
    """A Vega-Lite specification with the data inline; nothing where nothing applies."""
    rows = [
        {"domain": one.domain, "low": one.low, "high": one.high, "unanswered": one.unanswered}
        for one in result.domains[:_MOST]
    ]
    if not rows:
        return None
    y = {"field": "domain", "type": "nominal", "title": None, "sort": None}
    scale = {"domain": [0, 1]}
    return {
        "$schema": SCHEMA,
        "description": "Fulfilled share of each domain; the light part is unanswered.",
        "title": "Fulfilled by domain (light: unanswered)",
        "width": 420,
        "height": {"step": 22},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "color": COLOURS["low"]},
                "encoding": {
                    "y": y,
                    "x": {
                        "field": "low",
                        "type": "quantitative",
                        "title": "Share of weight",
                        "axis": {"format": "%"},
                        "scale": scale,
                    },
                },
            },
            {
                "mark": {"type": "bar", "color": COLOURS["none"], "opacity": 0.45},
                "encoding": {
                    "y": y,
                    "x": {"field": "low", "type": "quantitative"},
                    "x2": {"field": "high"},
                },
            },
        ],
    }
