"""What controls are worth."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class ControlValue(BaseModel):
    """One control by itself: what it costs and what it saves."""

    name: str
    annual_cost: float = Field(description="A year, one-off costs spread over the lifetime.")
    annual_loss_after: float = Field(description="Expected loss a year with this control alone.")
    annual_loss_avoided: float = Field(description="What it saves a year on average.")
    net_benefit: float = Field(description="Saved less spent, a year.")
    return_on_security_investment: float | None = Field(
        description="Net benefit over cost (ROSI), as a fraction; null where it costs nothing."
    )
    avoided_low: float | None = Field(
        description="5 % point of what it saves, where its effect is a range."
    )
    avoided_high: float | None = Field(description="95 % point of what it saves.")
    chance_of_paying: float | None = Field(
        description="Chance that its effect, within its range, saves more than it costs."
    )
    chosen: bool = Field(description="Whether it is in the best set.")
    worth_in_set: float | None = Field(
        description="What the best set would lose a year without it; null if not in it."
    )


class ControlSet(BaseModel):
    """Several controls together: their effects multiply."""

    names: list[str]
    annual_cost: float = Field(description="Of all together, a year.")
    annual_loss_after: float = Field(description="Expected loss a year with all of them.")
    annual_loss_avoided: float = Field(description="What they save a year.")
    risk_reduction: float = Field(description="Share of the loss that they save.")
    net_benefit: float = Field(description="Saved less spent, a year.")
    return_on_security_investment: float | None = Field(description="ROSI, as a fraction.")


class ControlsValue(ResultModel):
    """Controls compared, and the best set of them."""

    annual_loss: float = Field(description="Expected loss a year as things are.")
    controls: list[ControlValue] = Field(description="In order of net benefit.")
    best_set: ControlSet
    all_controls: ControlSet = Field(description="For comparison: everything at once.")
    budget: float | None = Field(description="Most that may be spent a year.")
    gap: float = Field(description="How much better another set might be at most, a year.")
    currency: str | None = Field(None, description="Currency of all amounts.")
