"""A single exposure told without a list: "a corporate loan of 4 million, PD 0.8 %"."""

from typing import Any

from tools.capability import RequestModel
from tools.fields import Money, Probability, Share, field
from tools.finance._credit_classes import AssetClass, Collateral, Commitment
from tools.finance._credit_exposure import Exposure, Supporting, Weight
from tools.finance._credit_owed import Grade, LoanToValue, Phase, Rating, Slot, Years

_ITSELF = ("asset_class", "amount")
"""What says that there is a single exposure; the rest means nothing without it."""


def _relations(name: str, extra: dict[str, Any]) -> dict[str, str] | None:
    """What the field stands to others; where that says nothing, it tells of the exposure."""
    own = extra.get("x-relations")
    return own or (None if name in _ITSELF else {"setting_of": " | ".join(_ITSELF)})


def _alone(name: str) -> Any:
    """The field of `Exposure`, optional, in the same words."""
    whole = Exposure.model_fields[name]
    extra: dict[str, Any] = (
        whole.json_schema_extra if isinstance(whole.json_schema_extra, dict) else {}
    )
    return field(
        None,
        description=f"{whole.description} Of a single exposure, told without a list.",
        aliases=extra.get("x-aliases", ()),
        synonyms=extra.get("x-synonyms"),
        relations=_relations(name, extra),
        unlike=extra.get("x-unlike", ()),
        echo=extra.get("x-echo", ""),
    )


class SingleExposure(RequestModel):
    """One exposure's fields, for a request without a list."""

    asset_class: AssetClass | None = _alone("asset_class")
    amount: Money | None = _alone("amount")
    pd: Probability | None = _alone("pd")
    lgd: Share | None = _alone("lgd")
    maturity: Years | None = _alone("maturity")
    turnover: Money | None = _alone("turnover")
    rating: Rating | None = _alone("rating")
    ltv: LoanToValue | None = _alone("ltv")
    property_value: Money | None = _alone("property_value")
    undrawn: Money | None = _alone("undrawn")
    commitment: Commitment | None = _alone("commitment")
    grade: Grade | None = _alone("grade")
    phase: Phase | None = _alone("phase")
    slot: Slot | None = _alone("slot")
    specific_provisions: Money | None = _alone("provisions")
    defaulted: bool | None = _alone("defaulted")
    qualifying: bool | None = _alone("qualifying")
    residential: bool | None = _alone("residential")
    dilution_loss: Share | None = _alone("dilution_loss")
    collateral: Money | None = _alone("collateral")
    collateral_type: Collateral | None = _alone("collateral_type")
    guaranteed: Money | None = _alone("guaranteed")
    guarantor_weight: Weight | None = _alone("guarantor_weight")
    supporting_factor: Supporting | None = _alone("supporting_factor")

    @property
    def told(self) -> dict[str, Any]:
        """What was said of the single exposure."""
        values = {name: getattr(self, name) for name in SINGLE}
        kept = {name: value for name, value in values.items() if value is not None}
        if "specific_provisions" in kept:
            kept["provisions"] = kept.pop("specific_provisions")
        return kept


SINGLE = tuple(SingleExposure.model_fields)
