"""Draw what a scan found: vulnerabilities of each host by severity."""

from typing import Any

from tools.security._cvss_chart import COLOURS, SCHEMA
from tools.security._scan_result import ImportScanResult

_MOST = 30
_NAMES = ("critical", "high", "medium", "low")


def chart(result: ImportScanResult) -> dict[str, Any] | None:
    """A Vega-Lite specification with the data inline; nothing where nothing was found."""
    hosts = [host for host in result.hosts if host.vulnerabilities][:_MOST]
    if not hosts:
        return None
    rows = [
        {"host": host.name, "severity": name, "count": getattr(host, name), "order": order}
        for host in hosts
        for order, name in enumerate(_NAMES)
        if getattr(host, name)
    ]
    return {
        "$schema": SCHEMA,
        "description": "Vulnerabilities by host and severity.",
        "title": "Vulnerabilities by host",
        "width": 420,
        "height": {"step": 20},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "host", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "count", "type": "quantitative", "title": "Vulnerabilities"},
            "order": {"field": "order"},
            "color": {
                "field": "severity",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(_NAMES), "range": [COLOURS[name] for name in _NAMES]},
            },
        },
    }
