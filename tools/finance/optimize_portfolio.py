"""What to hold: the best weights of assets for a goal, within limits."""

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.finance._portfolio_chart import chart
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._portfolio_result import FrontierPoint, OptimizePortfolioResult, Position
from tools.finance._portfolio_words import notes, summary

if TYPE_CHECKING:
    from tools.finance._optimum import Optimum
    from tools.finance._portfolio_input import Universe

Floats = NDArray[np.float64]

SOURCES = {
    "min_variance": ("Minimum variance", "Markowitz (1952), Portfolio selection; complementarity "
                     "by Portugal, Judice and Vicente (1994); Clarabel with limits"),
    "max_sharpe": ("Maximum Sharpe ratio", "Sharpe (1966); Charnes and Cooper (1962); Clarabel"),
    "target_return": ("Minimum variance for a return", "Markowitz (1952), Portfolio selection"),
    "target_volatility": ("Greatest return for a risk", "Markowitz (1952), Portfolio selection"),
    "min_cvar": ("Minimum expected shortfall", "Rockafellar and Uryasev (2000), section 3"),
    "risk_parity": ("Risk budgets", "Maillard, Roncalli and Teiletche (2010); Spinu (2013)"),
    "hrp": ("Hierarchical risk parity", "Lopez de Prado (2016), Building diversified portfolios "
            "that outperform out of sample"),
    "herc": ("Hierarchical equal risk contribution", "Raffinot (2018); clusters by Yue, Wang and "
             "Wei (2008)"),
}  # fmt: skip


def optimize_portfolio(request: OptimizePortfolioRequest) -> OptimizePortfolioResult:
    """Find how much of each asset to hold: least risk, best ratio, a target, risk parity or HRP.

    Use it for portfolio weights, asset allocation, the efficient frontier, minimum variance,
    maximum Sharpe, minimum CVaR, equal risk contribution, with limits on assets, groups or trades.
    """
    # SciPy's linear algebra takes a while to load: not before it is used.
    from tools.finance._frontier import frontier
    from tools.finance._optimum import optimum
    from tools.finance._portfolio_input import limits_of, universe_of

    universe = universe_of(request)
    limits = limits_of(request, universe)
    best = optimum(request, universe, limits)
    points: list[FrontierPoint] = []
    if universe.means is not None and not (request.most_assets or request.least_holding):
        points = frontier(universe.risk, universe.means, limits, request.frontier_points)
    weights = best.weights
    moved = universe.risk.times(weights)
    deviation = sqrt(max(0.0, float(weights @ moved)))
    own = np.sqrt(universe.risk.variances)
    mean = float(universe.means @ weights) if universe.means is not None else None
    told = any(one.expected_return is not None for one in request.assets or ())
    rows = None if universe.scenarios is None else len(universe.scenarios)
    error = None
    if rows is not None and universe.per_year is not None and not told:
        error = deviation / sqrt(rows / universe.per_year)
    at_risk, shortfall, span = _tail(request, universe.scenarios, weights, deviation, mean)
    traded = None if universe.current is None else float(np.abs(weights - universe.current).sum())
    equal = np.full(weights.size, 1 / weights.size)
    result = OptimizePortfolioResult(
        summary="",
        method=Method(name=SOURCES[request.objective][0], source=SOURCES[request.objective][1]),
        positions=_positions(universe, best, moved, deviation),
        objective=request.objective,
        expected_return=mean,
        expected_return_error=error,
        volatility=deviation,
        sharpe_ratio=(mean - request.risk_free) / deviation if mean is not None else None,
        value_at_risk=at_risk,
        expected_shortfall=shortfall,
        confidence=request.confidence,
        shortfall_span=span or universe.period or "year",
        held=int(np.count_nonzero(np.abs(weights) > 1e-9)),
        effective_assets=1 / float(weights @ weights),
        diversification_ratio=float(np.abs(weights) @ own) / deviation,
        turnover=None if traded is None else traded / 2,
        gap=best.gap,
        limits=best.prices,
        equal_weight_volatility=sqrt(float(equal @ universe.risk.times(equal))),
        least_volatility=points[0].volatility if points else None,
        frontier=points,
        shrinkage=universe.shrinkage,
        observations=rows,
    )
    result.summary, result.notes = summary(result), notes(request, result, universe.notes)
    result.chart = chart(result)
    return result


def _tail(
    request: OptimizePortfolioRequest,
    scenarios: Floats | None,
    weights: Floats,
    deviation: float,
    mean: float | None,
) -> tuple[float, float, str]:
    """Value at risk and expected shortfall: of the history's rows, else normal over a year."""
    from tools.finance._optimum import tail_height
    from tools.finance._tail_program import expected_shortfall

    if scenarios is not None:
        return (*expected_shortfall(scenarios @ weights, request.confidence), "")
    centre = mean or 0.0
    z = NormalDist().inv_cdf(request.confidence)
    height = tail_height(request.confidence)
    return z * deviation - centre, height * deviation - centre, "year"


def _positions(
    universe: "Universe", best: "Optimum", moved: Floats, deviation: float
) -> list[Position]:
    weights, means, current = best.weights, universe.means, universe.current
    own, clusters = np.sqrt(universe.risk.variances), best.clusters
    shares = weights * moved / deviation**2
    return [
        Position(
            name=universe.names[k],
            weight=float(weights[k]),
            risk_share=float(shares[k]),
            marginal_risk=float(moved[k]) / deviation,
            volatility=float(own[k]),
            expected_return=None if means is None else float(means[k]),
            current=None if current is None else float(current[k]),
            change=None if current is None else float(weights[k] - current[k]),
            cluster=None if clusters is None else int(clusters[k]) + 1,
        )
        for k in np.argsort(-np.abs(weights), kind="stable")
    ]
