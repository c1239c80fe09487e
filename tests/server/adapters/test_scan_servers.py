"""Reports pulled from a Nessus server (REST) and a Greenbone server (GMP), each on the loopback."""

import pytest

from server.adapters.scan_servers import ConfiguredScanServers, GvmServer, NessusServer
from tests.server.adapters.wires import certificate, greenbone, wire
from tests.tools.security.reports import content
from tools.catalog import CATALOG
from tools.errors import NotAllowed, NotFound, TimedOut, TooLarge, Unavailable, UpstreamFailed
from tools.validation import validate

__all__ = ["greenbone", "wire"]
PULL = CATALOG["security.pull_scan"]
REPORT = content("tenable_nessus_nessus_with_cvssv3.nessus")
GVM_REPORT = content("openvas_many_vuln.xml")
KEYS = "accessKey=a-key; secretKey=s-key"


def nessus_answers(*, ready_after=2, scans=None, report=REPORT):
    polls = []

    def answers(method, path, query, headers, body):
        if headers.get("X-ApiKeys") != KEYS:
            return 401, {"error": "Invalid Credentials"}, {}
        match method, path:
            case "GET", "/scans":
                listed = [{"id": 8, "name": "weekly servers", "status": "completed"},
                          {"id": 11, "name": "lab", "status": "completed"}]  # fmt: skip
                return 200, {"folders": [], "scans": listed if scans is None else scans}, {}
            case "POST", "/scans/8/export":
                assert body == b'{"format":"nessus"}'
                return 200, {"token": "t", "file": 1703}, {}
            case "GET", "/scans/8/export/1703/status":
                polls.append(1)
                return 200, {"status": "ready" if len(polls) > ready_after else "loading"}, {}
            case "GET", "/scans/8/export/1703/download":
                return 200, report, {"Content-Type": "application/octet-stream"}
        return 404, {"error": "The requested file was not found"}, {}

    return answers


def nessus(server, *, key="a-key", **more):
    asked = NessusServer(server.url, key, "s-key", sleep=lambda _: None, **more)
    return ConfiguredScanServers(asked, None)


def pulled(servers, **request):
    return PULL(validate(PULL.request, request), servers=servers)


def test_a_report_of_nessus(wire) -> None:
    """Listed, exported, waited for, downloaded, read."""
    server = wire(nessus_answers())
    result = pulled(nessus(server), server="nessus", scan="Weekly Servers")
    assert (result.name, result.findings_total, result.vulnerabilities) == (
        "weekly servers",
        49,
        26,
    )
    assert result.format == "nessus"
    assert [path for _, path, *_ in server.asked][-1] == "/scans/8/export/1703/download"
    assert len(server.asked) == 6


def test_a_scan_of_nessus_by_its_number(wire) -> None:
    """Also the id will do."""
    assert pulled(nessus(wire(nessus_answers())), server="nessus", scan="8").vulnerabilities == 26


@pytest.mark.parametrize("scan", [None, "monthly"])
def test_the_scans_are_named_where_none_is_meant(wire, scan) -> None:
    """So that the next question can name one."""
    with pytest.raises(NotFound, match="weekly servers, lab"):
        pulled(nessus(wire(nessus_answers())), server="nessus", scan=scan)


def test_what_may_go_wrong_with_nessus(wire) -> None:
    """Keys, an export that never ends, an empty server, nonsense."""
    with pytest.raises(NotAllowed, match="does not accept the keys"):
        pulled(nessus(wire(nessus_answers()), key="x"), server="nessus", scan="8")
    with pytest.raises(TimedOut, match="did not finish the export"):
        slow = nessus(wire(nessus_answers(ready_after=10**6)), export_s=5.0)
        pulled(slow, server="nessus", scan="8")
    with pytest.raises(NotFound, match="no finished scan"):
        pulled(nessus(wire(nessus_answers(scans=[]))), server="nessus")
    with pytest.raises(UpstreamFailed, match="no number"):
        odd = wire(lambda method, path, *_: (200, {"scans": [{"id": 1}]}, {}))
        pulled(nessus(odd), server="nessus")


