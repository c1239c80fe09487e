"""The best weights for a goal within limits, by the method that suits both."""

from dataclasses import dataclass, replace
from math import exp, pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._branching import fewest
from tools.finance._conflict_words import refuse_conflict
from tools.finance._conic import Goal, Solved, solve
from tools.finance._hierarchical import herc, hrp, tree_of
from tools.finance._least_variance import least_variance
from tools.finance._limits import FREE, Limits, Program, Row, program_of
from tools.finance._portfolio_input import Universe
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._portfolio_result import LimitPrice
from tools.finance._risk_model import Dense, volatility
from tools.finance._risk_parity import risk_parity
from tools.finance._tail_program import expected_shortfall, least_shortfall
from tools.wording import percent

Floats = NDArray[np.float64]

RULES = ("risk_parity", "hrp", "herc")
MOST_TREE = 5_000  # assets whose pairs fit: 200 MB
MOST_CELLS = 2_000_000  # scenarios x assets of a linear program
MET = 1e-5  # a price below this, relative to the goal, is that of a limit that costs nothing


@dataclass(frozen=True)
class Optimum:
    """The weights, how far from the best they can be, and what limits cost."""

    weights: Floats
    gap: float
    prices: list[LimitPrice]
    clusters: NDArray[np.intp] | None = None


def optimum(request: OptimizePortfolioRequest, universe: Universe, limits: Limits) -> Optimum:
    """The weights the request asks for."""
    if request.objective in RULES:
        _refuse_limits(request, limits)
        return _by_rule(request, universe)
    means = universe.means
    if request.objective in ("max_sharpe", "target_return", "target_volatility") and means is None:
        raise InvalidInput.of(
            "assets",
            f"need their expected returns for {request.objective}, or a history",
            code="missing",
        )
    if request.target_return is not None and means is not None:
        name = f"a return of at least {percent(request.target_return)}"
        limits = limits.with_row(Row(name, means, request.target_return, FREE))
    elif request.target_return is not None:
        raise InvalidInput.of("target_return", "needs the expected returns of the assets")
    counted = request.most_assets is not None or request.least_holding is not None
    if not counted and request.objective == "min_variance" and limits.plain:
        weights = least_variance(universe.risk)
        if weights is not None:
            return Optimum(weights, 0.0, [])
    return _by_program(request, universe, limits, counted)


def _refuse_limits(request: OptimizePortfolioRequest, limits: Limits) -> None:
    counted = request.most_assets is not None or request.least_holding is not None
    if limits.plain and not counted and request.target_return is None:
        return
    raise InvalidInput.of(
        "objective",
        f"{request.objective} sets every weight by a rule and takes no limits; leave the limits "
        "out, or choose min_variance, max_sharpe or min_cvar, which keep them",
    )


def _by_rule(request: OptimizePortfolioRequest, universe: Universe) -> Optimum:
    if request.objective == "risk_parity":
        told = [one.risk_budget for one in request.assets or ()]
        if any(told) and not all(told):
            place = next(k for k, value in enumerate(told) if value is None)
            raise InvalidInput.of(
                f"assets.{place}.risk_budget", "is needed, as others have one", code="missing"
            )
        budgets = np.array(told if any(told) else np.ones(universe.risk.size), dtype=np.float64)
        weights, off = risk_parity(universe.risk, budgets)
        return Optimum(weights, off, [])
    if not isinstance(universe.risk, Dense) or universe.risk.size > MOST_TREE:
        raise InvalidInput.of(
            "objective",
            f"{request.objective} looks at every pair of assets: give covariances or a history of "
            f"at most {MOST_TREE:,} assets, or use risk_parity",
        )
    matrix = universe.risk.matrix
    if len(matrix) == 1:
        return Optimum(np.ones(1), 0.0, [], np.zeros(1, dtype=np.intp))
    if request.objective == "hrp":
        return Optimum(hrp(matrix, tree_of(matrix, request.linkage or "single")), 0.0, [])
    tree = tree_of(matrix, request.linkage or "ward")
    weights, clusters = herc(matrix, tree, request.clusters)
    return Optimum(weights, 0.0, [], clusters)


def _by_program(
    request: OptimizePortfolioRequest, universe: Universe, limits: Limits, counted: bool
) -> Optimum:
    program = program_of(limits)
    if counted:
        found = fewest(program, universe, goal_of(request, universe), request)
    else:
        found = solved(program, universe, request)
    if found is None:
        _explain(request, universe, limits, program, counted)
        raise AssertionError("unreachable")
    weights = _clean(found.x[: limits.size])
    return Optimum(
        weights, found.gap, [] if counted else _prices(request, universe, program, found)
    )


def goal_of(request: OptimizePortfolioRequest, universe: Universe) -> Goal:
    """The goal as a convex program."""
    means = universe.means if universe.means is not None else np.zeros(universe.risk.size)
    if request.objective == "max_sharpe":
        return Goal(quadratic=1.0, linear=means - request.risk_free)
    if request.objective == "target_volatility":
        return Goal(linear=-means, cap=request.target_volatility)
    if request.objective == "min_cvar":
        return Goal(linear=-means, deviation=tail_height(request.confidence))
    return Goal(quadratic=1.0)


