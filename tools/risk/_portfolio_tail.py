"""A request's book: its returns, its tail by the method asked for, and its positions' parts."""

from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.histories import History, of_list, of_table
from tools.matrices import checked, equicorrelation
from tools.ports import Compute, Progress
from tools.risk._cornish_fisher import bent
from tools.risk._linear_book import (
    Parts,
    bent_parts,
    covariances,
    normal_parts,
    weighted_parts,
)
from tools.risk._tail import Options, Tail, moments
from tools.risk._tail_estimators import ESTIMATORS, normal_tail, simulated_tail
from tools.risk._value_at_risk_position import Position
from tools.risk._value_at_risk_request import ValueAtRiskRequest

Floats = NDArray[np.float64]

TRADING_DAYS = {"day": 1, "week": 5, "month": 21, "quarter": 63, "year": 252}
MONTH = 30.4375  # days in which a month is told
MOST_REFITS = 100  # positions without each of which the book is estimated again


@dataclass(frozen=True)
class Book:
    """What was computed, and what the words need to know."""

    tail: Tail
    source: str
    money: bool
    """Whether figures are in money."""
    value: float | None
    periods: float
    days: float | None
    returns: Floats | None = None
    exposures: Floats | None = None
    names: list[str] = field(default_factory=list[str])
    parts: Parts | None = None
    notes: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Room:
    """Where large simulations are computed, and who is told how far they are."""

    compute: Compute
    progress: Progress


def book_of(request: ValueAtRiskRequest, room: Room) -> Book:
    """Compute the request."""
    if request.volatility is not None or (request.positions and request.history is None):
        return _parametric(request, room)
    return _from_history(request, room)


def _options(request: ValueAtRiskRequest, periods: float, room: Room) -> Options:
    return Options(
        compute=room.compute,
        progress=room.progress,
        level=request.confidence,
        periods=periods,
        zero_mean=request.mean == "zero",
        interpolate=request.quantile_rule == "interpolated",
        decay=request.decay,
        model=request.volatility_model,
        threshold_share=request.threshold_share,
        freedom=request.degrees_of_freedom,
        trials=request.trials,
        seed=request.seed,
        field=next(
            (n for n in ("returns", "profits", "prices") if getattr(request, n) is not None),
            "history",
        ),
    )


def trading_days(horizon: float) -> float:
    """Days asked for as trading days: whole months and years as their number of them."""
    months = horizon / MONTH
    if horizon >= 28 and abs(months - round(months)) < 0.02:
        return 21.0 * round(months)
    return horizon


def _periods(request: ValueAtRiskRequest, period: str | None) -> tuple[float, float | None]:
    """The horizon in periods, and in trading days where that is known."""
    length = TRADING_DAYS.get(period or "")
    if request.horizon is None:
        return 1.0, None if length is None else float(length)
    days = trading_days(request.horizon)
    return days / (length or 1), days


def _parametric(request: ValueAtRiskRequest, room: Room) -> Book:
    period = request.volatility_period or "day"
    days = trading_days(request.horizon) if request.horizon is not None else 1.0
    periods = days / TRADING_DAYS[period]
    positions = request.positions or []
    options = _options(request, periods, room)
    if not positions:
        deviation = request.volatility or 0.0
        tail = _parametric_tail(request, deviation, options)
        return Book(tail, "volatilities", False, request.value, periods, days)
    exposures, money = _exposures(positions, request.value)
    volatilities = np.array([_volatility(k, one) for k, one in enumerate(positions)])
    size = len(positions)
    with_book, variances = _covarying(request, exposures, volatilities)
    deviation = sqrt(max(float(exposures @ with_book), 0.0))
    if deviation == 0:
        raise InvalidInput.of("positions", "cancel out: the book has no risk left to measure")
    tail = _parametric_tail(request, deviation, options)
    heights = np.array([tail.var, tail.es]) / deviation
    parts = normal_parts(exposures, with_book, variances, np.zeros(size), heights)
    value = float(exposures.sum()) if money else request.value
    names = [one.name for one in positions]
    return Book(tail, "volatilities", money, value, periods, days, None, exposures, names, parts)


def _covarying(
    request: ValueAtRiskRequest, exposures: Floats, volatilities: Floats
) -> tuple[Floats, Floats]:
    """Covariance of each position with the book, and its own variance.

    With loadings the matrix of all pairs is never made: of ten thousand it would take 800 MB.
    """
    size = exposures.size
    if request.loadings is not None:
        loadings = _loadings(request.loadings, size)
        own = volatilities**2
        return loadings @ (loadings.T @ exposures) + own * exposures, (
            np.einsum("ij,ij->i", loadings, loadings) + own
        )
    if request.correlations is not None:
        matrix = checked(request.correlations, size, "correlations")
    else:
        matrix = equicorrelation(request.correlation or 0.0, size, "correlation")
    return covariances(volatilities, matrix) @ exposures, volatilities**2


def _loadings(rows: list[list[float]], size: int) -> Floats:
    if len(rows) != size:
        raise InvalidInput.of("loadings", f"need a row for each of the {size} positions")
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise InvalidInput.of(
                f"loadings.{number}", f"has {len(row)} factors where others have {len(rows[0])}"
            )
    return np.array(rows, dtype=np.float64)


