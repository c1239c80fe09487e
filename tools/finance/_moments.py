"""Yearly covariances and mean returns: as given, or estimated from a history."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import TableData
from tools.finance._assets import PER_YEAR
from tools.histories import of_assets
from tools.matrices import checked, equicorrelation
from tools.shrinkage import constant_correlation, ledoit_wolf
from tools.wording import percent

Floats = NDArray[np.float64]

SHRUNK = {"ledoit_wolf": ledoit_wolf, "shrunk_correlation": constant_correlation}
SAID = {
    "ledoit_wolf": "Covariances were shrunk towards equal variances (Ledoit and Wolf 2004)",
    "shrunk_correlation": "Correlations were shrunk towards their mean (Ledoit and Wolf 2004)",
}


@dataclass(frozen=True)
class Estimated:
    """What a history says of its assets."""

    names: list[str]
    returns: Floats
    """(rows, assets), simple returns of a period."""
    period: str
    per_year: float
    means: Floats
    """Arithmetic mean returns a year."""
    covariance: Floats
    """Of returns a year."""
    shrinkage: float | None
    notes: list[str] = field(default_factory=list[str])


def from_history(
    table: TableData,
    holds: str | None,
    wanted: Sequence[str] | None,
    period: str | None,
    estimator: str,
) -> Estimated:
    """Yearly means and covariances of a table with one column an asset."""
    history = of_assets(table, holds, wanted)
    if history.taken == "profits":
        raise InvalidInput.of("history", "must hold prices or returns, not amounts of money")
    taken = period or history.period
    unsaid = taken is None
    taken = taken or "day"
    rows, assets = history.moves.shape
    if rows < 3:
        raise InvalidInput.of("history", "needs at least three returns of every asset")
    flat = np.flatnonzero(np.ptp(history.moves, axis=0) == 0)
    if flat.size:
        raise InvalidInput.of(
            "history", f"{history.names[int(flat[0])]} never moves, so it has no risk to estimate"
        )
    per_year, notes, shrinkage = PER_YEAR[taken], list(history.notes), None
    if estimator == "sample":
        covariance = np.atleast_2d(np.cov(history.moves, rowvar=False))
    else:
        # The papers divide by the rows; the usual divisor makes one asset's volatility the same
        # by every estimator.
        covariance, shrinkage = SHRUNK[estimator](history.moves)
        covariance = covariance * rows / (rows - 1)
        notes.append(f"{SAID[estimator]} by {percent(shrinkage)}.")
    if rows <= assets:
        notes.append(
            f"Warning: {rows} returns for {assets} assets: the sample covariances alone cannot "
            "tell them apart; the shrunk ones can."
        )
    means = history.moves.mean(axis=0)
    if unsaid:
        notes.append("Each row was taken for one trading day; say the period if it is another.")
    notes.append(f"Yearly figures are {per_year:g} times those of one {taken}.")
    return Estimated(
        names=history.names,
        returns=history.moves,
        period=taken,
        per_year=per_year,
        means=means * per_year,
        covariance=covariance * per_year,
        shrinkage=shrinkage,
        notes=notes,
    )


def from_volatilities(
    volatilities: Sequence[float],
    correlation: float | None,
    correlations: Sequence[Sequence[float]] | None,
) -> Floats:
    """Covariances of volatilities and one correlation, or a matrix of them."""
    deviations = np.asarray(volatilities, dtype=np.float64)
    if correlations is not None:
        matrix = checked(correlations, deviations.size, "correlations")
    else:
        matrix = equicorrelation(correlation or 0.0, deviations.size, "correlation")
    return matrix * np.outer(deviations, deviations)