def test_a_report_that_is_cut_off_on_its_way(wire) -> None:
    """It is read as far as it goes, and said."""
    half = nessus_answers(report=REPORT[: len(REPORT) * 9 // 10])
    result = pulled(nessus(wire(half)), server="nessus", scan="8")
    assert not result.complete
    assert result.summary.startswith("The file is cut off")


def gvm_answer(command):
    """As gvmd answers: GMP 22.4."""
    if command.startswith("<authenticate>"):
        right = "<username>analyst</username><password>p&amp;w&quot;</password>" in command
        status = 'status="200" status_text="OK"' if right else 'status="400" status_text="No"'
        return f"<authenticate_response {status}><role>User</role></authenticate_response>".encode()
    if command.startswith("<get_tasks"):
        return (
            b'<get_tasks_response status="200" status_text="OK"><task id="t-1"><name>dmz</name>'
            b'<last_report><report id="r-9"><timestamp>2026-11-20T01:00:00Z</timestamp></report>'
            b'</last_report></task><task id="t-2"><name>new</name></task></get_tasks_response>'
        )
    if 'report_id="r-9"' in command:
        return (
            b'<get_reports_response status="200" status_text="OK">' + GVM_REPORT.strip()
            + b"<report_count>1</report_count></get_reports_response>"
        )  # fmt: skip
    return b'<get_reports_response status="404" status_text="Failed to find report"/>'


def gvm(address, *, password='p&w"', **more):
    return ConfiguredScanServers(None, GvmServer(address, "analyst", password, **more))


def test_a_report_of_greenbone_over_its_socket(greenbone, tmp_path) -> None:
    """Authenticated, the task found by name, its last report read whole, in pieces."""
    server = greenbone(gvm_answer, path=tmp_path / "gvmd.sock")
    result = pulled(gvm(server.address), server="gvm", scan="DMZ")
    assert (result.name, result.vulnerabilities, result.format) == ("dmz", 44, "openvas")
    assert result.complete
    assert [command.split()[0].split(">")[0] for command in server.asked] == [
        "<authenticate", "<get_tasks", "<get_reports",
    ]  # fmt: skip


def test_a_report_of_greenbone_over_tls(greenbone, tmp_path) -> None:
    """The certificate is checked against the file that the settings name, and only then trusted."""
    cert, context = certificate(tmp_path)
    server = greenbone(gvm_answer, context=context)
    assert pulled(gvm(server.address, ca_file=cert), server="gvm").vulnerabilities == 44
    with pytest.raises(Unavailable, match="cannot be reached"):
        pulled(gvm(server.address), server="gvm")


def test_what_may_go_wrong_with_greenbone(greenbone, tmp_path) -> None:
    """Password, nobody there, an answer that ends early, no XML, a document type, no bounds."""
    server = greenbone(gvm_answer, path=tmp_path / "a.sock")
    with pytest.raises(NotAllowed, match="does not accept the user"):
        pulled(gvm(server.address, password="wrong"), server="gvm")
    with pytest.raises(Unavailable, match="cannot be reached"):
        pulled(gvm(str(tmp_path / "none.sock")), server="gvm")
    answers = {
        "early": lambda command: None,
        "in XML": lambda command: b"hello <<",
        "document type": lambda command: b'<!DOCTYPE x [<!ENTITY a "b">]><x/>',
    }
    for said, answer in answers.items():
        odd = greenbone(answer, path=tmp_path / f"{said}.sock")
        with pytest.raises(UpstreamFailed, match=said):
            pulled(gvm(odd.address), server="gvm")
    long = greenbone(lambda c: b"<a>" + b"x" * (5 * 2**20), path=tmp_path / "long.sock")
    with pytest.raises(TooLarge, match="more than 4 MB"):
        pulled(gvm(long.address), server="gvm")


def test_a_server_that_is_not_set_up() -> None:
    """Each says which setting it wants."""
    with pytest.raises(Unavailable, match="POLYMATH_GVM_ADDRESS"):
        pulled(ConfiguredScanServers(None, None), server="gvm")
    only = ConfiguredScanServers(NessusServer("http://127.0.0.1:9", "", ""), None)
    with pytest.raises(Unavailable, match="set POLYMATH_GVM_ADDRESS"):
        pulled(only, server="gvm")
    with pytest.raises(Unavailable):
        PULL(validate(PULL.request, {"server": "nessus"}))
