"""Annual loss against figures known beforehand: the catalogue's tree, closed forms, exact laws."""

from math import exp, sqrt

import numpy as np
import pytest
from scipy import integrate, stats

from tools.fields import Estimate
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk._estimates import mean, pert_shape
from tools.risk._vulnerability import success_chance
from tools.risk.simulate_annual_loss import AnnualLossResult, simulate_annual_loss

TREE = {
    "threat_event_frequency": [10, 25, 60],
    "threat_capability": [0.4, 0.6, 0.9],
    "resistance_strength": [0.5, 0.65, 0.8],
    "primary_loss": [5e3, 2e4, 1e5],
    "secondary_probability": [0.1, 0.3, 0.5],
    "secondary_loss": [1e3, 3e4, 2e5],
    "event_counts": "expected",
}
LAPTOPS = {
    "loss_event_frequency": [3, 6, 12],
    "primary_loss": [900, 1500, 4000],
    "currency": "EUR",
}


def run(**request: object) -> AnnualLossResult:
    return simulate_annual_loss(AnnualLossRequest.model_validate(request))


def estimate(*points: float, distribution: str = "pert") -> Estimate:
    low, likely, high = points
    return Estimate.model_validate(
        {"low": low, "likely": likely, "high": high, "distribution": distribution}
    )


def quantile(result: AnnualLossResult, level: float) -> float:
    return next(q.loss for q in result.quantiles if q.probability == level)


def test_a_pert_is_the_beta_whose_mode_weighs_four() -> None:
    """PERT(0, .2, 1) is beta(1.8, 4.2) with mean .3."""
    pert = estimate(0, 0.2, 1)
    assert pert_shape(pert) == pytest.approx((1.8, 4.2), abs=1e-14)
    assert mean(pert) == pytest.approx(0.3, abs=1e-15)


def test_vulnerability_is_exact() -> None:
    """P(TC >= CS) of the catalogue's ranges to nine digits."""
    chance = success_chance(estimate(0.4, 0.6, 0.9), estimate(0.5, 0.65, 0.8))
    assert chance == pytest.approx(0.3792459787, abs=1e-10)


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform"])
@pytest.mark.parametrize("other", ["pert", "triangular", "uniform"])
def test_vulnerability_equals_adaptive_quadrature_of_the_exact_laws(shape: str, other: str) -> None:
    """Shapes mix freely; modes may sit on a bound, where densities jump."""
    for a, b in (((0.1, 0.1, 0.8), (0.05, 0.4, 0.6)), ((0.3, 0.5, 0.9), (0.2, 0.9, 0.9))):
        capability = estimate(*a, distribution=shape)
        resistance = estimate(*b, distribution=other)
        law, against = frozen(capability), frozen(resistance)
        expected, _ = integrate.quad(
            lambda x, law=law, against=against: law.pdf(x) * against.cdf(x),
            a[0],
            a[2],
            points=sorted({x for x in (*a, *b) if a[0] < x < a[2]}) or None,
            epsabs=1e-12,
            epsrel=1e-12,
        )
        assert success_chance(capability, resistance) == pytest.approx(expected, abs=1e-10)


def test_equal_strength_counts_as_success() -> None:
    """Known strengths compare by at least; observed ones by the share that reaches."""
    half = Estimate(likely=0.5, distribution="constant")
    assert success_chance(half, half) == 1
    observed = Estimate(values=[0.2, 0.5, 0.5, 0.8], distribution="empirical")
    assert success_chance(observed, half) == 0.75
    assert success_chance(half, observed) == 0.75
    ranged = estimate(0.1, 0.3, 0.9)
    assert success_chance(ranged, half) == pytest.approx(frozen(ranged).sf(0.5), abs=1e-12)
    assert success_chance(observed, ranged) == pytest.approx(
        np.mean(frozen(ranged).cdf([0.2, 0.5, 0.5, 0.8])), abs=1e-12
    )


def test_the_tree_of_the_catalogue() -> None:
    """Mean, 95 % and 99 % quantile with mean vulnerability and the rate as it stands."""
    result = run(**TREE)
    assert result.mean_vulnerability == pytest.approx(0.3792459787, abs=1e-10)
    assert result.exact_expectancy == pytest.approx(503_775.61, abs=0.005)
    assert abs(result.annual_loss_expectancy - 503_775.61) < 4 * result.standard_error
    assert quantile(result, 0.95) == pytest.approx(1_028_581, abs=3_500)
    assert quantile(result, 0.99) == pytest.approx(1_350_474, abs=9_000)
    assert result.method.name == "FAIR, Monte Carlo with yearly rates"


def test_the_tree_of_the_catalogue_by_sobol_points() -> None:
    """The same figures, the mean a hundred times as close."""
    result = run(**TREE, sampling="sobol")
    assert result.trials == 2**20
    assert result.standard_error < 5
    assert result.annual_loss_expectancy == pytest.approx(503_775.61, abs=5)
    assert quantile(result, 0.95) == pytest.approx(1_028_581, abs=1_000)
    assert quantile(result, 0.99) == pytest.approx(1_350_474, abs=4_000)


def test_lost_laptops() -> None:
    """3 to 12 a year at 900 to 4,000 euros: the worked answer, each figure within its error."""
    result = run(**LAPTOPS)
    assert result.exact_expectancy == pytest.approx(6.5 * 10_900 / 6, rel=1e-14)
    assert round(result.standard_error) == 6
    assert round(result.annual_loss_expectancy, -2) == 11_800
    assert round(result.median, -2) == 11_200
    assert quantile(result, 0.9) == pytest.approx(19_450, abs=60)
    assert quantile(result, 0.99) == pytest.approx(27_400, abs=160)
    assert result.expected_shortfall == pytest.approx(25_360, abs=80)
    ends = {d.input: (d.loss_at_low, d.loss_at_high) for d in result.drivers}
    assert ends["primary_loss"] == pytest.approx((5_850, 26_000))
    assert ends["loss_event_frequency"] == pytest.approx((5_450, 21_800))


