"""Reviews are read as people tell them, and what cannot be read is named."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.learning._memory_model import DEFAULT_PARAMETERS
from tools.learning._schedule_request import ScheduleReviewsRequest
from tools.learning.schedule_reviews import schedule_reviews
from tools.validation import validate

ONE = [{"date": "2026-11-02", "rating": "good"}]


def schedule(**arguments: Any) -> Any:
    return schedule_reviews(validate(ScheduleReviewsRequest, {"as_of": "2026-11-21", **arguments}))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *[(word, "good") for word in ("right", "Correct", "knew it", "✓", True, 3, "3", 3.0)],
        *[(word, "again") for word in ("wrong", "missed", "forgot", "✗", False, 1, "Again")],
        *[("hard", "hard"), ("struggled", "hard"), (2, "hard")],
        *[("easy", "easy"), ("very  easy", "easy"), (4, "easy")],
    ],
)
def test_a_rating_is_read_from_its_words(said: Any, meant: str) -> None:
    """Right counts as good and wrong as again; Anki's buttons run from 1 to 4."""
    result = schedule(reviews=[{"date": "2026-11-02", "rating": said}])
    assert result.cards[0].last_rating == meant


@pytest.mark.parametrize(
    ("ratings", "meant"),
    [([0, 1, 1], "good"), ([3, 3, 1], "again"), (["0", "0", "0"], "again"), ([True] * 3, "good")],
)
def test_a_log_of_zeros_and_ones_means_wrong_and_right(ratings: list[Any], meant: str) -> None:
    """Where no other number occurs beside a zero, 1 is right; else it is the button again."""
    dates = ["2026-11-02", "2026-11-03", "2026-11-05"]
    log = {"Card": ["a"] * 3, "Review date": dates, "Grade": ratings}
    assert schedule(review_log=log).cards[0].last_rating == meant


def test_a_log_may_carry_unix_times() -> None:
    """Milliseconds and seconds since 1970 are told apart by their size."""
    log = {"card": [1, 2], "time": [1793620800000, 1793620800], "rating": [3, 3]}
    assert [str(card.last_review) for card in schedule(review_log=log).cards] == ["2026-11-02"] * 2


def test_a_log_without_a_card_column_is_one_card() -> None:
    """Its rows are that card's reviews; days may be written with dots, day first."""
    log = {"Date": ["02.11.2026", "2026/11/05"], "Rating": ["right", "hard"]}
    [card] = schedule(review_log=log).cards
    assert (card.name, card.review_count, str(card.last_review)) == (None, 2, "2026-11-05")


def test_reviews_out_of_order_are_put_in_order_and_said() -> None:
    """The schedule is that of the ordered history, and a note says so."""
    told = [{"date": "2026-11-05", "rating": "hard"}, *ONE]
    shuffled, ordered = schedule(reviews=told), schedule(reviews=told[::-1])
    assert shuffled.cards == ordered.cards
    assert any("put in order" in note for note in shuffled.notes)
    assert not any("put in order" in note for note in ordered.notes)


def test_defaults_are_said() -> None:
    """The notes name retention, steps and parameters that were assumed."""
    assert (
        "Assumed: the published FSRS-6 parameters, 90 % retention, learning steps 1 and 10 min, "
        "relearning steps 10 min." in schedule(reviews=ONE).notes
    )


def test_cards_left_out_of_the_list_are_counted() -> None:
    """Every card counts, also where only the most urgent are listed."""
    result = schedule(cards=[{"reviews": ONE}] * 5, list_at_most=2)
    assert (result.card_count, len(result.cards)) == (5, 2)
    assert "The 2 most urgent of 5 cards are listed in full." in result.notes


WRONG = [
    ({}, "reviews", "required"),
    ({"reviews": []}, "reviews", "at least 1"),
    ({"reviews": [{"date": "2026-11-02", "rating": "s3cret"}]}, "reviews.0.rating", "again, hard"),
    ({"reviews": [{"date": "2026-11-02", "rating": 5}]}, "reviews.0.rating", "again, hard"),
    ({"reviews": [{"date": "s3cret", "rating": "good"}]}, "reviews.0.date", "2026-11-16"),
    ({"reviews": [{"date": "2026-02-30", "rating": "good"}]}, "reviews.0.date", "2026-11-16"),
    ({"reviews": [{"date": "2026-11-22", "rating": "good"}]}, "reviews.0.date", "after as_of"),
    ({"cards": [{"reviews": [{"date": "2026-12-01", "rating": "good"}]}]},
     "cards.0.reviews.0.date", "after as_of"),
    ({"reviews": ONE, "desired_retention": 0.5}, "desired_retention", "at least 0.7"),
    ({"reviews": ONE, "desired_retention": 0.995}, "desired_retention", "at most 0.99"),
    ({"reviews": ONE, "desired_retention": 90}, "desired_retention", "at most 0.99"),
    ({"reviews": ONE, "maximum_interval": 0}, "maximum_interval", "at least 1"),
    ({"reviews": ONE, "learning_steps": [0]}, "learning_steps.0", "more than 0"),
    ({"reviews": ONE, "parameters": [1.0] * 20}, "parameters", "at least 21"),
    ({"reviews": ONE, "parameters": [*DEFAULT_PARAMETERS[:20], 0.9]}, "parameters", "w20 must lie"),
    ({"reviews": ONE, "timezone": "Mars/Olympus"}, "timezone", "Europe/Berlin"),
    ({"reviews": ONE, "timezone": "../etc"}, "timezone", "Europe/Berlin"),
    ({"reviews": [{"date": "2026-11-02T09:00", "rating": "good"},
                  {"date": "2026-11-03T09:00+01:00", "rating": "good"}]},
     "reviews.0.date", "no UTC offset"),
    ({"review_log": {"card": ["a"], "rating": ["good"]}}, "review_log.date", "is missing"),
    ({"review_log": {"card": ["a"], "date": ["2026-11-02"]}}, "review_log.rating", "is missing"),
    ({"review_log": {"card": ["a", "a"], "date": ["2026-11-02", None], "rating": [1, 1]}},
     "review_log.date", "in row 2"),
    ({"review_log": {"card": ["a"], "date": [45000], "rating": [1]}}, "review_log.date", "row 1"),
    ({"review_log": {"card": ["a"], "date": ["2026-11-02"], "rating": [0.5]}},
     "review_log.rating", "row 1"),
    ({"review_log": {"card": [""], "date": ["2026-11-02"], "rating": [1]}},
     "review_log.card", "row 1"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "field", "words"), WRONG)
def test_what_is_wrong_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what would be right; never what was said."""
    with pytest.raises(InvalidInput) as refusal:
        schedule(**arguments)
    [problem] = refusal.value.errors
    assert problem.field == field
    assert words in problem.message
    assert "s3cret" not in refusal.value.message


def test_mixed_times_are_fine_when_the_timezone_is_named() -> None:
    """Then a time without an offset has a place on the clock."""
    told = [
        {"date": "2026-11-03T09:00+01:00", "rating": "good"},
        {"date": "2026-11-02T09:00", "rating": "good"},
    ]
    [card] = schedule(reviews=told, timezone="Europe/Berlin").cards
    assert card.review_count == 2
