"""Known defects of the packages practitioners use, which ours must not share."""

import pytest
from scipy import integrate, stats

from tools.fields import Estimate
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk._estimates import pert_shape
from tools.risk.simulate_annual_loss import simulate_annual_loss


def classical_shape(low: float, mode: float, high: float) -> tuple[float, float]:
    """The beta of the classical PERT, whose deviation is forced to a sixth of the range.

    pyfair 0.1a13 draws from it; its mean is right, its shape is not that of a PERT.
    """
    mean, deviation = (low + 4 * mode + high) / 6, (high - low) / 6
    a = (mean - low) / (high - low) * ((mean - low) * (high - mean) / deviation**2 - 1)
    return a, a * (high - mean) / (mean - low)


def test_a_forced_deviation_makes_the_loss_nearly_four_percent_low() -> None:
    """On the catalogue's tree pyfair's shape moves the vulnerability, and with it the mean.

    A million trials of pyfair give 485,153 where the mean is 503,776: low by the same 3.7 %.
    """
    capability = stats.beta(*classical_shape(0.4, 0.6, 0.9), 0.4, 0.5)
    resistance = stats.beta(*classical_shape(0.5, 0.65, 0.8), 0.5, 0.3)
    theirs, _ = integrate.quad(
        lambda x: capability.pdf(x) * resistance.cdf(x), 0.4, 0.9, points=[0.5, 0.8]
    )
    ours = simulate_annual_loss(
        AnnualLossRequest.model_validate(
            {
                "threat_event_frequency": [10, 25, 60],
                "threat_capability": [0.4, 0.6, 0.9],
                "resistance_strength": [0.5, 0.65, 0.8],
                "primary_loss": [5e3, 2e4, 1e5],
                "secondary_probability": [0.1, 0.3, 0.5],
                "secondary_loss": [1e3, 3e4, 2e5],
                "event_counts": "expected",
                "trials": 10_000,
            }
        )
    )
    assert ours.mean_vulnerability is not None
    assert theirs / ours.mean_vulnerability == pytest.approx(0.9628, abs=1e-4)
    assert classical_shape(0.4, 0.6, 0.9) != pytest.approx(
        pert_shape(Estimate.model_validate([0.4, 0.6, 0.9])), rel=0.02
    )


def test_a_year_is_a_whole_number_of_events() -> None:
    """pyfair multiplies the rate as it stands: rare losses come out as a small loss every year."""
    rare = {"loss_event_frequency": [0.05, 0.1, 0.2], "primary_loss": [1e5, 2e5, 6e5]}
    poisson = simulate_annual_loss(AnnualLossRequest.model_validate(rare))
    as_rate = simulate_annual_loss(
        AnnualLossRequest.model_validate({**rare, "event_counts": "expected"})
    )
    assert poisson.median == 0
    assert as_rate.median > 0.8 * as_rate.annual_loss_expectancy
    assert poisson.chance_of_any_loss == pytest.approx(0.103, abs=0.01)
    assert poisson.value_at_risk > 4 * as_rate.value_at_risk
    assert poisson.exact_expectancy == as_rate.exact_expectancy


def test_the_expected_loss_is_made_of_means_not_of_modes() -> None:
    """riskquant multiplies most likely values: 9,000 where the lost laptops cost 11,808."""
    result = simulate_annual_loss(
        AnnualLossRequest.model_validate(
            {"loss_event_frequency": [3, 6, 12], "primary_loss": [900, 1500, 4000]}
        )
    )
    of_modes = 6 * 1500
    assert result.exact_expectancy == pytest.approx(11_808.33, abs=0.01)
    assert result.annual_loss_expectancy - of_modes > 400 * result.standard_error
