"""Default risk capital of the standardised approach (MAR22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tools.errors import InvalidInput
from tools.finance._market_default_position import DefaultPosition, Loss, loss_of

CROSS_INDEX = 0.5  # of a negative bucket of the CTP, MAR22.45


@dataclass(frozen=True, slots=True)
class NetRisk:
    """The net jump-to-default of one obligor, tranche or replication, MAR22.19."""

    category: str
    bucket: str
    obligor: str
    seniority: str
    amount: float
    """Negative when short."""
    weight: float


@dataclass(frozen=True, slots=True)
class DefaultBucket:
    """One bucket's capital."""

    category: str
    bucket: str
    hedge_benefit: float
    weighted_long: float
    weighted_short: float
    capital: float


@dataclass(slots=True)
class DefaultCapital:
    """Default risk capital of one category."""

    category: str
    capital: float = 0.0
    losses: list[Loss] = field(default_factory=list[Loss])
    nets: list[NetRisk] = field(default_factory=list[NetRisk])
    buckets: list[DefaultBucket] = field(default_factory=list[DefaultBucket])


def default_capitals(
    positions: Sequence[DefaultPosition], regime: str, scale_tranches: bool
) -> list[DefaultCapital]:
    """Capital of the three categories, without diversification between them (MAR22.4)."""
    groups: dict[str, list[Loss]] = {}
    for number, position in enumerate(positions):
        place = f"default_positions.{number}"
        loss = loss_of(position, place, number, regime, scale_tranches)
        groups.setdefault(loss.category, []).append(loss)
    return [_category(name, losses) for name, losses in groups.items()]


def _category(name: str, losses: list[Loss]) -> DefaultCapital:
    found = DefaultCapital(name, losses=losses)
    obligors: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        obligors.setdefault((loss.bucket, loss.obligor), []).append(loss)
    for members in obligors.values():
        found.nets += _netted(members)
    everywhere = _benefit(found.nets)
    for bucket in dict.fromkeys(net.bucket for net in found.nets):
        nets = [net for net in found.nets if net.bucket == bucket]
        benefit = everywhere if name == "ctp" else _benefit(nets)
        found.buckets.append(_bucket(name, bucket, nets, benefit))
    found.capital = _joined(name, [one.capital for one in found.buckets])
    return found


def _bucket(name: str, bucket: str, nets: list[NetRisk], benefit: float) -> DefaultBucket:
    long = sum(net.weight * net.amount for net in nets if net.amount > 0)
    short = sum(-net.weight * net.amount for net in nets if net.amount < 0)
    capital = long - benefit * short
    if name != "ctp":
        capital = max(capital, 0.0)
    return DefaultBucket(name, bucket, benefit, long, short, capital)


def _joined(name: str, capitals: Iterable[float]) -> float:
    """A simple sum; negative buckets of the CTP count half, MAR22.45."""
    if name != "ctp":
        return sum(capitals)
    return max(sum(max(c, 0.0) + CROSS_INDEX * min(c, 0.0) for c in capitals), 0.0)


def _benefit(nets: Iterable[NetRisk]) -> float:
    """Hedge benefit ratio, MAR22.23."""
    amounts = [net.amount for net in nets]
    long = sum(a for a in amounts if a > 0)
    short = -sum(a for a in amounts if a < 0)
    return long / (long + short) if long + short else 0.0


def _netted(members: list[Loss]) -> list[NetRisk]:
    """A short offsets a long of the same or a higher seniority, MAR22.19."""
    ranks: dict[int, list[float]] = {}
    kinds: dict[int, Loss] = {}
    for loss in members:
        first = kinds.setdefault(loss.rank, loss)
        if loss.weight != first.weight:
            raise InvalidInput.of(
                f"{loss.place}.rating",
                "claims of one rank on one obligor must have one rating or weight",
            )
        sides = ranks.setdefault(loss.rank, [0.0, 0.0])
        sides[0 if loss.scaled > 0 else 1] += loss.scaled
    for rank in sorted(ranks, reverse=True):  # the most senior shorts have the fewest longs
        for other in sorted((r for r in ranks if r >= rank), reverse=True):
            offset = min(ranks[other][0], -ranks[rank][1])
            ranks[other][0] -= offset
            ranks[rank][1] += offset
    return [
        NetRisk(one.category, one.bucket, one.obligor, one.seniority, amount, one.weight)
        for rank, one in kinds.items()
        for amount in ranks[rank]
        if amount
    ]
