"""Draw CVA capital: each counterparty on its own, or each risk class."""

from typing import Any

from tools.finance._cva_result import CvaResult
from tools.finance._cva_words import CLASSES

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_BARS = 30


def chart(result: CvaResult) -> dict[str, Any] | None:
    """Bars, the largest first; None where there is only one."""
    rows: list[dict[str, Any]] = []
    if result.basic is not None:
        rows += [
            {"part": one.name, "amount": one.standalone} for one in result.basic.counterparties
        ]
    if result.standardised is not None:
        rows += [
            {"part": f"{CLASSES[one.risk_class]}, {one.measure}", "amount": one.capital}
            for one in result.standardised.risk_classes
        ]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: -row["amount"])
    return {
        "$schema": SCHEMA,
        "title": "Counterparties on their own and risk classes, the largest first",
        "description": "Counterparties on their own and risk classes, the largest first.",
        "data": {"values": rows[:MOST_BARS]},
        "mark": "bar",
        "width": 420,
        "encoding": {
            "y": {"field": "part", "type": "nominal", "title": None, "sort": "-x"},
            "x": {
                "field": "amount",
                "type": "quantitative",
                "title": "Capital before netting them",
                "axis": {"format": "~s"},
            },
        },
    }
