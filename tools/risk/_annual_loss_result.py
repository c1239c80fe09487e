"""What a simulated year of a risk scenario comes to."""

from typing import Annotated

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Kind, Probability, Share

Amount = Annotated[Finite, Field(ge=0), Kind("money", "currency")]
"""A non-negative amount; a year's sum may pass the limit set for one amount of a request."""


class Quantile(BaseModel):
    """A loss that a given share of years stays under."""

    probability: Probability = Field(description="Share of years at or below the loss.")
    loss: Amount = Field(description="Loss that so many years stay under and the others exceed.")
    low: Amount = Field(description="Lower end of the 95 % interval of the simulation's error.")
    high: Amount = Field(description="Upper end of the 95 % interval of the simulation's error.")


class Exceedance(BaseModel):
    """A point of the loss exceedance curve."""

    loss: Amount = Field(description="Loss of the year, in the request's currency.")
    probability: Probability = Field(description="Chance that a year's loss is at least this.")


class Driver(BaseModel):
    """How the expected loss moves when one input alone goes from its low to its high."""

    input: str = Field(description="The field of the request.")
    name: str = Field(description="The same in plain words.")
    low: Finite = Field(description="Its low case: least, or the 5 % point of a long tail.")
    high: Finite = Field(description="Its high case: most, or the 95 % point of a long tail.")
    loss_at_low: Amount = Field(description="Expected annual loss when it is at its low.")
    loss_at_high: Amount = Field(description="Expected annual loss when it is at its high.")
    swing: Amount = Field(description="Distance between the two.")


class AnnualLossResult(ResultModel):
    """The distribution of one year's loss."""

    annual_loss_expectancy: Amount = Field(
        description="What one must expect to lose in a year: the mean of the simulated years."
    )
    standard_error: Amount = Field(
        description="Standard error of the expected loss, from the finite number of trials."
    )
    exact_expectancy: Amount = Field(
        description="Expected loss of a year in closed form; the simulation differs by its error."
    )
    standard_deviation: Amount = Field(description="Standard deviation of the loss of a year.")
    median: Amount = Field(description="Loss that half of all years stay under.")
    quantiles: list[Quantile] = Field(description="Losses that given shares of years stay under.")
    confidence: Share = Field(description="Level that parts the bad years from the others.")
    tail_share: Share = Field(
        description="Share of years beyond that level, the worst: 1 - confidence."
    )
    value_at_risk: Amount = Field(
        description="Loss that a year stays under with the chance `confidence`."
    )
    expected_shortfall: Amount = Field(
        description="Mean loss of the worst years, those beyond the level `confidence`."
    )
    expected_shortfall_error: Amount = Field(
        description="Standard error of the expected shortfall."
    )
    chance_of_any_loss: Probability = Field(
        description="Share of years in which a loss comes at all."
    )
    mean_frequency: Finite = Field(
        description="Expected number of loss events a year.",
        json_schema_extra={"x-unit": "per year"},
    )
    mean_vulnerability: Probability | None = Field(
        description="Share of attempts that succeed on average; absent when loss events are given."
    )
    mean_loss_per_event: Amount = Field(
        description="Expected loss of one event, second losses included."
    )
    exceedance_curve: list[Exceedance] = Field(
        description="Chance that the loss of a year reaches an amount, by falling chance."
    )
    drivers: list[Driver] = Field(description="Uncertain inputs by how far each moves the result.")
    event_sum_error: Share | None = Field(
        default=None,
        description="Where years have so many events that most are summed by their limit law: "
        "bound on what that moves a year's loss by, on average, as a share of the expected loss.",
    )
    trials: Count = Field(description="How many years were simulated.")
    currency: Currency | None = Field(description="Currency of all amounts, when stated.")
