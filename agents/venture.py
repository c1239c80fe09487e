"""The venture agent."""

from agents.spec import AgentSpec
from tools import venture

AGENT = AgentSpec(
    name="venture",
    role="Judges young companies by their numbers: customers, margins, churn, growth, runway.",
    capabilities=venture.CAPABILITIES,
    hands_over={
        "finance": "the question is how to spread money over assets or projects",
        "risk": "the question is how likely or how costly a loss is",
    },
)
