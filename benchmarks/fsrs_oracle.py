"""Write what py-fsrs says of random histories and of a public review log, for the tests.

Run with the peers' environment: `benchmarks/.venv/bin/python benchmarks/fsrs_oracle.py`.
"""

import csv
import datetime
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from fsrs import Card, Rating, Scheduler

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "learning"
START = datetime.datetime(2025, 1, 1, 8, tzinfo=datetime.UTC)
STEPS = (([1, 10], [10]), ([], []), ([5], []), ([1, 10, 60], [10, 30]))
WAITS = (0.005, 0.3, 1, 1.5, 3, 8, 21, 90, 400)  # days


def replay(scheduler: Scheduler, reviews: list[tuple[datetime.datetime, int]]) -> Card:
    """The card after its reviews."""
    card = Card(card_id=1)
    for moment, rating in reviews:
        card, _ = scheduler.review_card(card, Rating(rating), moment)
    return card


def row(card: Card) -> dict[str, Any]:
    """What the tests compare."""
    assert card.last_review is not None
    later = card.last_review + datetime.timedelta(days=30, hours=5)
    return {
        "state": card.state.name.lower(),
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": card.due.isoformat(),
        "recall_after_30_days": Scheduler().get_card_retrievability(card, later),
    }


def random_histories(count: int) -> list[dict[str, Any]]:
    """Histories with all ratings, gaps from minutes to a year, and several sets of steps."""
    draw = random.Random(20261121)
    told: list[dict[str, Any]] = []
    for number in range(count):
        learning, relearning = STEPS[number % len(STEPS)]
        retention = draw.choice((0.7, 0.85, 0.9, 0.97))
        longest = draw.choice((36500, 180))
        scheduler = Scheduler(
            desired_retention=retention,
            learning_steps=[datetime.timedelta(minutes=step) for step in learning],
            relearning_steps=[datetime.timedelta(minutes=step) for step in relearning],
            maximum_interval=longest,
            enable_fuzzing=False,
        )
        moment, reviews = START, []
        for _ in range(draw.randint(1, 15)):
            reviews.append((moment, draw.choice((1, 2, 3, 3, 3, 4))))
            moment += datetime.timedelta(days=draw.choice(WAITS))
        told.append(
            {
                "retention": retention,
                "longest": longest,
                "learning_steps": learning,
                "relearning_steps": relearning,
                "reviews": [[moment.isoformat(), rating] for moment, rating in reviews],
                **row(replay(scheduler, reviews)),
            }
        )
    return told


def public_log() -> dict[str, dict[str, Any]]:
    """Every card of the public review log, with the default scheduler."""
    histories: defaultdict[str, list[tuple[datetime.datetime, int]]] = defaultdict(list)
    with (FOLDER / "review_log.csv").open(newline="") as file:
        for line in csv.DictReader(file):
            moment = datetime.datetime.fromisoformat(line["review_time"]).astimezone(datetime.UTC)
            histories[line["card_id"]].append((moment, int(line["review_rating"])))
    scheduler = Scheduler(enable_fuzzing=False)
    return {card: row(replay(scheduler, sorted(told))) for card, told in histories.items()}


if __name__ == "__main__":
    (FOLDER / "fsrs_random.json").write_text(json.dumps(random_histories(400)))
    (FOLDER / "fsrs_log.json").write_text(json.dumps(public_log()))
