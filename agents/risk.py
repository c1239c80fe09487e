"""The risk agent."""

from agents.spec import AgentSpec
from tools import risk

AGENT = AgentSpec(
    name="risk",
    role="Puts figures on what may go wrong: attacks, outages, theft, fraud or damage in a year, "
    "one risk or several with insurance on top, and what a portfolio of assets may lose on the "
    "market (value at risk).",
    capabilities=risk.CAPABILITIES,
    hands_over={
        "finance": "the question is what to hold or to fund, what an option or a bond is worth, or "
        "bank capital",
        "legal": "the answer turns on what a contract says",
        "security": "the question is how severe vulnerabilities are, what a scan report says, or "
        "which to mend first",
        "venture": "the question is whether a business earns money, not what may go wrong",
    },
)
