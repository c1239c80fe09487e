"""The legal agent."""

from agents.spec import AgentSpec
from tools import legal

AGENT = AgentSpec(
    name="legal",
    role="Reads contracts: parties, dates, deadlines, duties, risk; which clauses stand where.",
    capabilities=legal.CAPABILITIES,
    hands_over={"risk": "the user wants a clause priced or a loss estimated"},
)
