"""What several risks come to in a year, exactly or simulated."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Probability, Share
from tools.risk._annual_loss_result import Amount, Exceedance, Quantile


class Contribution(BaseModel):
    """One scenario's part in the whole."""

    scenario: str = Field(description="Name of the scenario.")
    frequency: Finite = Field(
        description="Expected cases a year.", json_schema_extra={"x-unit": "per year"}
    )
    loss_per_event: Amount = Field(description="What one case costs on average, before insurance.")
    expected_loss: Amount = Field(description="Its part of the expected loss of a year.")
    tail_contribution: Amount = Field(
        description="Its part of the mean of the worst years (Euler); the parts sum to that mean."
    )
    tail_share: Share = Field(description="The same as a share of that mean.")
    tail_contribution_error: Amount = Field(
        description="Standard error of its part, where it was simulated; else 0."
    )


class View(BaseModel):
    """The year's loss from one side, or what one layer pays."""

    name: str = Field(description="gross, retained, insurer, or the name of a layer.")
    expected: Amount = Field(description="Expected amount of a year.")
    standard_deviation: Amount | None = Field(description="Its standard deviation, if finite.")
    value_at_risk: Amount = Field(description="Amount that a year stays under at `confidence`.")
    tail_value_at_risk: Amount = Field(description="Mean amount of the years beyond that.")
    chance: Probability = Field(description="Chance that the year has any such amount at all.")
    exact: bool = Field(description="Whether it was computed exactly, not simulated.")


class AggregateLossResult(ResultModel):
    """The distribution of one year's loss from all scenarios together."""

    annual_loss_expectancy: Amount = Field(
        description="What one must expect to lose in a year from all scenarios together."
    )
    standard_error: Amount = Field(
        description="Standard error of the expected loss; 0 where it is exact."
    )
    standard_deviation: Amount | None = Field(
        description="Standard deviation of the loss of a year; absent where the tail is so heavy "
        "that there is none."
    )
    median: Amount = Field(description="Loss that half of all years stay under.")
    quantiles: list[Quantile] = Field(
        description="Losses that given shares of years stay under, each with its error interval."
    )
    confidence: Share = Field(description="Level that parts the bad years from the others.")
    tail_share: Share = Field(description="Share of years beyond that level: 1 - confidence.")
    value_at_risk: Amount = Field(
        description="Loss that a year stays under with the chance `confidence`."
    )
    value_at_risk_error: Amount = Field(
        description="How exact it is: what halving the grid step last moved, or its standard error."
    )
    tail_value_at_risk: Amount = Field(
        description="Mean loss of the worst years, those beyond the level `confidence`."
    )
    tail_value_at_risk_error: Amount = Field(
        description="Grid error or standard error of that mean."
    )
    chance_of_any_loss: Probability = Field(description="Chance of a year with any loss at all.")
    mean_frequency: Finite = Field(
        description="Expected cases a year, all scenarios together.",
        json_schema_extra={"x-unit": "per year"},
    )
    contributions: list[Contribution] = Field(
        description="What each scenario brings, the largest part of the bad years first."
    )
    views: list[View] = Field(
        description="The same year before insurance, after it, by what insurance pays, and by layer"
        "; empty without insurance."
    )
    exceedance_curve: list[Exceedance] = Field(
        description="Chance that the loss of a year reaches an amount, by falling chance."
    )
    perspective: Literal["retained", "insurer", "gross"] = Field(
        description="Whose loss the figures are."
    )
    engine: Literal["transform", "simulation"] = Field(description="How it was computed.")
    grid_step: Amount | None = Field(
        default=None, description="Step of the grid, where it is exact but for the grid."
    )
    grid_points: Count | None = Field(default=None, description="Points of the grid.")
    alias_bound: Probability | None = Field(
        default=None,
        description="Bound on the chance misplaced because sums pass the end of the grid.",
    )
    trials: Count | None = Field(default=None, description="Simulated years, if any.")
    currency: Currency | None = Field(description="Currency of all amounts, when stated.")
