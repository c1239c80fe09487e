"""The risk agent."""

from agents.spec import AgentSpec
from tools import risk

AGENT = AgentSpec(
    name="risk",
    role="Puts figures on what may go wrong: how often, how much, how bad a bad year is.",
    capabilities=risk.CAPABILITIES,
    hands_over={"legal": "the answer turns on what a contract says"},
)
