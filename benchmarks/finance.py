"""Portfolios beside skfolio and PyPortfolioOpt, and the nearest correlation beside statsmodels.

Run: `PYTHONPATH=. python benchmarks/finance.py`. CPU time of the process, medians of rounds that
take turns. Simulated returns: 500 assets, 1,250 days, one heavy-tailed factor. Each contender gets
the returns (skfolio) or the moments (PyPortfolioOpt, ours); "core" is the numeric part alone, "the
whole call" adds validation, risk contributions, words and chart.
"""

import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.rows import Row
from tools.finance._hierarchical import hrp, tree_of
from tools.finance._least_variance import least_variance
from tools.finance._limits import Limits, program_of
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._risk_model import Dense
from tools.finance._risk_parity import risk_parity
from tools.finance._tail_program import expected_shortfall, least_shortfall
from tools.finance.optimize_portfolio import optimize_portfolio
from tools.risk._nearest_newton import nearest

ASSETS, DAYS, LEVEL, ROUNDS = 500, 1_250, 0.95, 3
SLOW = 5.0  # seconds after which a contender runs once only


def history() -> np.ndarray:
    """Daily returns of one heavy-tailed factor and noise."""
    random = np.random.default_rng(5)
    spread = random.uniform(0.5, 1.5, (1, ASSETS))
    common = random.standard_t(4, (DAYS, 1)) * 0.008 * spread
    own = random.standard_t(4, (DAYS, ASSETS)) * 0.012 * random.uniform(0.5, 1.5, (1, ASSETS))
    return common + own + random.normal(0.0003, 0.0003, ASSETS)


RETURNS = history()
APART = np.random.default_rng(5).standard_t(4, (DAYS, ASSETS)) * 0.012
"""Returns without a common factor: the least shortfall then holds most of the assets."""
COVARIANCE = np.cov(RETURNS, rowvar=False)
NAMES = [f"a{k}" for k in range(ASSETS)]


def whole(objective: str) -> Callable[[], np.ndarray]:
    """Our capability from a covariance matrix, request validation included."""
    rows = (COVARIANCE * 252).tolist()

    def call() -> np.ndarray:
        request = OptimizePortfolioRequest.model_validate(
            {"covariances": rows, "objective": objective}
        )
        found = {one.name: one.weight for one in optimize_portfolio(request).positions}
        return np.array([found[f"asset {k + 1}"] for k in range(ASSETS)])

    return call


def own_shortfall(returns: np.ndarray = RETURNS) -> np.ndarray:
    """Our dual linear program."""
    limits = Limits(
        NAMES, np.zeros(ASSETS), np.ones(ASSETS), ["no short sales"] * ASSETS, ["all"] * ASSETS
    )
    found = least_shortfall(program_of(limits), returns, LEVEL)
    if found is None:
        raise AssertionError("unreachable")
    return found.x[:ASSETS]


def skfolio(kind: str) -> Callable[[], np.ndarray]:
    """Their estimator with its defaults for this goal."""
    from skfolio import RiskMeasure
    from skfolio.optimization import HierarchicalRiskParity, MeanRisk, RiskBudgeting

    made: dict[str, Callable[[], Any]] = {
        "variance": lambda: MeanRisk(risk_measure=RiskMeasure.VARIANCE),
        "parity": lambda: RiskBudgeting(risk_measure=RiskMeasure.VARIANCE),
        "hrp": HierarchicalRiskParity,
        "shortfall": lambda: MeanRisk(risk_measure=RiskMeasure.CVAR, cvar_beta=LEVEL),
    }
    return lambda: np.asarray(made[kind]().fit(RETURNS).weights_)


def pyportfolioopt(kind: str) -> Callable[[], np.ndarray]:
    """Their class with its defaults for this goal."""
    import pandas as pd
    from pypfopt import EfficientCVaR, EfficientFrontier, HRPOpt

    table, matrix = pd.DataFrame(RETURNS, columns=NAMES), pd.DataFrame(COVARIANCE, NAMES, NAMES)

    def call() -> np.ndarray:
        if kind == "variance":
            found = EfficientFrontier(None, matrix).min_volatility()
        elif kind == "hrp":
            found = HRPOpt(table).optimize()
        else:
            found = EfficientCVaR(table.mean(), table, beta=LEVEL).min_cvar()
        return np.array([found[name] for name in NAMES])

    return call


def variance(weights: np.ndarray) -> float:
    """Daily volatility in percent."""
    return 100 * float(np.sqrt(weights @ COVARIANCE @ weights))


def unevenness(weights: np.ndarray) -> float:
    """How far the parts of the risk lie from even, relative."""
    parts = weights * (COVARIANCE @ weights)
    return float(np.abs(ASSETS * parts / parts.sum() - 1).max())


