"""Weights whose parts of the risk stand in given proportions (equal: equal risk contribution).

y solves S y = b / y, the stationary point of y'Sy / 2 - sum b log y, which is strictly convex
(Maillard, Roncalli and Teiletche 2010; Spinu 2013, An algorithm for computing risk parity weights);
w = y / sum y. Newton's method on correlations with Spinu's damping, which never leaves y > 0.
"""

import numpy as np
from numpy.typing import NDArray

from tools.finance._risk_model import RiskModel

Floats = NDArray[np.float64]

MOST_STEPS = 200
CLOSE = 1e-14  # of Newton's decrement squared, where the budgets sum to one


def risk_parity(risk: RiskModel, budgets: Floats) -> tuple[Floats, float]:
    """The weights, and how far the farthest part of the risk lies from its budget."""
    size = risk.size
    unit = 1 / np.sqrt(risk.variances)
    scaled = risk.scaled(unit)
    shares = budgets / budgets.sum()
    everything = np.arange(size)
    # Exact for equal budgets where every pair has the same correlation.
    start = np.sqrt(shares)
    whole = float(start @ scaled.times(start))
    y = start / np.sqrt(whole) if whole > 0 else start
    for _ in range(MOST_STEPS):
        gradient = scaled.times(y) - shares / y
        step = scaled.solve(shares / y**2, gradient, everything)
        decrement = float(gradient @ step)
        # Self-concordant after division by the least share; beyond its region the step is damped.
        relative = float(np.max(np.abs(step) / y))
        y = y - (step if relative < 0.5 else step / (1 + relative))
        if decrement < CLOSE * float(shares.min()):
            break
    parts = y * scaled.times(y)
    weights = y * unit
    return weights / weights.sum(), float(np.max(np.abs(parts / parts.sum() - shares)))
