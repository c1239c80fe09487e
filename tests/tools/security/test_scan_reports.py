"""Scanners' reports: the counts of the samples, what is cut off, what is refused."""

import csv
import tracemalloc
from io import StringIO
from xml.etree import ElementTree

import pytest

from tests.tools.security.reports import content, imported, read, sample
from tools.documents.formats.scan_report import is_report
from tools.documents.formats.scan_report import read as read_here
from tools.errors import InvalidInput, TooLarge
from tools.scans import MOST_FINDINGS
from tools.security._cvss_vector import parse

NESSUS = (
    "tenable_nessus_nessus_many_vuln.xml",
    "tenable_nessus_nessus_v_unknown.xml",
    "tenable_nessus_nessus_with_cvssv3.nessus",
    "tenable_nessus_was_nessus_was_no_vuln.xml",
    "tenable_nessus_was_nessus_was_one_vuln.xml",
)
OPENVAS = (
    "openvas_many_vuln.xml",
    "openvas_no_vuln.xml",
    "openvas_one_vuln.xml",
    "openvas_report_detail_v2.xml",
)
NMAP = (
    "nmap_issue12411.xml",
    "nmap_nmap_0port.xml",
    "nmap_nmap_1port.xml",
    "nmap_nmap_multiple_port.xml",
    "nmap_nmap_script_vulners.xml",
    "2_hosts.xml",
    "dionaea_scan.xml",
    "full_sudo6.xml",
)


@pytest.mark.parametrize(
    ("name", "found", "vulnerabilities", "hosts"),
    [
        ("tenable_nessus_nessus_many_vuln.xml", 7, 0, 1),
        ("tenable_nessus_nessus_v_unknown.xml", 296, 30, 7),
        ("tenable_nessus_nessus_with_cvssv3.nessus", 49, 26, 1),
        ("tenable_nessus_was_nessus_was_no_vuln.xml", 0, 0, 1),
        ("tenable_nessus_was_nessus_was_one_vuln.xml", 1, 1, 1),
        ("openvas_many_vuln.xml", 44, 44, 1),
        ("openvas_no_vuln.xml", 0, 0, 0),
        ("openvas_one_vuln.xml", 1, 1, 1),
        ("openvas_report_detail_v2.xml", 1, 1, 1),
        ("openvas_many_vuln.csv", 4, 4, 1),
        ("openvas_one_vuln.csv", 1, 1, 1),
        ("nmap_nmap_0port.xml", 0, 0, 1),
        ("nmap_nmap_1port.xml", 1, 0, 1),
        ("nmap_nmap_multiple_port.xml", 13, 0, 1),
        ("nmap_nmap_script_vulners.xml", 3, 2, 1),
        ("full_sudo6.xml", 12, 0, 256),
    ],
)
def test_the_counts_of_the_sample_reports(name, found, vulnerabilities, hosts) -> None:
    """As the reports themselves have them."""
    result = imported(sample(name))
    assert result.complete
    assert (result.findings_total, result.vulnerabilities) == (found, vulnerabilities)
    assert result.hosts_total == hosts
    assert len(result.findings) == found
    assert result.summary.count("**") in (0, 2)


@pytest.mark.parametrize("name", NESSUS)
def test_nessus_beside_another_reader(name) -> None:
    """Each item of the report, by Python's own tree of the file."""
    tree = ElementTree.fromstring(content(name))
    told = [
        (host.get("name"), item.get("pluginID"), item.get("severity"), len(item.findall("cve")))
        for host in tree.iter("ReportHost")
        for item in host.iter("ReportItem")
    ]
    levels = ("none", "low", "medium", "high", "critical")
    ours = [
        (one["host"], one["plugin"], str(levels.index(one.get("severity", "none"))),
         len(one.get("cves", ())))
        for one in sample(name)["findings"]
    ]  # fmt: skip
    assert ours == told


@pytest.mark.parametrize("name", OPENVAS)
def test_openvas_beside_another_reader(name) -> None:
    """Each result, its score and its identifiers."""
    tree = ElementTree.fromstring(content(name))
    told = [
        (result.findtext("host").strip(), result.find("nvt").get("oid"),
         float(result.findtext("severity")),
         len({ref.get("id") for ref in result.iter("ref") if ref.get("type") == "cve"}))
        for results in tree.iter("results")
        for result in results.findall("result")
    ]  # fmt: skip
    ours = [
        (one["host"], one["plugin"], one["score"], len(one.get("cves", ())))
        for one in sample(name)["findings"]
    ]
    assert ours == told


@pytest.mark.parametrize("name", NMAP)
def test_nmap_beside_another_reader(name) -> None:
    """Each open port."""
    tree = ElementTree.fromstring(content(name))
    told = [
        (host.find("address").get("addr"), int(port.get("portid")))
        for host in tree.iter("host")
        for port in host.iter("port")
        if port.find("state").get("state") in ("open", "open|filtered")
    ]
    ours = [(o["host"], o["port"]) for o in sample(name)["findings"] if o["kind"] == "open_port"]
    assert ours == told


@pytest.mark.parametrize("name", ["openvas_many_vuln.csv", "openvas_one_vuln.csv"])
def test_a_table_of_openvas_beside_another_reader(name) -> None:
    """Each row."""
    rows = list(csv.DictReader(StringIO(content(name).decode())))
    told = [(row["IP"], row["NVT OID"], float(row["CVSS"])) for row in rows]
    ours = [(one["host"], one["plugin"], one["score"]) for one in sample(name)["findings"]]
    assert ours == told


