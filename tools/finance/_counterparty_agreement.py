"""Margin agreements that do not match netting sets one to one (CRE52.74 to 52.76)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tools.alternatives import changed_fields
from tools.errors import InvalidInput
from tools.finance._counterparty_exposure import (
    Exposure,
    Side,
    Way,
    check_premiums,
    exposure_of,
    multiplier_of,
)
from tools.finance._counterparty_hybrid import Part, hybrid
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
    parts: dict[str, list[Group]] = {}
    for group in groups:
        parts.setdefault(group.netting_set, []).append(group)
    alone: list[Exposure] = []
    joint: list[Joint] = []
    for group in groups:
        members, own = sharing.get(group.agreement, []), parts[group.netting_set]
        if len(own) > 1 and all(len(sharing.get(one.agreement, [])) < 2 for one in own):
            if group is own[0]:
                alone.append(_hybrid(own, terms, way))
            continue
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


def _hybrid(
    groups: Sequence[Group], terms: Mapping[str, tuple[str, MarginAgreement]], way: Way
) -> Exposure:
    """A netting set whose trades fall under several agreements (CRE52.74)."""
    found: list[Part] = []
    for group in groups:
        if group.agreement:
            place, agreement = terms[group.agreement]
            found.append(Part(place, _covering(agreement), group.positions))
        else:
            found.append(Part(group.place, group.terms, group.positions))
    if all(group.agreement for group in groups):  # what the set itself holds counts once
        found.append(Part(groups[0].place, groups[0].terms, ()))
    return hybrid(groups[0].netting_set, found, way)


def _covering(agreement: MarginAgreement) -> MarginAgreement:
    return agreement.model_copy(update={"margined": agreement.margined is not False})


def _single(group: Group, terms: Mapping[str, tuple[str, MarginAgreement]], way: Way) -> Exposure:
    """A netting set, or the part of one that an agreement of its own covers."""
    if not group.agreement:
        return exposure_of(group.netting_set, group.place, group.terms, group.positions, way)
    name = f"{group.netting_set}, {group.agreement}"
    place, agreement = terms[group.agreement]
    return exposure_of(name, place, _covering(agreement), group.positions, way)


def _joint(agreement: MarginAgreement, groups: Sequence[Group], way: Way) -> Joint:
    first = tuple(_member(group, way) for group in groups)
    held = agreement.collateral
    if held is None:
        held = (agreement.nica or 0.0) + (agreement.variation_margin or 0.0)
    held *= 1 - (agreement.haircut if held >= 0 else -agreement.haircut)
    own = sum(one.collateral for one in first)
    members = tuple(
        replace(one, side=_with(one, part, way))
        for one, part in zip(first, allocated(first, held), strict=True)
    )
    return Joint(
        name=agreement.name,
        members=members,
        positive=sum(max(one.value, 0.0) for one in members),
        negative=sum(min(one.value, 0.0) for one in members),
        collateral=held + own,
        alpha=way.alpha,
    )


def allocated(members: Sequence[Exposure], held: float) -> list[float | None]:
    """The agreement's collateral by netting set, for its multiplier (CRE52.76 FAQ1).

    What is held goes to positive values first, the surplus by add-on; what was posted to negative
    values. None where more was posted than is owed: every multiplier is one then.
    """
    excess = [one.value - one.collateral for one in members]
    if held >= 0:
        parts = [max(x, 0.0) for x in excess]
        whole = sum(parts)
        if held < whole:
            return [held * part / whole for part in parts]
        sizes = [one.side.add_ons.aggregate for one in members]
        if not sum(sizes):
            return list(parts)
        return [
            part + (held - whole) * size / sum(sizes)
            for part, size in zip(parts, sizes, strict=True)
        ]
    parts = [min(x, 0.0) for x in excess]
    if held < sum(parts):
        return [None] * len(members)
    return [held * part / sum(parts) for part in parts]


def _with(one: Exposure, part: float | None, way: Way) -> Side:
    """The side of a netting set with its part of the agreement's collateral."""
    aggregate = one.side.add_ons.aggregate
    factor = 1.0
    if part is not None:
        factor = multiplier_of(one.value - one.collateral - part, aggregate)
    cost = one.side.replacement_cost
    return replace(one.side, multiplier=factor, ead=way.alpha * (cost + factor * aggregate))


def _member(group: Group, way: Way) -> Exposure:
    """A netting set as if it had no margin agreement, with what collateral is its own."""
    said = changed_fields(group.terms) & set(Terms.model_fields)
    other = sorted(said - OWN_TERMS)
    if other:
        raise InvalidInput.of(
            f"{group.place}{other[0]}", "is a term of the margin agreement; say it there"
        )
    check_premiums(group.positions, shared=True)
    plain = group.terms.model_copy(update={"margined": False})
    return exposure_of(group.netting_set, group.place, plain, group.positions, way)
