"""Calibrations are right against published figures and independent computations."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from tools.assessment._calibration_request import CalibrateItemsRequest
from tools.assessment._calibration_result import CalibratedItems
from tools.assessment._irt_curves import Floats, category_chances, step_curves
from tools.assessment._irt_fit import fit
from tools.assessment._irt_item_fit import adjusted, rest_distributions, score_distribution
from tools.assessment._irt_layout import Layout, Model
from tools.assessment._irt_likelihood import grid, likelihood
from tools.assessment._irt_patterns import MISSING, Codes, collapse
from tools.assessment._irt_priors import NO_PRIORS, Priors
from tools.assessment.calibrate_items import calibrate_items
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "assessment"


def calibrate(**arguments: Any) -> CalibratedItems:
    return calibrate_items(validate(CalibrateItemsRequest, arguments))


def frequencies(name: str) -> dict[str, list[float]]:
    with (DATA / name).open(newline="") as file:
        header, *rows = csv.reader(file)
    return {column: [float(row[i]) for row in rows] for i, column in enumerate(header)}


def simulated(people: int, a: Floats, b: Floats, c: float = 0.0, seed: int = 1) -> Codes:
    random = np.random.default_rng(seed)
    chance = c + (1 - c) * expit(a * (random.normal(size=(people, 1)) - b))
    return (random.random((people, len(a))) < chance).astype(np.int16)


def graded(people: int, seed: int = 2) -> tuple[Codes, Floats, Floats]:
    """Answers in four categories with known slopes and rising thresholds."""
    random = np.random.default_rng(seed)
    a = np.array([0.8, 1.2, 1.6, 1.0, 2.0, 1.4])
    b = np.sort(random.normal(0, 1.1, (6, 3)), axis=1) + np.array([-0.3, 0.0, 0.3])
    reached = expit(a[:, None] * (random.normal(size=(people, 1, 1)) - b))
    return (random.random((people, 6, 1)) < reached).sum(axis=2).astype(np.int16), a, b


def columns(codes: Any) -> dict[str, list[Any]]:
    return {
        f"q{i + 1}": [None if x == MISSING else int(x) for x in column]
        for i, column in enumerate(np.array(codes).T)
    }


@pytest.mark.parametrize(
    ("file", "a", "b", "value"),
    [
        ("LSAT6_freq.csv", [0.8254, 0.7229, 0.8905, 0.6886, 0.6575],
         [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], -2466.653),
        ("LSAT7_freq.csv", [0.9877, 1.0808, 1.7066, 0.7650, 0.7357], None, -2658.805),
    ],
)  # fmt: skip
def test_the_law_school_tests_have_their_published_2pl(
    file: str, a: list[float], b: list[float] | None, value: float
) -> None:
    """As R's ltm prints them; it stops within a thousandth of the maximum that we reach."""
    result = calibrate(responses=frequencies(file), model="2PL")
    assert result.log_likelihood == pytest.approx(value, abs=6e-4)
    assert [item.discrimination for item in result.items] == pytest.approx(a, abs=1e-3)
    if b is not None:
        assert [item.difficulty for item in result.items] == pytest.approx(b, abs=2.5e-3)
    assert result.converged and result.person_count == 1000
    assert result.aic == pytest.approx(20 - 2 * result.log_likelihood)
    assert result.bic == pytest.approx(10 * np.log(1000) - 2 * result.log_likelihood)


def test_the_law_school_test_has_its_published_2pl_errors() -> None:
    """Standard errors as summary.ltm prints them for LSAT section 6."""
    result = calibrate(responses=frequencies("LSAT6_freq.csv"), model="2PL")
    of_a = [item.discrimination_error for item in result.items]
    of_b = [item.difficulty_error for item in result.items]
    assert of_a == pytest.approx([0.2581, 0.1867, 0.2326, 0.1852, 0.2100], abs=3e-4)
    assert of_b == pytest.approx([0.8669, 0.3073, 0.0997, 0.4341, 0.8700], abs=1.5e-3)


