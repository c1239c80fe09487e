"""The days of a back-test: outcomes beside forecasts, or a count, checked and put in one form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.risk._backtest_request import MOST_DAYS, BacktestVarRequest

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Days:
    """What is known of the days."""

    count: int
    exceptions: int
    hits: Flags | None = None
    """By day, oldest first, where the order is known."""
    losses: Floats | None = None
    forecasts: Floats | None = None
    shortfalls: Floats | None = None
    notes: list[str] = field(default_factory=list[str])


def days_of(request: BacktestVarRequest) -> Days:
    """Read the request's days."""
    if request.observations is not None:
        return _counted(request)
    notes: list[str] = []
    if request.history is not None:
        outcomes, forecasts, shortfalls = _columns(request.history)
        place = "history"
    else:
        outcomes = np.asarray(request.outcomes, dtype=np.float64)
        constant = request.forecast is not None
        given = [request.forecast] * outcomes.size if constant else request.forecasts
        forecasts = np.asarray(given, dtype=np.float64)
        shortfalls = None if request.shortfalls is None else np.asarray(request.shortfalls, float)
        place = "forecast" if constant else "forecasts"
    _same_length(outcomes, forecasts, "forecasts")
    if shortfalls is not None:
        _same_length(outcomes, shortfalls, "shortfalls")
    forecasts = _positive(forecasts, place, "value at risk", notes)
    if shortfalls is not None:
        shortfalls = _positive(
            shortfalls,
            "history" if place == "history" else "shortfalls",
            "expected shortfall",
            notes,
        )
        _beyond(forecasts, shortfalls, "history" if place == "history" else "shortfalls")
    hits = -outcomes > forecasts
    if not np.any(outcomes < 0):
        notes.append(
            "Warning: no outcome is negative; losses must be negative numbers, or every day counts "
            "as a gain."
        )
    return Days(hits.size, int(hits.sum()), hits, -outcomes, forecasts, shortfalls, notes)


def _counted(request: BacktestVarRequest) -> Days:
    days = request.observations or 0
    if request.exception_days is None:
        return Days(days, request.exceptions or 0)
    hits = np.zeros(days, dtype=np.bool_)
    hits[np.asarray(request.exception_days, dtype=np.int64) - 1] = True
    return Days(days, int(hits.sum()), hits)


def _columns(table: TableData) -> tuple[Floats, Floats, Floats | None]:
    for name in ("outcome", "value_at_risk"):
        if name not in table.columns:
            raise InvalidInput.of(
                f"history.{name}",
                "is not a column of the history; it needs outcome (returns or profits) and "
                "value_at_risk (the forecasts)",
                code="missing_column",
            )
    if not 2 <= table.rows <= MOST_DAYS:
        raise InvalidInput.of("history", f"must have 2 to {MOST_DAYS:,} days")
    return (
        _numbers(table.columns["outcome"], "outcome"),
        _numbers(table.columns["value_at_risk"], "value_at_risk"),
        _numbers(table.columns["expected_shortfall"], "expected_shortfall")
        if "expected_shortfall" in table.columns
        else None,
    )


def _numbers(cells: Sequence[Cell], name: str) -> Floats:
    found = np.empty(len(cells))
    for row, cell in enumerate(cells):
        if isinstance(cell, bool) or not isinstance(cell, int | float) or not np.isfinite(cell):
            raise InvalidInput.of(
                f"history.{name}", f"row {row + 1} is not a number; fill it in or leave the row out"
            )
        found[row] = cell
    return found


def _same_length(outcomes: Floats, others: Floats, name: str) -> None:
    if outcomes.size != others.size:
        raise InvalidInput.of(
            name, f"must be as many as the outcomes: {others.size} for {outcomes.size} days"
        )


def _positive(values: Floats, place: str, what: str, notes: list[str]) -> Floats:
    """Forecasts as positive losses, whichever sign they were written with."""
    if np.all(values > 0):
        return values
    if np.all(values < 0):
        notes.append(f"The {what} was given with a minus sign; it was read as a loss of that size.")
        return -values
    row = int(np.argmax(values * np.sign(values[values != 0][:1] if np.any(values) else 1) <= 0))
    raise InvalidInput.of(
        place,
        f"the {what} of day {row + 1} is zero or of another sign than the rest; write every one as "
        "a loss above zero",
    )


def _beyond(forecasts: Floats, shortfalls: Floats, place: str) -> None:
    short = np.flatnonzero(shortfalls < forecasts)
    if short.size:
        raise InvalidInput.of(
            place,
            f"the expected shortfall of day {int(short[0]) + 1} is below its value at risk; it is "
            "the mean loss beyond it and cannot be less",
        )
