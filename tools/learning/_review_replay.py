"""Replay a large review log through FSRS-6: arrays in, one row of memory state per card out.

The same mathematics as `_memory_model` and `_scheduler`, compiled, and with each power written as
one logarithm and one exponential, because that is where the time goes.
"""

from math import exp, log

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit

Floats = NDArray[np.float64]
Offsets = NDArray[np.int64]
Days = NDArray[np.int32]
Ratings = NDArray[np.int8]
LANES = 2  # cards in hand at a time
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

    Two cards are in hand at a time: each review waits for the one before it, so the processor
    works on the other card meanwhile (a quarter faster, same bits).
    """
    cards = starts.size - 1
    states, steps = np.empty(cards, np.int8), np.empty(cards, np.int32)
    stabilities, difficulties = np.empty(cards), np.empty(cards)
    constants = _constants(w)
    hand, at, end = np.full(LANES, -1), np.zeros(LANES, np.int64), np.zeros(LANES, np.int64)
    fresh, busy = 0, True
    while busy:
        busy = False
        for lane in range(LANES):
            card, review = int(hand[lane]), int(at[lane])
            if review < end[lane]:
                rating = int(ratings[review])
                stabilities[card], difficulties[card] = _remember(
                    float(stabilities[card]),
                    float(difficulties[card]),
                    int(days[review]),
                    rating,
                    w,
                    constants,
                )
                state, step = int(states[card]), int(steps[card])
            elif fresh < cards:
                card, review = fresh, int(starts[fresh])
                hand[lane], end[lane] = card, starts[card + 1]
                rating = int(ratings[review])
                stabilities[card] = max(w[rating - 1], 0.001)
                difficulties[card] = constants[6 + rating]
                state, step = 1, 0
                fresh += 1
            else:
                continue
            states[card], steps[card] = _place(
                state, step, rating, learning_steps, relearning_steps
            )
            at[lane] = review + 1
            busy = True
    return states, steps, stabilities, difficulties


@njit(inline="always", cache=True, error_model="numpy")
def _remember(
    s: float, d: float, days: int, rating: int, w: Floats, constants: Floats
) -> tuple[float, float]:
    """Stability and difficulty after one more review."""
    if days < 1:
        s *= _same_day(s, rating, w)
    elif rating == 1:
        s = _forgotten(s, d, days, w, constants)
    else:
        s *= _growth(s, d, days, rating, w, constants)
    d -= w[6] * (rating - 3) * (10 - d) / 9
    d = w[7] * constants[5] + (1 - w[7]) * d
    return max(s, 0.001), min(max(d, 1.0), 10.0)


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
