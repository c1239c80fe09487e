"""What controls are valued from: the risks as they are, and what each control costs and does."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Currency,
    Finite,
    Identifier,
    Kind,
    Money,
    MoneyEstimate,
    RateEstimate,
    Seed,
    ShareEstimate,
    field,
)
from tools.names import NameList

MOST_CONTROLS, MOST_RISKS = 60, 50
NEEDED = [[["annual_loss"], ["loss_event_frequency", "primary_loss"], ["risks"]], [["controls"]]]
EFFECTS = ("frequency_reduction", "loss_reduction", "risk_reduction")
TELLING = [
    [["annual_cost"], ["one_off_cost"], ["annual_cost", "one_off_cost"]],
    [
        ["risk_reduction"],
        ["frequency_reduction"],
        ["loss_reduction"],
        ["frequency_reduction", "loss_reduction"],
    ],
]
Lifetime = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]


Names = Annotated[NameList, Field(max_length=MOST_CONTROLS)]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "loss_event_frequency": {"low": 0.1, "likely": 0.3, "high": 0.8},
        "primary_loss": {"low": 200000, "likely": 600000, "high": 3000000},
        "controls": [
            {"name": "offline backups", "annual_cost": 40000, "loss_reduction": 0.6},
            {"name": "MFA", "annual_cost": 15000, "frequency_reduction": [0.3, 0.5, 0.7]},
            {"name": "insurance audit", "annual_cost": 90000, "risk_reduction": 0.1},
        ],
        "budget": 60000,
        "currency": "EUR",
    },
    {
        "risks": [
            {"name": "phishing", "annual_loss": 120000},
            {"name": "theft", "loss_event_frequency": 4, "primary_loss": 9000},
        ],
        "controls": [
            {"name": "training", "annual_cost": 20000, "frequency_reduction": 0.4,
             "applies_to": ["phishing"]},
            {"name": "cameras", "one_off_cost": 30000, "lifetime_years": 6,
             "frequency_reduction": 0.5, "applies_to": ["theft"]},
        ],
    },
]  # fmt: skip


class Risk(BaseModel):
    """One risk as it is today."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the risk.", aliases=("risk", "scenario", "threat", "name")
    )
    annual_loss: Money | None = field(
        None,
        description="Expected loss a year without further controls.",
        aliases=("annual loss", "expected loss", "ALE", "yearly loss"),
    )
    loss_event_frequency: RateEstimate | None = field(
        None,
        description="How often it happens in a year.",
        aliases=("frequency", "how often", "times a year", "ARO"),
    )
    primary_loss: MoneyEstimate | None = field(
        None,
        description="What one case costs.",
        aliases=("loss per case", "cost per incident", "impact", "SLE", "damage"),
    )


