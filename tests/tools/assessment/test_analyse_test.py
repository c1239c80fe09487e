"""Test analyses are right against published figures and independent computations."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from tools.assessment._group_fairness import ets_class, mantel_haenszel
from tools.assessment._reliability import omega, one_factor
from tools.assessment._test_request import AnalyseTestRequest
from tools.assessment._test_result import AnalysedTest
from tools.assessment.analyse_test import analyse_test
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "assessment"
ORACLE = json.loads((DATA / "oracle.json").read_text())


def analyse(**arguments: Any) -> AnalysedTest:
    return analyse_test(validate(AnalyseTestRequest, arguments))


def frequencies(name: str) -> dict[str, list[float]]:
    with (DATA / name).open(newline="") as file:
        header, *rows = csv.reader(file)
    return {column: [float(row[i]) for row in rows] for i, column in enumerate(header)}


def columns(answers: Any) -> dict[str, list[float]]:
    return {f"q{i + 1}": list(column) for i, column in enumerate(np.array(answers).T.tolist())}


def test_the_law_school_test_has_its_published_figures() -> None:
    """LSAT section 6, as R's ltm::descript prints it: alpha, alpha without, point-biserials."""
    result = analyse(responses=frequencies("LSAT6_freq.csv"))
    assert (result.person_count, result.item_count) == (1000, 5)
    assert result.alpha.value == pytest.approx(0.2950, abs=5e-5)
    without = [item.alpha_if_deleted for item in result.items]
    assert without == pytest.approx([0.2754, 0.2376, 0.2168, 0.2459, 0.2663], abs=5e-5)
    with_total = [item.item_total_correlation for item in result.items]
    # ltm divides by another standard deviation (n against n - 1): a factor of 0.9995 at most
    assert with_total == pytest.approx([0.3618, 0.5667, 0.6184, 0.5344, 0.4354], rel=6e-4)
    with_rest = [item.item_rest_correlation for item in result.items]
    assert with_rest == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)
    assert [item.difficulty for item in result.items] == [0.924, 0.709, 0.553, 0.763, 0.870]


def test_a_table_of_patterns_with_counts_is_a_table_of_people() -> None:
    """Each pattern repeated as often as its count gives the same result."""
    counted = frequencies("LSAT7_freq.csv")
    times = [int(count) for count in counted.pop("freq")]
    spread = {name: np.repeat(answers, times).tolist() for name, answers in counted.items()}
    assert analyse(responses={**counted, "freq": times}).items == analyse(responses=spread).items


@pytest.mark.parametrize("case", ORACLE)
def test_reliability_and_fairness_agree_with_the_peers(case: dict[str, Any]) -> None:
    """Alpha with Feldt's interval (pingouin), Mantel-Haenszel (statsmodels)."""
    group = ["second" if focal else "first" for focal in case["group"]]
    result = analyse(
        responses={"set": group, **columns(case["answers"])},
        group="set",
        reference_group="first",
        focal_group="second",
    )
    assert result.alpha.value == pytest.approx(case["alpha"], abs=1e-12)
    # pingouin rounds its interval to three digits
    assert [result.alpha.low, result.alpha.high] == pytest.approx(case["alpha_interval"], abs=6e-4)
    with_rest = [item.item_rest_correlation for item in result.items]
    assert with_rest == pytest.approx(case["item_rest"], abs=1e-10)
    fairness = result.items[0].fairness
    assert fairness is not None
    assert fairness.odds_ratio == pytest.approx(case["odds_ratio"], rel=1e-10)
    assert [fairness.low, fairness.high] == pytest.approx(case["odds_interval"], rel=1e-6)
    assert fairness.chi_square == pytest.approx(case["chi_square"], rel=1e-9)
    assert fairness.p_value == pytest.approx(case["p_value"], rel=1e-9)


