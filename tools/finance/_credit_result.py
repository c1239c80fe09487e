"""What a book of credit exposures comes to in capital."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Share
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total


class WeighedExposure(BaseModel):
    """One exposure, weighed."""

    name: str = Field(description="Name of the exposure.")
    asset_class: str = Field(description="Its class.")
    approach: str = Field(description="The approach it was weighed under.")
    exposure_at_default: Total = Field(description="What it counts for, undrawn part included.")
    risk_weight: Finite = Field(
        description="Risk weight as a fraction of the exposure at default: 0.9232 is 92.32 %.",
        json_schema_extra={"x-unit": "fraction"},
    )
    risk_weighted_assets: Total = Field(
        description="Risk-weighted assets, before the scaling factor of Basel II."
    )
    capital: Total = Field(description="Capital it needs at the capital ratio.")
    expected_loss: Total | None = Field(
        default=None, description="Expected loss of a year; none under the standardised approach."
    )
    pd: Share | None = Field(default=None, description="Probability of default used, floored.")
    lgd: Share | None = Field(default=None, description="Loss given default used, floored.")
    maturity: Finite | None = Field(
        default=None,
        description="Effective maturity used.",
        json_schema_extra={"x-unit": "years"},
    )
    correlation: Share | None = Field(default=None, description="Asset correlation R.")
    maturity_adjustment: Finite | None = Field(
        default=None,
        description="Full maturity adjustment.",
        json_schema_extra={"x-unit": "ratio"},
    )
    capital_requirement: Finite | None = Field(
        default=None,
        description="Capital requirement K per unit of exposure.",
        json_schema_extra={"x-unit": "fraction"},
    )
    paragraph: str = Field(default="", description="Paragraph the weight comes from.")
    standardised_rwa: Total | None = Field(
        default=None,
        description="Risk-weighted assets under the standardised approach, for the output floor.",
    )
    steps: list[Step] = Field(
        default_factory=list[Step],
        description="Every intermediate, for the first 500 exposures.",
    )


class ClassTotal(BaseModel):
    """All exposures of one class."""

    asset_class: str = Field(description="The class.")
    exposures: Count = Field(description="How many.")
    exposure_at_default: Total = Field(description="What they count for.")
    risk_weighted_assets: Total = Field(description="Their risk-weighted assets.")
    capital: Total = Field(description="Capital they need.")
    average_risk_weight: Finite = Field(
        description="Average risk weight.", json_schema_extra={"x-unit": "fraction"}
    )
    share_of_capital: Share = Field(description="Their share of all capital.")


class CapitalCredit(ResultModel):
    """Risk-weighted assets and capital for credit risk."""

    capital: Total = Field(description="Capital needed: ratio times risk-weighted assets.")
    capital_ratio: Share = Field(description="The ratio used.")
    risk_weighted_assets: Total = Field(
        description="Risk-weighted assets with the scaling factor and the output floor."
    )
    exposure_at_default: Total = Field(description="What all exposures count for.")
    average_risk_weight: Finite | None = Field(
        default=None,
        description="Risk-weighted assets over exposure; none without exposures.",
        json_schema_extra={"x-unit": "fraction"},
    )
    pre_floor_rwa: Total = Field(description="Risk-weighted assets before the output floor.")
    internal_rwa: Total = Field(
        description="Part of them from internal ratings, before the scaling factor."
    )
    scaling_factor: Finite = Field(
        description="1.06 under Basel II for internal ratings, 1 since the final Basel III.",
        json_schema_extra={"x-unit": "ratio"},
    )
    standardised_rwa: Total | None = Field(
        default=None, description="The whole book under the standardised approach, if known."
    )
    floor_level: Share | None = Field(default=None, description="Output floor used.")
    floor_rwa: Total | None = Field(
        default=None, description="Least risk-weighted assets the output floor allows."
    )
    floor_binds: bool | None = Field(default=None, description="Whether the floor decides.")
    floor_adds: Total | None = Field(
        default=None, description="Risk-weighted assets the floor adds."
    )
    expected_loss: Total = Field(description="Expected loss under internal ratings.")
    provisions: Total = Field(description="Provisions eligible against it.")
    provision_shortfall: Total = Field(
        description="Expected loss beyond provisions: deducted from common equity."
    )
    provision_excess: Total = Field(description="Provisions beyond the expected loss.")
    excess_counted: Total = Field(
        description="Part of the excess that counts as Tier 2: at most 0.6 % of internal "
        "risk-weighted assets."
    )
    general_provisions_counted: Total = Field(
        default=0.0,
        description="Of a book without internal ratings: general provisions that count as Tier 2, "
        "at most 1.25 % of its risk-weighted assets.",
    )
    net_provisions: SignedTotal = Field(description="Provisions less expected loss.")
    regime: str = Field(description="Rules used.")
    exposures: list[WeighedExposure] = Field(description="Each exposure, weighed.")
    classes: list[ClassTotal] = Field(description="Totals by class, most capital first.")
    steps: list[Step] = Field(description="Intermediates of the totals.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
