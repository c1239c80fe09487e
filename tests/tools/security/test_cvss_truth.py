"""CVSS scores beside published ones, an exact table of all of 4.0, and another implementation."""

import json
import random
import zlib
from fractions import Fraction
from itertools import islice, product
from pathlib import Path

import pytest

from tools.catalog import CATALOG
from tools.security._cvss_four import macro_tenths
from tools.security._cvss_metrics import METRICS
from tools.security._cvss_scores import figures
from tools.security._cvss_three import roundup, up_to_tenth
from tools.security._cvss_vector import parse
from tools.security.score_cvss import score_cvss
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "security"
CVSS = CATALOG["security.score_cvss"]
FOUR = {
    **{"AV": "NALP", "AC": "LH", "AT": "NP", "PR": "NLH", "UI": "NPA"},
    **dict.fromkeys(("VC", "VI", "VA", "SC", "SI", "SA"), "HLN"),
}


def score(*vectors):
    return score_cvss(validate(CVSS.request, {"vectors": list(vectors)}))


def one(vector):
    return score(vector).vectors[0]


def written(vector, key, value):
    """The vector with one metric written anew, in its place or at the end."""
    parts = vector.split("/")
    place = next((k for k, part in enumerate(parts) if part.startswith(f"{key}:")), len(parts))
    return "/".join([*parts[:place], f"{key}:{value}", *parts[place + 1 :]])


def base_vectors():
    for values in product(*FOUR.values()):
        yield "CVSS:4.0/" + "/".join(
            f"{key}:{value}" for key, value in zip(FOUR, values, strict=True)
        )


def exact_tenths():
    return zlib.decompress((DATA / "cvss4_base_scores.zlib").read_bytes())


@pytest.mark.slow
def test_every_base_vector_of_version_four() -> None:
    """All 104,976, each exactly."""
    tenths = exact_tenths()
    assert len(tenths) == 104_976
    wrong = [
        vector
        for vector, truth in zip(base_vectors(), tenths, strict=True)
        if figures(parse(vector, "vector")).base != Fraction(truth, 10)
    ]
    assert wrong == []


def test_every_hundred_and_first_base_vector_of_version_four() -> None:
    """The same on a sample, for quick runs."""
    pairs = zip(base_vectors(), exact_tenths(), strict=True)
    for vector, truth in islice(pairs, 0, None, 101):
        assert figures(parse(vector, "vector")).base == Fraction(truth, 10), vector


def test_where_floating_point_falls_a_tenth_short() -> None:
    """8.6 - 0.05 is 8.55 and rounds to 8.6; in binary floating point it comes out as 8.5."""
    found = one("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H")
    assert (found.score, found.severity, found.macro_vector) == (8.6, "high", "101100")
    assert found.details == {"macro_score": 8.6, "mean_distance": 0.05}
    assert found.counted == "CVSS-B"


@pytest.mark.parametrize(
    ("vector", "base", "temporal", "environmental"),
    [
        # Complete guide to CVSS 2.0, sections 3.3.1 to 3.3.3 (the higher environmental scores).
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4, 9.2),
        ("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3, 9.0),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9, 7.5),
    ],
)
def test_the_examples_of_the_guide_to_version_two(vector, base, temporal, environmental) -> None:
    """Each of the three scores, which shows that every step is rounded."""
    found = one(vector)
    assert found.base_score == base
    assert found.threat_score == temporal
    assert found.environmental_score == environmental == found.score


