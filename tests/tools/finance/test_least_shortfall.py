"""Least expected shortfall where hundreds of assets are held, and where the solver begins."""

import numpy as np
import pytest
from scipy.optimize import linprog

from tools.finance._interior_start import Columns, basis_of
from tools.finance._limits import Limits, Row, program_of
from tools.finance._tail_program import expected_shortfall, least_shortfall


def test_the_basis_is_the_vertex_of_the_optimum() -> None:
    """min -x - 2 y where x + y <= 4, x - y = 1, x <= 2: x is 2, y is 1, the first row slack."""
    columns = Columns(
        matrix=np.array([[-1.0, -1.0], [1.0, -1.0]]),
        cost=np.array([-1.0, -2.0]),
        most=np.array([2.0, np.inf]),
        free=np.zeros(2, dtype=bool),
        above=np.array([True, False]),
        right=np.array([-4.0, 1.0]),
    )
    basis = basis_of(columns)
    assert basis is not None
    assert basis.at_most.tolist() == [True, False]
    assert basis.inside.tolist() == [False, True]
    assert basis.rows_inside.tolist() == [True, False]


def test_a_program_without_a_solution_has_no_basis() -> None:
    """x + y = 3 where neither may pass 1."""
    columns = Columns(
        matrix=np.array([[1.0, 1.0]]),
        cost=np.array([1.0, 2.0]),
        most=np.array([1.0, 1.0]),
        free=np.zeros(2, dtype=bool),
        above=np.array([False]),
        right=np.array([3.0]),
    )
    assert basis_of(columns) is None


@pytest.mark.parametrize(
    ("assets", "days", "high", "low", "grouped"),
    [(60, 500, 1.0, 0.0, False), (60, 500, 0.03, 0.0, True), (150, 200, 1.0, 0.002, False)],
)
def test_least_shortfall_where_many_assets_are_held(
    assets: int, days: int, high: float, low: float, grouped: bool
) -> None:
    """An interior point only says where the simplex method begins: the optimum is the same."""
    random = np.random.default_rng(3)
    returns = random.standard_t(4, (days, assets)) * 0.01 + random.normal(0, 5e-4, assets)
    first = np.where(np.arange(assets) < assets // 3, 1.0, 0.0)
    limits = Limits(
        [f"a{k}" for k in range(assets)],
        np.full(assets, low),
        np.full(assets, high),
        ["floor"] * assets,
        ["cap"] * assets,
        rows=[Row("group", first, 0.1, 0.2)] if grouped else [],
    )
    found = least_shortfall(program_of(limits), returns, 0.95)
    assert found is not None
    assert found.gap < 1e-9
    weights = found.x[:assets]
    assert np.count_nonzero(weights > low + 1e-9) > assets // 4
    tail = 1 / (days * 0.05)
    cost = np.concatenate([np.zeros(assets), [1.0], np.full(days, tail)])
    rows = np.hstack([-returns, -np.ones((days, 1)), -np.eye(days)])
    right = np.zeros(days)
    if grouped:
        own = np.concatenate([first, np.zeros(1 + days)])
        rows, right = np.vstack([rows, own, -own]), np.append(right, [0.2, -0.1])
    published = linprog(
        cost,
        A_ub=rows,
        b_ub=right,
        A_eq=np.concatenate([np.ones(assets), np.zeros(1 + days)])[None],
        b_eq=[1.0],
        bounds=[(low, high)] * assets + [(None, None)] + [(0, None)] * days,
    )
    assert expected_shortfall(returns @ weights, 0.95)[1] == pytest.approx(published.fun, rel=1e-9)
