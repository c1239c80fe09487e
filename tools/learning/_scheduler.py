"""When is a card due? The states a card goes through, and the interval each review earns.

A new card is *learning*: it climbs short steps (minutes) until it graduates to *review*, where
intervals are days. A miss in review sends it to *relearning*, which has steps of its own.
"""

from dataclasses import dataclass, replace

from tools.learning._memory_model import AGAIN, EASY, GOOD, HARD, MemoryModel

LEARNING, REVIEW, RELEARNING = 1, 2, 3
STATES = ("new", "learning", "review", "relearning")
DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Card:
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
        new = Card(LEARNING, 0, model.first_stability(rating), model.first_difficulty(rating), 0.0)
        return self._placed(new, rating)

    def then(self, card: Card, days: int, rating: int) -> Card:
        """`card` after one more review, `days` whole days after the last."""
        reviewed = replace(
            card,
            stability=self.model.next_stability(card.stability, card.difficulty, days, rating),
            difficulty=self.model.next_difficulty(card.difficulty, rating),
        )
        return self._placed(reviewed, rating)

    def days(self, stability: float) -> int:
        """The interval of a card in review, in whole days."""
        return min(max(round(self.model.interval(stability, self.retention)), 1), self.longest)

    def steps(self, state: int) -> tuple[float, ...]:
        """The steps of a learning or relearning card."""
        return self.learning_steps if state == LEARNING else self.relearning_steps

    def _placed(self, card: Card, rating: int) -> Card:
        if card.state == REVIEW:
            if rating == AGAIN and self.relearning_steps:
                return replace(card, state=RELEARNING, step=0, interval=self.relearning_steps[0])
            return self._in_review(card)
        steps = self.steps(card.state)
        if not steps or rating == EASY or (rating == GOOD and card.step + 1 >= len(steps)):
            return self._in_review(card)
        step = {AGAIN: 0, HARD: card.step, GOOD: card.step + 1}[rating]
        return replace(card, step=step, interval=step_minutes(step, rating, steps))

    def _in_review(self, card: Card) -> Card:
        return replace(card, state=REVIEW, step=0, interval=self.days(card.stability) * DAY)


def step_minutes(step: int, rating: int, steps: tuple[float, ...]) -> float:
    """How long a card on a learning step waits: hard on the first step waits in between."""
    if rating == HARD and step == 0:
        return steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2
    return steps[step]
