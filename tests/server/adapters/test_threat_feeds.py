"""EPSS, KEV and the NVD over a local server that answers in their form."""

import pytest

from server.adapters.outside import outside_of
from server.adapters.threat_feeds import EPSS_AT_ONCE, WebThreatFeeds
from server.settings import Settings
from tests.server.adapters.wires import wire
from tools.catalog import CATALOG
from tools.errors import NotAllowed, TooLarge, Unavailable, UpstreamFailed
from tools.outside import NO_THREAT_FEEDS
from tools.ports import ThreatFeeds
from tools.validation import validate

__all__ = ["wire"]
LOOK_UP = CATALOG["security.fetch_threat_data"]
EPSS = {"CVE-2021-44228": "0.94358", "CVE-2012-1823": "0.94384"}
VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"
LISTED = {
    "cveID": "CVE-2021-44228",
    "vendorProject": "Apache",
    "product": "Log4j2",
    "vulnerabilityName": "Apache Log4j2 Remote Code Execution Vulnerability",
    "dateAdded": "2021-12-10",
    "shortDescription": "…",
    "requiredAction": "…",
    "dueDate": "2021-12-24",
    "knownRansomwareCampaignUse": "Known",
    "notes": "",
    "cwes": ["CWE-20"],
}


def epss_row(cve):
    return {"cve": cve, "epss": EPSS[cve], "percentile": "0.999600000", "date": "2026-11-20"}


def nvd_item(cve):
    return {
        "cve": {
            "id": cve,
            "vulnStatus": "Analyzed",
            "descriptions": [{"lang": "es", "value": "…"}, {"lang": "en", "value": "A hole."}],
            "metrics": {
                "cvssMetricV2": [
                    {"type": "Primary", "cvssData": {"vectorString": "AV:N/AC:M/Au:N/C:C/I:C/A:C"}}
                ],
                "cvssMetricV31": [
                    {
                        "type": "Secondary",
                        "cvssData": {"vectorString": VECTOR.replace("S:C", "S:U")},
                    },
                    {"type": "Primary", "cvssData": {"vectorString": VECTOR}},
                ],
            },
        }
    }


def answers(method, path, query, headers, body):
    """As api.first.org, www.cisa.gov and services.nvd.nist.gov answer."""
    if path == "/data/v1/epss":
        rows = [epss_row(cve) for cve in query["cve"].split(",") if cve in EPSS]
        return 200, {"status": "OK", "status-code": 200, "version": "1.0", "access": "public",
                     "total": len(rows), "offset": 0, "limit": 100, "data": rows}, {}  # fmt: skip
    if path == "/kev.json":
        return 200, {"title": "CISA Catalog of Known Exploited Vulnerabilities", "count": 1,
                     "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T17:00:00Z",
                     "vulnerabilities": [LISTED]}, {}  # fmt: skip
    start = int(query["startIndex"])
    items = [nvd_item("CVE-2000-0001"), nvd_item(query["cveId"])]  # one a page: two pages
    return 200, {"resultsPerPage": 1, "startIndex": start, "totalResults": 2, "format": "NVD_CVE",
                 "version": "2.0", "vulnerabilities": items[start : start + 1]}, {}  # fmt: skip


def feeds(url, **more):
    return WebThreatFeeds(
        epss_url=f"{url}/data/v1/epss",
        kev_url=f"{url}/kev.json",
        nvd_url=f"{url}/rest/json/cves/2.0",
        sleep=lambda _: None,
        **more,
    )


class Kept:
    def __init__(self):
        self.files = {}

    def keep(self, name, media_type, content):
        self.files[name] = content.decode()
        return f"id of {name}"


