"""Which controls to take: an exact choice by outer approximation.

What is left of a risk is its loss times the product of (1 - effect) over the controls taken, so
the exponential of a sum: convex. The exponentials are replaced by tangents, the mixed-integer
program is solved, a tangent is added where its answer lies, until both agree (Duran and Grossmann
1986).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput

Floats = NDArray[np.float64]

MOST_ROUNDS = 200
EXACT = 1e-9  # of the whole loss
_NONE_LEFT = 1e-12  # what a perfect control leaves, as logarithms need something


@dataclass(frozen=True)
class Problem:
    """Losses by risk, what each control leaves of each (risks, controls), and its cost."""

    losses: Floats
    left: Floats
    costs: Floats
    budget: float | None
    requires: Sequence[tuple[int, int]]
    excludes: Sequence[tuple[int, int]]
    counts_costs: bool
    """Whether what is spent counts, or only what is lost."""

    def remaining(self, chosen: Collection[int]) -> float:
        """Yearly loss that is left under some of the controls."""
        return float(self.losses @ np.prod(self.left[:, sorted(chosen)], axis=1))

    def total(self, chosen: Collection[int]) -> float:
        """What is to be made small."""
        spent = float(self.costs[sorted(chosen)].sum()) if self.counts_costs else 0.0
        return self.remaining(chosen) + spent


@dataclass(frozen=True)
class Choice:
    """The best set found, and how much better another might be at most."""

    chosen: list[int]
    gap: float


def best(problem: Problem) -> Choice:
    """The controls that make loss and spending least."""
    import scipy.optimize  # a quarter of a second: at first use

    optimize: Any = scipy.optimize

    risks, controls = problem.left.shape
    logs = np.log(np.maximum(problem.left, _NONE_LEFT))
    costs = problem.costs if problem.counts_costs else np.full(controls, 1e-9)
    aims = np.concatenate([costs, np.ones(risks)])
    fixed = [
        optimize.LinearConstraint(rows, -np.inf, most) for rows, most in _rules(problem, risks)
    ]
    # What is left may touch its bound in the empty set: rounding must not shut that out.
    most = np.concatenate([np.ones(controls), problem.losses * (1 + 1e-6) + 1e-6])
    bounds = optimize.Bounds(np.zeros(controls + risks), most)
    points = [np.zeros(risks), logs.sum(axis=1) / 2, logs.sum(axis=1)]
    cuts = [row for at in points for row in _tangents(problem.losses, logs, at)]
    found: list[int] = []
    upper, lower = problem.total([]), 0.0
    for _ in range(MOST_ROUNDS):
        rows = np.array([row for row, _ in cuts])
        floors = np.array([floor for _, floor in cuts])
        answers = (
            optimize.milp(
                aims,
                integrality=np.concatenate([np.ones(controls), np.zeros(risks)]),
                bounds=bounds,
                constraints=[optimize.LinearConstraint(rows, floors, np.inf), *fixed],
                options={"mip_rel_gap": 0.0, "presolve": presolve},
            )
            for presolve in (True, False)  # presolve may take rounding for a contradiction
        )
        answer = next((one for one in answers if one.x is not None), None)
        if answer is None:
            raise InvalidInput.of("controls", "exclude and require each other: no set is allowed")
        chosen = [int(k) for k in np.flatnonzero(answer.x[:controls] > 0.5)]
        lower = float(answer.fun)
        if (total := problem.total(chosen)) < upper:
            upper, found = total, chosen
        if upper - lower <= EXACT * max(float(problem.losses.sum()), 1.0):
            break
        at = logs[:, chosen].sum(axis=1)
        cuts += _tangents(problem.losses, logs, at)
    return Choice(found, max(upper - lower, 0.0))


def _tangents(losses: Floats, logs: Floats, at: Floats) -> list[tuple[Floats, float]]:
    """Left of each risk is at least its tangent at `at`: t - slope * (logs @ x) >= floor."""
    rows: list[tuple[Floats, float]] = []
    for risk, loss in enumerate(losses):
        slope = loss * np.exp(at[risk])
        row = np.concatenate([-slope * logs[risk], np.zeros(losses.size)])
        row[logs.shape[1] + risk] = 1.0
        rows.append((row, float(slope * (1 - at[risk]))))
    return rows


def _rules(problem: Problem, risks: int) -> list[tuple[Floats, Floats]]:
    """The budget, and which controls go with which: rows that may not exceed a figure."""
    size = problem.costs.size
    rows: list[Floats] = []
    most: list[float] = []
    if problem.budget is not None:
        rows.append(problem.costs)
        most.append(problem.budget)
    for one, other in problem.requires:
        row = np.zeros(size)
        row[one], row[other] = 1.0, -1.0
        rows.append(row)
        most.append(0.0)
    for one, other in problem.excludes:
        row = np.zeros(size)
        row[one] = row[other] = 1.0
        rows.append(row)
        most.append(1.0)
    if not rows:
        return []
    padded = np.hstack([np.array(rows), np.zeros((len(rows), risks))])
    return [(padded, np.array(most))]
