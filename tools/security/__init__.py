"""Vulnerabilities, compliance, vendors and logs."""

from tools.capability import Capability
from tools.security.score_cvss import score_cvss

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(score_cvss, title="CVSS scores", libraries=()),
)

__all__ = ["CAPABILITIES"]
