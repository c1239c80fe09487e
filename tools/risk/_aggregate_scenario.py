"""One scenario of several: how often it strikes, what a strike costs."""

from math import sqrt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Count, Estimate, Finite, Identifier, Kind, RateEstimate, field
from tools.risk._estimates import constant
from tools.risk._loss_size import LossEstimate
from tools.risk._scenario_rules import check_estimate

MOST_FIXED = 10_000

CountLaw = Literal["poisson", "negative_binomial", "binomial", "fixed"]


CountSpread = Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "per year")]
"""Standard deviation of a number of cases."""


class Scenario(BaseModel):
    """A scenario: how often it happens in a year and what one case costs."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the scenario is called: ransomware, phishing, fire.",
        aliases=("scenario", "risk", "peril", "line", "cause", "name", "threat", "event"),
    )
    frequency: RateEstimate = field(
        description="How often it happens in a year: one rate, or least, most likely, most. Once "
        "in five years is 0.2.",
        aliases=(
            *("how often", "times a year", "a year", "per year", "frequency", "events a year"),
            *("incidents", "rate", "claims a year", "lambda", "yearly rate", "freq", "claims"),
            *("cases", "events", "times", "likelihood", "likelihood p.a.", "probability", "chance"),
            *("p.a.", "annually", "yearly", "chance a year", "in any year", "likelihood a year"),
        ),
        unlike=(
            *("both at once", "all at once", "at the same time", "hits both", "hit both"),
            *("floods both", "strikes both", "affects both", "takes out both", "hits all"),
            *("in one go", "hits everything", "simulated", "trials", "confidence", "is above"),
            *("at once", "rho", "correlated", "correlation", "degrees of freedom", "df", "layer"),
        ),
        echo="{} a year",
    )
    loss: LossEstimate = field(
        description="What one case costs: a range, a mean with its deviation, or a Pareto tail.",
        aliases=(
            *("costs", "each costs", "cost per case", "severity", "damage", "loss per event"),
            *("costing", "a hit costs", "claim size", "impact", "loss"),
        ),
        unlike=(
            *("deductible", "excess", "retention", "limit", "attachment", "quota share", "ceded"),
            *("confidence", "correlation", "portfolio", "pay the first", "bear the first"),
            *("pay at most", "pays at most", "pays up to", "pay up to", "the first"),
            *("covers at most", "covers up to", "insured up to", "sum insured", "premium"),
            *("stop loss", "in excess of", "xs", "cap", "franchise", "xs of", "is above"),
            *("everything above", "anything above", "all above", "case, up to"),
            *("rho", "correlated", "degrees of freedom", "df", "layer"),
        ),
        echo="{} each",
    )
    counts: CountLaw = field(
        "poisson",
        description="How the number of cases in a year varies: by chance (poisson), in clusters "
        "(negative_binomial, with frequency_deviation), so many things of which each may be hit "
        "once (binomial, with exposures), or not at all (fixed).",
        aliases=("counts", "frequency distribution", "count distribution"),
        synonyms={
            "poisson": ["Poisson"],
            "negative_binomial": ["negative binomial", "clustered", "overdispersed"],
            "binomial": ["binomial"],
            "fixed": ["fixed number", "exactly that many", "always that many"],
        },
    )

    frequency_deviation: CountSpread | None = field(
        None,
        description="Standard deviation of the number of cases in a year, for negative_binomial; "
        "its square exceeds the frequency.",
        aliases=("frequency deviation", "deviation of the count", "frequency sd"),
    )
    exposures: Count | None = field(
        None,
        description="How many things may each be hit once a year, for binomial: 200 laptops.",
        aliases=("exposures", "exposure units", "number of policies", "insured units"),
    )

    @field_validator("frequency")
    @classmethod
    def _usable(cls, frequency: Estimate) -> Estimate:
        check_estimate("loss_event_frequency", frequency)
        return frequency

    @model_validator(mode="after")
    def _counts_fit(self) -> Self:
        rate = constant(self.frequency)
        if self.counts != "poisson" and rate is None:
            raise ValueError(
                f"frequency must be one number where counts are {self.counts}; a range goes with "
                "poisson"
            )
        if (self.frequency_deviation is not None) != (self.counts == "negative_binomial"):
            raise ValueError("frequency_deviation goes with negative_binomial counts, and only so")
        if (self.exposures is not None) != (self.counts == "binomial"):
            raise ValueError("exposures go with binomial counts, and only with them")
        if rate is not None:
            self._check_rate(rate)
        return self

    def _check_rate(self, rate: float) -> None:
        if self.frequency_deviation is not None and self.frequency_deviation <= 1.00001 * sqrt(
            rate
        ):
            raise ValueError(
                "frequency_deviation must exceed the square root of the frequency; counts that "
                "vary less than that are poisson or binomial"
            )
        if self.exposures is not None and not rate <= self.exposures:
            raise ValueError("frequency cannot exceed exposures: each is hit at most once a year")
        if self.counts == "fixed" and (rate != int(rate) or rate > MOST_FIXED):
            raise ValueError(
                f"frequency must be a whole number up to {MOST_FIXED:,} where counts are fixed"
            )
