"""Answers drawn from Bayesian knowledge tracing itself, so that the truth is known."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Parameters = tuple[float, float, float, float, float]
"""Prior, learn, guess, slip, forget."""


def simulated(parameters: Parameters, learners: int, answers: int, seed: int) -> NDArray[np.int8]:
    """A row a learner, a column an answer; 1 is right."""
    prior, learn, guess, slip, forget = parameters
    random = np.random.default_rng(seed)
    known = random.random(learners) < prior
    marks = np.empty((learners, answers), np.int8)
    for t in range(answers):
        marks[:, t] = random.random(learners) < np.where(known, 1 - slip, guess)
        chance = random.random(learners)
        known = np.where(known, chance >= forget, chance < learn)
    return marks


def as_table(marks: NDArray[np.int8], skill: str, first: int = 0) -> dict[str, list[Any]]:
    """Rows of user_id, skill_name and correct."""
    learners, answers = marks.shape
    return {
        "user_id": np.repeat(np.arange(first, first + learners), answers).tolist(),
        "skill_name": [skill] * marks.size,
        "correct": marks.ravel().tolist(),
    }


def together(*tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Several tables under each other."""
    return {name: [cell for table in tables for cell in table[name]] for name in tables[0]}
