"""The stock of liquid assets: haircuts, the unwinding of short swaps and the caps (LCR30)."""

from dataclasses import dataclass, field

from tools.finance._basel_steps import Steps
from tools.finance._liquidity_categories import HAIRCUTS, Level, Liquid
from tools.finance._liquidity_items import LiquidAsset, Swap
from tools.finance._liquidity_request import LiquidityRatiosRequest
from tools.finance._liquidity_result import WeightedItem

_TOTALS: tuple[tuple[str, Liquid], ...] = (
    ("level_1", "level_1"),
    ("level_2a", "level_2a"),
    ("level_2b", "corporate_2b"),
    ("level_2b_mortgages", "rmbs_2b"),
)
NAMES: dict[Level, str] = {"level_1": "Level 1", "level_2a": "Level 2A", "level_2b": "Level 2B"}


@dataclass(slots=True)
class Stock:
    """Liquid assets after haircuts, and what the caps cut off."""

    levels: dict[Level, float]
    cap_15: float
    cap_40: float
    total: float
    items: list[WeightedItem] = field(default_factory=list[WeightedItem])


def stock(request: LiquidityRatiosRequest, steps: Steps) -> Stock:
    """High-quality liquid assets: LCR30.38 and LCR30.39."""
    assets = _assets(request)
    items = [_item(one) for one in assets]
    levels: dict[Level, float] = dict.fromkeys(NAMES, 0.0)
    for asset, item in zip(assets, items, strict=True):
        levels[HAIRCUTS[asset.category][0]] += item.weighted
    for level, name in NAMES.items():
        steps.money(f"{name} after haircuts", levels[level], "LCR30.34")
    adjusted = _unwound(levels, request.swaps or [], steps)
    first, second, third = (adjusted[level] for level in NAMES)
    cap_15 = max(third - 15 / 85 * (first + second), third - 15 / 60 * first, 0.0)
    steps.money("adjustment for the 15 % cap", cap_15, "LCR30.36")
    cap_40 = max(second + third - cap_15 - 2 / 3 * first, 0.0)
    steps.money("adjustment for the 40 % cap", cap_40, "LCR30.35")
    total = max(0.0, sum(levels.values()) - cap_15 - cap_40)
    steps.money("stock of high-quality liquid assets", total, "LCR30.38")
    return Stock(levels, cap_15, cap_40, total, items)


def _assets(request: LiquidityRatiosRequest) -> list[LiquidAsset]:
    named = [
        LiquidAsset(category=category, amount=amount)
        for total, category in _TOTALS
        if (amount := getattr(request, total)) is not None
    ]
    return [*named, *(request.liquid_asset_items or [])]


def _item(one: LiquidAsset) -> WeightedItem:
    _, factor = HAIRCUTS[one.category]
    kept = 1 - (factor.rate or 0.0)
    return WeightedItem(
        name=one.name or factor.said,
        side="liquid asset",
        category=one.category,
        amount=one.amount,
        factor=kept,
        weighted=kept * one.amount,
        paragraph=factor.paragraph,
    )


def _unwound(levels: dict[Level, float], swaps: list[Swap], steps: Steps) -> dict[Level, float]:
    """The levels as if every short swap had ended: what was given is back, the other gone."""
    adjusted = dict(levels)
    for swap in swaps:
        back, gave = HAIRCUTS[swap.given]
        adjusted[back] += (1 - (gave.rate or 0.0)) * swap.given_amount
        gone, got = HAIRCUTS[swap.received]
        adjusted[gone] -= (1 - (got.rate or 0.0)) * swap.received_amount
    if swaps:
        for level, name in NAMES.items():
            steps.money(f"adjusted {name}", adjusted[level], "LCR30.37")
    return adjusted
