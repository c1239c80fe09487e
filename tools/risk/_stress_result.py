"""What a stress test comes to."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite, Probability, Share


class StressedPosition(BaseModel):
    """One position under a scenario."""

    name: str = Field(description="Name of the position.")
    exposure: Finite = Field(description="Amount held, or weight where no amounts were given.")
    move: Finite = Field(description="Its move as a fraction.")
    moved_by: Literal["shock", "conditional", "none"] = Field(
        description="Whether it was shocked itself, follows the shocked ones, or stays."
    )
    profit: Finite = Field(description="What it gains; a loss is negative.")


class StressedBook(BaseModel):
    """The book under one scenario."""

    name: str = Field(description="Name of the scenario.")
    title: str = Field(description="What happens in it.")
    profit: Finite = Field(description="What the book gains; a loss is negative.")
    profit_share: Finite | None = Field(
        default=None, description="The same as a share of what the book is worth."
    )
    days: Finite | None = Field(
        default=None,
        description="Trading days it takes, where known.",
        json_schema_extra={"x-unit": "days"},
    )
    distance: Finite | None = Field(
        default=None,
        description="Mahalanobis distance of the shocks: standard deviations away, all together.",
    )
    chance: Probability | None = Field(
        default=None,
        description="Chance of shocks at least so far out over such a time, if returns are normal.",
    )
    positions: list[StressedPosition] = Field(description="By position, the worst first.")


class ReverseStress(BaseModel):
    """The most plausible way to lose a given amount."""

    loss: Finite = Field(description="The loss that was asked about.")
    distance: Finite = Field(description="How many standard deviations of the book it is away.")
    chance: Probability = Field(
        description="Chance of losing as much or more over the horizon, if returns are normal."
    )
    positions: list[StressedPosition] = Field(
        description="The moves that cost so much and are least unlikely together."
    )


class PositionShare(BaseModel):
    """One position's part of the value at risk."""

    name: str = Field(description="Name of the position.")
    component: Finite = Field(description="Its part of the value at risk; parts sum to the whole.")
    share: Finite = Field(description="The same as a share of the whole.")


class StressTestResult(ResultModel):
    """What scenarios would do to the book; gains positive, losses negative."""

    scenarios: list[StressedBook] = Field(description="The book under each scenario, worst first.")
    reverse: ReverseStress | None = Field(
        default=None, description="The most plausible way to lose the asked amount."
    )
    value: Finite = Field(description="What the book is worth, or the sum of its weights.")
    unit: Literal["money", "fraction"] = Field(description="Unit of exposures and profits.")
    value_at_risk: Finite | None = Field(
        default=None,
        description="Value at risk of the book over the horizon, returns taken as normal; a loss "
        "is positive.",
    )
    expected_shortfall: Finite | None = Field(default=None, description="Mean loss beyond it.")
    confidence: Share = Field(description="Level of the value at risk.")
    risk_parts: list[PositionShare] = Field(
        description="What each position adds to the value at risk."
    )
    horizon_days: Finite | None = Field(
        default=None,
        description="Trading days of own shocks, the loss and the value at risk, where known.",
        json_schema_extra={"x-unit": "days"},
    )
    observations: Count = Field(description="Periods of history used; 0 without one.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
