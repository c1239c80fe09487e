"""The legal agent."""

from agents.spec import AgentSpec
from tools import legal

AGENT = AgentSpec(
    name="legal",
    role="Reads contracts: which clauses stand in them, where, and which are absent.",
    capabilities=legal.CAPABILITIES,
    hands_over={"risk": "the user wants a clause priced or a loss estimated"},
)
