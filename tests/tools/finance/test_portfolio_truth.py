"""Portfolios against published weights, conditions of optimality and independent optimisers."""

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.optimize import linprog, minimize
from scipy.spatial.distance import squareform

sys.path.insert(0, str(Path(__file__).parent))
from portfolios import (
    asked,
    holdings,
    hrp_weights,
    random_covariance,
    share_prices,
    weights,
)

from tools.finance._hierarchical import Tree, herc, hrp, tree_of
from tools.finance._least_variance import least_variance
from tools.finance._risk_model import Dense, Factored
from tools.finance._risk_parity import risk_parity

ABCD = list("ABCD")
MRT = [[1.0, 0.8, 0.0, 0.0], [0.8, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -0.5], [0.0, 0.0, -0.5, 1.0]]
# Rockafellar and Uryasev (2000), tables 1 and 2: S&P 500, long bonds, small caps, monthly.
RU_MEANS = [0.0101110, 0.0043532, 0.0137058]
RU_COVARIANCES = [
    [0.00324625, 0.00022983, 0.00420395],
    [0.00022983, 0.00049937, 0.00019247],
    [0.00420395, 0.00019247, 0.00764097],
]
RU_WEIGHTS = [0.452013, 0.115573, 0.432414]


def test_equal_risk_contributions() -> None:
    """Maillard, Roncalli and Teiletche's four assets: volatilities of 10 to 40 %."""
    assets = [{"name": n, "volatility": v} for n, v in zip(ABCD, (0.1, 0.2, 0.3, 0.4), strict=True)]
    result = asked(assets=assets, correlations=MRT, objective="risk_parity")
    expected = [0.383613, 0.191806, 0.242618, 0.181963]
    assert weights(result, ABCD) == pytest.approx(expected, abs=5e-7)
    assert [one.risk_share for one in result.positions] == pytest.approx([0.25] * 4, abs=1e-12)


def test_least_variance_for_a_return() -> None:
    """Rockafellar and Uryasev, table 3: at least 1.1 % a month."""
    result = asked(
        assets=holdings("ABC", RU_MEANS),
        covariances=RU_COVARIANCES,
        objective="target_return",
        target_return=0.011,
    )
    assert weights(result, list("ABC")) == pytest.approx(RU_WEIGHTS, abs=2e-6)


@pytest.mark.parametrize(
    ("level", "at_risk", "shortfall"),
    [(0.9, 0.067847, 0.096975), (0.95, 0.090200, 0.115908), (0.99, 0.132128, 0.152977)],
)
def test_least_shortfall_of_a_normal_law(level: float, at_risk: float, shortfall: float) -> None:
    """Their table 4: the same weights, VaR and CVaR at three levels."""
    result = asked(
        assets=holdings("ABC", RU_MEANS),
        covariances=RU_COVARIANCES,
        objective="min_cvar",
        target_return=0.011,
        confidence=level,
    )
    assert weights(result, list("ABC")) == pytest.approx(RU_WEIGHTS, abs=2e-6)
    assert result.value_at_risk == pytest.approx(at_risk, abs=1.1e-6)
    assert result.expected_shortfall == pytest.approx(shortfall, abs=1.1e-6)


def test_hrp_as_pyportfolioopt_has_it() -> None:
    """Its stored weights, from covariances and correlations of the days both shares have."""
    names, prices = share_prices()
    moves = prices[1:] / prices[:-1] - 1
    size = len(names)
    covariance, correlation = np.empty((size, size)), np.empty((size, size))
    for i in range(size):
        for j in range(size):
            both = ~np.isnan(moves[:, i]) & ~np.isnan(moves[:, j])
            part = np.cov(moves[both, i], moves[both, j])
            covariance[i, j] = part[0, 1]
            correlation[i, j] = part[0, 1] / np.sqrt(part[0, 0] * part[1, 1])
    apart = np.sqrt(np.clip((1 - correlation) / 2, 0, 1))
    np.fill_diagonal(apart, 0)
    joins = linkage(squareform(apart, checks=False), "single")
    tree = Tree(joins, leaves_list(joins).astype(np.intp), squareform(apart, checks=False))
    found = dict(zip(names, hrp(covariance, tree), strict=True))
    assert found == pytest.approx(hrp_weights(), abs=1e-14)