def test_mantel_haenszel_of_the_penicillin_rabbits() -> None:
    """R's example: odds ratio 7, chi-square 3.9286, p 0.04747, interval 1.026713 to 47.725133."""
    counts = [0, 0, 6, 5, 3, 0, 3, 6, 6, 2, 0, 4, 5, 6, 1, 0, 2, 5, 0, 0]
    found = mantel_haenszel(np.array(counts, float).reshape(5, 2, 2).transpose(0, 2, 1), 0.95)
    assert found is not None
    assert found.odds_ratio == pytest.approx(7)
    assert found.chi_square == pytest.approx(3.9286, abs=5e-5)
    assert found.p_value == pytest.approx(0.04747, abs=5e-6)
    assert (found.low, found.high) == pytest.approx((1.026713, 47.725133), abs=1e-6)


def test_mantel_haenszel_of_the_berkeley_admissions() -> None:
    """R's example: odds ratio 0.9046968, chi-square 1.4269, p 0.2323."""
    counts = [512, 89, 313, 19, 353, 17, 207, 8, 120, 202, 205, 391, 138, 131, 279, 244]
    counts += [53, 94, 138, 299, 22, 24, 351, 317]
    found = mantel_haenszel(np.array(counts, float).reshape(6, 2, 2).transpose(0, 2, 1), 0.95)
    assert found is not None
    assert found.odds_ratio == pytest.approx(0.9046968, abs=5e-8)
    assert found.chi_square == pytest.approx(1.4269, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((0.7719074, 1.0603298), abs=5e-8)


def test_a_gap_below_the_continuity_correction_is_no_evidence() -> None:
    """Two equal groups: chi-square 0, p 1, odds ratio 1."""
    found = mantel_haenszel(np.array([[[5.0, 5.0], [5.0, 5.0]]]), 0.95)
    assert found is not None
    assert (found.chi_square, found.p_value, found.odds_ratio) == (0, 1, 1)


@pytest.mark.parametrize(
    ("delta", "error", "p_value", "expected"),
    [
        (-0.99, 0.1, 0.001, "A"),
        (-2.4, 1.5, 0.2, "A"),
        (1.2, 0.3, 0.001, "B"),
        (-1.7, 0.6, 0.01, "B"),
        (-1.7, 0.3, 0.001, "C"),
        (2.0, 0.5, 0.001, "C"),
    ],
)
def test_the_ets_classes(delta: float, error: float, p_value: float, expected: str) -> None:
    """A under 1 or not significant; C from 1.5 when certainly beyond 1; else B."""
    assert ets_class(delta, error, p_value) == expected


def congeneric(people: int, loadings: Any, uniqueness: Any, seed: int) -> Any:
    random = np.random.default_rng(seed)
    noise = random.normal(size=(people, len(loadings))) * np.sqrt(uniqueness)
    return random.normal(size=(people, 1)) * np.array(loadings) + noise


def test_omega_recovers_loadings_that_fit_exactly() -> None:
    """From the covariances of a one-factor model come its loadings and its omega."""
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    uniqueness = np.array([0.36, 0.51, 0.64, 0.75])
    fitted = one_factor(np.outer(loadings, loadings) + np.diag(uniqueness))
    assert fitted == pytest.approx(loadings, abs=1e-9)


def test_omega_is_the_least_squares_factor() -> None:
    """A general optimiser finds no smaller off-diagonal residuals."""
    points = congeneric(200, [0.9, 0.7, 0.5, 0.4, 0.3], [0.5, 0.5, 0.6, 0.9, 0.8], 4)
    covariance = np.cov(points, rowvar=False)

    def residual(loadings: Any) -> float:
        gap = covariance - np.outer(loadings, loadings)
        return float((gap[~np.eye(len(gap), dtype=bool)] ** 2).sum())

    best = minimize(residual, np.full(5, 0.5), method="BFGS", options={"gtol": 1e-10})
    value = best.x.sum() ** 2
    total = value + np.trace(covariance) - best.x @ best.x
    assert omega(points, covariance, 0.95).value == pytest.approx(value / total, abs=1e-7)


def test_omega_equals_alpha_when_all_questions_are_alike() -> None:
    """Equal covariances: the two coefficients coincide."""
    covariance = np.full((5, 5), 0.4) + np.diag(np.full(5, 0.6))
    random = np.random.default_rng(3)
    raw = random.normal(size=(100, 5))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw, rowvar=False))).T
    points = white @ np.linalg.cholesky(covariance).T
    found = omega(points, np.cov(points, rowvar=False), 0.95)
    assert found.value == pytest.approx(5 / 4 * (1 - 5 / covariance.sum()), abs=1e-9)


