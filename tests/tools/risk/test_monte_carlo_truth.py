"""Simulated formulas against closed forms, SciPy's distributions, and published test functions."""

from math import pi, sin, sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tools.risk._monte_carlo_request import MonteCarloRequest
from tools.risk._monte_carlo_result import MonteCarloResult
from tools.risk._sampling import normal_correlations, reordered, through_copula, unit_points
from tools.risk._sobol_indices import groups_of, sobol_indices
from tools.risk._uncertain_input import UncertainInput
from tools.risk.monte_carlo import monte_carlo

SAMPLINGS = ["latin_hypercube", "sobol", "random"]


def run(**request: Any) -> MonteCarloResult:
    return monte_carlo(MonteCarloRequest.model_validate(request))


def test_ishigami() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1: the indices in closed form."""
    inputs = [
        {"name": f"x{k}", "low": -pi, "high": pi, "distribution": "uniform"} for k in (1, 2, 3)
    ]
    result = run(formula="y = sin(x1) + 7*sin(x2)^2 + 0.1*x3^4*sin(x1)", inputs=inputs)
    found = {one.inputs[0]: one for one in result.influences}
    for name, first, total in (
        ("x1", 0.3139, 0.5576),
        ("x2", 0.4424, 0.4424),
        ("x3", 0.0, 0.2437),
    ):
        one = found[name]
        assert one.first_order == pytest.approx(first, abs=max(0.006, 4 * one.first_order_error))
        assert one.total == pytest.approx(total, abs=max(0.006, 4 * one.total_error))
        assert one.first_order_error < 0.006
    assert result.output == "y"
    assert result.mean == pytest.approx(3.5, abs=4 * result.mean_error)
    assert result.deviation**2 == pytest.approx(13.8445876, rel=0.01)


def test_sobols_g_function() -> None:
    """Sobol (1993): V_i = 1/(3(1+a_i)^2), total variance the product of (1+V_i) less one."""
    a = np.array([0, 1, 4.5, 9, 99])
    parts = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + parts) - 1
    found = sobol_indices(
        lambda x: np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1),
        5,
        [[k] for k in range(5)],
        np.random.SeedSequence(1),
    )
    assert found is not None
    assert found.first == pytest.approx(parts / whole, abs=0.01)
    assert found.total == pytest.approx(parts * np.prod(1 + parts) / (1 + parts) / whole, abs=0.01)


SHAPES: list[tuple[dict[str, Any], Any]] = [
    ({"low": 2, "likely": 3, "high": 9}, stats.beta(1 + 4 / 7, 1 + 24 / 7, 2, 7)),
    ({"low": 2, "likely": 2, "high": 9}, stats.beta(1, 5, 2, 7)),
    ({"low": 2, "high": 9, "distribution": "uniform"}, stats.uniform(2, 7)),
    (
        {"low": 2, "likely": 3, "high": 9, "distribution": "triangular"},
        stats.triang(1 / 7, 2, 7),
    ),
    ({"mean": 5, "deviation": 2}, stats.norm(5, 2)),
    (
        {"low": 2, "high": 9, "distribution": "normal"},
        stats.norm(5.5, 3.5 / stats.norm.ppf(0.95)),
    ),
    (
        {"low": 2, "high": 9, "distribution": "lognormal"},
        stats.lognorm(np.log(4.5) / 2 / stats.norm.ppf(0.95), scale=sqrt(18)),
    ),
    (
        {"mean": 5, "deviation": 2, "distribution": "lognormal"},
        stats.lognorm(sqrt(np.log(1.16)), scale=5 / sqrt(1.16)),
    ),
]


@pytest.mark.parametrize(("told", "law"), SHAPES)
def test_quantiles_are_those_of_the_distribution(told: dict[str, Any], law: Any) -> None:
    u = np.array([1e-9, 1e-4, 0.013, 0.2, 0.4999, 0.5, 0.77, 0.95, 0.9999, 1 - 1e-9])
    one = UncertainInput.model_validate({"name": "x", **told})
    assert one.quantiles(u) == pytest.approx(law.ppf(u), rel=5e-6, abs=1e-6)


def test_steps() -> None:
    """Discrete values come with their chances, observed ones alike."""
    u = np.array([0.05, 0.15, 0.55, 0.65, 0.95])
    three = {"name": "x", "values": [3, 1, 2], "chances": [0.4, 0.1, 0.5]}
    assert UncertainInput.model_validate(three).quantiles(u).tolist() == [1, 2, 2, 3, 3]
    seen = UncertainInput.model_validate({"name": "x", "values": [5, 1, 1, 9]})
    assert seen.quantiles(u).tolist() == [1, 1, 5, 5, 9]


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_a_sum_of_normals(sampling: str) -> None:
    """Mean, deviation, quantiles and chances of a normal, within four standard errors."""
    result = run(
        formula="2 a - b + 10 %",  # a tenth on top
        inputs=[
            {"name": "a", "mean": 10, "deviation": 3},
            {"name": "b", "mean": 4, "deviation": 2},
        ],
        thresholds=[17.6, 30],
        sampling=sampling,
        trials=32768,
    )
    law = stats.norm(17.6, 1.1 * sqrt(40))
    assert result.mean == pytest.approx(17.6, abs=4 * result.mean_error + 1e-9)
    assert result.deviation == pytest.approx(law.std(), rel=0.02)
    for one in result.quantiles:
        assert one.value == pytest.approx(law.ppf(one.probability), abs=5 * one.error + 0.02)
    for one in result.chances:
        assert one.above == pytest.approx(law.sf(one.threshold), abs=5 * one.error + 1e-4)
        assert one.above + one.at_most == 1
    shares = {one.inputs[0]: one for one in result.influences}
    assert shares["a"].first_order == pytest.approx(0.9, abs=0.01)
    assert shares["b"].total == pytest.approx(0.1, abs=0.01)
    assert result.at_medians == pytest.approx(17.6)


def test_errors_are_honest() -> None:
    """Over many seeds the mean's error is about its standard deviation, for even points smaller."""
    request = {
        "formula": "a * b",
        "inputs": [{"name": n, "low": 0, "high": 1, "distribution": "uniform"} for n in "ab"],
        "trials": 1600,
        "sensitivity": False,
    }
    errors: dict[str, float] = {}
    for sampling in SAMPLINGS:
        runs = [run(**request, sampling=sampling, seed=k) for k in range(60)]
        off = np.array([one.mean - 0.25 for one in runs])
        told = np.array([one.mean_error for one in runs])
        assert 0.7 < np.sqrt(np.mean(off**2)) / np.sqrt(np.mean(told**2)) < 1.4
        errors[sampling] = float(told.mean())
    assert errors["sobol"] < errors["latin_hypercube"] < errors["random"]


