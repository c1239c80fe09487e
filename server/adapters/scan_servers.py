"""Reports from a Nessus server (REST) or a Greenbone server (GMP)."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from server.adapters.fetching import MEGABYTE, Web
from server.adapters.gmp import Gmp
from tools.documents.limits import LIMITS
from tools.documents.reading import READERS
from tools.errors import NotFound, TimedOut, Unavailable, UpstreamFailed
from tools.outside import NO_SCAN_SERVERS
from tools.ports import FetchedScan, StoredFile
from tools.scans import KIND

REPORT_LIMIT = LIMITS.file_bytes
_EXPORT_S, _POLL_S = 120.0, 1.0
_NAMED = 20
"""Scans that are named when none was."""


class NessusServer:
    """A Nessus server, by its REST interface and API keys."""

    def __init__(
        self,
        url: str,
        access_key: str,
        secret_key: str,
        *,
        ca_file: Path | None = None,
        poll_s: float = _POLL_S,
        export_s: float = _EXPORT_S,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        keys = {"X-ApiKeys": f"accessKey={access_key}; secretKey={secret_key}"}
        self._web = Web(url, "the Nessus server", headers=keys, ca_file=ca_file)
        self._poll_s, self._export_s, self._sleep = poll_s, export_s, sleep

    def report(self, scan: str) -> tuple[str, bytes]:
        """Name and report of a scan: exported, waited for, downloaded."""
        listed = self._web.json("/scans")
        rows: Any = listed.get("scans") if isinstance(listed, dict) else None
        scans = [(str(r["id"]), str(r.get("name", ""))) for r in rows or () if "id" in r]
        identity, name = chosen(scan, scans, "the Nessus server")
        path = f"/scans/{int(identity)}/export"
        file = self._number(self._web.json(path, method="POST", body={"format": "nessus"}))
        self._await(f"{path}/{file}/status")
        return name, self._web.content(f"{path}/{file}/download", limit=REPORT_LIMIT)

    def _number(self, told: Any) -> int:
        file: Any = told.get("file") if isinstance(told, dict) else None
        if not isinstance(file, int):
            raise UpstreamFailed("the Nessus server gives no number for the export")
        return file

    def _await(self, path: str) -> None:
        waited = 0.0
        while waited <= self._export_s:
            status: Any = self._web.json(path)
            if isinstance(status, dict) and status.get("status") == "ready":
                return
            self._sleep(self._poll_s)
            waited += self._poll_s
        raise TimedOut("the Nessus server did not finish the export in time")


class GvmServer:
    """A Greenbone server, by its management protocol."""

    def __init__(
        self, address: str, user: str, password: str, *, ca_file: Path | None = None
    ) -> None:
        self._address, self._user, self._password = address, user, password
        self._ca_file = ca_file

    def report(self, scan: str) -> tuple[str, bytes]:
        """Name and last report of a task."""
        with Gmp(self._address, ca_file=self._ca_file) as session:
            session.authenticate(self._user, self._password)
            tasks = session.tasks()
            known = [(identity, name) for identity, name, _ in tasks]
            identity, name = chosen(scan, known, "the Greenbone server")
            report = next(last for task, _, last in tasks if task == identity)
            return name, session.report(report, REPORT_LIMIT)


def chosen(scan: str, scans: Sequence[tuple[str, str]], server: str) -> tuple[str, str]:
    """Id and name of the scan that is meant: by either, or the only one."""
    if not scans:
        raise NotFound(f"{server} has no finished scan")
    if not scan and len(scans) == 1:
        return scans[0]
    said = scan.strip().casefold()
    found = [one for one in scans if said and said in (one[0].casefold(), one[1].casefold())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(name or identity for identity, name in scans[:_NAMED])
    more = f" and {len(scans) - _NAMED} more" if len(scans) > _NAMED else ""
    what = "has several scans of that name; give its id" if found else "has these scans"
    raise NotFound(f"{server} {what}: {names}{more}")


class ConfiguredScanServers:
    """Fills `tools.ports.ScanServers` with the servers that the settings name."""

    def __init__(self, nessus: NessusServer | None, gvm: GvmServer | None) -> None:
        self._servers = {"nessus": nessus, "gvm": gvm}

    def report(self, server: str, scan: str) -> FetchedScan:
        """The newest report of a scan, read in the confined process."""
        asked = self._servers.get(server)
        if asked is None:
            if not any(self._servers.values()):
                return NO_SCAN_SERVERS.report(server, scan)
            setting = {"nessus": "POLYMATH_NESSUS_URL", "gvm": "POLYMATH_GVM_ADDRESS"}[server]
            raise Unavailable(f"that server is not set up; set {setting}", code="not-configured")
        name, content = asked.report(scan)
        return FetchedScan(name, content, read_report(content))


def read_report(content: bytes) -> dict[str, Any]:
    """The findings of a report, in the form of `tools.scans.ScanData`."""
    if len(content) > REPORT_LIMIT:
        raise UpstreamFailed(f"the report is larger than {REPORT_LIMIT // MEGABYTE} MB")
    return READERS[KIND](StoredFile("", "report.xml", "application/xml", "", content))
