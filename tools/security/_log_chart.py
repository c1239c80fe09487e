"""Draw a log over time: lines of each interval, failed logins, and when attacks were found."""

from collections import Counter
from typing import Any

from tools.security._cvss_chart import COLOURS, SCHEMA
from tools.security._log_reading import LogRead
from tools.security._log_result import AnalyseLogsResult

_MOST_BARS = 30


def chart(read: LogRead, result: AnalyseLogsResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline."""
    if result.interval_s is None:
        return _of_templates(result)
    step = result.interval_s
    counts = {
        "all lines": Counter(int(t // step) for t in read.times if t is not None),
        "failed logins": Counter(
            int(one.time // step) for one in read.logins if one.time is not None and not one.passed
        ),
    }
    rows = [
        {"time": read.clock.text(place * step), "lines": count, "what": what}
        for what, counted in counts.items()
        for place, count in sorted(counted.items())
    ]
    return {
        "$schema": SCHEMA,
        "description": "Lines and failed logins over time.",
        "title": f"Lines per {_said(step)}",
        "width": 560,
        "height": 220,
        "data": {"values": rows},
        "mark": {"type": "line", "point": True, "interpolate": "step"},
        "encoding": {
            "x": {
                "field": "time",
                "type": "ordinal",
                "title": "Time",
                "sort": None,
                "axis": {"labelOverlap": True, "labelAngle": -40},
            },
            "y": {"field": "lines", "type": "quantitative", "title": "Lines"},
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": list(counts),
                    "range": [COLOURS["low"], COLOURS["high"]],
                },
            },
        },
    }


def _said(step: float) -> str:
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if step >= size and step % size == 0:
            count = step / size
            return name if count == 1 else f"{count:g} {name}s"
    return "second" if step == 1 else f"{step:g} seconds"


def _of_templates(result: AnalyseLogsResult) -> dict[str, Any]:
    rows = [
        {"template": one.template[:80], "lines": one.count} for one in result.templates[:_MOST_BARS]
    ]
    return {
        "$schema": SCHEMA,
        "description": "The most frequent templates.",
        "title": "Lines by kind of message",
        "width": 420,
        "height": {"step": 18},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": COLOURS["low"]},
        "encoding": {
            "y": {"field": "template", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "lines", "type": "quantitative", "title": "Lines"},
        },
    }
