"""Draw a stress test: what each scenario costs, by position."""

from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._stress_result import StressTestResult

MOST_POSITIONS = 12


def chart(result: StressTestResult) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline: bars by scenario, stacked by position."""
    books = [(one.name.replace("_", " "), one.positions) for one in result.scenarios]
    if result.reverse is not None:
        books.append(("most plausible loss", result.reverse.positions))
    rows: list[dict[str, Any]] = []
    for title, positions in books:
        kept = sorted(positions, key=lambda one: -abs(one.profit))
        rows += [
            {"scenario": title, "position": one.name, "profit": one.profit, "move": one.move}
            for one in kept[:MOST_POSITIONS]
        ]
        if rest := sum(one.profit for one in kept[MOST_POSITIONS:]):
            rows.append({"scenario": title, "position": "others", "profit": rest, "move": 0.0})
    unit = f" ({result.currency})" if result.currency else ""
    form = "~s" if result.unit == "money" else ".1%"
    return {
        "$schema": SCHEMA,
        "description": "Gain or loss under each scenario, by position.",
        "title": "Gain or loss by scenario and position",
        "width": 480,
        "height": {"step": 28},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "scenario", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "profit",
                "type": "quantitative",
                "title": f"Gain or loss{unit}",
                "axis": {"format": form},
            },
            "color": {"field": "position", "type": "nominal", "title": None},
        },
    }
