"""How much capital a bank's operational risk needs: the standardised approach of OPE25."""

from tools.capability import Method
from tools.finance._basel_steps import Steps
from tools.finance._business_indicator import (
    LOSS_FACTOR,
    Indicator,
    component,
    indicator,
    multiplier,
)
from tools.finance._operational_losses import average_of_events
from tools.finance._operational_request import CapitalOperationalRequest
from tools.finance._operational_result import CapitalOperational
from tools.finance._operational_words import LEAST_YEARS, chart, notes, summary

CAPITAL_TO_RWA = 12.5


def capital_operational(request: CapitalOperationalRequest) -> CapitalOperational:
    """Compute a bank's operational risk capital from its business indicator and past losses.

    Use it for operational risk capital under Basel III (standardised measurement approach, SMA):
    business indicator, its component, loss component and internal loss multiplier.
    """
    steps = Steps()
    parts = _parts(request, steps)
    whole = request.business_indicator
    if parts is not None:
        steps.money("interest, leases and dividend component", parts.interest, "OPE25.5")
        steps.money("services component", parts.services, "OPE25.5")
        steps.money("financial component", parts.financial, "OPE25.5")
        whole = parts.interest + parts.services + parts.financial
    total = steps.money("business indicator", whole or 0.0, "OPE25.4")
    base, bucket = component(total, request.units_per_euro or 1.0, steps)
    average, count = average_of_events(request, steps) or _average(request)
    loss = request.loss_component
    if average is not None:
        steps.money("average annual loss", average, "OPE25.8")
        loss = LOSS_FACTOR * average
    if loss is not None:
        steps.money("loss component", loss, "OPE25.8")
    ratio = steps.add("internal loss multiplier", *_multiplier(request, loss, base, bucket, count))
    capital = steps.money("operational risk capital", base * ratio, "OPE25.2")
    result = CapitalOperational(
        summary="",
        method=Method(
            name="Standardised approach for operational risk",
            source="Basel Framework, OPE25, in force since 1 January 2023",
        ),
        capital=capital,
        risk_weighted_assets=steps.money(
            "risk-weighted assets", CAPITAL_TO_RWA * capital, "OPE25.2"
        ),
        business_indicator=total,
        business_indicator_component=base,
        interest_component=parts.interest if parts else None,
        services_component=parts.services if parts else None,
        financial_component=parts.financial if parts else None,
        loss_component=loss,
        average_loss=average,
        loss_years=count,
        loss_multiplier=ratio,
        bucket=bucket,
        interest_margin_capped=parts.capped if parts and request.years else None,
        steps=steps.kept,
        currency=request.currency,
    )
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _parts(request: CapitalOperationalRequest, steps: Steps) -> Indicator | None:
    if request.years is not None:
        return indicator(request.years, steps)
    if request.business_indicator is not None:
        return None
    return Indicator(
        request.interest_component or 0.0,
        request.services_component or 0.0,
        request.financial_component or 0.0,
        capped=False,
    )


def _average(request: CapitalOperationalRequest) -> tuple[float | None, int | None]:
    if request.losses:
        return sum(request.losses) / len(request.losses), len(request.losses)
    return request.average_loss, None


def _multiplier(
    request: CapitalOperationalRequest,
    loss: float | None,
    base: float,
    bucket: int,
    years: int | None,
) -> tuple[float, str, str]:
    """The internal loss multiplier, its unit and paragraph; one where losses do not count."""
    first = bucket == 1 and not request.losses_in_first_bucket
    if request.loss_multiplier == "one" or first:
        return 1.0, "ratio", "OPE25.11"
    few = years is not None and years < LEAST_YEARS
    if loss is None or few or base == 0:
        return 1.0, "ratio", "OPE25.10"
    return multiplier(loss, base), "ratio", "OPE25.8"
