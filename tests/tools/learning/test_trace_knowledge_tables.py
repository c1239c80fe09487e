"""Answers are read from words, lists and tables as people have them; what is odd is said."""

import datetime
from typing import Any

import pytest

from tests.tools.learning.answer_simulation import as_table, simulated, together
from tools.errors import InvalidInput
from tools.learning._tracing_request import TraceKnowledgeRequest
from tools.learning._tracing_result import KnowledgeTrace
from tools.learning.trace_knowledge import trace_knowledge
from tools.validation import validate

STATED = {"prior": 0.3, "learn": 0.15, "guess": 0.2, "slip": 0.1}


def trace(**arguments: Any) -> KnowledgeTrace:
    return trace_knowledge(validate(TraceKnowledgeRequest, arguments))


def refused(**arguments: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        trace(**arguments)
    return caught.value


def known(result: KnowledgeTrace) -> dict[tuple[str | None, str | None], float | None]:
    return {(one.learner, one.skill): one.known for one in result.learners}


@pytest.mark.parametrize(
    "answers",
    [
        ["right", "wrong", "right", "right"],
        ["correct", "incorrect", "✓", "✅"],
        [1, 0, 1, 1],
        [1.0, 0.0, 1.0, 1.0],
        [True, False, True, True],
        ["1", "0", "1", "1"],
        "1011",
        [{"correct": "yes"}, {"correct": "no"}, {"correct": True}, {"correct": 1}],
        [{"correct": 1, "time": 2}, {"correct": 0, "time": 5}, {"correct": 1, "time": 7.5},
         {"correct": 1, "time": 9}],
        [{"correct": 1, "time": "2026-03-01"}, {"correct": 1, "time": "2026-03-09"},
         {"correct": 0, "time": "2026-03-02"}, {"correct": 1, "time": "2026-03-10"}],
    ],
)  # fmt: skip
def test_one_learner_told_in_many_ways(answers: Any) -> None:
    """Words, marks, truth values and times come to the same."""
    result = trace(learner="Anna", skill="fractions", answers=answers, **STATED)
    plain = trace(answers=[1, 0, 1, 1], **STATED)
    assert known(result) == {("Anna", "fractions"): plain.learners[0].known}


@pytest.mark.parametrize(
    "header",
    [
        ("user_id", "skill_name", "correct", "order_id"),
        ("Anon Student Id", "KC(Default)", "Correct First Attempt", "Row"),
        ("learner", "skill", "correct", "time"),
        ("Student ID", "Knowledge Component", "Outcome", "Opportunity"),
        ("pupil", "topic", "result", "date"),
    ],
)
def test_column_names_of_known_exports(header: tuple[str, ...]) -> None:
    """ASSISTments, Cognitive Tutor, DataShop and hand-made tables; more columns do not matter."""
    cells = (["b", "a", "b", "a"], ["x", "x", "x", "x"], [0, 1, 1, 1], [4, 2, 9, 1])
    table = {"problem_id": [9, 8, 7, 6], **dict(zip(header, cells, strict=True))}
    result = trace(answer_log=table, **STATED)
    expected = {
        ("a", "x"): trace(answers=[1, 1], **STATED).learners[0].known,
        ("b", "x"): trace(answers=[0, 1], **STATED).learners[0].known,
    }
    assert known(result) == expected
    assert any("not in order of time" in note for note in result.notes)


def test_rows_already_in_order_are_not_said_to_be_reordered() -> None:
    """Learners in turn are no disorder."""
    table = {"learner": ["a", "b", "a", "b"], "correct": [1, 0, 1, 1], "time": [5, 1, 6, 2]}
    assert not any("order of time" in note for note in trace(answer_log=table, **STATED).notes)


def test_a_row_a_learner() -> None:
    """A column an answer, blanks left out; the skill is the one that is named."""
    table = {"name": ["Ana", "Bo"], "q1": [1, 0], "q2": ["", 1], "q3": [1, 1]}
    result = trace(answer_log=table, skill="verbs", **STATED)
    assert known(result) == {
        ("Ana", "verbs"): trace(answers=[1, 1], **STATED).learners[0].known,
        ("Bo", "verbs"): trace(answers=[0, 1, 1], **STATED).learners[0].known,
    }


def test_one_learner_and_one_skill_of_a_table() -> None:
    """Whoever is named is looked at, whatever the case of the letters."""
    table = {
        "learner": ["Ana", "Ana", "Bo", "Ana"],
        "skill": ["verbs", "nouns", "verbs", "verbs"],
        "correct": ["right", "right", "wrong", "wrong"],
    }
    result = trace(answer_log=table, learner="ana", skill="Verbs", **STATED)
    assert [(one.answers, one.right) for one in result.learners] == [(2, 1)]


def test_several_skills_of_one_learner() -> None:
    """As histories, or as answers that each name their skill."""
    nested = trace(
        learner="Ana",
        skills=[{"skill": "verbs", "answers": [1, 1]}, {"skill": "nouns", "answers": [0, 1]}],
        **STATED,
    )
    flat = trace(
        learner="Ana",
        answers=[{"skill": s, "correct": c} for s, c in
                 (("verbs", 1), ("nouns", 0), ("verbs", 1), ("nouns", 1))],
        **STATED,
    )  # fmt: skip
    assert known(nested) == known(flat)
    assert nested.n_skills == 2


def test_what_is_left_out_is_said() -> None:
    """Rows without an outcome or skill, and rows that repeat another, each counted."""
    table = {
        "user_id": [1, 1, 1, 1, 1],
        "skill_name": ["x", "x", "x", None, "x"],
        "correct": [1, 1, None, 1, 0],
        "order_id": [10, 10, 11, 12, 13],
    }
    result = trace(answer_log=table, **STATED)
    assert [(one.answers, one.right) for one in result.learners] == [(2, 1)]
    notes = " ".join(result.notes)
    assert "repeat another in every column were left out: 1" in notes
    assert "without an outcome were left out: 1" in notes
    assert "without a skill were left out: 1" in notes


def test_equal_rows_without_a_time_are_answers_each() -> None:
    """Two right answers of one learner look alike and are two."""
    table = {"learner": ["a", "a"], "skill": ["x", "x"], "correct": [1, 1]}
    assert trace(answer_log=table).learners[0].answers == 2
    days = {**table, "date": ["2026-03-01", "2026-03-01"]}
    assert trace(answer_log=days).learners[0].answers == 2


def test_too_little_evidence_is_said() -> None:
    """A single answer, and answers that leave everything open; the figures are still told."""
    for answers in ([1], [0, 1], [0, 0, 0, 0, 1, 0]):
        result = trace(answers=answers)
        assert result.status == "insufficient_evidence"
        assert result.learners[0].reason
        assert "too little to judge" in result.summary
    assert trace(answers=[1] * 8).status == "ok"


def test_a_fit_that_is_asked_for_on_too_little_is_not_made_up() -> None:
    """A few answers are traced over the usual ranges instead, and the status says so."""
    result = trace(answers=[1, 0, 1, 1, 1], fit=True)
    assert result.status == "insufficient_evidence"
    assert result.skills[0].source == "ranges"
    assert any("too few answers to fit" in note for note in result.notes)


def test_a_class_is_fitted_without_being_asked() -> None:
    """Enough answers and no parameters: they are fitted, and the notes say so."""
    tables = [
        as_table(simulated((0.3, 0.2, 0.2, 0.1, 0.0), 40, 8, seed=s), f"s{s}") for s in (1, 2)
    ]
    result = trace(answer_log=together(*tables), list_at_most=5)
    assert {skill.source for skill in result.skills} == {"fitted"}
    assert (len(result.learners), result.n_learner_skills) == (5, 80)
    assert any("No parameters were given" in note for note in result.notes)
    assert result.fit_check is not None and result.fit_check.auc is not None
    assert result.fit_check.auc > 0.6


def test_a_fit_in_which_right_answers_say_nothing_is_named() -> None:
    """Learners who get worse with practice: the states cannot be read as knowing."""
    marks = simulated((1.0, 0.0, 0.1, 0.05, 0.15), 300, 12, seed=6)
    result = trace(answer_log=as_table(marks, "s"), fit=True, list_at_most=3)
    if result.skills[0].parameters[2].value + result.skills[0].parameters[3].value >= 1:
        assert result.skills[0].status == result.status == "insufficient_evidence"
        assert result.learners[0].known is None
        assert result.n_mastered == 0
    forgets = trace(answer_log=as_table(marks, "s"), fit=True, forgetting=True, list_at_most=3)
    assert forgets.skills[0].parameters[4].value == pytest.approx(0.15, abs=0.03)


def test_parameters_of_each_skill() -> None:
    """Each skill by its own."""
    own = [{"skill": "Verbs", **STATED}, {"skill": "nouns", **STATED, "prior": 0.8}]
    result = trace(
        skills=[{"skill": "verbs", "answers": [1]}, {"skill": "nouns", "answers": [1]}],
        skill_parameters=own,
    )
    assert known(result)[None, "nouns"] == trace(
        answers=[1], **{**STATED, "prior": 0.8}
    ).learners[0].known  # fmt: skip


def test_some_parameters_stated_leave_the_others_open() -> None:
    """A stated guess is kept; the rest is weighed over its range."""
    [skill] = trace(answers=[1, 0, 1, 1], guess=0.25).skills
    by_name = {p.name: p for p in skill.parameters}
    assert (by_name["guess"].low, by_name["guess"].high) == (0.25, 0.25)
    assert by_name["prior"].low < 0.3 < 0.7 < by_name["prior"].high


def test_every_probability_has_an_interval_that_holds_it() -> None:
    """In every way of getting parameters."""
    table = as_table(simulated((0.3, 0.2, 0.2, 0.1, 0.0), 40, 8, seed=1), "s")
    for result in (
        trace(answers=[1, 0, 1]),
        trace(answers=[1, 0, 1], **STATED),
        trace(answer_log=table, fit=True, forgetting=True),
        trace(answers=[1] * 40),
        trace(answers=[0] * 40),
    ):
        for one in result.learners:
            assert (
                one.known_low is not None and one.known_high is not None and one.known is not None
            )
            assert 0 <= one.known_low <= one.known <= one.known_high <= 1
            assert 0 <= one.correct_next_low <= one.correct_next <= one.correct_next_high <= 1
            assert all(s.known_low <= s.known <= s.known_high for s in one.steps)
        for parameter in result.skills[0].parameters:
            assert parameter.low <= parameter.value <= parameter.high


@pytest.mark.parametrize(
    ("arguments", "field", "word"),
    [
        ({}, "answers", "required"),
        ({"answers": []}, "answers", "at least 1"),
        ({"answers": [1, 2]}, "answers.1.correct", "right or wrong"),
        ({"answers": ["maybe"]}, "answers.0.correct", "right or wrong"),
        ({"answers": [0.5]}, "answers.0.correct", "right or wrong"),
        ({"answers": [1], "guess": 1.2}, "guess", "at most 1"),
        ({"answers": [1], "prior": -0.1}, "prior", "at least 0"),
        ({"answers": [1], "guess": 0.6, "slip": 0.4}, "guess", "degenerate"),
        ({"answers": [1], "fit": True, "prior": 0.3}, "fit", "prior"),
        ({"answers": [1], "answer_log": {"correct": [1]}}, "answer_log", "one way"),
        ({"answers": [{"correct": 1, "time": 1}, 1]}, "answers.1.time", "missing"),
        ({"answers": [{"correct": 1, "time": "soon"}]}, "answers.0.time", "date"),
        ({"answers": [1, 0, 1], "prior": 1, "learn": 0.1, "guess": 0.2, "slip": 0}, "guess",
         "impossible"),
        ({"answers": [1, 0], "prior": 1, "guess": 0.2, "slip": 0}, "guess", "impossible"),
        ({"answers": [1], "unknown_field": 1}, "unknown_field", "not a field"),
        ({"answer_log": {"learner": ["a"], "skill": ["x"]}}, "answer_log.correct", "missing"),
        ({"answer_log": {"learner": ["a", "b"], "correct": [1, 3]}}, "answer_log.correct", "row 2"),
        ({"answer_log": {"learner": ["a", ""], "correct": [1, 0]}}, "answer_log.learner", "row 2"),
        ({"answer_log": {"learner": ["a"], "correct": [""]}}, "answer_log", "no answers"),
        ({"answer_log": {"learner": ["a"], "correct": [1], "time": ["x"]}}, "answer_log.time",
         "row 1"),
        ({"answer_log": {"learner": ["a", "a"], "correct": [1, 1],
                         "time": ["2026-01-01T10:00", "2026-01-01T10:00+01:00"]}},
         "answer_log.time", "mixes"),
        ({"answer_log": {"learner": ["a"], "skill": ["x"], "correct": [1]}, "skill": "y"}, "skill",
         "no answers"),
        ({"answer_log": {"learner": ["a"], "skill": ["x"], "correct": [1]}, "learner": "b"},
         "learner", "no answers"),
        ({"skills": [{"skill": "x", "answers": [1]}],
          "skill_parameters": [{"skill": "y", **STATED}]}, "skill_parameters", "every skill"),
        ({"answers": [1], "skill_parameters": [{"skill": "x", **STATED, "guess": 0.95}]},
         "skill_parameters.0", "degenerate"),
        ({"answers": [1], "mastery": 0.2}, "mastery", "at least 0.5"),
    ],
)  # fmt: skip
def test_bad_input_is_named(arguments: dict[str, Any], field: str, word: str) -> None:
    """The field, and what would be right."""
    error = refused(**arguments)
    assert field in {problem.field for problem in error.errors}, error.errors
    assert word in " ".join(f"{p.message}" for p in error.errors)


def test_times_of_several_kinds_that_can_be_put_in_order() -> None:
    """Days beside times, as datetime objects and as text."""
    answers = [
        {"correct": 1, "time": datetime.datetime(2026, 3, 2, 9)},
        {"correct": 0, "time": "2026-03-01"},
    ]
    [one] = trace(answers=answers, **STATED).learners
    assert [step.correct for step in one.steps] == ["wrong", "right"]


def test_a_summary_puts_the_figure_first_and_says_what_it_means() -> None:
    """One learner, one skill."""
    said = trace(learner="Anna", skill="fractions", answers=[1, 0, 1, 1]).summary
    assert said.startswith("The chance that Anna knows fractions is **95 %** (90 % interval: ")
    assert "after 4 answers, 3 of them right" in said


def test_the_chart_is_a_mastery_curve_with_inline_data() -> None:
    """A row an answer, the mastery level as a rule."""
    chart = trace(answers=[1, 0, 1, 1], mastery=0.9).chart
    assert chart is not None
    assert [row["correct"] for row in chart["data"]["values"]] == [
        "right",
        "wrong",
        "right",
        "right",
    ]
    assert chart["layer"][-1]["data"]["values"] == [{"known": 0.9}]


def test_the_same_request_gives_the_same_bits() -> None:
    """Nothing is drawn at random."""
    arguments: dict[str, Any] = {"answers": [1, 0, 0, 1], "learner": "x"}
    assert trace(**arguments).model_dump_json() == trace(**arguments).model_dump_json()


def test_a_name_that_is_not_there_is_told_with_the_nearest() -> None:
    """Case and the signs that join words make no other name."""
    table = {
        "learner": ["Noor"] * 3 + ["Ali"] * 3,
        "skill": ["ratio_tables"] * 3 + ["verbs"] * 3,
        "correct": [1, 0, 1, 0, 0, 1],
    }
    result = trace(answer_log=table, learner="noor", skill="Ratio tables", **STATED)
    assert [(one.learner, one.skill) for one in result.learners] == [("Noor", "ratio_tables")]
    assert "did you mean Noor?" in str(refused(answer_log=table, learner="Nor"))
    assert "there are ratio_tables, verbs" in str(refused(answer_log=table, skill="grammar"))


def test_one_learner_is_traced_with_what_everybody_shows() -> None:
    """The parameters are those of the whole table, so the figure is the one of the whole list."""
    table = as_table(simulated((0.3, 0.2, 0.2, 0.1, 0.0), 60, 12, seed=3), "verbs")
    whole = known(trace(answer_log=table, fit=True))
    (pair, figure), *_ = list(whole.items())
    alone = trace(answer_log=table, fit=True, learner=pair[0])
    assert known(alone)[pair] == pytest.approx(figure)
    assert any("everybody" in note for note in alone.notes)
