"""Aggregate losses against closed forms, series, quadrature and Panjer's recursion."""

from math import exp, log, sqrt

import numpy as np
import pytest
from scipy import integrate, optimize, special, stats

from tests.tools.risk.compound_laws import (
    binomial_law,
    figures,
    negative_binomial_law,
    poisson_law,
    quantile,
    run,
    view,
)

RARE = {"frequency": 0.1, "loss": {"low": 1e5, "high": 1e6, "distribution": "lognormal"}}
GENERATOR = np.random.default_rng(20261121)


def test_the_catalogues_case_by_transform() -> None:
    """Poisson 0.1, lognormal 1e5 to 1e6: mean, VaR99 and VaR99.9 within 1e-4."""
    result = run(RARE, confidence=0.99)
    assert result.engine == "transform"
    assert result.annual_loss_expectancy == pytest.approx(40_400.128, abs=1e-3)
    assert quantile(result, 0.99) == pytest.approx(809_765, rel=1e-4)
    assert quantile(result, 0.999) == pytest.approx(1_685_224, rel=1e-4)
    assert result.chance_of_any_loss == pytest.approx(1 - exp(-0.1), rel=1e-12)


def test_the_catalogues_case_by_simulation() -> None:
    """The same within four standard errors of a million years."""
    result = run(RARE, confidence=0.99, engine="simulation")
    assert result.trials == 1_000_000
    assert abs(result.annual_loss_expectancy - 40_400.128) < 4 * result.standard_error
    assert abs(result.value_at_risk - 809_772) < 4 * result.value_at_risk_error
    exact = run(RARE, confidence=0.99).tail_value_at_risk
    assert abs(result.tail_value_at_risk - exact) < 4 * result.tail_value_at_risk_error


def test_the_rare_case_by_quadrature_of_convolutions() -> None:
    """P(S > VaR) by integrating the densities of one and two events; three and more bounded."""
    sigma = log(10) / 2 / 1.6448536269514722
    law = stats.lognorm(sigma, scale=exp((log(1e5) + log(1e6)) / 2))

    def beyond(x: float) -> float:
        both, _ = integrate.quad(
            lambda y: law.pdf(y) * law.sf(x - y), 0, x, points=[x / 4, x / 2], epsrel=1e-11
        )
        return exp(-0.1) * (0.1 * law.sf(x) + 0.005 * (law.sf(x) + both))

    found = quantile(run(RARE), 0.99)
    at_least_three = 1 - exp(-0.1) * (1 + 0.1 + 0.005)
    assert beyond(found) < 0.01 < beyond(found) + at_least_three
    assert beyond(found) == pytest.approx(0.01, abs=at_least_three)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_a_compound_poisson_of_gammas_is_a_series(level: float) -> None:
    """Poisson(10), gamma(2, 1), the model of actuar's vignette on risk theory.

    The figures are our own: n losses are gamma(2 n, 1), so that the distribution and the partial
    mean are series over n.
    """
    numbers = np.arange(1, 120)
    chances = stats.poisson.pmf(numbers, 10)
    var = optimize.brentq(
        lambda x: float(chances @ stats.gamma.sf(x, 2 * numbers)) - (1 - level), 1, 200, xtol=1e-12
    )
    beyond = float(chances @ (2 * numbers * stats.gamma.sf(var, 2 * numbers + 1)))
    severity = {"mean": 2, "deviation": sqrt(2), "distribution": "gamma"}
    result = run({"frequency": 10, "loss": severity}, confidence=level)
    assert result.annual_loss_expectancy == pytest.approx(20, rel=1e-12)
    assert result.value_at_risk == pytest.approx(var, rel=1e-4)
    assert result.tail_value_at_risk == pytest.approx(beyond / (1 - level), rel=1e-4)


@pytest.mark.parametrize("level", [0.9, 0.99, 0.999])
def test_geometric_sums_of_exponentials_are_known(level: float) -> None:
    """Loss Models, example 9.7: P(S > s) = b / (1 + b) exp(-s / (theta (1 + b)))."""
    b, theta = 4.0, 250.0
    scenario = {
        "frequency": b,
        "counts": "negative_binomial",
        "frequency_deviation": sqrt(b * (1 + b)),
        "loss": {"mean": theta, "deviation": theta, "distribution": "gamma"},
    }
    result = run(scenario, confidence=level)
    scale = theta * (1 + b)
    var = -scale * log((1 - level) * (1 + b) / b)
    assert result.value_at_risk == pytest.approx(var, rel=1e-5)
    assert result.tail_value_at_risk == pytest.approx(var + scale, rel=1e-5)
    assert result.chance_of_any_loss == pytest.approx(b / (1 + b), rel=1e-12)
    assert result.standard_deviation == pytest.approx(theta * sqrt(b + b * (1 + b)), rel=1e-9)


