"""The assessment agent."""

from agents.spec import AgentSpec
from tools import assessment

AGENT = AgentSpec(
    name="assessment",
    role="Judges tests and answers: reliability, difficulty, fairness, ability.",
    capabilities=assessment.CAPABILITIES,
    hands_over={"learning": "the question is what to study or review next"},
)