def shortfall(weights: np.ndarray) -> float:
    """Of the history, in percent."""
    return 100 * expected_shortfall(RETURNS @ weights, LEVEL)[1]


def timed(contenders: dict[str, Callable[[], np.ndarray]]) -> dict[str, tuple[float, np.ndarray]]:
    """Median CPU seconds and what each found."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    found: dict[str, np.ndarray] = {}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            if times[name] and times[name][0] > SLOW:
                continue
            began = time.process_time()
            found[name] = call()
            times[name].append(time.process_time() - began)
    return {name: (statistics.median(times[name]), found[name]) for name in contenders}


def report(
    title: str,
    contenders: dict[str, Callable[[], np.ndarray]],
    figure: Callable[[np.ndarray], float],
    said: str,
    capability: str = "finance.optimize_portfolio",
) -> list[Row]:
    """One table; the first contender is the measure of the others, the rows are of the peers."""
    for call in contenders.values():
        if len(contenders) > 1 and title.startswith("Least variance"):
            call()  # libraries load at the first call
    results = timed(contenders)
    ours = next(iter(results.values()))[0]
    print(f"\n{title}\n\n| contender | CPU ms | times ours | {said} |\n|---|---:|---:|---:|")
    for name, (spent, weights) in results.items():
        print(f"| {name} | {1e3 * spent:,.1f} | {spent / ours:,.0f} | {figure(weights):.6g} |")
    mine = {n: spent for n, (spent, _) in results.items() if n.startswith("Polymath")}
    return [
        Row(capability, f"{title}{which.removeprefix('Polymath')}", 1e3 * own, peer, 1e3 * spent)
        for peer, (spent, _) in results.items()
        if peer not in mine
        for which, own in mine.items()
    ]


def correlations(size: int) -> np.ndarray:
    """Noisy correlations that no data could have."""
    random = np.random.default_rng(0)
    noise = random.normal(0, 0.1, (size, size))
    matrix = np.corrcoef(random.normal(size=(size, 2 * size))) + (noise + noise.T) / 2
    np.fill_diagonal(matrix, 1)
    return matrix


def statsmodels(matrix: np.ndarray) -> np.ndarray:
    """Its nearest correlation matrix, with its default number of rounds."""
    from statsmodels.stats.correlation_tools import corr_nearest

    return corr_nearest(matrix)


def main() -> list[Row]:
    """Print the tables as Markdown, and hand on their times."""
    warnings.simplefilter("ignore")
    dense, rows = Dense(COVARIANCE), list[Row]()
    rows += report(
        "Least variance, 500 assets",
        {
            "Polymath, core": lambda: np.asarray(least_variance(dense)),
            "Polymath, the whole call": whole("min_variance"),
            "skfolio": skfolio("variance"),
            "PyPortfolioOpt": pyportfolioopt("variance"),
        },
        variance,
        "volatility, %",
    )
    rows += report(
        "Equal risk contribution, 500 assets",
        {
            "Polymath, core": lambda: risk_parity(dense, np.ones(ASSETS))[0],
            "Polymath, the whole call": whole("risk_parity"),
            "skfolio": skfolio("parity"),
        },
        unevenness,
        "parts off by",
    )
    rows += report(
        "Hierarchical risk parity, 500 assets",
        {
            "Polymath, core": lambda: hrp(COVARIANCE, tree_of(COVARIANCE, "single")),
            "Polymath, the whole call": whole("hrp"),
            "skfolio": skfolio("hrp"),
            "PyPortfolioOpt": pyportfolioopt("hrp"),
        },
        variance,
        "volatility, %",
    )
    rows += report(
        f"Least expected shortfall, 500 assets x {DAYS:,} days",
        {
            "Polymath, core": own_shortfall,
            "skfolio": skfolio("shortfall"),
            "PyPortfolioOpt": pyportfolioopt("shortfall"),
        },
        shortfall,
        "shortfall, %",
    )
    rows += report(
        "The same where hundreds of assets are held: no common factor",
        {"Polymath, core": lambda: own_shortfall(APART)},
        lambda weights: np.count_nonzero(weights > 1e-9),
        "held",
    )
    for size in (100, 300):
        rows += nearest_table(size)
    return rows


def nearest_table(size: int) -> list[Row]:
    """One table of the nearest correlation; statsmodels where it ends within seconds."""
    matrix = correlations(size)
    contenders: dict[str, Callable[[], np.ndarray]] = {
        "Polymath, core": lambda: nearest(matrix, np.ones(size), [], np.zeros(0)).matrix
    }
    if size <= 100:
        contenders["statsmodels"] = lambda: statsmodels(matrix)
    return report(
        f"Nearest correlation matrix, {size} x {size}",
        contenders,
        lambda found: float(np.linalg.norm(found - matrix)),
        "distance",
        "risk.nearest_correlation",
    )


if __name__ == "__main__":
    main()
