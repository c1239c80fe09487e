"""Simulated loans whose true chance of default is known."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def loans(rows: int, seed: int) -> tuple[dict[str, list[Any]], NDArray[np.float64]]:
    """A table of loans with gaps, and the true chance of default of each."""
    random = np.random.default_rng(seed)
    income, noise = random.normal(size=rows), random.normal(size=rows)
    home = random.choice(["rent", "own", "family"], rows)
    log_odds = -1.2 - 1.2 * income + np.where(home == "rent", 1.0, 0.0)
    chance = 1 / (1 + np.exp(-log_odds))
    bad = random.random(rows) < chance
    gaps = random.random(rows) < 0.05
    table: dict[str, list[Any]] = {
        "income": [None if gap else float(x) for x, gap in zip(income, gaps, strict=True)],
        "home": home.tolist(),
        "noise": noise.tolist(),
        "bad": ["yes" if one else "no" for one in bad],
    }
    return table, chance
