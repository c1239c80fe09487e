"""Draw CVSS scores: what single changes would make of one vector, or the scores of several."""

from typing import Any

from tools.security._cvss_result import ScoreCvssResult, VectorScore

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
COLOURS = {
    "none": "#9aa0a6",
    "low": "#4c78a8",
    "medium": "#f2a900",
    "high": "#e45756",
    "critical": "#7b1e3b",
}
_MOST = 40
_CHANGES = 14


def chart(result: ScoreCvssResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    if len(result.vectors) == 1:
        return _bars(_of_changes(result.vectors[0]), "The score, and after one change", 24)
    rows = [
        {"what": f"{k}  {v.vector[:60]}", "score": v.score, "severity": v.severity}
        for k, v in enumerate(result.vectors[:_MOST], 1)
    ]
    return _bars(rows, "Scores of the vectors", 18)


def _of_changes(found: VectorScore) -> list[dict[str, Any]]:
    rows = [{"what": "as given", "score": found.score, "severity": found.severity}]
    for change in found.changes[:_CHANGES]:
        what = f"{change.name} {change.then} ({change.written})"
        rows.append({"what": what, "score": change.score, "severity": change.severity})
    return rows


def _bars(rows: list[dict[str, Any]], title: str, step: int) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "description": f"{title}.",
        "title": title,
        "width": 420,
        "height": {"step": step},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"labelLimit": 380},
            },
            "x": {
                "field": "score",
                "type": "quantitative",
                "title": "CVSS score",
                "scale": {"domain": [0, 10]},
            },
            "color": {
                "field": "severity",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
            },
        },
    }
