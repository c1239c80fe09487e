"""Compliance: which controls there are, ids as people write them, intervals, stale evidence."""

import itertools
import re

import pytest

from tools.catalog import CATALOG
from tools.documents.reading import READERS
from tools.errors import InvalidInput
from tools.ports import StoredFile
from tools.resolution import resolve
from tools.security._frameworks import framework
from tools.validation import validate

SCORE = CATALOG["security.compliance_score"]
FRAMEWORKS = ("iso_27001", "soc_2", "nist_csf", "gdpr", "hipaa")


def scored(key, evidence, **more):
    given = {"framework": key, "evidence": evidence, **more}
    return SCORE(validate(SCORE.request, given))


def having(*pairs, **more):
    return [{"control": control, "status": status, **more} for control, status in pairs]


def test_iso_has_the_ninety_three_controls_of_annex_a() -> None:
    """37 organisational, 8 people, 14 physical, 34 technological, numbered without gaps."""
    found = framework("iso_27001")
    sizes = {"5": 37, "6": 8, "7": 14, "8": 34}
    assert [one.id for one in found.controls] == [
        f"{theme}.{k}" for theme, size in sizes.items() for k in range(1, size + 1)
    ]


def test_soc_2_has_its_sixty_one_criteria() -> None:
    """33 common ones, and those of availability, confidentiality, integrity and privacy."""
    sizes = {
        **{"CC1": 5, "CC2": 3, "CC3": 4, "CC4": 2, "CC5": 3, "CC6": 8, "CC7": 5, "CC8": 1},
        **{"CC9": 2, "A": 3, "C": 2, "PI": 5, "P": 18},
    }
    found = framework("soc_2")
    assert {
        theme: sum(one.theme == theme for one in found.controls) for theme in found.themes
    } == sizes
    privacy = [one.id for one in found.controls if one.theme == "P"]
    assert [sum(one.startswith(f"P{k}.") for one in privacy) for k in range(1, 9)] == [
        1, 1, 2, 3, 2, 7, 1, 1,
    ]  # fmt: skip


def test_csf_has_its_hundred_and_six_subcategories() -> None:
    """Six functions, 22 categories; numbers that version 1.1 used up are not given again."""
    found = framework("nist_csf")
    sizes = {"GV": 31, "ID": 21, "PR": 22, "DE": 11, "RS": 13, "RC": 8}
    assert {
        theme: sum(one.theme == theme for one in found.controls) for theme in found.themes
    } == sizes
    assert len({one.id[:5] for one in found.controls}) == 22
    assert all(re.fullmatch(r"[A-Z]{2}\.[A-Z]{2}-\d{2}", one.id) for one in found.controls)


def test_gdpr_and_hipaa_hold_what_binds_those_who_process() -> None:
    """Chapters II to V; HIPAA's matrix of required and addressable specifications."""
    articles = [int(one.id) for one in framework("gdpr").controls]
    assert articles == [*range(5, 23), *range(24, 40), *range(44, 50)]
    safeguards = framework("hipaa").controls
    parts = [one for one in safeguards if one.theme in ("164.308", "164.310", "164.312")]
    assert (sum(one.required for one in parts), sum(not one.required for one in parts)) == (20, 22)


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_every_control_is_found_by_its_own_id_and_once(key) -> None:
    """Ids are unique, also as people write them; every one has a short name and a theme."""
    found = framework(key)
    assert len({one.id for one in found.controls}) == len(found.controls)
    for one in found.controls:
        assert found.matching(one.id) == [one]
        assert found.matching(one.id.lower()) == [one]
        assert found.matching(f" {one.id} ") == [one]
        assert 3 <= len(one.name) <= 60
        assert one.theme in found.themes


@pytest.mark.parametrize(
    ("key", "written", "control"),
    [
        ("iso_27001", "A.5.1", "5.1"),
        ("iso_27001", "A5.10", "5.10"),
        ("iso_27001", "a 8.24", "8.24"),
        ("iso_27001", "ISO 27001 A.8.05", "8.5"),
        ("iso_27001", "Annex A 7.4", "7.4"),
        ("soc_2", "cc 6.1", "CC6.1"),
        ("soc_2", "CC-7.4", "CC7.4"),
        ("soc_2", "SOC 2: PI1.3", "PI1.3"),
        ("nist_csf", "PR.AA-1", "PR.AA-01"),
        ("nist_csf", "pr.ds.11", "PR.DS-11"),
        ("gdpr", "Art. 32", "32"),
        ("gdpr", "Article 5(1)(f)", "5"),
        ("gdpr", "GDPR Art 30", "30"),
        ("hipaa", "§ 164.312(a)(2)(iv)", "164.312(a)(2)(iv)"),
        ("hipaa", "45 CFR 164.308(a)(1)(ii)(A)", "164.308(a)(1)(ii)(A)"),
    ],
)
def test_ids_as_people_write_them(key, written, control) -> None:
    """With prefixes, spaces and without leading zeros."""
    assert [one.id for one in framework(key).matching(written)] == [control]


