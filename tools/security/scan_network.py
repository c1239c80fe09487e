"""A live scan of one's own network, by nmap, once a person has approved it."""

from tools.outside import KEEPS_NOTHING, NO_NETWORK_SCANNER
from tools.ports import FileKeeper, NetworkScanner
from tools.security._pull_request import ScanNetworkRequest
from tools.security._pull_result import PulledScanResult
from tools.security.pull_scan import told


def scan_network(
    request: ScanNetworkRequest,
    scanner: NetworkScanner = NO_NETWORK_SCANNER,
    keeper: FileKeeper = KEEPS_NOTHING,
) -> PulledScanResult:
    """Scan hosts or a network for open ports with nmap, now; a person must approve it first.

    Only targets that the service's settings allow are scanned. Use it when a live scan is asked
    for, not for reading a report that exists.
    """
    fetched = scanner.scan(request.targets, request.ports or "", versions=request.versions)
    result = told(fetched, "nmap", keeper)
    result.notes.append("Scan only what is yours or what you may scan: elsewhere it is an offence.")
    return result
