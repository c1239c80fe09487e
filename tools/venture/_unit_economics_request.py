"""What unit economics may be computed from, in the words of the people who ask."""

from typing import Any, Self

from pydantic import ConfigDict, ValidationInfo, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Count, Currency, Money, MoneyPerMonth, Months, Share, SignedMoney, field
from tools.venture._lifetime_value import LEAST_CHURN, monthly_from_annual

REQUIRED = [
    [["arpa"]],
    [["gross_margin"]],
    [["monthly_churn"], ["annual_churn"], ["customer_lifetime_months"]],
    [["cac"], ["sales_and_marketing_spend", "new_customers"]],
]
"""Needed for a customer's value: each group by one of its alternatives."""

QUICK_RATIO = ("new_mrr", "churned_mrr")
RETENTION = ("starting_mrr", "churned_mrr")
BURN_MULTIPLE = ("net_burn", "net_new_arr")
MAGIC_NUMBER = (
    "current_quarter_revenue",
    "previous_quarter_revenue",
    "previous_quarter_sales_and_marketing",
)
ALONE = [list(names) for names in (QUICK_RATIO, RETENTION, BURN_MULTIPLE, MAGIC_NUMBER)]
"""Each of these suffices for its own figure, without a customer's value."""

_PERCENT = "must lie between 0 and 100 %, written as a fraction from 0 to 1 (2.5 % is 0.025)"
_WHY = {
    "monthly_churn": "; more would mean losing more customers than there are",
    "annual_churn": "; more would mean losing more customers than there are",
    "gross_margin": "; more would mean keeping more than customers pay",
}
_DISAGREE = 0.1  # two statements of the same thing may differ by rounding, not by more

