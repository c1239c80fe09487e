"""What is asked of a budget: projects with value and cost, what they need of each other, limits."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Finite, Identifier, Kind, Money, SignedMoney, Whole, field
from tools.names import NameList

MOST_PROJECTS, MOST_PERIODS, MOST_GROUPS = 2_000, 60, 200
NEEDED = [[["projects"]], [["budget"], ["budgets"]]]


Names = Annotated[NameList, Field(max_length=MOST_PROJECTS)]
Effort = Annotated[Finite, Field(ge=0, le=1e12), Kind("number", "effort")]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "projects": [
            {"name": "new website", "value": 120000, "cost": 50000},
            {"name": "warehouse robot", "value": 300000, "cost": 180000, "requires": ["new floor"]},
            {"name": "new floor", "value": 10000, "cost": 40000},
            {"name": "training", "value": 60000, "cost": 20000},
            {"name": "second shop", "value": 210000, "cost": 150000, "excludes": ["new website"]},
        ],
        "budget": 250000,
        "currency": "EUR",
    },
    {
        "projects": [
            {"name": "A", "value": 90, "costs": [30, 20]},
            {"name": "B", "value": 60, "costs": [25, 5]},
            {"name": "C", "value": 40, "costs": [10, 25], "may_wait": True},
        ],
        "budgets": [55, 40, 30],
        "discount_rate": 0.1,
    },
]


class Project(BaseModel):
    """One thing that money could be spent on."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the project.",
        aliases=("project", "initiative", "option", "measure", "name", "investment", "campaign"),
    )
    value: SignedMoney = field(
        description="What it is worth if it is done, its cost not taken off.",
        aliases=(
            *("value", "benefit", "return", "NPV", "gain", "brings", "profit", "score"),
            *("worth", "is worth", "would be worth", "saves us", "should bring", "PV", "payoff"),
            *(
                "earns",
                "earning",
                "earn",
                "returns",
                "gives",
                "makes",
                "gains",
                "make",
                "pays back",
                "saves",
            ),
            *("present value", "savings", "revenue", "yields", "bring", "risk reduction", "valued"),
            *("bringing", "benefits", "pays", "return of", "contributes", "utility", "impact"),
        ),
        relations={"told_after": "cost"},
        echo="worth {}",
    )
    cost: Money | None = field(
        None,
        description="What it costs, in the period in which it starts.",
        aliases=(
            *(
                "cost",
                "price",
                "costs",
                "needs",
                "investment",
                "spend",
                "outlay",
                "costing",
                "capex",
            ),
            *("takes", "asks for", "wants", "expense", "requires"),
        ),
        unlike=("needs the", "needs our", "needs a", "needs both"),
        echo="costing {}",
    )
    costs: list[Money] | None = field(
        None,
        min_length=1,
        max_length=MOST_PERIODS,
        description="What it costs in each period from its start on.",
        aliases=("costs by year", "cost profile", "yearly costs"),
    )
    effort: Effort | None = field(
        None,
        description="What it takes of a second scarce thing, such as person-months.",
        aliases=("effort", "person-months", "people", "hours", "staff", "capacity"),
    )
    requires: Names = field(
        description="Projects without which it cannot be done.",
        aliases=(
            *("requires", "depends on", "only with", "prerequisite", "only after", "needs"),
            *("builds on", "comes after", "only if we do", "only once we have"),
            *("no sense without", "no use without", "useless without", "pointless without"),
        ),
        default_factory=list,
    )
    excludes: Names = field(
        description="Projects that cannot be done beside it.",
        aliases=(
            *("excludes", "instead of", "not together with", "alternative to", "not with"),
            *("rules out", "replaces", "or else", "exclude each other", "excluding each other"),
            *("mutually exclusive", "exclude one another", "rule each other out", "not both"),
            *("cannot both be done", "can't both be done", "can't have both", "clash with"),
            *("cannot both happen", "can't do both", "instead of each other", "either"),
            *("only one of", "at most one of", "never both", "not more than one of", "just one of"),
            *("no more than one of", "both at once", "one from", "not do both", "do only one of"),
            *("incompatible with", "incompatible with each other", "conflicts with"),
        ),
        default_factory=list,
    )
    must: bool = field(
        False,
        description="Whether it has to be done in any case.",
        aliases=(
            *("mandatory", "must do", "required by law", "committed", "obligatory", "compulsory"),
            *("has to be done", "must be done", "no choice", "legally required", "is a must"),
        ),
    )
    partial: bool = field(
        False,
        description="Whether a part of it can be done for a part of cost and value.",
        aliases=(
            *("divisible", "in part", "fractional", "can be split", "partly", "in parts"),
            *("projects are divisible", "partial funding", "scalable", "pro rata", "partial"),
            *("done partially", "partially", "any fraction", "in fractions"),
        ),
    )
    most: Annotated[Whole, Field(ge=1, le=10_000), Kind("count", "times")] = field(
        1,
        description="How many times it may be done.",
        aliases=("how often", "up to", "copies", "units available"),
    )
    may_wait: bool = field(
        False,
        description="Whether it may start in a later period.",
        aliases=(
            *("can wait", "flexible start", "may start later", "may wait", "could be put off"),
            *("can be postponed", "can be delayed", "could wait", "can start later", "deferrable"),
            *("put off", "postponed", "delayed"),
        ),
    )


