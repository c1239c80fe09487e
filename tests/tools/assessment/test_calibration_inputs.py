"""Answers are read as people keep them; what no model can use is set aside or refused by name."""

from typing import Any

import numpy as np
import pytest

from tests.tools.assessment.test_calibrate_items import calibrate, columns, graded, simulated
from tools.errors import InvalidInput

A, B = np.array([1.0, 1.3, 0.9, 1.2]), np.array([-1.0, -0.3, 0.4, 1.0])


def answers(people: int = 300) -> dict[str, list[Any]]:
    return columns(simulated(people, A, B, seed=5))


def test_wide_long_and_counted_answers_are_the_same() -> None:
    """A row a person, a row an answer, a row a pattern."""
    wide = answers()
    names = list(wide)
    long = [
        {"Learner": f"p{row}", "Item": name, "Score": wide[name][row]}
        for row in range(300)
        for name in names
    ]
    patterns: dict[tuple[int, ...], int] = {}
    for row in zip(*wide.values(), strict=True):
        patterns[row] = patterns.get(row, 0) + 1
    counted = {name: [p[i] for p in patterns] for i, name in enumerate(names)}
    counted["frequency"] = list(patterns.values())
    results = [calibrate(responses=table, model="2PL") for table in (wide, long, counted)]
    assert len({round(result.log_likelihood, 6) for result in results}) == 1
    assert [item.name for item in results[1].items] == names
    assert {result.person_count for result in results} == {300}


def test_a_log_may_leave_answers_out() -> None:
    """Not every learner meets every question; those answers are missing, not wrong."""
    wide = answers()
    log = [
        {"student": row, "question": name, "correct": bool(wide[name][row])}
        for row in range(300)
        for number, name in enumerate(wide)
        if (row + number) % 4
    ]
    result = calibrate(responses=log, model="1PL")
    assert (result.blank_count, result.person_count) == (300, 300)
    assert any("Missing answers (300)" in note for note in result.notes)
    assert all(item.fit is None and item.reason for item in result.items)


def test_a_repeated_answer_in_a_log_is_refused() -> None:
    log = [{"learner": "a", "item": "x", "score": 1}, {"learner": "a", "item": "x", "score": 0}]
    with pytest.raises(InvalidInput, match="row 2"):
        calibrate(responses=log)


def test_chosen_options_are_marked_by_a_key() -> None:
    wide = answers()
    letters = {name: ["A" if cell else "C" for cell in cells] for name, cells in wide.items()}
    keyed = calibrate(responses=letters, answer_key="AAAA", model="2PL")
    assert keyed.log_likelihood == pytest.approx(
        calibrate(responses=wide, model="2PL").log_likelihood
    )


@pytest.mark.parametrize(
    ("value", "reason"),
    [(1, "got it right"), (0, "got it wrong"), (None, "nobody answered")],
)
def test_a_question_without_differences_is_set_aside_by_name(value: Any, reason: str) -> None:
    """It has no finite difficulty; the others are calibrated without it."""
    result = calibrate(responses={**answers(), "easy": [value] * 300}, model="2PL")
    assert [(one.name, reason in one.reason) for one in result.set_aside] == [("easy", True)]
    assert any(note.startswith("easy is set aside") for note in result.notes)
    assert result.item_count == 4


def test_people_without_answers_are_left_out_and_said() -> None:
    table = answers()
    for cells in table.values():
        cells[3] = cells[8] = None
    result = calibrate(responses=table, model="1PL")
    assert (result.person_count, result.empty_count) == (298, 2)
    assert any("People without any answer (2)" in note for note in result.notes)


def test_blanks_count_as_wrong_when_asked() -> None:
    table = answers()
    table["q1"][:40] = [None] * 40
    as_wrong = {**table, "q1": [cell or 0 for cell in table["q1"]]}
    assert calibrate(responses=table, model="1PL", blanks="wrong").log_likelihood == pytest.approx(
        calibrate(responses=as_wrong, model="1PL").log_likelihood
    )


