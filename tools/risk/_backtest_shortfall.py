"""Tests of expected shortfall forecasts: how deep the losses beyond the value at risk go.

Acerbi and Szekely (2014), Backtesting expected shortfall, Risk: their second statistic, 0 for a
right model and negative where losses are deeper or more frequent; at 5 % it rejects below about
-0.7 for all usual tails. Its chance needs a tail: losses beyond the value at risk are taken as
exponential with the mean excess that the forecasts themselves state.
McNeil and Frey (2000), Estimation of tail-related risk measures, Journal of Empirical Finance 7:
losses of exceptional days over their shortfall should average 1; a bootstrap tests it.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST = 5  # exceptions under which a bootstrap of them says nothing
CELLS = 2_000_000


def acerbi_szekely(losses: Floats, hits: Flags, shortfalls: Floats, rate: float) -> float:
    """Their second statistic."""
    return 1 - float(np.sum(losses[hits] / shortfalls[hits])) / (losses.size * rate)


def acerbi_szekely_law(
    forecasts: Floats, shortfalls: Floats, rate: float, simulations: int,
    seed: np.random.SeedSequence,
) -> Floats:  # fmt: skip
    """Draws of the statistic under a right model with exponential excesses."""
    random = np.random.Generator(np.random.Philox(seed))
    floor = forecasts / shortfalls
    days = floor.size
    drawn = np.empty(simulations)
    rows = max(1, CELLS // days)
    for start in range(0, simulations, rows):
        part = drawn[start : start + rows]
        hit = random.random((part.size, days)) < rate
        places = np.nonzero(hit)
        ratios = floor[places[1]]
        ratios = ratios + (1 - ratios) * random.standard_exponential(ratios.size)
        part[:] = 1 - np.bincount(places[0], ratios, part.size) / (days * rate)
    return drawn


def mcneil_frey(ratios: Floats, simulations: int, seed: np.random.SeedSequence) -> tuple[
    float, float
]:  # fmt: skip
    """Studentised mean of loss over shortfall less 1, and its one-sided bootstrap chance."""
    random = np.random.Generator(np.random.Philox(seed))
    excess = ratios - 1
    statistic = _studentised(excess[None, :])[0]
    centred = excess - excess.mean()
    drawn = np.empty(simulations)
    rows = max(1, CELLS // excess.size)
    for start in range(0, simulations, rows):
        part = drawn[start : start + rows]
        part[:] = _studentised(centred[random.integers(excess.size, size=(part.size, excess.size))])
    return float(statistic), float((1 + np.sum(drawn >= statistic - 1e-12)) / (simulations + 1))


def _studentised(rows: Floats) -> Floats:
    error = rows.std(axis=1, ddof=1) / np.sqrt(rows.shape[1])
    mean = rows.mean(axis=1)
    far = np.sign(mean) * 1e6  # all draws alike: as far from zero as can be told
    return np.divide(mean, error, out=far, where=error > 1e-15 + 1e-12 * np.abs(mean))
