"""One netting set under several margin agreements, or under one in part: CRE52.74 and its FAQ.

Replacement cost, multiplier and cap are the whole set's; add-ons are those of sub-netting sets, one
of all unmargined trades and one for each margin period of risk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.finance._counterparty_addon import AddOns, add_ons
from tools.finance._counterparty_exposure import (
    Exposure,
    Side,
    Way,
    check_premiums,
    collateral_of,
    effective,
    is_margined,
    margin_period,
    maturity_factor,
    multiplier_of,
    side_of,
)
from tools.finance._counterparty_position import Position
from tools.finance._counterparty_request import Terms


@dataclass(frozen=True, slots=True)
class Part:
    """Trades of the set that one agreement covers, or none; none may also have no trades."""

    place: str
    terms: Terms
    positions: tuple[Position, ...]


@dataclass(slots=True)
class Sums:
    """Collateral and thresholds of all agreements of a set."""

    collateral: float = 0.0
    nica: float = 0.0
    thresholds: float = 0.0
    margined: bool = False

    @property
    def trigger(self) -> float:
        """The largest exposure that calls no margin."""
        return self.thresholds - self.nica


def hybrid(name: str, parts: Sequence[Part], way: Way) -> Exposure:
    """Exposure of the whole netting set."""
    sums, subsets = _sorted(parts)
    positions = tuple(p for members in subsets.values() for p in members)
    check_premiums(positions, shared=True)
    value = sum(p.market_value for p in positions)
    excess = value - sums.collateral
    plain = side_of(positions, None, max(excess, 0.0), excess, way, None)
    cost = max(excess, sums.trigger, 0.0) if sums.margined else max(excess, 0.0)
    side, told = _side(subsets, cost, excess, way)
    periods = [period for period in subsets if period is not None]
    return Exposure(
        *(name, sums.margined, value, sums.collateral, sums.nica, sums.trigger),
        margin_period=max(periods, default=None),
        side=side,
        unmargined=plain if sums.margined else None,
        positions=positions,
        subsets=told,
    )


Subsets = dict[float | None, list[Position]]


def _sorted(parts: Sequence[Part]) -> tuple[Sums, Subsets]:
    """Sums over the agreements, and the trades by margin period of risk."""
    sums = Sums()
    subsets: Subsets = {}
    trades = sum(len(part.positions) for part in parts)
    for part in parts:
        margined = is_margined(part.terms)
        held, nica = collateral_of(part.terms, part.place, margined)
        sums.collateral += held
        sums.nica += nica
        period = margin_period(part.terms, trades) if margined else None
        if margined:
            sums.margined = True
            sums.thresholds += part.terms.threshold or 0.0
            sums.thresholds += part.terms.minimum_transfer_amount or 0.0
        if part.positions:
            subsets.setdefault(period, []).extend(part.positions)
    return sums, subsets


def _side(
    subsets: Subsets, cost: float, excess: float, way: Way
) -> tuple[Side, tuple[tuple[str, float], ...]]:
    whole = AddOns()
    factors: list[float] = []
    notionals: list[float] = []
    told: list[tuple[str, float]] = []
    for period, members in subsets.items():
        own = [maturity_factor(p, period) for p in members]
        sizes = [effective(p, factor) for p, factor in zip(members, own, strict=True)]
        found = add_ons(members, sizes, way.rate_offset)
        for name, amount in found.by_class.items():
            whole.by_class[name] = whole.by_class.get(name, 0.0) + amount
        whole.parts += found.parts
        factors += own
        notionals += sizes
        label = "unmargined trades" if period is None else f"trades of {period:g} days"
        told.append((label, found.aggregate))
    multiplier = multiplier_of(excess, whole.aggregate)
    ead = way.alpha * (cost + multiplier * whole.aggregate)
    side = Side(cost, whole, multiplier, ead, tuple(factors), tuple(notionals))
    return side, tuple(told)
