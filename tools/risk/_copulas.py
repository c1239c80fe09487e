"""How yearly losses hang together: ranks drawn from a Gaussian or a t copula.

Margins keep their own law: simulated years of each risk are put into the order of the copula's
ranks, so that the copula binds the yearly totals and whatever goes with each of them.
"""

import numpy as np
from numpy.typing import NDArray

from tools.matrices import square_root

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 1 << 16  # years drawn from one stream


def copula_scores(
    correlations: Floats, years: int, seed: np.random.SeedSequence, freedom: float | None
) -> Floats:
    """Scores by risk and year whose ranks follow the copula; `freedom` is that of a t."""
    root = square_root(correlations)
    scores = np.empty((correlations.shape[0], years))
    streams = seed.spawn(-(-years // CHUNK))
    for number, stream in enumerate(streams):
        random = np.random.Generator(np.random.Philox(stream))
        part = scores[:, number * CHUNK : (number + 1) * CHUNK]
        part[:] = root @ random.standard_normal(part.shape)
        if freedom is not None:
            part /= np.sqrt(random.chisquare(freedom, part.shape[1]) / freedom)
    return scores


def ordered_as(values: Floats, scores: Floats) -> Ints:
    """For each year, which of the simulated years has the rank that its score has."""
    order = np.empty(scores.size, dtype=np.int64)
    order[np.argsort(scores, kind="stable")] = np.argsort(values, kind="stable")
    return order
