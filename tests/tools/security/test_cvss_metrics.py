"""Metrics in words score as the vector that they make; half a vector is asked for."""

import itertools

import pytest

from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.security._cvss_request import METRICS
from tools.validation import validate

SCORE = CATALOG["security.score_cvss"]
VALUES = {
    "attack_vector": ("network", "adjacent", "local", "physical"),
    "attack_complexity": ("low", "high"),
    "privileges_required": ("none", "low", "high"),
    "user_interaction": ("none", "required"),
    "scope": ("unchanged", "changed"),
    "confidentiality": ("high", "low", "none"),
    "integrity": ("high", "low", "none"),
    "availability": ("high", "low", "none"),
}
KEYS = ("AV", "AC", "PR", "UI", "S", "C", "I", "A")


def test_every_combination_is_the_vector_with_the_same_letters() -> None:
    """All 2,592 base vectors of CVSS 3.1, each told in words."""
    told = [dict(zip(VALUES, one, strict=True)) for one in itertools.product(*VALUES.values())]
    vectors = [
        "CVSS:3.1/"
        + "/".join(f"{k}:{v[0].upper()}" for k, v in zip(KEYS, one.values(), strict=True))
        for one in told
    ]
    assert len(told) == 2592
    assert [validate(SCORE.request, one).written for one in told] == [[text] for text in vectors]


def test_words_score_what_the_vector_scores() -> None:
    """The published score of Heartbleed, 7.5, and what is assumed of its scope."""
    told = dict(
        zip(METRICS, ("network", "low", "none", "none", "high", "none", "none"), strict=True)
    )
    found = SCORE(validate(SCORE.request, told))
    assert found.highest == 7.5
    assert found.vectors[0].vector == "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"


def test_what_lacks_is_named() -> None:
    with pytest.raises(InvalidInput) as problem:
        validate(SCORE.request, {"attack_vector": "network", "attack_complexity": "low"})
    assert {error.field for error in problem.value.errors} == set(METRICS[2:])
    with pytest.raises(InvalidInput) as problem:
        validate(SCORE.request, {})
    assert [error.field for error in problem.value.errors] == ["vectors"]


@pytest.mark.parametrize("version", ["2.0", "4.0"])
def test_versions_with_other_metrics_want_a_vector(version: str) -> None:
    told = {name: VALUES[name][0] for name in METRICS}
    with pytest.raises(InvalidInput, match=version):
        validate(SCORE.request, {**told, "version": version})


def test_words_change_the_vector_they_stand_beside() -> None:
    """Only the metrics that are named; what else the vector says stays."""
    vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/MAV:A"
    told = {"vectors": [vector, vector], "user_interaction": "required", "scope": "changed"}
    changed = "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:N/A:N/MAV:A"
    assert validate(SCORE.request, told).written == [changed, changed]


def test_words_change_no_vector_of_other_metrics() -> None:
    four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N"
    with pytest.raises(InvalidInput, match=r"3\.0 and 3\.1") as problem:
        validate(SCORE.request, {"vectors": [four], "user_interaction": "required"})
    assert problem.value.errors[0].field == "user_interaction"


def test_an_assumed_scope_is_said() -> None:
    told = {name: VALUES[name][0] for name in METRICS}
    assert any("scope" in note for note in SCORE(validate(SCORE.request, told)).notes)
    known = SCORE(validate(SCORE.request, {**told, "scope": "changed"}))
    assert not any("scope is taken" in note for note in known.notes)
