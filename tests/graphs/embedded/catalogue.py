"""Tools of no domain of ours: what the planner must be able to fill from their schemas alone."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.schema import Tool
from tools.capability import RequestModel
from tools.fields import (
    Confidence,
    Count,
    Currency,
    Date,
    Document,
    Estimate,
    Identifier,
    Money,
    MoneyEstimate,
    Number,
    Probability,
    RateEstimate,
    Share,
    Table,
    field,
)


class SpillRequest(RequestModel):
    """Spills in a year."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"spills": {"low": 2, "likely": 3, "high": 6}, "clean_up": {"low": 5, "high": 40}}
            ]
        }  # type: ignore[dict-item]
    )

    spills: RateEstimate = field(
        description="How often oil is spilled in a year.",
        aliases=("spills", "how often", "times a year", "leaks"),
        echo="{} spills a year",
    )
    clean_up: MoneyEstimate = field(
        description="What cleaning up one spill costs.",
        aliases=("clean-up", "each costs", "cost per spill", "costs us"),
        echo="{} to clean up",
    )
    level: Confidence = field(
        0.95,
        description="Level of the bad year, as a fraction.",
        aliases=("confidence", "level", "percentile"),
        echo="at {} confidence",
        optional_default_said="a 95 % level",
    )
    currency: Currency | None = field(None, description="Currency of the amounts.")


class OwnershipRequest(RequestModel):
    """Who owns what after an investment."""

    founders_shares: Count = field(
        description="Shares the founders hold.",
        aliases=("founders hold", "founder shares", "founders have", "our shares"),
        echo="{} founders' shares",
    )
    investment: Money = field(
        description="What the investor puts in.",
        aliases=("invests", "puts in", "raise", "ticket", "cheque"),
        echo="{} invested",
    )
    pre_money: Money = field(
        description="What the company is worth before the investment.",
        aliases=("pre-money", "valuation", "valued at", "worth"),
        echo="{} pre-money",
    )
    option_pool: Share | None = field(
        None,
        description="Share of the company kept for employees.",
        aliases=("option pool", "pool", "esop", "for employees"),
        echo="a pool of {}",
    )
    currency: Currency | None = field(None, description="Currency of the amounts.")


class CashFlowRequest(RequestModel):
    """Yearly flows and a discount rate."""

    flows: list[Money] = field(
        description="The yearly cash flows, first year first.",
        aliases=("cash flows", "flows", "brings in", "receipts"),
        echo="flows of {}",
    )
    discount_rate: Share = field(
        description="Yearly discount rate as a fraction.",
        aliases=("discount rate", "discounted at", "cost of capital"),
        echo="discounted at {}",
    )


class CohortRequest(RequestModel):
    """A cohort of members over months."""

    starters: Count = field(
        description="Members who began.", aliases=("started", "began", "joined"), echo="{} joined"
    )
    stayed: Count = field(
        description="Members still there at the end.",
        aliases=("still there", "left over", "remain", "stayed"),
        relations={"at_most": "starters"},
        echo="{} stayed",
    )
    method: Literal["simple", "weighted"] = field(
        "simple",
        description="How cohorts are averaged.",
        synonyms={"weighted": ["by size", "size-weighted"], "simple": ["plain average"]},
    )


class Visit(BaseModel):
    """One visit."""

    day: Date = field(description="When.", aliases=("on", "visited on"))
    mood: Literal["calm", "angry"] = field(
        description="How the guest was.",
        synonyms={"calm": ["fine", "happy", "relaxed"], "angry": ["upset", "cross"]},
    )


class Guest(BaseModel):
    """One guest."""

    name: Identifier = field(description="The guest's name.", aliases=("guest",))
    visits: list[Visit] = field(description="All visits.")


class GuestRequest(RequestModel):
    """Guests and how their visits went."""

    guests: list[Guest] = field(description="Guests with their visits.", aliases=("guests",))


