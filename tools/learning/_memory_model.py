"""FSRS-6: how a memory's stability and difficulty change with each review.

Stability is the number of days after which the chance of recall has fallen to 90 %; difficulty
runs from 1 (easy) to 10. Days are whole days since the last review, as FSRS-6 counts them.

Reference: Open Spaced Repetition, "The Algorithm" (FSRS-6, 21 parameters).
"""

import math
from dataclasses import dataclass
from functools import cached_property

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = ("again", "hard", "good", "easy")

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # stability after a first again, hard, good, easy: days
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty
    *(1.8722, 0.1666, 0.796),  # growth of stability when recalled
    *(1.4835, 0.0614, 0.2629, 1.6483),  # stability after forgetting
    *(0.6014, 1.8729),  # hard penalty, easy bonus
    *(0.5425, 0.0912, 0.0658),  # reviews on the same day
    0.1542,  # how fast the forgetting curve falls
)
LOWEST_PARAMETERS = (
    *(0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1),
)
HIGHEST_PARAMETERS = (
    *(100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8),
)
LEAST_STABILITY = 0.001  # days; keeps the forgetting curve defined
LEAST_DIFFICULTY, GREATEST_DIFFICULTY = 1.0, 10.0


@dataclass(frozen=True)
class MemoryModel:
    """FSRS-6 with its parameters, one review at a time."""

    parameters: tuple[float, ...] = DEFAULT_PARAMETERS

    @cached_property
    def factor(self) -> float:
        """Scales the forgetting curve so that recall is 90 % after one stability."""
        return 0.9 ** (-1 / self.parameters[20]) - 1

    def recall_chance(self, days: float, stability: float) -> float:
        """The chance of recall `days` after the last review."""
        return (1 + self.factor * days / stability) ** -self.parameters[20]

    def interval(self, stability: float, retention: float) -> float:
        """Days until the chance of recall has fallen to `retention`."""
        return stability / self.factor * (retention ** (-1 / self.parameters[20]) - 1)

    def first_stability(self, rating: int) -> float:
        """Stability after the first review."""
        return max(self.parameters[rating - 1], LEAST_STABILITY)

    def first_difficulty(self, rating: int) -> float:
        """Difficulty after the first review."""
        return _bounded(self._unbounded_difficulty(rating))

    def next_difficulty(self, difficulty: float, rating: int) -> float:
        """Difficulty after a further review: damped near 10, drawn a little to an easy card's."""
        w = self.parameters
        moved = difficulty - w[6] * (rating - GOOD) * (GREATEST_DIFFICULTY - difficulty) / 9
        return _bounded(w[7] * self._unbounded_difficulty(EASY) + (1 - w[7]) * moved)

    def next_stability(self, stability: float, difficulty: float, days: int, rating: int) -> float:
        """Stability after a further review, `days` whole days after the last."""
        if days < 1:
            return max(self._same_day(stability, rating), LEAST_STABILITY)
        recall = self.recall_chance(days, stability)
        after = self._forgotten if rating == AGAIN else self._recalled
        return max(after(stability, difficulty, recall, rating), LEAST_STABILITY)

    def _unbounded_difficulty(self, rating: int) -> float:
        w = self.parameters
        return w[4] - math.exp(w[5] * (rating - 1)) + 1

    def _same_day(self, stability: float, rating: int) -> float:
        w = self.parameters
        growth = math.exp(w[17] * (rating - GOOD + w[18])) * stability ** -w[19]
        return stability * (growth if rating == AGAIN else max(growth, 1.0))

    def _recalled(self, stability: float, difficulty: float, recall: float, rating: int) -> float:
        w = self.parameters
        bonus = w[15] if rating == HARD else w[16] if rating == EASY else 1.0
        surprise = math.exp(w[10] * (1 - recall)) - 1
        return stability * (
            1 + math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * surprise * bonus
        )

    def _forgotten(self, stability: float, difficulty: float, recall: float, _: int) -> float:
        w = self.parameters
        relearned = (
            w[11]
            * difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * math.exp(w[14] * (1 - recall))
        )
        return min(relearned, stability / math.exp(w[17] * w[18]))


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, LEAST_DIFFICULTY), GREATEST_DIFFICULTY)
