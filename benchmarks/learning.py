"""learning.schedule_reviews beside py-fsrs, and knowledge tracing's fit beside pyBKT.

py-fsrs is the reference implementation of FSRS-6. pyBKT's wheel is its Python version; its C++
extension has to be built from source and is not measured here. Both fit the same simulated answers
with the same stopping rule (a gain of under 0.005, at most 100 rounds).

Run with the peers' environment: `PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/learning.py`.
CPU time of one thread, median of rounds, in one process; compiling is not counted.
"""

import csv
import datetime
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import fsrs
import numpy as np

from benchmarks import bkt_oracle
from tools.learning import compile_kernels
from tools.learning._answer_histories import Histories as Answers
from tools.learning._bkt_fit import fitted
from tools.learning._bkt_kernel import maximise
from tools.learning._memory_model import DEFAULT_PARAMETERS
from tools.learning._review_replay import replay
from tools.learning._schedule_request import ScheduleReviewsRequest
from tools.learning.schedule_reviews import schedule_reviews

LOG = Path(__file__).parents[1] / "tests" / "data" / "learning" / "review_log.csv"
ROUNDS = 7
COPIES = 300  # of the public log: 3.8 million reviews
Histories = dict[str, list[tuple[datetime.datetime, int]]]


def public_log() -> Histories:
    """The public review log by card."""
    histories: Histories = defaultdict(list)
    with LOG.open(newline="") as file:
        for row in csv.DictReader(file):
            moment = datetime.datetime.fromisoformat(row["review_time"]).astimezone(datetime.UTC)
            histories[row["card_id"]].append((moment, int(row["review_rating"])))
    return {card: sorted(reviews) for card, reviews in histories.items()}


def arrays(histories: Histories) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Card starts, whole days and ratings, the log repeated."""
    days: list[int] = []
    for reviews in histories.values():
        moments = [moment for moment, _ in reviews]
        days += [0, *((b - a).days for a, b in pairwise(moments))]
    ratings = [rating for reviews in histories.values() for _, rating in reviews]
    lengths = np.tile([len(reviews) for reviews in histories.values()], COPIES)
    return (
        np.concatenate(([0], np.cumsum(lengths))),
        np.tile(np.array(days, np.int32), COPIES),
        np.tile(np.array(ratings, np.int8), COPIES),
    )


def random_arrays(reviews: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twenty reviews a card, five in six on another day: more work and no pattern to predict."""
    random = np.random.default_rng(3)
    return (
        np.arange(0, reviews + 1, 20),
        random.choice(np.array([0, 1, 3, 7, 20, 60], np.int32), reviews),
        random.choice(np.array([1, 2, 3, 4], np.int8), reviews, p=[0.15, 0.1, 0.65, 0.1]),
    )


def peer(histories: Histories) -> None:
    """Replay every card with py-fsrs."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for reviews in histories.values():
        card = fsrs.Card(card_id=1)
        for moment, rating in reviews:
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)


def seconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median CPU time of one call."""
    times: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        call()
        times.append(time.process_time() - began)
    return statistics.median(times)


def simulated_answers(learners: int) -> Answers:
    """Ten answers a learner, drawn from the model itself."""
    random = np.random.default_rng(5)
    known = random.random(learners) < 0.3
    marks = np.empty((learners, 10), np.int8)
    for t in range(10):
        marks[:, t] = random.random(learners) < np.where(known, 0.9, 0.2)
        known |= random.random(learners) < 0.15
    return Answers(
        np.arange(0, marks.size + 1, 10),
        marks.ravel(),
        (None,) * learners,
        (None,) * learners,
        np.arange(marks.size),
    )


def knowledge() -> dict[str, float]:
    """Answers a second through one EM fit from one start, and through our whole fit."""
    few, many = simulated_answers(1_000), simulated_answers(40_000)
    start, weights = np.array([0.5, 0.2, 0.3, 0.2, 0.0]), np.ones(40_000)
    arrays = (many.starts, many.marks, weights)
    ours = many.marks.size / seconds(lambda: maximise(*arrays, start, 0.0, False, 100, 0.005))
    whole = many.marks.size / seconds(lambda: fitted(many, False))
    own = {"prior": 0.5, "learns": [0.2], "guesses": [0.3], "slips": [0.2], "forgets": [0.0]}
    answers = bkt_oracle.data(np.full(1_000, 10), few.marks)

    def theirs() -> None:
        model = {name: np.array(value) for name, value in own.items()}
        shape = {"As": np.zeros((1, 2, 2)), "pi_0": np.zeros((2, 1))}
        bkt_oracle.EM_fit.EM_fit({**model, **shape}, answers, tol=0.005, parallel=False)

    reference = few.marks.size / seconds(theirs, 3)
    return {
        "EM from one start, 400,000 answers (answers a second)": round(ours),
        "whole fit with uncertainty, 400,000 answers (answers a second)": round(whole),
        "pyBKT (Python), EM from one start, 10,000 answers (answers a second)": round(reference),
        "EM to pyBKT": round(ours / reference),
        "whole fit to pyBKT": round(whole / reference),
    }


def main() -> None:
    """Print reviews a second of the kernel, the capability and the peer, and their ratios."""
    compile_kernels()
    histories = public_log()
    count = sum(map(len, histories.values()))
    parameters = np.array(DEFAULT_PARAMETERS)
    logged, drawn = arrays(histories), random_arrays(4_000_000)
    kernel = logged[2].size / seconds(lambda: replay(*logged, parameters, 2, 1))
    harder = drawn[2].size / seconds(lambda: replay(*drawn, parameters, 2, 1))
    reference = count / seconds(lambda: peer(histories))
    rows = [
        {"card": card, "date": moment, "rating": rating}
        for card, reviews in histories.items()
        for moment, rating in reviews
    ]
    table = [{**row, "date": row["date"].isoformat()} for row in rows]
    request = ScheduleReviewsRequest.model_validate({"review_log": table, "as_of": "2024-12-31"})
    whole = count / seconds(lambda: schedule_reviews(request))
    figures = {
        "kernel, public log (reviews a second)": round(kernel),
        "kernel, random histories (reviews a second)": round(harder),
        "capability, public log (reviews a second)": round(whole),
        "py-fsrs, public log (reviews a second)": round(reference),
        "kernel to py-fsrs": round(kernel / reference, 1),
        "capability to py-fsrs": round(whole / reference, 2),
    }
    print(json.dumps({**figures, **knowledge()}, indent=2))


if __name__ == "__main__":
    main()
