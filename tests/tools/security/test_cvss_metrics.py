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


def test_a_vector_is_not_told_twice() -> None:
    vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"
    with pytest.raises(InvalidInput, match="attack_vector"):
        validate(SCORE.request, {"vectors": [vector], "attack_vector": "local"})
