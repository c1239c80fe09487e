"""Response tables are read as people make them, and what cannot be read is named."""

from typing import Any

import pytest

from tools.assessment._test_request import AnalyseTestRequest
from tools.assessment._test_result import AnalysedTest
from tools.assessment.analyse_test import analyse_test
from tools.errors import InvalidInput
from tools.validation import validate


def analyse(**arguments: Any) -> AnalysedTest:
    return analyse_test(validate(AnalyseTestRequest, arguments))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(1, 0), ("1", "0"), (1.0, 0.0), (True, False), ("right", "wrong"), ("✓", "✗"),
     ("Correct", "Incorrect"), ("yes", "no"), ("+", "-"), ("TRUE", "FALSE")],
)  # fmt: skip
def test_right_and_wrong_may_be_written_in_many_ways(right: Any, wrong: Any) -> None:
    """Numbers, words, ticks and signs mean the same."""
    result = analyse(
        responses={"a": [right, wrong, right, right], "b": [wrong, wrong, right, wrong]}
    )
    assert [item.difficulty for item in result.items] == [0.75, 0.25]
    assert result.blank_count == 0


def test_points_are_a_share_of_full_marks() -> None:
    """The highest points seen are full marks unless given; decimal commas are read."""
    table = {"essay": ["4", "2,5", 3, 1], "quiz": [1, 0, 1, 1]}
    assert analyse(responses=table).items[0].difficulty == pytest.approx(10.5 / 16)
    given = analyse(responses=table, full_marks={"essay": 5})
    assert given.items[0].difficulty == pytest.approx(10.5 / 20)
    assert given.full_marks == 6


@pytest.mark.parametrize("header", ["Name", "Student ID", "pupil", "Wer"])
def test_the_column_of_names_is_no_question(header: str) -> None:
    """Found by its header, or as a first column of distinct words."""
    table = {header: ["Ann", "Ben", "Cleo"], "q1": [1, 0, 1], "q2": [1, 0, 0]}
    assert [item.name for item in analyse(responses=table).items] == ["q1", "q2"]


def test_totals_and_bystanders_are_left_out_and_said() -> None:
    """A total is no question; it would correlate with everything."""
    table = {"id": [1, 2, 3], "q1": [1, 0, 1], "q2": [1, 0, 0], "Total": [2, 0, 1], "Gender": "mfm"}
    result = analyse(responses={**table, "Gender": list("mfm")})
    assert result.item_count == 2
    assert "Not questions, so left out: Total, Gender." in result.notes


def test_named_question_columns_are_the_only_ones() -> None:
    """`item_columns` wins over what headers suggest."""
    table = {"a": [1, 0, 1], "b": [0, 0, 1], "total": [1, 0, 2], "remark": ["x y z", "", "u v w"]}
    assert analyse(responses=table, item_columns=["A", "Total"]).item_count == 2


@pytest.mark.parametrize(
    "key",
    ["ACB", "a c b", "A, C, B", "1:A 2:C 3:B", ["A", "c", "B"], {"q1": "A", "Q2": "C", "q3": "B"},
     {"1": "A", "2": "C", "3": "B"}],
)  # fmt: skip
def test_a_key_may_be_written_in_many_ways(key: Any) -> None:
    """A string, a list, or question by question."""
    table = {"q1": ["A", "B", "A"], "q2": ["C", "C", "A"], "q3": ["D", "B", "B"]}
    result = analyse(responses=table, answer_key=key)
    assert [item.difficulty for item in result.items] == pytest.approx([2 / 3] * 3)


def test_a_key_may_stand_in_the_table() -> None:
    """A row called key is the answer key, and no person."""
    table = {"name": ["Key", "Ann", "Ben"], "q1": ["A", "A", "B"], "q2": ["C", "C", "C"]}
    result = analyse(responses=table)
    assert (result.person_count, [i.difficulty for i in result.items]) == (2, [0.5, 1.0])
    assert "The answer key was taken from the table's own row." in result.notes


def test_several_options_may_count_as_right() -> None:
    """A/C accepts both."""
    table = {"q1": ["A", "B", "C"], "q2": ["A", "A", "B"]}
    assert analyse(responses=table, answer_key=["A/C", "A"]).items[0].difficulty == pytest.approx(
        2 / 3
    )


