"""Maturity ladders of the simplified standardised approach (MAR40): rates and commodities."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.finance._basel_steps import Steps

RATES, COMMODITIES = "MAR40.3 to 40.40", "MAR40.63 to 40.73"
MONTH = 1 / 12
HIGH = (MONTH, 0.25, 0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20, float("inf"))
"""Upper ends of the bands in years, for coupons of 3 % and more."""
LOW = (MONTH, 0.25, 0.5, 1, 1.9, 2.8, 3.6, 4.3, 5.7, 7.3, 9.3, 10.6, 12, 20, float("inf"))
LOW_COUPON = 0.03
WEIGHTS = (
    *(0.0, 0.002, 0.004, 0.007),
    *(0.0125, 0.0175, 0.0225),
    *(0.0275, 0.0325, 0.0375, 0.045, 0.0525, 0.06, 0.08, 0.125),
)
YIELDS = (
    *(0.01, 0.01, 0.01, 0.01),
    *(0.009, 0.008, 0.0075),
    *(0.0075, 0.007, 0.0065, 0.006, 0.006, 0.006, 0.006, 0.006),
)
"""Assumed changes in yield of the bands."""
ZONES = ((0, 4), (4, 7), (7, 15))
WITHIN = (0.4, 0.3, 0.3)
BETWEEN = ((0, 1, 0.4), (1, 2, 0.4), (0, 2, 1.0))
VERTICAL = 0.1
COMMODITY_BANDS = (MONTH, 0.25, 0.5, 1, 2, 3, float("inf"))
SPREAD, CARRY, OUTRIGHT = 0.015, 0.006, 0.15
CLOSE = 1e-9
Open = list[tuple[int, float]]
"""What earlier bands have left: band and amount."""


def band_of(years: float, coupon: float | None) -> int:
    """The time band of a maturity."""
    ends = LOW if coupon is not None and coupon < LOW_COUPON else HIGH
    return sum(years > end + CLOSE for end in ends)


@dataclass(slots=True)
class Ladder:
    """Weighted long and short positions of one currency by band."""

    long: list[float] = field(default_factory=lambda: [0.0] * len(WEIGHTS))
    short: list[float] = field(default_factory=lambda: [0.0] * len(WEIGHTS))

    def add(self, amount: float, band: int) -> None:
        """Put a position into its band, weighted."""
        side = self.long if amount >= 0 else self.short
        side[band] += abs(amount) * WEIGHTS[band]


def general_rates(ladder: Ladder, steps: Steps) -> float:
    """The net position, and what is disallowed of every offset: by band, zone and across zones."""
    pairs = list(zip(ladder.long, ladder.short, strict=True))
    for number, (long, short) in enumerate(pairs):
        if long or short:
            steps.money(f"weighted position of band {number + 1}", long - short, RATES)
    vertical = VERTICAL * sum(min(long, short) for long, short in pairs)
    whole = steps.money("vertical disallowance, 10 %", vertical, RATES)
    nets = [long - short for long, short in pairs]
    zones: list[float] = []
    for number, ((first, last), rate) in enumerate(zip(ZONES, WITHIN, strict=True), 1):
        long = sum(x for x in nets[first:last] if x > 0)
        short = -sum(x for x in nets[first:last] if x < 0)
        disallowed = rate * min(long, short)
        whole += steps.money(f"disallowance within zone {number}", disallowed, RATES)
        zones.append(long - short)
    for one, two, rate in BETWEEN:
        offset = min(abs(zones[one]), abs(zones[two])) if zones[one] * zones[two] < 0 else 0.0
        name = f"disallowance between zones {one + 1} and {two + 1}"
        whole += steps.money(name, rate * offset, RATES)
        for zone in (one, two):
            zones[zone] -= offset if zones[zone] > 0 else -offset
    net = steps.money("net weighted position", abs(sum(nets)), RATES)
    return whole + net


def commodity_ladder(positions: Sequence[tuple[float, float]], steps: Steps) -> float:
    """Spread, carrying and outright requirements of one commodity; pairs of years and amount."""
    bands = [[0.0, 0.0] for _ in COMMODITY_BANDS]
    for years, amount in positions:
        band = sum(years > end + CLOSE for end in COMMODITY_BANDS)
        bands[band][0 if amount >= 0 else 1] += abs(amount)
    total = 0.0
    open_: Open = []
    for number, (long, short) in enumerate(bands):
        matched = SPREAD * 2 * min(long, short)
        rest, open_, charge = _carried(number, long - short, open_)
        if matched:
            steps.money(f"spread of matched positions of band {number + 1}", matched, COMMODITIES)
        if charge:
            steps.money(f"spread and carrying into band {number + 1}", charge, COMMODITIES)
        total += matched + charge
        if rest:
            open_.append((number, rest))
    steps.money("spread and carrying of matched positions", total, COMMODITIES)
    left = abs(sum(amount for _, amount in open_))
    return total + steps.money("outright, 15 % of what is left", OUTRIGHT * left, COMMODITIES)


def _carried(number: int, rest: float, open_: Open) -> tuple[float, Open, float]:
    """Offset what a band has left with what earlier bands left, the nearest first."""
    left: Open = []
    charge = 0.0
    for band, amount in reversed(open_):
        offset = min(abs(amount), abs(rest)) if amount * rest < 0 else 0.0
        charge += SPREAD * 2 * offset + CARRY * (number - band) * offset
        rest += offset if rest < 0 else -offset
        amount += offset if amount < 0 else -offset
        if abs(amount) > 0:
            left.append((band, amount))
    return rest, left[::-1], charge
