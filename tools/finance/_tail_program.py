"""The portfolio of least expected shortfall over scenarios, by its dual linear program.

Rockafellar and Uryasev (2000), Optimization of conditional value-at-risk, section 3, write one row
a scenario. Its dual has a row an asset instead: the worst weighting q of the scenarios,

    max_q min_x  -q' R w,   sum q = 1,  0 <= q_t <= 1 / (T (1 - level)),

so 1,250 scenarios of 500 assets cost 500 rows with bounded variables; HiGHS (Huangfu and Hall 2018)
solves it by the simplex method, exactly, and the weights are the dual values of the rows. Where
many assets are held that takes thousands of steps, so it begins next to an interior point's end.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.finance._conic import Solved
from tools.finance._interior_start import Columns, basis_of
from tools.finance._limits import FREE, Program

Floats = NDArray[np.float64]

INFINITE = float("inf")
LEAST_ENTRIES, MOST_ENTRIES = 20_000, 20_000_000
"""Entries between which a dense copy is worth while: fewer are solved at once, more are large."""


@dataclass(frozen=True)
class _Columns:
    """Variables of the dual: cost, bounds, and where their coefficients stand."""

    cost: Floats
    low: Floats
    high: Floats
    matrix: Any


def least_shortfall(program: Program, returns: Floats, level: float) -> Solved | None:
    """The weights of least expected shortfall; None where no weights keep the limits.

    `returns` (scenarios, assets), all alike likely.
    """
    unit = float(np.std(returns)) or 1.0  # so that the solver's tolerances mean the same for all
    slack = _slack_bounds(program)
    scenarios = _scenario_columns(program, returns / unit, level)
    rows, row_places = _row_columns(program)
    bounds, column_places = _bound_columns(program, slack)
    # A bound of zero below is the sign of its row; another has a variable of its own, and none
    # makes the row an equation.
    high = np.where(program.low == 0, INFINITE, 0.0)
    # What turnover and gross exposure add to the rows costs the interior point more than it saves.
    answer = _solved([scenarios, rows, bounds], high, dense=program.columns == program.assets)
    if answer is None:
        return None
    values, duals, objective = answer
    x = -duals[: program.columns]
    multipliers = values[scenarios.cost.size :] * unit
    row_duals = np.zeros(program.row_low.size)
    np.add.at(row_duals, row_places, -np.abs(multipliers[: row_places.size]))
    equal = program.row_low == program.row_high
    row_duals[row_places[equal[row_places]]] = -multipliers[: row_places.size][equal[row_places]]
    column_duals = np.zeros(program.columns)
    np.add.at(column_duals, column_places, -np.abs(multipliers[row_places.size :]))
    shortfall = expected_shortfall(returns @ x[: program.assets], level)[1]
    return Solved(
        x=x,
        row_duals=row_duals,
        column_duals=column_duals,
        gap=abs(shortfall - objective * unit) / max(abs(shortfall), 1e-12),
        lower_bound=objective * unit,
    )


def _slack_bounds(program: Program) -> NDArray[np.bool_]:
    """Columns without an upper bound that could ever be met: none, or the whole portfolio."""
    whole = bool(np.all(program.low[: program.assets] >= 0))
    return (program.high >= FREE) | ((program.high >= 1) & whole)


def expected_shortfall(returns: Floats, level: float) -> tuple[float, float]:
    """Value at risk and expected shortfall of equally likely returns, as losses.

    The average of the worst share 1 - level, the last scenario counted in part.
    """
    losses = np.sort(-returns)[::-1]
    weight = losses.size * (1 - level)
    whole = min(int(np.floor(weight + 1e-9)), losses.size)
    part = max(0.0, weight - whole)
    total = float(losses[:whole].sum()) + (part * float(losses[whole]) if part > 1e-12 else 0.0)
    at = min(max(int(np.ceil(weight - 1e-9)) - 1, 0), losses.size - 1)
    return float(losses[at]), total / weight


def _scenario_columns(program: Program, returns: Floats, level: float) -> _Columns:
    """q: how much each scenario weighs."""
    from scipy import sparse

    count = returns.shape[0]
    rest = sparse.csc_array((program.columns - program.assets, count))
    body = sparse.csc_array(-returns.T)
    one = sparse.csc_array(np.ones((1, count)))
    most = min(1.0, 1 / (count * (1 - level)))
    return _Columns(
        np.zeros(count),
        np.zeros(count),
        np.full(count, most),
        sparse.vstack([body, rest, one]),
    )


def _row_columns(program: Program) -> tuple[_Columns, NDArray[np.intp]]:
    """A multiplier for each side of each row."""
    from scipy import sparse

    equal = np.flatnonzero(program.row_low == program.row_high)
    upper = np.flatnonzero((program.row_high < FREE) & (program.row_low < program.row_high))
    lower = np.flatnonzero((program.row_low > -FREE) & (program.row_low < program.row_high))
    places = np.concatenate([equal, upper, lower])
    right = np.concatenate(
        [program.row_high[equal], program.row_high[upper], program.row_low[lower]]
    )
    low = np.concatenate(
        [np.full(equal.size, -INFINITE), np.zeros(upper.size), np.full(lower.size, -INFINITE)]
    )
    high = np.concatenate([np.full(equal.size + upper.size, INFINITE), np.zeros(lower.size)])
    body = sparse.csc_array(program.matrix[places, :].T)
    blank = sparse.csc_array((1, places.size))
    return _Columns(-right, low, high, sparse.vstack([body, blank])), places


def _bound_columns(program: Program, slack: NDArray[np.bool_]) -> tuple[_Columns, NDArray[np.intp]]:
    """A multiplier for each bound that is not a plain zero below."""
    from scipy import sparse

    upper = np.flatnonzero(~slack)
    lower = np.flatnonzero((program.low != 0) & (program.low > -FREE))
    places = np.concatenate([upper, lower])
    signs = np.concatenate([np.ones(upper.size), -np.ones(lower.size)])
    cost = np.concatenate([-program.high[upper], program.low[lower]])
    body = sparse.csc_array(
        (signs, (places, np.arange(places.size))), shape=(program.columns + 1, places.size)
    )
    count = places.size
    return _Columns(cost, np.zeros(count), np.full(count, INFINITE), body), places


def _solved(
    parts: list[_Columns], high: Floats, *, dense: bool
) -> tuple[Floats, Floats, float] | None:
    """Values of the variables, dual values of the rows, and the objective."""
    import highspy
    from scipy import sparse

    matrix: Any = sparse.csc_matrix(sparse.hstack([part.matrix for part in parts]))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.shape[1], matrix.shape[0]
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([part.cost for part in parts])
    model.col_lower_ = np.concatenate([part.low for part in parts])
    model.col_upper_ = np.concatenate([part.high for part in parts])
    model.row_lower_ = np.append(np.zeros(high.size), 1.0)
    model.row_upper_ = np.append(high, 1.0)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("solver", "simplex")
    solver.setOptionValue("primal_feasibility_tolerance", 1e-10)
    solver.setOptionValue("dual_feasibility_tolerance", 1e-10)
    solver.passModel(model)
    if dense and LEAST_ENTRIES <= matrix.shape[0] * matrix.shape[1] <= MOST_ENTRIES:
        _begin(solver, model, matrix.toarray())
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found = solver.getSolution()
    values = np.asarray(found.col_value, dtype=np.float64)
    duals = np.asarray(found.row_dual, dtype=np.float64)
    return values, duals, float(solver.getInfo().objective_function_value)


def _begin(solver: Any, model: Any, matrix: Floats) -> None:
    """Give the solver a basis near the optimum; it mends what is wrong with it."""
    import highspy

    low, high = np.asarray(model.col_lower_), np.asarray(model.col_upper_)
    least = np.where((low == -INFINITE) & (high == 0), -1.0, 1.0)  # those below zero turned round
    above = np.asarray(model.row_upper_) == INFINITE
    basis = basis_of(
        Columns(
            matrix * least,
            -np.asarray(model.col_cost_) * least,
            np.where(least > 0, high, INFINITE),
            (low == -INFINITE) & (high == INFINITE),
            above,
            np.asarray(model.row_lower_),
        )
    )
    if basis is None:
        return
    status = highspy.HighsBasisStatus
    upper = np.where(least > 0, basis.at_most, True)
    found = highspy.HighsBasis()
    found.col_status = [
        status.kBasic if inside else status.kUpper if at_most else status.kLower
        for inside, at_most in zip(basis.inside, upper, strict=True)
    ]
    found.row_status = [status.kBasic if inside else status.kLower for inside in basis.rows_inside]
    found.valid = found.alien = True
    solver.setBasis(found)