@pytest.mark.parametrize("dependence", ["iman_conover", "gaussian_copula"])
@pytest.mark.parametrize("rho", [-0.9, 0.5])
def test_rank_correlations_are_met(dependence: str, rho: float) -> None:
    """The drawn rank correlation, and the variance of a sum of correlated normals."""
    pair = {"first": "a", "second": "b", "correlation": rho}
    result = run(
        formula="a + b",
        inputs=[{"name": n, "mean": 0, "deviation": 1} for n in "ab"],
        correlations=[pair],
        dependence=dependence,
        trials=64000,
    )
    assert result.deviation**2 == pytest.approx(2 + 4 * sin(pi * rho / 6), rel=0.03)
    assert result.influences[0].inputs == ["a", "b"]
    assert result.influences[0].first_order == pytest.approx(1, abs=0.02)


def test_reordering_keeps_every_draw() -> None:
    """Iman and Conover: the margins stay what they were, stratum by stratum."""
    points = unit_points("latin_hypercube", 500, 3, np.random.SeedSequence(1))
    ranks = np.array([[1, 0.7, -0.3], [0.7, 1, 0.1], [-0.3, 0.1, 1]])
    moved = reordered(points, normal_correlations(ranks.copy()), np.random.SeedSequence(2))
    assert np.array_equal(np.sort(moved, axis=0), np.sort(points, axis=0))
    assert np.array_equal(np.sort((moved * 500).astype(int), axis=0)[:, 1], np.arange(500))
    assert stats.spearmanr(moved).statistic == pytest.approx(ranks, abs=0.03)
    drawn = through_copula(points, normal_correlations(ranks.copy()))
    assert stats.spearmanr(drawn).statistic == pytest.approx(ranks, abs=0.12)


