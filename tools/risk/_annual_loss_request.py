"""What a risk scenario may be described by, in the words of the people who ask."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Confidence,
    Currency,
    Estimate,
    Finite,
    Kind,
    MoneyEstimate,
    ProbabilityEstimate,
    RateEstimate,
    Seed,
    field,
)
from tools.risk._scenario_rules import (
    AMOUNTS,
    CHANCES,
    RATES,
    check_estimate,
    missing_partner,
    refuse_clashes,
)

LEAST_TRIALS, MOST_TRIALS = 1_000, 1_000_000_000
MOST_IN_MEMORY = 10_000_000  # losses, which take 80 MB; more are drawn twice and never kept

REQUIRED = [
    [
        ["loss_event_frequency"],
        ["threat_event_frequency", "vulnerability"],
        ["threat_event_frequency", "threat_capability", "resistance_strength"],
        ["contact_frequency", "probability_of_action", "vulnerability"],
        [
            "contact_frequency",
            "probability_of_action",
            "threat_capability",
            "resistance_strength",
        ],
    ],
    [["primary_loss"]],
]
"""How often, at one level of the tree, and how much: each group by one of its alternatives."""

TOGETHER = [["secondary_probability", "secondary_loss"]]
"""How often and how much of a second loss: one is nothing without the other."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "loss_event_frequency": {"low": 3, "likely": 6, "high": 12},
        "primary_loss": {"low": 900, "likely": 1500, "high": 4000},
        "currency": "EUR",
    },
    {
        "threat_event_frequency": {"low": 10, "likely": 25, "high": 60},
        "threat_capability": {"low": 0.4, "likely": 0.6, "high": 0.9},
        "resistance_strength": {"low": 0.5, "likely": 0.65, "high": 0.8},
        "primary_loss": {"low": 5000, "likely": 20000, "high": 100000},
        "secondary_probability": {"low": 0.1, "likely": 0.3, "high": 0.5},
        "secondary_loss": {"low": 1000, "likely": 30000, "high": 200000},
        "event_counts": "expected",
    },
    {
        "loss_event_frequency": {"low": 0.05, "likely": 0.125, "high": 0.25},
        "primary_loss": {"low": 200000, "high": 5000000, "distribution": "lognormal"},
        "currency": "USD",
        "confidence": 0.99,
    },
]