def test_all_three_are_joined(wire) -> None:
    """Figures, the catalogue and vectors of each CVE, the most threatening first; kept as files."""
    server, kept = wire(answers), Kept()
    request = {"cves": ["CVE-2012-1823", "CVE-2021-44228", "CVE-2099-10001"],
               "sources": ["epss", "kev", "nvd"]}  # fmt: skip
    result = LOOK_UP(
        validate(LOOK_UP.request, request), feeds=feeds(server.url, nvd_key="k"), keeper=kept
    )
    first, second, third = result.threats
    assert (first.name, first.epss, first.known_exploited, first.due) == (
        "CVE-2021-44228", 0.94358, True, "2021-12-24",
    )  # fmt: skip
    assert first.vectors[0] == VECTOR
    assert (first.score, first.severity, first.description) == (10.0, "critical", "A hole.")
    assert (second.name, second.known_exploited) == ("CVE-2012-1823", False)
    assert (third.epss, third.known_exploited) == (None, False)
    assert any("unknown, not 0" in note for note in result.notes)
    assert kept.files["epss.csv"].splitlines()[0] == "cve,epss"
    assert kept.files["kev.csv"] == "cve\nCVE-2021-44228\n"
    assert (result.epss_file, result.kev_file) == ("id of epss.csv", "id of kev.csv")
    asked = [headers.get("apiKey") for _, path, _, headers, _ in server.asked if "cves" in path]
    assert asked == ["k"] * 6


def test_epss_is_asked_by_the_hundred(wire) -> None:
    """No question is longer than the service takes."""
    server = wire(answers)
    cves = [f"CVE-2099-{n:05d}" for n in range(10_000, 10_250)]
    assert feeds(server.url).epss([*cves, "CVE-2012-1823"]) == [
        {"cve": "CVE-2012-1823", "epss": 0.94384, "percentile": 0.9996, "date": "2026-11-20"}
    ]
    sizes = [len(query["cve"].split(",")) for _, _, query, _, _ in server.asked]
    assert sizes == [EPSS_AT_ONCE, EPSS_AT_ONCE, 51]


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        ((500, b"", {}), Unavailable, "busy or out of order"),
        ((429, b"", {"Retry-After": "7"}), Unavailable, "busy"),
        ((403, b"", {}), NotAllowed, "does not accept"),
        ((200, b"<html>", {}), UpstreamFailed, "JSON"),
        ((200, {"other": 1}, {}), UpstreamFailed, "another form"),
        ((302, b"", {"Location": "http://127.0.0.1:1/"}), UpstreamFailed, "status 302"),
        ((200, b"x" * (21 * 2**20), {}), TooLarge, "more than 20 MB"),
    ],
)
def test_wrong_answers_are_told_as_what_they_are(wire, answer, error, said) -> None:
    """Status, form, size; redirects lead nowhere."""
    server = wire(lambda *_: answer)
    with pytest.raises(error) as refusal:
        feeds(server.url).known_exploited()
    assert said in refusal.value.message
    if answer[2].get("Retry-After"):
        assert refusal.value.retry_after_s == 7


def test_a_server_that_is_not_there() -> None:
    """Nobody listens."""
    with pytest.raises(Unavailable, match="cannot be reached"):
        feeds("http://127.0.0.1:9").known_exploited()


def test_nothing_is_asked_unless_the_settings_allow_it() -> None:
    """And the refusal says how to allow it."""
    assert ThreatFeeds not in outside_of(Settings(_env_file=None))
    assert isinstance(
        outside_of(Settings(_env_file=None, threat_feeds=True))[ThreatFeeds], WebThreatFeeds
    )
    request = validate(LOOK_UP.request, {"cves": ["CVE-2012-1823"]})
    with pytest.raises(Unavailable, match="POLYMATH_THREAT_FEEDS") as refusal:
        LOOK_UP(request, feeds=NO_THREAT_FEEDS)
    assert refusal.value.problem_code == "not-configured"
    with pytest.raises(Unavailable):
        LOOK_UP(request)


def test_too_many_for_the_nvd(wire) -> None:
    """It is asked one by one."""
    with pytest.raises(TooLarge, match="at most 50"):
        feeds(wire(answers).url).described([f"CVE-2099-{n}" for n in range(10_000, 10_051)])
