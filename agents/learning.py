"""The learning agent."""

from agents.spec import AgentSpec
from tools import learning

AGENT = AgentSpec(
    name="learning",
    role="Plans learning: which skills are known or mastered, what is fading, what to review when.",
    capabilities=learning.CAPABILITIES,
    hands_over={"assessment": "the question is how good a test or an answer is"},
)
