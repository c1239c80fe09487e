"""What is known of a learner when parameters are unknown: every value in its range, weighed.

Each unknown parameter is taken as equally likely anywhere in its range; sets of parameters count
by how well they explain the answers. Importance sampling in the log odds of the place within the
range, the proposal moved to where the weight is until enough sets carry it.

Reference: Cappé, Douc, Guillin, Marin and Robert, Adaptive importance sampling, Statistics and
Computing 18 (2008).
"""

from collections.abc import Mapping, Sequence
from typing import NoReturn

import numpy as np

from tools.errors import InvalidInput
from tools.learning._answer_histories import Histories, Marks, Offsets, collapsed
from tools.learning._bkt_filter import at_ends
from tools.learning._bkt_parameters import NAMES, RANGES, Floats
from tools.learning._bkt_points import expit, logit, normal_spread, spread

SETS, FEWER_SETS, MANY = 2000, 500, 500
"""Sets of parameters; fewer for more answers than `MANY`, which leave less to be uncertain of."""
ENOUGH = 0.2  # of the sets effective; fewer and the proposal is moved
MOVES = 6
WIDER = 1.4  # than the weighted deviation, so that the proposal's tails cover the target's


def weighed(
    known: Mapping[str, float],
    unknown: Sequence[str],
    histories: Histories,
) -> tuple[Floats, Floats]:
    """Sets of parameters and their weights, which sum to 1, given some sequences of answers.

    `known` are parameters that were given, `unknown` those to be weighed; a parameter in neither
    is 0.
    """
    answers = collapsed(histories)
    fixed = np.array([known.get(name, 0.0) for name in NAMES])
    count = SETS if histories.marks.size <= MANY else FEWER_SETS
    places, density = spread(count, len(unknown)), np.ones(count)
    sets, weights = _scored(fixed, unknown, places, density, answers, histories.among)
    for _ in range(MOVES):
        if 1 / (weights**2).sum() >= ENOUGH * count:
            break
        places, density = _moved(places, weights)
        sets, weights = _scored(fixed, unknown, places, density, answers, histories.among)
    return sets, weights


def refuse_impossible() -> NoReturn:
    """Answers came that the stated parameters rule out."""
    raise InvalidInput.of(
        "guess",
        "and slip make these answers impossible: give a guess above 0 or a slip above 0",
        code="impossible",
    )


def _scored(
    fixed: Floats,
    unknown: Sequence[str],
    places: Floats,
    density: Floats,
    answers: tuple[Offsets, Marks, Floats],
    among: int,
) -> tuple[Floats, Floats]:
    sets = np.tile(fixed, (len(places), 1))
    for column, name in enumerate(unknown):
        low, high = RANGES[name]
        sets[:, NAMES.index(name)] = low + (high - low) * places[:, column]
    logs = -np.log(density)
    starts, marks, counts = answers
    ends = at_ends(sets, starts, marks, among)
    for count, (_, likelihood) in zip(counts.tolist(), ends, strict=True):
        logs += count * likelihood
    if np.isneginf(logs.max()):
        refuse_impossible()
    weights = np.exp(logs - logs.max())
    return sets, weights / weights.sum()


def _moved(places: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Places drawn near where the weight is, and the density they are drawn with."""
    there = logit(places)
    centre = weights @ there
    spreads = (there - centre).T * weights @ (there - centre)
    # A little of the width a flat place has keeps a proposal of few sets from collapsing.
    covariance = WIDER**2 * spreads + 0.02 * np.eye(centre.size)
    factor = np.linalg.cholesky(covariance)
    normal = normal_spread(len(places), centre.size)
    moved = expit(centre + normal @ factor.T)
    moved = np.clip(moved, 1e-9, 1 - 1e-9)
    log_density = -0.5 * (normal**2).sum(axis=1) - np.log(moved * (1 - moved)).sum(axis=1)
    return moved, np.exp(log_density - log_density.max())
