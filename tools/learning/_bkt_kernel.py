"""Expectation-maximisation for Bayesian knowledge tracing: arrays in, parameters out.

Sequence `i` owns the answers `starts[i]` to `starts[i + 1]` (0 wrong, 1 right) and counts
`weights[i]` times, so that learners who answered alike are worked through once. Parameters stand
in the order of `_bkt_parameters.NAMES`.

With two states one number says all: the chance of knowing, carried forwards by Bayes' rule and
smoothed backwards (Rauch-Tung-Striebel).

Where right answers come as often at the end as at the beginning, expectation-maximisation creeps:
thousands of rounds. Every two rounds are therefore drawn out along the path they took.

Reference: Varadhan and Roland, Simple and globally convergent methods for accelerating the
convergence of any EM algorithm, Scandinavian Journal of Statistics 35 (2008), scheme SqS3.
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
TOGETHER = 8  # likelihoods multiplied before a logarithm is taken
UNDERFLOW = 1e-200  # a product of likelihoods is turned into its logarithm before it gets there


def warm_up() -> None:
    """Compile for the types an answer log has."""
    starts, marks, weights = np.array([0, 3]), np.array([0, 1, 1], np.int8), np.ones(1)
    parameters = np.array([0.3, 0.1, 0.2, 0.1, 0.05])
    maximise(starts, marks, weights, parameters, 0.0, True, 2, 1e-6)
    log_likelihood(starts, marks, weights, parameters)
    chances_before(starts, marks, parameters)
    at_the_end(marks, np.tile(parameters, (2, 1)))


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
    It ends when a plain round gains less than `tolerance`, or after `most_rounds`; rounds that
    drew the path out too far are not told of.
    """
    parameters, trace = start.copy(), np.empty(most_rounds)
    earlier, first, second = np.empty(FREE), np.empty(FREE), np.empty(FREE)
    free = FREE if forgetting else FREE - 1
    longest = np.max(np.diff(starts))
    before, after = np.empty(longest), np.empty(longest)
    counts, chunk = np.empty(2 * FREE + 1), np.empty(2 * FREE + 1)
    rounds, stage = 0, 0
    for _ in range(most_rounds):
        _expect_all(starts, marks, weights, parameters, before, after, chunk, counts)
        reached = counts[2 * FREE] + pseudo * _log_prior(parameters, free)
        if stage == 2 and reached < trace[rounds - 1]:
            parameters[:] = second  # drawn out too far: on from where two rounds had led
            stage = 0
            continue
        trace[rounds] = reached
        rounds += 1
        if stage == 1 and reached - trace[rounds - 2] < tolerance:
            break
        if stage == 0:
            earlier[:] = parameters
        elif stage == 1:
            first[:] = parameters
        _improve(parameters, counts, pseudo, free)
        if stage == 1:
            second[:] = parameters
            _draw_out(earlier, first, parameters)
        stage = (stage + 1) % 3
    return parameters, trace[:rounds]


@njit(cache=True, error_model="numpy")
def _expect_all(
    starts: Offsets,
    marks: Marks,
    weights: Floats,
    p: Floats,
    before: Floats,
    after: Floats,
    chunk: Floats,
    counts: Floats,
) -> None:
    """The E-step over all sequences, summed chunk by chunk."""
    counts[:] = 0.0
    for begin in range(0, starts.size - 1, CHUNK):
        last = min(begin + CHUNK, starts.size - 1)
        _expect(starts, marks, weights, begin, last, p, before, after, chunk)
        counts += chunk


@njit(cache=True, error_model="numpy")
def _improve(parameters: Floats, counts: Floats, pseudo: float, free: int) -> None:
    """The M-step: how often each parameter's event came about, of how often it could."""
    for index in range(free):
        among = counts[FREE + index] + 2.0 * pseudo
        if among > 0.0:  # a share of nothing keeps its value
            parameters[index] = min((counts[index] + pseudo) / among, 1.0)


@njit(cache=True, error_model="numpy")
def _draw_out(earlier: Floats, first: Floats, second: Floats) -> None:
    """Move the parameters that two rounds led to on along their path, never onto a border."""
    step = first - earlier
    bend = second - first - step
    bent = np.sqrt(np.sum(bend**2))
    length = max(np.sqrt(np.sum(step**2)) / bent, 1.0) if bent > 0.0 else 1.0
    for index in range(FREE):
        drawn = earlier[index] + 2.0 * length * step[index] + length**2 * bend[index]
        if drawn <= 0.0:
            drawn = second[index] / 2.0
        elif drawn >= 1.0:
            drawn = (1.0 + second[index]) / 2.0
        second[index] = drawn


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


@njit(nogil=True, cache=True, error_model="numpy")
def chances_before(starts: Offsets, marks: Marks, p: Floats) -> Floats:
    """P(known) before each answer, under one set of parameters."""
    before, after = np.empty(marks.size), np.empty(marks.size)
    for sequence in range(starts.size - 1):
        begin, end = starts[sequence], starts[sequence + 1]
        _forwards(marks[begin:end], p, before[begin:end], after[begin:end])
    return before


@njit(nogil=True, cache=True, error_model="numpy")
def at_the_end(marks: Marks, sets: Floats) -> tuple[Floats, Floats]:
    """P(known) after the last answer and the log-likelihood, for each row of `sets`."""
    learn, kept = sets[:, 1].copy(), 1.0 - sets[:, 4]
    if_known, if_not = np.empty((2, len(sets))), np.empty((2, len(sets)))
    if_known[0], if_known[1] = sets[:, 3], 1.0 - sets[:, 3]
    if_not[0], if_not[1] = 1.0 - sets[:, 2], sets[:, 2]
    chance, product, total = sets[:, 0].copy(), np.ones(len(sets)), np.zeros(len(sets))
    for t in range(marks.size):
        knowing, guessing = if_known[marks[t]], if_not[marks[t]]
        for s in range(chance.size):
            known = chance[s] * knowing[s]
            seen = known + (1.0 - chance[s]) * guessing[s]
            given = known / max(seen, 1e-300)
            product[s] *= seen
            chance[s] = given * kept[s] + (1.0 - given) * learn[s]
        if t % TOGETHER == TOGETHER - 1 or t == marks.size - 1:
            total += np.log(product)
            product[:] = 1.0
    return chance, total