def test_the_interval_of_omega_agrees_with_the_bootstrap() -> None:
    """Its width is within a tenth of the percentile bootstrap's, on right-and-wrong answers."""
    answers = np.array(ORACLE[2]["answers"], float)
    found = omega(answers, np.cov(answers, rowvar=False), 0.95)
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(400):
        again = answers[random.integers(0, len(answers), len(answers))]
        drawn.append(omega(again, np.cov(again, rowvar=False), 0.95).value)
    low, high = np.quantile([value for value in drawn if value is not None], [0.025, 0.975])
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low == pytest.approx(high - low, rel=0.12)
    assert found.low == pytest.approx(low, abs=0.02)


def test_figures_of_a_small_quiz_worked_by_hand() -> None:
    """Five pupils, four questions: variances .2 .3 .2 .3 and a total variance of 1.3."""
    result = analyse(
        responses={
            "pupil": ["Ali", "Bea", "Cem", "Dot", "Eli"],
            "q1": [1, 1, 0, 1, 1],
            "q2": [0, 1, 0, 0, 1],
            "q3": [1, 1, 1, 0, 1],
            "q4": [1, 1, 0, 1, 0],
        }
    )
    assert result.mean_score == 2.6
    assert result.score_sd**2 == pytest.approx(1.3)
    assert result.alpha.value == pytest.approx(4 / 3 * (1 - 1 / 1.3))
    assert result.standard_error_of_measurement == pytest.approx(
        (1.3 * (1 - 4 / 3 * (1 - 1 / 1.3))) ** 0.5
    )
    assert [item.difficulty for item in result.items] == [0.8, 0.4, 0.8, 0.6]
    # Wilson: (0.8 + 1.9207/5 ± 1.96 sqrt(0.8*0.2/5 + 0.96/25)) / (1 + 3.8415/5)
    assert result.items[0].difficulty_low == pytest.approx(0.3755, abs=5e-5)
    assert result.items[0].difficulty_high == pytest.approx(0.9638, abs=5e-5)


def test_too_few_people_are_said_to_show_little() -> None:
    """Five pupils: the summary opens with it, a note repeats it, the interval shows it."""
    answers = {"q1": [1, 1, 0, 1, 1], "q2": [0, 1, 0, 0, 1], "q3": [1, 1, 1, 0, 1]}
    result = analyse(responses=answers)
    assert result.summary.startswith("With only 5 people this says little")
    assert not result.enough_data
    assert any("too few to judge single questions" in note for note in result.notes)


def test_options_are_counted_with_how_their_choosers_did() -> None:
    """Share and mean score on the other questions, per option; the better distractor is flagged."""
    result = analyse(
        responses={
            "q1": ["A", "A", "B", "C", None],
            "q2": ["d", "d)", "D", "a", "d"],
            "q3": ["1", 1, 1.0, 2, 2],
        },
        answer_key=["A", "D", "1"],
    )
    assert [item.difficulty for item in result.items] == [0.4, 0.8, 0.6]
    used = {option.option: option for option in result.items[0].options}
    assert {name: option.count for name, option in used.items()} == {
        "A": 2, "B": 1, "C": 1, "(blank)": 1
    }  # fmt: skip
    assert used["A"].is_key
    assert used["A"].mean_rest_score == 2
    assert used["C"].mean_rest_score == 0
    assert result.blank_count == 1