class Control(BaseModel):
    """One measure: what it costs and what it takes off the risk."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"x-required-any": TELLING},  # type: ignore[dict-item]
    )

    name: Identifier = field(
        description="Name of the control.",
        aliases=("control", "measure", "safeguard", "countermeasure", "name", "option"),
    )
    annual_cost: Money | None = field(
        None,
        description="What it costs a year.",
        aliases=(
            *(
                "annual cost",
                "cost",
                "costs",
                "yearly cost",
                "cost a year",
                "price",
                "running cost",
            ),
            *("upkeep", "cost per year", "subscription", "yr"),
        ),
        echo="at {} a year",
    )
    one_off_cost: Money | None = field(
        None,
        description="What it costs once, spread evenly over its lifetime.",
        aliases=(
            *(
                "one-off cost",
                "purchase",
                "investment",
                "set-up cost",
                "upfront",
                "up front",
                "costs once",
            ),
            *("to buy", "to build", "to install"),
        ),
        echo="{} once",
    )
    lifetime_years: Lifetime | None = field(
        None,
        description="Years over which the one-off cost is spread; three unless given.",
        aliases=("lifetime", "years of use", "depreciated over", "lasts", "stands", "good for"),
        relations={"setting_of": "one_off_cost"},
    )
    frequency_reduction: ShareEstimate | None = field(
        None,
        description="Share of the cases it prevents: 0.5 halves how often it happens.",
        aliases=(
            *("prevents", "stops", "frequency reduction", "fewer incidents", "blocks"),
            *("cuts how often", "reduces the likelihood", "reduces the frequency", "avoids"),
            *(
                "catches",
                "fewer cases",
                "of the cases",
                "finds",
                "fewer",
                "keeps away",
                "keep away",
            ),
            *("deters", "would deter", "avoided", "keep off", "would keep", "from happening"),
            *("cuts the probability", "cuts probability", "lowering the ARO", "lowers the ARO"),
            *(
                "from happening at all",
                "the number",
                "rarer",
                "less often",
                "how many",
                "prevent",
                "would prevent",
                "keep off about",
            ),
        ),
        echo="{} fewer cases",
    )
    loss_reduction: ShareEstimate | None = field(
        None,
        description="Share of what one case costs that it saves.",
        aliases=(
            *("cuts the damage", "loss reduction", "reduces the impact", "cheaper per case"),
            *("reduces the loss", "cuts the cost of a case", "halves the damage", "less damage"),
            *(
                "of the damage",
                "off the damage",
                "less damage per case",
                "cheaper",
                "less per case",
                "cost each",
            ),
            *(
                "cuts what an incident costs",
                "of each case",
                "off each",
                "spare us",
                "each costs less",
            ),
            *("of what a case costs", "smaller losses", "lower severity", "severity"),
        ),
        echo="{} less per case",
    )
    risk_reduction: ShareEstimate | None = field(
        None,
        description="Share of the yearly loss it saves, where not told apart by how often and how "
        "much.",
        aliases=(
            *("reduces the risk", "risk reduction", "mitigates", "effectiveness", "mitigation"),
            *("effective", "cuts the risk", "cuts annual losses", "effect on risk", "effect"),
            *("less risk", "reduction", "of the risk", "off the risk", "lowers the risk", "eff"),
            *(
                "of the yearly loss",
                "off",
                "takes off",
                "take off",
                "removes",
            ),
            *(
                "of the annual loss",
                "risk down",
                "down",
                "damage down",
                "losses down",
                "effect minus",
            ),
            *(
                "reduces losses",
                "cut",
                "less loss",
                "taking off",
                "would take off",
                "eff.",
                "would remove",
            ),
        ),
        echo="{} less risk",
    )
    applies_to: Names = field(
        default_factory=list[str],
        description="Names of the risks it works on; all of them unless given.",
        aliases=(
            *(
                "applies to",
                "against",
                "works on",
                "for the risk",
                "off",
                "only for",
                "on",
                "only against",
            ),
            *("helps against", "acts on", "addresses"),
        ),
    )
    requires: Names = field(
        default_factory=list[str],
        description="Names of controls it needs.",
        aliases=(
            *(
                "requires",
                "needs",
                "only with",
                "only works on top of",
                "on top of",
                "works only with",
            ),
            *("depends on", "builds on", "presupposes", "only works with", "only after"),
        ),
    )
    excludes: Names = field(
        default_factory=list[str],
        description="Names of controls it cannot go with.",
        aliases=(
            *("excludes", "instead of", "not together with", "alternative to", "not with"),
            *("can't be combined with", "cannot be combined with", "can't go with", "rules out"),
            *("not combined with", "cannot go with", "incompatible with", "not both with"),
        ),
    )

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), TELLING))
        return self


class ValueControlsRequest(RequestModel):
    """Risks as they are, and the controls to choose from."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    annual_loss: Money | None = field(
        None,
        description="Expected loss a year as things are, where there is one risk.",
        aliases=(
            *("annual loss", "expected annual loss", "ALE", "yearly loss", "we lose"),
            *(
                "losses of",
                "costs us",
                "annual loss expectancy",
                "run at",
                "runs at",
                "eats",
                "eat",
            ),
            *("lose us", "lose", "exposure", "cost us", "losing", "loss of", "damage a year"),
            *(
                "shrinkage",
                "spoilage",
                "write-offs",
                "expected loss",
                "loss today",
                "ALE of",
                "loses",
            ),
            *(
                "cost our",
                "costs our",
                "annual losses",
                "yearly losses",
                "losses a year",
            ),
            *("cost us annually", "cyber loss", "come to", "we'd lose", "would lose", "loss now"),
        ),
        echo="{} lost a year",
    )
    loss_event_frequency: RateEstimate | None = field(
        None,
        description="How often it happens in a year, where there is one risk.",
        aliases=("how often", "frequency", "times a year", "incidents a year", "once in", "ARO"),
        echo="{} a year",
    )
    primary_loss: MoneyEstimate | None = field(
        None,
        description="What one case costs, where there is one risk.",
        aliases=("each costs", "cost per incident", "per case", "damage", "impact", "SLE"),
        echo="{} each",
    )
    risks: list[Risk] | None = field(
        None,
        min_length=1,
        max_length=MOST_RISKS,
        description="The risks, where there are several.",
        aliases=("risks", "scenarios", "threats", "risk register"),
        only_named=True,
    )
    controls: list[Control] | None = field(
        None,
        min_length=1,
        max_length=MOST_CONTROLS,
        description="The controls to compare: name, cost, and what share of cases, of each case's "
        "cost or of the risk they take off.",
        aliases=("controls", "measures", "safeguards", "countermeasures", "options", "ctrls"),
    )
    budget: Money | None = field(
        None,
        description="Most that may be spent on controls a year.",
        aliases=(
            *("budget", "spend at most", "can spend", "up to", "we have for security", "I have"),
            *("we have", "to spend", "there is", "available", "at our disposal", "best for"),
            *("ceiling", "cap of", "approved up to", "has approved", "at most", "spending cap"),
            *("maximum spend", "max spend", "spend limit", "purse", "cap"),
        ),
        echo="a budget of {} a year",
    )
    objective: Literal["net_benefit", "risk_reduction"] = field(
        "net_benefit",
        description="What the best set should have most of: saved less spent, or risk taken off.",
        aliases=("objective", "optimise for", "goal"),
        synonyms={
            "net_benefit": ["net benefit", "best value", "most worthwhile"],
            "risk_reduction": [
                *(
                    "lowest risk",
                    "most risk reduction",
                    "as safe as possible",
                    "largest possible cut",
                ),
                *("largest cut in risk", "biggest cut in risk", "greatest risk reduction"),
                *("largest possible risk reduction", "biggest risk reduction", "least risk"),
                *("lowest possible risk", "never mind the payback", "whatever it costs", "safest"),
            ],
        },
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts.",
        aliases=("currency", "in euros", "in dollars", "in pounds"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers, where effects are ranges.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        ways = [{"annual_loss"}, {"loss_event_frequency", "primary_loss"}, {"risks"}]
        if sum(bool(way & given) for way in ways) > 1:
            raise ValueError("give annual_loss, or frequency and loss, or risks: one of the three")
        return self