def test_herc_by_hand() -> None:
    """Two pairs: inside a pair by inverse variance, between the pairs by each pair's variance."""
    sigma = np.array([0.1, 0.2, 0.3, 0.4])
    correlation = np.eye(4)
    correlation[0, 1] = correlation[1, 0] = 0.9
    correlation[2, 3] = correlation[3, 2] = 0.8
    covariance = correlation * np.outer(sigma, sigma)
    found, clusters = herc(covariance, tree_of(covariance, "ward"), 2)
    assert clusters[0] == clusters[1] != clusters[2] == clusters[3]
    first, second = np.array([0.8, 0.2]), np.array([0.64, 0.36])
    risks = [
        part @ covariance[np.ix_(at, at)] @ part for part, at in ((first, [0, 1]), (second, [2, 3]))
    ]
    share = risks[1] / sum(risks)
    assert found == pytest.approx([*(share * first), *((1 - share) * second)], rel=1e-12)


def test_herc_as_skfolio_has_it() -> None:
    """Weights of skfolio 1.12.2 for the same returns, three clusters, Ward's linkage."""
    random = np.random.default_rng(0)
    moves = random.normal(size=(500, 12)) @ (np.eye(12) + 0.5 * random.normal(size=(12, 12))) * 0.01
    covariance = np.cov(moves, rowvar=False)
    expected = [
        0.3128336122,
        0.0225065922,
        0.0564648056,
        0.0220252141,
        0.133164907,
        0.1487967447,
        0.0238256734,
        0.0172991295,
        0.0818249543,
        0.022840665,
        0.148415741,
        0.010001961,
    ]
    found, _ = herc(covariance, tree_of(covariance, "ward"), 3)
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("size", [1, 2, 5, 40, 200])
def test_least_variance_meets_its_conditions(size: int) -> None:
    """Every held asset has the same marginal risk, every other one at least that."""
    matrix = random_covariance(size, seed=size)
    found = least_variance(Dense(matrix))
    assert found is not None
    gradient = matrix @ found
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert found.min() >= 0
    assert gradient[found > 0] == pytest.approx(found @ matrix @ found, rel=1e-9)
    assert gradient.min() >= found @ matrix @ found * (1 - 1e-9)


def test_a_factor_model_is_its_matrix() -> None:
    """Weights by factors equal those of the full covariances."""
    random = np.random.default_rng(8)
    loadings, own = random.normal(0.03, 0.1, (60, 4)), random.uniform(0.01, 0.05, 60)
    factored, dense = Factored(loadings, own), Dense(loadings @ loadings.T + np.diag(own))
    assert least_variance(factored) == pytest.approx(least_variance(dense), abs=1e-11)
    budgets = random.uniform(0.5, 2, 60)
    first, off = risk_parity(factored, budgets)
    assert off < 1e-12
    assert first == pytest.approx(risk_parity(dense, budgets)[0], abs=1e-12)
    shared = {"objective": "min_variance", "most_weight": 0.05}
    by_factor = asked(loadings=loadings.tolist(), specific_variances=own.tolist(), **shared)
    by_matrix = asked(covariances=dense.matrix.tolist(), **shared)
    names = [f"asset {k + 1}" for k in range(60)]
    assert weights(by_factor, names) == pytest.approx(weights(by_matrix, names), abs=1e-7)


def test_ten_thousand_assets() -> None:
    """A factor model of 10,000 assets, whose matrix would take 800 MB."""
    random = np.random.default_rng(1)
    loadings, own = random.normal(0, 0.004, (10_000, 40)), random.uniform(0.01, 0.03, 10_000) ** 2
    for objective in ("min_variance", "risk_parity"):
        result = asked(
            loadings=loadings.tolist(), specific_variances=own.tolist(), objective=objective
        )
        found = weights(result, [f"asset {k + 1}" for k in range(10_000)])
        moved = loadings @ (loadings.T @ found) + own * found
        variance = found @ moved
        assert result.volatility == pytest.approx(np.sqrt(variance), rel=1e-12)
        if objective == "risk_parity":
            assert found * moved == pytest.approx(variance / 10_000, rel=1e-9)
        else:
            assert moved[found > 0] == pytest.approx(variance, rel=1e-8)


