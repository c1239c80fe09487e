"""How well chances told beforehand agree with what came."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def area_under_curve(chances: Floats, marks: Floats) -> float | None:
    """How often a right answer was given the higher chance than a wrong one; ties count half.

    None where all answers are alike. Reference: Hanley and McNeil, Radiology 143 (1982).
    """
    rights = int(marks.sum())
    wrongs = marks.size - rights
    if not rights or not wrongs:
        return None
    _, place, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return float((ranks[place[marks == 1]].sum() - rights * (rights + 1) / 2) / rights / wrongs)


def area_error(area: float, rights: int, wrongs: int) -> float:
    """The standard error of an area under the curve (Hanley and McNeil, equation 1)."""
    one, other = area / (2 - area), 2 * area**2 / (1 + area)
    variance = area * (1 - area) + (rights - 1) * (one - area**2) + (wrongs - 1) * (other - area**2)
    return float(np.sqrt(max(variance, 0.0) / (rights * wrongs)))


def root_mean_square(chances: Floats, marks: Floats) -> float:
    """Root mean squared error of the chances."""
    return float(np.sqrt(np.mean((chances - marks) ** 2)))
