"""An answer is read together with the question it answers."""

import pytest

from graphs.models.embedded.message import message
from graphs.models.embedded.resuming import resume
from tests.graphs.embedded.told import TODAY, decision, tool

REVIEWS = "learning.schedule_reviews"
ABILITY = "assessment.estimate_ability"


@pytest.mark.parametrize(
    "answer", ["First time wrong, the other two right.", "wrong, right, right"]
)
def test_days_told_before_are_kept(answer: str) -> None:
    asked = decision(REVIEWS, "Lea saw fjord on 1, 5 and 12 November. When next?")
    assert asked.kind == "ask"
    assert asked.pending is not None
    plan = resume(message(answer, [], TODAY), tool(REVIEWS), asked.pending)
    assert plan is not None
    assert plan.kind == "call"
    assert [tuple(one.values()) for one in plan.arguments["reviews"]] == [
        ("2026-11-01", "again"),
        ("2026-11-05", "good"),
        ("2026-11-12", "good"),
    ]


def test_a_list_too_short_is_mended() -> None:
    asked = decision(ABILITY, "difficulties -0.5, 0.3, 1.1, 2; he got two right. ability please")
    assert asked.pending is not None
    said = message("first two right, last two wrong", [], TODAY)
    plan = resume(said, tool(ABILITY), asked.pending)
    assert plan is not None
    assert plan.arguments["answers"] == [True, True, False, False]
    assert plan.arguments["difficulties"] == [-0.5, 0.3, 1.1, 2]