def test_an_option_that_draws_the_strong_is_flagged() -> None:
    """A wrong option chosen by those who do well on the rest points at the key."""
    strong, weak = [["B", "A", "A", "A"]] * 10, [["A", "B", "B", "A"], ["A", "B", "A", "B"]] * 5
    table = {f"q{i + 1}": list(column) for i, column in enumerate(zip(*strong, *weak, strict=True))}
    result = analyse(responses=table, answer_key="AAAA")
    assert ("q1", "distractor_beats_key") in {(flag.item, flag.code) for flag in result.flags}
    assert ("q1", "negative_discrimination") in {(flag.item, flag.code) for flag in result.flags}


def test_a_question_without_variance_has_no_correlation_and_says_why() -> None:
    """None with its reason, never NaN; the test's other figures stand."""
    table = {"q1": [1, 1, 1, 1], "q2": [1, 0, 1, 0], "q3": [1, 0, 1, 1]}
    result = analyse(responses=table)
    assert result.items[0].item_rest_correlation is None
    assert result.items[0].reason is not None
    assert "same points" in result.items[0].reason
    assert result.alpha.value is not None
    assert ("q1", "no_variance") in {(flag.item, flag.code) for flag in result.flags}


def test_a_test_without_variance_has_no_reliability_and_says_why() -> None:
    """Everyone has everything right."""
    result = analyse(responses={"q1": [1, 1], "q2": [1, 1]})
    assert result.alpha.value is None
    assert result.alpha.reason == "everyone has the same total score"
    assert result.omega.reason is not None


@pytest.mark.parametrize(
    ("table", "alpha", "reason"),
    [
        ({"a": [1, 0] * 10, "b": [1, 0] * 10, "c": [1, 0] * 10}, 1.0, "at the edge"),
        ({"a": [1, 2] * 10, "b": [2, 1] * 10, "c": [1, 1, 2, 2] * 5}, -3.0, "common factor"),
        ({"a": [1, 0] * 10, "b": [1, 1, 0, 0] * 5}, 0.0, "three questions"),
    ],
)
def test_omega_says_why_it_or_its_interval_is_missing(
    table: dict[str, list[int]], alpha: float, reason: str
) -> None:
    """Questions all alike, opposed, or too few have no interval of omega; alpha stands."""
    result = analyse(responses=table)
    assert result.alpha.value == pytest.approx(alpha, abs=1e-12)
    assert result.omega.low is None
    assert result.omega.reason is not None
    assert reason in result.omega.reason


def test_an_unfair_question_is_named_with_the_group_it_disadvantages() -> None:
    """The question made harder for the second group is found, the others are not all accused."""
    random = np.random.default_rng(11)
    group = np.repeat([0, 1], 400)
    ability = random.normal(size=800)
    logit = 1.3 * ability[:, None] + np.linspace(-1, 1, 10)
    logit[:, 4] -= 1.6 * group
    answers = (random.random((800, 10)) < 1 / (1 + np.exp(-logit))).astype(int)
    names = ["evening" if member else "day" for member in group]
    result = analyse(responses={"Group": names, **columns(answers)}, group="group")
    fairness = result.items[4].fairness
    assert fairness is not None
    assert (fairness.ets_class, fairness.harder_for) == ("C", "evening")
    assert [f.item for f in result.flags if f.code == "unfair_to_group"] == ["q5"]
    assert "q5 is clearly harder for evening at equal total score" in result.summary


def test_the_chart_shows_every_question_with_a_correlation() -> None:
    """Difficulty against discrimination, one point a question."""
    result = analyse(responses=columns(ORACLE[0]["answers"]))
    assert result.chart is not None
    assert [row["question"] for row in result.chart["data"]["values"]] != []
    assert len(result.chart["data"]["values"]) == 6
