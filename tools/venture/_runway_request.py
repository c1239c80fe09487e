"""What a runway may be forecast from, in the words of the people who ask."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Currency,
    Date,
    GrowthEstimate,
    Identifier,
    Kind,
    Money,
    MoneyEstimate,
    Probability,
    Seed,
    Share,
    ShareEstimate,
    Whole,
    field,
)
from tools.venture._currencies import CURRENCIES

LONGEST = 120  # months: plans further out are no forecast
REQUIRED = [[["cash"]], [["monthly_burn"], ["monthly_revenue", "monthly_costs"], ["monthly_costs"]]]
MonthNumber = Annotated[Whole, Field(ge=1, le=LONGEST), Kind("count", "months from now")]

_EXAMPLES: list[dict[str, Any]] = [
    {"cash": 400000, "monthly_burn": 35000},
    {
        "cash": 900000, "monthly_revenue": 40000, "monthly_costs": 95000,
        "revenue_growth": [0.02, 0.06, 0.1], "currency": "EUR", "as_of": "2026-11-21",
    },
    {
        "cash": 1200000, "monthly_revenue": 60000, "monthly_costs": [110000, 120000, 140000],
        "revenue_growth": [0.03, 0.08, 0.12], "monthly_churn": [0.01, 0.02, 0.04],
        "hires": [{"month": 3, "monthly_cost": 8000, "role": "engineer"}],
        "fundraises": [{"month": 9, "amount": 2000000, "probability": 0.5}],
    },
]  # fmt: skip


class Hire(BaseModel):
    """Somebody who starts later."""

    model_config = ConfigDict(extra="forbid")

    month: MonthNumber | None = field(
        None,
        description="Month in which they start, 1 being the coming month.",
        aliases=("month", "in month", "starts in", "from month"),
    )
    date: Date | None = field(
        None, description="Day on which they start, instead of the month.", aliases=("on", "start")
    )
    monthly_cost: Money = field(
        description="What they cost a month, salary and charges; a yearly salary by twelve.",
        aliases=("salary", "a month", "costs", "pay", "monthly salary"),
    )
    count: Annotated[Whole, Field(ge=1, le=10_000)] = field(
        1, description="How many of them.", aliases=("people", "heads", "hires")
    )
    role: Identifier | None = field(None, description="What they do.", aliases=("role", "job"))


class Fundraise(BaseModel):
    """Money that may come in."""

    model_config = ConfigDict(extra="forbid")

    month: MonthNumber | None = field(
        None,
        description="Month at whose beginning it arrives, 1 being the coming month.",
        aliases=("month", "in month", "arrives in", "closes in"),
    )
    date: Date | None = field(
        None, description="Day on which it arrives, instead of the month.", aliases=("on", "close")
    )
    amount: MoneyEstimate = field(
        description="How much comes in, as one number or a range.",
        aliases=(
            "raise",
            "round",
            "funding",
            "amount",
            "grant",
            "loan",
            "brings",
            "puts in",
            "pays in",
            "gives",
            "invests",
        ),
    )
    probability: Probability = field(
        1.0,
        description="Chance that it comes in; 70 % is 0.7.",
        aliases=(
            *("chance", "probability", "likely", "odds", "sure", "certain", "probable", "say"),
            *("percent sure", "it may come"),
        ),
    )


class RunwayRequest(RequestModel):
    """Cash, what goes out and what comes in; figures may be ranges."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": REQUIRED}  # type: ignore[dict-item]
    )

    cash: Money = field(
        description="Cash in the bank now.",
        aliases=("cash", "in the bank", "bank balance", "cash on hand", "we have", "reserves",
                 "money left", "left in the account", "cash balance", "seed money", "left"),
        unlike=("burn", "a month", "per month", "raise", "round"),
        echo="{} in the bank",
    )  # fmt: skip
    monthly_burn: MoneyEstimate | None = field(
        None,
        description="What cash falls by in a month now, revenue already taken off (net burn).",
        aliases=("burn", "burn rate", "net burn", "burning", "lose a month", "burn a month",
                 "monthly burn", "cash out a month", "going through", "we lose", "loss of",
                 "loss a month", "minus each month", "more leaves than arrives", "deficit",
                 "exceeds", "shortfall", "monthly loss", "bleed", "bleeding", "eats",
                 "negative cash flow", "outlay exceeds"),
        unlike=("revenue", "MRR", "sales", "income", "turnover", "earn", "customers pay"),
        echo="{} burned a month",
    )  # fmt: skip
    monthly_revenue: MoneyEstimate | None = field(
        None,
        description="What customers pay in a month now.",
        aliases=("revenue", "MRR", "sales a month", "income", "turnover", "we earn",
                 "monthly revenue", "customers pay", "coming in", "take in", "sales", "rev",
                 "receipts", "takings", "comes in", "donations", "billings", "inflow"),
        echo="{} revenue a month",
    )  # fmt: skip
    monthly_costs: MoneyEstimate | None = field(
        None,
        description="All that is spent in a month now, before revenue (gross burn).",
        aliases=("costs", "expenses", "spend", "spending", "gross burn", "monthly costs",
                 "operating costs", "outgoings", "going out", "payroll and rent", "outlay",
                 "opex", "cost base", "overheads", "we pay out", "bills"),
        unlike=("revenue", "MRR", "burn"),
        echo="{} costs a month",
    )  # fmt: skip
    revenue_growth: GrowthEstimate | None = field(
        None,
        description="By how much revenue grows from one month to the next, as a fraction; 5 % is "
        "0.05, shrinking is negative.",
        aliases=("growth", "revenue growth", "growing", "grow a month", "growth rate", "MoM",
                 "month over month", "grows by", "climbs", "climbing", "rises", "rising",
                 "increases", "increasing", "rev growing", "up each month", "monthly growth"),
        unlike=("shrinking", "shrinks", "declining", "falls", "falling", "burn grows"),
        relations={"growth_of": "monthly_revenue"},
        echo="revenue growing {} a month",
    )  # fmt: skip
    monthly_churn: ShareEstimate | None = field(
        None,
        description="Share of revenue lost a month: by customers who leave, where growth is of new "
        "business only, or as revenue shrinks.",
        aliases=("churn", "monthly churn", "revenue churn", "cancel each month", "leave a month",
                 "shrinking", "shrinks", "declining", "revenue falls"),
        echo="{} of revenue lost a month",
    )  # fmt: skip
    gross_margin: ShareEstimate | None = field(
        None,
        description="Share of revenue left after the direct cost of serving customers, where the "
        "costs given do not hold it; 80 % is 0.8.",
        aliases=("gross margin", "margin", "GM", "we keep", "contribution margin"),
        echo="{} margin",
    )
    cost_growth: GrowthEstimate | None = field(
        None,
        description="By how much costs (or burn, where only burn is known) grow from one month to "
        "the next, as a fraction.",
        aliases=("cost growth", "costs grow", "burn grows", "burn that grows", "burn growing",
                 "inflation of costs", "costs rise", "expenses growing"),
        relations={"growth_of": "monthly_costs | monthly_burn"},
        echo="costs growing {} a month",
    )  # fmt: skip
    revenue_volatility: Share = field(
        0.0,
        description="How much revenue swings from month to month beside its trend: the standard "
        "deviation of a monthly change, as a fraction.",
        aliases=("volatility", "swings", "fluctuates", "revenue noise", "varies by"),
        echo="revenue swinging {} a month",
    )
    hires: Annotated[list[Hire], Field(max_length=1_000)] = field(
        default_factory=list[Hire],
        only_named=True,
        description="Planned hires: month and what each costs a month.",
        aliases=(
            "hire",
            "hiring",
            "new people",
            "starts in month",
            "joins",
            "join",
            "recruit",
            "new colleague",
            "we add",
            "adding",
            "take on",
            "bring on",
            "sales person",
            "afford someone",
            "afford somebody",
            "afford another",
            "add someone",
            "reps",
            "employ",
            "get someone",
            "one more person",
            "new starter",
            "extra person",
            "salesperson",
            "engineer",
            "developer",
            "new employee",
            "starts work",
        ),
    )
    fundraises: Annotated[list[Fundraise], Field(max_length=100)] = field(
        default_factory=list[Fundraise],
        only_named=True,
        description="Money expected: month, amount and chance.",
        aliases=("fundraise", "raise", "funding round", "seed round", "round", "investment",
                 "grant", "loan", "series A", "VC brings", "VC puts", "VC invests", "VC pays",
                 "VC gives", "investor brings", "investor puts", "investor pays",
                 "investor gives", "invests", "business angel", "we close", "closing of", "closes",
                 "bridge loan", "new money", "convertible", "fresh capital", "capital increase",
                 "angel puts", "angel invests", "subsidy of"),
        unlike=("raise price", "raise the price", "raise our price", "raise fee", "raise salar",
                "raised price", "raise wage", "raise rent"),
    )  # fmt: skip
    horizon_months: MonthNumber = field(
        60,
        description="How many months to look ahead.",
        aliases=(
            *("horizon", "look ahead", "over the next", "forecast period", "over", "get through"),
            *("survival curve over", "forecast over", "for the next", "the coming", "within"),
            *("last for", "out to", "up to month", "project", "make it through", "plan for"),
            *("survive", "coming"),
        ),
        echo="{} months ahead",
    )
    paths: Annotated[Whole, Field(ge=100, le=100_000), Kind("count", "paths")] = field(
        10_000,
        description="Simulated futures, where anything is uncertain.",
        aliases=("paths", "simulations", "trials", "runs", "scenarios"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers.",
        aliases=("random seed", "seed for the random numbers"),
        unlike=("seed money", "seed round", "seed funding", "seed capital", "seed stage", "seed"),
    )
    as_of: Date | None = field(
        None,
        description="The day from which months are counted.",
        aliases=("as of", "today", "balance date", "starting"),
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts.",
        aliases=("currency", "in euros", "in dollars"),
    )

    @field_validator("currency")
    @classmethod
    def _known(cls, currency: str | None) -> str | None:
        if currency is not None and currency not in CURRENCIES:
            raise ValueError("is no currency in use; give its ISO 4217 code, such as EUR or USD")
        return currency

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        missing = missing_fields(given, REQUIRED)
        grows = {"revenue_growth", "monthly_churn", "gross_margin"} & given
        if grows and not missing and self.monthly_revenue is None and self.monthly_costs is None:
            missing = ["monthly_revenue"]
        refuse_missing(self, missing)
        return self
