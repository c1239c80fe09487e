"""What is said about one card: its memory, when it is due, and what each answer would lead to."""

import datetime
from typing import Literal

import numpy as np
from pydantic import BaseModel, Field

from tools.fields import Count, Date, Days, Finite, Probability
from tools.learning._memory_model import RATINGS
from tools.learning._reviews import RatingName
from tools.learning._scheduler import DAY, REVIEW, STATES, Card, Scheduler
from tools.learning._timeline import Clock, History

StateName = Literal["new", "learning", "review", "relearning"]
FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to (days), share: how far an interval may be moved so that cards do not bunch."""


class NextAnswer(BaseModel):
    """What one answer, given now, would lead to."""

    rating: RatingName
    state: StateName
    interval_days: Days = Field(description="Days until the review after; 0 within the day.")
    interval_minutes: Finite | None = Field(
        default=None,
        description="Minutes until the review after, while on a learning step.",
        json_schema_extra={"x-unit": "minutes"},
    )
    due_date: Date
    stability_days: Days


class CardSchedule(BaseModel):
    """One card: memory, due moment, and what comes next."""

    position: Count = Field(description="Which card of the request it is, from 1.")
    name: str | None
    state: StateName
    review_count: Count
    last_review: Date | None = Field(description="Day of the last review.")
    last_rating: RatingName | None
    due_date: Date = Field(description="Day of the next review.")
    due_at: datetime.datetime | None = Field(
        default=None, description="Moment of the next review, when the last review had a time."
    )
    is_due: bool = Field(description="Whether it is to be reviewed now.")
    overdue_days: Count = Field(
        description="Days past the due date.", json_schema_extra={"x-unit": "days"}
    )
    days_since_review: Count | None = Field(json_schema_extra={"x-unit": "days"})
    interval_days: Days = Field(description="From the last review to the next; 0 within a day.")
    interval_minutes: Finite | None = Field(
        default=None,
        description="Minutes from the last review to the next, while on a learning step.",
        json_schema_extra={"x-unit": "minutes"},
    )
    stability_days: Days | None = Field(
        description="Days after which the chance of recall has fallen to 90 %."
    )
    difficulty: Finite | None = Field(
        description="From 1 (easy) to 10.", json_schema_extra={"x-unit": "1 to 10"}
    )
    recall_now: Probability | None = Field(
        description="Chance that it would be recalled at `as_of` (retrievability)."
    )
    recall_when_due: Probability | None = Field(
        description="Chance that it would be recalled on its due date."
    )
    if_answered: list[NextAnswer] = Field(
        description="What again, hard, good and easy would lead to if answered at `as_of`."
    )


def describe(
    scheduler: Scheduler, position: int, history: History, card: Card | None, time: Clock
) -> CardSchedule:
    """Everything that is said about `card` at the moment of `time`."""
    if card is None:
        return _new(scheduler, position, history, time)
    last = history.moments[-1]
    due = last + datetime.timedelta(minutes=card.interval)
    since = (time.now - last).days
    interval = (due - last).days
    model = scheduler.model
    return CardSchedule(
        position=position,
        name=history.name,
        state=STATES[card.state],
        review_count=len(history.moments),
        last_review=last.date(),
        last_rating=RATINGS[history.ratings[-1] - 1],
        due_date=due.date(),
        due_at=time.told(due) if history.timed else None,
        is_due=due <= time.now,
        overdue_days=max((time.now.date() - due.date()).days, 0),
        days_since_review=since,
        interval_days=interval,
        interval_minutes=None if card.state == REVIEW else card.interval,
        stability_days=card.stability,
        difficulty=card.difficulty,
        recall_now=model.recall_chance(since, card.stability),
        recall_when_due=model.recall_chance(interval, card.stability),
        if_answered=[
            _answered(scheduler.then(card, since, rating), rating, time) for rating in (1, 2, 3, 4)
        ],
    )


def _new(scheduler: Scheduler, position: int, history: History, time: Clock) -> CardSchedule:
    return CardSchedule(
        position=position,
        name=history.name,
        state="new",
        review_count=0,
        last_review=None,
        last_rating=None,
        due_date=time.now.date(),
        is_due=True,
        overdue_days=0,
        days_since_review=None,
        interval_days=0,
        stability_days=None,
        difficulty=None,
        recall_now=None,
        recall_when_due=None,
        if_answered=[_answered(scheduler.first(rating), rating, time) for rating in (1, 2, 3, 4)],
    )


def _answered(card: Card, rating: int, time: Clock) -> NextAnswer:
    start = time.now if isinstance(time.as_of, datetime.datetime) else time.wall(time.as_of)
    due = start + datetime.timedelta(minutes=card.interval)
    return NextAnswer(
        rating=RATINGS[rating - 1],
        state=STATES[card.state],
        interval_days=(due - start).days,
        interval_minutes=None if card.state == REVIEW else card.interval,
        due_date=due.date(),
        stability_days=card.stability,
    )


def fuzzed_days(days: int, longest: int, random: np.random.Generator) -> int:
    """`days` moved a little, by the ranges FSRS uses; intervals under 2.5 days stay."""
    if days < FUZZ_RANGES[0][0]:
        return days
    reach = 1 + sum(share * max(min(days, upper) - lower, 0) for lower, upper, share in FUZZ_RANGES)
    most = min(round(days + reach), longest)
    least = min(max(2, round(days - reach)), most)
    return int(random.integers(least, most + 1))


def fuzzed(card: Card, longest: int, random: np.random.Generator) -> Card:
    """`card` with its interval moved a little, when it is in review."""
    if card.state != REVIEW:
        return card
    days = fuzzed_days(round(card.interval / DAY), longest, random)
    return Card(card.state, card.step, card.stability, card.difficulty, days * DAY)