def test_best_ratio_against_another_optimiser() -> None:
    """Sharpe's ratio with bounds and a group, by SLSQP from many starts."""
    covariance, means = random_covariance(6, 4), np.array([0.05, 0.07, 0.06, 0.08, 0.04, 0.09])
    result = asked(
        assets=holdings("abcdef", means),
        covariances=covariance.tolist(),
        objective="max_sharpe",
        risk_free=0.01,
        most_weight=0.4,
        groups=[{"name": "first", "assets": ["a", "b"], "least": 0.3}],
    )
    found = weights(result, list("abcdef"))
    best = max(
        (
            minimize(
                lambda w: -(means @ w - 0.01) / np.sqrt(w @ covariance @ w),
                start,
                bounds=[(0, 0.4)] * 6,
                constraints=[
                    {"type": "eq", "fun": lambda w: w.sum() - 1},
                    {"type": "ineq", "fun": lambda w: w[0] + w[1] - 0.3},
                ],
                method="SLSQP",
                options={"ftol": 1e-14, "maxiter": 500},
            )
            for start in np.random.default_rng(0).dirichlet(np.ones(6), 5)
        ),
        key=lambda one: -one.fun,
    )
    assert result.sharpe_ratio == pytest.approx(-best.fun, rel=1e-8)
    assert found == pytest.approx(best.x, abs=1e-4)


def test_least_shortfall_is_the_published_program() -> None:
    """Rockafellar and Uryasev's own linear program, a row a scenario, solved as it is written."""
    random = np.random.default_rng(3)
    moves = random.standard_t(4, (120, 6)) * 0.02 + 0.001
    means = moves.mean(axis=0)
    today = [1.0, 0, 0, 0, 0, 0]
    assets = [{"name": n, "current": c} for n, c in zip("abcdef", today, strict=True)]
    target = float(np.sort(means)[-3])
    result = asked(
        assets=assets,
        history={n: moves[:, k].tolist() for k, n in enumerate("abcdef")},
        history_holds="returns",
        period="year",
        objective="min_cvar",
        confidence=0.9,
        turnover=0.8,
        most_weight=0.5,
        target_return=target,
    )
    size, rows = 6, 120
    cost = np.concatenate([np.zeros(2 * size), [1.0], np.full(rows, 1 / (rows * 0.1))])
    wide = cost.size
    above = np.zeros((rows + 2 * size + 2, wide))
    right = np.zeros(above.shape[0])
    above[:rows, :size], above[:rows, 2 * size] = -moves, -1
    above[:rows, 2 * size + 1 :] = -np.eye(rows)
    for k in range(size):
        above[rows + 2 * k, [k, size + k]] = [1, -1]
        above[rows + 2 * k + 1, [k, size + k]] = [-1, -1]
        right[rows + 2 * k : rows + 2 * k + 2] = [today[k], -today[k]]
    above[-2, size : 2 * size], right[-2] = 1, 1.6
    above[-1, :size], right[-1] = -means, -target
    whole = np.zeros((1, wide))
    whole[0, :size] = 1
    bounds = [(0, 0.5)] * size + [(0, None)] * size + [(None, None)] + [(0, None)] * rows
    answer = linprog(cost, A_ub=above, b_ub=right, A_eq=whole, b_eq=[1], bounds=bounds)
    assert result.expected_shortfall == pytest.approx(answer.fun, abs=1e-10)
    assert result.gap < 1e-9
    found = weights(result, list("abcdef"))
    losses = np.sort(-(moves @ found))[::-1]
    assert result.expected_shortfall == pytest.approx(losses[:12].mean(), abs=1e-12)


def test_covariances_in_any_unit_give_the_same_weights() -> None:
    """Daily, yearly or in basis points: scaling the data does not move the optimum."""
    covariance = random_covariance(30, 9)
    names = [f"asset {k + 1}" for k in range(30)]
    found = [
        weights(asked(covariances=(covariance * unit).tolist(), most_weight=0.1), names)
        for unit in (1.0, 1 / 252, 1e-6)
    ]
    assert found[1] == pytest.approx(found[0], abs=1e-7)
    assert found[2] == pytest.approx(found[0], abs=1e-7)
