"""Fit one skill's parameters to the answers of many learners, with how far they are uncertain.

Expectation-maximisation from several starts gives the maximum of the likelihood. For the
uncertainty the posterior under flat probabilities is taken as normal in the log odds around its
mode (Laplace), which keeps every parameter inside 0 to 1 also where the maximum lies on the border.

Reference: Corbett and Anderson (1995); Rabiner, Proceedings of the IEEE 77 (1989), section III.C.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.learning._answer_histories import Histories, collapsed
from tools.learning._bkt_parameters import FORGET, Floats, Parameters, from_array
from tools.learning._bkt_points import expit, logit, normal_spread

STARTS = np.array(
    [
        (0.2, 0.10, 0.20, 0.10, 0.05),
        (0.5, 0.20, 0.20, 0.10, 0.10),
        (0.8, 0.10, 0.30, 0.20, 0.20),
        (0.3, 0.30, 0.10, 0.30, 0.05),
        (0.6, 0.05, 0.40, 0.05, 0.02),
        (0.1, 0.40, 0.30, 0.10, 0.30),
    ]
)
TRIED, ROUNDS, FEWEST = 20, 5000, 60
"""Rounds from each start, and at most and at least from the two best until nothing is gained."""
WORK = 1e7  # answers of the request times rounds: some tenths of a second
GAIN = 1e-7  # of log-likelihood in one round: less is nothing
DRAWS = 500
STEP = 1e-3  # of the log odds, for second differences


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted parameters, sets of parameters that the data allow, and how the fit went."""

    parameters: Parameters
    draws: Floats
    log_likelihood: float
    rounds: int
    converged: bool


def fitted(histories: Histories, forgetting: bool) -> Fit:
    """The parameters that make the histories of one skill most likely."""
    # Numba takes half a second to load, so only fits pay for it.
    from tools.learning._bkt_kernel import log_likelihood, maximise

    data = collapsed(histories)
    starts = STARTS if forgetting else STARTS * (1, 1, 1, 1, 0)
    rounds = int(min(max(WORK / histories.among, FEWEST), ROUNDS))
    tried = [maximise(*data, start, 0.0, forgetting, TRIED, GAIN) for start in starts]
    best = sorted(tried, key=lambda one: -one[1][-1])[:2]
    ends = [maximise(*data, one, 0.0, forgetting, rounds, GAIN) for one, _ in best]
    found, trace = max(ends, key=lambda one: one[1][-1])
    found = _oriented(found) if forgetting else found
    inner = (
        np.clip(found, 0.01, 0.99) if forgetting else np.append(np.clip(found[:4], 0.01, 0.99), 0)
    )
    mode, _ = maximise(*data, inner, 1.0, forgetting, rounds, GAIN)
    free = FORGET + 1 if forgetting else FORGET

    def objective(logits: Floats) -> float:
        parameters = np.zeros(FORGET + 1)
        parameters[:free] = expit(logits)
        inside = parameters[:free]
        flat = float(np.log(inside * (1 - inside)).sum())
        return float(log_likelihood(*data, parameters)) + flat

    draws = np.zeros((DRAWS, FORGET + 1))
    draws[:, :free] = expit(_around(logit(mode[:free]), objective))
    settled = bool(trace[-1] - trace[-2] < GAIN)
    return Fit(from_array(found), draws, float(trace[-1]), trace.size, settled)


def _oriented(found: Floats) -> Floats:
    """With forgetting either state may come out as the known one; it is the one that succeeds."""
    prior, learn, guess, slip, forget = found
    if guess + slip <= 1:
        return found
    return np.array([1 - prior, forget, 1 - slip, 1 - guess, learn])


def _around(mode: Floats, objective: Callable[[Floats], float]) -> Floats:
    """Points spread as the normal whose precision is the curvature of `objective` at `mode`."""
    values, vectors = np.linalg.eigh(-_curvature(mode, objective))
    # A direction the data say nothing about keeps the width of a flat probability's log odds.
    deviations = 1 / np.sqrt(np.maximum(values, 3 / np.pi**2))
    return mode + normal_spread(DRAWS, mode.size) * deviations @ vectors.T


def _curvature(mode: Floats, objective: Callable[[Floats], float]) -> Floats:
    size, centre = mode.size, objective(mode)
    steps = np.eye(size) * STEP
    result = np.empty((size, size))
    for i in range(size):
        up, down = objective(mode + steps[i]), objective(mode - steps[i])
        result[i, i] = (up - 2 * centre + down) / STEP**2
        for j in range(i):
            mixed = (
                objective(mode + steps[i] + steps[j])
                - objective(mode + steps[i] - steps[j])
                - objective(mode - steps[i] + steps[j])
                + objective(mode - steps[i] - steps[j])
            )
            result[i, j] = result[j, i] = mixed / (4 * STEP**2)
    return result
