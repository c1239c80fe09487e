"""Replay a large review log through FSRS-6: arrays in, one row of memory state per card out.

The same mathematics as `_memory_model` and `_scheduler`, compiled, and with each power written as
one logarithm and one exponential, because that is where the time goes.
"""

from math import exp, log

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Offsets = NDArray[np.int64]
Days = NDArray[np.int32]
Ratings = NDArray[np.int8]
States = tuple[NDArray[np.int8], NDArray[np.int32], Floats, Floats]


def warm_up() -> None:
    """Compile for the types a review log has."""
    replay(
        np.array([0, 2]), np.array([0, 1], np.int32), np.array([3, 3], np.int8), np.ones(21), 2, 1
    )


@njit(nogil=True, cache=True, error_model="numpy")
def replay(
    starts: Offsets,
    days: Days,
    ratings: Ratings,
    w: Floats,
    learning_steps: int,
    relearning_steps: int,
) -> States:
    """State, step, stability and difficulty of each card after its last review.

    Card `c` owns the reviews `starts[c]` to `starts[c + 1]`, in order; `days` are whole days since
    the card's previous review; `ratings` run from 1 (again) to 4 (easy); `w` holds the parameters.
    """
    cards = starts.size - 1
    states = np.empty(cards, np.int8)
    steps = np.empty(cards, np.int32)
    stabilities = np.empty(cards)
    difficulties = np.empty(cards)
    constants = _constants(w)
    first_difficulty, easy = constants[6:11], constants[5]
    for card in range(cards):
        first = starts[card]
        rating = int(ratings[first])
        s = max(w[rating - 1], 0.001)
        d = first_difficulty[rating]
        state, step = _place(1, 0, rating, learning_steps, relearning_steps)
        for i in range(first + 1, starts[card + 1]):
            rating = int(ratings[i])
            if days[i] < 1:
                s *= _same_day(s, rating, w)
            elif rating == 1:
                s = _forgotten(s, d, days[i], w, constants)
            else:
                s *= _growth(s, d, days[i], rating, w, constants)
            s = max(s, 0.001)
            d -= w[6] * (rating - 3) * (10 - d) / 9
            d = min(max(w[7] * easy + (1 - w[7]) * d, 1.0), 10.0)
            state, step = _place(state, step, rating, learning_steps, relearning_steps)
        states[card], steps[card], stabilities[card], difficulties[card] = state, step, s, d
    return states, steps, stabilities, difficulties


@njit(inline="always", cache=True, error_model="numpy")
def _constants(w: Floats) -> Floats:
    """0 curve factor, 1 growth, 2 cap after a miss, 3 hard, 4 easy, 5 easy start, 6… starts."""
    constants = np.zeros(11)
    constants[0] = exp(-log(0.9) / w[20]) - 1
    constants[1] = exp(w[8])
    constants[2] = exp(-w[17] * w[18])
    constants[3], constants[4] = w[15], w[16]
    constants[5] = w[4] - exp(3 * w[5]) + 1
    for rating in range(1, 5):
        constants[6 + rating] = min(max(w[4] - exp(w[5] * (rating - 1)) + 1, 1.0), 10.0)
    return constants


@njit(inline="always", cache=True, error_model="numpy")
def _same_day(s: float, rating: int, w: Floats) -> float:
    gain = exp(w[17] * (rating - 3 + w[18]) - w[19] * log(s))
    return gain if rating == 1 else max(gain, 1.0)


@njit(inline="always", cache=True, error_model="numpy")
def _forgotten(s: float, d: float, days: int, w: Floats, constants: Floats) -> float:
    missed = 1 - exp(-w[20] * log(1 + constants[0] * days / s))
    kept = exp(w[13] * log(s + 1)) - 1
    relearned = w[11] * kept * exp(w[14] * missed - w[12] * log(d))
    return min(relearned, s * constants[2])


@njit(inline="always", cache=True, error_model="numpy")
def _growth(s: float, d: float, days: int, rating: int, w: Floats, constants: Floats) -> float:
    missed = 1 - exp(-w[20] * log(1 + constants[0] * days / s))
    surprise = exp(w[10] * missed) - 1
    bonus = constants[3] if rating == 2 else constants[4] if rating == 4 else 1.0
    return 1 + constants[1] * (11 - d) * exp(-w[9] * log(s)) * surprise * bonus


@njit(inline="always", cache=True)
def _place(
    state: int, step: int, rating: int, learning_steps: int, relearning_steps: int
) -> tuple[int, int]:
    if state == 2:
        if rating == 1 and relearning_steps > 0:
            return 3, 0
        return 2, 0
    steps = learning_steps if state == 1 else relearning_steps
    if steps == 0 or rating == 4 or (rating == 3 and step + 1 >= steps):
        return 2, 0
    if rating == 1:
        return state, 0
    if rating == 3:
        return state, step + 1
    return state, step