@pytest.mark.parametrize("law", ["poisson", "negative_binomial", "binomial", "fixed"])
def test_lattice_laws_equal_panjers_recursion(law: str) -> None:
    """Random losses in whole thousands: mean, VaR, TVaR to eleven digits."""
    values = GENERATOR.integers(1, 40, size=12)
    severity = np.bincount(values, minlength=41) / values.size
    points = 4000
    rate = 6
    scenario: dict[str, object] = {
        "frequency": rate,
        "counts": law,
        "loss": {"values": [1000.0 * v for v in values], "distribution": "empirical"},
    }
    if law == "poisson":
        expected = poisson_law(rate, severity, points)
    elif law == "negative_binomial":
        scenario["frequency_deviation"] = sqrt(rate * 2.5)
        expected = negative_binomial_law(rate / 1.5, 1.5, severity, points)
    elif law == "binomial":
        scenario["exposures"] = 9
        expected = binomial_law(9, rate / 9, severity, points)
    else:
        expected = np.zeros(points)
        expected[0] = 1
        for _ in range(rate):
            expected = np.convolve(expected, severity)[:points]
    for level in (0.9, 0.99, 0.999):
        result = run(scenario, confidence=level)
        mean, var, tail = figures(expected, level)
        assert result.annual_loss_expectancy == pytest.approx(1000 * mean, rel=1e-11)
        assert result.value_at_risk == pytest.approx(1000 * var, rel=1e-11)
        assert result.tail_value_at_risk == pytest.approx(1000 * tail, rel=1e-9)
        assert result.value_at_risk_error == 0


@pytest.mark.parametrize(
    "loss",
    [
        {"low": 1000, "likely": 3000, "high": 20000},
        {"low": 1000, "likely": 3000, "high": 20000, "distribution": "triangular"},
        {"low": 1000, "high": 20000, "distribution": "uniform"},
        {"mean": 4000, "deviation": 9000, "distribution": "pareto"},
        {"mean": 4000, "deviation": 6000},
        {"mean": 4000, "deviation": 2000, "distribution": "gamma"},
        {"low": 500, "tail_index": 1.6},
        {"mean": 900, "tail_index": 2.5, "distribution": "pareto"},
    ],
)
def test_the_two_engines_agree(loss: dict[str, object]) -> None:
    """Every severity by transform and by simulation, within four standard errors."""
    scenario = {"frequency": [1, 3, 8], "loss": loss}
    exact = run(scenario, deductible=2500, limit=6000, confidence=0.9)
    drawn = run(
        scenario, deductible=2500, limit=6000, confidence=0.9, engine="simulation", trials=200_000
    )
    for side in exact.views:
        other = view(drawn, side.name)
        if side.standard_deviation is not None:
            error = side.standard_deviation / sqrt(200_000)
            assert abs(side.expected - other.expected) < 4.5 * error
            assert other.standard_deviation == pytest.approx(side.standard_deviation, rel=0.25)
        assert abs(side.chance - other.chance) < 0.006
    assert abs(exact.value_at_risk - drawn.value_at_risk) < 4.5 * drawn.value_at_risk_error + 1


def test_a_stop_loss_premium_in_closed_form() -> None:
    """Compound Poisson of exponentials by its series of gamma laws: E[(S - d)+], capped."""
    rate, theta, d, top = 3.0, 1000.0, 5000.0, 4000.0

    def upper(x: float) -> float:
        n = np.arange(1, 60)
        weights = stats.poisson.pmf(n, rate)
        return float(weights @ (n * theta * special.gammaincc(n + 1, x / theta))) - x * float(
            weights @ special.gammaincc(n, x / theta)
        )

    scenario = {
        "frequency": 3,
        "loss": {"mean": theta, "deviation": theta, "distribution": "gamma"},
    }
    result = run(scenario, annual_deductible=d, annual_limit=top, perspective="insurer")
    assert result.engine == "transform"
    assert result.annual_loss_expectancy == pytest.approx(upper(d) - upper(d + top), rel=1e-6)
    assert view(result, "retained").expected == pytest.approx(
        rate * theta - upper(d) + upper(d + top), rel=1e-6
    )