def test_the_law_school_test_has_its_published_1pl() -> None:
    """As rasch() of R's ltm prints it, common slope and standard errors included."""
    result = calibrate(responses=frequencies("LSAT6_freq.csv"), model="1PL")
    assert result.log_likelihood == pytest.approx(-2466.938, abs=6e-4)
    assert {round(item.discrimination, 4) for item in result.items} == {0.7551}
    places = [item.difficulty for item in result.items]
    assert places == pytest.approx([-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=1e-4)
    errors = [item.difficulty_error for item in result.items]
    assert errors == pytest.approx([0.3266, 0.1422, 0.0977, 0.1691, 0.2510], abs=1e-4)
    assert result.items[0].discrimination_error == pytest.approx(0.0694, abs=1e-4)
    assert result.parameter_count == 6


def test_item_fit_equals_the_published_s_x2() -> None:
    """LSAT section 7 under the 2PL, as itemfit() of R's mirt documents it."""
    result = calibrate(responses=frequencies("LSAT7_freq.csv"), model="2PL")
    found = [item.fit for item in result.items]
    assert all(fit is not None for fit in found)
    told = [(round(f.statistic, 2), f.degrees_of_freedom, round(f.p_value, 3)) for f in found if f]
    wanted = [(4.75, 0.093), (14.45, 0.001), (1.27, 0.530), (5.24, 0.073), (0.94, 0.625)]
    assert [df for _, df, _ in told] == [2] * 5
    assert [s for s, *_ in told] == pytest.approx([s for s, _ in wanted], abs=0.02)
    assert [p for *_, p in told] == pytest.approx([p for _, p in wanted], abs=2e-3)
    assert found[1] is not None and found[1].rmsea == pytest.approx(0.079, abs=1e-3)


@pytest.mark.slow
def test_a_large_test_is_recovered() -> None:
    """10,000 people, 50 questions: as near to the truth as the answers allow, 0.03 to 0.04.

    The estimates are the maximum itself: on a grid three times as fine, a Newton step from them
    moves nothing by 1e-6. So their distance from the truth is what any maximum likelihood has; its
    mean over samples follows from the information (Cramer and Rao), and one sample of fifty
    questions lies within a few tenths of that.
    """
    random = np.random.default_rng(1)
    a, b = np.exp(random.normal(0, 0.3, 50)), random.normal(size=50)
    patterns = collapse(simulated(10_000, a, b), np.ones(50, np.int64))
    result = fit(patterns, "2PL")
    slopes, intercepts = result.curves.slopes, result.curves.intercepts[:, 0]
    assert result.converged
    finer = likelihood(result.curves, patterns, grid(50, 3 * len(result.points.theta)), False)
    assert np.abs(np.linalg.solve(result.information, finer.gradient)).max() < 1e-6
    covariance = np.linalg.inv(result.information).reshape(50, 2, 50, 2)
    own = covariance[np.arange(50), :, np.arange(50)]
    by_place = np.stack([intercepts / slopes**2, -1 / slopes], axis=1)
    variances = np.einsum("jk,jkl,jl->j", by_place, own, by_place)
    for off, expected in ((slopes - a, own[:, 0, 0]), (-intercepts / slopes - b, variances)):
        allowed = np.sqrt(expected.mean())
        assert 0.025 < allowed < 0.045
        assert np.sqrt(np.mean(off**2)) == pytest.approx(allowed, rel=0.3)
        assert 0.7 < (off / np.sqrt(expected)).std() < 1.3


def objective(layout: Layout, codes: Codes, priors: Priors) -> Any:
    """Minus the log posterior, as plain as it can be written: Gauss-Hermite, person by person."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(81)
    weights = weights / weights.sum()

    def minus(free: Floats) -> float:
        curves = layout.curves(free)
        a, c = curves.slopes, curves.guessing
        total = 0.0
        for row in codes:
            joint = weights.copy()
            for item, code in enumerate(row):
                if code == MISSING:
                    continue
                d = curves.intercepts[item, : layout.steps[item]]
                steps = c[item] + (1 - c[item]) * expit(a[item] * nodes[:, None] + d)
                edges = np.hstack([np.ones((81, 1)), steps, np.zeros((81, 1))])
                joint = joint * (edges[:, code] - edges[:, code + 1])
            total += np.log(joint.sum())
        return -total - priors.value(curves)

    return minus


CASES: list[tuple[Model, Priors]] = [
    ("1PL", NO_PRIORS), ("2PL", NO_PRIORS), ("3PL", Priors(0.2, 20, 0.5)), ("GRM", NO_PRIORS),
]  # fmt: skip


def small(model: Model) -> Codes:
    """A hundred and twenty people, four questions, one answer in ten missing."""
    random = np.random.default_rng(8)
    codes = (
        graded(120)[0][:, 1:5]
        if model == "GRM"
        else simulated(120, np.array([1.0, 1.4, 0.8, 1.2]), np.array([-1.0, 0.0, 0.5, -0.4]), 0.1)
    )
    codes[random.random(codes.shape) < 0.1] = MISSING
    return codes


@pytest.mark.parametrize(("model", "priors"), CASES)
def test_the_maximum_is_the_one_of_a_plain_optimiser(model: Model, priors: Priors) -> None:
    """Another integration and another optimiser, with missing answers."""
    codes = small(model)
    steps = codes.max(axis=0).astype(np.int64)
    found = fit(collapse(codes, steps), model, priors=priors)
    layout = Layout.of(model, steps)
    minus = objective(layout, codes, priors)
    other = minimize(minus, found.free + 0.05, method="BFGS", options={"gtol": 1e-3})
    assert found.converged
    assert found.log_likelihood + priors.value(found.curves) == pytest.approx(-other.fun, abs=1e-5)
    assert found.free == pytest.approx(other.x, abs=2e-3)


@pytest.mark.parametrize(("model", "priors"), CASES)
def test_information_is_the_numerical_hessian(model: Model, priors: Priors) -> None:
    """Louis' identity against central differences of the plain objective."""
    codes = small(model)
    steps = codes.max(axis=0).astype(np.int64)
    found = fit(collapse(codes, steps), model, priors=priors)
    minus, h = objective(Layout.of(model, steps), codes, priors), 1e-3
    size = min(len(found.free), 6)
    for i in range(size):
        for j in (i, (i * 2 + 1) % size):
            e, f = np.eye(len(found.free))[i] * h, np.eye(len(found.free))[j] * h
            x = found.free
            second = (minus(x + e + f) - minus(x + e - f) - minus(x - e + f) + minus(x - e - f)) / (
                4 * h * h
            )
            assert found.information[i, j] == pytest.approx(second, rel=2e-3, abs=5e-3)


def test_the_gradient_is_the_slope_of_the_likelihood() -> None:
    """Fisher's identity against central differences, graded answers with gaps."""
    codes, _, _ = graded(200)
    codes[::7, 2] = MISSING
    layout, patterns = Layout.of("GRM", np.full(6, 3)), collapse(codes, np.full(6, 3))
    free = fit(patterns, "GRM", most_passes=4).free
    points = grid(6)
    slope = layout.gathered(likelihood(layout.curves(free), patterns, points, False).gradient)
    for place in (0, 1, 5, 14):
        e = np.eye(len(free))[place] * 1e-5
        up, down = (
            likelihood(layout.curves(free + s * e), patterns, points, False).value for s in (1, -1)
        )
        assert slope[place] == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-5)


