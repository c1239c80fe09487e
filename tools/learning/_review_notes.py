"""What a review schedule assumes, and what its reader must know."""

import datetime
from collections.abc import Sequence

from tools.learning._memory_model import DEFAULT_PARAMETERS
from tools.learning._schedule_request import ScheduleReviewsRequest
from tools.learning._timeline import History


def notes(request: ScheduleReviewsRequest, histories: Sequence[History], listed: int) -> list[str]:
    """Assumptions, defaults and caveats of one schedule."""
    told = [
        _assumptions(request),
        "The chance of recall is a model's estimate from the dates and ratings alone; "
        "days count as whole days since the last review.",
    ]
    if any(history.was_unordered for history in histories):
        told.append("Reviews were not in order of time; they were put in order first.")
    if request.timezone is None and any(history.timed for history in histories):
        told.append("Times without a UTC offset are read as UTC, and due times are given in UTC.")
    if not all(history.timed for history in histories) and not isinstance(
        request.as_of, datetime.datetime
    ):
        told.append("A day without a time counts as noon; today lasts until its end.")
    if request.enable_fuzzing:
        told.append(f"Due days are spread at random, seed {request.seed}; forecasts are not.")
    if listed < len(histories):
        told.append(f"The {listed} most urgent of {len(histories)} cards are listed in full.")
    return told


def _assumptions(request: ScheduleReviewsRequest) -> str:
    published = tuple(request.parameters) == DEFAULT_PARAMETERS
    parameters = "the published FSRS-6 parameters" if published else "your FSRS-6 parameters"
    return (
        f"Assumed: {parameters}, {request.desired_retention * 100:.4g} % retention, learning "
        f"steps {_steps(request.learning_steps)}, relearning steps "
        f"{_steps(request.relearning_steps)}."
    )


def _steps(steps: Sequence[float]) -> str:
    return " and ".join(f"{step:g}" for step in steps) + " min" if steps else "none"
