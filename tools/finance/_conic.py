"""Convex programs over weights, solved by Clarabel (Goulart and Chen 2024) on scaled data.

Variances are divided by their mean and returns by their largest, whatever their unit: unscaled
daily covariances (1e-4) end the solver's tolerances early and cost up to 4e-4 of a weight.
With a factor model the program holds the factors' exposures as variables and stays sparse.
"""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.finance._limits import FREE, Program
from tools.finance._risk_model import Dense, Factored, RiskModel

Floats = NDArray[np.float64]

TOLERANCE = 1e-10


@dataclass(frozen=True)
class Goal:
    """min quadratic x w'Sw / 2 + linear . w + deviation x sqrt(w'Sw), with sqrt(w'Sw) <= cap."""

    quadratic: float = 0.0
    linear: Floats | None = None
    deviation: float = 0.0
    cap: float | None = None


@dataclass(frozen=True)
class Solved:
    """An optimum: its columns, and what each limit is worth."""

    x: Floats
    row_duals: Floats
    """Change of the objective per unit by which a row's active side is moved out; <= 0."""
    column_duals: Floats
    gap: float
    """Difference of primal and dual objective, relative to the larger."""
    scale: float = field(default=1.0)
    """Of homogeneous programs: the sum of the weights before they were scaled to one; their dual
    values are of the ratio."""
    lower_bound: float = field(default=-np.inf)
    """Of the objective, from the dual."""


def library() -> Any:
    """Clarabel, whose compiled module has no types; loaded at first use."""
    return import_module("clarabel")


def solve(
    program: Program, risk: RiskModel, goal: Goal, *, homogeneous: bool = False
) -> Solved | None:
    """The optimum; None where no weights keep the limits.

    `homogeneous`: the limits are multiplied by one more variable kappa >= 0 and the linear goal
    becomes the condition that it equals one (Charnes and Cooper): the greatest ratio of it to
    the deviation. The weights are then x / kappa.
    """
    clarabel = library()
    built = _Built(program, risk, goal, homogeneous)
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.tol_gap_rel = settings.tol_feas = TOLERANCE
    settings.tol_gap_abs = TOLERANCE
    settings.max_iter = 200
    settings.max_threads = 1
    solver = clarabel.DefaultSolver(
        built.quadratic, built.linear, built.matrix, built.right, built.cones, settings
    )
    answer = solver.solve()
    if str(answer.status) not in ("Solved", "AlmostSolved"):
        return None
    return built.read(answer)


