"""Say what a scan found in plain words: the summary, and what to be careful of."""

from collections.abc import Iterator

from tools.scans import SEVERITIES, ScanData
from tools.security._scan_request import ImportScanRequest
from tools.security._scan_result import ImportScanResult

_SCANNERS = {
    "nessus": "The Nessus report",
    "openvas": "The OpenVAS report",
    "openvas_csv": "The OpenVAS report",
    "nmap": "The nmap report",
}


def counted(count: int, noun: str) -> str:
    """A number of things, in words that agree."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else plural}"


def summary(result: ImportScanResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([*_cut(result), _found(result), *_worst(result), *_ports(result)])


def _cut(result: ImportScanResult) -> Iterator[str]:
    if not result.complete:
        yield "The file is cut off, so this is only a part of the scan."


def _found(result: ImportScanResult) -> str:
    name = _SCANNERS.get(result.format or "", "The report")
    hosts = counted(result.hosts_total, "host")
    if not result.vulnerabilities:
        what = "names no vulnerabilities" if result.format == "nmap" else "shows no vulnerabilities"
        return f"{name} {what} on {hosts}." if result.hosts_total else f"{name} {what}."
    by = {one.name: one.count for one in result.severities}
    parts = [f"{by[name]:,} {name}" for name in reversed(SEVERITIES) if name != "none" and by[name]]
    unrated = result.vulnerabilities - sum(by[name] for name in SEVERITIES if name != "none")
    affected = (
        hosts
        if result.hosts_affected == result.hosts_total
        else (f"{result.hosts_affected:,} of {hosts}")
    )
    parts += [f"{unrated:,} unrated"] if unrated else []
    return (
        f"{name} shows **{counted(result.vulnerabilities, 'vulnerability')}** on "
        f"{affected}: {', '.join(parts)}."
    )


def _worst(result: ImportScanResult) -> Iterator[str]:
    worst = next((host for host in result.hosts if host.vulnerabilities), None)
    if worst is not None and result.hosts_affected > 1:
        counts = [("critical", worst.critical), ("high", worst.high), ("medium", worst.medium)]
        told = [f"{count:,} {word}" for word, count in counts if count] or [f"{worst.low:,} low"]
        yield f"The worst host is {worst.name} with {' and '.join(told[:2])}."
    if result.exploited_total:
        verb = "is" if result.exploited_total == 1 else "are"
        yield f"{result.exploited_total:,} of them {verb} known to be exploited."


def _ports(result: ImportScanResult) -> Iterator[str]:
    if result.open_ports:
        verb = "is" if result.open_ports == 1 else "are"
        yield f"{counted(result.open_ports, 'port')} {verb} open."


def notes(request: ImportScanRequest, scan: ScanData, result: ImportScanResult) -> list[str]:
    """What the reader, the scanner and the choice of severities leave out."""
    return [
        *(f"Warning: {note}" for note in scan.notes),
        *_listed(request, result),
        *_severities(result),
        "A scanner sees what it was allowed to reach and had checks for; what it does not list is "
        "not thereby safe, and some of what it lists may be false alarms.",
    ]


def _listed(request: ImportScanRequest, result: ImportScanResult) -> Iterator[str]:
    left = result.findings_total - len(result.findings)
    if left:
        yield (
            f"{counted(left, 'finding')} below {request.least_severity} are counted, not listed."
        )


def _severities(result: ImportScanResult) -> Iterator[str]:
    if result.format == "nmap" and not result.vulnerabilities:
        yield "nmap lists open ports; only some of its scripts (vulners …) name vulnerabilities."
    if result.format == "nessus":
        yield "Severities are those of Nessus, by the score that its settings choose."
    elif result.format in ("openvas", "openvas_csv", "nmap"):
        yield (
            "Severities are named from the stated scores on the scale of CVSS 3 and 4: low under "
            "4, medium under 7, high under 9, critical from 9 on."
        )
