"""Follow-ups that add to a list, put one value right, or change several at once."""

from typing import Any

import pytest

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.corrections import uncorrected
from graphs.models.embedded.followup import follow
from graphs.models.embedded.memory import Call
from graphs.models.embedded.mended import mended
from graphs.models.embedded.message import message
from graphs.models.embedded.phrasebook import ADDS
from tools.catalog import BY_TOOL_NAME


def changed(name: str, before: dict[str, Any], say: str) -> dict[str, Any]:
    tool = read({**described(BY_TOOL_NAME[name].request), "name": name})
    plan = follow(message(say), Call(name, before), tool)
    assert plan is not None
    return dict(plan.arguments)


RIGHT, WRONG = {"correct": "right"}, {"correct": "wrong"}


@pytest.mark.parametrize(
    ("say", "more"),
    [
        ("She just did two more, both wrong. And now?", [WRONG, WRONG]),
        ("and then she got one right", [RIGHT]),
        ("2 more right", [RIGHT, RIGHT]),
        ("make that three more wrong", [WRONG, WRONG, WRONG]),
        ("another one, wrong", [WRONG]),
    ],
)
def test_more_answers_come_behind_the_old_ones(say: str, more: list[dict[str, str]]) -> None:
    """What nothing tells apart is never taken for what is there already."""
    before = {"answers": [RIGHT, WRONG, RIGHT]}
    assert changed("learning_trace_knowledge", before, say) == {"answers": before["answers"] + more}


REVIEWS = [{"date": "2026-10-01", "rating": "good"}]


@pytest.mark.parametrize(
    "before",
    [
        {"card": "chien", "reviews": REVIEWS},
        {"cards": [{"name": "chien", "reviews": REVIEWS}]},
    ],
)
def test_a_second_card_stands_beside_the_first(before: dict[str, Any]) -> None:
    """One object told by fields of their own becomes the first of the list."""
    say = "add a second card 'chat': right on 3 October 2026"
    assert changed("learning_schedule_reviews", before, say) == {
        "cards": [
            {"name": "chien", "reviews": REVIEWS},
            {"name": "chat", "reviews": [{"date": "2026-10-03", "rating": "good"}]},
        ]
    }


def test_several_named_values_change_and_nothing_else() -> None:
    """Two weeks are no period of their own, and ten days no history of profits."""
    before = {"volatility": 0.2, "volatility_period": "year", "value": 2000000, "horizon": 1}
    say = "ok and over two weeks, so ten trading days, at 99?"
    new = changed("risk_value_at_risk", before, say)
    assert new == {**before, "horizon": 10, "confidence": 0.99}


def test_a_length_of_time_said_twice_is_one() -> None:
    """The latter stands; other values behind "so" stay."""
    assert uncorrected("over two weeks, so ten days") == "over ten days"
    assert uncorrected("we lose 20 a month, so 240 a year") == "we lose 20 a month, so 240 a year"


@pytest.mark.parametrize(
    ("say", "loss"),
    [
        ("no, 14k not 40k", {"low": 14000, "high": 100000}),
        ("not 100k but 120k", {"low": 40000, "high": 120000}),
        ("it should be 30k instead of 40k", {"low": 30000, "high": 100000}),
        ("14 not 40", {"low": 14000, "high": 100000}),
    ],
)
def test_a_value_is_put_right_where_the_wrong_one_stands(say: str, loss: dict[str, float]) -> None:
    """Whatever field holds it; the other point of the range stays."""
    before = {"loss_event_frequency": {"low": 1, "high": 3}, "primary_loss": {"low": 40000,
              "high": 100000}}  # fmt: skip
    assert mended(before, message(say)) == ("primary_loss", loss)


def test_a_value_that_stands_twice_is_not_put_right() -> None:
    """Which of them is meant is not known."""
    assert mended({"a": 40, "b": 40}, message("14 not 40")) is None
    assert mended({"a": 40}, message("14 not 50")) is None


@pytest.mark.parametrize(
    "say", ["plus a third scenario: fire", "also add a fourth card", "one more: 3 wrong"]
)
def test_what_adds(say: str) -> None:
    assert ADDS.search(say)


@pytest.mark.parametrize("say", ["what if we had more staff?", "now at 99 %", "in a second run"])
def test_what_does_not_add(say: str) -> None:
    assert not ADDS.search(say)


def test_an_object_called_by_its_name_changes_in_its_place() -> None:
    """The others of the list, and the fields beside it, stay."""
    flood = {"name": "flood", "frequency": {"likely": 1}, "loss": {"likely": 50000}}
    fraud = {"name": "fraud", "frequency": {"low": 2, "high": 6}, "loss": {"likely": 1000}}
    before = {"scenarios": [flood, fraud], "currency": "EUR"}
    new = changed("risk_aggregate_loss", before, "what if fraud happens 3 to 8 times a year?")
    fraud = {**fraud, "frequency": {"low": 3, "high": 8}}
    assert new == {"scenarios": [flood, fraud], "currency": "EUR"}
