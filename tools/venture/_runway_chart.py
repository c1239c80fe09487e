"""Draw a runway: the fan of the cash, and the chance of still having some."""

from typing import Any

from tools.venture._runway_result import Runway

_BLUE = "#4c78a8"
_AFTER = 3  # months drawn beyond the last that matters


def chart(result: Runway) -> dict[str, Any]:
    """A Vega-Lite specification with the data inline; two views where anything is uncertain."""
    rows = _rows(result)
    unit = f" ({result.currency})" if result.currency else ""
    fan = _fan(rows, unit, result.exact)
    specification: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": "Cash month by month and the chance of still having some.",
    }
    if result.exact:
        return specification | fan
    return specification | {"vconcat": [fan, _chance(rows)]}


def _rows(result: Runway) -> list[dict[str, Any]]:
    last = max(
        [12, *(one.months for one in result.runway_quantiles if one.months is not None)]
        + ([result.runway_months] if result.runway_months is not None else [])
    )
    lasting = result.runway_months is None or result.chance_lasting > 0
    until = result.horizon_months if lasting else int(last) + _AFTER
    start = {"month": 0, "low": result.cash, "quarter": result.cash, "median": result.cash}
    start |= {"three quarters": result.cash, "high": result.cash, "chance": 1.0}
    return [start] + [
        {
            "month": one.month,
            "low": one.cash_low,
            "quarter": one.cash_quarter,
            "median": one.cash_median,
            "three quarters": one.cash_three_quarters,
            "high": one.cash_high,
            "chance": one.chance,
        }
        for one in result.chance_by_month[:until]
    ]


def _fan(rows: list[dict[str, Any]], unit: str, exact: bool) -> dict[str, Any]:
    months = {"field": "month", "type": "quantitative", "title": "months from now"}
    axis = {"format": "~s"}

    def band(low: str, high: str, opacity: float) -> dict[str, Any]:
        y = {"field": low, "type": "quantitative", "title": f"cash{unit}", "axis": axis}
        return {
            "mark": {"type": "area", "opacity": opacity, "color": _BLUE},
            "encoding": {"x": months, "y": y, "y2": {"field": high}},
        }

    y = {"field": "median", "type": "quantitative", "title": f"cash{unit}", "axis": axis}
    line = {"mark": {"type": "line", "color": _BLUE}, "encoding": {"x": months, "y": y}}
    bands = [] if exact else [band("low", "high", 0.2), band("quarter", "three quarters", 0.3)]
    title = "Cash" if exact else "Cash: median, half of the futures, nine in ten"
    return {
        "title": title,
        "width": 460,
        "height": 220,
        "data": {"values": rows},
        "layer": [*bands, line],
    }


def _chance(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": "Chance of still having cash",
        "width": 460,
        "height": 140,
        "data": {"values": rows},
        "mark": {"type": "line", "color": _BLUE},
        "encoding": {
            "x": {"field": "month", "type": "quantitative", "title": "months from now"},
            "y": {
                "field": "chance",
                "type": "quantitative",
                "title": "chance",
                "axis": {"format": ".0%"},
                "scale": {"domain": [0, 1]},
            },
        },
    }
