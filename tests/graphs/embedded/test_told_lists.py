"""Lists told apart from one another, and lists that go together."""

import pytest

from tests.graphs.embedded.told import decision, filled

ABILITY = "assessment.estimate_ability"


@pytest.mark.parametrize(
    ("say", "answers", "difficulties"),
    [
        (
            "An item of difficulty -1 she got right, one of 0.4 wrong, one of 1.2 wrong. Ability?",
            [True, False, False],
            [-1, 0.4, 1.2],
        ),
        (
            "difficulties -1, 0, 1, 0.5, 2. She got 1, 2 and 4 right, missed 3 and 5.",
            [True, True, False, True, False],
            [-1, 0, 1, 0.5, 2],
        ),
        (
            "Items with difficulty -1, 0.2 and 1.4: item 1 right, item 2 wrong, item 3 right.",
            [True, False, True],
            [-1, 0.2, 1.4],
        ),
        (
            "difficulties -0.5, 0.3, 1.1; he solved the first two, failed the third",
            [True, True, False],
            [-0.5, 0.3, 1.1],
        ),
    ],
)
def test_outcomes_and_figures_in_step(
    say: str, answers: list[bool], difficulties: list[float]
) -> None:
    given = filled(ABILITY, say).arguments
    assert given["answers"] == answers
    assert given["difficulties"] == difficulties
    assert decision(ABILITY, say).kind == "call"


def test_lists_of_unequal_length_are_asked_about() -> None:
    plan = decision(ABILITY, "difficulties -0.5, 0.3, 1.1, 2; he got two right. ability please")
    assert plan.kind == "ask"
    assert plan.missing == ("answers",)
    assert "answers" not in plan.arguments
    assert "4 answers" in plan.reply


def test_outcomes_of_several_days_keep_their_days() -> None:
    say = "Fjord she saw on 7 November and 13 November and both were right. When next?"
    reviews = filled("learning.schedule_reviews", say).arguments["reviews"]
    assert [one["date"] for one in reviews] == ["2026-11-07", "2026-11-13"]
    assert {one["rating"] for one in reviews} == {"good"}
