"""The risks of a book: how often each strikes, what it costs, and what strikes several at once."""

from dataclasses import dataclass, field
from math import inf

from tools.risk._event_counts import EventCount
from tools.risk._layers import Layered, Payoff
from tools.risk._severities import Severity


@dataclass(frozen=True)
class Risk:
    """One scenario: its own events, and the cost of one."""

    name: str
    count: EventCount
    severity: Severity


@dataclass(frozen=True)
class Shock:
    """Events that strike several risks at once, each then with a loss of its own.

    They come as a Poisson stream beside each member's own events (Lindskog and McNeil 2003).
    """

    rate: float = 0.0
    members: frozenset[int] = field(default_factory=frozenset[int])


@dataclass(frozen=True)
class Book:
    """Risks that are independent but for their common shock."""

    risks: tuple[Risk, ...]
    shock: Shock = Shock()

    def events(self, number: int) -> float:
        """Expected events of one risk in a year, shocks included."""
        return self.risks[number].count.mean + self.shock.rate * (number in self.shock.members)

    def under(self, payoffs: list[Payoff]) -> list[Layered]:
        """Each risk's cost of one event under its payoff."""
        return [Layered(r.severity, p) for r, p in zip(self.risks, payoffs, strict=True)]

    def means(self, layered: list[Layered]) -> list[float]:
        """Expected yearly payoff by risk."""
        return [self.events(k) * one.mean for k, one in enumerate(layered)]

    def variance(self, layered: list[Layered]) -> float:
        """Variance of the year's payoff; infinite where a tail is too heavy for one."""
        if any(one.square == inf for one in layered):
            return inf
        total = sum(
            r.count.mean * (one.square - one.mean**2) + r.count.variance * one.mean**2
            for r, one in zip(self.risks, layered, strict=True)
        )
        struck = [layered[k] for k in self.shock.members]
        at_once = sum(one.mean for one in struck) ** 2 - sum(one.mean**2 for one in struck)
        return total + self.shock.rate * (sum(one.square for one in struck) + at_once)
