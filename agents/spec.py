"""What an agent is: data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools import arithmetic, documents
from tools.capability import Capability


@dataclass(frozen=True, slots=True)
class AgentSpec:
    """A specialist. Its prompt is `prompts/<name>.md`."""

    name: str
    role: str
    """One sentence. The router chooses by it, and `/info` shows it."""

    capabilities: tuple[Capability, ...]
    """Its own; `tools` adds what everyone holds."""

    hands_over: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other agents by name, and when the question is theirs."""

    @property
    def tools(self) -> tuple[Capability, ...]:
        """Its own capabilities and those bound to every agent."""
        return (*self.capabilities, *documents.FOR_EVERYONE, *arithmetic.FOR_EVERYONE)
