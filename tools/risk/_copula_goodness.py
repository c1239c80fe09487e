"""Whether a fitted copula describes the data: Cramer-von Mises after Rosenblatt's transform.

Genest, Remillard and Beaudoin (2009), Goodness-of-fit tests for copulas: a review and a power
study, Insurance: Mathematics and Economics 44: the statistic S_n^(B), with its chance by
parametric bootstrap (Genest and Remillard 2008): samples of the fitted copula are fitted again.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tools.risk._copula_families import FAMILIES, turned
from tools.risk._copula_fit import Fit, fit, kendall, pseudo_observations

Floats = NDArray[np.float64]

MOST_ROWS = 800  # the statistic takes time with the square of the rows


def cramer_von_mises(transformed: Floats) -> float:
    """S_n^(B): how far uniform, independent columns are from just that."""
    size, columns = transformed.shape
    single = np.prod(1 - transformed**2, axis=1).sum()
    pairs = np.ones((size, size))
    for column in transformed.T:
        pairs *= 1 - np.maximum(column[:, None], column[None, :])
    return float(size / 3**columns - single / 2 ** (columns - 1) + pairs.sum() / size)


def bootstrap(
    statistic: float, draw: Callable[[np.random.Generator], float], draws: int,
    seed: np.random.SeedSequence,
) -> float:  # fmt: skip
    """Chance of as great a statistic under the fitted copula."""
    beyond = sum(
        draw(np.random.Generator(np.random.Philox(stream))) >= statistic
        for stream in seed.spawn(draws)
    )
    return (beyond + 0.5) / (draws + 1)


def goodness(
    u: Floats, v: Floats, found: Fit, draws: int, seed: np.random.SeedSequence
) -> tuple[float, float, int]:
    """Statistic, its chance, and how many rows were looked at."""
    sampling, bootstrapping = seed.spawn(2)
    size = u.size
    if size > MOST_ROWS:
        random = np.random.Generator(np.random.Philox(sampling))
        rows = random.choice(size, MOST_ROWS, replace=False)
        ranks = pseudo_observations(np.column_stack([u[rows], v[rows]]))
        u, v, size = ranks[:, 0], ranks[:, 1], MOST_ROWS
        found = fit(u, v, found.family, found.rotation, kendall(u, v)[0])
    statistic = _statistic(u, v, found)

    def again(random: np.random.Generator) -> float:
        a, b = FAMILIES[found.family].draw(found.parameters, size, random)
        drawn = pseudo_observations(np.column_stack(turned(a, b, found.rotation)))
        a, b = drawn[:, 0], drawn[:, 1]
        tau = kendall(a, b)[0]
        return _statistic(a, b, fit(a, b, found.family, found.rotation, tau))

    return statistic, bootstrap(statistic, again, draws, bootstrapping), size


def _statistic(u: Floats, v: Floats, found: Fit) -> float:
    first, second = turned(u, v, found.rotation)
    given = FAMILIES[found.family].given(first, second, found.parameters)
    return cramer_von_mises(np.column_stack([first, np.clip(given, 0, 1)]))
