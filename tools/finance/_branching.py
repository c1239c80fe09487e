"""Portfolios with few assets: at most so many, or none under a size.

Variance: branch and bound over which assets may be held. The bound of a node is the perspective
relaxation (Frangioni and Gentile 2006, Perspective cuts for a class of convex 0-1 mixed integer
programs): of the variance, as much as leaves the rest convex is charged as w_i^2 / z_i, where z_i
between 0 and 1 stands for holding asset i. Expected shortfall: a mixed-integer linear program,
solved by HiGHS. Both report the gap that is left.
"""

import heapq
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._conic import Goal, Solved, solve
from tools.finance._limits import FREE, Program
from tools.finance._perspective import Relaxation
from tools.finance._portfolio_input import Universe
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._risk_model import Dense

Floats = NDArray[np.float64]

MOST_ASSETS, MOST_CELLS = 200, 100_000
MOST_NODES = 1_000
CLOSE = 1e-7  # relative gap at which the search ends
WHOLE = 1e-6  # distance from 0 or 1 at which a choice counts as made


def fewest(
    program: Program, universe: Universe, goal: Goal, request: OptimizePortfolioRequest
) -> Solved | None:
    """The best portfolio with few assets; None where the limits cannot be kept."""
    _refuse_unfit(program, universe, request)
    size = program.assets
    most = min(request.most_assets or size, size)
    least = request.least_holding or 0.0
    if request.objective == "min_cvar":
        return _linear(program, universe, request, most, least)
    return _Search(program, universe.risk, goal, most, least).run()


def _refuse_unfit(program: Program, universe: Universe, request: OptimizePortfolioRequest) -> None:
    field = "most_assets" if request.most_assets is not None else "least_holding"
    if request.objective not in ("min_variance", "target_return", "min_cvar"):
        raise InvalidInput.of(
            field,
            "goes with min_variance, target_return or min_cvar; for a best ratio try several "
            "target returns",
        )
    if not isinstance(universe.risk, Dense) or program.assets > MOST_ASSETS:
        raise InvalidInput.of(
            field, f"needs covariances or a history of at most {MOST_ASSETS} assets"
        )
    if request.least_holding and np.any(program.low[: program.assets] < 0):
        raise InvalidInput.of("least_holding", "does not go with short sales")
    if np.any(program.low[: program.assets] <= -FREE) or np.any(
        program.high[: program.assets] >= FREE
    ):
        raise InvalidInput.of(
            field,
            "needs a least and a most weight for every asset: give least_weight and most_weight",
        )
    if request.objective == "min_cvar":
        if universe.scenarios is None:
            raise InvalidInput.of(field, "with min_cvar needs a history of returns")
        if universe.scenarios.size > MOST_CELLS:
            raise InvalidInput.of(
                field,
                f"with min_cvar takes at most {MOST_CELLS:,} returns in all; shorten the history",
            )


@dataclass
class _Best:
    value: float = np.inf
    found: Solved | None = None


