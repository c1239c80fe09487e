"""Slope of a person's log-likelihood in ability, information, and Warm's bias term."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import (
    SMALLEST,
    Floats,
    ItemCurves,
    category_bends,
    category_chances,
    category_slopes,
    step_curves,
)
from tools.assessment._irt_patterns import MISSING, Patterns


@dataclass(frozen=True, slots=True)
class LogSlopes:
    """Sums over the questions that a person answered."""

    first: Floats
    """Derivative of the log-likelihood by ability."""
    information: Floats
    """Fisher information."""
    skew: Floats
    """Warm's J: the sum over questions and categories of P' P'' / P."""


def _by_item(curves: ItemCurves, theta: Floats) -> LogSlopes:
    """`first` by question and category, (J, K + 1, Q); the others by question, (J, Q)."""
    steps = step_curves(curves, theta)
    chances = np.maximum(category_chances(curves, steps), SMALLEST)
    a = curves.slopes[:, None, None]
    first = category_slopes(steps).sum(axis=2) * a
    second = category_bends(steps).sum(axis=2) * a**2
    log_slope = first / chances
    return LogSlopes(log_slope, (first * log_slope).sum(axis=1), (second * log_slope).sum(axis=1))


def on_grid(curves: ItemCurves, patterns: Patterns, theta: Floats) -> Callable[[slice], LogSlopes]:
    """For a chunk of patterns the sums at every point of `theta`, shape (patterns, Q)."""
    items = _by_item(curves, theta)
    summed = patterns.summing(items.first)
    return lambda part: LogSlopes(
        summed(part),
        patterns.over_answered(items.information, part),
        patterns.over_answered(items.skew, part),
    )


def at_each(curves: ItemCurves, patterns: Patterns, theta: Floats) -> LogSlopes:
    """For every pattern the sums at its own ability, shape (patterns,)."""
    found = np.empty((3, len(theta)))
    questions = np.arange(len(curves.slopes))
    for part in patterns.chunks():
        codes = patterns.codes[part].astype(np.int64)
        items = _by_item(curves, theta[part])
        people = np.arange(len(codes))
        answered = codes != MISSING
        log_slope = items.first[questions, np.maximum(codes, 0), people[:, None]]
        found[0, part] = np.where(answered, log_slope, 0.0).sum(axis=1)
        found[1, part] = np.where(answered, items.information.T, 0.0).sum(axis=1)
        found[2, part] = np.where(answered, items.skew.T, 0.0).sum(axis=1)
    return LogSlopes(*found)
