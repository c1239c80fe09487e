"""Value at risk against closed forms and other computations, some on the data of textbooks.

Where a test names a book, the data are that book's example; the figure is computed here too, by a
formula of its own. The EDHEC series may not be copied here: `fat_tailed` and a series made to have
the same three figures stand in for it.
"""

from math import exp, log, pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from tools.risk._generalised_pareto import ParetoTail, fit
from tools.risk._tail import Options
from tools.risk._tail_estimators import ESTIMATORS
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk._value_at_risk_result import ValueAtRiskResult
from tools.risk._volatility_models import ewma, garch, log_likelihood
from tools.risk.value_at_risk import value_at_risk

METHODS = [
    "historical",
    "age_weighted",
    "filtered",
    "gaussian",
    "cornish_fisher",
    "extreme_value",
    "monte_carlo",
]


def run(**request: object) -> ValueAtRiskResult:
    return value_at_risk(ValueAtRiskRequest.model_validate(request))


def fat_tailed(size: int = 293, seed: int = 3) -> np.ndarray:
    draws = stats.t.rvs(6, size=size, random_state=np.random.default_rng(seed))
    return 0.006 + 0.012 * (draws - 0.25 * np.maximum(-draws - 1, 0))


def test_hulls_two_stocks() -> None:
    """The data of Hull's example of two stocks: 99 %, ten days, correlation 0.3."""
    z = NormalDist().inv_cdf(0.99) * sqrt(10)
    one, other = 200_000 * z, 50_000 * z
    microsoft = {"name": "Microsoft", "amount": 10_000_000, "volatility": 0.02}
    att = {"name": "AT&T", "amount": 5_000_000, "volatility": 0.01}
    ten = {"volatility_period": "day", "confidence": 0.99, "horizon": 10}
    alone = run(volatility=0.02, value=10_000_000, **ten)
    assert alone.value_at_risk_money == pytest.approx(one, rel=1e-9)
    assert run(volatility=0.01, value=5_000_000, **ten).value_at_risk_money == pytest.approx(
        other, rel=1e-9
    )
    both = run(positions=[microsoft, att], correlation=0.3, **ten)
    assert both.value_at_risk_money == pytest.approx(
        sqrt(one**2 + other**2 + 0.6 * one * other), rel=1e-9
    )


def test_jorions_two_currencies() -> None:
    """The data of Jorion's example: CAD 2m at 5 %, EUR 1m at 12 %, uncorrelated, 1.65."""
    deviation = sqrt(100_000**2 + 120_000**2)
    whole, cad, eur = 1.65 * deviation, 1.65 * 1e10 / deviation, 1.65 * 1.44e10 / deviation
    result = run(
        positions=[
            {"name": "CAD", "amount": 2_000_000, "volatility": 0.05},
            {"name": "EUR", "amount": 1_000_000, "volatility": 0.12},
        ],
        correlation=0,
        volatility_period="day",
        confidence=0.95,
    )
    his = 1.65 / NormalDist().inv_cdf(0.95)
    parts = {one.name: one for one in result.positions}
    assert (result.value_at_risk_money or 0) * his == pytest.approx(whole, rel=1e-9)
    assert parts["CAD"].component * his == pytest.approx(cad, rel=1e-9)
    assert parts["EUR"].component * his == pytest.approx(eur, rel=1e-9)
    assert parts["CAD"].marginal * his == pytest.approx(cad / 2e6, rel=1e-9)
    assert parts["EUR"].marginal * his == pytest.approx(eur / 1e6, rel=1e-9)
    assert parts["EUR"].incremental * his == pytest.approx(whole - 1.65 * 100_000, rel=1e-9)
    assert parts["EUR"].component_share == pytest.approx(eur / whole, rel=1e-9)


def test_the_best_of_both_worlds() -> None:
    """The data of Boudoukh, Richardson and Whitelaw's example: decay .98, 100 days, 5 %.

    Weights by hand: each loss stands at the weight of all that are at least as large, and between
    two losses the quantile lies on a line.
    """
    ages = {3.3: 3, 2.9: 2, 2.7: 65, 2.5: 45, 2.4: 5, 2.3: 30}
    weights = [0.98 ** (age - 1) * 0.02 / (1 - 0.98**100) for age in ages.values()]
    expected = float(np.interp(0.05, np.cumsum(weights), list(ages)))
    returns = np.full(100, 0.01) + np.linspace(0, 1e-4, 100)
    for loss, age in ages.items():
        returns[100 - age] = -loss / 100
    result = run(returns=returns.tolist(), method="age_weighted", decay=0.98)
    assert result.value_at_risk == pytest.approx(expected / 100, rel=1e-9)


