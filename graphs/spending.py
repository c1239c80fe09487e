"""What one run spends at model providers, and where it must stop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from tools.errors import OverBudget


class Usage(TypedDict):
    """Tokens spent, as providers count them, and what they cost."""

    input: int
    """All of it, also what came from the provider's cache."""
    output: int
    """All of it, also what was thought and not said."""
    cached: int
    reasoning: int
    cost: float | None
    """US dollars; None when a price is not known."""


NO_USAGE = Usage(input=0, output=0, cached=0, reasoning=0, cost=0.0)


def added(parts: Iterable[Usage]) -> Usage:
    """The sum; its cost is known when each part's is."""
    total = Usage(**NO_USAGE)
    for part in parts:
        cost = part.get("cost")
        known = total["cost"] is not None and cost is not None
        total = Usage(
            input=total["input"] + part["input"],
            output=total["output"] + part["output"],
            cached=total["cached"] + part["cached"],
            reasoning=total["reasoning"] + part["reasoning"],
            cost=(total["cost"] or 0.0) + (cost or 0.0) if known else None,
        )
    return total


def tokens(usage: Usage) -> int:
    """Tokens in and out."""
    return usage["input"] + usage["output"]


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may spend; None: as much as it needs."""

    usd: float | None = None
    tokens: int | None = None


@dataclass(slots=True)
class Spending:
    """The account of one run while it works. Its specialists work side by side on one account."""

    budget: Budget = field(default_factory=Budget)
    agents: dict[str, Usage] = field(default_factory=dict[str, Usage])
    unpriced: set[str] = field(default_factory=set[str])
    """Models whose price is not known."""
    usd: float = 0.0
    """What the calls with a known price cost."""
    stand_in: bool = False
    """No provider answered: the rest of the run is the embedded planner's."""

    def add(self, agent: str, model: str, usage: Usage) -> None:
        """One model call."""
        self.known({agent: usage})
        if usage["cost"] is None:
            self.unpriced.add(model)

    def known(self, spent: Mapping[str, Usage]) -> None:
        """What the run had spent when another process worked on it."""
        for agent, usage in spent.items():
            self.agents[agent] = added((self.agents.get(agent, NO_USAGE), usage))
            self.usd += usage.get("cost") or 0.0

    @property
    def total(self) -> Usage:
        """Everything spent so far."""
        return added(self.agents.values())

    def admit(self) -> None:
        """`OverBudget` when nothing is left for another model call.

        A call's cost is known when it is over, so a run may exceed its budget by one call of each
        specialist at work.
        """
        if self.budget.tokens is not None and tokens(self.total) >= self.budget.tokens:
            raise _over(f"{self.budget.tokens:,} tokens")
        if self.budget.usd is not None and self.usd >= self.budget.usd:
            raise _over(f"${self.budget.usd:g}")


def _over(budget: str) -> OverBudget:
    return OverBudget(
        f"the budget of this run, {budget}, is spent",
        hint="What was found so far is kept: GET /runs/{run_id} shows it. "
        "Ask for less in one message, or raise the budget.",
    )
