"""Who asks a model, under which conditions, and who listens while it speaks."""

from dataclasses import dataclass
from typing import Protocol

from graphs.events import Writer
from graphs.services import Services
from graphs.state import RunContext


class Heard(Protocol):
    """Listens to a reply while its provider is still sending it.

    Nothing heard is final: an attempt may break, and a reply that ends in a tool call is no answer.
    Only the reply that `ask` returns counts.
    """

    def text(self, piece: str) -> None:
        """The next piece of text, as it came over the wire; never empty."""
        ...

    def abandoned(self) -> None:
        """The attempt broke off: forget every piece since the last time.

        Called once for each attempt of which a piece was heard, before the next attempt begins or
        `ask` raises. Words that were shown already need `message.reset {reason: failover}`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One model call of a run, before it is made."""

    services: Services
    context: RunContext
    tell: Writer
    """Where warnings go."""
    agent: str
    """Who asks: a specialist's name, or router, composer, verifier, formatter."""
    heard: Heard | None = None
    """Who listens to a remote model's text; the planner in this process speaks in one piece."""