@pytest.mark.parametrize(
    ("people", "model", "chosen"), [(300, None, "2PL"), (60, None, "1PL"), (60, "GRM", "GRM")]
)
def test_the_model_is_chosen_by_the_data(people: int, model: str | None, chosen: str) -> None:
    assert calibrate(responses=answers(people), model=model).model == chosen


def test_partial_credit_means_the_graded_model() -> None:
    codes, _, _ = graded(300)
    result = calibrate(responses=columns(codes))
    assert result.model == "GRM"
    assert len(result.items[0].thresholds) == 3
    with pytest.raises(InvalidInput, match=r"responses\.q1: .*GRM"):
        calibrate(responses=columns(codes), model="2PL")


@pytest.mark.parametrize(
    ("table", "arguments", "field", "words"),
    [
        (answers(9), {"model": "1PL"}, "responses", "at least 10 people"),
        (answers(25), {"model": "2PL"}, "responses", "choose the 1PL"),
        (answers(90), {"model": "3PL"}, "responses", "at least 100 people"),
        ({"q1": [1, 0] * 20, "q2": [0, 1] * 20}, {"model": "2PL"}, "responses", "3 questions"),
        ({"q1": [1] * 40, "q2": [0, 1] * 20, "q3": [0] * 40}, {}, "responses", "q1: everyone"),
        ({"q1": [1, 0] * 20, "q2": [0, 1] * 20}, {"model": "1PL"}, "responses", "one thing"),
        ({**answers(40), "q1": [x / 8 for x in range(40)]}, {}, "responses.q1", "40 different"),
        ({**answers(40), "q1": [-1, *[1] * 39]}, {}, "responses.q1", "row 1"),
        (answers(40), {"item_columns": ["q1", "zz"]}, "item_columns", "no column"),
    ],
)  # fmt: skip
def test_bad_answers_are_refused_by_name(
    table: Any, arguments: Any, field: str, words: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        calibrate(responses=table, **arguments)
    assert caught.value.errors[0].field == field
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [{"guessing": 0}, {"guessing": 1}, {"guessing": -0.1},
     {"model": "4PL"}, {"surprise": 1}],
)  # fmt: skip
def test_bounds_are_kept(arguments: Any) -> None:
    with pytest.raises(InvalidInput):
        calibrate(responses=answers(40), **arguments)


def test_clean_steps_are_said_not_to_settle() -> None:
    """A perfect scale has no finite slopes: the result says so instead of printing them as sure."""
    table = {f"q{i}": [int(row % 6 >= i) for row in range(60)] for i in range(1, 6)}
    result = calibrate(responses=table, model="2PL")
    assert not result.converged
    assert "did not settle" in result.summary
    assert any("No clear maximum" in note for note in result.notes)


def test_a_question_marked_the_wrong_way_round_is_flagged() -> None:
    table = columns(simulated(800, np.full(6, 1.4), np.linspace(-1, 1, 6), seed=3))
    table["q3"] = [1 - cell for cell in table["q3"]]
    result = calibrate(responses=table, model="2PL")
    assert (result.flags[0].item, result.flags[0].code) == ("q3", "negative_discrimination")
    assert "q3" in result.summary


def test_the_same_answers_in_any_order_give_the_same_result() -> None:
    """Rows are people; their order tells nothing."""
    table = answers()
    turned = {name: cells[::-1] for name, cells in table.items()}
    first, second = (calibrate(responses=one, model="2PL") for one in (table, turned))
    assert first.items == second.items


def test_information_and_errors_belong_together() -> None:
    result = calibrate(responses=answers(), model="2PL")
    for point in result.test_information:
        assert point.standard_error == pytest.approx(point.information**-0.5)
    best = max(result.test_information, key=lambda point: point.information)
    assert abs(best.ability - result.best_ability) <= 0.5
    assert result.chart is not None and len(result.chart["layer"]) == 2
