"""Expectation-maximisation for Bayesian knowledge tracing: arrays in, parameters out.

Sequence `i` owns the answers `starts[i]` to `starts[i + 1]` (0 wrong, 1 right) and counts
`weights[i]` times, so that learners who answered alike are worked through once. Parameters stand
in the order of `_bkt_parameters.NAMES`.

With two states one number says all: the chance of knowing, carried forwards by Bayes' rule and
smoothed backwards (Rauch-Tung-Striebel).
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit

Floats = NDArray[np.float64]
Offsets = NDArray[np.int64]
Marks = NDArray[np.int8]
CHUNK = 4096  # sequences summed together; fixed, so that the order of summation never changes
FREE = 5  # parameters; counted are how often each came about, of how often it could, and the fit
UNDERFLOW = 1e-200  # a product of likelihoods is turned into its logarithm before it gets there


def warm_up() -> None:
    """Compile for the types an answer log has."""
    starts, marks, weights = np.array([0, 3]), np.array([0, 1, 1], np.int8), np.ones(1)
    parameters = np.array([0.3, 0.1, 0.2, 0.1, 0.05])
    maximise(starts, marks, weights, parameters, 0.0, True, 2, 1e-6)
    log_likelihood(starts, marks, weights, parameters)


@njit(nogil=True, cache=True, error_model="numpy")
def maximise(
    starts: Offsets,
    marks: Marks,
    weights: Floats,
    start: Floats,
    pseudo: float,
    forgetting: bool,
    most_rounds: int,
    tolerance: float,
) -> tuple[Floats, Floats]:
    """Parameters after EM from `start`, and the objective before each round.

    The objective is the log-likelihood plus `pseudo` times the sum of log p(1 - p) over the free
    parameters: with 1, its maximum is the posterior mode of the logits under flat probabilities.
    It ends when a round gains less than `tolerance`, or after `most_rounds`.
    """
    parameters, trace = start.copy(), np.empty(most_rounds)
    free = FREE if forgetting else FREE - 1
    longest = np.max(np.diff(starts))
    before, after = np.empty(longest), np.empty(longest)
    counts, chunk = np.empty(2 * FREE + 1), np.empty(2 * FREE + 1)
    rounds = 0
    while rounds < most_rounds:
        counts[:] = 0.0
        for first in range(0, starts.size - 1, CHUNK):
            last = min(first + CHUNK, starts.size - 1)
            _expect(starts, marks, weights, first, last, parameters, before, after, chunk)
            counts += chunk
        trace[rounds] = counts[2 * FREE] + pseudo * _log_prior(parameters, free)
        rounds += 1
        if rounds > 1 and trace[rounds - 1] - trace[rounds - 2] < tolerance:
            break
        for index in range(free):
            among = counts[FREE + index] + 2.0 * pseudo
            if among > 0.0:  # a share of nothing keeps its value
                parameters[index] = min((counts[index] + pseudo) / among, 1.0)
    return parameters, trace[:rounds]


@njit(inline="always", cache=True, error_model="numpy")
def _log_prior(p: Floats, free: int) -> float:
    total = 0.0
    for index in range(free):
        total += log(max(p[index] * (1.0 - p[index]), 1e-300))
    return total


@njit(nogil=True, cache=True, error_model="numpy")
def _expect(
    starts: Offsets,
    marks: Marks,
    weights: Floats,
    first: int,
    last: int,
    p: Floats,
    before: Floats,
    after: Floats,
    counts: Floats,
) -> None:
    """The E-step over some sequences: how often each parameter's event came about, and could."""
    counts[:] = 0.0
    for sequence in range(first, last):
        begin, size = starts[sequence], starts[sequence + 1] - starts[sequence]
        weight = weights[sequence]
        counts[2 * FREE] += weight * _forwards(marks[begin : begin + size], p, before, after)
        known = float(after[size - 1])
        for t in range(size - 1, -1, -1):
            if t < size - 1:
                known = _backwards(known, after[t], before[t + 1], p, weight, counts)
            if marks[begin + t] == 1:
                counts[2] += weight * (1.0 - known)
            else:
                counts[3] += weight * known
            counts[FREE + 2] += weight * (1.0 - known)
            counts[FREE + 3] += weight * known
        counts[0] += weight * known
        counts[FREE] += weight


@njit(inline="always", cache=True, error_model="numpy")
def _forwards(marks: Marks, p: Floats, before: Floats, after: Floats) -> float:
    """Fill the chance of knowing before and after each answer is seen; the log-likelihood."""
    chance, product, total = p[0], 1.0, 0.0
    for t in range(marks.size):
        before[t] = chance
        if marks[t] == 1:
            known, other = chance * (1.0 - p[3]), (1.0 - chance) * p[2]
        else:
            known, other = chance * p[3], (1.0 - chance) * (1.0 - p[2])
        product *= known + other
        if product < UNDERFLOW:
            total += log(max(product, 1e-300))
            product = 1.0
        chance = known / (known + other) if known + other > 0.0 else chance
        after[t] = chance
        chance = chance * (1.0 - p[4]) + (1.0 - chance) * p[1]
    return total + log(product)


@njit(inline="always", cache=True, error_model="numpy")
def _backwards(
    later: float, here: float, ahead: float, p: Floats, weight: float, counts: Floats
) -> float:
    """The smoothed chance one answer earlier, counting what was learnt and forgotten between.

    `later`: smoothed at the answer after; `here`: filtered at this one; `ahead`: what this one
    let expect for the answer after.
    """
    gained = later / ahead if ahead > 0.0 else 0.0
    missed = (1.0 - later) / (1.0 - ahead) if ahead < 1.0 else 0.0
    learnt = (1.0 - here) * p[1] * gained
    lost = here * p[4] * missed
    known = here * (1.0 - p[4]) * gained + lost
    counts[1] += weight * learnt
    counts[4] += weight * lost
    counts[FREE + 1] += weight * (1.0 - known)
    counts[FREE + 4] += weight * known
    return known


@njit(nogil=True, cache=True, error_model="numpy")
def log_likelihood(starts: Offsets, marks: Marks, weights: Floats, p: Floats) -> float:
    """The log-likelihood of all answers under one set of parameters."""
    longest = np.max(np.diff(starts))
    before, after = np.empty(longest), np.empty(longest)
    total = 0.0
    for sequence in range(starts.size - 1):
        own = marks[starts[sequence] : starts[sequence + 1]]
        total += weights[sequence] * _forwards(own, p, before, after)
    return total