def tail_height(level: float) -> float:
    """Expected shortfall of a standard normal loss."""
    z = NormalDist().inv_cdf(level)
    return exp(-z * z / 2) / sqrt(2 * pi) / (1 - level)


def solved(
    program: Program, universe: Universe, request: OptimizePortfolioRequest
) -> Solved | None:
    """The program's optimum; None where no weights keep the limits."""
    if request.objective == "min_cvar" and universe.scenarios is not None:
        if universe.scenarios.size > MOST_CELLS:
            raise InvalidInput.of(
                "history",
                f"has more than {MOST_CELLS:,} returns, too many for min_cvar: leave out assets or "
                "old rows",
            )
        return least_shortfall(program, universe.scenarios, request.confidence)
    goal = goal_of(request, universe)
    homogeneous = request.objective == "max_sharpe"
    if homogeneous and _greatest(program, goal.linear) <= 0:
        if _greatest(program, goal.linear) == -FREE:
            return None
        raise InvalidInput.of(
            "risk_free",
            "is not passed by any portfolio within the limits, so there is no best ratio of return "
            "to risk; lower it, or ask for min_variance",
        )
    return solve(program, universe.risk, goal, homogeneous=homogeneous)


def _greatest(program: Program, linear: Floats | None) -> float:
    """The greatest value of a linear function of the weights; -FREE where nothing is feasible."""
    from scipy import sparse
    from scipy.optimize import linprog

    cost = np.zeros(program.columns)
    cost[: program.assets] = 0.0 if linear is None else -linear
    rows = sparse.csr_array(sparse.vstack([program.matrix, -program.matrix]))
    right = np.concatenate([program.row_high, -program.row_low])
    kept = np.flatnonzero(right < FREE)
    bounds = [
        (None if low <= -FREE else low, None if high >= FREE else high)
        for low, high in zip(program.low, program.high, strict=True)
    ]
    found = linprog(cost, A_ub=rows[kept, :], b_ub=right[kept], bounds=bounds, method="highs")
    return -float(found.fun) if found.status == 0 else -FREE


def greatest_return(program: Program, means: Floats) -> float:
    """The greatest expected return within the limits."""
    return _greatest(program, means)


def _explain(
    request: OptimizePortfolioRequest,
    universe: Universe,
    limits: Limits,
    program: Program,
    counted: bool,
) -> None:
    """Say which limits conflict, or by how much a target is out of reach."""
    without = replace(limits, rows=[r for r in limits.rows if not r.name.startswith("a return")])
    best = None
    if universe.means is not None and request.target_return is not None:
        value = greatest_return(program_of(without), universe.means)
        best = None if value <= -FREE else value
    refuse_conflict(request, program, best)
    if request.target_volatility is not None:
        least = solve(program, universe.risk, Goal(quadratic=1.0))
        if least is not None:
            reached = volatility(universe.risk, least.x[: limits.size])
            raise InvalidInput.of(
                "target_volatility",
                f"cannot be reached: within the limits the least volatility is {percent(reached)}",
            )
    field = "most_assets" if counted and request.most_assets is not None else "objective"
    raise InvalidInput.of(
        field,
        "and the other limits cannot all be kept; allow more assets, or loosen a limit"
        if counted
        else "could not be solved to the accuracy asked for; loosen the limits or rescale the data",
    )


def _clean(weights: Floats) -> Floats:
    """Without the dust of an interior point: what is nothing beside an even share is nothing."""
    kept = np.where(np.abs(weights) < 1e-7 / max(1, weights.size), 0.0, weights)
    total = float(kept.sum())
    return kept / total if total else weights


def _prices(
    request: OptimizePortfolioRequest, universe: Universe, program: Program, found: Solved
) -> list[LimitPrice]:
    """What the limits that are met cost, the dearest first."""
    factor = 1.0
    if request.objective in ("min_variance", "target_return"):
        factor = 1 / volatility(universe.risk, found.x[: program.assets])
    prices: dict[str, float] = {}
    for name, dual, low, high in zip(
        program.row_names, found.row_duals, program.row_low, program.row_high, strict=True
    ):
        if name and low < high:
            prices[name] = prices.get(name, 0.0) - float(dual) * factor
    middle = np.abs(found.x - program.low) < np.abs(found.x - program.high)
    for k in range(program.assets):
        name = program.low_names[k] if middle[k] else program.high_names[k]
        own = f"{name} ({program.asset_names[k]})"
        price = -float(found.column_duals[k]) * factor
        prices[own if name.endswith("each") or name == "no short sales" else name] = price
    least = MET * (abs(float(_value(request, universe, found.x[: program.assets]))) or 1.0)
    kept = [(n, p) for n, p in prices.items() if p > least]
    return [LimitPrice(limit=n, price=p) for n, p in sorted(kept, key=lambda one: -one[1])[:50]]


def _value(request: OptimizePortfolioRequest, universe: Universe, weights: Floats) -> float:
    """The goal's own size, to tell a price from rounding."""
    deviation = volatility(universe.risk, weights)
    mean = 0.0 if universe.means is None else float(universe.means @ weights)
    if request.objective == "max_sharpe":
        return (mean - request.risk_free) / deviation
    if request.objective == "min_cvar" and universe.scenarios is not None:
        return expected_shortfall(universe.scenarios @ weights, request.confidence)[1]
    return mean if request.objective == "target_volatility" else deviation
