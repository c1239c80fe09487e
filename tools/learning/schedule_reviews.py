"""When should each card be reviewed, and how likely is it to be recalled today?

Each card's history is replayed through FSRS-6; its memory state gives the next due moment, the
chance of recall now, and what each next answer would lead to.

Reference: Open Spaced Repetition, "The Algorithm" (FSRS-6, 21 parameters).
"""

import datetime
from collections.abc import Sequence

import numpy as np
from pydantic import Field

from tools.capability import Method, ResultModel
from tools.fields import Count, Date, Finite
from tools.learning._card_schedule import CardSchedule, describe, fuzzed
from tools.learning._forgetting_chart import forgetting_chart
from tools.learning._memory_model import MemoryModel
from tools.learning._review_history import cards_after
from tools.learning._review_log import read_log
from tools.learning._review_notes import notes
from tools.learning._review_summary import one_card, several_cards
from tools.learning._reviews import Review
from tools.learning._schedule_request import ScheduleReviewsRequest
from tools.learning._scheduler import Card, Scheduler
from tools.learning._timeline import (
    Clock,
    History,
    Seen,
    clock,
    in_order,
    rating_number,
    refuse_mixed_times,
)

METHOD = Method(
    name="FSRS-6 spaced-repetition scheduler",
    source="Open Spaced Repetition, The Algorithm: FSRS-6, 21 published default parameters",
)
WEEK = datetime.timedelta(days=7)


class ReviewSchedule(ResultModel):
    """When each card is due, the most urgent first."""

    as_of: Date = Field(description="The day looked at.")
    desired_retention: Finite = Field(
        description="Share of cards recalled when due.", json_schema_extra={"x-unit": "fraction"}
    )
    card_count: Count
    review_count: Count
    due_count: Count = Field(description="Cards to review now.")
    due_within_week: Count = Field(description="Further cards due in the 7 days after `as_of`.")
    next_due_date: Date | None = Field(description="First due date after today.")
    cards: list[CardSchedule] = Field(description="The most urgent first.")


def schedule_reviews(request: ScheduleReviewsRequest) -> ReviewSchedule:
    """Say when flashcards are next due and how likely each is to be recalled today.

    Use it when the user tells when cards were reviewed and how it went (right, wrong, hard, easy)
    and asks when to review next, what is due, or how much is forgotten.
    """
    time = clock(request.timezone, request.as_of)
    histories = [in_order(name, seen, time) for name, seen in _told(request)]
    scheduler = Scheduler(
        model=MemoryModel(tuple(request.parameters)),
        retention=request.desired_retention,
        learning_steps=tuple(request.learning_steps),
        relearning_steps=tuple(request.relearning_steps),
        longest=request.maximum_interval,
    )
    return _result(request, scheduler, time, histories, _cards(request, scheduler, histories))


def _told(request: ScheduleReviewsRequest) -> list[tuple[str | None, list[Seen]]]:
    """Every card the request speaks of, whichever way it was given."""
    told: list[tuple[str | None, list[Seen]]] = []
    if request.reviews:
        told.append((request.card, _seen(request.reviews, "reviews")))
    for number, card in enumerate(request.cards or ()):
        told.append((card.name, _seen(card.reviews, f"cards.{number}.reviews")))
    if request.review_log is not None:
        told += read_log(request.review_log).items()
    if request.timezone is None:
        refuse_mixed_times(review for _, seen in told for review in seen)
    return told


def _seen(reviews: Sequence[Review], path: str) -> list[Seen]:
    return [
        Seen(f"{path}.{number}.date", review.date, rating_number(review.rating))
        for number, review in enumerate(reviews)
    ]


def _cards(
    request: ScheduleReviewsRequest, scheduler: Scheduler, histories: Sequence[History]
) -> list[Card | None]:
    cards = cards_after(scheduler, histories)
    if not request.enable_fuzzing:
        return cards
    random = np.random.default_rng(request.seed)
    return [card and fuzzed(card, request.maximum_interval, random) for card in cards]


def _result(
    request: ScheduleReviewsRequest,
    scheduler: Scheduler,
    time: Clock,
    histories: Sequence[History],
    cards: Sequence[Card | None],
) -> ReviewSchedule:
    today = time.now.date()
    due = [_due(history, card, time) for history, card in zip(histories, cards, strict=True)]
    order = sorted(range(len(due)), key=due.__getitem__)
    listed = [
        describe(scheduler, number + 1, histories[number], cards[number], time)
        for number in order[: request.list_at_most]
    ]
    due_count = sum(moment <= time.now for moment in due)
    ahead = None
    if due_count < len(order):
        first = order[due_count]
        ahead = describe(scheduler, first + 1, histories[first], cards[first], time)
    return ReviewSchedule(
        as_of=today,
        desired_retention=request.desired_retention,
        card_count=len(histories),
        review_count=sum(len(history.moments) for history in histories),
        due_count=due_count,
        due_within_week=sum(time.now < moment <= time.now + WEEK for moment in due),
        next_due_date=ahead.due_date if ahead else None,
        cards=listed,
        summary=one_card(listed[0], today)
        if len(histories) == 1
        else several_cards(listed, len(histories), due_count, ahead, today),
        method=METHOD,
        notes=notes(request, histories, len(listed)),
        chart=forgetting_chart(scheduler.model, listed, today),
    )


def _due(history: History, card: Card | None, time: Clock) -> datetime.datetime:
    if card is None:
        return time.now  # a new card can be learnt at once, after those that are overdue
    return history.moments[-1] + datetime.timedelta(minutes=card.interval)
