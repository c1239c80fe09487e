"""What a simulation of a formula comes to."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite, Probability, Share


class ValueQuantile(BaseModel):
    """A point of the distribution."""

    probability: Probability = Field(description="Chance of a result at or below the value.")
    value: Finite = Field(description="The value.")
    error: Finite = Field(description="Its standard error.")


class ChanceBeyond(BaseModel):
    """How likely a threshold is passed."""

    threshold: Finite = Field(description="The threshold.")
    above: Probability = Field(description="Chance that the result is greater.")
    at_most: Probability = Field(description="Chance that it is not.")
    error: Finite = Field(description="Standard error of both.")


class Influence(BaseModel):
    """What one input, or several correlated ones taken together, do to the result."""

    inputs: list[str] = Field(description="The input; several where they are correlated.")
    first_order: Finite = Field(
        description="Share of the result's variance it answers for by itself (Sobol, first order); "
        "an estimate, which may miss 0 and 1 by its error."
    )
    first_order_error: Finite = Field(description="Standard error of that share.")
    total: Finite = Field(
        description="Share it takes part in, interactions included (Sobol, total)."
    )
    total_error: Finite = Field(description="Standard error of that share.")


class InputView(BaseModel):
    """One input beside the result."""

    name: str = Field(description="The input.")
    mean: Finite = Field(description="Its mean over all trials.")
    deviation: Finite = Field(description="Its standard deviation over all trials.")
    rank_correlation: Finite = Field(
        description="Spearman's rank correlation with the result; 0 for a constant."
    )
    when_result_low: Finite = Field(description="Its mean where the result is lowest.")
    when_result_high: Finite = Field(description="Its mean where the result is highest.")
    result_when_low: Finite = Field(description="Mean result where the input is lowest.")
    result_when_high: Finite = Field(description="Mean result where the input is highest.")


class Bin(BaseModel):
    """A bar of the histogram."""

    low: Finite = Field(description="Where the bar begins.")
    high: Finite = Field(description="Where it ends.")
    share: Share = Field(description="Share of the trials in it.")


class MonteCarloResult(ResultModel):
    """The distribution of the formula's result, and what drives it."""

    output: str = Field(description="What the result is called.")
    mean: Finite = Field(description="Mean of the result.")
    mean_error: Finite = Field(description="Standard error of the mean.")
    deviation: Finite = Field(description="Standard deviation of the result.")
    median: Finite = Field(description="Half of all results are below it.")
    low: Finite = Field(description="Low end of the asked range.")
    high: Finite = Field(description="High end of the asked range.")
    confidence: Share = Field(description="Share of results within that range.")
    least: Finite = Field(description="Least result drawn.")
    greatest: Finite = Field(description="Greatest result drawn.")
    at_medians: Finite | None = Field(
        default=None, description="The formula with every input at its median."
    )
    tail: Share = Field(description="Share of trials that count as low, and as high.")
    low_tail_mean: Finite = Field(description="Mean of the lowest results.")
    high_tail_mean: Finite = Field(description="Mean of the highest results.")
    quantiles: list[ValueQuantile] = Field(description="Points of the distribution.")
    chances: list[ChanceBeyond] = Field(description="Chances of passing the asked thresholds.")
    influences: list[Influence] = Field(
        description="What each input answers for, the greatest first; empty where not asked for or "
        "where the result does not vary."
    )
    interactions: Finite | None = Field(
        default=None,
        description="Share of the variance that comes of inputs acting together: 1 less the sum of "
        "first orders.",
    )
    inputs: list[InputView] = Field(description="Each input beside the result.")
    histogram: list[Bin] = Field(description="Distribution of the result.")
    trials: Count = Field(description="Times the formula was worked out.")
    repeats: Count = Field(description="Independent samples among them, behind the errors.")
    sampling: Literal["latin_hypercube", "sobol", "random"] = Field(description="How it was drawn.")
    correlated: bool = Field(description="Whether inputs were correlated.")
