"""What the embedded planner repeats as it was given: names with digits, and words in quotes."""

from typing import Any

import pytest

from graphs.verification import Sources, check
from graphs.verification.repeated import names_of
from tests.graphs.verification.thread import TODAY, receipt

REQUEST: dict[str, Any] = {
    "day_count": "30/360",
    "scenario": "dot_com_2000_2002",
    "positions": [{"name": "web 10.4.0.11", "amount": 7_000}],
    "settlement": "2026-11-24",
    "note": "350",
}


def unverified(text: str, own: bool) -> list[str]:
    run = receipt("finance.price_bond", 1, REQUEST, {"price": 97.4}, ("day_count",))
    sources = Sources(["What is it worth?"], [run], TODAY, own=own)
    return [one for s in check(text, sources=sources).sentences for one in s.unverified]


@pytest.mark.parametrize(
    "text",
    [
        "Taking 30/360 days:",
        "Taking dot com 2000 2002:",
        "Taking web 10.4.0.11 amount 7,000:",
        'I had no use for "12000000, 24 days".',
    ],
)
def test_the_planner_may_repeat_what_it_was_given(text: str) -> None:
    assert unverified(text, own=True) == []
    assert unverified(text, own=False) != []


@pytest.mark.parametrize("text", ["It is worth 350.", "It loses 10.4 percent.", "Over 360 days."])
def test_a_figure_is_no_name(text: str) -> None:
    assert unverified(text, own=True) != []


def test_names_are_texts_with_digits_that_are_no_figures() -> None:
    assert {*names_of(REQUEST)} == {
        *("30/360", "dot_com_2000_2002", "dot com 2000 2002", "web 10.4.0.11")
    }
