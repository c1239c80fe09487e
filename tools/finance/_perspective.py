"""The perspective relaxation of holding few assets, as a conic program that is built once.

min w'(S - D)w / 2 + d . t / 2,  w_i^2 <= t_i z_i,  low_i z_i <= w_i <= high_i z_i,  sum z <= most,
with D diagonal and S - D positive semidefinite: D is the least eigenvalue of the correlations times
the variances. At whole z it is the variance itself.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.finance._conic import library
from tools.finance._limits import FREE, Program
from tools.finance._risk_model import Dense

Floats = NDArray[np.float64]

KEPT = 1 - 1e-6  # of the least eigenvalue, so that what is left stays positive


class Relaxation:
    """The relaxation of a program; `solve` fixes some choices."""

    def __init__(self, program: Program, risk: Dense, most: int, least: float) -> None:
        from scipy import sparse

        size, wide = program.assets, program.columns
        self.size, self.wide = size, wide
        unit = 1 / np.sqrt(risk.variances)
        spare = max(0.0, float(np.linalg.eigvalsh(risk.matrix * np.outer(unit, unit))[0])) * KEPT
        self.weight = 1 / float(np.sum(1 / risk.variances))
        own = spare * risk.variances / self.weight
        part = np.triu(risk.matrix / self.weight - np.diag(own))
        rest = wide - size + 2 * size
        self.quadratic = sparse.csc_matrix(
            sparse.block_diag([sparse.csc_array(part), sparse.csc_array((rest, rest))])
        )
        self.linear = np.concatenate([np.zeros(wide + size), own / 2])
        self._build(program, most, least)

    def _build(self, program: Program, most: int, least: float) -> None:
        from scipy import sparse

        clarabel = library()
        size, wide = self.size, self.wide
        eye = sparse.eye_array(size, format="csr")
        none = sparse.csr_array
        right: list[Floats] = []
        blocks: list[Any] = []

        def add(parts: list[Any], values: Floats) -> int:
            blocks.append(sparse.hstack(parts))
            right.append(values)
            return values.size

        whole, values, equal = _rows(program)
        add([whole, none((values.size, 2 * size))], values)
        more = values.size - equal
        weights = sparse.eye_array(size, wide, format="csr")
        # A least weight of each held asset binds only where it is held.
        low = np.maximum(program.low[:size], least)
        more += add([weights, -eye * program.high[:size][:, None], none((size, size))],
                    np.zeros(size))  # fmt: skip
        more += add([-weights, eye * low[:, None], none((size, size))], np.zeros(size))
        more += add([none((1, wide)), none(np.ones((1, size))), none((1, size))],
                    np.array([float(most)]))  # fmt: skip
        if wide > size:
            unit: Any = sparse.eye_array(wide, format="csr")
            tail = unit[size:, :]
            more += add([-tail, none((wide - size, 2 * size))], np.zeros(wide - size))
        self.at = equal + more
        more += add([none((size, wide)), eye, none((size, size))], np.ones(size))
        more += add([none((size, wide)), -eye, none((size, size))], np.zeros(size))
        add(
            [
                self._cones(),
            ],
            np.zeros(3 * size),
        )
        self.matrix = sparse.csc_matrix(sparse.vstack(blocks))
        self.right = np.concatenate(right)
        self.cones = [
            clarabel.ZeroConeT(equal),
            clarabel.NonnegativeConeT(more),
            *[clarabel.SecondOrderConeT(3)] * size,
        ]

    def _cones(self) -> Any:
        """(t + z, 2 w, t - z) for each asset."""
        from scipy import sparse

        size, wide = self.size, self.wide
        places = np.arange(size)
        z, t = wide + places, wide + size + places
        rows = np.concatenate(
            [3 * places, 3 * places, 3 * places + 1, 3 * places + 2, 3 * places + 2]
        )
        columns = np.concatenate([t, z, places, t, z])
        values = np.concatenate(
            [-np.ones(2 * size), -2 * np.ones(size), -np.ones(size), np.ones(size)]
        )
        return sparse.csr_array((values, (rows, columns)), shape=(3 * size, wide + 2 * size))

    def solve(self, low: Floats, high: Floats) -> tuple[float, Floats] | None:
        """A lower bound of half the variance and the choices z; None where nothing is feasible."""
        clarabel = library()
        right = self.right.copy()
        right[self.at : self.at + self.size] = high
        right[self.at + self.size : self.at + 2 * self.size] = -low
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-9
        settings.max_threads = 1
        answer = clarabel.DefaultSolver(
            self.quadratic, self.linear, self.matrix, right, self.cones, settings
        ).solve()
        if str(answer.status) not in ("Solved", "AlmostSolved"):
            return None
        x = np.asarray(answer.x, dtype=np.float64)
        chosen = np.clip(x[self.wide : self.wide + self.size], low, high)
        bound = min(float(answer.obj_val), float(answer.obj_val_dual)) * self.weight
        return bound, chosen


def _rows(program: Program) -> tuple[Any, Floats, int]:
    """Rows of the program as equalities, so many of them, then as upper limits."""
    from scipy import sparse

    same = np.flatnonzero(program.row_low == program.row_high)
    open_ = program.row_low < program.row_high
    up = np.flatnonzero((program.row_high < FREE) & open_)
    down = np.flatnonzero((program.row_low > -FREE) & open_)
    parts = [program.matrix[same, :], program.matrix[up, :], -program.matrix[down, :]]
    right = [program.row_high[same], program.row_high[up], -program.row_low[down]]
    return sparse.csr_array(sparse.vstack(parts)), np.concatenate(right), same.size