_EXAMPLES: list[dict[str, Any]] = [
    {"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.025, "cac": 400},
    {
        "arpa": 55,
        "gross_margin": 0.71,
        "customer_lifetime_months": 26,
        "sales_and_marketing_spend": 84000,
        "new_customers": 210,
        "currency": "USD",
    },
    {"new_mrr": 20000, "expansion_mrr": 8000, "contraction_mrr": 3000, "churned_mrr": 5000},
    {"net_burn": 4800000, "net_new_arr": 3200000, "currency": "USD"},
]


class UnitEconomicsRequest(RequestModel):
    """A subscription business in a few figures; give what you have."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": _EXAMPLES,
            "x-required-any": REQUIRED,
            "x-alone": ALONE,
        }  # type: ignore[dict-item]
    )

    arpa: MoneyPerMonth | None = field(
        None,
        description="What an average customer pays a month (average revenue per account). A yearly "
        "price is divided by twelve.",
        aliases=(
            "ARPA",
            "ARPU",
            "price a month",
            "charge",
            "pay us",
            "subscription",
            "average revenue per customer",
            "plan",
            "revenue per account",
            "revenue per user",
            "monthly revenue per account",
            "monthly fee",
            *("brings in", "pays", "pay", "membership", "a month", "per month", "monthly price"),
            *("each account pays", "each subscriber", "per seat", "ticket", "ACV", "fee"),
            *("contract value", "revenue per month"),
        ),
        unlike=("pays back", "pay back", "pay for", "pay per", "pay to", "we pay", "pay the"),
        echo="{} a month",
    )
    gross_margin: Share | None = field(
        None,
        description="Share of revenue left after the direct cost of serving customers, as a "
        "fraction; 80 %, or 80 cents kept of each euro, is 0.8.",
        aliases=(
            *("gross margin", "margin", "GM", "we keep", "gross profit", "contribution margin"),
            *("contribution", "stays with us", "kept", "left after costs", "stays", "keep"),
            *("gross", "margins", "remains"),
        ),
        echo="{} margin",
    )
    monthly_churn: Share | None = field(
        None,
        description="Share of customers who leave in a month, as a fraction; 2.5 % is 0.025.",
        aliases=(
            "churn",
            "monthly churn",
            "churn rate",
            "lose a month",
            "cancel each month",
            "leave every month",
            "attrition",
            "leaving monthly",
            "quit each month",
            "gone each month",
            *("quit", "quit every month", "drop off", "drop off monthly", "leaving rate", "leave"),
            *("cancel", "cancels", "lost each month", "going away every month", "leaves", "lost"),
            *("lose every month", "unsubscribe", "drop out", "leavers", "customer loss"),
            *("cancellation rate",),
            *("loss rate", "walk away", "go away"),
        ),
        echo="{} monthly churn",
    )
    annual_churn: Share | None = field(
        None,
        description="Share of customers who leave within a year, as a fraction, where churn is "
        "known by the year.",
        aliases=(
            "annual churn",
            "yearly churn",
            "churn a year",
            "lose a year",
            "leave within a year",
            "churn p.a.",
            "don't renew each year",
            "churn annually",
        ),
        echo="{} churn a year",
    )
    customer_lifetime_months: Months | None = field(
        None,
        description="How long an average customer stays, in months; three years is 36.",
        aliases=(
            "customer lifetime",
            "stay",
            "stay with us",
            "stick around",
            "average lifetime",
            "keep a customer for",
        ),
        echo="customers stay {}",
        ge=1,
    )
    cac: Money | None = field(
        None,
        description="What it costs to win one new customer, sales and marketing included.",
        aliases=(
            "CAC",
            "acquisition cost",
            "to win a customer",
            "cost per customer",
            "to acquire",
            "paid per new customer",
            "to land one",
            "per sign-up",
            "acquiring one",
            "acquisition",
            "cost of a new customer",
            *("signing one", "ad cost per join", "per join", "installs cost", "to win one"),
            *("to get one", "per new customer", "costs us to win", "won each at", "per signup"),
            *("to acquire one", "cost per install", "per conversion", "to bring one in", "each at"),
            *("per subscriber", "cost of acquisition", "marketing cost per customer"),
        ),
        echo="{} to win a customer",
    )
    sales_and_marketing_spend: Money | None = field(
        None,
        description="All spent on sales and marketing in a period, where the cost of winning one "
        "customer is not known; goes with new_customers of the same period.",
        aliases=(
            "spent on sales and marketing",
            "S&M",
            "marketing spend",
            "sales and marketing",
            "ad spend",
            "marketing budget",
        ),
        echo="{} spent on sales and marketing",
    )
    new_customers: Count | None = field(
        None,
        description="Customers newly won in the period of sales_and_marketing_spend; not the "
        "customers there are.",
        aliases=(
            "new customers",
            "customers won",
            "signed up",
            "new accounts",
            "closed",
            "customers acquired",
            "customers came of it",
            "brought us",
            "new logos",
        ),
        unlike=(
            "customers",
            "existing customers",
            "customers now",
            "customers in total",
            "customers today",
        ),
        echo="{} new customers",
        ge=1,
    )
    new_mrr: Money | None = field(
        None,
        description="Monthly recurring revenue added by new customers in the period.",
        aliases=("new MRR", "MRR from new customers", "new business MRR", "added MRR"),
        unlike=("customers",),
        echo="{} new MRR",
    )
    expansion_mrr: Money | None = field(
        None,
        description="Monthly recurring revenue added by existing customers: upgrades, more seats.",
        aliases=("expansion MRR", "expansion", "upgrades", "upsell", "upsells"),
        echo="{} expansion",
    )
    contraction_mrr: Money | None = field(
        None,
        description="Monthly recurring revenue lost by downgrades of customers who stay.",
        aliases=("contraction MRR", "contraction", "downgrades", "downsell"),
        echo="{} contraction",
    )
    churned_mrr: Money | None = field(
        None,
        description="Monthly recurring revenue lost with customers who left; an amount of money.",
        aliases=("churned MRR", "lost MRR", "MRR churned", "cancelled MRR", "cancellations"),
        echo="{} churned MRR",
    )
    starting_mrr: Money | None = field(
        None,
        description="Monthly recurring revenue at the start of the period, for revenue retention.",
        aliases=("starting MRR", "opening MRR", "MRR at the start", "began with", "base MRR"),
        echo="{} MRR at the start",
        gt=0,
    )
    net_burn: Money | None = field(
        None,
        description="Cash burned in the period net of what came in; same period as net_new_arr.",
        aliases=("net burn", "burn", "burned", "cash burned", "burnt"),
        echo="{} net burn",
    )
    net_new_arr: SignedMoney | None = field(
        None,
        description="Annual recurring revenue added in the period: new and expansion less "
        "contraction and churn.",
        aliases=("net new ARR", "new ARR", "ARR added", "added ARR", "ARR grew by"),
        echo="{} net new ARR",
    )
    current_quarter_revenue: Money | None = field(
        None,
        description="Recurring revenue of the latest quarter, for the magic number.",
        aliases=(
            "this quarter",
            "current quarter revenue",
            "revenue this quarter",
            "latest quarter",
        ),
        echo="{} revenue this quarter",
    )
    previous_quarter_revenue: Money | None = field(
        None,
        description="Recurring revenue of the quarter before the latest.",
        aliases=(
            "last quarter",
            "previous quarter revenue",
            "prior quarter",
            "revenue last quarter",
            "quarter before",
        ),
        echo="{} revenue the quarter before",
    )
    previous_quarter_sales_and_marketing: Money | None = field(
        None,
        description="Spent on sales and marketing in the quarter before the latest.",
        aliases=(
            "S&M last quarter",
            "previous quarter sales and marketing",
            "sales and marketing the quarter before",
            "prior quarter S&M",
        ),
        echo="{} sales and marketing the quarter before",
    )
    annual_discount_rate: Share | None = field(
        None,
        description="Yearly rate at which later income counts for less, as a fraction.",
        aliases=("discount rate", "cost of capital", "discounted at", "WACC", "hurdle rate"),
        echo="discounted at {} a year",
    )
    horizon_months: Months | None = field(
        None,
        description="Count a customer's income for at most so many months; without it all is "
        "counted, and 60 months where churn is zero.",
        aliases=(
            "horizon",
            "cap the lifetime at",
            "count at most",
            "over the first",
            "count the first",
            "limit to",
        ),
        echo="counting at most {}",
    )
    currency: Currency | None = field(
        None,
        description="Currency of every amount.",
        aliases=("currency", "in euros", "in dollars", "in pounds"),
    )

    @field_validator(
        "gross_margin", "monthly_churn", "annual_churn", "annual_discount_rate", mode="before"
    )
    @classmethod
    def _a_percentage(cls, value: Any, info: ValidationInfo) -> Any:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and not 0 <= value <= 1:
            raise ValueError(_PERCENT + _WHY.get(info.field_name or "", ""))
        return value

    @field_validator("monthly_churn", "annual_churn")
    @classmethod
    def _measurable(cls, value: float | None) -> float | None:
        if value is not None and 0 < value < LEAST_CHURN:
            raise ValueError("must be 0 or at least one in a million")
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), REQUIRED, ALONE))
        return self

    @model_validator(mode="after")
    def _one_retention(self) -> Self:
        """Refuse statements of how long customers stay that do not fit each other."""
        churns = [
            churn
            for churn in (
                self.monthly_churn,
                None if self.annual_churn is None else monthly_from_annual(self.annual_churn),
                None
                if self.customer_lifetime_months is None
                else 1 / self.customer_lifetime_months,
            )
            if churn is not None
        ]
        if churns and max(churns) > min(churns) * (1 + _DISAGREE):
            raise ValueError(
                "monthly_churn, annual_churn and customer_lifetime_months say different things "
                "(a lifetime is one divided by the monthly churn); leave out all but one"
            )
        return self
