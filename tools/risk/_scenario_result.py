"""What generating scenarios comes to."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite, Probability, Share


class SeriesMoments(BaseModel):
    """Figures of one series over the horizon."""

    mean: Finite = Field(description="Mean.")
    deviation: Finite = Field(description="Standard deviation.")
    skewness: Finite = Field(description="Skewness; 0 where nothing varies.")
    excess_kurtosis: Finite = Field(description="Kurtosis beyond a normal's; 0 where constant.")
    low: Finite = Field(description="5 % quantile.")
    high: Finite = Field(description="95 % quantile.")


class SeriesView(BaseModel):
    """One series: its scenarios beside its history."""

    name: str = Field(description="Name of the series.")
    scenarios: SeriesMoments = Field(description="Over all scenarios.")
    history: SeriesMoments | None = Field(
        default=None,
        description="Over all stretches of the history as long as the horizon, where it has "
        "enough of them.",
    )


class JointScenario(BaseModel):
    """One scenario."""

    number: Count = Field(description="Its number, from 1.")
    moves: dict[str, Finite] = Field(
        description="Move of each series over the horizon: a fraction, or money for profits."
    )
    distance: Finite = Field(
        description="Mahalanobis distance from the mean: standard deviations, all series together."
    )
    chance: Probability = Field(
        description="Chance of a scenario at least so far out if moves were normal."
    )


class GenerateScenariosResult(ResultModel):
    """Joint scenarios, how plausible each is, and how they compare with the history."""

    series: list[SeriesView] = Field(description="Each series, scenarios beside history.")
    table: dict[str, list[Finite]] = Field(
        description="The first scenarios by column: scenario, a column for each series, distance, "
        "chance and rank (share of all scenarios at least as far out); can be written as CSV."
    )
    extremes: list[JointScenario] = Field(description="The least plausible of all scenarios.")
    correlations: list[list[Finite]] = Field(
        description="Correlations of the scenarios, series in their order."
    )
    correlations_given: list[list[Finite]] = Field(
        description="Correlations of the history, or those given."
    )
    correlation_gap: Finite = Field(description="Greatest difference between the two, of any pair.")
    method_name: str = Field(description="The method used.")
    scenarios: Count = Field(description="Scenarios made.")
    shown: Count = Field(description="Scenarios in the table.")
    horizon: Count = Field(description="Periods each runs ahead.")
    observations: Count = Field(description="Periods of history used; 0 without one.")
    unit: Literal["fraction", "money"] = Field(description="Unit of the moves.")
    block_length: Finite | None = Field(
        default=None, description="Mean block length of the bootstrap, in rows."
    )
    degrees_of_freedom: Finite | None = Field(
        default=None, description="Degrees of freedom of the t copula."
    )
    factors: Count | None = Field(default=None, description="Common factors of the factor model.")
    explained: Share | None = Field(
        default=None, description="Share of the variance that the factors explain."
    )
    volatility_now: dict[str, Finite] = Field(
        default_factory=dict[str, Finite],
        description="Today's volatility of each series, by the filtered method.",
    )
