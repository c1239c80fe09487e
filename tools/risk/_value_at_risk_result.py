"""What a value at risk comes to."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Share
from tools.sums import SignedTotal


class PositionRisk(BaseModel):
    """One position's part in the whole."""

    name: str = Field(description="Name of the position.")
    exposure: Finite = Field(description="Amount held, or weight where no amounts were given.")
    marginal: Finite = Field(description="What one unit more of it adds to the value at risk.")
    component: Finite = Field(
        description="Its part of the value at risk; the parts sum to the whole."
    )
    component_share: Finite = Field(description="The same as a share of the whole.")
    shortfall_component: Finite = Field(description="Its part of the expected shortfall.")
    incremental: Finite = Field(
        description="What the value at risk would fall by without the position."
    )


class Bar(BaseModel):
    """A bar of the histogram."""

    low: Finite = Field(description="Where the bar begins.")
    high: Finite = Field(description="Where it ends.")
    count: Count = Field(description="Periods in it.")


class ValueAtRiskResult(ResultModel):
    """Value at risk and expected shortfall; losses are positive."""

    value_at_risk: Finite = Field(
        description="Loss that a period exceeds with the chance 1 - confidence, as a fraction of "
        "the portfolio, or in money where only profits were given; negative if it is a gain."
    )
    expected_shortfall: Finite = Field(
        description="Mean loss of the periods beyond it, in the same unit."
    )
    value_at_risk_error: Finite = Field(description="Standard error of the value at risk.")
    expected_shortfall_error: Finite = Field(
        description="Standard error of the expected shortfall."
    )
    value_at_risk_money: SignedTotal | None = Field(
        default=None, description="Value at risk in money: what the portfolio may lose."
    )
    expected_shortfall_money: SignedTotal | None = Field(
        default=None, description="Expected shortfall in money."
    )
    value_at_risk_error_money: SignedTotal | None = Field(
        default=None, description="Standard error of the value at risk in money."
    )
    expected_shortfall_error_money: SignedTotal | None = Field(
        default=None, description="Standard error of the expected shortfall in money."
    )
    errors_by: str = Field(description="How the standard errors were found; empty when exact.")
    unit: Literal["fraction", "money"] = Field(description="Unit of the first four figures.")
    value: SignedTotal | None = Field(
        default=None, description="What the portfolio is worth, where it is known."
    )
    method_name: str = Field(description="The method used.")
    confidence: Share = Field(description="Level of both figures.")
    tail_share: Share = Field(description="Share of periods beyond it: 1 - confidence.")
    observations: Count = Field(description="Periods of history used; 0 without one.")
    worst_loss: Finite | None = Field(
        default=None, description="Greatest loss of the history, in the unit of the figures."
    )
    periods: Finite = Field(description="Horizon in periods of the history or the volatility.")
    horizon_days: Finite | None = Field(
        default=None,
        description="Horizon in trading days, where it is known.",
        json_schema_extra={"x-unit": "days"},
    )
    source: str = Field(description="What was taken: returns, prices, profits or volatilities.")
    details: dict[str, Finite] = Field(
        description="Parameters estimated on the way: mean, deviation, decay, shape ..."
    )
    positions: list[PositionRisk] = Field(
        description="Parts of the positions, in money where amounts are known."
    )
    histogram: list[Bar] = Field(description="Distribution of the history's periods.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
