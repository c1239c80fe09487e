"""What an import of a scan is asked from: the report, and from which severity on to list."""

from typing import Any, Literal

from pydantic import ConfigDict

from tools.capability import RequestModel
from tools.fields import field
from tools.scans import Scan

_EXAMPLES: list[dict[str, Any]] = [
    {
        "scan": {
            "format": "nmap",
            "hosts": [{"address": "192.0.2.7", "name": "mail.example.org"}],
            "findings": [
                {
                    "name": "port 22/tcp is open: ssh",
                    "host": "192.0.2.7",
                    "port": 22,
                    "protocol": "tcp",
                    "kind": "open_port",
                    "evidence": "OpenSSH 7.4",
                },
                {
                    "name": "CVE-2018-15919 (vulners)",
                    "host": "192.0.2.7",
                    "port": 22,
                    "protocol": "tcp",
                    "severity": "medium",
                    "score": 5.0,
                    "cves": ["CVE-2018-15919"],
                },
            ],
        },
        "least_severity": "medium",
    }
]


class ImportScanRequest(RequestModel):
    """A scanner's report."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    scan: Scan = field(
        description="The report of a vulnerability scanner: Nessus (.nessus), OpenVAS or "
        "Greenbone (XML or CSV) or nmap (-oX), as a file.",
        aliases=(
            *("scan", "scan report", "scan file", "nessus file", "nmap output", "openvas report"),
            *("vulnerability report", "scan results"),
        ),
    )
    least_severity: Literal["none", "low", "medium", "high", "critical"] = field(
        "none",
        description="The least severity that is listed; everything is counted.",
        aliases=("least severity", "at least", "only", "severity from", "minimum severity"),
        synonyms={
            "critical": ("only critical", "criticals", "only the critical ones"),
            "high": ("high and above", "high or critical", "at least high", "high and critical"),
            "medium": (
                "medium and above",
                "medium or worse",
                "medium and worse",
                "at least medium",
            ),
            "low": ("low and above", "without informational", "no informational"),
            "none": ("everything", "all findings", "informational too"),
        },
        echo="listed from {} on",
        optional_default_said="all severities",
    )