def test_the_danish_fire_losses() -> None:
    """A tail as McNeil, Frey and Embrechts fit it: u 10, 109 of 2167 beyond, xi .497, beta 6.97.

    The quantile by a root of the tail, its mean by quadrature of the density beyond.
    """
    law, chance = stats.genpareto(0.4968, 10, 6.9745), 109 / 2167
    quantile = optimize.brentq(lambda x: chance * law.sf(x) - 0.01, 10, 1e4, xtol=1e-12)
    excess, _ = integrate.quad(lambda x: chance * law.sf(x), quantile, np.inf, epsabs=1e-10)
    tail = ParetoTail(10, 109 / 2167, 0.4968, 6.9745)
    assert tail.quantile(0.99) == pytest.approx(quantile, rel=1e-9)
    assert tail.tail_mean(0.99) == pytest.approx(quantile + excess / 0.01, rel=1e-6)


def test_hulls_exponential_weighting() -> None:
    """Hull, example 23.1: decay .9, 1 % a day, a move of 2 %: the variance is .00013."""
    series = np.concatenate(([0.01] * 400, [0.02]))
    # Squares of a constant 1 % keep the variance there, but for the start from the whole mean.
    assert ewma(series, 0.9).next ** 2 == pytest.approx(0.00013, rel=1e-6)


def test_formulas_of_performance_analytics() -> None:
    """Type 7 quantile; population moments for the Gaussian and the Cornish-Fisher."""
    returns = fat_tailed()
    mean, deviation = returns.mean(), returns.std()
    z = NormalDist().inv_cdf(0.05)
    s, k = stats.skew(returns), stats.kurtosis(returns)
    bent = z + (z**2 - 1) * s / 6 + (z**3 - 3 * z) * k / 24 - (2 * z**3 - 5 * z) * s**2 / 36
    common = {"returns": returns.tolist(), "confidence": 0.95}
    assert run(**common).value_at_risk == pytest.approx(-np.quantile(returns, 0.05), rel=1e-12)
    gaussian = run(**common, method="gaussian")
    assert gaussian.value_at_risk == pytest.approx(-(mean + z * deviation), rel=1e-12)
    assert gaussian.expected_shortfall == pytest.approx(
        -mean + deviation * exp(-z * z / 2) / sqrt(2 * pi) / 0.05, rel=1e-12
    )
    fisher = run(**common, method="cornish_fisher")
    assert fisher.value_at_risk == pytest.approx(-(mean + bent * deviation), rel=1e-12)

    def quantile(u: float) -> float:
        x = NormalDist().inv_cdf(u)
        return x + (x**2 - 1) * s / 6 + (x**3 - 3 * x) * k / 24 - (2 * x**3 - 5 * x) * s**2 / 36

    below, _ = integrate.quad(quantile, 1e-12, 0.05, epsabs=1e-12, limit=500)
    assert fisher.expected_shortfall == pytest.approx(-mean - deviation * below / 0.05, rel=1e-6)


def test_a_series_made_to_have_the_figures_of_convertible_arbitrage() -> None:
    """EDHEC's index 1997 to 2021 at 95 %: -.0151, -.0217 (Gaussian), -.0257 (Cornish-Fisher).

    A stand-in of as many months, synthetic: the place, width and tail of a skewed curve are solved
    for, by formulas that stand here, until they give these three figures.
    """
    levels = (np.arange(293) + 0.5) / 293
    scores = stats.norm.ppf(levels)

    def series(place: float, width: float, tail: float) -> np.ndarray:
        below = np.maximum(-scores - 1.2, 0)
        return place + width * (scores - tail * below**3)

    def figures(returns: np.ndarray) -> np.ndarray:
        z, s, k = stats.norm.ppf(0.05), stats.skew(returns), stats.kurtosis(returns)
        bent = z + (z**2 - 1) * s / 6 + (z**3 - 3 * z) * k / 24 - (2 * z**3 - 5 * z) * s**2 / 36
        mean, deviation = returns.mean(), returns.std()
        return np.array([np.quantile(returns, 0.05), mean + z * deviation, mean + bent * deviation])

    wanted = np.array([-0.0151, -0.0217, -0.0257])
    solved = optimize.root(lambda p: 1e3 * (figures(series(*p)) - wanted), [0.006, 0.012, 0.5])
    assert solved.success
    returns = series(*solved.x)
    for method, figure in zip(("historical", "gaussian", "cornish_fisher"), wanted, strict=True):
        result = run(returns=returns.tolist(), confidence=0.95, method=method)
        assert result.value_at_risk == pytest.approx(-figure, abs=1e-8)


