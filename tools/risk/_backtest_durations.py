"""A test of the days between exceptions, which should have no memory.

Christoffersen and Pelletier (2004), Backtesting value-at-risk: a duration-based approach, Journal
of Financial Econometrics 2(1): Weibull durations against exponential ones (shape 1), the first and
the last being censored. With a the scale put at its best, the likelihood depends on the shape
alone, and its slope falls in it, so Newton's steps find the one maximum.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST = 3  # exceptions under which there is hardly a duration
ROUNDS = 60
LEAST, MOST = 0.02, 200.0  # shapes looked at
CELLS = 2_000_000  # durations held at a time


def duration_ratio(positions: Floats, days: int) -> tuple[Floats, Floats]:
    """Likelihood ratio and shape for each row of exception days (rows, exceptions), from 1."""
    gaps, known = _durations(positions, days)
    logs = np.log(np.maximum(gaps, 1e-300))
    top = logs.max(axis=1, keepdims=True)
    logs = logs - top  # the shape does not depend on the unit of time
    inside = gaps > 0
    count = known.sum(axis=1)
    mean = np.where(known, logs, 0.0).sum(axis=1) / count
    shape = _best_shape(logs, inside, mean)
    ratio = 2 * (_profile(shape, logs, inside, count, mean) -
                 _profile(np.ones_like(shape), logs, inside, count, mean))  # fmt: skip
    return np.maximum(ratio, 0.0), shape


def duration_p_value(
    days: int, exceptions: int, ratio: float, simulations: int, seed: np.random.SeedSequence
) -> float:
    """Chance of so great a ratio when every order of the exceptions is equally likely."""
    random = np.random.Generator(np.random.Philox(seed))
    at_once = max(1, CELLS // max(days, 1))
    beyond = done = 0
    while done < simulations:
        rows = min(at_once, simulations - done)
        keys = random.random((rows, days))
        chosen = np.argpartition(keys, exceptions - 1, axis=1)[:, :exceptions]
        drawn, _ = duration_ratio(np.sort(chosen, axis=1).astype(np.float64) + 1, days)
        beyond += int(np.sum(drawn >= ratio - 1e-9))
        done += rows
    return (1 + beyond) / (simulations + 1)


def _durations(positions: Floats, days: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Days up to each exception and after the last, and which are not censored; 0 for none."""
    first = np.where(positions[:, :1] > 1, positions[:, :1], 0.0)
    last = days - positions[:, -1:]
    gaps = np.concatenate([first, np.diff(positions, axis=1), last], axis=1)
    known = np.ones(gaps.shape, dtype=np.bool_)
    known[:, 0] = known[:, -1] = False
    return gaps, known


def _moments(
    shape: Floats, logs: Floats, inside: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    weights = np.where(inside, np.exp(shape[:, None] * logs), 0.0)
    total = weights.sum(axis=1)
    mean = (weights * logs).sum(axis=1) / total
    spread = (weights * logs**2).sum(axis=1) / total - mean**2
    return total, mean, spread


def _best_shape(logs: Floats, inside: NDArray[np.bool_], mean: Floats) -> Floats:
    shape = np.ones(logs.shape[0])
    for _ in range(ROUNDS):
        _, weighted, spread = _moments(shape, logs, inside)
        slope = 1 / shape + mean - weighted
        bend = 1 / shape**2 + np.maximum(spread, 0.0)
        step = np.clip(shape + slope / bend, shape / 2, shape * 2)
        step = np.clip(step, LEAST, MOST)
        if np.all(np.abs(step - shape) <= 1e-10 * shape):
            return step
        shape = step
    return shape


def _profile(
    shape: Floats, logs: Floats, inside: NDArray[np.bool_], count: Floats, mean: Floats
) -> Floats:
    total, _, _ = _moments(shape, logs, inside)
    return count * (np.log(shape) - np.log(total) + (shape - 1) * mean)