def test_layers_on_cases_in_closed_form() -> None:
    """A Pareto layer: rate times the integral of the tail; quota share first, then the layer."""
    rate, low, alpha = 0.8, 1e6, 1.5
    scenario = {"frequency": rate, "loss": {"low": low, "tail_index": alpha}}
    layers = [
        {"kind": "quota_share", "share": 0.25, "name": "qs"},
        {"name": "xl", "attachment": 1.5e6, "limit": 3e6},
    ]
    result = run(scenario, layers=layers)
    whole = low * alpha / (alpha - 1)
    a, b = 1.5e6 / 0.75, 4.5e6 / 0.75
    paid = 0.75 * low**alpha * (a ** (1 - alpha) - b ** (1 - alpha)) / (alpha - 1)
    assert view(result, "gross").expected == pytest.approx(rate * whole, rel=1e-12)
    assert view(result, "qs").expected == pytest.approx(rate * whole / 4, rel=1e-12)
    assert view(result, "xl").expected == pytest.approx(rate * paid, rel=1e-12)
    assert result.annual_loss_expectancy == pytest.approx(rate * (0.75 * whole - paid), rel=1e-12)
    assert result.standard_deviation is None


def test_a_mixed_rate_is_a_negative_binomial() -> None:
    """Counts with an uncertain rate have the variance of the rate on top of the mean."""
    result = run({"frequency": {"low": 2, "high": 14, "distribution": "uniform"}, "loss": 1})
    assert result.annual_loss_expectancy == pytest.approx(8, rel=1e-12)
    assert result.standard_deviation == pytest.approx(sqrt(8 + 12), rel=1e-9)
    rates = np.linspace(2, 14, 200_001)
    beyond = stats.poisson.sf(int(result.value_at_risk), rates).mean()
    assert beyond <= 0.05 < stats.poisson.sf(int(result.value_at_risk) - 1, rates).mean()


def test_euler_parts_are_conditional_means() -> None:
    """Three lattice risks against a plain convolution: E[S_i | worst years]; they sum to TVaR."""
    severities = [np.bincount(GENERATOR.integers(1, 30, size=8), minlength=31) / 8 for _ in "abc"]
    rates, points = (0.7, 2.0, 5.0), 3000
    laws = [poisson_law(r, s, points) for r, s in zip(rates, severities, strict=True)]
    values = [np.repeat(np.arange(s.size), np.round(8 * s).astype(int)) for s in severities]
    scenarios = [
        {"name": name, "frequency": r, "loss": {"values": v.tolist(), "distribution": "empirical"}}
        for name, r, v in zip("abc", rates, values, strict=True)
    ]
    result = run(*scenarios, confidence=0.98)
    whole = np.convolve(np.convolve(laws[0], laws[1]), laws[2])[:points]
    var = int(np.searchsorted(np.cumsum(whole), 0.98))
    places = np.arange(points)
    for k, name in enumerate("abc"):
        rest = [law for j, law in enumerate(laws) if j != k]
        marked = np.convolve(np.convolve(places * laws[k], rest[0]), rest[1])[:points]
        share = (np.sum(whole[: var + 1]) - 0.98) / whole[var]
        expected = (marked[var + 1 :].sum() + share * marked[var]) / 0.02
        part = next(c for c in result.contributions if c.scenario == name)
        assert part.tail_contribution == pytest.approx(expected, rel=1e-8)
    total = sum(c.tail_contribution for c in result.contributions)
    assert total == pytest.approx(result.tail_value_at_risk, rel=1e-12)


def test_a_comonotone_copula_adds_the_quantiles() -> None:
    """Correlation one: VaR of the sum is the sum of VaRs."""
    loss = {"mean": 1000, "deviation": 1500}
    a, b = {"frequency": 3, "loss": loss}, {"frequency": 1, "loss": {"mean": 800, "deviation": 900}}
    alone = [run(x, confidence=0.95).value_at_risk for x in (a, b)]
    bound = run(a, b, confidence=0.95, correlation=1, trials=400_000)
    assert abs(bound.value_at_risk - sum(alone)) < 4.5 * bound.value_at_risk_error
    independent = run(a, b, confidence=0.95).value_at_risk
    assert independent < bound.value_at_risk


