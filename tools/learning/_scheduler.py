"""When is a card due? The states a card goes through, and the interval each review earns.

A new card is *learning*: it climbs short steps (minutes) until it graduates to *review*, where
intervals are days. A miss in review sends it to *relearning*, which has steps of its own.
"""

from dataclasses import dataclass
from typing import NamedTuple

from tools.learning._memory_model import AGAIN, EASY, GOOD, HARD, MemoryModel

LEARNING, REVIEW, RELEARNING = 1, 2, 3
STATES = ("new", "learning", "review", "relearning")
DAY = 24 * 60  # minutes


class Card(NamedTuple):
    """A card after its last review. `interval` is in minutes, from that review."""

    state: int
    step: int
    stability: float
    difficulty: float
    interval: float


@dataclass(frozen=True, slots=True)
class Scheduler:
    """FSRS-6 with learning steps (minutes), asked-for retention and longest interval (days)."""

    model: MemoryModel
    retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    longest: int = 36_500

    def first(self, rating: int) -> Card:
        """A new card after its first review."""
        model = self.model
        memory = model.first_stability(rating), model.first_difficulty(rating)
        return self._placed(LEARNING, 0, memory, rating)

    def then(self, card: Card, days: int, rating: int) -> Card:
        """`card` after one more review, `days` whole days after the last."""
        state, step, stability, difficulty, _ = card
        memory = (
            self.model.next_stability(stability, difficulty, days, rating),
            self.model.next_difficulty(difficulty, rating),
        )
        return self._placed(state, step, memory, rating)

    def days(self, stability: float) -> int:
        """The interval of a card in review, in whole days."""
        return min(max(round(self.model.interval(stability, self.retention)), 1), self.longest)

    def steps(self, state: int) -> tuple[float, ...]:
        """The steps of a learning or relearning card."""
        return self.learning_steps if state == LEARNING else self.relearning_steps

    def _placed(self, state: int, step: int, memory: tuple[float, float], rating: int) -> Card:
        """Where the rating leads: `step` is the one the card stood on."""
        if state == REVIEW:
            if rating == AGAIN and self.relearning_steps:
                return Card(RELEARNING, 0, *memory, self.relearning_steps[0])
            return self._in_review(memory)
        steps = self.steps(state)
        if not steps or rating == EASY or (rating == GOOD and step + 1 >= len(steps)):
            return self._in_review(memory)
        step = 0 if rating == AGAIN else step if rating == HARD else step + 1
        return Card(state, step, *memory, step_minutes(step, rating, steps))

    def _in_review(self, memory: tuple[float, float]) -> Card:
        return Card(REVIEW, 0, *memory, self.days(memory[0]) * DAY)


def step_minutes(step: int, rating: int, steps: tuple[float, ...]) -> float:
    """How long a card on a learning step waits: hard on the first step waits in between."""
    if rating == HARD and step == 0:
        return steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2
    return steps[step]
