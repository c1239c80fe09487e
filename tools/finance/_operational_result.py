"""What a bank's operational risk comes to in capital."""

from pydantic import Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite
from tools.finance._basel_steps import Step
from tools.sums import Total


class CapitalOperational(ResultModel):
    """Operational risk capital by the standardised approach."""

    capital: Total = Field(description="Operational risk capital: component times multiplier.")
    risk_weighted_assets: Total = Field(description="12.5 times the capital.")
    business_indicator: Total = Field(description="Business indicator.")
    business_indicator_component: Total = Field(
        description="Business indicator times the marginal coefficients."
    )
    interest_component: Total | None = Field(
        default=None, description="Interest, leases and dividend component."
    )
    services_component: Total | None = Field(default=None, description="Services component.")
    financial_component: Total | None = Field(default=None, description="Financial component.")
    loss_component: Total | None = Field(
        default=None, description="15 times the average annual loss."
    )
    average_loss: Total | None = Field(default=None, description="Average annual loss.")
    loss_years: Count | None = Field(default=None, description="Years of losses averaged.")
    loss_multiplier: Finite = Field(
        description="Internal loss multiplier.", json_schema_extra={"x-unit": "ratio"}
    )
    bucket: Count = Field(description="Bucket of the business indicator: 1, 2 or 3.")
    interest_margin_capped: bool | None = Field(
        default=None, description="Whether the cap on net interest decided."
    )
    margin_cap: Finite = Field(
        default=0.0225,
        description="Share of interest-earning assets up to which net interest counts.",
        json_schema_extra={"x-unit": "fraction"},
    )
    steps: list[Step] = Field(description="Every intermediate, with its paragraph.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