def _parametric_tail(request: ValueAtRiskRequest, deviation: float, options: Options) -> Tail:
    if request.chosen == "monte_carlo":
        return simulated_tail(0.0, deviation, options)
    return normal_tail(0.0, deviation, options)


def _volatility(number: int, position: Position) -> float:
    if position.volatility is None:
        raise InvalidInput.of(
            f"positions.{number}.volatility", "is required without a history", code="missing"
        )
    return position.volatility


def _exposures(positions: list[Position], value: float | None) -> tuple[Floats, bool]:
    """Amounts in money, or weights; never some of each."""
    names = [one.name for one in positions]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise InvalidInput.of(f"positions.{number}.name", "is given twice; add the two up")
    amounts = [one.amount for one in positions]
    weights = [one.weight for one in positions]
    if all(amount is not None for amount in amounts):
        found, money = np.array(amounts, dtype=np.float64), True
    elif all(weight is not None for weight in weights):
        found, money = np.array(weights, dtype=np.float64), False
    else:
        number = next(k for k, one in enumerate(positions) if one.amount is None)
        raise InvalidInput.of(
            f"positions.{number}.amount",
            "is required: give an amount for every position, or a weight for every one",
            code="missing",
        )
    if not np.any(found):
        raise InvalidInput.of("positions", "are all zero")
    if not money and value is not None:
        return found * value, True
    return found, money


def _read(request: ValueAtRiskRequest) -> History:
    if request.history is not None:
        wanted = [one.name for one in request.positions] if request.positions else None
        return of_table(request.history, request.history_holds, request.column, wanted)
    if request.returns is not None:
        return of_list(request.returns, "returns")
    if request.profits is not None:
        return of_list(request.profits, "profits")
    return of_list(request.prices or [], "prices")


def _from_history(request: ValueAtRiskRequest, room: Room) -> Book:
    history = _read(request)
    period = request.period or history.period
    periods, days = _periods(request, period)
    moves, notes = history.moves, list(history.notes)
    if request.horizon is not None and period is None:
        notes.append("Each row was taken for one trading day.")
    options = _options(request, periods, room)
    money = history.taken == "profits"
    exposures = np.ones(1)
    if request.positions:
        if money:
            exposures = np.ones(len(request.positions))
        else:
            exposures, money = _exposures(request.positions, request.value)
    if request.scaling == "overlapping" and periods != 1:
        moves = _overlapping(moves, periods, compound=history.taken != "profits")
        options = replace(options, periods=1.0)
        notes.append("Overlapping windows are not independent: the errors are understated.")
    returns = moves @ exposures
    tail = ESTIMATORS[request.chosen](returns, options)
    parts = None
    if request.positions:
        parts = _parts(request, options, exposures, moves, tail)
    value = request.value
    if request.positions and money and history.taken != "profits":
        value = float(exposures.sum())
    return Book(
        tail,
        history.taken,
        money,
        value,
        periods,
        days,
        returns,
        exposures,
        history.names,
        parts,
        notes,
    )


def _overlapping(moves: Floats, periods: float, *, compound: bool) -> Floats:
    length = round(periods)
    if abs(length - periods) > 1e-9 or length < 1:
        raise InvalidInput.of("horizon", "must be whole periods of the history to overlap them")
    if moves.shape[0] < length + 1:
        raise InvalidInput.of(
            "history", f"has {moves.shape[0]} periods and needs more than {length} to overlap"
        )
    windows = np.lib.stride_tricks.sliding_window_view(moves, length, axis=0)
    return np.prod(1 + windows, axis=-1) - 1 if compound else windows.sum(axis=-1)


def _parts(
    request: ValueAtRiskRequest, options: Options, exposures: Floats, moves: Floats, tail: Tail
) -> Parts:
    method, returns = request.chosen, moves @ exposures
    estimate = ESTIMATORS[method]

    def without(k: int) -> float:
        rest = returns - exposures[k] * moves[:, k]
        if exposures.size > MOST_REFITS or float(np.abs(rest).max()) < 1e-12 * float(
            np.abs(returns).max()
        ):
            return 0.0
        return estimate(rest, options).var

    if tail.var_weights is not None and tail.es_weights is not None:
        weights, figures = (tail.var_weights, tail.es_weights), (tail.var, tail.es)
        return weighted_parts(exposures, moves, weights, figures, without)
    if method == "cornish_fisher":
        return bent_parts(
            exposures,
            moves,
            lambda x: bent(x, options)[:2],
            lambda k: _bent_without(returns - exposures[k] * moves[:, k], options),
        )
    mean, deviation = moments(returns, options)
    means = np.zeros(exposures.size) if options.zero_mean else moves.mean(axis=0)
    off = moves - means
    with_book = off.T @ (returns - mean) / returns.size
    variances = np.mean(off**2, axis=0)
    scale = options.periods * mean
    heights = np.array([tail.var + scale, tail.es + scale]) / deviation
    return normal_parts(exposures, with_book, variances, means * options.periods, heights)


def _bent_without(returns: Floats, options: Options) -> float:
    try:
        return bent(returns, options)[0]
    except InvalidInput:  # the rest of the book lies outside the region: no figure without it
        return 0.0
