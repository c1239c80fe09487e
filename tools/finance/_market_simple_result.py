"""Say and draw the simplified standardised approach to market risk (MAR40)."""

from collections.abc import Sequence
from typing import Any

from tools.capability import Method
from tools.finance._basel_steps import Steps
from tools.finance._market_chart import bars
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import (
    MarketResult,
    SimpleClassCapital,
    without_sensitivities,
)
from tools.finance._market_simple import Way, simple_capital
from tools.finance._market_simple_option import SimplePosition
from tools.wording import money

TO_ASSETS = 12.5
SOURCE = "Basel Framework MAR40, simplified standardised approach (in force 2023)"
NAMES = {
    "interest_rate": "interest rates",
    "equity": "equity",
    "fx": "foreign exchange and gold",
    "commodity": "commodities",
}


def simple_result(request: MarketRequest) -> MarketResult:
    """Capital of the four classes, scaled and added."""
    rows = request.simple_positions or []
    ladder = request.commodity_method == "maturity_ladder"
    way = Way(request.reporting_currency, ladder, request.simple_scaling)
    classes, steps = simple_capital(rows, way, request.option_grids or [])
    whole = Steps("simplified approach")
    capital = whole.money("capital", sum(one.capital for one in classes), "MAR40.2")
    rwa = whole.money("risk-weighted assets", TO_ASSETS * capital, "MAR40.1")
    result = without_sensitivities(
        method=Method(name="Simplified standardised approach for market risk", source=SOURCE),
        capital=capital,
        rwa=rwa,
        simplified=[
            SimpleClassCapital(
                risk=one.risk,
                specific=one.specific,
                general=one.general,
                options=one.options,
                gamma=one.gamma,
                vega=one.vega,
                scenarios=one.scenarios,
                before_scaling=one.plain,
                scaling_factor=one.factor,
                capital=one.capital,
            )
            for one in classes
        ],
        steps=[*steps, *whole.kept],
        regime=request.regime,
        currency=request.reporting_currency,
    )
    result.summary, result.notes = _summary(result), _notes(request)
    result.chart = _chart(result)
    return result


def _summary(result: MarketResult) -> str:
    said = (
        f"Market risk takes **{money(result.capital, result.currency)}** of capital under the "
        f"simplified standardised approach, {money(result.rwa, result.currency)} of risk-weighted "
        "assets."
    )
    parts = [
        f"{money(one.capital, result.currency)} for {NAMES[one.risk]} "
        f"({one.scaling_factor:g} times {money(one.before_scaling, result.currency)})"
        for one in result.simplified
    ]
    if len(parts) > 1:
        return f"{said} It is the sum of {', '.join(parts[:-1])} and {parts[-1]}."
    return f"{said} That is {parts[0]}."


def _notes(request: MarketRequest) -> list[str]:
    rows = request.simple_positions or []
    found: list[str] = []
    if any(one.risk == "interest_rate" and one.issuer is None for one in rows):
        found.append(
            "Interest-rate rows without an issuer were taken as legs of derivatives, which carry "
            "no specific risk: say government, qualifying or other for bonds."
        )
    if any(one.risk == "equity" and one.market is None for one in rows):
        found.append("Shares without a national market were taken to be of one market.")
    if any(one.risk == "interest_rate" and one.coupon is None for one in rows):
        found.append("Where no coupon was given the bands for coupons of 3 % and more were used.")
    nameless = [one for one in rows if one.risk == "commodity" and one.name is None]
    if len(nameless) > 1:
        found.append(
            "Commodities without a name were taken as different ones, which do not offset: name "
            "them."
        )
    if not request.simple_scaling:
        found.append("The scaling factors of the final rules (MAR40.2) were left out.")
    found += _of_options(rows)
    found.append("The simplified approach needs the supervisor's consent.")
    return found


def _of_options(rows: Sequence[SimplePosition]) -> list[str]:
    found: list[str] = []
    measured = [one for one in rows if one.by_greeks]
    if measured and len(measured) < sum(one.option is not None for one in rows):
        found.append(
            "Banks that write options work out the bought ones by the delta-plus method too "
            "(MAR40.74): give their delta, gamma and vega."
        )
    if any(one.delta is None for one in measured):
        found.append(
            "Delta, gamma and vega that were not given are Black and Scholes's for a European "
            "option; banks use an approved model of their own (MAR40.77)."
        )
    return found


def _chart(result: MarketResult) -> dict[str, Any] | None:
    rows = [{"part": NAMES[one.risk], "capital": one.capital} for one in result.simplified]
    return bars(rows, "Capital of each class under the simplified standardised approach")
