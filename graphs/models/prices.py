"""What tokens cost: the list prices of a day, with what whoever runs the service knows better."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

MILLION = 1_000_000
FILE = Path(__file__).with_name("prices.json")
IN_PROCESS = "embedded"

_DATED = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{3}|latest|preview(?:-\d{2}-\d{2,4})?)$")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    output: float
    """Reasoning tokens cost the same."""
    cached: float | None = None
    """Input read from the provider's cache; the full price where none is given."""

    def of(self, *, fresh: int, cached: int, output: int) -> float:
        """What so many tokens cost."""
        again = self.input if self.cached is None else self.cached
        return (fresh * self.input + cached * again + output * self.output) / MILLION


FREE = Price(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by `provider:model`."""

    models: Mapping[str, Price] = field(default_factory=dict[str, Price])
    as_of: str = ""
    """The day of the list."""

    def of(self, name: str) -> Price | None:
        """The price of a model, also of a dated version of it; None when it is not known."""
        if name == IN_PROCESS:
            return FREE
        while name not in self.models:
            shorter = _DATED.sub("", name)
            if shorter == name:
                return None
            name = shorter
        return self.models[name]

    def overridden(self, given: Mapping[str, Price]) -> "Prices":
        """The same list with these prices in place of its own."""
        return Prices({**self.models, **given}, self.as_of)


@cache
def list_prices() -> Prices:
    """The list prices in the repository."""
    listed: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    models = {name: Price(**entry) for name, entry in listed["models"].items()}
    return Prices(models, str(listed["as_of"]))