def test_a_copula_keeps_margins_and_binds_ranks() -> None:
    """Spearman's rho of a Gaussian copula is 6 / pi asin(r / 2); the mean does not move."""
    loss = {"mean": 1000, "deviation": 500}
    one = {"frequency": 20, "loss": loss}
    free = run(one, {**one, "name": "b"})
    gauss = run(one, {**one, "name": "b"}, correlation=0.6, trials=200_000)
    heavy = run(one, {**one, "name": "b"}, correlation=0.6, degrees_of_freedom=2, trials=200_000)
    assert (
        abs(gauss.annual_loss_expectancy - free.annual_loss_expectancy) < 4 * gauss.standard_error
    )
    # Nearly normal margins: the correlation of the sums is nearly the copula's.
    expected = sqrt(2 * (1 + 0.6)) / sqrt(2) * (free.standard_deviation or 0)
    assert gauss.standard_deviation == pytest.approx(expected, rel=0.02)
    assert quantile(heavy, 0.999) > quantile(gauss, 0.999)


def test_a_common_shock_adds_its_covariance() -> None:
    """Means stay; the variance grows by twice rate times the product of means; laws by Panjer."""
    a = {"name": "a", "frequency": 1.5, "loss": 2}
    b = {"name": "b", "frequency": 0.9, "loss": 3}
    result = run(a, b, shock_frequency=0.4, confidence=0.95)
    assert result.annual_loss_expectancy == pytest.approx(1.5 * 2 + 0.9 * 3, rel=1e-12)
    free = run(a, b).standard_deviation or 0
    assert result.standard_deviation == pytest.approx(sqrt(free**2 + 2 * 0.4 * 6), rel=1e-12)
    rate = 1.1 + 0.5 + 0.4
    severity = np.array([0, 0, 1.1, 0.5, 0, 0.4]) / rate
    _, var, tail = figures(poisson_law(rate, severity, 200), 0.95)
    assert result.value_at_risk == pytest.approx(var, rel=1e-12)
    assert result.tail_value_at_risk == pytest.approx(tail, rel=1e-9)
    total = sum(c.tail_contribution for c in result.contributions)
    assert total == pytest.approx(tail, rel=1e-9)
    drawn = run(a, b, shock_frequency=0.4, engine="simulation", trials=200_000)
    assert drawn.standard_deviation == pytest.approx(result.standard_deviation or 0, rel=0.02)


def test_threads_change_no_bit() -> None:
    """Four threads and one draw the same years."""
    from tools.risk._aggregate_run import severity_of
    from tools.risk._cover import Layer, cover
    from tools.risk._event_counts import NegativeBinomial
    from tools.risk._loss_book import Book, Risk
    from tools.risk._loss_size import LossSize
    from tools.risk._loss_years import simulate_years

    law = severity_of(LossSize(low=1, likely=2, high=9))
    book = Book((Risk("a", NegativeBinomial(3, 9), law), Risk("b", NegativeBinomial(1, 2), law)))
    own = cover([Layer(attachment=2, limit=5, annual_limit=9)])
    one = simulate_years(book, own, 200_000, 7, threads=1)
    four = simulate_years(book, own, 200_000, 7, threads=4)
    assert np.array_equal(one.gross, four.gross) and np.array_equal(one.paid, four.paid)


def test_many_events_stay_exact() -> None:
    """A million small losses a year: nearly normal, by the grid."""
    result = run({"frequency": 1e6, "loss": {"mean": 10, "deviation": 10}}, confidence=0.99)
    assert result.engine == "transform"
    deviation, skewness = sqrt(1e6 * 200), 8e9 / (1e6 * 200) ** 1.5
    z = 2.3263478740
    bent = z + skewness * (z * z - 1) / 6  # Cornish-Fisher, the rest under 1e-8
    assert result.value_at_risk == pytest.approx(1e7 + bent * deviation, rel=1e-6)


def test_the_tail_beyond_is_of_one_big_event() -> None:
    """Subexponential: P(S > x) / P(X > x) tends to the rate; a root of the tail finds the VaR."""
    result = run({"frequency": 0.5, "loss": {"low": 1, "tail_index": 1.2}}, confidence=0.999)
    root = optimize.brentq(lambda x: 0.5 * x**-1.2 - 0.001, 1, 1e6)
    assert result.value_at_risk == pytest.approx(root, rel=0.1)
