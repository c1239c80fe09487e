"""Effective notionals to add-ons: hedging sets, entities, asset classes (CRE52.55 to 52.71)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from tools.errors import InvalidInput
from tools.finance._counterparty_parameters import ACROSS, BUCKETS, RATES
from tools.finance._counterparty_position import Position

PARAGRAPHS = {
    "interest_rate": "CRE52.57",
    "foreign_exchange": "CRE52.59",
    "credit": "CRE52.61",
    "equity": "CRE52.66",
    "commodity": "CRE52.70",
}


@dataclass(frozen=True, slots=True)
class Part:
    """An entity, a bucket or a hedging set with its figures."""

    asset_class: str
    hedging_set: str
    part: str
    effective_notional: float | None
    add_on: float | None
    paragraph: str


@dataclass(slots=True)
class AddOns:
    """Add-on of each asset class, and what they are made of."""

    by_class: dict[str, float] = field(default_factory=dict[str, float])
    parts: list[Part] = field(default_factory=list[Part])

    @property
    def aggregate(self) -> float:
        """No diversification across asset classes, CRE52.25."""
        return sum(self.by_class.values())


def add_ons(positions: Sequence[Position], notionals: Sequence[float], rate_offset: bool) -> AddOns:
    """Aggregate effective `notionals` (one for each position) to the add-ons of one netting set."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, position in enumerate(positions):
        groups.setdefault((position.asset_class, position.hedging_set), []).append(place)
    found = AddOns()
    for (asset_class, hedging_set), places in groups.items():
        members = [(positions[i], notionals[i]) for i in places]
        if asset_class == "interest_rate":
            amount, parts = _rates(hedging_set, members, rate_offset)
        elif asset_class == "foreign_exchange":
            amount, parts = _exchange(hedging_set, members)
        else:
            amount, parts = _entities(asset_class, hedging_set, members)
        found.by_class[asset_class] = found.by_class.get(asset_class, 0.0) + amount
        found.parts += parts
    return found


def rate_notional(buckets: Sequence[float], offset: bool) -> float:
    """Effective notional of a hedging set of rates from its three maturity buckets."""
    if not offset:
        return sum(abs(d) for d in buckets)
    square = sum(d * d for d in buckets)
    square += sum(weight * buckets[i] * buckets[j] for (i, j), weight in ACROSS.items())
    return sqrt(max(square, 0.0))


def rate_parts(
    hedging_set: str, buckets: Sequence[float], offset: bool, factor: float = RATES.factor
) -> tuple[float, list[Part]]:
    """Add-on of a hedging set of rates, and its parts."""
    whole = rate_notional(buckets, offset)
    parts = [
        Part("interest_rate", hedging_set, name, amount, None, "CRE52.57(4)")
        for name, amount in zip(BUCKETS, buckets, strict=True)
    ]
    amount = factor * whole
    return amount, [
        *parts,
        Part("interest_rate", hedging_set, "", whole, amount, "CRE52.57(5) and (6)"),
    ]


Members = Iterable[tuple[Position, float]]


def _rates(hedging_set: str, members: Members, offset: bool) -> tuple[float, list[Part]]:
    buckets, factor = [0.0, 0.0, 0.0], RATES.factor
    for position, notional in members:
        buckets[position.bucket or 0] += notional
        factor = position.factor
    return rate_parts(hedging_set, buckets, offset, factor)


def _exchange(hedging_set: str, members: Members) -> tuple[float, list[Part]]:
    total, factor = 0.0, 0.0
    for position, notional in members:
        total += notional
        factor = position.factor
    amount = abs(total) * factor
    return amount, [Part("foreign_exchange", hedging_set, "", total, amount, "CRE52.59(3) and (4)")]


def _entities(asset_class: str, hedging_set: str, members: Members) -> tuple[float, list[Part]]:
    """The one-factor formula: a systematic and an idiosyncratic part."""
    notionals: dict[str, float] = {}
    terms: dict[str, Position] = {}
    for position, notional in members:
        known = terms.setdefault(position.entity, position)
        if (known.factor, known.correlation) != (position.factor, position.correlation):
            raise InvalidInput.of(
                "trades", "trades on one reference must agree on its rating, index and commodity"
            )
        notionals[position.entity] = notionals.get(position.entity, 0.0) + notional
    amounts = {name: terms[name].factor * notional for name, notional in notionals.items()}
    whole = one_factor(amounts, {name: terms[name].correlation for name in amounts})
    steps = {"commodity": ("(3) and (4)", "(5)")}.get(asset_class, ("(2) and (3)", "(4)"))
    paragraph = PARAGRAPHS[asset_class]
    parts = [
        Part(asset_class, hedging_set, name, notionals[name], amount, paragraph + steps[0])
        for name, amount in amounts.items()
    ]
    return whole, [*parts, Part(asset_class, hedging_set, "", None, whole, paragraph + steps[1])]


def one_factor(amounts: Mapping[str, float], correlations: Mapping[str, float]) -> float:
    """Add-ons of entities joined by the single-factor model of CRE52.61(4)."""
    systematic = sum(correlations[name] * amount for name, amount in amounts.items())
    rest = sum((1 - correlations[name] ** 2) * amount**2 for name, amount in amounts.items())
    return sqrt(systematic**2 + rest)
