"""What a search for patterns gives."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class PatternPart(BaseModel):
    """One attribute and its value."""

    attribute: str
    value: str


class Pattern(BaseModel):
    """Attributes that go together, or with the outcome."""

    name: str
    parts: list[PatternPart]
    cases: int = Field(description="Cases in which all of it holds.")
    support: float = Field(description="Their share of all cases.")
    events: int | None = Field(description="Those of them with the outcome.")
    rate: float | None = Field(description="Share of them with the outcome.")
    rate_low: float | None = Field(description="Lower end of the exact 95 % interval of the share.")
    rate_high: float | None
    lift: float = Field(
        description="Rate over the rate of all cases; without an outcome, how many times more "
        "often than if the attributes were independent."
    )
    relative_risk: float | None = Field(
        description="Rate over that of the other cases; none where those have no event."
    )
    direction: Literal["more", "less"]
    p: float = Field(description="Exact one-sided chance of a table as extreme, Fisher.")
    q: float = Field(description="The same adjusted for all patterns that were tested.")


class Precursor(BaseModel):
    """A type of event after which losses are more frequent."""

    event: str
    occurrences: int
    losses_after: int = Field(description="Losses within the window after such an event.")
    expected: float = Field(description="The same if losses fell evenly over time.")
    share_of_losses: float = Field(description="Share of losses that it preceded.")
    time_share: float = Field(description="Share of the time that lies within the window after it.")
    rate_ratio: float | None = Field(
        description="Losses per day after it over losses per day at other times; none where all "
        "losses came after it."
    )
    rate_ratio_low: float = Field(description="Lower end of the exact 95 % interval.")
    rate_ratio_high: float | None = Field(description="Upper end; none where it has no bound.")
    p: float
    q: float


class FindPatternsResult(ResultModel):
    """Patterns, the surest first."""

    looked_for: Literal["outcome", "together", "before"]
    outcome: str = Field(description="What was explained; empty without an outcome.")
    cases: int = Field(description="Cases, or events in the log.")
    events: int = Field(description="Cases with the outcome, or losses.")
    base_rate: float | None = Field(description="Share of cases with the outcome.")
    fewest_cases: int = Field(description="Cases or occurrences that a pattern needed.")
    tested: int = Field(description="Patterns that were tested.")
    significant: int = Field(description="Those whose q is small enough.")
    found: int = Field(description="Those of them that add something to their parts.")
    false_discovery: float
    patterns: list[Pattern]
    precursors: list[Precursor]
    window_days: float | None
    days: float | None = Field(description="Days from the first event to the last.")
