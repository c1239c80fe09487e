"""What a back-test of value at risk comes to."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Probability, Share


class BacktestTest(BaseModel):
    """One test: what it asks, what it found."""

    name: str = Field(description="Name of the test.")
    question: str = Field(description="What it asks, in plain words.")
    statistic: Finite = Field(description="Its statistic.")
    critical_value: Finite | None = Field(
        default=None, description="Beyond it the textbook rejects at the asked significance."
    )
    p_value: Probability | None = Field(
        default=None,
        description="Chance of a statistic as extreme under a right model, by its large-sample "
        "law.",
    )
    exact_p_value: Probability = Field(
        description="The same chance for just this many days: exact, or simulated."
    )
    exact_by: str = Field(description="How that chance was found.")
    rejected: bool = Field(description="Whether that chance is below the asked significance.")


class Transitions(BaseModel):
    """How days with and without an exception followed each other."""

    quiet_quiet: Count = Field(description="Quiet day after a quiet day.")
    quiet_exception: Count = Field(description="Exception after a quiet day.")
    exception_quiet: Count = Field(description="Quiet day after an exception.")
    exception_exception: Count = Field(description="Exception after an exception.")


class TrafficLight(BaseModel):
    """The supervisors' traffic light."""

    zone: Literal["green", "yellow", "red"] = Field(description="Its zone.")
    days: Count = Field(description="Days it was read from: the latest 250 where there are more.")
    exceptions: Count = Field(description="Exceptions on those days.")
    chance_of_fewer_or_as_many: Probability = Field(
        description="Chance of at most so many exceptions if the model is right."
    )
    yellow_from: Count = Field(description="Exceptions at which the yellow zone begins.")
    red_from: Count = Field(description="Exceptions at which the red zone begins.")
    multiplier: Finite | None = Field(
        default=None,
        description="Factor on capital by the Basel Committee's 1996 framework: 3 to 4; only for a "
        "99 % value at risk over 250 days.",
    )
    multiplier_frtb: Finite | None = Field(
        default=None, description="Factor of the present framework (MAR32 and MAR99): 1.5 to 2."
    )


class BacktestVarResult(ResultModel):
    """Whether exceptions came as often, and as scattered, as the value at risk promised."""

    observations: Count = Field(description="Days looked at.")
    exceptions: Count = Field(description="Days with a loss greater than the value at risk.")
    expected_exceptions: Finite = Field(description="Exceptions a right model would have.")
    exception_rate: Share = Field(description="Share of days that were exceptions.")
    promised_rate: Share = Field(description="Share the value at risk promised: 1 - confidence.")
    rate_low: Share = Field(
        description="Low end of the exact interval of the true share (Clopper-Pearson)."
    )
    rate_high: Share = Field(description="High end of that interval.")
    interval: Share = Field(description="Confidence of the interval: 1 - significance.")
    confidence: Share = Field(description="Level of the value at risk.")
    significance: Share = Field(description="Size of the tests.")
    kupiec: Finite = Field(description="Likelihood ratio of Kupiec's test of the count.")
    kupiec_p_value: Probability = Field(description="Its large-sample chance (chi-square, 1).")
    accepted_from: Count = Field(
        description="Fewest exceptions Kupiec's test accepts by its "
        "large-sample law, as his table has it."
    )
    accepted_to: Count = Field(description="Most exceptions it accepts by that law.")
    tests: list[BacktestTest] = Field(description="Every test that could be made.")
    transitions: Transitions | None = Field(
        default=None, description="How exceptions followed each other, where the order is known."
    )
    duration_shape: Finite | None = Field(
        default=None,
        description="Weibull shape of the days between exceptions: below 1 they cluster, above 1 "
        "they come too evenly.",
    )
    traffic_light: TrafficLight = Field(description="The supervisors' traffic light.")
    exception_days: list[Count] = Field(description="Numbers of the exceptional days, from 1.")
    worst_excess: Finite | None = Field(
        default=None, description="Greatest loss beyond its value at risk, in the unit given."
    )
    mean_excess_ratio: Finite | None = Field(
        default=None, description="Mean of loss over value at risk on exceptional days."
    )
    shortfall_ratio: Finite | None = Field(
        default=None,
        description="Mean of loss over expected shortfall on exceptional days; 1 fits.",
    )
    passed: bool = Field(description="Whether no test rejects.")
    currency: Currency | None = Field(default=None, description="Currency of profits.")