def test_hulls_kth_worst_day() -> None:
    """Of 500 scenarios at 99 % the fifth worst; the shortfall averages the five."""
    returns = np.random.default_rng(8).normal(0, 0.01, 500)
    result = run(returns=returns.tolist(), confidence=0.99, quantile_rule="order_statistic")
    assert result.value_at_risk == pytest.approx(-np.sort(returns)[4], rel=1e-12)
    assert result.expected_shortfall == pytest.approx(-np.sort(returns)[:5].mean(), rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_parts_sum_to_the_whole(method: str) -> None:
    """Components of both figures, with a short position among them."""
    random = np.random.default_rng(5)
    moves = random.standard_t(6, (600, 4)) @ random.normal(0, 0.006, (4, 4))
    table = {name: moves[:, k].tolist() for k, name in enumerate("abcd")}
    amounts = (100.0, -60.0, 250.0, 40.0)
    positions = [{"name": n, "amount": a} for n, a in zip("abcd", amounts, strict=True)]
    result = run(
        history=table, positions=positions, method=method, confidence=0.975, history_holds="returns"
    )
    whole = result.value_at_risk_money or 0
    assert sum(p.component for p in result.positions) == pytest.approx(whole, rel=1e-9)
    shortfall = sum(p.shortfall_component for p in result.positions)
    assert shortfall == pytest.approx(result.expected_shortfall_money or 0, rel=1e-9)
    single = run(profits=(moves @ np.array(amounts)).tolist(), method=method, confidence=0.975)
    assert whole == pytest.approx(single.value_at_risk, rel=1e-9)
    for one in result.positions:
        rest = [p for p in positions if p["name"] != one.name]
        without = run(
            history=table,
            positions=rest,
            method=method,
            confidence=0.975,
            history_holds="returns",
        )
        found = whole - (without.value_at_risk_money or 0)
        tolerance = 0.02 * whole if method == "monte_carlo" else 1e-8 * whole
        assert one.incremental == pytest.approx(found, abs=tolerance)


def test_marginals_are_slopes() -> None:
    """A little more of each position, computed anew."""
    random = np.random.default_rng(9)
    moves = random.standard_normal((400, 3)) @ random.normal(0, 0.01, (3, 3))
    table = {name: moves[:, k].tolist() for k, name in enumerate("abc")}

    def book(method: str, amounts: dict[str, float]) -> ValueAtRiskResult:
        positions = [{"name": n, "amount": a} for n, a in amounts.items()]
        return run(
            history=table,
            positions=positions,
            method=method,
            history_holds="returns",
            confidence=0.95,
        )

    base = {"a": 100.0, "b": 80.0, "c": 120.0}
    for method in ("gaussian", "cornish_fisher"):
        whole = book(method, base)
        for one in whole.positions:
            more = book(method, {**base, one.name: base[one.name] + 0.01})
            less = book(method, {**base, one.name: base[one.name] - 0.01})
            slope = ((more.value_at_risk_money or 0) - (less.value_at_risk_money or 0)) / 0.02
            assert one.marginal == pytest.approx(slope, rel=1e-3)


@pytest.mark.parametrize("method", ["historical", "gaussian", "extreme_value", "age_weighted"])
def test_standard_errors_are_those_of_repeated_samples(method: str) -> None:
    """A thousand years drawn anew: the spread of the figures against the errors told."""
    random = np.random.default_rng(11)
    options = Options(level=0.975, decay=0.999)
    tails = [ESTIMATORS[method](random.standard_t(5, 1000) * 0.01, options) for _ in range(300)]
    for name in ("var", "es"):
        spread = float(np.std([getattr(tail, name) for tail in tails]))
        told = float(np.median([getattr(tail, f"{name}_error") for tail in tails]))
        assert told == pytest.approx(spread, rel=0.3)


def test_a_generalised_pareto_is_found_again() -> None:
    """SciPy's own maximum likelihood on the same excesses, and the truth within its errors."""
    for shape in (-0.2, 0.0, 0.3, 0.7):
        sample = stats.genpareto.rvs(shape, scale=2.0, size=800, random_state=4)
        found, scale = fit(sample)
        ours = stats.genpareto.logpdf(sample, found, scale=scale).sum()
        peer, _, peer_scale = stats.genpareto.fit(sample, floc=0)
        assert ours >= stats.genpareto.logpdf(sample, peer, scale=peer_scale).sum() - 1e-6
        assert abs(found - shape) < 4 * (1 + shape) / sqrt(800)


def test_garch_beats_a_grid_and_finds_its_parameters() -> None:
    """Simulated with known parameters; no point of a coarse grid is likelier."""
    random = np.random.default_rng(2)
    omega, alpha, beta, size = 2e-6, 0.08, 0.9, 6000
    returns, h = np.empty(size), omega / (1 - alpha - beta)
    for t in range(size):
        returns[t] = sqrt(h) * random.standard_normal()
        h = omega + alpha * returns[t] ** 2 + beta * h
    model = garch(returns)
    assert model.alpha == pytest.approx(alpha, abs=0.03)
    assert model.beta == pytest.approx(beta, abs=0.04)
    assert model.next == pytest.approx(sqrt(h), rel=0.1)
    best = log_likelihood(returns, model)
    for a in (0.04, 0.08, 0.12):
        for b in (0.8, 0.85, 0.87):
            other = ewma(returns, 0.94)
            past = np.empty(size)
            past[0] = model.past[0]
            for t in range(1, size):
                past[t] = sqrt(
                    returns.var() * (1 - a - b) + a * returns[t - 1] ** 2 + b * past[t - 1] ** 2
                )
            h2 = past**2
            value = -0.5 * np.sum(log(2 * pi) + np.log(h2) + returns**2 / h2)
            assert best >= value - 1e-6
            assert best > log_likelihood(returns, other) - 50


def test_monte_carlo_is_within_its_error_of_the_closed_form() -> None:
    """Normal, and a t with five degrees of freedom scaled to the same deviation."""
    common = {"volatility": 0.2, "volatility_period": "year", "confidence": 0.99, "horizon": 10}
    exact = 0.2 * sqrt(10 / 252) * NormalDist().inv_cdf(0.99)
    drawn = run(**common, method="monte_carlo")
    assert abs(drawn.value_at_risk - exact) < 4 * drawn.value_at_risk_error
    heavy = run(**common, method="monte_carlo", degrees_of_freedom=5)
    scaled = 0.2 * sqrt(10 / 252) * stats.t.ppf(0.99, 5) * sqrt(3 / 5)
    assert abs(heavy.value_at_risk - scaled) < 4 * heavy.value_at_risk_error


def test_prices_and_dates_are_understood() -> None:
    """Monthly prices from new to old: simple returns, a month read off the dates."""
    prices = [100 * 1.01**k * (1 + 0.03 * (-1) ** (k % 3)) for k in range(48)]
    dates = [f"20{20 + k // 12}-{k % 12 + 1:02d}-28" for k in range(48)]
    table = {"Date": dates[::-1], "Close": prices[::-1]}
    result = run(history=table, method="gaussian", horizon=30.4375)
    straight = run(prices=prices, method="gaussian")
    assert result.source == "prices" and result.observations == 47
    assert result.value_at_risk == pytest.approx(straight.value_at_risk, rel=1e-12)
    assert result.periods == 1 and result.horizon_days == 21
    returns = np.diff(prices) / np.array(prices[:-1])
    assert straight.details["mean"] == pytest.approx(float(returns.mean()), rel=1e-12)


def test_horizons() -> None:
    """Square root of time, and overlapping windows compounded."""
    returns = fat_tailed(500)
    one = run(returns=returns.tolist(), confidence=0.99)
    ten = run(returns=returns.tolist(), confidence=0.99, horizon=10)
    assert ten.value_at_risk == pytest.approx(one.value_at_risk * sqrt(10), rel=1e-12)
    windows = [np.prod(1 + returns[k : k + 10]) - 1 for k in range(491)]
    rolled = run(returns=returns.tolist(), confidence=0.99, horizon=10, scaling="overlapping")
    assert rolled.value_at_risk == pytest.approx(-np.quantile(windows, 0.01), rel=1e-9)


def test_percent_cells_and_weights() -> None:
    """ "-0.8 %" is -0.008; weights with a value are amounts."""
    table = {"A": ["-0.8 %", "1,2%", "0.3%"] * 20, "B": ["0.1%", "-0.4%", "0.2%"] * 20}
    result = run(
        history=table,
        positions=[{"name": "A", "weight": 0.6}, {"name": "B", "weight": 0.4}],
        value=1000,
        method="gaussian",
    )
    moves = np.array([0.6 * -0.008 + 0.4 * 0.001, 0.6 * 0.012 - 0.4 * 0.004, 0.6 * 0.003 + 0.0008])
    assert result.details["mean"] == pytest.approx(1000 * float(moves.mean()), rel=1e-9)
    assert result.value == pytest.approx(1000)
