"""Say operational risk capital in plain words, and draw its parts."""

from collections.abc import Iterator
from typing import Any

from tools.finance._operational_request import LEAST_LOSS, CapitalOperationalRequest
from tools.finance._operational_result import CapitalOperational
from tools.wording import money, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
LEAST_YEARS, FULL_YEARS = 5, 10  # of loss data (OPE25.10)
YEARS = 3


def summary(result: CapitalOperational) -> str:
    """The answer in at most four sentences."""
    return " ".join([_figure(result), *_multiplier(result), *_cap(result)])


def _figure(result: CapitalOperational) -> str:
    def said(amount: float) -> str:
        return money(amount, result.currency)

    return (
        f"Operational risk needs **{said(result.capital)}** of capital, which is "
        f"{said(result.risk_weighted_assets)} of risk-weighted assets. A business indicator of "
        f"{said(result.business_indicator)} (bucket {result.bucket}) gives a component of "
        f"{said(result.business_indicator_component)}."
    )


def _multiplier(result: CapitalOperational) -> Iterator[str]:
    if result.loss_component is None or result.loss_multiplier == 1:
        return
    ratio = plain(result.loss_multiplier, 3)
    change = "raise" if result.loss_multiplier > 1 else "lower"
    yield (
        f"Past losses {change} it by the multiplier {ratio}: the loss component is "
        f"{money(result.loss_component, result.currency)}."
    )


def _cap(result: CapitalOperational) -> Iterator[str]:
    if result.interest_margin_capped:
        yield "Net interest counts only up to 2.25 % of interest-earning assets."


def notes(request: CapitalOperationalRequest, result: CapitalOperational) -> list[str]:
    """What was assumed."""
    return [*_years(request), *_losses(request, result), *_euros(request)]


def _years(request: CapitalOperationalRequest) -> Iterator[str]:
    if request.years is not None and len(request.years) < YEARS:
        yield (
            "The standard averages the accounts of more years than were given (OPE25.5): the "
            "figure rests on fewer."
        )


def _losses(request: CapitalOperationalRequest, result: CapitalOperational) -> Iterator[str]:
    yield from _events(request)
    if request.loss_multiplier == "one":
        yield "The supervisor sets the internal loss multiplier to one (OPE25.11)."
    elif result.bucket == 1 and not request.losses_in_first_bucket:
        yield "In the first bucket losses do not count: the multiplier is one (OPE25.11)."
    elif result.loss_component is None:
        yield (
            "No losses were given: capital is the component alone, a multiplier of one (OPE25.10). "
            "Give the losses of past years to work it out."
        )
    elif result.loss_years is not None and result.loss_years < LEAST_YEARS:
        yield (
            "So short a history of losses does not count: the multiplier is one, unless the "
            "supervisor asks for more (OPE25.10)."
        )
    elif result.loss_years is not None and result.loss_years < FULL_YEARS:
        few = f"{result.loss_years} years of losses are averaged"
        yield f"{few}; the standard wants a longer history (OPE25.10)."


def _events(request: CapitalOperationalRequest) -> Iterator[str]:
    if request.loss_events is None:
        return
    if any(one.excluded for one in request.loss_events):
        yield "Events marked as excluded need the supervisor's approval to be left out."
    if request.loss_data_years is None:
        yield (
            "The loss events are averaged over the years from the first to the last one; give "
            "loss_data_years if more years were observed (OPE25.10)."
        )
    if request.loss_threshold != LEAST_LOSS:
        yield "The threshold of losses is above 20,000 euros, which is for the supervisor to allow."


def _euros(request: CapitalOperationalRequest) -> Iterator[str]:
    if request.units_per_euro is None and request.currency not in (None, "EUR"):
        yield (
            f"The bucket limits of 1 and 30 billion are in euros and were taken in "
            f"{request.currency}; give units_per_euro to convert them (OPE25.7)."
        )


def chart(result: CapitalOperational) -> dict[str, Any]:
    """The component by bucket."""
    rows = [
        {"bucket": step.name.partition(":")[0], "capital": step.value}
        for step in result.steps
        if step.name.startswith("bucket ")
    ]
    return {
        "$schema": SCHEMA,
        "description": "What each bucket adds to the business indicator component.",
        "title": "Business indicator component by bucket",
        "width": 420,
        "height": {"step": 28},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "#4c78a8"},
        "encoding": {
            "y": {"field": "bucket", "type": "nominal", "title": None},
            "x": {
                "field": "capital",
                "type": "quantitative",
                "title": f"Component{f', {result.currency}' if result.currency else ''}",
                "axis": {"format": "~s"},
            },
        },
    }