@pytest.mark.parametrize(
    ("cve", "vector", "base"),
    [
        # FIRST's examples for version 3.1 and the National Vulnerability Database.
        ("CVE-2013-0375", "AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
        ("CVE-2014-3566", "AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
        ("CVE-2012-1516", "AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9),
        ("CVE-2014-0160", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5),
        ("CVE-2014-6271", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("CVE-2008-1447", "AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N", 6.8),
        ("CVE-2009-0658", "AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 7.8),
        ("CVE-2021-44228", "AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
    ],
)
def test_scores_that_are_published(cve, vector, base) -> None:
    """Base scores of well-known vulnerabilities, the same in 3.0 and 3.1."""
    assert one(f"CVSS:3.1/{vector}").score == base, cve
    assert one(f"CVSS:3.0/{vector}").score == base, cve


def test_random_vectors_beside_another_implementation() -> None:
    """Every group of metrics of every version."""
    rows = json.loads((DATA / "cvss_random.json").read_text())
    assert {parse(vector, "v").version for vector, _ in rows} == set(METRICS)
    for vector, told in rows:
        found = figures(parse(vector, "vector"))
        ours = [found.base, found.threat, found.environmental]
        ours = ours[2:] if len(told) == 1 else ours
        expected = [x if y is None else Fraction(str(y)) for x, y in zip(ours, told, strict=True)]
        assert ours == expected, vector


def test_a_scale_that_begins_at_nought() -> None:
    """The adjusted equation of 2.0 falls to -0.2 here; no score is below 0."""
    worst = "AV:L/AC:H/Au:M/C:P/I:N/A:N/CR:L"
    assert one(worst).environmental_score == 0.0
    # On the way it stays as it is: (-0.2 + 10.2 * 0.1) * 0.25 is 0.2.
    assert one(f"{worst}/CDP:L/TD:L").environmental_score == 0.2


def test_how_the_two_third_versions_round_up() -> None:
    """Appendix A of 3.1 first rounds to five decimals; 3.0 rounds up what is there."""
    almost = Fraction("4.000001")
    assert (up_to_tenth(almost), roundup(almost)) == (Fraction("4.1"), Fraction(4))
    assert up_to_tenth(Fraction("4.02")) == roundup(Fraction("4.02")) == Fraction("4.1")
    assert up_to_tenth(Fraction(4)) == roundup(Fraction(4)) == 4


def test_the_environment_of_the_third_versions_differs() -> None:
    """3.1 changed the modified impact of a changed scope: section 7.3, and its user guide."""
    tail = "AV:N/AC:L/PR:H/UI:R/S:C/C:H/I:H/A:H/CR:L/IR:H/AR:H/MS:C"
    old, new = one(f"CVSS:3.0/{tail}"), one(f"CVSS:3.1/{tail}")
    assert old.base_score == new.base_score
    assert old.details["modified_impact"] < new.details["modified_impact"]


def test_the_threat_groups_of_version_four() -> None:
    """What is left out counts as the worst; a threat that is unreported lowers the score."""
    base = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    plain, attacked = one(base), one(f"{base}/E:A")
    assert plain.score == attacked.score == 9.3
    assert attacked.counted == "CVSS-BT"
    assert one(f"{base}/E:U").score < one(f"{base}/E:P").score < 9.3
    assert one(f"{base}/CR:H/IR:H/AR:H").score == 9.3
    assert one(f"{base}/CR:L/IR:L/AR:L/E:U").counted == "CVSS-BTE"
    assert one(f"{base}/MSI:S").score == 10.0


def test_the_supplemental_group_changes_no_score() -> None:
    """Section 5: it is information beside the score."""
    base = "CVSS:4.0/AV:L/AC:H/AT:P/PR:L/UI:A/VC:L/VI:L/VA:L/SC:N/SI:L/SA:N"
    told = one(f"{base}/S:P/AU:Y/R:I/V:C/RE:H/U:Red")
    assert told.score == one(base).score
    assert told.counted == "CVSS-B"
    assert [m.meaning for m in told.metrics if m.group == "supplemental"] == [
        *("present", "yes", "irrecoverable", "concentrated", "high", "red")
    ]


def test_each_change_is_the_score_of_the_changed_vector() -> None:
    """A listed change is written out and scored again; none that lowers it is left out."""
    for vector in (
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:L/VA:H/SC:L/SI:H/SA:N/E:P/CR:M/MAV:A",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:L/A:N/RL:W/IR:H",
        "AV:N/AC:M/Au:N/C:P/I:P/A:C/E:F/TD:M",
    ):
        found = one(vector)
        listed = {change.written: change.score for change in found.changes}
        version = METRICS[found.version]
        tried = {}
        for key, metric in version.items():
            if metric.group == "supplemental" or f"M{key}" in version:
                continue
            for value in metric.values:
                changed = one(written(vector, key, value)).score
                if changed < found.score and value not in ("X", "ND"):
                    tried[f"{key}:{value}"] = changed
        assert listed == tried
        assert [c.score for c in found.changes] == sorted(listed.values())


def test_scores_never_rise_when_a_metric_of_version_four_grows_milder() -> None:
    """Every lookup is at most that of the next more severe macro vector."""
    tenths = macro_tenths()
    assert len(tenths) == 270
    for macro, here in tenths.items():
        for place in range(6):
            lower = macro[:place] + str(int(macro[place]) + 1) + macro[place + 1 :]
            assert tenths.get(lower, 0) <= here


def test_many_vectors_at_once() -> None:
    """Counts by severity, the highest, and the best single change of the worst."""
    generator = random.Random(7)
    drawn = generator.sample(list(base_vectors()), 200)
    result = score(*drawn)
    assert sum(one.count for one in result.severities) == 200
    assert result.highest == max(v.score for v in result.vectors)
    changed = [v for v in result.vectors if v.changes]
    assert [len(v.changes) for v in changed] == [1] * 25
    least = min(v.score for v in changed)
    assert all(v.score <= least for v in result.vectors if not v.changes)
    assert "only the best single change" in " ".join(result.notes)
