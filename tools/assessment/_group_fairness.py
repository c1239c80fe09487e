"""Does a question favour one group among people of the same total score?

Mantel-Haenszel: within each total score, right and wrong answers of two groups form a 2 x 2 table;
the common odds ratio over all scores is 1 when the question treats the groups alike.

References: Mantel & Haenszel (1959); Robins, Breslow & Greenland (1986) for the standard error;
Holland & Thayer (1988) for the delta scale; Zwick & Ercikan (1989) for the ETS classes A, B, C.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DELTA = -2.35  # turns a log odds ratio into ETS delta units
EtsClass = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class CommonOdds:
    """The common odds ratio over strata, its test and its place on the ETS scale."""

    odds_ratio: float
    low: float
    high: float
    chi_square: float
    p_value: float
    delta: float
    ets_class: EtsClass


def stratum_tables(right: Floats, totals: Floats, focal: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Per question and total score: right and wrong, of reference and focal group.

    `right` is people by questions; the answer has the shape questions x scores x 2 x 2, rows
    reference and focal, columns right and wrong.
    """
    _, stratum = np.unique(totals, return_inverse=True)
    strata = int(stratum.max()) + 1
    cell = stratum * 2 + focal
    people = np.bincount(cell, minlength=2 * strata).astype(float)
    hits = np.zeros((2 * strata, right.shape[1]))
    np.add.at(hits, cell, right)
    by_item = hits.T.reshape(right.shape[1], strata, 2)
    return np.stack([by_item, people.reshape(strata, 2) - by_item], axis=-1)


def mantel_haenszel(tables: Floats, confidence: float) -> CommonOdds | None:
    """The common odds ratio of `tables` (strata x 2 x 2); None when it is not defined."""
    size = tables.sum(axis=(1, 2))
    tables, size = tables[size > 1], size[size > 1]
    a, b, c, d = tables[:, 0, 0], tables[:, 0, 1], tables[:, 1, 0], tables[:, 1, 1]
    for_reference, for_focal = a * d / size, b * c / size
    if not (for_reference.sum() > 0 and for_focal.sum() > 0):
        return None
    ratio = float(for_reference.sum() / for_focal.sum())
    error = _log_error(for_reference, for_focal, (a + d) / size, (b + c) / size)
    chi_square = _chi_square(a, b, c, d, size)
    p_value = math.erfc(math.sqrt(chi_square / 2))
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    delta = DELTA * math.log(ratio)
    return CommonOdds(
        odds_ratio=ratio,
        low=ratio * math.exp(-z * error),
        high=ratio * math.exp(z * error),
        chi_square=chi_square,
        p_value=p_value,
        delta=delta,
        ets_class=ets_class(delta, -DELTA * error, p_value),
    )


def ets_class(delta: float, error: float, p_value: float) -> EtsClass:
    """A: negligible. C: at least 1.5 and beyond 1 for certain. B: in between."""
    if abs(delta) < 1 or p_value >= 0.05:
        return "A"
    beyond_one = abs(delta) - NormalDist().inv_cdf(0.95) * error > 1
    return "C" if abs(delta) >= 1.5 and beyond_one else "B"


def _chi_square(a: Floats, b: Floats, c: Floats, d: Floats, size: Floats) -> float:
    """Mantel-Haenszel chi-square with continuity correction, one degree of freedom."""
    expected = (a + b) * (a + c) / size
    variance = (a + b) * (c + d) * (a + c) * (b + d) / (size**2 * (size - 1))
    gap = max(abs(float((a - expected).sum())) - 0.5, 0.0)
    return gap**2 / float(variance.sum())


def _log_error(r: Floats, s: Floats, p: Floats, q: Floats) -> float:
    """Standard error of the log odds ratio (Robins, Breslow and Greenland)."""
    total_r, total_s = float(r.sum()), float(s.sum())
    variance = (
        float((p * r).sum()) / (2 * total_r**2)
        + float((p * s + q * r).sum()) / (2 * total_r * total_s)
        + float((q * s).sum()) / (2 * total_s**2)
    )
    return math.sqrt(variance)
