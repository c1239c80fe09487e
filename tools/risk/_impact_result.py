"""What an event does to the money."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class ImpactPart(BaseModel):
    """One kind of cost."""

    name: str
    expected: float = Field(description="On average, if the event happens, not discounted.")
    share: float = Field(description="Of all costs before insurance.")
    low: float = Field(description="5 % point.")
    high: float = Field(description="95 % point.")


class ImpactMonth(BaseModel):
    """One month after the event."""

    month: int = Field(description="0 is the month of the event.")
    cash_flow: float = Field(description="Expected; negative as money goes out.")
    cumulative: float = Field(description="Expected up to here.")
    cumulative_bad: float = Field(description="Up to here, at the confidence level.")


class ImpactQuantile(BaseModel):
    """One point of the distribution."""

    probability: float
    cost: float = Field(description="Net cost that is not exceeded with this probability.")
    net_present_value: float = Field(description="The same discounted; negative.")


class FinancialImpact(ResultModel):
    """What an event costs, when, how likely it is, and what preventing it may cost."""

    expected_cost: float = Field(description="If it happens, after insurance, not discounted.")
    standard_error: float = Field(description="Of the expected cost, from the simulation.")
    expected_gross_cost: float = Field(description="Before insurance.")
    expected_recovered: float = Field(description="What insurance pays on average.")
    net_present_value: float = Field(description="Of the net cash flows; negative.")
    quantiles: list[ImpactQuantile]
    confidence: float = Field(description="Level of the bad case.")
    bad_case: float = Field(description="Net cost at the confidence level, if it happens.")
    expected_shortfall: float = Field(description="Mean net cost of the cases beyond it.")
    probability: float | None = Field(description="Chance that it happens within a year.")
    expected_annual_cost: float | None = Field(
        description="Chance times expected cost; null without a chance."
    )
    break_even_prevention: float | None = Field(
        description="Most that preventing it for a year may cost: chance times present value."
    )
    break_even_probability: float | None = Field(
        description="Chance a year from which on preventing it pays at its cost; null if its cost "
        "is not known or exceeds the damage."
    )
    mean_recovery_days: float | None = Field(description="Days until things work, on average.")
    parts: list[ImpactPart] = Field(description="By size.")
    months: list[ImpactMonth]
    currency: str | None = Field(None, description="Currency of all amounts.")
