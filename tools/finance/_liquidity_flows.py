"""Net cash outflows (LCR40) and stable funding (NSF30), item by item."""

from collections.abc import Mapping, Sequence
from typing import Any

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._liquidity_categories import ASSETS, FUNDING, INFLOWS, OUTFLOWS, Factor
from tools.finance._liquidity_items import AssetItem
from tools.finance._liquidity_request import LiquidityRatiosRequest
from tools.finance._liquidity_result import WeightedItem

INFLOW_CAP = 0.75  # of outflows
HALF_YEAR, YEAR = 6, 12  # months of encumbrance
MEDIUM_FACTOR = 0.5


def weighted(
    items: Sequence[Any], table: Mapping[Any, Factor], field: str, side: str
) -> list[WeightedItem]:
    """Items of a list with their factors; a national rate that is missing is named."""
    found: list[WeightedItem] = []
    for at, one in enumerate(items):
        standard = table[one.category]
        rate = one.factor(standard)
        if rate is None:
            raise InvalidInput.of(
                f"{field}.{at}.rate",
                f"{standard.said} have a rate set by the national supervisor "
                f"({standard.paragraph}): give it",
                code="missing",
            )
        paragraph = standard.paragraph
        if isinstance(one, AssetItem):
            rate, paragraph = _encumbered(one, rate, paragraph)
        found.append(
            WeightedItem(
                name=one.name or standard.said,
                side=side,
                category=one.category,
                amount=one.amount,
                factor=rate,
                weighted=rate * one.amount,
                paragraph=paragraph,
            )
        )
    return found


def _encumbered(one: AssetItem, rate: float, paragraph: str) -> tuple[float, str]:
    """Pledged assets need more stable funding (NSF30.20)."""
    if one.encumbered_months >= YEAR:
        return 1.0, "NSF30.20"
    if one.encumbered_months >= HALF_YEAR and rate < MEDIUM_FACTOR:
        return MEDIUM_FACTOR, "NSF30.20"
    return rate, paragraph


def flows(
    request: LiquidityRatiosRequest, steps: Steps
) -> tuple[float, float, float, list[WeightedItem]]:
    """Outflows, inflows, inflows counted, and the items."""
    out = weighted(request.outflow_items or [], OUTFLOWS, "outflow_items", "outflow")
    back = weighted(request.inflow_items or [], INFLOWS, "inflow_items", "inflow")
    outflows = request.outflows
    inflows = request.inflows
    outflows = sum(one.weighted for one in out) if outflows is None else outflows
    inflows = sum(one.weighted for one in back) if inflows is None else inflows
    steps.money("cash outflows", outflows, "LCR40.1")
    steps.money("cash inflows", inflows, "LCR40.1")
    cap = steps.money("cap on inflows: 75 % of outflows", INFLOW_CAP * outflows, "LCR40.77")
    counted = steps.money("inflows counted", min(inflows, cap), "LCR40.77")
    steps.money("net cash outflows", outflows - counted, "LCR40.1")
    return outflows, inflows, counted, [*out, *back]


def stable_funding(
    request: LiquidityRatiosRequest, steps: Steps
) -> tuple[float, float, list[WeightedItem]]:
    """Available and required stable funding, and the items."""
    sources = weighted(request.funding_items or [], FUNDING, "funding_items", "funding")
    uses = weighted(request.asset_items or [], ASSETS, "asset_items", "asset")
    available = request.available_funding
    if available is None:
        available = sum(one.weighted for one in sources)
    required = request.required_funding
    if required is None:
        required = sum(one.weighted for one in uses)
    required += _derivatives(request, steps)
    steps.money("available stable funding", available, "NSF30.10")
    steps.money("required stable funding", required, "NSF30.15")
    return available, required, [*sources, *uses]


def _derivatives(request: LiquidityRatiosRequest, steps: Steps) -> float:
    """Net derivative assets in full, and a share of derivative liabilities before margin."""
    if not (request.derivative_assets or request.derivative_liabilities):
        return 0.0
    owed = request.derivative_liabilities - request.margin_posted
    net = steps.money(
        "net derivative assets", max(0.0, request.derivative_assets - owed), "NSF30.32(2)"
    )
    part = request.derivative_share * request.derivative_liabilities
    return net + steps.money("share of derivative liabilities", part, "NSF30.32(5)")
