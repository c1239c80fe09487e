"""Runs of right and wrong answers as people tell them fill arrays of objects."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.bound import read
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tools.catalog import CATALOG

TODAY = datetime.date(2026, 11, 21)
CAPABILITY = CATALOG["learning.trace_knowledge"]
TOOL = read(
    {
        "name": CAPABILITY.tool_name,
        "description": CAPABILITY.description,
        "parameters": CAPABILITY.request.model_json_schema(),
    }
)


def filled(say: str) -> Filled:
    return fill(TOOL, message(say, [], TODAY))


def marks(answers: list[dict[str, Any]]) -> str:
    return "".join("1" if one["correct"] == "right" else "0" for one in answers)


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("Anna got fractions right, wrong, right, right. Does she know them?", "1011"),
        ("right three times, then wrong twice, on commas", "11100"),
        ("answers 1 0 1 1 0 1, does he know it", "101101"),
        ("Marko: 1011101 on fractions", "1011101"),
        ("✓ ✗ ✓ ✓ ✓ knowledge tracing please", "10111"),
        ("Q1 correct, Q2 wrong, Q3 correct: does he understand loops?", "101"),
    ],
)
def test_a_run_is_as_many_answers_as_were_told(say: str, expected: str) -> None:
    """Words, marks, digits and counted words, in their order."""
    assert marks(filled(say).arguments["answers"]) == expected


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "fractions: right wrong right; decimals: wrong wrong right",
            {"fractions": "101", "decimals": "001"},
        ),
        (
            "In algebra she was correct, wrong, correct; in geometry wrong, wrong, correct",
            {"algebra": "101", "geometry": "001"},
        ),
    ],
)
def test_runs_under_names_of_their_own_are_kept_apart(say: str, expected: dict[str, str]) -> None:
    """Several named runs are several objects, never one long run."""
    skills = filled(say).arguments["skills"]
    assert {one["skill"]: marks(one["answers"]) for one in skills} == expected


def test_a_question_tells_no_answer() -> None:
    """ "Correctly" in the question is what is asked about."""
    found = filled("How likely will Karim answer the next question on osmosis correctly?")
    assert found.missing == ("answers",)


def test_a_pasted_table_is_given_once() -> None:
    """Of two tables that a tool takes the first gets what was pasted."""
    found = filled("learner,skill,correct\nMia,ratios,1\nLeo,ratios,0\nwho knows ratios?")
    assert [name for name in found.arguments if name.endswith("log")] == ["answer_log"]


def test_runs_have_names_without_a_mark() -> None:
    say = "Ola's sheet: long vowels right, right, wrong; blends wrong, right, wrong, wrong."
    skills = filled(say).arguments["skills"]
    assert [one["skill"] for one in skills] == ["long vowels", "blends"]
    assert [len(one["answers"]) for one in skills] == [3, 4]


def test_days_name_no_runs() -> None:
    say = "Ola on blends. Monday: wrong wrong. Wednesday: right wrong. Friday: right right right."
    arguments = filled(say).arguments
    assert "skills" not in arguments
    assert len(arguments["answers"]) == 7


def test_a_word_in_passing_is_no_answer_beside_a_run() -> None:
    say = "Things can be forgotten here. blends: right right wrong right wrong"
    answers = filled(say).arguments["answers"]
    assert [a["correct"] for a in answers] == ["right", "right", "wrong", "right", "wrong"]
