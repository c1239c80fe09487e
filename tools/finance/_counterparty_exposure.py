"""One netting set: replacement cost, multiplier, exposure at default (CRE52.1 to 52.23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

from tools.errors import InvalidInput
from tools.finance._counterparty_addon import AddOns, add_ons
from tools.finance._counterparty_parameters import BUSINESS_YEAR, FLOOR
from tools.finance._counterparty_position import Position
from tools.finance._counterparty_request import Terms

LARGE_SET = 5_000  # trades from which on the floor is 20 days, CRE52.51(1)
MANY_DISPUTES = 2  # more than these double the floor, CRE52.51(3)
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Side:
    """The figures with, or without, the margin agreement."""

    replacement_cost: float
    add_ons: AddOns
    multiplier: float
    ead: float
    maturity_factors: tuple[float, ...]
    notionals: tuple[float, ...]

    @property
    def pfe(self) -> float:
        """Potential future exposure, CRE52.20."""
        return self.multiplier * self.add_ons.aggregate


@dataclass(frozen=True, slots=True)
class Exposure:
    """One netting set as it counts, and as it would without margin."""

    name: str
    margined: bool
    value: float
    collateral: float
    nica: float
    trigger: float
    """TH + MTA - NICA, the largest exposure that calls no margin."""
    margin_period: float | None
    side: Side
    unmargined: Side | None
    positions: tuple[Position, ...]
    subsets: tuple[tuple[str, float], ...] = ()
    """Of a netting set under several agreements: the add-on of each sub-netting set."""

    @property
    def ead(self) -> float:
        """Never more than without the margin agreement, CRE52.2, nor than a premium unpaid."""
        found = self.side.ead
        if self.unmargined is not None:
            found = min(found, self.unmargined.ead)
        return found if self.most is None else min(found, self.most)

    @property
    def most(self) -> float | None:
        """Most that the exposure of a trade sold alone can be (CRE52.1 FAQ1 and 2)."""
        return self.positions[0].most if len(self.positions) == 1 else None

    @property
    def capped(self) -> bool:
        """Whether the unmargined exposure counts."""
        return self.unmargined is not None and self.unmargined.ead < self.side.ead


@dataclass(frozen=True, slots=True)
class Way:
    """How the bank computes: its factor, and whether rates offset across maturities."""

    alpha: float
    rate_offset: bool


def exposure_of(
    name: str,
    place: str,
    terms: Terms,
    positions: Sequence[Position],
    way: Way,
    given: AddOns | None = None,
) -> Exposure:
    """Exposure of one netting set; `given` stands for an add-on that no trades are behind."""
    check_premiums(positions, is_margined(terms))
    value = terms.market_value
    value = sum(p.market_value for p in positions) if value is None else value
    margined = is_margined(terms)
    collateral, nica = collateral_of(terms, place, margined)
    trigger = (terms.threshold or 0.0) + (terms.minimum_transfer_amount or 0.0) - nica
    period = margin_period(terms, len(positions)) if margined else None
    plain = side_of(positions, None, max(value - collateral, 0.0), value - collateral, way, given)
    side = plain
    if margined:
        cost = max(value - collateral, trigger, 0.0)
        side = side_of(positions, period, cost, value - collateral, way, given)
    without = plain if margined and given is None else None
    return Exposure(
        *(name, margined, value, collateral, nica, trigger, period, side, without),
        positions=tuple(positions),
    )


def check_premiums(positions: Sequence[Position], shared: bool) -> None:
    """An unpaid premium bounds a trade alone and without margin only."""
    for position in positions:
        if position.most is not None and (shared or len(positions) > 1):
            raise InvalidInput.of(
                "trades",
                f"{position.name} has an unpaid_premium, which counts for a trade alone in its "
                "netting set and without margin (CRE52.1 FAQ)",
            )


def is_margined(terms: Terms) -> bool:
    """Said, else whether any term of a margin agreement was given."""
    if terms.margined is not None:
        return terms.margined
    said = (terms.threshold, terms.minimum_transfer_amount, terms.margin_period)
    received = terms.variation_margin is not None and terms.variation_margin > 0
    return received or terms.remargining_period is not None or any(x is not None for x in said)


def margin_period(terms: Terms, trades: int) -> float:
    """Margin period of risk in business days: the bank's own, at least the floor."""
    least = 5 if terms.centrally_cleared else 10
    if terms.illiquid or (trades > LARGE_SET and not terms.centrally_cleared):
        least = 20
    floor = least + (terms.remargining_period or 1) - 1
    if terms.disputes > MANY_DISPUTES:
        floor *= 2
    return float(max(terms.margin_period or 0, floor))


def collateral_of(terms: Terms, place: str, margined: bool) -> tuple[float, float]:
    """C and NICA after the haircut."""

    def cut(amount: float) -> float:
        return amount * (1 - terms.haircut) if amount >= 0 else amount * (1 + terms.haircut)

    nica, margin = terms.nica or 0.0, terms.variation_margin or 0.0
    if margin > 0 and not margined:
        raise InvalidInput.of(
            f"{place}variation_margin", "is received under a margin agreement only; set margined"
        )
    if terms.collateral is None:
        return cut(nica) + cut(margin), cut(nica)
    both = terms.variation_margin is not None
    if both and abs(nica + margin - terms.collateral) > CLOSE * (1 + abs(terms.collateral)):
        raise InvalidInput.of(
            f"{place}collateral", "must be nica plus variation_margin where these are given too"
        )
    return cut(terms.collateral), cut(nica)


def side_of(
    positions: Sequence[Position],
    period: float | None,
    cost: float,
    excess: float,
    way: Way,
    given: AddOns | None,
) -> Side:
    factors = tuple(maturity_factor(p, period) for p in positions)
    notionals = tuple(effective(p, mf) for p, mf in zip(positions, factors, strict=True))
    found = given if given is not None else add_ons(positions, notionals, way.rate_offset)
    multiplier = multiplier_of(excess, found.aggregate)
    ead = way.alpha * (cost + multiplier * found.aggregate)
    return Side(cost, found, multiplier, ead, factors, notionals)


def multiplier_of(excess: float, aggregate: float) -> float:
    """CRE52.23, of V - C and the aggregate add-on; 1 where there is nothing to multiply."""
    if excess >= 0 or aggregate <= 0:
        return 1.0
    return min(1.0, FLOOR + (1 - FLOOR) * exp(excess / (2 * (1 - FLOOR) * aggregate)))


def maturity_factor(position: Position, period: float | None) -> float:
    if period is None:
        return sqrt(min(position.times.maturity, 1.0))
    return 1.5 * sqrt(period / BUSINESS_YEAR)


def effective(position: Position, factor: float) -> float:
    whole = position.adjusted_notional * factor * position.delta
    if position.cap is None:
        return whole
    return max(-position.cap, min(whole, position.cap))
