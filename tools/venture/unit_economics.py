"""Unit economics: what is a customer worth, what does one cost, and what does growth cost?

Lifetime value is the monthly price times the gross margin divided by the monthly churn, the mean of
a geometric lifetime; its ratio to the cost of winning a customer and the months until that cost has
come back are held against the bars practitioners use, as are the quick ratio, the burn multiple
and the magic number where their inputs are given.

Reference: David Skok, SaaS Metrics 2.0 and its detailed definitions, forentrepreneurs.com.
"""

from tools.alternatives import given_fields
from tools.capability import Method
from tools.venture._benchmarks import (
    LTV_TO_CAC_BAR,
    MAGIC_NUMBER_BAR,
    PAYBACK_BAR_MONTHS,
    QUICK_RATIO_BAR,
    SCALES,
    Metric,
)
from tools.venture._growth_efficiency import GrowthEfficiency, growth_efficiency, quotient
from tools.venture._lifetime_value import (
    CHURNLESS_HORIZON,
    Value,
    changes,
    churn_for,
    lifetime_value,
    monthly_from_annual,
    months_to_recover,
)
from tools.venture._unit_economics_chart import contribution_chart
from tools.venture._unit_economics_notes import incomplete, value_notes
from tools.venture._unit_economics_request import REQUIRED, UnitEconomicsRequest
from tools.venture._unit_economics_result import Benchmark, Lever, UnitEconomics
from tools.venture._unit_economics_words import summary

__all__ = ["UnitEconomics", "UnitEconomicsRequest", "unit_economics"]

_METHOD = Method(
    name="LTV = ARPA × gross margin / churn; payback = CAC / (ARPA × gross margin)",
    source="David Skok, SaaS Metrics 2.0 – Detailed Definitions, forentrepreneurs.com",
)
_BARS: dict[Metric, float] = {
    "ltv_to_cac": LTV_TO_CAC_BAR,
    "payback_months": PAYBACK_BAR_MONTHS,
    "quick_ratio": QUICK_RATIO_BAR,
    "magic_number": MAGIC_NUMBER_BAR,
}


def unit_economics(request: UnitEconomicsRequest) -> UnitEconomics:
    """Say whether customers are worth what they cost: LTV, LTV/CAC, payback, and growth ratios.

    Use it for questions about a subscription business: price (ARPA), gross margin, churn or
    customer lifetime, acquisition cost (CAC), lifetime value (LTV), payback, quick ratio, burn
    multiple, magic number, whether the business is worth it or the numbers are fine.
    """
    growth = growth_efficiency(request)
    result = _with_growth(growth, request.currency)
    given = given_fields(request)
    if all(any(set(names) <= given for names in group) for group in REQUIRED):
        _add_value(result, request)
        result.notes = value_notes(request, result) + result.notes
    lacking = incomplete(given, burn_known=result.net_new_arr is not None)
    result.notes += lacking
    if result.status == "ok" and lacking:
        result.status = "insufficient_data"
    result.benchmarks = _benchmarks(result)
    result.summary = summary(result)
    return result


def _with_growth(growth: GrowthEfficiency, currency: str | None) -> UnitEconomics:
    return UnitEconomics(
        summary="",
        method=_METHOD,
        status="degenerate" if growth.degenerate else "ok",
        notes=growth.notes,
        currency=currency,
        net_new_mrr=growth.net_new_mrr,
        quick_ratio=growth.quick_ratio,
        net_revenue_retention=growth.net_revenue_retention,
        gross_revenue_retention=growth.gross_revenue_retention,
        net_new_arr=growth.net_new_arr,
        burn_multiple=growth.burn_multiple,
        magic_number=growth.magic_number,
    )


def _value(request: UnitEconomicsRequest) -> Value:
    arpa, margin = request.arpa or 0.0, request.gross_margin or 0.0
    if request.monthly_churn is not None:
        churn = request.monthly_churn
        retention, stated = "monthly_churn", churn
    elif request.annual_churn is not None:
        churn = monthly_from_annual(request.annual_churn)
        retention, stated = "annual_churn", request.annual_churn
    else:
        months = request.customer_lifetime_months or 1.0
        churn = 1 / months
        retention, stated = "customer_lifetime_months", months
    horizon = request.horizon_months
    if churn == 0 and horizon is None:
        horizon = CHURNLESS_HORIZON
    return Value(arpa, margin, churn, horizon, retention, stated)


def _cost(request: UnitEconomicsRequest) -> tuple[float, bool]:
    """CAC, and whether it was derived."""
    if request.cac is not None:
        return request.cac, False
    return (request.sales_and_marketing_spend or 0.0) / (request.new_customers or 1), True


def _add_value(result: UnitEconomics, request: UnitEconomicsRequest) -> None:
    value = _value(request)
    ltv = lifetime_value(value.contribution, value.churn, value.horizon)
    cac, result.cac_derived = _cost(request)
    result.monthly_contribution = value.contribution
    result.monthly_churn = value.churn
    if value.churn:
        result.customer_lifetime_months = 1 / value.churn
        result.customer_lifetime_years = 1 / value.churn / 12
    result.horizon_months = value.horizon
    result.ltv, result.cac = ltv, cac
    if request.annual_discount_rate:
        result.ltv_discounted = lifetime_value(
            value.contribution, value.churn, value.horizon, request.annual_discount_rate
        )
    result.ltv_to_cac = quotient(ltv, cac)
    result.gain_per_customer = ltv - cac
    result.loss_per_customer = cac - ltv if ltv < cac else None
    result.payback_months = quotient(cac, value.contribution)
    result.payback_months_with_churn = months_to_recover(value.contribution, value.churn, cac)
    result.chart = contribution_chart(value, cac, request.currency)
    if result.ltv_to_cac is None or value.contribution == 0:
        result.status = "degenerate"
        result.notes.append("Without a cost or a contribution the ratio or payback has no meaning.")
    else:
        _add_what_ifs(result, value, ltv, cac)


def _add_what_ifs(result: UnitEconomics, value: Value, ltv: float, cac: float) -> None:
    wanted = LTV_TO_CAC_BAR * cac
    result.cac_for_bar = ltv / LTV_TO_CAC_BAR
    result.monthly_churn_for_bar = churn_for(value, wanted)
    result.arpa_for_bar = value.arpa * wanted / ltv
    result.levers = [
        Lever(
            lever=change.lever,
            now=change.now,
            then=change.then,
            ltv=change.ltv,
            ltv_change=change.ltv / ltv - 1,
            ltv_to_cac=quotient(change.ltv, cac),
        )
        for change in changes(value)
    ]


def _benchmarks(result: UnitEconomics) -> list[Benchmark]:
    figures: dict[Metric, float | None] = {
        "ltv_to_cac": result.ltv_to_cac,
        "payback_months": result.payback_months,
        "quick_ratio": result.quick_ratio,
        "burn_multiple": result.burn_multiple,
        "magic_number": result.magic_number,
    }
    found: list[Benchmark] = []
    for metric, value in figures.items():
        if value is not None:
            band = SCALES[metric].band(value)
            found.append(
                Benchmark(
                    metric=metric,
                    value=value,
                    band=band.name,
                    low=band.low,
                    high=band.high,
                    bar=_BARS.get(metric),
                    source=SCALES[metric].source,
                )
            )
    return found
