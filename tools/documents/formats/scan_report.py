"""Which scanner wrote a report, and what it found: Nessus, OpenVAS/GVM (XML, CSV) and nmap."""

from collections.abc import Sequence
from typing import Any

from tools.documents.formats import scan_gvm, scan_gvm_table, scan_nessus, scan_nmap
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.formats.scan_gvm import Gvm
from tools.documents.formats.scan_nessus import Nessus
from tools.documents.formats.scan_nmap import Nmap
from tools.documents.formats.scan_tree import Stream
from tools.scans import MOST_FINDINGS

_READERS: dict[str, type[Nessus] | type[Gvm] | type[Nmap]] = {
    **dict.fromkeys(scan_nessus.ROOTS, Nessus),
    **dict.fromkeys(scan_gvm.ROOTS, Gvm),
    **dict.fromkeys(scan_nmap.ROOTS, Nmap),
}
_HEAD = 4_096
_CUT = (
    "The file is cut off: only what stands before the cut was read, and what was found after it "
    "is missing."
)


def is_report(content: bytes) -> bool:
    """Whether a file looks like such a report, by its beginning alone."""
    head = content[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return any(f"<{root}" in head for root in _READERS if root != "report") or (
            "<report " in head and "format_id" in head
        )
    return scan_gvm_table.is_report(head)


def read(content: bytes) -> dict[str, Any]:
    """A report in the form of `tools.scans.ScanData`; `Refused` for anything else."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        found = _xml(content)
    elif scan_gvm_table.is_report(decode(content[:_HEAD])):
        found = {"format": "openvas_csv", **scan_gvm_table.read(content)}
    else:
        raise Refused("unknown_format", _unknown("this file"))
    if len(found["findings"]) > MOST_FINDINGS:
        raise Refused(
            "too_large",
            f"the report has more than {MOST_FINDINGS:,} findings; export it network by network",
        )
    return {**found, "notes": [] if found["complete"] else [_CUT]}


def _unknown(what: str) -> str:
    return f"{what} is no report of Nessus (.nessus), OpenVAS or Greenbone (XML, CSV) or nmap (-oX)"


class _Report:
    """Picks the reader by the root element and hands the stream over to it."""

    def __init__(self) -> None:
        self.reader: Nessus | Gvm | Nmap | None = None
        self.stream = Stream(self._opens)

    def _opens(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        if self.reader is None:
            made = _READERS.get(path[0])
            if made is None:
                raise Refused("unknown_format", _unknown("this XML"))
            self.reader = made()
            self.stream.keeps, self.stream.takes = self.reader.keeps, self.reader.takes
        self.reader.opens(path, attributes)
        if len(self.reader.findings) > MOST_FINDINGS:
            raise Refused(
                "too_large",
                f"the report has more than {MOST_FINDINGS:,} findings; export it by network",
            )


def _xml(content: bytes) -> dict[str, Any]:
    report = _Report()
    complete = report.stream.read(content)
    reader = report.reader
    if reader is None:
        raise Refused("damaged", "the file is cut off before its first element")
    hosts = [host for host in reader.hosts if host.get("address")]
    return {
        "format": reader.format,
        **reader.about,
        "hosts": hosts[:MOST_FINDINGS],
        "findings": reader.findings,
        "complete": complete,
    }
