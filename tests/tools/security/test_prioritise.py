"""A patch order: SSVC's tables row by row, what is unknown, losses, and a Nessus file as a plan."""

import csv
import itertools
import math
import random
from pathlib import Path
from typing import ClassVar

import pytest

from tests.tools.security.reports import content, sample
from tools.catalog import CATALOG
from tools.documents.reading import READERS
from tools.errors import InvalidInput
from tools.ports import StoredFile
from tools.resolution import resolve
from tools.security._priority_facts import automatable, technical
from tools.security._ssvc import decide, order, points
from tools.security.score_cvss import parse
from tools.validation import validate

PRIORITISE = CATALOG["security.prioritise_vulnerabilities"]
TABLES = Path(__file__).parents[3] / "tools" / "security" / "standards"
ALONE = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/{}"
TRICKED = "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/{}"
TOTAL, PARTIAL = "C:H/I:H/A:H", "C:H/I:N/A:N"


def ranked(**request):
    return PRIORITISE(validate(PRIORITISE.request, request))


def rows(name):
    with (TABLES / name).open() as file:
        return [row[1:] for row in csv.reader(file)][1:]


def vector(is_automatable, impact="total"):
    form = ALONE if is_automatable == "yes" else TRICKED
    return form.format(TOTAL if impact == "total" else PARTIAL)


EXPLOITATION = {
    "none": {"known_exploited": False, "exploit_available": False},
    "public poc": {"known_exploited": False, "exploit_available": True},
    "active": {"known_exploited": True},
}


def test_a_finding_may_say_how_far_its_host_can_be_reached() -> None:
    """The list of assets goes before it, and it before what holds for all."""
    told = {"known_exploited": True, "vector": vector("yes")}
    findings = [
        {"name": "one", "exposure": "open", **told},
        {"name": "two", **told},
        {"name": "three", "host": "h", "exposure": "open", **told},
    ]
    assets = [{"name": "h", "exposure": "small"}]
    request = {"mission_impact": "degraded", "exposure": "small", "assets": assets}
    decided = {s.name: s.decision for s in ranked(findings=findings, **request).steps}
    assert decided["two"] == decided["three"] != decided["one"]
    open_to_all = ranked(findings=[{"name": "one", **told}], **{**request, "exposure": "open"})
    assert open_to_all.steps[0].decision == decided["one"]


HUMAN = {
    "low": ("negligible", "degraded"),
    "medium": ("negligible", "mef failure"),
    "high": ("critical", "mef failure"),
    "very high": ("marginal", "mission failure"),
}


@pytest.mark.parametrize("row", rows("deployer_patch_application_priority_1_0_0.csv"), ids="-".join)
def test_every_row_of_the_table_for_those_who_patch(row) -> None:
    """From what a person says of a vulnerability to the decision."""
    exploitation, exposure, is_automatable, human, decision = row
    safety, mission = HUMAN[human]
    found = {"name": "x", "vector": vector(is_automatable), **EXPLOITATION[exploitation]}
    result = ranked(
        findings=[found], exposure=exposure, mission_impact=mission, safety_impact=safety
    )
    (step,) = result.steps
    assert (step.decision, step.at_least) == (decision, decision)
    assert result.open_decisions == 0


@pytest.mark.parametrize("row", rows("cisa_coordinator_2_0_3.csv"), ids="-".join)
def test_every_row_of_cisa_s_table(row) -> None:
    """Its 36 rows."""
    exploitation, is_automatable, impact, wellbeing, decision = row
    found = {"name": "x", "vector": vector(is_automatable, impact), **EXPLOITATION[exploitation]}
    (step,) = ranked(findings=[found], wellbeing_impact=wellbeing, table="cisa").steps
    assert (step.decision, step.at_least) == (decision, decision)


