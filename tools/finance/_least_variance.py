"""The portfolio of least variance without short sales.

min w'Sw / 2 with sum w = 1, w >= 0 has the solution y / sum y of min y'Sy / 2 - sum y, y >= 0: a
linear complementarity problem, solved to the rounding of the last linear system by exchanging
assets in blocks (Portugal, Judice and Vicente 1994, A comparison of block pivoting and interior
point algorithms for linear least squares problems with nonnegative variables). It ends only where
the conditions of optimality hold.
"""

import numpy as np
from numpy.typing import NDArray

from tools.finance._risk_model import RiskModel

Floats = NDArray[np.float64]

MOST_ROUNDS = 400
PATIENCE = 5  # rounds without progress after which assets are exchanged singly (Murty), which ends
TIGHT = 1e-11  # of a gradient, relative to the largest term in it


def least_variance(risk: RiskModel) -> Floats | None:
    """The weights; None where the matrix is too nearly singular to tell assets apart."""
    size = risk.size
    unit = 1 / np.sqrt(risk.variances)
    scaled = risk.scaled(unit)  # correlations: so that one tolerance fits all assets
    held = np.ones(size, dtype=bool)
    best, patience = size + 1, PATIENCE
    for _ in range(MOST_ROUNDS):
        amounts, slack = np.zeros(size), np.zeros(size)
        places = np.flatnonzero(held)
        try:
            amounts[places] = scaled.solve(np.zeros(places.size), unit[places], places)
        except np.linalg.LinAlgError:
            return None
        slack[~held] = (scaled.times(amounts) - unit)[~held]
        wrong = (held & (amounts < 0)) | (~held & (slack < -TIGHT * float(unit.max())))
        count = int(wrong.sum())
        if not count:
            weights = amounts * unit
            return weights / weights.sum()
        if count < best:
            best, patience = count, PATIENCE
        elif patience:
            patience -= 1
        else:
            last = np.flatnonzero(wrong)[-1]
            wrong = np.zeros(size, dtype=bool)
            wrong[last] = True
        held ^= wrong
    return None
