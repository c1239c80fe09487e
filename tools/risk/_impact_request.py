"""What an event's impact on the money is worked out from."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Bounds,
    Confidence,
    Currency,
    Estimate,
    Finite,
    Identifier,
    Kind,
    Money,
    MoneyEstimate,
    Probability,
    Seed,
    Share,
    Whole,
    field,
)

MOST_LINES, MOST_DAYS, MOST_MONTHS = 100, 3650.0, 240
LEAST_TRIALS, MOST_TRIALS = 1_000, 1_000_000
NEEDED = [[["revenue_per_day", "recovery_days"]]]
ALONE = [["cost_lines"]]


def _days(estimate: Estimate) -> Estimate:
    points = [estimate.low, estimate.likely, estimate.high, *(estimate.values or ())]
    if any(point is not None and not 0 <= point <= MOST_DAYS for point in points):
        raise ValueError(f"every value must lie between 0 and {MOST_DAYS:g} days")
    return estimate


DaysEstimate = Annotated[
    Estimate, AfterValidator(_days), Bounds(0, MOST_DAYS), Kind("estimate", "days", of="duration")
]
Month = Annotated[Whole, Field(ge=0, le=MOST_MONTHS), Kind("count", "months after the event")]
Months = Annotated[Whole, Field(ge=1, le=MOST_MONTHS), Kind("count", "months")]
Discount = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction a year")]
Timing = Literal["once", "per_day", "per_month"]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "event": "ransomware",
        "cost_lines": [
            {"name": "forensics", "amount": [60000, 100000, 250000]},
            {"name": "overtime", "amount": 8000, "timing": "per_day"},
            {"name": "customers leaving", "amount": [5000, 15000, 40000], "timing": "per_month",
             "first_month": 1, "months": 12},
        ],
        "recovery_days": {"low": 3, "likely": 9, "high": 30},
        "revenue_per_day": 70000,
        "margin": 0.4,
        "probability": 0.15,
        "discount_rate": 0.08,
        "currency": "EUR",
    },
    {"cost_lines": [{"name": "repair", "amount": [10000, 40000]}], "probability": 0.3},
]  # fmt: skip


class CostLine(BaseModel):
    """One kind of cost that the event brings."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="What the money goes to.",
        aliases=("cost line", "item", "cost", "position", "name"),
    )
    amount: MoneyEstimate = field(
        description="How much: once, a day of recovery, or a month.",
        aliases=("amount", "costs", "cost", "how much", "estimate"),
    )
    timing: Timing = field(
        "once",
        description="Whether it falls due once, on every day until recovery, or every month.",
        aliases=("timing", "frequency", "when"),
        synonyms={
            "once": ["one-off", "once", "one time"],
            "per_day": ["a day", "per day", "daily", "each day of the outage"],
            "per_month": ["a month", "per month", "monthly"],
        },
    )
    first_month: Month = field(
        0,
        description="Months after the event at which it first falls due; 0 for at once.",
        aliases=(
            *("first month", "starts after", "from month", "due in month", "beginning in month"),
            *(
                "starting in month",
                "from the month",
                "begins in month",
                "start in month",
                "after month",
            ),
        ),
    )
    months: Months = field(
        1,
        description="For how many months a monthly cost lasts.",
        aliases=("months", "for how many months", "lasts", "for months", "during months"),
    )


