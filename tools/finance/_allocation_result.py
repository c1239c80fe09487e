"""What an allocation of a budget answers, figure by figure."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class Funded(BaseModel):
    """One project and what became of it."""

    name: str
    times: float = Field(description="How often it is done; a fraction if done in part.")
    start: int | None = Field(description="Period in which it starts, from 1; none if left out.")
    value: float = Field(description="What it adds, discounted if it waits.")
    cost: float = Field(description="What it costs in all, as far as it is done.")
    value_per_cost: float | None = Field(description="Value per unit of money.")


class PeriodUse(BaseModel):
    """One period's money."""

    period: int
    budget: float
    spent: float
    left: float = Field(description="What is left, with what was carried over.")
    price: float = Field(
        description="What one unit of money more would add in the relaxation, in which projects "
        "may be done in part."
    )


class BudgetPoint(BaseModel):
    """The best value at another budget."""

    factor: float = Field(description="Every budget times this.")
    budget: float
    value: float


class AllocateResourcesResult(ResultModel):
    """The projects to do, what is left, and what more money would bring."""

    value: float = Field(description="What the chosen projects are worth together.")
    cost: float = Field(description="What they cost together.")
    net_value: float = Field(description="Value less cost.")
    projects: list[Funded] = Field(description="Those that are done, then the others.")
    chosen: int
    periods: list[PeriodUse]
    effort_used: float | None
    effort_price: float | None = Field(
        description="What one unit of effort more would add in the relaxation."
    )
    relaxed_value: float = Field(
        description="Value if projects could be done in part: no choice can pass it."
    )
    gap: float = Field(description="Proven distance from the best choice, relative; 0 is the best.")
    curve: list[BudgetPoint]
    currency: str | None