def test_blanks_count_as_wrong_or_leave_their_person_out() -> None:
    """Which one is said in a note."""
    table = {"q1": [1, None, 1, 0], "q2": [1, 1, "", 0], "q3": [1, 0, 1, 0]}
    wrong = analyse(responses=table)
    assert (wrong.person_count, wrong.blank_count, wrong.items[0].difficulty) == (4, 2, 0.5)
    assert "Blank answers (2) count as wrong." in wrong.notes
    left = analyse(responses=table, blanks="leave_out")
    assert (left.person_count, left.left_out_count) == (2, 2)
    assert "People with a blank answer (2) are left out." in left.notes


TWO = {"q1": [1, 0, 1], "q2": [1, 1, 0]}
CHOSEN = {"q1": ["A", "B", "A"], "q2": ["C", "D", "C"]}
WRONG = [
    ({}, "responses", "required"),
    ({"responses": {"q1": [1, 0], "q2": [1]}}, "responses", "same number of rows"),
    ({"responses": {"q1": []}}, "responses", "at least one"),
    ({"responses": {"q1": [1, 0, 1]}}, "responses", "two questions"),
    ({"responses": {"name": ["a", "b"], "q1": [1, 0]}}, "responses", "two questions"),
    ({"responses": {"q1": [1], "q2": [0]}}, "responses", "two people"),
    ({"responses": {"q1": [1, None], "q2": [0, 1]}, "blanks": "leave_out"}, "responses",
     "two people"),
    ({"responses": CHOSEN}, "answer_key", "is needed"),
    ({"responses": CHOSEN, "answer_key": "ACB"}, "answer_key", "3 answers for 2 questions"),
    ({"responses": CHOSEN, "answer_key": {"q9": "A"}}, "answer_key", "does not have"),
    ({"responses": TWO, "answer_key": "AB"}, "answer_key", "already marked"),
    ({"responses": {**TWO, "q3": ["s3cret words", 1, 0]}}, "responses.q3", "row 1"),
    ({"responses": {**TWO, "q3": [1, -1, 0]}}, "responses.q3", "row 2"),
    ({"responses": {**TWO, "freq": [1, 2.5, 1]}}, "responses.freq", "whole numbers"),
    ({"responses": TWO, "group": "s3cret"}, "group", "no column"),
    ({"responses": TWO, "person_column": "who"}, "person_column", "no column"),
    ({"responses": TWO, "item_columns": ["q1", "q7"]}, "item_columns", "no column"),
    ({"responses": {**TWO, "set": ["a", "a", "a"]}, "group": "set"}, "group", "two groups"),
    ({"responses": {**TWO, "set": ["a", "b", "c"]}, "group": "set"}, "group", "more than two"),
    ({"responses": {**TWO, "set": ["a", "b", "a"]}, "group": "set", "focal_group": "s3cret"},
     "focal_group", "no value"),
    ({"responses": TWO, "focal_group": "b"}, "group", "column that holds the groups"),
    ({"responses": TWO, "full_marks": 0}, "full_marks", ""),
    ({"responses": {**TWO, "q3": [4, 2, 1]}, "full_marks": 3}, "full_marks", "less than"),
    ({"responses": TWO, "full_marks": {"q8": 2}}, "full_marks", "does not have"),
    ({"responses": TWO, "confidence": 95}, "confidence", "less than 1"),
    ({"responses": TWO, "blanks": "s3cret"}, "blanks", "must be"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "field", "words"), WRONG)
def test_what_is_wrong_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what would be right; never what was said."""
    with pytest.raises(InvalidInput) as refusal:
        analyse(**arguments)
    problem = refusal.value.errors[0]
    assert problem.field.startswith(field)
    assert words in problem.message
    assert "s3cret" not in refusal.value.message


PATTERNS = {"i1": [1, 1, 0, 0], "i2": [1, 0, 1, 0], "i3": [1, 1, 0, 0]}


@pytest.mark.parametrize("heading", ["n", "N", "count", "freq", "weight", "Anzahl"])
def test_a_column_of_counts_stands_for_so_many_people(heading: str) -> None:
    """It is no question, and the notes say how it was read."""
    result = analyse(responses={**PATTERNS, heading: [5, 3, 2, 4]})
    assert (result.person_count, result.item_count) == (14, 3)
    assert any(heading in note and "how many people" in note for note in result.notes)


def test_a_count_column_may_be_named() -> None:
    result = analyse(responses={**PATTERNS, "bodies": [5, 3, 2, 4]}, count_column="Bodies")
    assert (result.person_count, result.item_count) == (14, 3)


@pytest.mark.parametrize("cells", [[1, 0, 1, 1], [1, 2, 3, 4]])
def test_marks_and_running_numbers_are_no_counts(cells: list[int]) -> None:
    result = analyse(responses={**PATTERNS, "n": cells})
    assert result.person_count == 4
