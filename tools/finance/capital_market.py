"""Capital for market risk: standardised, simplified or internal models (MAR20 to MAR40)."""

from tools.capability import Method
from tools.finance._market_chart import chart
from tools.finance._market_default import default_capitals
from tools.finance._market_factor import Setting
from tools.finance._market_model_result import model_result
from tools.finance._market_report import (
    bucket_rows,
    class_rows,
    default_rows,
    jump_rows,
    net_rows,
    steps_of,
    weighted_rows,
)
from tools.finance._market_request import MarketRequest
from tools.finance._market_residual import residuals
from tools.finance._market_result import MarketResult, ResidualAddOn
from tools.finance._market_sbm import class_capitals
from tools.finance._market_simple_result import simple_result
from tools.finance._market_words import SOURCES, notes, summary

TO_ASSETS = 12.5  # MAR20.1
ORDER = ("high", "medium", "low")


def capital_market(request: MarketRequest) -> MarketResult:
    """Compute market-risk capital by FRTB's standardised, simplified or internal models approach.

    Use it for delta, vega and curvature sensitivities (rates, credit spreads, equity, commodity,
    FX), default risk of bonds and tranches, and the residual risk add-on of exotic instruments; or
    the simplified standardised approach (MAR40) from net positions, or the internal models approach
    (MAR33) from expected shortfalls.
    """
    if request.shortfalls is not None:
        return model_result(request)
    if request.simple_positions is not None or request.option_grids is not None:
        return simple_result(request)
    setting = Setting(
        request.regime,
        request.reporting_currency,
        request.reduce_liquid,
        request.fx_curvature == "all",
        request.credit_buckets,
    )
    classes = class_capitals(request.sensitivities or [], request.curvatures or [], setting)
    totals = {
        name: sum(one.scenarios[name].capital for one in classes)
        for name in ("low", "medium", "high")
    }
    chosen = max(ORDER, key=lambda name: totals[name])
    defaults = default_capitals(
        request.default_positions or [], request.regime, request.tranches_scaled
    )
    rest = residuals(request.residual_positions or [], request.regime)
    default = sum(one.capital for one in defaults)
    residual = sum(one.add_on for one in rest)
    capital = totals[chosen] + default + residual
    result = MarketResult(
        summary="",
        method=Method(
            name="Standardised approach for market risk (FRTB)", source=SOURCES[request.regime]
        ),
        capital=capital,
        rwa=TO_ASSETS * capital,
        sensitivities_capital=totals[chosen],
        low=totals["low"],
        medium=totals["medium"],
        high=totals["high"],
        scenario=chosen if classes else "",
        default_capital=default,
        default_by_category={one.category: one.capital for one in defaults},
        residual_add_on=residual,
        risk_classes=list(class_rows(classes, chosen)),
        buckets=list(bucket_rows(classes)),
        weighted_sensitivities=list(weighted_rows(classes)),
        jumps=list(jump_rows(defaults)),
        net_jumps=list(net_rows(defaults)),
        default_buckets=list(default_rows(defaults)),
        residuals=[
            ResidualAddOn(
                name=one.name,
                kind=one.kind,
                notional=one.notional,
                risk_weight=one.weight,
                add_on=one.add_on,
                excluded=one.excluded,
            )
            for one in rest
        ],
        steps=steps_of(classes, totals, defaults, rest),
        regime=request.regime,
        currency=request.reporting_currency,
    )
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result