@pytest.mark.parametrize(
    ("key", "heading", "count"),
    [
        ("soc_2", "CC6", 8),
        ("nist_csf", "PR.AA", 6),
        ("nist_csf", "GV", 31),
        ("iso_27001", "A.7", 14),
        ("hipaa", "164.308(a)(1)(i)", 4),
        ("hipaa", "164.312(a)(1)", 4),
        ("hipaa", "164.310", 10),
        ("gdpr", "Chapter III", 11),
    ],
)
def test_a_heading_stands_for_what_is_under_it(key, heading, count) -> None:
    """And its own evidence comes first."""
    found = framework(key).matching(heading)
    assert len(found) == count
    result = scored(key, having((heading, "implemented"), (found[0].id, "not_implemented")))
    assert (result.implemented, result.not_implemented) == (count - 1, 1)


def test_what_is_not_assessed_never_passes() -> None:
    """Two of 93 in place, one partial, one missing, one excluded."""
    result = scored("iso_27001", having(
        ("5.1", "implemented"), ("5.2", "implemented"), ("8.13", "partial"),
        ("8.15", "not_implemented"), ("7.6", "not_applicable"), ("6.1", "not_assessed"),
    ))  # fmt: skip
    assert (result.applicable, result.assessed, result.not_assessed) == (92, 4, 88)
    assert result.coverage == pytest.approx(4 / 92)
    assert result.score == pytest.approx(2.5 / 4)
    assert result.low == pytest.approx(2.5 / 92)
    assert result.high == pytest.approx(90.5 / 92)


def test_the_interval_holds_every_outcome_of_what_is_open() -> None:
    """All ways three open controls may be assessed."""
    known = having(("CC7.1", "implemented"), ("CC7.2", "partial"))
    result = scored("soc_2", known, scope=["CC7"])
    statuses = ("implemented", "partial", "not_implemented")
    seen = [
        scored("soc_2", known + having(*zip(("CC7.3", "CC7.4", "CC7.5"), some, strict=True)),
               scope=["CC7"]).score
        for some in itertools.product(statuses, repeat=3)
    ]  # fmt: skip
    assert (min(seen), max(seen)) == pytest.approx((result.low, result.high))


def test_themes_add_up_to_the_whole() -> None:
    """Counts and weighted ends."""
    evidence = having(("PR.AA", "implemented"), ("DE", "partial"), ("GV.SC", "not_implemented"))
    result = scored("nist_csf", evidence)
    assert sum(one.controls for one in result.themes) == result.controls == 106
    applicable = [one.controls - one.not_applicable for one in result.themes]
    lows = sum(one.low * n for one, n in zip(result.themes, applicable, strict=True))
    assert lows / 106 == pytest.approx(result.low) == pytest.approx((6 + 5.5) / 106)


def test_stale_evidence_is_named_and_the_score_without_it() -> None:
    """A year by default, to the day."""
    evidence = [
        {"control": "32", "status": "implemented", "date": "2025-11-20"},
        {"control": "30", "status": "implemented", "date": "2025-11-22"},
    ]
    result = scored("gdpr", evidence, as_of="2026-11-21")
    assert [one.id for one in result.stale] == ["32"]
    assert (result.low, result.low_without_stale) == pytest.approx((2 / 40, 1 / 40))
    assert result.roadmap_total == 39
    assert scored("gdpr", evidence, as_of="2026-11-21", max_age=24).stale == []
    untold = scored("gdpr", evidence)
    assert untold.stale == []
    assert any("as_of" in note for note in untold.notes)


def test_the_roadmap_keeps_to_its_rule() -> None:
    """Required first; missing, partial, not assessed; and the gains add up to full marks."""
    result = scored("hipaa", having(
        ("164.312(a)(2)(iv)", "not_implemented"), ("164.312(d)", "partial"),
        ("164.308(a)(2)", "not_implemented"), ("164.316(a)", "implemented"),
    ), listed=100)  # fmt: skip
    first = [(step.control, step.action) for step in result.roadmap[:3]]
    assert first[:2] == [("164.308(a)(2)", "implement"), ("164.312(d)", "complete")]
    assert first[2][1] == "assess"
    ranks = {step.control: step.rank for step in result.roadmap}
    required = {one.id: one.required for one in framework("hipaa").controls}
    assert max(r for c, r in ranks.items() if required[c]) < ranks["164.312(a)(2)(iv)"]
    assert result.low + sum(step.gain for step in result.roadmap) == pytest.approx(1)


