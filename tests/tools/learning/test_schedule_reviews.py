"""Schedules are right against published figures, py-fsrs and the worked answer."""

import csv
import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tools.learning._memory_model import DEFAULT_PARAMETERS, MemoryModel
from tools.learning._review_history import replayed_together
from tools.learning._schedule_request import ScheduleReviewsRequest
from tools.learning._scheduler import DAY, Scheduler
from tools.learning._timeline import History
from tools.learning.schedule_reviews import ReviewSchedule, schedule_reviews
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "learning"


def schedule(**arguments: Any) -> ReviewSchedule:
    return schedule_reviews(validate(ScheduleReviewsRequest, arguments))


def november(*told: tuple[int, str]) -> list[dict[str, str]]:
    return [{"date": f"2026-11-{day:02}", "rating": rating} for day, rating in told]


def test_published_intervals_with_each_review_on_its_due_moment() -> None:
    """Good x6, Again x2, Good x5 with the default parameters."""
    scheduler, card, intervals = Scheduler(MemoryModel()), None, []
    for rating in [3] * 6 + [1] * 2 + [3] * 5:
        waited = int(card.interval // DAY) if card else 0
        card = scheduler.then(card, waited, rating) if card else scheduler.first(rating)
        intervals.append(int(card.interval // DAY))
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_published_memory_state_after_a_miss_and_five_successes() -> None:
    """Again, then Good x5 after 0, 0, 1, 3, 8 and 21 days."""
    start = datetime.date(2026, 1, 1)
    days = (0, 0, 1, 4, 12, 33)
    ratings = ("again", "good", "good", "good", "good", "good")
    [card] = schedule(
        reviews=[
            {"date": str(start + datetime.timedelta(days=day)), "rating": rating}
            for day, rating in zip(days, ratings, strict=True)
        ],
        as_of="2026-11-21",
    ).cards
    assert card.stability_days == pytest.approx(53.62690, abs=5e-6)
    assert card.difficulty == pytest.approx(6.357487, abs=5e-7)


def test_the_worked_answer_of_a_relearning_card() -> None:
    """Right on 2 and 5 November, wrong on the 16th: due ten minutes later, 81 % by the 21st."""
    result = schedule(
        reviews=november((2, "right"), (5, "right"), (16, "wrong")), as_of="2026-11-21"
    )
    [card] = result.cards
    assert (card.state, card.interval_minutes, card.is_due) == ("relearning", 10, True)
    assert card.due_date == datetime.date(2026, 11, 16)
    assert card.recall_now == pytest.approx(0.81024, abs=1e-5)
    assert "10 minutes after the miss on 16 November, so **now**" in result.summary
    assert "By 21 November the chance of recall is about 81 %" in result.summary


@pytest.mark.parametrize("row", json.loads((DATA / "fsrs_random.json").read_text())[::4])
def test_random_histories_agree_with_py_fsrs(row: dict[str, Any]) -> None:
    """State, stability, difficulty, due moment and recall, for any steps and retention."""
    last = datetime.datetime.fromisoformat(row["reviews"][-1][0])
    [card] = schedule(
        reviews=[{"date": moment, "rating": rating} for moment, rating in row["reviews"]],
        as_of=(last + datetime.timedelta(days=30, hours=5)).isoformat(),
        desired_retention=row["retention"],
        maximum_interval=row["longest"],
        learning_steps=row["learning_steps"],
        relearning_steps=row["relearning_steps"],
    ).cards
    assert card.state == row["state"]
    assert card.stability_days == pytest.approx(row["stability"], rel=1e-9)
    assert card.difficulty == pytest.approx(row["difficulty"], rel=1e-9)
    assert card.due_at == datetime.datetime.fromisoformat(row["due"])
    assert card.recall_now == pytest.approx(row["recall_after_30_days"], rel=1e-9)


def public_log() -> dict[str, list[Any]]:
    with (DATA / "review_log.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "card_id": [int(row["card_id"]) for row in rows],
        "review_time": [row["review_time"] for row in rows],
        "review_rating": [int(row["review_rating"]) for row in rows],
    }


def test_a_public_review_log_agrees_with_py_fsrs() -> None:
    """1,205 cards of a real log, given as a table with its own column names."""
    truth = json.loads((DATA / "fsrs_log.json").read_text())
    result = schedule(review_log=public_log(), as_of="2024-12-31", list_at_most=2000)
    assert (result.card_count, result.review_count) == (len(truth), 12_580)
    for card in result.cards:
        expected = truth[str(card.name)]
        assert card.state == expected["state"]
        assert card.stability_days == pytest.approx(expected["stability"], rel=1e-9)
        assert card.difficulty == pytest.approx(expected["difficulty"], rel=1e-9)
        assert card.due_at == datetime.datetime.fromisoformat(expected["due"])


@pytest.mark.parametrize("steps", [((1.0, 10.0), (10.0,)), ((), ()), ((1.0, 5.0, 9.0), (3.0, 4.0))])
def test_the_compiled_replay_is_the_plain_one(steps: tuple[tuple[float, ...], ...]) -> None:
    """Large logs go through the kernel; it gives what one card at a time gives."""
    rows = json.loads((DATA / "fsrs_random.json").read_text())
    histories = [
        History(
            name=None,
            moments=tuple(datetime.datetime.fromisoformat(moment) for moment, _ in row["reviews"]),
            ratings=tuple(rating for _, rating in row["reviews"]),
            timed=True,
            was_unordered=False,
        )
        for row in rows
    ]
    scheduler = Scheduler(MemoryModel(), learning_steps=steps[0], relearning_steps=steps[1])
    for history, card in zip(histories, replayed_together(scheduler, histories), strict=True):
        plain = scheduler.first(history.ratings[0])
        for days, rating in zip(history.gaps()[1:], history.ratings[1:], strict=True):
            plain = scheduler.then(plain, days, rating)
        assert (card.state, card.step, card.interval) == (plain.state, plain.step, plain.interval)
        assert card.stability == pytest.approx(plain.stability, rel=1e-12)
        assert card.difficulty == pytest.approx(plain.difficulty, rel=1e-12)


def test_each_next_answer_is_what_reviewing_now_would_give() -> None:
    """The forecast of an answer equals the schedule after that answer."""
    told = november((2, "good"), (5, "hard"))
    forecast = schedule(reviews=told, as_of="2026-11-21").cards[0].if_answered
    assert [answer.rating for answer in forecast] == ["again", "hard", "good", "easy"]
    for answer in forecast:
        after = schedule(reviews=[*told, *november((21, answer.rating))], as_of="2026-11-21")
        card = after.cards[0]
        assert answer.stability_days == card.stability_days
        assert (answer.state, answer.due_date) == (card.state, card.due_date)
        assert (answer.interval_days, answer.interval_minutes) == (
            card.interval_days,
            card.interval_minutes,
        )


def test_several_cards_come_with_the_due_ones_first() -> None:
    """The most overdue first, new cards after them, the next to come named."""
    result = schedule(
        cards=[
            {"name": "later", "reviews": november((18, "easy"))},
            {"name": "fresh"},
            {"name": "late", "reviews": november((1, "good"), (4, "good"))},
        ],
        as_of="2026-11-21",
    )
    assert [card.name for card in result.cards] == ["late", "fresh", "later"]
    assert (result.due_count, result.due_within_week) == (2, 1)
    assert result.next_due_date == datetime.date(2026, 11, 26)
    assert result.summary.startswith("**2 of 3 cards** are due now: late (3 days overdue")
    assert "Next comes later, on 26 November" in result.summary


def test_a_new_card_has_no_memory_yet() -> None:
    """Without a review there is nothing to forget: no figures, due now."""
    [card] = schedule(cards=[{"name": "tern"}], as_of="2026-11-21").cards
    assert (card.state, card.stability_days, card.recall_now) == ("new", None, None)
    assert card.is_due


def test_higher_retention_means_shorter_intervals() -> None:
    """Keeping more costs more reviews; 90 % is reached after one stability."""
    waits = {
        retention: schedule(
            reviews=november((2, "good"), (5, "good")),
            as_of="2026-11-06",
            desired_retention=retention,
        ).cards[0]
        for retention in (0.8, 0.9, 0.97)
    }
    assert waits[0.8].interval_days > waits[0.9].interval_days > waits[0.97].interval_days
    assert waits[0.9].interval_days == round(waits[0.9].stability_days or 0)


def test_an_interval_stops_at_the_longest_allowed() -> None:
    """`maximum_interval` caps it."""
    told = november((1, "easy"), (10, "easy"))
    [card] = schedule(reviews=told, as_of="2026-11-21", maximum_interval=20).cards
    assert card.interval_days == 20


def test_fuzz_is_seeded_and_stays_near_the_interval() -> None:
    """The same seed gives the same day; all days lie in the range FSRS allows."""
    told = november((2, "good"), (5, "good"))  # 14 days, so 2.4 days either way
    days = [
        schedule(reviews=told, as_of="2026-11-06", enable_fuzzing=True, seed=seed)
        .cards[0]
        .interval_days
        for seed in range(80)
    ]
    assert (
        days[0]
        == schedule(reviews=told, as_of="2026-11-06", enable_fuzzing=True, seed=0)
        .cards[0]
        .interval_days
    )
    assert set(Counter(days)) == {12, 13, 14, 15, 16}


def test_days_are_counted_on_the_clock_of_the_timezone() -> None:
    """Half past eleven at night in Berlin is another day than in Tokyo."""
    told = [{"date": "2026-11-16T23:30:00+01:00", "rating": "easy"}]
    berlin = schedule(reviews=told, as_of="2026-11-21", timezone="Europe/Berlin").cards[0]
    tokyo = schedule(reviews=told, as_of="2026-11-21", timezone="Asia/Tokyo").cards[0]
    assert berlin.last_review == datetime.date(2026, 11, 16)
    assert tokyo.last_review == datetime.date(2026, 11, 17)
    assert berlin.due_at is not None
    assert berlin.due_at.isoformat() == "2026-11-24T23:30:00+01:00"


def test_the_forgetting_curve_shows_the_due_point() -> None:
    """It starts at 1, falls, and its point lies on the asked-for retention."""
    result = schedule(reviews=november((2, "good"), (5, "good")), as_of="2026-11-21")
    assert result.chart is not None
    curve, due, _ = (layer["data"]["values"] for layer in result.chart["layer"])
    heights = [point["recall"] for point in curve]
    assert heights[0] == 1
    assert heights == sorted(heights, reverse=True)
    assert due == [{"card": "card 1", "day": "2026-11-19", "recall": pytest.approx(0.9, abs=0.005)}]


def test_own_parameters_are_used() -> None:
    """A longer first stability postpones the first review of an easy card."""
    parameters = list(DEFAULT_PARAMETERS)
    parameters[3] = 20.0
    told = november((20, "easy"))
    [card] = schedule(reviews=told, as_of="2026-11-21", parameters=parameters).cards
    assert card.interval_days == 20


@pytest.mark.parametrize(
    ("card", "date", "rating"),
    [
        ("cid", "day", "button"),
        ("word", "reviewed", "how it went"),
        ("front", "seen on", "pressed"),
        ("Karte-ID", "Datum", "Bewertung"),
        ("term", "am", "Urteil"),
    ],
)
def test_a_log_is_read_under_the_headings_of_other_apps(card: str, date: str, rating: str) -> None:
    """Unknown headings are known by what stands below them."""
    log = {card: ["x", "x", "x"], date: ["2026-11-01", "2026-11-04", "2026-11-11"]}
    usual = {"date": log[date], "rating": ["good", "again", "easy"]}
    here = schedule(review_log={**log, rating: [3, 1, 4]}, as_of="2026-11-21")
    there = schedule(review_log=usual, as_of="2026-11-21")
    assert here.cards[0].due_date == there.cards[0].due_date


def test_the_review_log_of_anki_holds_times_in_milliseconds() -> None:
    log = {"id": [1793523600000, 1793782800000], "cid": [7, 7], "ease": [3, 1]}
    assert len(schedule(review_log=log, as_of="2026-11-21").cards) == 1


def test_a_year_of_many_days_is_cut_to_whole_ones() -> None:
    """A year is 365.25 days long; the wait is counted in whole days."""
    told = [{"date": "2026-11-01", "rating": "easy"}]
    [year] = schedule(reviews=told, as_of="2026-11-21", maximum_interval=365.25).cards
    [days] = schedule(reviews=told, as_of="2026-11-21", maximum_interval=365).cards
    assert year == days
