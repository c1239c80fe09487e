"""An attached scan is known as one before a planner looks at it; other files stay what they are."""

from server.adapters.attachments import describe
from tests.tools.security.reports import content
from tools.ports import StoredFile


def described(name, data):
    return describe(StoredFile("f1", name, "application/octet-stream", "0", data))


def test_a_scan_is_a_scan_whatever_it_is_called() -> None:
    """By its beginning, not by its name."""
    for name in ("openvas_one_vuln.csv", "openvas_one_vuln.xml", "nmap_nmap_1port.xml"):
        assert described(name, content(name)) == {"kind": "scan"}
        assert described("notes.txt", content(name)) == {"kind": "scan"}


def test_other_tables_and_texts_are_none() -> None:
    """A CSV of something else is a table."""
    assert described("a.csv", b"ip,score\n192.0.2.1,4\n")["kind"] == "table"
    assert described("a.txt", b"The Nessus report is late.")["kind"] == "document"
