"""A report from a scanner's own server."""

from tools.outside import KEEPS_NOTHING, NO_SCAN_SERVERS
from tools.ports import FetchedScan, FileKeeper, ScanServers
from tools.scans import ScanData
from tools.security._pull_request import PullScanRequest
from tools.security._pull_result import PulledScanResult
from tools.security._scan_request import ImportScanRequest
from tools.security.import_scan import import_scan

_ENDINGS = {"nessus": ".nessus", "gvm": ".xml", "nmap": ".xml"}


def pull_scan(
    request: PullScanRequest,
    servers: ScanServers = NO_SCAN_SERVERS,
    keeper: FileKeeper = KEEPS_NOTHING,
) -> PulledScanResult:
    """Pull the newest report of a scan from a Nessus or Greenbone (GVM) server and count it.

    The report is kept as a file, so that it can be turned into a patch plan afterwards.
    """
    fetched = servers.report(request.server, request.scan or "")
    return told(fetched, request.server, keeper)


def told(fetched: FetchedScan, source: str, keeper: FileKeeper) -> PulledScanResult:
    """The findings of a report that came from outside; the report itself is kept."""
    scan = ScanData.model_validate(dict(fetched.data))
    found = import_scan(ImportScanRequest(scan=scan))
    name = f"{fetched.name[:80] or 'scan'}{_ENDINGS[source]}"
    kept = keeper.keep(name, "application/xml", fetched.content)
    result = PulledScanResult(**dict(found), name=fetched.name, report_file=kept)
    if kept:
        result.notes.append("The report is kept as a file and can be turned into a patch plan.")
    return result