@pytest.mark.parametrize("row", rows("cisa_bod_26_04_1_0_0.csv"), ids="-".join)
def test_every_row_of_the_directive(row) -> None:
    """Its 16 rows."""
    listed, exposed, is_automatable, impact, decision = row
    found = {
        "name": "x",
        "vector": vector(is_automatable, impact),
        "known_exploited": listed == "yes",
    }
    exposure = "open" if exposed == "yes" else "controlled"
    (step,) = ranked(findings=[found], exposure=exposure, table="bod_26_04").steps
    assert (step.decision, step.at_least) == (decision, decision)


@pytest.mark.parametrize("table", ["deployer", "cisa", "bod_26_04"])
def test_what_is_unknown_is_the_range_over_all_it_may_be(table) -> None:
    """Whichever points are unknown: least and most urgent over every way to fill them in."""
    names = {
        "deployer": "deployer_patch_application_priority_1_0_0.csv",
        "cisa": "cisa_coordinator_2_0_3.csv",
        "bod_26_04": "cisa_bod_26_04_1_0_0.csv",
    }
    full = {tuple(row[:-1]): row[-1] for row in rows(names[table])}
    generator = random.Random(3)
    for _ in range(60):
        row = generator.choice(list(full))
        kept = [generator.random() < 0.5 for _ in row]
        known = {p: {v} for p, v, k in zip(points(table), row, kept, strict=True) if k}
        matching = [
            full[other]
            for other in full
            if all(not k or a == b for a, b, k in zip(row, other, kept, strict=True))
        ]
        ranks = sorted(map(order(table).index, matching))
        least, most = decide(table, known)
        assert (order(table).index(least), order(table).index(most)) == (ranks[0], ranks[-1])


def test_a_missing_epss_is_unknown_and_not_nought() -> None:
    """It may be anything, so its loss is a range; an EPSS of 0 is none."""
    findings = [{"name": "CVE-2099-10001", "host": "a"}, {"name": "CVE-2099-10002", "host": "b"}]
    result = ranked(
        findings=findings,
        epss=[{"cve": "CVE-2099-10002", "epss": 0.0}],
        loss=1000,
        chance_of_hit=1.0,
        kev=["CVE-2000-0001"],
    )
    unknown, nought = result.steps
    assert unknown.name == "CVE-2099-10001"
    assert (unknown.epss_low, unknown.epss_high) == (0.0, 1.0)
    assert (unknown.expected_loss_low, unknown.expected_loss_high) == (0.0, 1000.0)
    assert (nought.epss_low, nought.epss_high, nought.expected_loss_high) == (0.0, 0.0, 0.0)
    assert result.without_epss == 1
    assert "its EPSS is not known" in unknown.reasons
    assert any("never as 0" in note for note in result.notes)


@pytest.mark.parametrize("chance", [0.0, 0.004, 0.1, 0.5, 0.97])
def test_a_month_s_chance_as_a_year_s(chance) -> None:
    """A constant rate r with 1 - exp(-30 r) = p has 1 - exp(-365 r) in a year."""
    result = ranked(
        findings=[{"name": "CVE-2099-10001", "epss": chance, "known_exploited": False}],
        loss=5000,
        chance_of_hit=0.2,
    )
    rate = -math.log1p(-chance) / 30
    truth = 1 - math.exp(-365 * rate)
    (step,) = result.steps
    assert step.year_low == step.year_high == pytest.approx(truth, abs=1e-12)
    assert step.expected_loss_low == pytest.approx(5000 * truth * 0.2)
    assert result.expected_loss_high == pytest.approx(5000 * truth * 0.2)


def test_without_a_chance_of_being_hit_a_loss_is_an_upper_bound() -> None:
    """EPSS is of exploitation anywhere."""
    result = ranked(findings=[{"name": "a", "epss": 0.3, "host": "h"}], loss=100)
    assert result.expected_loss_low == 0
    assert 98 < result.expected_loss_high < 100
    assert any("upper bounds" in note for note in result.notes)


