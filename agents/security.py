"""The security agent."""

from agents.spec import AgentSpec
from tools import security

AGENT = AgentSpec(
    name="security",
    role="Says how severe vulnerabilities are and what to patch first: CVSS vectors and scores, "
    "scan reports (Nessus, OpenVAS, nmap), EPSS and known exploitation; what log files show: "
    "attacks, brute force, anomalies; "
    "how risky a vendor is; how far SOC 2, ISO 27001, NIST CSF, GDPR, HIPAA are met.",
    capabilities=security.CAPABILITIES,
    hands_over={
        "risk": "the user wants to know what attacks or outages may cost in a year, from how often "
        "and how much",
        "legal": "the answer turns on what a contract says",
    },
)
