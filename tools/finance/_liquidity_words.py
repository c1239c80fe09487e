"""Say liquidity ratios in plain words, and draw liquid assets against outflows."""

from collections.abc import Iterator
from typing import Any

from tools.finance._liquidity_request import LiquidityRatiosRequest
from tools.finance._liquidity_result import LiquidityRatios
from tools.wording import money, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MINIMUM = 1.0


def ratio(value: float) -> str:
    """A liquidity ratio, to the tenth of a per cent."""
    return f"{plain(100 * value, 1)} %"


def summary(result: LiquidityRatios) -> str:
    """The answer in at most four sentences."""
    return " ".join([*_coverage(result), *_caps(result), *_stable(result)])


def _coverage(result: LiquidityRatios) -> Iterator[str]:
    if result.liquid_assets is None or result.net_outflows is None:
        return
    held, leaving = (money(x, result.currency) for x in (result.liquid_assets, result.net_outflows))
    if result.lcr is None:
        yield f"There are no net outflows to cover; liquid assets come to {held}."
        return
    gap = money(abs(result.liquidity_surplus or 0.0), result.currency)
    standing = f"{gap} above" if result.lcr >= MINIMUM else f"{gap} below"
    yield (
        f"The liquidity coverage ratio is **{ratio(result.lcr)}**: {held} of liquid assets for "
        f"{leaving} of net outflows in 30 days, {standing} the 100 % minimum."
    )


def _caps(result: LiquidityRatios) -> Iterator[str]:
    cut = (result.cap_15_adjustment or 0.0) + (result.cap_40_adjustment or 0.0)
    parts: list[str] = []
    if cut:
        parts.append(f"the caps on Level 2 assets cut off {money(cut, result.currency)}")
    if result.inflows is not None and (result.inflows_counted or 0.0) < result.inflows:
        parts.append("inflows count only up to 75 % of outflows")
    if parts:
        text = "; ".join(parts)
        yield f"{text[0].upper() + text[1:]}."


def _stable(result: LiquidityRatios) -> Iterator[str]:
    if result.available_funding is None or result.required_funding is None:
        return
    have, need = (
        money(x, result.currency) for x in (result.available_funding, result.required_funding)
    )
    if result.nsfr is None:
        yield f"No stable funding is required; {have} is available."
        return
    gap = money(abs(result.funding_surplus or 0.0), result.currency)
    standing = f"{gap} above" if result.nsfr >= MINIMUM else f"{gap} below"
    figure = ratio(result.nsfr)
    figure = figure if result.liquid_assets is not None else f"**{figure}**"
    yield (
        f"The net stable funding ratio is {figure}: {have} of stable funding for {need} required, "
        f"{standing} the 100 % minimum."
    )


def notes(request: LiquidityRatiosRequest) -> list[str]:
    """What was assumed."""
    return [*_stock(request), *_flows(request), *_national(request)]


def _stock(request: LiquidityRatiosRequest) -> Iterator[str]:
    if not request.covers:
        return
    yield (
        "Amounts of liquid assets are taken as unencumbered market values; the haircuts of their "
        "levels are taken off (LCR30.40 to LCR30.45)."
    )
    if request.swaps is None:
        yield (
            "No repos or collateral swaps that end within 30 days were given: nothing is unwound "
            "before the caps (LCR30.37)."
        )


def _flows(request: LiquidityRatiosRequest) -> Iterator[str]:
    if request.covers and request.inflows is None and request.inflow_items is None:
        yield "No inflows were given; none are counted."
    if request.outflows is not None:
        yield "Outflows were taken as given, after run-off rates."


def _national(request: LiquidityRatiosRequest) -> Iterator[str]:
    if request.outflow_items or request.asset_items or request.funding_items:
        yield "Factors are the Basel standard's; national rules may set stricter ones."


def chart(result: LiquidityRatios) -> dict[str, Any] | None:
    """Both sides of each ratio."""
    rows = [
        {"ratio": name, "side": side, "amount": amount}
        for name, side, amount in (
            ("Coverage, 30 days", "held", result.liquid_assets),
            ("Coverage, 30 days", "needed", result.net_outflows),
            ("Stable funding, a year", "held", result.available_funding),
            ("Stable funding, a year", "needed", result.required_funding),
        )
        if amount is not None
    ]
    if not rows:
        return None
    return {
        "$schema": SCHEMA,
        "description": "What is held against what is needed.",
        "title": "Held against needed",
        "width": 420,
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "ratio", "type": "nominal", "title": None},
            "yOffset": {"field": "side"},
            "x": {
                "field": "amount",
                "type": "quantitative",
                "title": f"Amount{f', {result.currency}' if result.currency else ''}",
                "axis": {"format": "~s"},
            },
            "color": {
                "field": "side",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["held", "needed"], "range": ["#4c78a8", "#e45756"]},
            },
        },
    }