class FinancialImpactRequest(RequestModel):
    """An event with what it costs, how long it lasts and how likely it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED, "x-alone": ALONE}  # type: ignore[dict-item]
    )

    event: Identifier | None = field(
        None,
        description="Name of the event.",
        aliases=("event", "scenario", "incident"),
        relations={"subject_of": "message"},
    )
    cost_lines: list[CostLine] | None = field(
        None,
        min_length=1,
        max_length=MOST_LINES,
        description="What it costs, by kind: name and amount, once, a day or a month.",
        aliases=("cost lines", "costs", "cost items", "expenses", "budget lines"),
    )
    revenue_per_day: MoneyEstimate | None = field(
        None,
        description="Sales lost on each day until recovery.",
        aliases=(
            *("revenue per day", "lost sales a day", "daily revenue", "turnover a day"),
            *("sales per day", "we sell a day", "turnover", "lost sales", "sales lost", "revenue"),
            *("turn over", "takings", "we take", "of turnover", "lost turnover", "sales of"),
            *("lost revenue", "we sell for", "we miss", "sales", "fares", "fees", "entrance fees"),
            *("fares not taken", "fees not earned", "not earned", "don't take in", "not taken"),
            *("cannot sell", "can't sell", "losing", "foregone", "not sold", "income lost"),
            *("lost income", "ticket sales", "tickets", "bookings lost", "lost bookings"),
            *("lost orders", "orders lost", "admissions", "rent lost", "lost rent", "earnings"),
            *("lost fees", "lost fares", "loses", "revenues", "in sales", "of sales", "income of"),
        ),
        echo="{} of sales lost a day",
    )
    margin: Share = field(
        1.0,
        description="Share of lost sales that is lost money: sales less the costs that fall away.",
        aliases=(
            *("margin", "contribution margin", "gross margin", "profit margin", "contribution"),
            *(
                "of it margin",
                "of it profit",
                "of it is profit",
                "of it is margin",
                "of that margin",
            ),
            *("of which is margin", "of which is profit", "is profit", "is margin", "a margin of"),
        ),
        echo="a margin of {}",
        optional_default_said="that lost sales are lost in full",
    )
    recovery_days: DaysEstimate | None = field(
        None,
        description="Days until things work again.",
        aliases=(
            *("recovery time", "days to recover", "down for", "outage lasts", "recovery"),
            *("downtime", "back after", "days of outage", "until we are back", "closed for"),
            *("shut for", "closed", "shut", "standstill", "interruption", "losing", "gone for"),
            *("until it works again", "out of action", "stopped for", "outage", "strike"),
            *("stand still", "stands still", "close us for", "closes us for", "no sales for"),
            *("must close", "close for", "down", "without", "not open for", "cannot open for"),
            *("can't open for", "offline for", "offline", "half closed", "lost days", "idle for"),
            *("idle", "days lost", "days without", "not earned over", "repair takes"),
        ),
        echo="{} days to recover",
    )
    probability: Probability | None = field(
        None,
        description="Chance that it happens within a year.",
        aliases=("probability", "chance", "likelihood", "how likely", "probable", "p", "odds"),
        echo="a chance of {} a year",
    )
    insurance_deductible: Money = field(
        0.0,
        description="What is borne oneself before insurance pays, where there is any.",
        aliases=(
            *("deductible", "excess", "own share", "pays all above", "pays everything above"),
            *(
                "pays above",
                "covers everything above",
                "retention",
                "we bear the first",
                "franchise",
            ),
            *("insurance pays above", "pays from", "first is ours", "after the first"),
        ),
        echo="a deductible of {}",
    )
    insurance_limit: Money | None = field(
        None,
        description="Most that insurance pays; none unless given.",
        aliases=(
            *("insured up to", "insurance limit", "cover", "sum insured", "insurance pays"),
            *(
                "insurer pays up to",
                "insurer pays",
                "insurance covers",
                "policy pays",
                "pays up to",
            ),
            *(
                "but not over",
                "but not more than",
                "up to a maximum of",
                "policy limit",
                "pays at most",
            ),
            *("covered up to", "insurance limit of", "insured for", "capped at", "limit of"),
        ),
        echo="insured up to {}",
    )
    prevention_cost: Money | None = field(
        None,
        description="What preventing it would cost a year, to see from which chance on it pays.",
        aliases=(
            *("prevention", "prevention cost", "preventing it costs", "to prevent it"),
            *("preventing", "prevention is", "avoiding it costs", "precaution costs"),
            *("maintenance contract", "that avoids it", "would avoid it", "would prevent it"),
            *("that prevents it", "avoid it for", "prevent it for", "protection costs"),
        ),
        echo="{} a year to prevent it",
    )
    discount_rate: Discount = field(
        0.0,
        description="Yearly rate at which later money is discounted.",
        aliases=(
            *("discount rate", "discounted at", "cost of capital", "interest", "WACC"),
            *("present value at", "discounting at", "hurdle rate"),
        ),
        echo="discounted at {}",
        optional_default_said="no discounting",
    )
    confidence: Confidence = field(
        0.95,
        description="How bad a case is looked at, as a fraction.",
        aliases=("confidence", "confidence level", "bad case"),
        echo="at {} confidence",
    )
    trials: Annotated[int, Field(ge=LEAST_TRIALS, le=MOST_TRIALS), Kind("count", "trials")] = field(
        100_000,
        description="How many cases are simulated.",
        aliases=("trials", "simulations", "runs"),
        echo="{} simulated cases",
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts.",
        aliases=("currency", "in euros", "in dollars", "in pounds"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED, ALONE))
        lines = self.cost_lines or []
        daily = self.revenue_per_day is not None or any(x.timing == "per_day" for x in lines)
        if daily and self.recovery_days is None:
            refuse_missing(self, ["recovery_days"])
        if self.insurance_deductible and self.insurance_limit is None:
            refuse_missing(self, ["insurance_limit"])
        names = [line.name.casefold().strip() for line in lines]
        if len(set(names)) < len(names):
            raise ValueError("cost_lines name the same cost twice")
        return self
