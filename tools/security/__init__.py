"""Vulnerabilities, compliance, vendors and logs."""

from tools.capability import Capability
from tools.security.import_scan import import_scan
from tools.security.prioritise_vulnerabilities import prioritise_vulnerabilities
from tools.security.score_cvss import score_cvss

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(score_cvss, title="CVSS scores", libraries=()),
    Capability.of(import_scan, title="Scan report", libraries=()),
    Capability.of(prioritise_vulnerabilities, title="What to patch first", libraries=()),
)

__all__ = ["CAPABILITIES"]
