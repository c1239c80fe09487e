"""What a forecast of a runway gives."""

import datetime
from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Probability

Status = Literal["ok", "degenerate", "insufficient_data"]


class RunwayQuantile(BaseModel):
    """By when a share of the futures is out of cash."""

    probability: Probability = Field(description="Share of the futures out of cash by then.")
    months: float | None = Field(description="Months from now; None beyond the horizon.")
    low: float | None = Field(description="Lower end of its 95 % sampling interval, in months.")
    high: float | None = Field(description="Upper end of its 95 % sampling interval, in months.")
    date: datetime.date | None = Field(description="The day, where `as_of` is known.")


class MonthAhead(BaseModel):
    """One month of the forecast."""

    month: int = Field(description="Months from now; its end is meant.")
    date: datetime.date | None = Field(description="Its last day, where `as_of` is known.")
    chance: Probability = Field(description="Chance that cash has stayed above zero through it.")
    standard_error: Probability = Field(description="Standard error of the chance, from sampling.")
    cash_low: float = Field(description="5 % quantile of the cash at its end; 0 once it is gone.")
    cash_quarter: float = Field(description="25 % quantile of the cash.")
    cash_median: float = Field(description="Median of the cash.")
    cash_three_quarters: float = Field(description="75 % quantile of the cash.")
    cash_high: float = Field(description="95 % quantile of the cash.")


class YearAhead(BaseModel):
    """The end of a year of the forecast."""

    month: int = Field(description="Months from now: 12, 24, …")
    chance: Probability = Field(description="Chance of still having cash then.")
    standard_error: Probability = Field(description="Standard error of the chance.")


class Runway(ResultModel):
    """How long the cash lasts."""

    status: Status = Field(
        description="`degenerate`: there is nothing to run out of, or cash never falls; "
        "`insufficient_data`: too few futures for the quantiles."
    )
    currency: str | None = None
    cash: float = Field(description="Cash now.")
    net_burn: float = Field(
        description="What cash falls by in the coming month, at the most likely figures; negative "
        "where it grows."
    )
    monthly_gain: float | None = Field(
        default=None, description="What cash grows by in the coming month, where it grows."
    )
    exact: bool = Field(description="Whether nothing was uncertain, so one future is all there is.")
    runway_months: float | None = Field(
        description="Months until cash is gone: the median of the futures; None if beyond the "
        "horizon or never."
    )
    runway_date: datetime.date | None = Field(description="That day, where `as_of` is known.")
    runway_quantiles: list[RunwayQuantile] = Field(description="When how many are out of cash.")
    chance_by_month: list[MonthAhead] = Field(description="Month by month, to the horizon.")
    chance_by_year: list[YearAhead] = Field(description="The same at the ends of years.")
    horizon_months: int = Field(description="How far was looked ahead, in months.")
    chance_lasting: Probability = Field(
        description="Chance of cash above zero through the horizon."
    )
    largest_standard_error: Probability = Field(
        description="The largest standard error of any month's chance."
    )
    chance_lasting_error: Probability = Field(description="Standard error of `chance_lasting`.")
    default_alive: bool | None = Field(
        description="Graham: with costs constant and revenue growing as now, does the cash at hand "
        "reach to profitability? At the most likely figures; None where revenue is unknown."
    )
    default_alive_chance: Probability | None = Field(
        description="Share of the futures that are default alive."
    )
    months_to_profit: int | None = Field(
        description="Months of deficit until revenue covers today's costs, at the most likely "
        "figures; None if never."
    )
    lowest_cash: float | None = Field(
        description="Cash left when revenue first covers today's costs; negative is what lacks."
    )
    cash_lacking: float | None = Field(
        default=None, description="Cash that lacks to be default alive at this growth."
    )
    growth_needed: float | None = Field(
        description="Least monthly growth of revenue, after churn, at which it is default alive."
    )
    paths: int = Field(description="Futures simulated.")
