"""Margin agreements that do not match netting sets one to one (CRE52.74 to 52.76)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.alternatives import changed_fields
from tools.errors import InvalidInput
from tools.finance._counterparty_exposure import Exposure, Way, exposure_of
from tools.finance._counterparty_position import Position
from tools.finance._counterparty_request import CounterpartyRequest, MarginAgreement, Terms

OWN_TERMS = frozenset(["collateral", "nica", "haircut", "market_value"])
"""What a netting set may still say of itself under a margin agreement of several."""


@dataclass(frozen=True, slots=True)
class Group:
    """Trades of one netting set under one margin agreement, or under none."""

    netting_set: str
    agreement: str
    place: str
    terms: Terms
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Several netting sets under one margin agreement."""

    name: str
    members: tuple[Exposure, ...]
    positive: float
    """Sum of the netting sets' positive values."""
    negative: float
    """Sum of their negative values, negative."""
    collateral: float
    """C_MA: negative if the bank has posted."""
    alpha: float

    @property
    def owed(self) -> float:
        """What the counterparty owes beyond the collateral held."""
        return max(self.positive - max(self.collateral, 0.0), 0.0)

    @property
    def posted(self) -> float:
        """What the bank has posted beyond what it owes."""
        return max(self.negative - min(self.collateral, 0.0), 0.0)

    @property
    def replacement_cost(self) -> float:
        """RC_MA, CRE52.75."""
        return self.owed + self.posted

    @property
    def pfe(self) -> float:
        """The unmargined PFE of each netting set, added up: CRE52.76."""
        return sum(one.side.pfe for one in self.members)

    @property
    def ead(self) -> float:
        """Exposure at default, CRE52.1."""
        return self.alpha * (self.replacement_cost + self.pfe)


def agreed(
    request: CounterpartyRequest, groups: Sequence[Group], way: Way
) -> tuple[list[Exposure], list[Joint]]:
    """Exposures of the netting sets that stand alone, and of those that share an agreement."""
    terms = {
        one.name: (f"margin_agreements.{number}.", one)
        for number, one in enumerate(request.margin_agreements or ())
    }
    sharing: dict[str, list[Group]] = {}
    for group in groups:
        if group.agreement:
            sharing.setdefault(group.agreement, []).append(group)
    _all_used(request, sharing)
    alone: list[Exposure] = []
    joint: list[Joint] = []
    for group in groups:
        members = sharing.get(group.agreement, [])
        if len(members) > 1:
            if group is members[0]:
                joint.append(_joint(terms[group.agreement][1], members, way))
            continue
        alone.append(_single(group, terms, way))
    return alone, joint


def _all_used(request: CounterpartyRequest, sharing: Mapping[str, Sequence[Group]]) -> None:
    for number, one in enumerate(request.margin_agreements or ()):
        if one.name not in sharing:
            raise InvalidInput.of(
                f"margin_agreements.{number}.name", "no trade or netting set names this agreement"
            )


def _single(group: Group, terms: Mapping[str, tuple[str, MarginAgreement]], way: Way) -> Exposure:
    """A netting set, or the part of one that an agreement covers (CRE52.74)."""
    if not group.agreement:
        return exposure_of(group.netting_set, group.place, group.terms, group.positions, way)
    name = f"{group.netting_set}, {group.agreement}"
    place, agreement = terms[group.agreement]
    covered = agreement.model_copy(update={"margined": agreement.margined is not False})
    return exposure_of(name, place, covered, group.positions, way)


def _joint(agreement: MarginAgreement, groups: Sequence[Group], way: Way) -> Joint:
    members = tuple(_member(group, way) for group in groups)
    held = agreement.collateral
    if held is None:
        held = (agreement.nica or 0.0) + (agreement.variation_margin or 0.0)
    cut = agreement.haircut if held >= 0 else -agreement.haircut
    own = sum(one.collateral for one in members)
    return Joint(
        name=agreement.name,
        members=members,
        positive=sum(max(one.value, 0.0) for one in members),
        negative=sum(min(one.value, 0.0) for one in members),
        collateral=held * (1 - cut) + own,
        alpha=way.alpha,
    )


def _member(group: Group, way: Way) -> Exposure:
    """A netting set as if it had no margin agreement, with what collateral is its own."""
    said = changed_fields(group.terms) & set(Terms.model_fields)
    other = sorted(said - OWN_TERMS)
    if other:
        raise InvalidInput.of(
            f"{group.place}{other[0]}", "is a term of the margin agreement; say it there"
        )
    plain = group.terms.model_copy(update={"margined": False})
    return exposure_of(group.netting_set, group.place, plain, group.positions, way)
