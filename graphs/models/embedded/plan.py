"""What the planner decided to do with one question of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.schema import Tool

PlanKind = Literal["call", "ask", "say", "refuse"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One decision: call a tool, ask back, say something known, or refuse."""

    kind: PlanKind
    text: str
    """The part of the message it answers."""
    tool: Tool | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    explain: Sequence[Mapping[str, Any]] = ()
    missing: tuple[str, ...] = ()
    reply: str = ""
    score: float = 0.0
    reason: str = ""
    changed: tuple[str, ...] | None = None
    """For a follow-up: the fields that differ from the call before."""
    unused: tuple[str, ...] = ()
    """Figures of the message that no field took."""
    focus: str = ""
    """What the reply should dwell on: "why", "assumed" or "chart"."""
    guessing: bool = False
    """It was asked to guess: the question stays open, but the reply is a no."""
    label: str = ""
    """What sets it apart from another question for the same tool."""

    columns: Mapping[str, Any] | None = None
    """For a question about a table: which column was asked for, and of what."""
    confirm: Mapping[str, Any] | None = None
    """For a question whether what was understood is meant: what is in doubt."""
    filled: Filled | None = field(default=None, repr=False, compare=False)
    """How the arguments were filled, where they were filled from the message alone."""
    signs: Sequence[float] = field(default=(), repr=False, compare=False)
    """The signs by which a complete plan is doubted."""

    @property
    def pending(self) -> Mapping[str, Any] | None:
        """What to remember while a question is open."""
        if self.kind != "ask" or self.tool is None:
            return None
        return {
            "tool": self.tool.name,
            "arguments": dict(self.arguments),
            "asked": list(self.missing),
            "explain": [dict(one) for one in self.explain],
            "said": self.text,
            **({"columns": dict(self.columns)} if self.columns else {}),
            **({"confirm": dict(self.confirm)} if self.confirm else {}),
        }
