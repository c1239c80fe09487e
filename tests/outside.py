"""Stand-ins for what lies outside the process, for the contract that every capability keeps."""

import gzip
from pathlib import Path

from tools.documents.formats.scan_report import read
from tools.ports import FetchedScan, NetworkScanner, ScanServers, ThreatFeeds

SCANS = Path(__file__).parent / "data" / "security" / "scans"


class OneReport:
    """Always the same report."""

    def __init__(self, name):
        path = SCANS / name
        data = path.read_bytes()
        self.content = gzip.decompress(data) if path.suffix == ".gz" else data

    def report(self, server, scan):
        return FetchedScan(scan or "the only one", self.content, read(self.content))

    def scan(self, targets, ports, *, versions):
        return FetchedScan(", ".join(targets), self.content, read(self.content))


class KnownThreats:
    """Two CVEs of which something is known."""

    def epss(self, cves):
        known = {"CVE-2021-44228": (0.944, 0.9996), "CVE-2012-1823": (0.943, 0.9995)}
        return [
            {"cve": c, "epss": known[c][0], "percentile": known[c][1], "date": "2026-11-20"}
            for c in cves
            if c in known
        ]

    def known_exploited(self):
        rows = [{"cve": "CVE-2021-44228", "added": "2021-12-10", "due": "2021-12-24"}]
        return {"version": "2026.11.20", "released": "2026-11-20", "rows": rows}

    def described(self, cves):
        vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"
        return [{"cve": c, "description": "", "vectors": [vector], "status": ""} for c in cves]


STAND_INS = {
    ScanServers: lambda: OneReport("tenable_nessus_nessus_with_cvssv3.nessus.gz"),
    NetworkScanner: lambda: OneReport("nmap_nmap_1port.xml"),
    ThreatFeeds: KnownThreats,
}


def ports_of(capability):
    """What a capability that reaches outside is given instead."""
    found = capability.ports.items()
    return {name: STAND_INS[port]() for name, port in found if port in STAND_INS}


def reaches_outside(capability):
    """Whether it does nothing but refuse where nothing outside is set up."""
    return bool(ports_of(capability))
