"""Read the series, make the scenarios, and judge how plausible each is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.histories import of_assets
from tools.matrices import checked, equicorrelation
from tools.risk._linear_book import covariances
from tools.risk._scenario_engines import Engine, engine_of, normal_engine, paths
from tools.risk._scenario_request import (
    MOST_CELLS,
    MOST_COPULA_DRAWS,
    MOST_DRAWS,
    MOST_ROWS,
    MOST_SERIES,
    GenerateScenariosRequest,
)
from tools.risk._scenario_result import SeriesMoments

Floats = NDArray[np.float64]

FEWEST_ROWS = 20
FEWEST_STRETCHES = 19
FEWEST_APART = 10  # stretches that do not overlap
SMALL = 1e-10  # eigenvalue of a correlation matrix under which a direction does not move


@dataclass(frozen=True)
class Generated:
    """The scenarios, and what they came from."""

    names: list[str]
    moves: Floats
    """(scenarios, series) over the whole horizon."""
    past: Floats | None
    """Stretches of the history as long as the horizon, where there are enough."""
    engine: Engine
    correlations: Floats
    distances: Floats
    free: int
    """Directions in which the series can move."""
    observations: int
    money: bool
    notes: list[str] = field(default_factory=list[str])


def generate(request: GenerateScenariosRequest) -> Generated:
    """Make what was asked for."""
    if request.assets is not None:
        return _from_moments(request)
    assert request.history is not None
    history = of_assets(request.history, request.history_holds, request.columns, "columns")
    moves, names = history.moves, history.names
    money = history.taken == "profits"
    rows = moves.shape[0]
    if len(names) > MOST_SERIES:
        raise InvalidInput.of("columns", f"must name at most {MOST_SERIES} of the columns to use")
    if not FEWEST_ROWS <= rows <= MOST_ROWS:
        raise InvalidInput.of(
            "history", f"needs {FEWEST_ROWS} to {MOST_ROWS:,} periods, and has {rows:,}"
        )
    _bounded(request, len(names))
    engine = engine_of(request, moves)
    found, ruined = paths(engine, request, len(names), not money)
    covariance = np.atleast_2d(np.cov(moves, rowvar=False))
    distances, free = _distances(found, moves.mean(axis=0), covariance, request.horizon, money)
    return Generated(
        names,
        found,
        _stretches(moves, request.horizon, not money),
        engine,
        correlations_of(moves),
        distances,
        free,
        rows,
        money,
        [*history.notes, *_ruin(ruined)],
    )


def _from_moments(request: GenerateScenariosRequest) -> Generated:
    assets = request.assets or []
    size = len(assets)
    _bounded(request, size)
    if request.correlations is not None:
        matrix = checked(request.correlations, size, "correlations")
    else:
        matrix = equicorrelation(request.correlation or 0.0, size, "correlation")
    means = np.array([one.mean for one in assets])
    covariance = covariances(np.array([one.volatility for one in assets]), matrix)
    engine = normal_engine(means, covariance, request.horizon)
    found, ruined = paths(engine, request, size, True)
    distances, free = _distances(found, means, covariance, request.horizon, False)
    names = [one.name for one in assets]
    return Generated(
        names, found, None, engine, matrix, distances, free, 0, False, list(_ruin(ruined))
    )


def _ruin(count: int) -> Iterator[str]:
    if count:
        yield (
            f"Warning: {count:,} drawn moves were losses of more than 100 % and were taken as "
            "total losses; normal returns do not suit volatilities so high."
        )


def _bounded(request: GenerateScenariosRequest, series: int) -> None:
    cells = request.scenarios * series
    if cells > MOST_CELLS:
        raise InvalidInput.of(
            "scenarios", f"must be at most {MOST_CELLS // series:,} for {series} series"
        )
    most = MOST_COPULA_DRAWS if request.chosen == "copula" else MOST_DRAWS
    if cells * request.horizon > most:
        raise InvalidInput.of(
            "scenarios",
            f"must be at most {most // series // request.horizon:,} for {series} series over "
            f"{request.horizon:,} periods by this method",
        )


def _distances(
    found: Floats, means: Floats, covariance: Floats, horizon: int, money: bool
) -> tuple[Floats, int]:
    """Mahalanobis distances from the mean over the horizon, and the rank of the covariances.

    Returns compound, so their logarithms are judged, which add up over periods.
    """
    points = found if money else np.log1p(np.maximum(found, -1 + 1e-12))
    centre = means * horizon if money else (np.log1p(means) - np.diag(covariance) / 2) * horizon
    deviations = np.sqrt(np.diag(covariance) * horizon)
    moving = deviations > 0
    if not np.any(moving):
        return np.zeros(found.shape[0]), 0
    scaled = (points[:, moving] - centre[moving]) / deviations[moving]
    matrix = covariance[np.ix_(moving, moving)] * horizon
    matrix = matrix / np.outer(deviations[moving], deviations[moving])
    values, vectors = np.linalg.eigh(matrix)
    held = values > SMALL * values[-1]
    turned = scaled @ vectors[:, held] / np.sqrt(values[held])
    return np.sqrt(np.sum(turned**2, axis=1)), int(held.sum())


def _stretches(moves: Floats, horizon: int, compound: bool) -> Floats | None:
    """Every stretch of the history as long as the horizon; they overlap."""
    if moves.shape[0] < max(FEWEST_STRETCHES + horizon, FEWEST_APART * horizon):
        return None
    if compound and np.any(moves <= -1):
        return None
    parts = np.log1p(moves) if compound else moves
    sums = np.vstack([np.zeros(moves.shape[1]), np.cumsum(parts, axis=0)])
    found = sums[horizon:] - sums[:-horizon]
    return np.expm1(found) if compound else found


def moments_of(column: Floats) -> SeriesMoments:
    """Figures of one series."""
    mean, deviation = float(column.mean()), float(column.std(ddof=1))
    scaled = (column - mean) / deviation if deviation > 0 else np.zeros(column.size)
    low, high = (float(x) for x in np.quantile(column, (0.05, 0.95)))
    return SeriesMoments(
        mean=mean,
        deviation=deviation,
        skewness=float(np.mean(scaled**3)),
        excess_kurtosis=float(np.mean(scaled**4)) - 3 if deviation > 0 else 0.0,
        low=low,
        high=high,
    )


def correlations_of(moves: Floats) -> Floats:
    """Correlation matrix; a series that never moves is correlated with none."""
    off = moves - moves.mean(axis=0)
    sizes = np.sqrt(np.sum(off**2, axis=0))
    scaled = np.divide(off, sizes, out=np.zeros_like(off), where=sizes > 0)
    found = np.clip(scaled.T @ scaled, -1, 1)
    np.fill_diagonal(found, 1.0)
    return found
