"""The columns a copula is fitted to, prices turned into returns."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.histories import of_assets
from tools.risk._copula_request import LEAST_ROWS, MOST_COLUMNS, MOST_ROWS, FitCopulaRequest

Floats = NDArray[np.float64]

RUNS_ON = 0.95  # correlation of neighbouring rows from which positive columns are prices
MOST_TIED = 0.5


@dataclass(frozen=True)
class Data:
    """Values by row and variable."""

    names: list[str]
    values: Floats
    tied: float
    notes: list[str] = field(default_factory=list[str])


def data_of(request: FitCopulaRequest) -> Data:
    """Read and check the columns."""
    notes: list[str] = []
    if request.history is None:
        names = ["first", "second"]
        values = np.column_stack([request.first or [], request.second or []]).astype(np.float64)
        place = "second"
    else:
        history = of_assets(request.history, "profits", request.columns, "columns")
        names, values, place = history.names, history.moves, "history"
        notes += [note for note in history.notes if "simple returns" not in note]
        values = _returns(request, values, notes)
    _check(values, names, place)
    tied = max(1 - np.unique(column).size / column.size for column in values.T)
    if tied > MOST_TIED:
        raise InvalidInput.of(
            place,
            "has a column in which more than half of the values repeat; a copula needs values that "
            "can be ranked",
        )
    return Data(names, values, float(tied), notes)


def _returns(request: FitCopulaRequest, values: Floats, notes: list[str]) -> Floats:
    holds = request.history_holds
    if holds is None and np.all(values > 0) and values.shape[0] >= LEAST_ROWS:
        runs = [_run(column) for column in values.T]
        holds = "prices" if min(runs) > RUNS_ON else None
    if holds != "prices":
        return values
    if np.any(values <= 0):
        raise InvalidInput.of("history", "holds a price that is not above zero")
    notes.append("Prices were turned into simple returns: each over the one before, less 1.")
    return values[1:] / values[:-1] - 1


def _run(column: Floats) -> float:
    if np.std(column) == 0:
        return 0.0
    return float(np.corrcoef(column[1:], column[:-1])[0, 1])


def _check(values: Floats, names: list[str], place: str) -> None:
    rows, columns = values.shape
    if columns < 2:
        raise InvalidInput.of(place, "needs at least two columns of numbers")
    if columns > MOST_COLUMNS:
        raise InvalidInput.of(
            "columns", f"must name at most {MOST_COLUMNS} of the {columns} columns to use"
        )
    if not LEAST_ROWS <= rows <= MOST_ROWS:
        raise InvalidInput.of(
            place, f"needs {LEAST_ROWS} to {MOST_ROWS:,} rows for a copula, and has {rows:,}"
        )
    for k, name in enumerate(names):
        if np.ptp(values[:, k]) == 0:
            raise InvalidInput.of(place, f"{name} never changes, so nothing can move with it")
