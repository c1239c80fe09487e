"""Vulnerabilities, compliance, vendors and logs."""

from tools.capability import Capability
from tools.security.analyse_logs import analyse_logs
from tools.security.assess_vendor import assess_vendor
from tools.security.compliance_score import compliance_score
from tools.security.fetch_threat_data import fetch_threat_data
from tools.security.import_scan import import_scan
from tools.security.prioritise_vulnerabilities import prioritise_vulnerabilities
from tools.security.pull_scan import pull_scan
from tools.security.scan_network import scan_network
from tools.security.score_cvss import score_cvss

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(score_cvss, title="CVSS scores", libraries=()),
    Capability.of(import_scan, title="Scan report", libraries=()),
    Capability.of(prioritise_vulnerabilities, title="What to patch first", libraries=()),
    Capability.of(fetch_threat_data, title="EPSS, KEV and NVD", libraries=()),
    Capability.of(pull_scan, title="Report from a scanner's server", libraries=()),
    Capability.of(scan_network, title="Network scan", libraries=(), needs_approval=True),
    Capability.of(analyse_logs, title="Log analysis", libraries=()),
    Capability.of(assess_vendor, title="Vendor risk", libraries=()),
    Capability.of(compliance_score, title="Compliance score", libraries=()),
)

__all__ = ["CAPABILITIES"]
