"""Draw an exposure: what the add-on is made of."""

from typing import Any

from tools.finance._counterparty_result import CounterpartyResult

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def chart(result: CounterpartyResult) -> dict[str, Any] | None:
    """Add-on of each asset class, stacked by netting set; None for a single bar."""
    rows = [
        {"class": name.replace("_", " "), "set": one.name, "addon": amount}
        for one in result.netting_sets
        for name, amount in one.add_ons.items()
    ]
    if len(rows) < 2:
        return None
    return {
        "$schema": SCHEMA,
        "title": "Add-on of each asset class",
        "description": "Add-on of each asset class.",
        "data": {"values": rows},
        "mark": "bar",
        "width": 420,
        "encoding": {
            "y": {"field": "class", "type": "nominal", "title": None, "sort": "-x"},
            "x": {
                "field": "addon",
                "type": "quantitative",
                "title": "Add-on",
                "axis": {"format": "~s"},
            },
            "color": {"field": "set", "type": "nominal", "title": "Netting set"},
        },
    }