class SurveyRequest(RequestModel):
    """A table of answers."""

    answers: Table = field(description="A row a person.", aliases=("answers", "survey"))


class LeaseRequest(RequestModel):
    """A lease to read."""

    lease: Document = field(description="The lease.", aliases=("lease", "contract"))


class TriangleRequest(RequestModel):
    """A triangle."""

    base: Number = field(description="Length of the base.", aliases=("base",))
    height: Number = field(description="Height.", aliases=("height",))


class TunnelRequest(RequestModel):
    """Wind in a tunnel."""

    wind: Estimate = field(description="Wind speed.", aliases=("wind",))
    chance: Probability | None = field(
        None, description="Chance of rain.", aliases=("rain", "chance of rain")
    )


MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    "spill_cost": ("What oil spills cost in a year.", SpillRequest),
    "ownership_after_round": ("Who owns what after an investment.", OwnershipRequest),
    "present_value": ("What future cash flows are worth today.", CashFlowRequest),
    "cohort_retention": ("Share of a cohort of members that stays.", CohortRequest),
    "guest_moods": ("How the guests of a hotel felt over their visits.", GuestRequest),
    "survey_summary": ("Summarise the answers of a survey.", SurveyRequest),
    "lease_check": ("Read a lease and list its clauses.", LeaseRequest),
    "triangle_area": ("Area of a triangle.", TriangleRequest),
}

EXAMPLES: list[dict[str, Any]] = [
    *(
        {"say": say, "tool": tool, "arguments": {}}
        for tool, said in {
            "spill_cost": (
                "what do oil spills cost us a year",
                "we spill oil 2 to 6 times a year and each clean-up costs 5000 to 40000 euros",
                "yearly cost of leaks: 3 spills, 20k each",
                "how much should we budget for spills at the refinery",
            ),
            "ownership_after_round": (
                "an investor puts in 2m at 8m pre-money, who owns what",
                "founders hold 800,000 shares, we raise 1m at a valuation of 4m",
                "cap table after the round with a 10 % option pool",
                "dilution when the fund invests 500k, valued at 2m",
            ),
            "present_value": (
                "what are cash flows of 100, 200 and 300 worth today at 8 %",
                "present value of 5k a year discounted at 6 percent",
                "npv: flows 10, 20, 30, discount rate 10 %",
                "discount these receipts to today",
            ),
            "cohort_retention": (
                "200 members joined in May and 120 are still there",
                "retention: 88 of 150 stayed",
                "how many of the club's members remain",
                "what share of the people who began is left over",
            ),
            "guest_moods": (
                "guest 'Miller' was happy on 3 May and upset on 9 June",
                "how were the hotel guests over their visits",
                "Ann calm on 2024-05-01, angry on 2024-06-01",
                "which guests were cross when they visited",
            ),
            "survey_summary": (
                "summarise this survey table",
                "what do the survey answers in the attached csv say",
                "analyse the questionnaire results",
                "here are the answers, one row a person",
            ),
            "lease_check": (
                "read the attached lease",
                "what does our rental contract say about notice",
                "check this lease for a break clause",
                "list the clauses of the lease",
            ),
            "triangle_area": (
                "area of a triangle with base 5 and height 3",
                "triangle base=4 height=9",
                "how large is the triangle",
                "compute the triangle's area",
            ),
        }.items()
        for say in said
    ),
    *(
        {"say": say, "tool": "none", "arguments": {}}
        for say in (
            "book a flight to Rome for 2 people",
            "tell me a joke",
            "what's the weather on 3 May",
            "write my Python homework",
            "play some jazz at volume 40",
            "who won the cup 4-2 in 2018",
            "translate good morning",
            "order 3 pizzas",
        )
    ),
]


def entry(name: str) -> dict[str, Any]:
    """The declaration of a tool, as a graph binds it."""
    description, model = MODELS[name]
    return {**described(model), "name": name, "description": description}


def tool(name: str) -> Tool:
    """The tool as the planner reads it."""
    return read(entry(name))