def test_the_bounds_of_a_host_hold_however_its_holes_hang_together() -> None:
    """Independent, and each implying the next: both lie between."""
    chances = (0.01, 0.03, 0.002)
    findings = [
        {"name": f"v{k}", "host": "h", "epss": p, "known_exploited": False}
        for k, p in enumerate(chances)
    ]
    result = ranked(findings=findings, loss=1e6, chance_of_hit=0.5)
    years = [1 - (1 - p) ** (365 / 30) for p in chances]
    hits = [0.5 * y for y in years]
    independent = 1e6 * (1 - math.prod(1 - h for h in hits))
    assert result.expected_loss_low == pytest.approx(1e6 * max(hits))
    assert result.expected_loss_low < independent < result.expected_loss_high
    assert result.expected_loss_high == pytest.approx(1e6 * sum(hits))


def test_several_cves_of_one_finding() -> None:
    """At least the greatest EPSS, at most their sum; 1 where one is unknown."""
    scan = {
        "findings": [
            {
                "name": "many",
                "host": "h",
                "severity": "high",
                "cves": ["CVE-2099-10001", "CVE-2099-10002"],
            }
        ]
    }
    first = {"cve": "CVE-2099-10001", "epss": 0.2}
    second = {"cve": "CVE-2099-10002", "epss": 0.3}
    (step,) = ranked(scan=scan, epss=[first, second]).steps
    assert (step.epss_low, step.epss_high) == (0.3, 0.5)
    (step,) = ranked(scan=scan, epss=[second]).steps
    assert (step.epss_low, step.epss_high) == (0.3, 1.0)


def test_a_nessus_file_turned_into_a_ranked_plan() -> None:
    """The one that is exploited comes first, with its reasons; the rest follow by decision."""
    result = ranked(
        scan=sample("tenable_nessus_nessus_with_cvssv3.nessus"),
        kev=["CVE-2012-1823", "CVE-1999-0001"],
        epss=[{"cve": "CVE-2012-1823", "epss": 0.94}],
        assets=[
            {
                "name": "testphp.vulnweb.com",
                "loss": 200000,
                "exposure": "open",
                "mission_impact": "mef failure",
            }
        ],
        chance_of_hit=0.05,
        currency="USD",
    )
    assert (result.vulnerabilities, result.hosts, result.left_out) == (26, 1, 23)
    first = result.steps[0]
    assert "CVE-2012-1823" in first.cves
    assert first.decision == first.at_least == "out-of-cycle"
    assert first.reasons[0] == "known to be exploited"
    assert first.expected_loss_low == first.expected_loss_high == pytest.approx(10_000)
    ranks = [order("deployer").index(step.decision) for step in result.steps]
    assert ranks == sorted(ranks, reverse=True)
    assert [step.place for step in result.steps] == list(range(1, 26))
    assert result.summary.startswith("Of 25 vulnerabilities on 1 host, **1 should not wait")
    assert sum(one.count for one in result.decisions) == result.steps_total
    assert result.expected_loss_high <= 200_000


def test_greenbone_and_nmap_give_plans_too() -> None:
    """Whichever scanner it was."""
    assert ranked(scan=sample("openvas_many_vuln.xml")).vulnerabilities == 44
    assert ranked(scan=sample("nmap_nmap_script_vulners.xml")).vulnerabilities == 2
    none = ranked(scan=sample("nmap_nmap_1port.xml"))
    assert none.steps == []
    assert none.chart is None
    assert none.summary.startswith("There is no vulnerability")


def test_what_a_vector_says_of_attacks() -> None:
    """Automatable and technical impact, also where a version does not say."""
    said = {
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H": ({"yes"}, {"total"}),
        "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:L": (set(), {"partial"}),
        "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H": ({"no"}, {"total"}),
        "AV:N/AC:L/Au:N/C:C/I:C/A:C": (set(), {"total"}),
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N": ({"no"}, {"total"}),
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:L/VI:H/VA:H/SC:N/SI:N/SA:N/AU:Y": (
            {"yes"},
            {"partial"},
        ),
    }
    for text, (attacks, impact) in said.items():
        found = parse(text, "v")
        assert (set(automatable(found)), set(technical(found))) == (attacks, impact), text