def test_a_compound_poisson_has_its_exact_moments() -> None:
    """Mean, deviation and the chance of a year without loss in closed form."""
    rate, low, high = 0.7, 1e4, 9e5
    result = run(
        loss_event_frequency=rate,
        primary_loss={"low": low, "high": high, "distribution": "lognormal"},
    )
    sigma = np.log(high / low) / (2 * stats.norm.ppf(0.95))
    expected = sqrt(low * high) * exp(sigma**2 / 2)
    second = low * high * exp(2 * sigma**2)
    assert result.exact_expectancy == pytest.approx(rate * expected, rel=1e-12)
    assert abs(result.annual_loss_expectancy - rate * expected) < 4 * result.standard_error
    assert result.standard_deviation == pytest.approx(sqrt(rate * second), rel=0.05)
    assert result.chance_of_any_loss == pytest.approx(1 - exp(-rate), abs=2e-3)


def test_constant_losses_give_a_poisson_law() -> None:
    """With one possible loss every quantile and the shortfall follow from the count's law."""
    result = run(loss_event_frequency=14.5, primary_loss=1000)
    law = stats.poisson(14.5)
    for level in (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99):
        assert quantile(result, level) == 1000 * law.ppf(level)
    counts = np.arange(200)
    beyond = np.minimum(law.pmf(counts), np.maximum(law.cdf(counts) - 0.95, 0))
    assert result.expected_shortfall == pytest.approx(
        1000 * beyond @ counts / 0.05, abs=4 * result.expected_shortfall_error
    )


def test_a_second_loss_follows_some_of_the_cases() -> None:
    """Counts with and without a second loss add up to the compound law's mean and variance."""
    result = run(
        loss_event_frequency=3, primary_loss=100, secondary_probability=0.25, secondary_loss=1000
    )
    assert result.mean_loss_per_event == 350
    second_moment = 0.75 * 100**2 + 0.25 * 1100**2
    assert abs(result.annual_loss_expectancy - 1050) < 4 * result.standard_error
    assert result.standard_deviation == pytest.approx(sqrt(3 * second_moment), rel=5e-3)


def test_every_level_of_the_tree_gives_the_same_frequency() -> None:
    """Contact x action x vulnerability, attempts x vulnerability, or events themselves."""
    amount = {"primary_loss": [100, 200, 400], "trials": 20_000}
    direct = run(loss_event_frequency=4, **amount)
    attempts = run(threat_event_frequency=20, vulnerability=0.2, **amount)
    contacts = run(contact_frequency=200, probability_of_action=0.1, vulnerability=0.2, **amount)
    for result in (direct, attempts, contacts):
        assert result.mean_frequency == pytest.approx(4)
        assert result.exact_expectancy == pytest.approx(direct.exact_expectancy)
        assert abs(result.annual_loss_expectancy - result.exact_expectancy) < (
            4 * result.standard_error
        )
    assert direct.mean_vulnerability is None
    assert contacts.mean_vulnerability == 0.2


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform"])
def test_a_bounded_shape_keeps_its_quantiles(shape: str) -> None:
    """One certain event a year shows the loss's own law, within three errors at each level."""
    loss = {"low": 20.0, "likely": 50.0, "high": 300.0, "distribution": shape}
    result = run(loss_event_frequency=1, primary_loss=loss, event_counts="expected")
    law = frozen(Estimate.model_validate(loss))
    for q in result.quantiles:
        assert law.cdf(q.loss) == pytest.approx(
            q.probability, abs=3.5 * sqrt(q.probability * (1 - q.probability) / result.trials)
        )
        assert q.low <= q.loss <= q.high
    assert abs(result.annual_loss_expectancy - law.mean()) < 4 * result.standard_error


def test_observed_losses_are_drawn_as_they_are() -> None:
    """An empirical loss takes its own values only, each as often as it was seen."""
    result = run(
        loss_event_frequency=1,
        primary_loss={"values": [7, 7, 7, 40], "distribution": "empirical"},
        event_counts="expected",
    )
    assert {q.loss for q in result.quantiles} == {7.0, 40.0}
    assert quantile(result, 0.75) in (7.0, 40.0)
    assert quantile(result, 0.5) == 7
    assert abs(result.annual_loss_expectancy - 15.25) < 4 * result.standard_error


def test_the_largest_amounts_and_rates_are_answered() -> None:
    """At the limits of what may be given, a year's loss is large and finite."""
    result = run(loss_event_frequency=1e6, primary_loss=[1e14, 5e14, 1e15], trials=1000)
    assert result.annual_loss_expectancy == pytest.approx(1e6 * 3.1e15 / 6, rel=1e-3)
    rare = run(loss_event_frequency=[1e-6, 2e-6, 1e-5], primary_loss=0.01, event_counts="expected")
    assert rare.annual_loss_expectancy == pytest.approx(1e-8 * 19 / 6, rel=1e-2)


def frozen(given: Estimate) -> object:
    """The exact law of a bounded estimate, by SciPy."""
    assert given.low is not None
    assert given.high is not None
    width = given.high - given.low
    if given.distribution == "uniform":
        return stats.uniform(given.low, width)
    if given.distribution == "triangular":
        return stats.triang((given.mode - given.low) / width, given.low, width)
    return stats.beta(*pert_shape(given), given.low, width)