class AnnualLossRequest(RequestModel):
    """One risk scenario: how often it happens and what it costs, as ranges."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": _EXAMPLES,
            "x-required-any": REQUIRED,
            "x-together": TOGETHER,
        }  # type: ignore[dict-item]
    )

    loss_event_frequency: RateEstimate | None = field(
        None,
        description="How often it happens in a year and costs something: least, most likely, "
        "most. Once in five years is 0.2; twice a month is 24.",
        aliases=(
            "how often",
            "times a year",
            "a year",
            "per year",
            "happens",
            "incidents",
            "frequency",
            "LEF",
            "attempts that succeed",
            "successful attempts",
            "attacks that succeed",
            "succeed a year",
        ),
        echo="{} a year",
    )
    primary_loss: MoneyEstimate | None = field(
        None,
        description="What one case costs, all in: least, most likely, most.",
        aliases=(
            "costs us",
            "each costs",
            "cost per case",
            "a hit costs",
            "damage",
            "loss per event",
            "primary loss",
            "magnitude",
            "severity",
            "sets us back",
            "impact",
            "repair",
        ),
        echo="{} each",
    )
    threat_event_frequency: RateEstimate | None = field(
        None,
        description="How often it is tried in a year, whether or not it succeeds: attacks, "
        "attempts, attempts at fraud. Goes with vulnerability.",
        aliases=(
            "TEF",
            "threat event frequency",
            "attempts",
            "tries",
            "attacks a year",
            "tried",
            "attacked",
            "threat events",
        ),
        echo="{} attempts a year",
    )
    vulnerability: ProbabilityEstimate | None = field(
        None,
        description="How often an attempt succeeds, as a fraction of the attempts: 10 % is 0.1.",
        aliases=(
            "vuln",
            "vulnerability",
            "succeed",
            "get through",
            "success rate",
            "hit rate",
            "click rate",
            "chance an attack works",
            "of them work",
        ),
        echo="{} of attempts succeed",
    )
    contact_frequency: RateEstimate | None = field(
        None,
        description="How often in a year a threat comes into contact with what is at risk, "
        "whether or not it then acts. Goes with probability_of_action.",
        aliases=(
            "contact frequency",
            "contacts",
            "CF",
            "encounters",
            "comes across",
            "probes",
            "visits",
        ),
        echo="{} contacts a year",
    )
    probability_of_action: ProbabilityEstimate | None = field(
        None,
        description="How often a contact turns into an attempt, as a fraction of the contacts.",
        aliases=(
            "probability of action",
            "PoA",
            "act on it",
            "turn into an attack",
            "decide to attack",
            "chance of acting",
            "actually goes for it",
            "tries it",
        ),
        echo="{} of contacts lead to an attempt",
    )
    threat_capability: ProbabilityEstimate | None = field(
        None,
        description="How capable the attacker is, on a scale from 0 (weakest) to 1 (strongest of "
        "all). Goes with resistance_strength.",
        aliases=(
            "threat capability",
            "TCap",
            "TC",
            "capability",
            "attacker skill",
            "attacker strength",
        ),
        echo="attackers of strength {}",
    )
    resistance_strength: ProbabilityEstimate | None = field(
        None,
        description="How strong the defence is, on the same scale from 0 to 1 as the attacker's "
        "capability: the share of attackers it withstands.",
        aliases=(
            "resistance strength",
            "RS",
            "difficulty",
            "control strength",
            "defence",
            "defense",
            "CS",
        ),
        echo="a defence of strength {}",
    )
    secondary_probability: ProbabilityEstimate | None = field(
        None,
        description="How often a case has a second loss in its wake (lawsuits, fines, customers "
        "leaving), as a fraction of the cases. Goes with secondary_loss.",
        aliases=(
            "secondary frequency",
            "secondary probability",
            "SLEF",
            "lawsuit follows",
            "leads to a fine",
            "chance of fines",
            "followed by",
            "of cases end up",
            "of cases there are",
            "of the cases",
            "in how many cases",
            "of cases",
        ),
        echo="{} of cases with a second loss",
    )
    secondary_loss: MoneyEstimate | None = field(
        None,
        description="What the second loss costs when it follows: lawsuits, fines, customers "
        "leaving. Least, most likely, most.",
        aliases=(
            "secondary loss",
            "secondary magnitude",
            "fine costs",
            "lawsuit costs",
            "legal costs",
            "lost customers cost",
            "regulator",
            "then costs another",
            "fines on top",
            "on top",
            "in its wake",
        ),
        echo="{} for each second loss",
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )
    confidence: Confidence = field(
        0.95,
        description="How bad a year is looked at, as a fraction: 0.95 looks at one year in twenty, "
        "0.99 at one in a hundred.",
        aliases=(
            *("confidence", "confidence level", "value at risk level", "VaR", "percentile"),
            *("level", "one year in", "quantile", "how bad could a year get"),
        ),
        echo="at {} confidence",
    )
    event_counts: Literal["poisson", "expected"] = field(
        "poisson",
        description="Whether the number of cases in a year is a whole number that comes out by "
        "chance (poisson), or the yearly rate as it stands (expected).",
        aliases=("event counts", "number of events", "frequency as"),
        synonyms={
            "poisson": ["Poisson", "random number of events"],
            "expected": [
                "no Poisson",
                "without Poisson",
                "rate as it stands",
                "expected number",
                "mean vulnerability",
            ],
        },
        echo="counts {}",
    )
    trials: Annotated[int, Field(ge=LEAST_TRIALS, le=MOST_TRIALS), Kind("count", "years")] = field(
        1_000_000,
        description="How many years are simulated.",
        aliases=("trials", "simulations", "iterations", "runs", "simulated years", "draws"),
        echo="{} simulated years",
    )
    sampling: Literal["random", "sobol"] = field(
        "random",
        description="How the draws are placed: at random, or evenly by a Sobol sequence, which "
        "needs fewer of them.",
        aliases=("sampling", "sequence"),
        synonyms={
            "random": ["pseudo-random", "Monte Carlo"],
            "sobol": ["Sobol", "quasi-random", "quasi Monte Carlo", "low discrepancy"],
        },
        echo="{} sampling",
    )
    tolerance: Annotated[
        Finite, Field(gt=0, le=1), Kind("tolerance", "fraction of the expected loss")
    ] = field(
        0.05,
        description="Widest error bar of the expected loss that is accepted without a warning: "
        "half its 95 % interval, as a fraction of the loss.",
        aliases=("tolerance", "error bar", "accurate to", "precise to"),
        echo="accurate to {}",
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @field_validator(*CHANCES, *RATES, *AMOUNTS)
    @classmethod
    def _can_be_simulated(cls, estimate: Estimate | None, info: ValidationInfo) -> Estimate | None:
        if estimate is not None:
            check_estimate(str(info.field_name), estimate)
        return estimate

    @model_validator(mode="after")
    def _one_way_through_the_tree(self) -> Self:
        given = given_fields(self)
        refuse_clashes(self, given)
        refuse_missing(self, [*missing_fields(given, REQUIRED), *missing_partner(given)])
        if self.sampling == "sobol" and self.trials > MOST_IN_MEMORY:
            raise ValueError(
                f"trials: at most {MOST_IN_MEMORY:,} with sobol sampling; take random for more"
            )
        return self
