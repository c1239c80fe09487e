"""What a vulnerability scanner found, in one form whichever scanner it was."""

from collections import Counter, defaultdict

from tools.capability import Method
from tools.scans import SEVERITIES, ScanData, ScanFinding, ScanHost
from tools.security._scan_chart import chart
from tools.security._scan_request import ImportScanRequest
from tools.security._scan_result import HostTotal, ImportScanResult, SeverityTotal
from tools.security._scan_words import notes, summary

_SOURCES = {
    "nessus": "Tenable, Nessus v2 file format",
    "openvas": "Greenbone Management Protocol, element report",
    "openvas_csv": "Greenbone, report format CSV Results",
    "nmap": "nmap.dtd, XML output version 1.05",
}


def import_scan(request: ImportScanRequest) -> ImportScanResult:
    """Read a vulnerability scan (Nessus, OpenVAS/Greenbone, nmap) and list what it found.

    Counts by severity and host, open ports, CVEs and CVSS vectors, from the most severe on. Use it
    for questions about what a scan report says; for what to mend first, prioritise it.
    """
    scan = request.scan
    ranked = sorted(scan.findings, key=lambda one: (*severity_first(one), one.host, one.port or 0))
    least = SEVERITIES.index(request.least_severity)
    kinds = Counter(one.kind for one in scan.findings)
    severities = Counter(one.severity for one in scan.findings)
    hosts = _hosts(scan)
    scores = [one.score for one in scan.findings if one.score is not None]
    result = ImportScanResult(
        summary="",
        method=Method(
            name="scan report read in a confined process", source=_SOURCES.get(scan.format or "",
            "findings given in one form")),
        format=scan.format,
        scanner=scan.scanner,
        started=scan.started,
        complete=scan.complete,
        findings_total=len(ranked),
        vulnerabilities=kinds["vulnerability"],
        open_ports=kinds["open_port"],
        information=kinds["information"],
        hosts_total=len(hosts),
        hosts_up=sum(host.up for host in hosts),
        hosts_affected=sum(host.vulnerabilities > 0 for host in hosts),
        cves_total=len({cve for one in scan.findings for cve in one.cves}),
        exploited_total=sum(one.known_exploited for one in scan.findings),
        severities=[SeverityTotal(name=n, count=severities[n]) for n in reversed(SEVERITIES)],
        hosts=[host for host in hosts if host.findings],
        worst_score=max(scores, default=None),
        findings=[one for one in ranked if SEVERITIES.index(one.severity) >= least],
    )  # fmt: skip
    result.summary, result.notes = summary(result), notes(request, scan, result)
    result.chart = chart(result)
    return result


def severity_first(one: ScanFinding) -> tuple[int, float]:
    """Sorts the most severe first, then by score."""
    return -SEVERITIES.index(one.severity), -(one.score or 0.0)


def _hosts(scan: ScanData) -> list[HostTotal]:
    """Every host of the report, and those that only findings name, the worst first."""
    found: dict[str, list[ScanFinding]] = defaultdict(list)
    for one in scan.findings:
        found[one.host].append(one)
    known = {host.address: host for host in scan.hosts}
    names = {host.name: host.address for host in scan.hosts if host.name}
    merged: dict[str, list[ScanFinding]] = {address: [] for address in known}
    for host, findings in found.items():
        merged.setdefault(host if host in known else names.get(host, host), []).extend(findings)
    totals = [
        _total(known.get(address) or ScanHost(address=address), findings)
        for address, findings in merged.items()
    ]
    return sorted(totals, key=lambda t: (-t.critical, -t.high, -t.medium, -t.low, t.address))


def _total(host: ScanHost, findings: list[ScanFinding]) -> HostTotal:
    kinds = Counter(one.kind for one in findings)
    worst = Counter(one.severity for one in findings if one.kind == "vulnerability")
    return HostTotal(
        name=host.name or host.address,
        address=host.address,
        system=host.system,
        up=host.up,
        findings=len(findings),
        vulnerabilities=kinds["vulnerability"],
        open_ports=kinds["open_port"],
        critical=worst["critical"],
        high=worst["high"],
        medium=worst["medium"],
        low=worst["low"],
    )
