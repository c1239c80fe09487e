"""The services a stateful capability, or whoever runs one, may ask for. Protocols only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


class Progress(Protocol):
    """How a long capability tells how far it is."""

    def advance(self, done: int, total: int, note: str = "") -> None:
        """Report progress; raises `tools.errors.Cancelled` when the run was cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file with its content."""

    id: str
    name: str
    media_type: str
    sha256: str
    content: bytes
    sheet: str = ""
    """Of a workbook, the sheet to read; the first with a table unless named."""


class FileSource(Protocol):
    """Where uploaded files come from; already bound to one tenant."""

    async def open(self, file_id: str) -> StoredFile:
        """The file, or `NotFound`."""
        ...


@runtime_checkable
class KeepingFiles(FileSource, Protocol):
    """Uploaded files to which one can be added."""

    async def keep(self, name: str, media_type: str, content: bytes) -> str:
        """The new file's id."""
        ...


class FileReader(Protocol):
    """Turns a stored file into the JSON a field of one kind takes. Called in a worker."""

    def __call__(self, file: StoredFile) -> dict[str, Any]:
        """The field's content, or `InvalidInput` naming what is wrong with the file."""
        ...


class FileKeeper(Protocol):
    """Keeps what a capability fetched or made as a file of the caller's."""

    def keep(self, name: str, media_type: str, content: bytes) -> str:
        """The id under which the file can be given to another capability; empty if none is kept."""
        ...


@dataclass(frozen=True, slots=True)
class FetchedScan:
    """A scanner's report as it came from outside."""

    name: str
    """What its server calls the scan."""
    content: bytes
    """The report itself."""
    data: Mapping[str, Any]
    """Its findings, in the form of `tools.scans.ScanData`."""


class ScanServers(Protocol):
    """Vulnerability scanners that keep reports: which are reachable is a matter of settings."""

    def report(self, server: str, scan: str) -> FetchedScan:
        """The newest report of a scan, by name or id; the only scan there is where it is empty.

        `Unavailable` where the server is not set up or does not answer, `NotAllowed` where it
        refuses the credentials, `NotFound` naming its scans, `UpstreamFailed` for a wrong answer.
        """
        ...


class ThreatFeeds(Protocol):
    """What is published on vulnerabilities: EPSS, known exploitation, the national database."""

    def epss(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """`cve`, `epss`, `percentile`, `date` of each that EPSS knows."""
        ...

    def known_exploited(self) -> Mapping[str, Any]:
        """The whole catalogue: `version`, `released` and `rows` of `cve`, `added`, `due`."""
        ...

    def described(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """`cve`, `description`, `vectors` and `status` of each that the database knows."""
        ...


class NetworkScanner(Protocol):
    """Scans networks that the settings allow, and no others."""

    def scan(self, targets: Sequence[str], ports: str, *, versions: bool) -> FetchedScan:
        """Scan now. `NotAllowed` names a target outside, `Unavailable` says what is missing."""
        ...


class Compute(Protocol):
    """Room for one large piece of work: threads, processes, or the workers of a cluster."""

    def map(
        self, task: Callable[[Any], Any], parts: Sequence[Any], *, holds_gil: bool = False
    ) -> Iterator[Any]:
        """`task` of every part, in the order of the parts, computed wherever there is room.

        A task is a function of a module (or a `functools.partial` of one) and depends on its part
        alone, so that every adapter gives the same bits; it, its parts and its results can be
        pickled. `holds_gil`: it is plain Python, so threads would take turns. Few parts are in
        work at a time, and what is not asked for is not begun: closing the iterator drops the
        rest. A worker that dies costs time: its parts are computed again.
        """
        ...

    def close(self) -> None:
        """End what was started for the work; later work may start it again."""
        ...