class ProjectGroup(BaseModel):
    """How many of several projects may or must be done."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the group.", aliases=("group", "department", "programme", "category")
    )
    projects: Names = field(
        description="Its projects, by name.", aliases=("projects", "members"), min_length=1
    )
    least: Annotated[Whole, Field(ge=0, le=MOST_PROJECTS)] | None = field(
        None, description="Fewest of them to do.", aliases=("at least", "minimum")
    )
    most: Annotated[Whole, Field(ge=0, le=MOST_PROJECTS)] | None = field(
        None, description="Most of them to do.", aliases=("at most", "maximum", "only one of")
    )


class AllocateResourcesRequest(RequestModel):
    """Projects, the money there is, and what else limits the choice."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    projects: list[Project] | None = field(
        None,
        min_length=1,
        max_length=MOST_PROJECTS,
        description="The projects with what each is worth and costs.",
        aliases=("projects", "initiatives", "options", "investments", "candidates", "measures"),
    )
    budget: Money | None = field(
        None,
        description="Money there is to spend.",
        aliases=(
            *("budget", "money available", "to spend", "funds", "we have", "to give out", "use of"),
            *("can give out", "to invest", "to hand out", "can spend", "the fund has", "pot of"),
            *(
                "gives us",
                "available",
                "cash limit",
                "limit",
                "points available",
                "there is",
                "has",
            ),
            *(
                "we get",
                "we can get with",
                "at our disposal",
                "wish list",
                "capital of",
                "I've",
                "spending limit",
            ),
        ),
        echo="a budget of {}",
    )
    budgets: list[Money] | None = field(
        None,
        min_length=1,
        max_length=MOST_PERIODS,
        description="Money there is in each period, in order.",
        aliases=("budgets", "budget by year", "yearly budgets", "budget per period"),
    )
    carry_over: bool = field(
        False,
        description="Whether what is left of a period's budget may be spent later.",
        aliases=(
            *("carry over", "unspent money stays", "roll over", "what remains stays usable"),
            *("leftover carries over", "carried over", "unused money stays", "rolls over"),
            *("savings carry over", "carried forward", "leftovers can be used later"),
            *("stays usable", "keep what is left", "can be saved"),
        ),
    )
    effort_limit: Effort | None = field(
        None,
        description="How much there is of the second scarce thing.",
        aliases=("effort available", "person-months available", "staff available", "capacity"),
        echo="{} of effort",
    )
    most_projects: Annotated[Whole, Field(ge=1, le=MOST_PROJECTS)] | None = field(
        None,
        description="Most projects to do.",
        aliases=(
            *("at most projects", "no more than projects", "how many projects", "at most of them"),
            *("only measures", "at once", "no more than of them", "measures at once", "at most"),
            *("only projects", "projects at most", "up to projects", "maximum projects", "max of"),
        ),
        echo="at most {} projects",
    )
    groups: list[ProjectGroup] = field(
        description="How many of several projects may or must be done.",
        aliases=("groups", "departments", "categories"),
        default_factory=list,
        max_length=MOST_GROUPS,
        only_named=True,
    )
    discount_rate: Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")] = field(
        0.0,
        description="By how much a value loses for each period a project starts later.",
        aliases=("discount rate", "cost of waiting", "interest"),
        echo="discounted at {} a period",
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        if self.budget is not None and self.budgets is not None:
            raise ValueError("give budget for one period or budgets for several, not both")
        return self