def test_what_a_finding_holds() -> None:
    """Port, vectors with their temporal metrics, identifiers, exploits, evidence."""
    findings = sample("tenable_nessus_nessus_with_cvssv3.nessus")["findings"]
    one = next(f for f in findings if f["plugin"] == "31649")
    assert (one["port"], one["protocol"], one["service"]) == (80, "tcp", "www")
    assert one["vectors"] == ["CVSS2#AV:N/AC:L/Au:N/C:P/I:P/A:P/E:POC/RL:OF/RC:C"]
    assert (one["score"], one["severity"], len(one["cves"])) == (7.5, "high", 15)
    assert one["exploit_available"] is False
    assert "Installed version : 5.1.6" in one["evidence"]
    for found in findings:
        for vector in found.get("vectors", ()):
            parse(vector, "vector")


def test_greenbone_s_own_epss_and_vectors() -> None:
    """Newer reports state both."""
    (one,) = sample("openvas_report_detail_v2.xml")["findings"]
    assert one["epss"] == 0.09023
    assert one["vectors"] == ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
    assert (one["port"], one["protocol"]) == (42, "tcp")


def test_vulnerabilities_that_nmap_s_scripts_name() -> None:
    """Each row of vulners is a finding of its own."""
    found = [f for f in sample("nmap_nmap_script_vulners.xml")["findings"] if f.get("cves")]
    assert [(f["cves"], f["score"], f["severity"], f["port"]) for f in found] == [
        (["CVE-2018-15919"], 5.0, "medium", 5022),
        (["CVE-2017-15906"], 5.0, "medium", 5022),
    ]


@pytest.mark.parametrize(
    "name",
    ["tenable_nessus_nessus_with_cvssv3.nessus", "openvas_many_vuln.xml", "full_sudo6.xml",
     "openvas_many_vuln.csv"],
)  # fmt: skip
def test_a_file_that_is_cut_off_is_partial_and_said_so(name) -> None:
    """What stands before the cut is read, wherever the cut is."""
    whole = sample(name)["findings"]
    data = content(name)
    for tenths in (3, 5, 7, 9):
        cut = read_here(data[: len(data) * tenths // 10])
        assert not cut["complete"]
        found = cut["findings"] if not name.endswith("csv") else cut["findings"][:-1]
        assert found == whole[: len(found)]
    result = imported(cut)
    assert not result.complete
    assert result.summary.startswith("The file is cut off")
    assert any(note.startswith("Warning: The file is cut off") for note in result.notes)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<nmaprun>&b;</nmaprun>"""


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (content("defused_et_local_includer.xml"), "doctype", "document type"),
        (BOMB, "doctype", "entities"),
        (b'<!DOCTYPE nmaprun SYSTEM "http://example.org/x.dtd"><nmaprun/>', "doctype", "DTD"),
        (b'<!DOCTYPE nmaprun PUBLIC "-//X" "file:///etc/passwd"><nmaprun/>', "doctype", "DTD"),
        (content("defused_et_included.xml"), "unknown_format", "no report of Nessus"),
        (b"<html><body>hello</body></html>", "unknown_format", "no report of Nessus"),
        (b"name,score\na,1\n", "unknown_format", "no report of Nessus"),
        (b"<nmaprun><host></nmaprun>", "damaged", "line 1, column 18"),
        (b"<nmaprun>" + b"<a>" * 80, "damaged", "nested more than"),
        (b"<?xml ", "damaged", "before its first element"),
        (b'<?xml version="1.0" encoding="UTFe8"?><nmaprun/>', "damaged", "encoding"),
        (b"   ", "empty", "empty"),
        (b"\x1f\x8b\x08\x00" + bytes(40), "unknown_format", "unpack it"),
    ],
)
def test_what_is_refused_by_name(data, code, said) -> None:
    """Document types, entities, other formats, broken files: each says why."""
    with pytest.raises(InvalidInput) as refusal:
        read(data)
    assert said in refusal.value.message
    assert refusal.value.errors[0].code == code


def test_an_unlimited_report_is_refused() -> None:
    """More findings than are kept."""
    item = b'<ReportItem port="1" severity="1" pluginID="1" pluginName="x" protocol="tcp"/>'
    body = b"<NessusClientData_v2><Report><ReportHost name='h'>" + item * (MOST_FINDINGS + 5)
    with pytest.raises(TooLarge) as refusal:
        read(body + b"</ReportHost></Report></NessusClientData_v2>")
    assert "50,000 findings" in refusal.value.message


def test_a_long_report_is_read_in_little_memory() -> None:
    """What is not kept is let go: 40 MB of preferences cost under 4 MB."""
    filler = b"<preference><name>x</name><value>" + b"y" * 1000 + b"</value></preference>"
    start, end = b"<NessusClientData_v2><Policy>", b"</Policy></NessusClientData_v2>"
    data = start + filler * 40_000 + end
    tracemalloc.start()
    found = read_here(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found["complete"]
    assert found["findings"] == []
    assert peak < 4_000_000


def test_a_report_is_known_by_its_beginning() -> None:
    """So that an attached one is taken for what it is, and a document is not."""
    for name in (*NESSUS, *OPENVAS, *NMAP, "openvas_one_vuln.csv"):
        assert is_report(content(name)), name
    for other in (b"<html>nmaprun</html>", b"IP,Hostname\n", b"%PDF-1.7", b"report on Nessus"):
        assert not is_report(other)


def test_only_what_is_severe_enough_is_listed() -> None:
    """Everything is counted."""
    result = imported(sample("tenable_nessus_nessus_with_cvssv3.nessus"), least_severity="high")
    assert result.findings_total == 49
    assert [one.severity for one in result.findings] == ["critical"] * 2 + ["high"] * 10
    assert any("37 findings below high" in note for note in result.notes)
    assert sum(bar["count"] for bar in result.chart["data"]["values"]) == 26
