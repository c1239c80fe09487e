"""The risk agent."""

from agents.spec import AgentSpec
from tools import risk

AGENT = AgentSpec(
    name="risk",
    role="Puts figures on what may go wrong in a year, such as attacks, outages, theft, fraud or "
    "damage: how often, how much, how bad a bad year is, what to budget or insure.",
    capabilities=risk.CAPABILITIES,
    hands_over={
        "legal": "the answer turns on what a contract says",
        "venture": "the question is whether a business earns money, not what may go wrong",
    },
)
