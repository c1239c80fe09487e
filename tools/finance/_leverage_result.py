"""What a leverage ratio comes to."""

from pydantic import Field

from tools.capability import ResultModel
from tools.fields import Currency, Finite, Share
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total


class LeverageRatio(ResultModel):
    """Tier 1 capital over the exposure measure."""

    leverage_ratio: Finite = Field(
        description="Tier 1 capital over exposure.", json_schema_extra={"x-unit": "fraction"}
    )
    tier_1: SignedTotal = Field(description="Tier 1 capital.")
    exposure_measure: Total = Field(description="Leverage exposure measure.")
    on_balance_exposure: Total | None = Field(
        default=None, description="On-balance exposures less deductions."
    )
    derivative_exposure: Total | None = Field(default=None, description="Derivative exposures.")
    financing_exposure: Total | None = Field(
        default=None, description="Securities financing exposures."
    )
    off_balance_exposure: Total | None = Field(
        default=None, description="Off-balance items after conversion."
    )
    minimum: Share = Field(description="Minimum ratio.")
    buffer: Share = Field(description="Leverage buffer of a global systemically important bank.")
    required: Share = Field(description="Minimum and buffer together.")
    required_tier_1: Total = Field(description="Tier 1 capital that minimum and buffer ask for.")
    surplus: SignedTotal = Field(
        description="Tier 1 beyond minimum and buffer; negative if it falls short."
    )
    meets_minimum: bool = Field(description="Whether the minimum is met.")
    meets_required: bool = Field(description="Whether minimum and buffer are met.")
    conservation_ratio: Share | None = Field(
        default=None,
        description="Share of earnings the leverage buffer makes the bank retain: 0 where it is "
        "met; none without a buffer.",
    )
    offsetting_minimum: Share | None = Field(
        default=None,
        description="Minimum ratio that would undo the exemption of central bank reserves.",
    )
    steps: list[Step] = Field(description="Every intermediate, with its paragraph.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