def test_correlated_inputs_count_as_one_group() -> None:
    """The group's share in closed form; the input outside keeps an index of its own."""
    result = run(
        formula="a + b + c",
        inputs=[{"name": n, "mean": 0, "deviation": 1} for n in "abc"],
        correlations=[{"first": "c", "second": "a", "correlation": 0.6}],
    )
    r = 2 * sin(pi * 0.6 / 6)
    found = {tuple(one.inputs): one for one in result.influences}
    assert found[("a", "c")].total == pytest.approx((2 + 2 * r) / (3 + 2 * r), abs=0.01)
    assert found[("b",)].first_order == pytest.approx(1 / (3 + 2 * r), abs=0.01)
    assert any("arbitrariness" in note for note in result.notes)
    linked = np.eye(4)
    linked[0, 1] = linked[1, 0] = linked[1, 3] = linked[3, 1] = 0.2
    assert groups_of(linked) == [[0, 1, 3], [2]]


def test_scenario_cuts() -> None:
    """What an input is when the result is worst: exact for one normal input."""
    result = run(formula="-3 x", inputs=[{"name": "x", "mean": 1, "deviation": 2}], tail=0.1)
    beyond = stats.norm.pdf(stats.norm.ppf(0.9)) / 0.1
    view = result.inputs[0]
    assert view.when_result_low == pytest.approx(1 + 2 * beyond, rel=2e-3)
    assert view.result_when_low == pytest.approx(-3 * (1 - 2 * beyond), rel=2e-3)
    assert result.low_tail_mean == pytest.approx(-3 * (1 + 2 * beyond), rel=2e-3)
    assert view.rank_correlation == pytest.approx(-1)


def test_names_as_people_write_them() -> None:
    """Spaces, hyphens and case do not matter; a formula may name its result."""
    result = run(
        formula="Gross Margin = Units Sold * (unit-price - 4)",
        inputs=[{"name": "units sold", "likely": 10}, {"name": "Unit price", "likely": 6.5}],
        trials=1000,
    )
    assert result.output == "Gross Margin"
    assert result.mean == pytest.approx(25)
    assert "no input varies it" in result.summary


def test_conditions_spare_the_branch_not_taken() -> None:
    """A logarithm is only taken where its draws allow it."""
    result = run(
        formula="if(x > 0, ln(x), 0)",
        inputs=[{"name": "x", "low": -1, "high": 1, "distribution": "uniform"}],
        trials=20000,
    )
    assert result.mean == pytest.approx(-0.5, abs=0.01)


def test_the_same_seed_gives_the_same_bits() -> None:
    request: dict[str, Any] = {
        "formula": "a ^ 2",
        "inputs": [{"name": "a", "low": 1, "high": 3}],
        "trials": 4000,
    }
    assert run(**request).model_dump() == run(**request).model_dump()
    assert run(**request, seed=1).mean != run(**request).mean


@pytest.mark.parametrize(
    ("threshold", "said"),
    [(-0.1, "every trial"), (1.1, "no trial"), (0.00005, "more than 99.9 %"), (0.996, "0.4 %")],
)
def test_chances_are_never_rounded_to_none_or_all(threshold: float, said: str) -> None:
    x = {"name": "x", "low": 0, "high": 1, "distribution": "uniform"}
    assert said in run(formula="x", inputs=[x], thresholds=[threshold]).summary
