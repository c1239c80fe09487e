"""The FAIR tree: which inputs make up the yearly loss, and what it comes to on average.

    annual loss
    ├── loss event frequency
    │   ├── threat event frequency
    │   │   ├── contact frequency
    │   │   └── probability of action
    │   └── vulnerability
    │       ├── threat capability
    │       └── resistance strength
    └── loss of one event
        ├── primary loss
        └── secondary loss, with the chance that it follows

Any level may be given in place of what stands below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tools.fields import Estimate
from tools.risk._estimates import constant, ends, mean
from tools.risk._vulnerability import success_chance

NONE = Estimate(likely=0, distribution="constant")
FREQUENCY = ("loss_event_frequency", "threat_event_frequency", "contact_frequency")
FACTORS = (*FREQUENCY, "probability_of_action", "vulnerability")
"""What multiplies to the number of loss events a year, whichever of them are given."""

COMPARED = ("threat_capability", "resistance_strength")


@dataclass(frozen=True)
class FairTree:
    """The inputs that were given, by field name."""

    inputs: Mapping[str, Estimate]
    known_chance: float | None = None
    """The chance that an attempt succeeds, when it has been computed from the same ranges."""

    @cached_property
    def compared_vulnerability(self) -> float | None:
        """The exact chance that an attempt succeeds, from capability against resistance."""
        if "threat_capability" not in self.inputs or self.known_chance is not None:
            return self.known_chance
        return success_chance(self.inputs["threat_capability"], self.inputs["resistance_strength"])

    @property
    def mean_vulnerability(self) -> float | None:
        """How often an attempt succeeds on average; None when loss events are given directly."""
        if "vulnerability" in self.inputs:
            return mean(self.inputs["vulnerability"])
        return self.compared_vulnerability

    @property
    def factors(self) -> list[Estimate]:
        """The uncertain factors of the loss event frequency."""
        return [self.inputs[name] for name in FACTORS if name in self.inputs]

    @property
    def scale(self) -> float:
        """The part of the frequency that is known exactly."""
        return 1.0 if self.compared_vulnerability is None else self.compared_vulnerability

    @property
    def primary(self) -> Estimate:
        """The loss of one event."""
        return self.inputs["primary_loss"]

    @property
    def chance(self) -> Estimate:
        """The chance that a second loss follows."""
        return self.inputs.get("secondary_probability", NONE)

    @property
    def secondary(self) -> Estimate:
        """The loss that may follow."""
        return self.inputs.get("secondary_loss", NONE)

    @cached_property
    def mean_frequency(self) -> float:
        """Loss events a year."""
        product = self.scale
        for factor in self.factors:
            product *= mean(factor)
        return product

    @cached_property
    def mean_loss_per_event(self) -> float:
        """What one event costs, with what follows it."""
        return mean(self.primary) + mean(self.chance) * mean(self.secondary)

    @property
    def expectancy(self) -> float:
        """The mean annual loss in closed form: the inputs are independent."""
        return self.mean_frequency * self.mean_loss_per_event

    def at(self, name: str, value: float) -> float:
        """The mean annual loss when one input is known to be `value`."""
        known = Estimate(likely=value, distribution="constant")
        chance = None if name in COMPARED else self.compared_vulnerability
        return replace(self, inputs={**self.inputs, name: known}, known_chance=chance).expectancy

    def swings(self) -> list[tuple[str, float, float, float, float]]:
        """By uncertain input: its name, low and high, and the mean annual loss at each."""
        rows: list[tuple[str, float, float, float, float]] = []
        for name, estimate in self.inputs.items():
            if constant(estimate) is None:
                low, high = ends(estimate)
                rows.append((name, low, high, self.at(name, low), self.at(name, high)))
        return sorted(rows, key=lambda row: -abs(row[4] - row[3]))
