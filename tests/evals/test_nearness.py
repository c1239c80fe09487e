"""Evaluation messages share no sentence pattern with the examples the planner learns from."""

import prompts
from evals.cases import CASES
from evals.nearness import SHARED, measured, nearest, runs

SHORT = 6  # runs of three words below which a message is little but its figures


def test_likeness_sees_patterns_not_figures() -> None:
    same, other, none = nearest(
        ["we lose 3 carts a year at 50 each", "we lose 8 hats a week at 9 each", "is it raining"],
        ["we lose 12 carts a year at 7 each"],
    )
    assert same.likeness == 1
    assert 0 < other.likeness < SHARED
    assert (none.likeness, none.example) == (0, "")


def test_shipped_cases_are_worded_apart_from_the_examples() -> None:
    near = [n for n in measured(sorted(CASES.glob("*.jsonl"))) if len(runs(n.message)) >= SHORT]
    alike = [(n.message, n.example) for n in near if n.likeness >= SHARED]
    assert len([*prompts.examples()]) > 500 and len(near) > 300
    assert alike == [], "reword the example: an evaluation must not repeat it"
