"""A vector that is wrong is told so by position; what is only unusual is scored and said."""

import pytest

from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.security.score_cvss import score_cvss
from tools.validation import validate

CVSS = CATALOG["security.score_cvss"]
GOOD = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"


def score(*vectors):
    return score_cvss(validate(CVSS.request, {"vectors": list(vectors)}))


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        (
            GOOD.replace("I:H", "I:X"),
            'character 40, "I:X": Integrity (I) must be H (high), L (low)',
        ),
        (
            GOOD.replace("AC:L", "AC:"),
            'character 18, "AC:": Attack Complexity (AC) must be L (low)',
        ),
        (GOOD + "/AV:L", 'character 46, "AV:L": Attack Vector (AV) stands twice, first at charac'),
        (GOOD.replace("/UI:N", ""), "base metrics are missing: User Interaction (UI)"),
        (GOOD + "/", "character 46: nothing stands between two slashes or at the end"),
        (GOOD.replace("/S", "//S"), "character 30: nothing stands between two slashes"),
        (GOOD + "/Q:H", 'character 46, "Q:H": version 3.1 has no such metric'),
        (GOOD + "/AT:N", "version 3.1 has no such metric; it belongs to 4.0"),
        (GOOD.replace("AV:N", "av:N"), 'character 10, "av:N": capitals matter; write AV'),
        (
            GOOD.replace("AV:N", "AVN"),
            'character 10, "AVN": a metric and its value are written wit',
        ),
        (GOOD.replace("3.1", "3.2"), "character 6: the version must be 2.0, 3.0, 3.1 or 4.0"),
        (GOOD.replace("CVSS", "cvss"), "character 1: the prefix is written in capitals"),
        (GOOD.removeprefix("CVSS:3.1/"), "character 1: the version is missing in front"),
        ("9.8", "character 1: a vector begins with CVSS:4.0/"),
        ("CVSS:3.1", "character 9: after the version come / and metrics"),
        ("  " + GOOD.replace("I:H", "I:X"), 'character 42, "I:X"'),
        ("(AV:N/AC:L/Au:N/C:P/I:P)", "base metrics are missing: Availability Impact (A)"),
        ("AV:N/AC:L/Au:N/C:P/I:P/A:P/E:X", "E:X"),
        ("CVSS:4.0/AV:N/AC:L/Au:N", "it belongs to 2.0"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(vector, said) -> None:
    """The field, the character counted from 1, the part, and what would be right."""
    with pytest.raises(InvalidInput) as refusal:
        score(GOOD, vector)
    assert said in refusal.value.message
    assert {problem.field for problem in refusal.value.errors} == {"vectors.1"}


def test_every_mistake_of_a_vector_is_named_at_once() -> None:
    """One answer is enough to mend it."""
    with pytest.raises(InvalidInput) as refusal:
        score(GOOD.replace("I:H", "I:9").replace("AC:L", "AC:Q"))
    assert len(refusal.value.errors) == 2


def test_strange_text_is_not_repeated() -> None:
    """Only letters, digits, dots and colons of a short part are quoted."""
    with pytest.raises(InvalidInput) as refusal:
        score(GOOD + "/<script>alert(1)</script>")
    assert "script" not in refusal.value.message
    with pytest.raises(InvalidInput) as refusal:
        score(GOOD + "/" + "secretword" * 5)
    assert "secretword" not in refusal.value.message


@pytest.mark.parametrize("vectors", [[], ["A" * 401], [GOOD] * 5_001, [7], [""], "text"])
def test_what_is_no_list_of_vectors_is_refused(vectors) -> None:
    """Empty, too long, too many, of another type."""
    with pytest.raises(InvalidInput) as refusal:
        validate(CVSS.request, {"vectors": vectors})
    assert refusal.value.errors[0].field.startswith("vectors")


def test_the_ways_in_which_version_two_is_written() -> None:
    """In parentheses as the National Vulnerability Database, with the prefix of Nessus, or bare."""
    bare = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
    written = (bare, f"({bare})", f"CVSS2#{bare}", f"CVSS:2.0/{bare}", f" {bare} ")
    assert {v.vector for v in score(*written).vectors} == {bare}


def test_another_order_is_scored_and_said() -> None:
    """4.0 prescribes an order; what it says is plain all the same."""
    parts = "CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    result = score(parts)
    assert result.vectors[0].score == 9.3
    assert result.vectors[0].vector.startswith("CVSS:4.0/AV:N/AC:L/")
    assert any(note.startswith("Warning") and "order" in note for note in result.notes)
    assert not any("Warning" in note for note in score(GOOD.replace("I:H/A:H", "A:H/I:H")).notes)


def test_what_says_nothing_is_left_out() -> None:
    """X and ND are as if they were not written."""
    found = score(GOOD + "/E:X/MAV:X").vectors[0]
    assert found.vector == GOOD
    assert (found.threat_score, found.environmental_score) == (None, None)


def test_a_score_of_nought() -> None:
    """No impact, no severity, nothing to lower."""
    result = score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N")
    assert (result.vectors[0].score, result.vectors[0].severity) == (0.0, "none")
    assert "no severity" in result.summary
    assert result.vectors[0].changes == []
