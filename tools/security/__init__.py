"""Vulnerabilities, compliance, vendors and logs."""

from tools.capability import Capability
from tools.security.import_scan import import_scan
from tools.security.score_cvss import score_cvss

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(score_cvss, title="CVSS scores", libraries=()),
    Capability.of(import_scan, title="Scan report", libraries=()),
)

__all__ = ["CAPABILITIES"]
