"""The finance agent."""

from agents.spec import AgentSpec
from tools import finance

AGENT = AgentSpec(
    name="finance",
    role="Decides how money is spread: the best portfolio of assets, how much of each to hold, "
    "expected returns from a market and one's own views, which projects to fund from a budget; "
    "and works out options, bonds, volatility and bank capital.",
    capabilities=finance.CAPABILITIES,
    hands_over={
        "risk": "the question is how much may be lost, or how likely a loss is",
        "venture": "the question is whether a business earns money, or how long its cash lasts",
        "legal": "the answer turns on what a contract says",
    },
)
