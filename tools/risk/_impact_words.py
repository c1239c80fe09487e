"""Say what an event costs in plain words, and draw it month by month."""

from collections.abc import Iterator
from typing import Any

from tools.alternatives import changed_fields
from tools.risk._annual_loss_words import level
from tools.risk._impact_request import FinancialImpactRequest
from tools.risk._impact_result import FinancialImpact
from tools.wording import money, percent, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_FEW = 1  # months: a single one is no course of time


def summary(request: FinancialImpactRequest, result: FinancialImpact) -> str:
    """The answer in at most five short sentences."""
    return " ".join(_said(request, result))


def _said(request: FinancialImpactRequest, result: FinancialImpact) -> Iterator[str]:
    def said(amount: float) -> str:
        return money(amount, result.currency)

    what = request.event or "It"
    name = what[0].upper() + what[1:]
    yield (
        f"{name} would cost about **{said(result.expected_cost)}** if it happened; in a bad case "
        f"({level(result.confidence)}) {said(result.bad_case)}."
    )
    if result.expected_recovered > 0:
        yield (
            f"Of {said(result.expected_gross_cost)} insurance would pay "
            f"{said(result.expected_recovered)} on average."
        )
    if len(result.parts) > 1:
        first = result.parts[0]
        yield f"Most of it is {first.name}: {percent(first.share)}."
    if result.expected_annual_cost is not None and result.break_even_prevention is not None:
        yield (
            f"At a chance of {percent(result.probability or 0.0)} a year that is "
            f"{said(result.expected_annual_cost)} a year, and preventing it is worth up to "
            f"{said(result.break_even_prevention)} a year."
        )
    if result.break_even_probability is not None:
        yield (
            f"At {said(request.prevention_cost or 0.0)} a year prevention pays from a chance of "
            f"{percent(result.break_even_probability)} on."
        )


def notes(request: FinancialImpactRequest, result: FinancialImpact) -> list[str]:
    """What was assumed, warnings first."""
    found: list[str] = []
    if request.prevention_cost is not None and result.break_even_probability is None:
        found.append("Warning: preventing it costs more a year than the event itself would.")
    if result.probability is None:
        found.append("No chance was given, so nothing is said of the cost of an average year.")
    assumed = ["costs are independent of each other", "ranges are PERT"]
    given = changed_fields(request)
    if "margin" not in given and request.revenue_per_day is not None:
        assumed.append("lost sales are lost in full")
    if "discount_rate" not in given:
        assumed.append("no discounting")
    found.append(f"Assumed: {', '.join(assumed)}; {plain(request.trials, 0)} simulated cases.")
    if request.recovery_days is not None:
        found.append("Daily costs run until recovery, a month being 30.4 days.")
    if request.insurance_limit is not None:
        found.append("Insurance is taken to pay in the months in which the costs arise.")
    found.append("Taxes and the company's other business are left out.")
    return found


def chart(result: FinancialImpact) -> dict[str, Any]:
    """Cash month by month where there are several, else the parts."""
    if len(result.months) > _FEW:
        rows = [
            {"month": one.month, "what": what, "amount": amount}
            for one in result.months
            for what, amount in (("expected", one.cumulative), ("bad case", one.cumulative_bad))
        ]
        return {
            "$schema": SCHEMA,
            "title": "Cumulative cash flow after the event",
            "description": "Cumulative cash flow after the event.",
            "data": {"values": rows},
            "mark": {"type": "line", "point": True},
            "width": 420,
            "height": 220,
            "encoding": {
                "x": {"field": "month", "type": "quantitative", "title": "Months after the event"},
                "y": {
                    "field": "amount",
                    "type": "quantitative",
                    "title": "Cumulative cash flow",
                    "axis": {"format": "~s"},
                },
                "color": {"field": "what", "type": "nominal", "title": None},
            },
        }
    if len(result.parts) == 1:
        return _spread(result)
    rows = [{"part": one.name, "amount": one.expected} for one in result.parts]
    return {
        "$schema": SCHEMA,
        "title": "What the event costs, by kind",
        "description": "What the event costs, by kind.",
        "data": {"values": rows},
        "mark": "bar",
        "width": 420,
        "encoding": {
            "y": {"field": "part", "type": "nominal", "title": None, "sort": "-x"},
            "x": {
                "field": "amount",
                "type": "quantitative",
                "title": "Expected cost",
                "axis": {"format": "~s"},
            },
        },
    }


def _spread(result: FinancialImpact) -> dict[str, Any]:
    """One kind of cost at once: how much it may be."""
    rows = [{"chance": one.probability, "cost": one.cost} for one in result.quantiles]
    return {
        "$schema": SCHEMA,
        "title": "Cost that is not exceeded",
        "description": "Cost over the chance that it is not exceeded.",
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "width": 420,
        "height": 220,
        "encoding": {
            "x": {
                "field": "chance",
                "type": "quantitative",
                "title": "Chance",
                "axis": {"format": ".0%"},
            },
            "y": {
                "field": "cost",
                "type": "quantitative",
                "title": "Cost",
                "axis": {"format": "~s"},
                "scale": {"zero": False},
            },
        },
    }