def test_graded_answers_are_recovered() -> None:
    """Samejima's model, 4,000 people, four categories."""
    codes, a, b = graded(4000)
    result = calibrate(responses=columns(codes), model="GRM")
    assert [item.discrimination for item in result.items] == pytest.approx(a, abs=0.15)
    found = [[step.difficulty for step in item.thresholds] for item in result.items]
    assert np.array(found) == pytest.approx(b, abs=0.17)
    for item, slope in zip(result.items, a, strict=True):
        assert item.discrimination_error is not None
        assert abs(item.discrimination - slope) < 4 * item.discrimination_error
    assert all(item.fit is not None and item.fit.adjusted_p_value > 1e-3 for item in result.items)


def test_guessing_is_recovered_and_its_priors_are_stated() -> None:
    """The 3PL with weak priors, 5,000 people and 20 questions."""
    random = np.random.default_rng(4)
    a, b = np.exp(random.normal(0.2, 0.25, 20)), random.normal(0.2, 0.9, 20)
    result = calibrate(responses=columns(simulated(5000, a, b, 0.2)), model="3PL")
    assert result.converged
    assert np.sqrt(np.mean([(i.guessing - 0.2) ** 2 for i in result.items if i.guessing])) < 0.05
    places = np.array([item.difficulty for item in result.items])
    assert np.sqrt(np.mean((places - b) ** 2)) < 0.2
    assert any("beta prior" in note and "0.2" in note for note in result.notes)


