"""Whether a bank can pay: the liquidity coverage and net stable funding ratios of Basel III."""

from tools.capability import Method
from tools.finance._basel_steps import Steps
from tools.finance._liquid_stock import stock
from tools.finance._liquidity_flows import flows, stable_funding
from tools.finance._liquidity_request import LiquidityRatiosRequest
from tools.finance._liquidity_result import LiquidityRatios
from tools.finance._liquidity_words import chart, notes, summary


def liquidity_ratios(request: LiquidityRatiosRequest) -> LiquidityRatios:
    """Compute a bank's liquidity coverage ratio (LCR), net stable funding ratio (NSFR), or both.

    Use it for high-quality liquid assets with haircuts and caps against 30-day outflows and
    inflows, and for available against required stable funding.
    """
    steps = Steps()
    result = LiquidityRatios(
        summary="",
        method=Method(
            name="Liquidity coverage and net stable funding ratios",
            source="Basel Framework, LCR20, LCR30, LCR40, NSF20 and NSF30",
        ),
        items=[],
        steps=steps.kept,
        currency=request.currency,
    )
    if request.covers:
        _coverage(request, result, steps)
    if request.stable:
        _stable(request, result, steps)
    result.steps = steps.kept
    result.summary, result.notes = summary(result), notes(request)
    result.chart = chart(result)
    return result


def _coverage(request: LiquidityRatiosRequest, result: LiquidityRatios, steps: Steps) -> None:
    held = stock(request, steps)
    outflows, inflows, counted, items = flows(request, steps)
    net = outflows - counted
    result.liquid_assets = held.total
    result.level_1, result.level_2a, result.level_2b = held.levels.values()
    result.cap_15_adjustment, result.cap_40_adjustment = held.cap_15, held.cap_40
    result.outflows, result.inflows, result.inflows_counted = outflows, inflows, counted
    result.net_outflows = net
    result.liquidity_surplus = held.total - net
    result.items += [*held.items, *items]
    if net > 0:
        result.lcr = steps.share("liquidity coverage ratio", held.total / net, "LCR20.4")


def _stable(request: LiquidityRatiosRequest, result: LiquidityRatios, steps: Steps) -> None:
    available, required, items = stable_funding(request, steps)
    result.available_funding, result.required_funding = available, required
    result.funding_surplus = available - required
    result.items += items
    if required > 0:
        result.nsfr = steps.share("net stable funding ratio", available / required, "NSF20.2")
