"""From features to a grade: a logistic curve, and what its errors were on unseen questions.

The weights and the errors come from `tools/assessment/train_grader.py`. The interval and the
confidence are read off the errors made on questions left out of training, near the same grade.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FILE = Path(__file__).with_name("grader.json")
CLOSE = 0.2
"""A grade counts as agreed within one fifth of the marks: one point of five."""
_NEIGHBOURHOOD = 0.1  # standard deviation of the kernel over grades, as a share of the marks


@dataclass(frozen=True, slots=True)
class GradeModel:
    """A fitted grader."""

    features: tuple[str, ...]
    weights: Floats
    intercept: float
    said_from: float
    """Mean nearness of its words from which a clause of the reference counts as said."""
    predicted: Floats
    """Grades given to answers of questions left out of the fit, as shares of the marks."""
    actual: Floats
    """What a person gave those answers."""
    correlation: float

    def grade(self, features: Mapping[str, float]) -> float:
        """The expected share of the marks, between 0 and 1."""
        values = np.array([features[name] for name in self.features])
        return float(logistic(self.intercept + values @ self.weights))

    def interval(self, share: float, level: float) -> tuple[float, float]:
        """Between which shares a person's grade lies with probability `level`."""
        order = np.argsort(self.actual)
        weights = self._near(share)[order]
        # Each answer at the middle of its weight, so that no quantile falls outside the data.
        places = (np.cumsum(weights) - weights / 2) / weights.sum()
        ends = np.interp([(1 - level) / 2, (1 + level) / 2], places, self.actual[order])
        return min(float(ends[0]), share), max(float(ends[1]), share)

    def confidence(self, share: float) -> float:
        """The chance that a person's grade lies within one fifth of the marks of this one."""
        agreed = np.abs(self.actual - self.predicted) <= CLOSE + 1e-9
        weights = self._near(share)
        # Laplace's rule: no finite number of answers makes certain.
        effective = weights.sum() ** 2 / (weights**2).sum()
        return float((weights @ agreed / weights.sum() * effective + 1) / (effective + 2))

    def _near(self, share: float) -> Floats:
        return np.exp(-0.5 * ((self.predicted - share) / _NEIGHBOURHOOD) ** 2) + 1e-9


@cache
def grader(by_meaning: bool) -> GradeModel:
    """The shipped grader: by words and meaning, or by words alone where there is no encoder."""
    stored: dict[str, Any] = json.loads(FILE.read_text())["models"][
        "meaning" if by_meaning else "words"
    ]
    return GradeModel(
        features=tuple(stored["features"]),
        weights=_array(stored["weights"]),
        intercept=stored["intercept"],
        said_from=stored["said_from"],
        predicted=_array(stored["predicted"]),
        actual=_array(stored["actual"]),
        correlation=stored["correlation"],
    )


def logistic(values: Any) -> Any:
    """1 / (1 + exp(-x))."""
    return 1 / (1 + np.exp(-values))


def _array(values: Sequence[float]) -> Floats:
    return np.array(values, float)