class _Built:
    """The program in the solver's form, and the way back."""

    def __init__(self, program: Program, risk: RiskModel, goal: Goal, homogeneous: bool) -> None:
        self.program, self.goal, self.homogeneous = program, goal, homogeneous
        self.unit = float(np.mean(risk.variances))
        self.reach = 1.0
        if goal.linear is not None and np.any(goal.linear):
            self.reach = float(np.abs(goal.linear).max())
        self.risk = risk
        self.factors = risk.loadings.shape[1] if isinstance(risk, Factored) else 0
        self.bent = goal.deviation > 0 or goal.cap is not None
        self.width = program.columns + self.factors + homogeneous + (goal.deviation > 0)
        # Clarabel's relative gap is absolute below one, so the objective is brought to that size:
        # the least variance of assets that do not move together stands for it.
        least = 1 / float(np.sum(1 / risk.variances))
        self.weight = goal.quadratic * least or goal.deviation * np.sqrt(least) or self.reach
        self.quadratic, self.linear = self._quadratic(), self._linear()
        self._constraints()

    def _quadratic(self) -> Any:
        from scipy import sparse

        factor = self.goal.quadratic / self.weight
        rest = self.width - self.program.assets
        if factor == 0:
            return sparse.csc_matrix((self.width, self.width))
        if isinstance(self.risk, Factored):
            diagonal = np.zeros(self.width)
            diagonal[: self.program.assets] = self.risk.own * factor
            at = self.program.columns
            diagonal[at : at + self.factors] = factor * self.unit
            return sparse.csc_matrix(sparse.diags_array(diagonal))
        assert isinstance(self.risk, Dense)
        part = sparse.csc_array(np.triu(self.risk.matrix * factor))
        empty = sparse.csc_array((rest, rest))
        return sparse.csc_matrix(sparse.block_diag([part, empty]))

    def _linear(self) -> Floats:
        found = np.zeros(self.width)
        if self.goal.linear is not None and not self.homogeneous:
            found[: self.program.assets] = self.goal.linear / self.weight
        if self.goal.deviation > 0:
            found[-1] = self.goal.deviation * np.sqrt(self.unit) / self.weight
        return found

    def _constraints(self) -> None:
        from scipy import sparse

        clarabel = library()
        equal, most, self.sides = self._linear_rows()
        blocks, right, cones = [], [], []
        for part, values, cone in (
            (*equal, clarabel.ZeroConeT),
            (*most, clarabel.NonnegativeConeT),
        ):
            if values.size:
                blocks.append(part)
                right.append(values)
                cones.append(cone(values.size))
        if self.bent:
            part, values = self._ball()
            blocks.append(part)
            right.append(values)
            cones.append(clarabel.SecondOrderConeT(values.size))
        self.matrix = sparse.csc_matrix(sparse.vstack(blocks))
        self.right, self.cones = np.concatenate(right), cones

    def _linear_rows(self) -> tuple[tuple[Any, Floats], tuple[Any, Floats], Any]:
        """Equalities, inequalities, and of each the row or column and the side it stands for."""
        from scipy import sparse

        p = self.program
        eye = sparse.eye_array(p.columns, format="csr")
        whole: Any = sparse.csr_array(sparse.vstack([p.matrix, eye]))
        low, high = np.concatenate([p.row_low, p.low]), np.concatenate([p.row_high, p.high])
        same = np.flatnonzero(low == high)
        upper = np.flatnonzero((high < FREE) & (low < high))
        lower = np.flatnonzero((low > -FREE) & (low < high))
        equal = self._lifted(whole[same, :], high[same])
        most = self._lifted(
            sparse.csr_array(sparse.vstack([whole[upper, :], -whole[lower, :]])),
            np.concatenate([high[upper], -low[lower]]),
        )
        sides = (same, np.concatenate([upper, lower]))
        equal, most = self._with_own_rows(equal, most)
        return equal, most, sides

    def _lifted(self, rows: Any, right: Floats) -> tuple[Any, Floats]:
        """Rows over all variables: the right side goes with kappa where there is one."""
        from scipy import sparse

        count = rows.shape[0]
        parts = [rows, sparse.csr_array((count, self.factors))]
        if self.homogeneous:
            parts.append(sparse.csr_array(-right[:, None]))
            right = np.zeros(count)
        if self.goal.deviation > 0:
            parts.append(sparse.csr_array((count, 1)))
        return sparse.csr_array(sparse.hstack(parts)), right

    def _with_own_rows(
        self, equal: tuple[Any, Floats], most: tuple[Any, Floats]
    ) -> tuple[tuple[Any, Floats], tuple[Any, Floats]]:
        """Add the factors' exposures, kappa >= 0 and the condition of a ratio."""
        from scipy import sparse

        p, extra = self.program, []
        right: list[float] = []
        if isinstance(self.risk, Factored):
            part = sparse.lil_array((self.factors, self.width))
            part[:, : p.assets] = self.risk.loadings.T / np.sqrt(self.unit)
            part[:, p.columns : p.columns + self.factors] = -np.eye(self.factors)
            extra.append(sparse.csr_array(part))
            right += [0.0] * self.factors
        if self.homogeneous and self.goal.linear is not None:
            row = np.zeros((1, self.width))
            row[0, : p.assets] = self.goal.linear / self.reach
            extra.append(sparse.csr_array(row))
            right.append(1.0)
            positive = np.zeros((1, self.width))
            positive[0, p.columns + self.factors] = -1.0
            most = (sparse.vstack([most[0], sparse.csr_array(positive)]), np.append(most[1], 0.0))
        if extra:
            equal = (sparse.vstack([equal[0], *extra]), np.concatenate([equal[1], right]))
        return equal, most

    def _ball(self) -> tuple[Any, Floats]:
        """(cap or t, root of S times w) in the second-order cone."""
        from scipy import sparse

        p, scale = self.program, np.sqrt(self.unit)
        if isinstance(self.risk, Factored):
            own = sparse.diags_array(np.sqrt(self.risk.own) / scale)
            rest = sparse.csr_array((p.assets, self.width - p.assets))
            first = sparse.hstack([own, rest])
            at = p.columns
            second = sparse.csr_array(
                (np.ones(self.factors), (np.arange(self.factors), at + np.arange(self.factors))),
                shape=(self.factors, self.width),
            )
            body: Any = sparse.vstack([first, second])
        else:
            assert isinstance(self.risk, Dense)
            values, vectors = np.linalg.eigh(self.risk.matrix / self.unit)
            root = (vectors * np.sqrt(np.clip(values, 0, None))).T
            body = sparse.hstack(
                [sparse.csr_array(root), sparse.csr_array((p.assets, self.width - p.assets))]
            )
        head = np.zeros((1, self.width))
        right = np.zeros(1 + body.shape[0])
        if self.goal.deviation > 0:
            head[0, -1] = -1.0
        else:
            right[0] = (self.goal.cap or 0.0) / scale
        return sparse.vstack([sparse.csr_array(head), -body]), right

    def read(self, answer: Any) -> Solved:
        """The solver's answer in the program's terms."""
        p, z = self.program, np.asarray(answer.z, dtype=np.float64)
        x = np.asarray(answer.x, dtype=np.float64)
        kappa = 1.0
        if self.homogeneous:
            kappa = float(x[p.columns + self.factors])
        duals = np.zeros(p.row_low.size + p.columns)
        same, sided = self.sides
        duals[same] = -z[: same.size]
        start = self.right.size - self._after_inequalities() - sided.size - self.homogeneous
        np.add.at(duals, sided, -z[start : start + sided.size])
        duals *= self.weight
        if self.homogeneous:  # of the ratio: reach / sqrt(2 f), where f is the objective
            whole = 2 * float(answer.obj_val) * self.weight
            duals *= self.reach * whole**-1.5 * kappa
        first, second = float(answer.obj_val), float(answer.obj_val_dual)
        return Solved(
            x=x[: p.columns] / kappa,
            row_duals=duals[: p.row_low.size],
            column_duals=duals[p.row_low.size :],
            gap=abs(first - second) / max(abs(first), abs(second), 1e-12),
            scale=kappa / self.reach if self.homogeneous else 1.0,
            lower_bound=second * self.weight,
        )

    def _after_inequalities(self) -> int:
        """Rows of the cone that follows the inequalities."""
        return (1 + self.program.assets + self.factors) if self.bent else 0
