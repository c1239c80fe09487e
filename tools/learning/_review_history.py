"""Replay histories through the scheduler: one by one, or compiled when there are many."""

from collections.abc import Sequence

import numpy as np

from tools.learning._scheduler import DAY, REVIEW, Card, Scheduler, step_minutes
from tools.learning._timeline import History

COMPILED_FROM = 20_000  # reviews: about 80 ms of plain Python, less than loading the compiler


def cards_after(scheduler: Scheduler, histories: Sequence[History]) -> list[Card | None]:
    """Each card after its last review; None for a card never reviewed."""
    if sum(len(history.moments) for history in histories) < COMPILED_FROM:
        return [_replayed(scheduler, history) for history in histories]
    reviewed = iter(replayed_together(scheduler, [h for h in histories if h.moments]))
    return [next(reviewed) if history.moments else None for history in histories]


def _replayed(scheduler: Scheduler, history: History) -> Card | None:
    card: Card | None = None
    for days, rating in zip(history.gaps(), history.ratings, strict=True):
        card = scheduler.first(rating) if card is None else scheduler.then(card, days, rating)
    return card


def replayed_together(scheduler: Scheduler, histories: Sequence[History]) -> list[Card]:
    """All cards at once by the compiled kernel; every history has a review."""
    # Numba takes half a second to load, so only large logs pay for it.
    from tools.learning._review_replay import replay

    lengths = [len(history.moments) for history in histories]
    states, steps, stabilities, difficulties = replay(
        np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))),
        np.concatenate([np.array(history.gaps(), np.int32) for history in histories]),
        np.concatenate([np.array(history.ratings, np.int8) for history in histories]),
        np.array(scheduler.model.parameters),
        len(scheduler.learning_steps),
        len(scheduler.relearning_steps),
    )
    rows = zip(
        *(column.tolist() for column in (states, steps, stabilities, difficulties)),
        (history.ratings[-1] for history in histories),
        strict=True,
    )
    return [_card(scheduler, *row) for row in rows]


def _card(
    scheduler: Scheduler, state: int, step: int, stability: float, difficulty: float, rating: int
) -> Card:
    if state == REVIEW:
        return Card(state, 0, stability, difficulty, scheduler.days(stability) * DAY)
    steps = scheduler.steps(state)
    return Card(state, step, stability, difficulty, step_minutes(step, rating, steps))