def test_the_order_of_the_findings_does_not_matter() -> None:
    """The same plan from the same findings."""
    findings = [
        {"name": f"CVE-2099-1000{k}", "score": s, "epss": e, "known_exploited": x}
        for k, (s, e, x) in enumerate(
            [(9.8, 0.1, False), (5.0, 0.9, True), (7.1, 0.1, False), (9.8, 0.2, False)]
        )
    ]
    plans = {
        tuple(step.name for step in ranked(findings=list(order_of)).steps)
        for order_of in itertools.permutations(findings)
    }
    assert plans == {("CVE-2099-10001", "CVE-2099-10003", "CVE-2099-10000", "CVE-2099-10002")}


@pytest.mark.parametrize(
    ("request_of", "field", "said"),
    [
        ({}, "scan", "required"),
        ({"findings": []}, "findings", "at least 1"),
        ({"findings": [{"name": "x", "score": 11}]}, "findings.0.score", "10"),
        ({"findings": [{"name": "x", "epss": 1.5}]}, "findings.0.epss", "1"),
        ({"findings": [{"name": "x", "vector": "AV:N"}]}, "findings.0.vector", "character 1"),
        ({"findings": [{"name": "x"}], "kev": ["CVE-1"]}, "kev.0", "CVE"),
        ({"findings": [{"name": "x"}], "scan": {}}, "", "not both"),
        ({"findings": [{"name": "x"}], "loss": -1}, "loss", "0"),
        ({"findings": [{"name": "x"}], "exposure": "wide"}, "exposure", "open"),
        (
            {"findings": [{"name": "x"}], "assets": [{"name": "a"}, {"name": "A"}]},
            "",
            "more than once",
        ),
    ],
)
def test_bad_input_is_named(request_of, field, said) -> None:
    """The field and what would be right."""
    with pytest.raises(InvalidInput) as refusal:
        ranked(**request_of)
    assert said in refusal.value.message
    if field:
        assert field in {problem.field for problem in refusal.value.errors}


class Uploaded:
    """Files as the service hands them out."""

    files: ClassVar = {
        "kev": (
            "known_exploited_vulnerabilities.csv",
            b"cveID,vendorProject,product,dateAdded,dueDate,knownRansomwareCampaignUse\n"
            b"CVE-2012-1823,PHP,PHP,2022-03-25,2022-04-15,Known\n",
        ),
        "epss": (
            "epss_scores-2026-11-20.csv",
            b"#model_version:v2026.03.14,score_date:2026-11-20T00:00:00+0000\n"
            b"cve,epss,percentile\nCVE-1999-0001,0.0142,0.801\nCVE-2012-1823,0.9434,0.9995\n",
        ),
        "scan": ("web.nessus", content("tenable_nessus_nessus_with_cvssv3.nessus")),
    }

    async def open(self, file_id):
        name, data = self.files[file_id]
        return StoredFile(file_id, name, "application/octet-stream", "0", data)


async def test_the_files_of_first_and_cisa_as_they_are_published() -> None:
    """The scan, EPSS with its comment line and the catalogue, each by its file."""
    asked = {name: {"file": name} for name in ("scan", "kev", "epss")}
    filled, used = await resolve(PRIORITISE.request, asked, Uploaded(), READERS)
    assert filled["kev"] == ["CVE-2012-1823"]
    assert filled["epss"][1] == {"cve": "CVE-2012-1823", "epss": 0.9434}
    assert len(used) == 3
    result = ranked(**filled)
    assert result.steps[0].known_exploited
    assert result.steps[0].epss_low == 0.9434


def test_an_asset_on_which_nothing_is_found_is_said() -> None:
    """A slip in a name would otherwise go unseen."""
    result = ranked(findings=[{"name": "x", "host": "web"}], assets=[{"name": "wbe", "loss": 5}])
    assert any("No finding is on wbe" in note for note in result.notes)
    assert result.expected_loss_high is None


def test_a_scan_that_is_cut_off_is_said() -> None:
    """The plan lacks what the scan lacks."""
    scan = {**sample("openvas_one_vuln.xml"), "complete": False}
    assert ranked(scan=scan).notes[0].startswith("Warning: the scan file is cut off")
