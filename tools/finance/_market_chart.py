"""Draw market-risk capital: each risk class in the three scenarios, and the other parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from tools.finance._market_result import MarketResult
from tools.finance._market_words import CLASSES

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def chart(result: MarketResult) -> dict[str, Any] | None:
    """Bars of each component; None where there is only one."""
    rows = [
        {"part": f"{CLASSES[one.risk_class]}, {one.measure}", "capital": one.capital}
        for one in result.risk_classes
    ]
    rows += [
        {"part": f"default risk, {name.replace('_', ' ')}", "capital": amount}
        for name, amount in result.default_by_category.items()
    ]
    if result.residuals:
        rows.append({"part": "residual risk", "capital": result.residual_add_on})
    return bars(rows, "Capital of each component in the scenario that counts")


def bars(rows: Sequence[Mapping[str, Any]], title: str) -> dict[str, Any] | None:
    """A bar of `capital` for each `part`, greatest first; None where there is only one."""
    if len(rows) < 2:
        return None
    return {
        "$schema": SCHEMA,
        "title": title,
        "description": f"{title}.",
        "data": {"values": list(rows)},
        "mark": "bar",
        "width": 420,
        "encoding": {
            "y": {"field": "part", "type": "nominal", "title": None, "sort": "-x"},
            "x": {
                "field": "capital",
                "type": "quantitative",
                "title": "Capital",
                "axis": {"format": "~s"},
            },
        },
    }
