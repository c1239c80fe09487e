"""Copulas against quadrature, closed forms, and recovery from simulated samples."""

from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from tools.risk._copula_families import FAMILIES, turned
from tools.risk._copula_fit import errors, fit, kendall, pseudo_observations
from tools.risk._copula_goodness import cramer_von_mises, goodness
from tools.risk._copula_many import ManyFit, all_taus, draw, fit_gaussian, fit_t, transformed
from tools.risk._copula_request import FitCopulaRequest
from tools.risk._copula_result import FitCopulaResult
from tools.risk.fit_copula import fit_copula

POINTS = [
    ("gaussian", [0.6]), ("gaussian", [-0.9]), ("t", [0.5, 4.0]), ("t", [-0.3, 1.7]),
    ("clayton", [0.3]), ("clayton", [4.0]), ("gumbel", [1.2]), ("gumbel", [3.5]),
    ("frank", [5.0]), ("frank", [-3.0]), ("frank", [0.5]), ("frank", [35.0]),
]  # fmt: skip


def run(**request: Any) -> FitCopulaResult:
    return fit_copula(FitCopulaRequest.model_validate({"goodness_draws": 0, **request}))


def sample(name: str, p: list[float], size: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    return FAMILIES[name].draw(np.array(p), size, np.random.default_rng(seed))


@pytest.mark.parametrize(("name", "p"), POINTS)
def test_the_density_integrates_to_the_conditional(name: str, p: list[float]) -> None:
    """Over all v to 1, up to v to the conditional distribution."""
    family, point = FAMILIES[name], np.array(p)

    def density(v: float, u: float) -> float:
        return float(np.exp(family.log_density(np.array([u]), np.array([v]), point))[0])

    for u in (0.02, 0.4, 0.97):
        middle = [u, 1 - u, 0.5]
        whole = integrate.quad(density, 0, 1, args=(u,), points=middle, limit=400)[0]
        assert whole == pytest.approx(1, abs=2e-4)
        for v in (0.1, 0.6, 0.95):
            part = integrate.quad(density, 0, v, args=(u,), points=[x for x in middle if x < v],
                                  limit=400)[0]  # fmt: skip
            given = float(family.given(np.array([u]), np.array([v]), point)[0])
            assert part == pytest.approx(given, abs=2e-4)


@pytest.mark.parametrize(("name", "p"), POINTS)
def test_draws_have_the_tau_of_the_family(name: str, p: list[float]) -> None:
    """And their Rosenblatt transform is uniform and independent."""
    family, point = FAMILIES[name], np.array(p)
    u, v = sample(name, p, 20_000)
    assert kendall(u, v)[0] == pytest.approx(family.tau(point), abs=0.015)
    assert family.from_tau(family.tau(point)) == pytest.approx(p[0], rel=1e-4)
    given = family.given(u, v, point)
    assert stats.kstest(u, "uniform").pvalue > 1e-3
    assert stats.kstest(given, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(u, given)[0, 1]) < 0.03


def test_published_pairs_of_tau_and_parameter() -> None:
    """Tau one half: Clayton 2, Gumbel 2, Gaussian sqrt(1/2), Frank 5.736283 (Nelsen, Joe)."""
    assert FAMILIES["clayton"].from_tau(0.5) == pytest.approx(2)
    assert FAMILIES["gumbel"].from_tau(0.5) == pytest.approx(2)
    assert FAMILIES["gaussian"].from_tau(0.5) == pytest.approx(np.sqrt(0.5))
    assert FAMILIES["frank"].from_tau(0.5) == pytest.approx(5.736283, abs=1e-5)


@pytest.mark.parametrize(("name", "p"), [x for x in POINTS if x[0] in ("t", "clayton", "gumbel")])
def test_tail_dependence_is_the_limit(name: str, p: list[float]) -> None:
    """Twice the chance of the second given the first at a level that goes to nothing (Joe)."""
    family, point = FAMILIES[name], np.array(p)
    q = np.array([1e-9])
    lower, upper = family.tails(point)
    assert 2 * float(family.given(q, q, point)[0]) == pytest.approx(lower, abs=0.03)
    q = np.array([1e-9])
    high = 2 * (1 - float(family.given(1 - q, 1 - q, point)[0]))
    assert high == pytest.approx(upper, abs=0.03)


@pytest.mark.parametrize(
    ("name", "p"),
    [("gaussian", [0.6]), ("t", [0.5, 4.0]), ("clayton", [2.0]), ("gumbel", [2.0]),
     ("frank", [-5.0])],
)  # fmt: skip
def test_the_truth_is_recovered(name: str, p: list[float]) -> None:
    """The family by AIC, its parameters within four standard errors; tau inversion near it."""
    u, v = sample(name, p, 2_000, seed=2)
    result = run(first=np.exp(stats.norm.ppf(u)).tolist(), second=(-1 / v).tolist())
    best = result.fits[0]
    assert (best.family, best.rotation) == (name, 0)
    for one, true in zip(best.parameters, p, strict=True):
        assert one.error is not None
        assert one.value == pytest.approx(true, abs=4 * one.error)
    assert best.parameters[0].by_tau == pytest.approx(p[0], rel=0.15)
    assert best.kendall_tau == pytest.approx(result.pairs[0].kendall_tau, abs=0.03)


@pytest.mark.parametrize(("turn", "low"), [(90, 0.0), (180, 0.0), (270, 0.0)])
def test_turned_clayton_is_recognised(turn: int, low: float) -> None:
    u, v = turned(*sample("clayton", [3.0], 1_500, seed=3), turn)
    best = run(first=u.tolist(), second=v.tolist()).fits[0]
    assert (best.family, best.rotation) == ("clayton", turn)
    assert best.lower_tail == low
    assert best.upper_tail == pytest.approx(2 ** (-1 / 3) if turn == 180 else 0, abs=0.05)
    plain = run(first=u.tolist(), second=v.tolist(), rotations=False).fits
    assert all(one.rotation in (0, 90) for one in plain)


@pytest.mark.parametrize(("name", "p"), [("clayton", [2.0]), ("gaussian", [0.5])])
def test_standard_errors_are_those_of_repetition(name: str, p: list[float]) -> None:
    """The formula with estimated margins against the spread over 250 samples of 400."""
    found: list[float] = []
    told: list[float] = []
    for seed in range(250):
        ranks = pseudo_observations(np.column_stack(sample(name, p, 400, seed)))
        u, v = ranks[:, 0], ranks[:, 1]
        one = fit(u, v, name, 0, kendall(u, v)[0])
        found.append(float(one.parameters[0]))
        told.append(float(errors(u, v, one)[0]))
    assert np.mean(told) == pytest.approx(np.std(found), rel=0.15)


def test_the_gaussians_rank_error_is_its_closed_form() -> None:
    """Klaassen and Wellner (1997): the normal-scores estimate has variance (1 - r^2)^2 / n."""
    ranks = pseudo_observations(np.column_stack(sample("gaussian", [0.5], 20_000)))
    one = fit(ranks[:, 0], ranks[:, 1], "gaussian", 0, 1 / 3)
    assert errors(ranks[:, 0], ranks[:, 1], one)[0] == pytest.approx(
        0.75 / np.sqrt(20_000), rel=0.03
    )


def test_cramer_von_mises_is_its_integral() -> None:
    """S_n^(B) = n times the integral of (empirical distribution less product)^2."""
    points = np.random.default_rng(4).random((7, 2))
    grid = (np.arange(400) + 0.5) / 400
    inside = (points[:, 0, None] <= grid)[:, :, None] & (points[:, 1, None] <= grid)[:, None, :]
    off = inside.mean(axis=0) - np.outer(grid, grid)
    assert cramer_von_mises(points) == pytest.approx(7 * np.mean(off**2), rel=0.01)


def test_the_test_of_fit_tells_right_from_wrong() -> None:
    u, v = sample("clayton", [2.5], 500, seed=5)
    tau = kendall(u, v)[0]
    seed = np.random.SeedSequence(6)
    ranks = pseudo_observations(np.column_stack([u, v]))
    a, b = ranks[:, 0], ranks[:, 1]
    assert goodness(a, b, fit(a, b, "clayton", 0, tau), 40, seed)[1] > 0.05
    assert goodness(a, b, fit(a, b, "gumbel", 0, tau), 40, seed)[1] < 0.05


def test_several_variables() -> None:
    """Correlations and degrees of freedom of a t copula of four; its transform is uniform."""
    matrix = np.array(
        [[1, 0.6, 0.3, 0], [0.6, 1, 0.2, 0.1], [0.3, 0.2, 1, -0.4], [0, 0.1, -0.4, 1]]
    )
    truth = ManyFit(matrix, 5.0, 0.0)
    drawn = draw(truth, 3_000, np.random.default_rng(7))
    ranks = pseudo_observations(drawn)
    found = fit_t(ranks, all_taus(ranks))
    assert found.correlations == pytest.approx(matrix, abs=0.06)
    assert found.freedom == pytest.approx(5, rel=0.2)
    assert found.aic < fit_gaussian(ranks).aic
    columns = transformed(drawn, truth)
    for column in columns.T:
        assert stats.kstest(column, "uniform").pvalue > 1e-3
    assert np.abs(np.corrcoef(columns, rowvar=False) - np.eye(4)).max() < 0.06
    names = list("abcd")
    result = run(history={"columns": {n: drawn[:600, k].tolist() for k, n in enumerate(names)}})
    assert result.best == "t" and len(result.pairs) == 6
    assert result.correlations[0][1] == pytest.approx(0.6, abs=0.1)


def test_two_by_two_the_whole_and_the_pair_agree() -> None:
    """The multivariate likelihoods are those of the pair."""
    ranks = pseudo_observations(np.column_stack(sample("t", [0.5, 4.0], 500)))
    many = fit_t(ranks, all_taus(ranks))
    family = FAMILIES["t"]
    point = np.array([many.correlations[0, 1], many.freedom])
    value = family.log_density(ranks[:, 0], ranks[:, 1], point).sum()
    assert many.log_likelihood == pytest.approx(value, rel=1e-9)
    normal = fit_gaussian(ranks)
    point = np.array([normal.correlations[0, 1]])
    value = FAMILIES["gaussian"].log_density(ranks[:, 0], ranks[:, 1], point).sum()
    assert normal.log_likelihood == pytest.approx(value, rel=1e-9)


def test_prices_become_returns() -> None:
    """Columns that run on are prices; the copula is that of their returns."""
    u, v = sample("gaussian", [0.7], 400)
    moves = 0.01 * stats.norm.ppf(np.column_stack([u, v]))
    prices = 100 * np.cumprod(1 + moves, axis=0)
    table = {"columns": {"a": prices[:, 0].tolist(), "b": prices[:, 1].tolist()}}
    result = run(history=table, family="gaussian")
    assert result.observations == 399
    assert result.fits[0].parameters[0].value == pytest.approx(0.7, abs=0.08)
    assert any("simple returns" in note for note in result.notes)