def test_several_pieces_on_one_control() -> None:
    """The worst holds, the newest date counts; a claim without evidence is pointed at."""
    evidence = [
        {"control": "CC6.1", "status": "implemented", "date": "2026-10-01"},
        {"control": "CC6.1", "status": "partial", "date": "2024-01-01"},
        {"control": "CC6.2", "status": "implemented"},
    ]
    result = scored("soc_2", evidence, as_of="2026-11-21")
    assert (result.implemented, result.partial, result.unsupported) == (1, 1, 1)
    assert result.stale == []
    assert any("disagrees" in note for note in result.notes)


def test_scope_by_theme_name_or_heading() -> None:
    """Evidence outside is left aside and said."""
    result = scored(
        "iso_27001", having(("7.1", "implemented"), ("5.1", "implemented")), scope=["Physical"]
    )
    assert (result.controls, result.implemented) == (14, 1)
    assert any("out of scope" in note for note in result.notes)
    assert scored("nist_csf", having(("PR.AA-01", "partial")), scope=["PR.AA", "DE"]).controls == 17


async def test_a_control_list_from_a_file_keeps_its_ids() -> None:
    """5.1 and 5.10 are two controls, whatever a spreadsheet makes of them."""
    text = (
        "Control,Status,Evidence,Date\nA.5.1,Yes,policy,2026-03-01\nA.5.10,No,,\n"
        "A.8.13,In progress,restore test,2026-02-01\nA.7.6,N/A,,\n"
    )

    async def of(text: str):
        class Files:
            async def open(self, file_id: str) -> StoredFile:
                return StoredFile(file_id, "soa.csv", "text/csv", "", text.encode())

        arguments = {"framework": "iso_27001", "evidence": {"file": "f1"}}
        given, _ = await resolve(SCORE.request, arguments, Files(), READERS)
        return {s.id: s.status for s in SCORE(validate(SCORE.request, given)).states}

    expected = {
        "5.1": "implemented", "5.10": "not_implemented", "8.13": "partial", "7.6": "not_applicable",
    }  # fmt: skip
    found = await of(text)
    assert {key: found[key] for key in expected} == expected
    with pytest.raises(InvalidInput, match=r"evidence\.1\.control.*A\.5\.10"):
        await of(text.replace("A.", ""))


def test_a_number_that_may_have_lost_its_zero_is_pointed_at() -> None:
    """5.1 alone may be 5.10; beside 5.10 it is not."""
    warned = scored("iso_27001", having(("5.1", "partial"), ("5.4", "partial")))
    assert any(note.startswith("Warning: 5.1 may") for note in warned.notes)
    sure = scored("iso_27001", having(("5.1", "partial"), ("5.10", "partial")))
    assert not any("shortened" in note for note in sure.notes)
    assert not any("shortened" in note for note in scored("gdpr", having(("5", "partial"))).notes)


@pytest.mark.parametrize(
    ("request_", "field", "said"),
    [
        ({"framework": "iso_27001", "evidence": having(("5.38", "partial"))},
         "evidence.0.control", "5.3"),
        ({"framework": "iso_27001", "evidence": having(("A.9.2.1", "partial"))},
         "evidence.0.control", "no control"),
        ({"framework": "nist_csf", "evidence": having(("ID.AM-06", "partial"))},
         "evidence.0.control", "ID.AM-0"),
        ({"framework": "soc_2", "evidence": having(("CC6.1", "partial"), ("CC6.9", "partial"))},
         "evidence.1.control", "CC6."),
        ({"framework": "gdpr", "evidence": having(("Art. 99", "partial"))},
         "evidence.0.control", "no control"),
        ({"framework": "soc_2", "evidence": having(("CC6.1", "partial")), "scope": ["Zebra"]},
         "scope.0", "no theme"),
        ({"framework": "cobit", "evidence": having(("1", "partial"))}, "framework", ""),
        ({"framework": "soc_2", "evidence": []}, "evidence", ""),
        ({"framework": "soc_2"}, "evidence", ""),
        ({"framework": "soc_2", "evidence": having(("CC6.1", "great"))}, "evidence.0.status", ""),
        ({"framework": "soc_2", "evidence": having(("CC8", "not_applicable")), "scope": ["CC8"]},
         "evidence", "excludes"),
        ({"framework": "soc_2", "evidence": having(("CC8.1", "partial"), date="2027-01-01"),
          "as_of": "2026-01-01"}, "evidence", "as_of"),
        ({"framework": "soc_2", "evidence": having(("CC8.1", "partial")), "max_age": 0},
         "max_age", ""),
        ({"framework": "soc_2", "evidence": having(("CC8.1", "partial")), "partial_counts": 2},
         "partial_counts", ""),
    ],
)  # fmt: skip
def test_bad_values_are_named(request_, field, said) -> None:
    """An unknown id by its place, with the nearest that are known."""
    with pytest.raises(InvalidInput) as refusal:
        SCORE(validate(SCORE.request, request_))
    assert any(problem.field.startswith(field) for problem in refusal.value.errors)
    assert said in refusal.value.message