class _Search:
    """Branch and bound, the node with the least bound first."""

    def __init__(self, program: Program, risk: Any, goal: Goal, most: int, least: float) -> None:
        self.program, self.risk, self.goal = program, risk, goal
        self.most, self.least = most, least
        self.relaxation = Relaxation(program, risk, most, least)
        self.best = _Best()

    def run(self) -> Solved | None:
        size, order = self.program.assets, count()
        root = (np.zeros(size), np.ones(size))
        first = self._look(*root)
        queue = [] if first is None else [(first[0], next(order), *root, first[1])]
        visited, bound = 1, first[0] if first is not None else np.inf
        while queue:
            bound, _, low, high, chosen = heapq.heappop(queue)
            if self._closed(bound) or visited >= MOST_NODES:
                break
            place = int(np.argmax(np.minimum(chosen - low, high - chosen)))
            for value in (1.0, 0.0):
                below, above = low.copy(), high.copy()
                below[place] = above[place] = value
                looked = self._look(below, above)
                visited += 1
                if looked is not None and not self._closed(looked[0]):
                    heapq.heappush(queue, (looked[0], next(order), below, above, looked[1]))
        else:
            bound = self.best.value
        return self._answer(min(bound, self.best.value))

    def _closed(self, bound: float) -> bool:
        return bound >= self.best.value * (1 - CLOSE)

    def _answer(self, bound: float) -> Solved | None:
        if self.best.found is None:
            return None
        gap = max(0.0, self.best.value - bound) / self.best.value
        return replace(self.best.found, gap=gap if gap > CLOSE else min(gap, CLOSE))

    def _look(self, low: Floats, high: Floats) -> tuple[float, Floats] | None:
        """A node's bound and choices; its best guess and its whole solutions are tried."""
        found = self.relaxation.solve(low, high)
        if found is None:
            return None
        bound, chosen = found
        whole = bool(np.all(np.minimum(chosen - low, high - chosen) < WHOLE))
        places = np.argsort(-chosen, kind="stable")[: self.most]
        guess = chosen > 0.5 if whole else np.isin(np.arange(chosen.size), places)
        self._try(guess)
        return None if whole else (bound, chosen)

    def _try(self, held: NDArray[np.bool_]) -> None:
        """The exact optimum over some assets, kept if it is better."""
        size = self.program.assets
        low, high = self.program.low.copy(), self.program.high.copy()
        out = np.flatnonzero(~held)
        low[out] = high[out] = 0.0
        if self.least:
            places = np.flatnonzero(held)
            low[places] = np.maximum(low[places], self.least)
        found = solve(replace(self.program, low=low, high=high), self.risk, self.goal)
        if found is None:
            return
        weights = found.x[:size]
        value = float(weights @ self.risk.times(weights)) / 2
        if value < self.best.value:
            self.best = _Best(value, found)


def _linear(
    program: Program,
    universe: Universe,
    request: OptimizePortfolioRequest,
    most: int,
    least: float,
) -> Solved | None:
    """Least expected shortfall by one mixed-integer linear program."""
    from scipy import optimize, sparse

    library: Any = optimize
    constraint = library.LinearConstraint

    returns = universe.scenarios
    if returns is None:
        raise AssertionError("unreachable")
    unit = float(np.std(returns)) or 1.0
    rows, size, wide = returns.shape[0], program.assets, program.columns
    eye = sparse.eye_array(size, wide, format="csr")
    pick = sparse.eye_array(size, format="csr")
    none = sparse.csr_array

    def band(*parts: Any) -> Any:
        return sparse.csr_array(sparse.hstack(parts))

    tail = sparse.hstack([sparse.csr_array(returns / unit), none((rows, wide - size))])
    tall, short = program.high[:size], program.low[:size]
    constraints = [
        constraint(
            band(program.matrix, none((program.row_low.size, 1 + rows + size))),
            np.where(program.row_low <= -FREE, -np.inf, program.row_low),
            np.where(program.row_high >= FREE, np.inf, program.row_high),
        ),
        constraint(
            band(tail, np.ones((rows, 1)), sparse.eye_array(rows), none((rows, size))), 0, np.inf
        ),
        constraint(band(eye, none((size, 1 + rows)), -pick * tall[:, None]), -np.inf, 0),
        constraint(
            band(eye, none((size, 1 + rows)), -pick * np.maximum(short, least)[:, None]), 0, np.inf
        ),
        constraint(band(none((1, wide + 1 + rows)), sparse.csr_array(np.ones((1, size)))), 0, most),
    ]
    cost = np.zeros(wide + 1 + rows + size)
    cost[wide] = 1.0
    cost[wide + 1 : wide + 1 + rows] = 1 / (rows * (1 - request.confidence))
    lower = np.concatenate([np.minimum(program.low, 0), [-np.inf], np.zeros(rows + size)])
    upper = np.concatenate(
        [np.where(program.high >= FREE, np.inf, program.high), [np.inf], np.full(rows, np.inf),
         np.ones(size)]
    )  # fmt: skip
    whole = np.zeros(cost.size)
    whole[-size:] = 1
    answer = library.milp(
        cost,
        integrality=whole,
        bounds=library.Bounds(lower, upper),
        constraints=constraints,
        options={"mip_rel_gap": CLOSE, "node_limit": MOST_NODES},
    )
    if answer.x is None:
        return None
    blank = np.zeros(program.row_low.size), np.zeros(program.columns)
    return Solved(np.asarray(answer.x[:wide], dtype=np.float64), *blank, gap=float(answer.mip_gap))
