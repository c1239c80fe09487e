"""What unit economics answer with: every figure with its unit."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Finite, Kind
from tools.venture._benchmarks import Metric
from tools.venture._lifetime_value import LeverName

Amount = Annotated[Finite, Kind("money", "currency")]
Ratio = Annotated[Finite, Kind("ratio")]
Fraction = Annotated[Finite, Kind("share", "fraction")]
MonthCount = Annotated[Finite, Kind("duration", "months")]

Status = Literal["ok", "degenerate", "insufficient_data"]


class Lever(BaseModel):
    """One driver a fifth better, and the lifetime value that would follow."""

    lever: LeverName = Field(description="The driver that is changed.")
    now: Finite = Field(description="Its value, in the unit of the request's field.")
    then: Finite = Field(description="A fifth better: churn and cost of goods down, price up.")
    ltv: Amount = Field(description="Lifetime value it would be at the better driver, in currency.")
    ltv_change: Fraction = Field(description="Change of lifetime value, as a fraction of it.")
    ltv_to_cac: Ratio | None = Field(default=None, description="Lifetime value over CAC then.")


class Benchmark(BaseModel):
    """Where a figure stands on a published scale."""

    metric: Metric
    value: Finite = Field(description="The figure.")
    band: str = Field(description="Name of the band it lies in.")
    low: Finite = Field(description="Where the band begins.")
    high: Finite | None = Field(description="Where the band ends; null is no end.")
    bar: Finite | None = Field(default=None, description="The value usually asked for.")
    source: str = Field(description="Who published the scale.")


class UnitEconomics(ResultModel):
    """What a customer is worth, what one costs, and what growth costs."""

    status: Status = Field(
        description="ok; degenerate: a figure has no finite meaning, see notes; "
        "insufficient_data: some figures were begun but lack inputs, see notes."
    )
    currency: str | None = Field(default=None, description="Currency of every amount.")
    monthly_contribution: Amount | None = Field(
        default=None, description="Gross profit a customer brings in a month, in currency."
    )
    monthly_churn: Fraction | None = Field(
        default=None, description="Share of customers who leave in a month, as used."
    )
    customer_lifetime_months: MonthCount | None = Field(
        default=None, description="Months an average customer stays; null when nobody leaves."
    )
    customer_lifetime_years: Finite | None = Field(
        default=None, description="Years an average customer stays; null when nobody leaves."
    )
    horizon_months: MonthCount | None = Field(
        default=None, description="Months of income counted at most; null when all are."
    )
    ltv: Amount | None = Field(
        default=None,
        description="Lifetime value: gross profit a customer brings in over their life; currency.",
    )
    ltv_discounted: Amount | None = Field(
        default=None, description="Lifetime value at the annual discount rate, in currency."
    )
    cac: Amount | None = Field(
        default=None, description="Cost of winning one customer, in currency, given or derived."
    )
    cac_derived: bool = Field(
        default=False, description="Whether CAC is spend divided by new customers."
    )
    ltv_to_cac: Ratio | None = Field(default=None, description="Lifetime value divided by CAC.")
    gain_per_customer: Amount | None = Field(
        default=None, description="Lifetime value less CAC, in currency; negative is a loss."
    )
    loss_per_customer: Amount | None = Field(
        default=None, description="CAC less lifetime value where that is positive, in currency."
    )
    payback_months: MonthCount | None = Field(
        default=None, description="CAC divided by monthly contribution; null when never."
    )
    payback_months_with_churn: MonthCount | None = Field(
        default=None,
        description="Months until the average customer, churn included, has covered CAC; null "
        "when never.",
    )
    monthly_churn_for_bar: Fraction | None = Field(
        default=None, description="Monthly churn at which LTV/CAC would be 3."
    )
    cac_for_bar: Amount | None = Field(
        default=None, description="CAC at which LTV/CAC would be 3, in currency."
    )
    arpa_for_bar: Amount | None = Field(
        default=None, description="Monthly price at which LTV/CAC would be 3, in currency."
    )
    levers: list[Lever] = Field(
        default_factory=list[Lever], description="What-ifs, the one that moves LTV most first."
    )
    net_new_mrr: Amount | None = Field(
        default=None, description="MRR gained less MRR lost, in currency per month."
    )
    quick_ratio: Ratio | None = Field(default=None, description="MRR gained over MRR lost.")
    net_revenue_retention: Fraction | None = Field(
        default=None, description="Recurring revenue kept and expanded, of that at the start."
    )
    gross_revenue_retention: Fraction | None = Field(
        default=None, description="Recurring revenue kept without expansion, of that at the start."
    )
    net_new_arr: Amount | None = Field(
        default=None, description="Net new annual recurring revenue, in currency, as used."
    )
    burn_multiple: Ratio | None = Field(
        default=None, description="Net burn over net new ARR: cash spent per unit of ARR added."
    )
    magic_number: Ratio | None = Field(
        default=None,
        description="Annualised growth of quarterly revenue over the sales and marketing spend of "
        "the quarter before.",
    )
    benchmarks: list[Benchmark] = Field(
        default_factory=list[Benchmark], description="Each figure on its published scale."
    )
