"""Trades that failed to settle: capital by days late, or as credit once delivered free (CRE70)."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Identifier, Kind, Money, field
from tools.finance._basel_steps import Steps

WHERE = "CRE70"
LATE = ((4, 0.0), (15, 0.08), (30, 0.5), (45, 0.75))
"""Business days after the settlement date up to which each factor holds; 100 % beyond."""
FREE_DAYS = 5  # after the second leg was due, from which a free delivery weighs 1250 %
HIGHEST, TO_ASSETS = 12.5, 12.5
Days = Annotated[int, Field(ge=0, le=10_000), Kind("duration", "business days")]
Weight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]


class Unsettled(BaseModel):
    """One trade that was due and is not settled."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="The trade.", aliases=("trade", "name", "transaction")
    )
    kind: Literal["dvp", "free"] = field(
        "dvp",
        description="Delivery versus payment, or delivered free: one side has delivered already.",
        aliases=("kind", "settlement type", "type of settlement"),
        synonyms={
            "dvp": ["delivery versus payment", "DvP", "payment versus payment", "PvP"],
            "free": ["free delivery", "free of payment", "non-DvP", "delivered free"],
        },
    )
    amount: Money = field(
        description="Delivery versus payment: what the bank would lose if it replaced the trade "
        "now, the positive current exposure. Free delivery: what it has delivered, with that loss.",
        aliases=("amount", "positive current exposure", "exposure", "value delivered"),
    )
    days: Days = field(
        description="Business days since settlement was due; of a free delivery since its second "
        "leg was.",
        aliases=("days late", "days overdue", "business days late", "days since settlement"),
    )
    risk_weight: Weight | None = field(
        None,
        description="Free delivery up to four days late: standardised weight of the counterparty.",
        aliases=("risk weight", "weight of the counterparty"),
    )

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        early = self.kind == "free" and self.days < FREE_DAYS
        if early and self.risk_weight is None:
            raise ValueError("risk_weight is needed for a free delivery not yet five days late")
        return self


def unsettled_assets(one: Unsettled, steps: Steps) -> float:
    """Risk-weighted assets of one trade."""
    steps.add("business days late", one.days, "days", WHERE)
    steps.money("positive current exposure", one.amount, WHERE)
    if one.kind == "free":
        late = one.days >= FREE_DAYS
        weight = HIGHEST if late else one.risk_weight or 0.0
        steps.share("risk weight", weight, WHERE)
        return steps.money("risk-weighted assets", weight * one.amount, WHERE)
    factor = next((share for last, share in LATE if one.days <= last), 1.0)
    steps.share("capital factor by days late", factor, WHERE)
    return steps.money("risk-weighted assets", TO_ASSETS * factor * one.amount, WHERE)