def test_false_alarms_of_fit_are_as_many_as_promised() -> None:
    """Under a true 2PL p-values of S-X2 are uniform: one in twenty lies below 0.05."""
    random = np.random.default_rng(6)
    found: list[float] = []
    for seed in range(6):
        a, b = np.exp(random.normal(0, 0.3, 20)), random.normal(size=20)
        result = calibrate(responses=columns(simulated(1500, a, b, seed=seed)), model="2PL")
        found += [item.fit.p_value for item in result.items if item.fit]
    assert len(found) == 120
    assert 0.4 < np.mean(found) < 0.6
    assert np.mean(np.array(found) < 0.05) < 0.13


def test_a_misfitting_question_is_flagged() -> None:
    """A question that the ablest get wrong bends against the model."""
    random = np.random.default_rng(9)
    theta = random.normal(size=(3000, 1))
    a, b = np.full(12, 1.3), np.linspace(-1.5, 1.5, 12)
    codes = (random.random((3000, 12)) < expit(a * (theta - b))).astype(int)
    bent = expit(2.5 * (theta[:, 0] + 0.5)) * (1 - 0.8 * expit(4 * (theta[:, 0] - 1)))
    codes[:, 5] = random.random(3000) < bent
    result = calibrate(responses=columns(codes), model="2PL")
    assert ("q6", "misfit") in {(flag.item, flag.code) for flag in result.flags}
    assert "q6" in result.summary


def test_score_distributions_are_those_of_enumeration() -> None:
    """Lord and Wingersky against all 3 x 2 x 4 combinations, and without each question."""
    random = np.random.default_rng(3)
    steps = [2, 1, 3]
    chances = np.zeros((3, 4, 5))
    for item, size in enumerate(steps):
        raw = random.random((size + 1, 5))
        chances[item, : size + 1] = raw / raw.sum(axis=0)
    wanted = np.zeros((7, 5))
    for first in range(3):
        for second in range(2):
            for third in range(4):
                wanted[first + second + third] += (
                    chances[0, first] * chances[1, second] * chances[2, third]
                )
    assert score_distribution(chances, steps) == pytest.approx(wanted)
    for item, rest in enumerate(rest_distributions(chances, steps)):
        others = [other for other in range(3) if other != item]
        assert rest == pytest.approx(
            score_distribution(chances[others], [steps[o] for o in others])
        )


def test_p_values_are_adjusted_as_in_r() -> None:
    """p.adjust(c(.01, .02, .03, .5), "BH"); what was not tested stays so."""
    assert adjusted([0.01, None, 0.02, 0.03, 0.5]) == pytest.approx([0.04, None, 0.04, 0.04, 0.5])


def test_chances_add_up_to_one() -> None:
    """Categories of every model at far abilities too."""
    codes, _, _ = graded(500)
    curves = fit(collapse(codes, np.full(6, 3)), "GRM").curves
    chances = category_chances(curves, step_curves(curves, np.array([-30.0, -2.0, 0.0, 4.0, 40.0])))
    assert chances.sum(axis=1) == pytest.approx(np.ones((6, 5)))
    assert (chances >= 0).all()
