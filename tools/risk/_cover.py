"""Insurance and reinsurance of a book: which payoff falls on a case, and which on a year.

Quota shares come first: the others see only what they leave. Layers of excess of loss then all pay
on that same loss of a case, side by side. Stop losses pay last, on what is left of the year.
"""

from dataclasses import dataclass
from functools import reduce
from math import inf
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from tools.fields import Identifier, Money, Share, field
from tools.risk._layers import IDENTITY, Payoff, layer, remainder

LayerKind = Literal["excess_of_loss", "quota_share", "stop_loss"]


class Layer(BaseModel):
    """A layer of insurance or reinsurance."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What the layer is called.", aliases=("layer", "treaty", "name")
    )
    kind: LayerKind = field(
        "excess_of_loss",
        description="Pays on each case above its attachment (excess_of_loss), a share of every "
        "case (quota_share), or on the year's total above its attachment (stop_loss).",
        aliases=("kind", "type of reinsurance", "cover"),
        synonyms={
            "excess_of_loss": ["excess of loss", "XL", "XoL", "per occurrence", "xs"],
            "quota_share": ["quota share", "proportional", "QS"],
            "stop_loss": ["stop loss", "aggregate excess", "per year"],
        },
    )
    attachment: Money = field(
        0, description="Loss above which it pays.", aliases=("attachment", "xs", "excess of")
    )
    limit: Money | None = field(
        None, description="Most it pays for one case, or for the year if a stop loss."
    )
    share: Share = field(1, description="Part of the layer that is placed, or share ceded.")
    annual_deductible: Money = field(0, description="What its payments of a year must first pass.")
    annual_limit: Money | None = field(None, description="Most it pays in a year.")

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.share == 0 or self.limit == 0 or self.annual_limit == 0:
            raise ValueError("would never pay: share and limits must be above zero")
        if self.kind == "quota_share":
            if self.attachment or self.limit is not None:
                raise ValueError("a quota_share has no attachment and no limit, only its share")
            if self.share >= 1:
                raise ValueError("a quota_share needs its share, below 1: 30 % ceded is 0.3")
        if self.kind == "stop_loss" and (self.annual_deductible or self.annual_limit is not None):
            raise ValueError("a stop_loss is yearly: use attachment and limit alone")
        return self

    @property
    def yearly(self) -> Payoff:
        """What becomes of its payments of a year."""
        if self.annual_deductible == 0 and self.annual_limit is None:
            return IDENTITY
        return layer(self.annual_deductible, _or_none(self.annual_limit))


def _or_none(limit: float | None) -> float:
    return inf if limit is None else limit


@dataclass(frozen=True)
class Paying:
    """One layer's payments: on a case, and what of their yearly sum it pays."""

    name: str
    case: Payoff
    year: Payoff
    on_remainder: bool
    """A stop loss: its year is what the others leave."""


@dataclass(frozen=True)
class Cover:
    """All layers of a book."""

    paying: tuple[Paying, ...] = ()

    @property
    def on_cases(self) -> list[Paying]:
        """Layers that pay case by case."""
        return [one for one in self.paying if not one.on_remainder]

    @property
    def on_years(self) -> list[Paying]:
        """Layers that pay on the year's remainder."""
        return [one for one in self.paying if one.on_remainder]

    @property
    def kept_case(self) -> Payoff:
        """What is left of one case."""
        return remainder([one.case for one in self.on_cases]) if self.on_cases else IDENTITY

    @property
    def kept_year(self) -> Payoff:
        """What is left of the year after stop losses."""
        return remainder([one.year for one in self.on_years]) if self.on_years else IDENTITY

    @property
    def has_exact_remainder(self) -> bool:
        """Whether what is kept follows from cases one by one, and then from the year's total."""
        return all(one.year.is_identity for one in self.on_cases)


def cover(layers: list[Layer]) -> Cover:
    """The cover that these layers make, in the order in which they pay."""
    left = reduce(lambda r, one: r * (1 - one.share), _of(layers, "quota_share"), 1.0)
    found: list[Paying] = []
    share_left = 1.0
    for number, one in enumerate(_ordered(layers), 1):
        name = one.name or _named(one, number)
        if one.kind == "quota_share":
            case = layer(0.0, inf, share_left * one.share)
            share_left *= 1 - one.share
            found.append(Paying(name, case, one.yearly, on_remainder=False))
        elif one.kind == "excess_of_loss":
            case = layer(one.attachment, _or_none(one.limit), one.share).after(left)
            found.append(Paying(name, case, one.yearly, on_remainder=False))
        else:
            year = layer(one.attachment, _or_none(one.limit), one.share)
            found.append(Paying(name, IDENTITY, year, on_remainder=True))
    return Cover(tuple(found))


def _of(layers: list[Layer], kind: LayerKind) -> list[Layer]:
    return [one for one in layers if one.kind == kind]


def _ordered(layers: list[Layer]) -> list[Layer]:
    kinds: tuple[LayerKind, ...] = ("quota_share", "excess_of_loss", "stop_loss")
    return [one for kind in kinds for one in _of(layers, kind)]


def _named(one: Layer, number: int) -> str:
    return f"{one.kind.replace('_', ' ')} {number}"


def overlapping(layers: list[Layer]) -> bool:
    """Whether layers of one kind would together pay more than the loss."""
    for kind in ("excess_of_loss", "stop_loss"):
        same = _of(layers, kind)
        payoffs = [layer(one.attachment, _or_none(one.limit), one.share) for one in same]
        knots = sorted({knot for payoff in payoffs for knot in payoff.knots})
        for knot in knots:
            here = [p.slopes[sum(k <= knot for k in p.knots) - 1] for p in payoffs]
            if sum(here) > 1 + 1e-9:
                return True
    return False
