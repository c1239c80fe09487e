"""A report pulled from a server is kept as the caller's file and becomes a plan by its id."""

import pytest

from server.adapters.outside import outside_of
from server.settings import Settings
from tests.outside import KnownThreats, OneReport
from tools.catalog import CATALOG
from tools.documents.reading import READERS
from tools.errors import NotAllowed, NotFound
from tools.execution import Caller, Executor, MemoryReceipts
from tools.ports import NetworkScanner, ScanServers, StoredFile, ThreatFeeds


class Files:
    """A caller's files, in memory."""

    def __init__(self):
        self.kept = {}

    async def open(self, file_id):
        if file_id not in self.kept:
            raise NotFound("there is no such file")
        return self.kept[file_id]

    async def keep(self, name, media_type, content):
        identity = f"file_{len(self.kept)}"
        self.kept[identity] = StoredFile(identity, name, media_type, "0", content)
        return identity


@pytest.fixture
def executor():
    outside = {
        ScanServers: OneReport("tenable_nessus_nessus_with_cvssv3.nessus.gz"),
        ThreatFeeds: KnownThreats(),
        NetworkScanner: OneReport("nmap_nmap_script_vulners.xml"),
    }
    made = Executor(MemoryReceipts(), READERS, outside=outside)
    yield made
    made.close()


async def run(executor, name, arguments, files):
    receipt = await executor.run(
        CATALOG[name], arguments, caller=Caller(), call_id=name, files=files
    )
    return receipt.result


async def test_from_a_server_to_a_plan(executor) -> None:
    """Pulled, looked up, ranked: each step takes what the one before kept."""
    files = Files()
    pulled = await run(executor, "security.pull_scan", {"server": "nessus"}, files)
    scan = {"file": pulled["report_file"]}
    threats = await run(
        executor, "security.fetch_threat_data", {"scan": scan, "sources": ["epss", "kev"]}, files
    )
    assert threats["with_epss"] == 1
    plan = await run(
        executor,
        "security.prioritise_vulnerabilities",
        {
            "scan": scan,
            "epss": {"file": threats["epss_file"]},
            "kev": {"file": threats["kev_file"]},
            "exposure": "open",
            "mission_impact": "mef failure",
        },
        files,
    )
    assert plan["vulnerabilities"] == 26
    assert "CVE-2012-1823" in plan["steps"][0]["cves"]
    assert [file.name for file in files.kept.values()] == [
        *("the only one.nessus", "epss.csv", "kev.csv"),
    ]


async def test_a_live_scan_is_kept_too(executor) -> None:
    """Its vulnerabilities can be ranked afterwards."""
    files = Files()
    found = await run(executor, "security.scan_network", {"targets": ["127.0.0.1"]}, files)
    assert files.kept[found["report_file"]].name == "127.0.0.1.xml"


async def test_without_files_of_the_caller_nothing_is_kept(executor) -> None:
    """The findings are told all the same."""
    found = await run(executor, "security.pull_scan", {"server": "nessus"}, None)
    assert found["report_file"] == ""
    assert found["findings_total"] == 49


async def test_the_service_s_own_settings_decide(tmp_path) -> None:
    """What is scanned live is what the settings list, through the whole executor."""
    settings = Settings(_env_file=None, scan_networks=["127.0.0.0/8"], data_dir=tmp_path)
    executor = Executor(MemoryReceipts(), READERS, outside=outside_of(settings))
    with pytest.raises(NotAllowed, match=r"targets\.0"):
        await run(executor, "security.scan_network", {"targets": ["192.0.2.1"]}, None)
    executor.close()
