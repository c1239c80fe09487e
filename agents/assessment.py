"""The assessment agent."""

from agents.spec import AgentSpec
from tools import assessment

AGENT = AgentSpec(
    name="assessment",
    role="Grades answers and judges tests: marks, reliability, difficulty, fairness, ability.",
    capabilities=assessment.CAPABILITIES,
    hands_over={"learning": "the question is what to study or review next"},
)
