"""Abilities are right against published examples, closed forms and plain numerical work."""

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit

from tools.assessment._ability_request import EstimateAbilityRequest
from tools.assessment._ability_result import EstimatedAbilities, PersonAbility
from tools.assessment._irt_ability import AbilityMethod, Population, estimate
from tools.assessment._irt_curves import Floats, from_difficulties
from tools.assessment._irt_patterns import Codes
from tools.assessment.estimate_ability import estimate_ability
from tools.errors import InvalidInput
from tools.validation import validate


def abilities(**arguments: Any) -> EstimatedAbilities:
    return estimate_ability(validate(EstimateAbilityRequest, arguments))


def ability(**arguments: Any) -> PersonAbility:
    return abilities(**arguments).people[0]


def test_bakers_example() -> None:
    """Baker & Kim, The Basics of Item Response Theory, chapter 5: three questions, right, wrong,
    right: ML converges to 0.3249 with a standard error of 1.23."""
    found = ability(
        answers=[1, 0, 1], difficulties=[-1, 0, 1], discriminations=[1, 1.2, 0.8], estimator="ML"
    )
    assert found.ability == pytest.approx(0.3249, abs=1e-4)
    assert found.standard_error == pytest.approx(1.23, abs=5e-3)
    assert found.information == pytest.approx(0.6615, abs=1e-4)


@pytest.mark.parametrize(("answer", "place"), [(1, math.log(3)), (0, -math.log(3))])
def test_warms_estimate_of_one_rasch_question_is_known(answer: int, place: float) -> None:
    """Closed form: 1 - P + (1 - 2 P) / 2 = 0 gives P = 3/4, so b + ln 3 when right."""
    found = ability(answers=[answer], difficulties=[0.4], estimator="WLE")
    assert found.ability == pytest.approx(0.4 + place, abs=1e-9)


def test_all_right_on_equal_rasch_questions_is_known() -> None:
    """Closed form: n (1 - P) + (1 - 2 P) / 2 = 0 gives P = (2 n + 1) / (2 n + 2)."""
    found = ability(answers="11111", difficulties=[0.5] * 5, estimator="WLE")
    assert found.ability == pytest.approx(0.5 + math.log(11), abs=1e-9)


class Plain:
    """Likelihood of graded or guessed answers, written out, for any integrator or optimiser."""

    def __init__(self, a: Floats, b: Floats, c: Floats, codes: Codes) -> None:
        self.a, self.b, self.c, self.codes = a, b, c, codes

    def chances(self, theta: float, item: int) -> Floats:
        steps = self.b[item][~np.isnan(self.b[item])]
        reached = self.c[item] + (1 - self.c[item]) * expit(self.a[item] * (theta - steps))
        return -np.diff(np.concatenate([[1.0], reached, [0.0]]))

    def log_likelihood(self, theta: float) -> float:
        return sum(
            math.log(self.chances(theta, item)[code])
            for item, code in enumerate(self.codes)
            if code >= 0
        )

    def warm(self, theta: float, h: float = 1e-4) -> float:
        """Slope of the log-likelihood plus J / (2 I), all by central differences."""
        slope = (self.log_likelihood(theta + h) - self.log_likelihood(theta - h)) / (2 * h)
        information = skew = 0.0
        for item, code in enumerate(self.codes):
            if code >= 0:
                low, at, high = (self.chances(theta + s * h, item) for s in (-1, 0, 1))
                first, second = (high - low) / (2 * h), (high - 2 * at + low) / h**2
                information += float((first**2 / at).sum())
                skew += float((first * second / at).sum())
        return slope + skew / (2 * information)


def cases() -> list[Plain]:
    random = np.random.default_rng(12)
    found: list[Plain] = []
    for number in range(8):
        a = np.exp(random.normal(0.1, 0.3, 9))
        b = np.sort(random.normal(0, 1, (9, 3)), axis=1) + np.array([-0.2, 0.0, 0.2])
        c = np.zeros(9)
        if number % 2:
            b[:, 1:] = np.nan
            c = np.full(9, 0.2) if number > 4 else c
        theta = random.normal()
        reached = np.nan_to_num(c[:, None] + (1 - c[:, None]) * expit(a[:, None] * (theta - b)))
        codes = (random.random((9, 1)) < reached).sum(axis=1).astype(np.int16)
        codes[number] = -1
        found.append(Plain(a, b, c, codes))
    return found


def estimated(plain: Plain, method: AbilityMethod, population: Population) -> tuple[float, float]:
    curves = from_difficulties(plain.a, plain.b, plain.c)
    found = estimate(curves, plain.codes[None, :], method, population)
    return float(found.theta[0]), float(found.error[0])


@pytest.mark.parametrize("plain", cases())
def test_eap_is_the_integral(plain: Plain) -> None:
    """Adaptive quadrature of the posterior, its mean and standard deviation."""
    people = Population(0.3, 1.4)
    normal = NormalDist(people.mean, people.sd)

    def moment(power: int, middle: float) -> float:
        def weighed(theta: float) -> float:
            seen = math.exp(plain.log_likelihood(theta)) * normal.pdf(theta)
            return (theta - middle) ** power * seen

        return float(quad(weighed, -9, 9, limit=200)[0])

    whole = moment(0, 0.0)
    mean = moment(1, 0.0) / whole
    error = math.sqrt(moment(2, mean) / whole)
    assert estimated(plain, "EAP", people) == pytest.approx((mean, error), abs=1e-6)


@pytest.mark.parametrize("plain", cases())
def test_map_is_the_peak(plain: Plain) -> None:
    """A bounded optimiser on the log posterior."""
    people = Population(0.3, 1.4)

    def minus(theta: float) -> float:
        return -plain.log_likelihood(theta) + ((theta - people.mean) / people.sd) ** 2 / 2

    peak = minimize_scalar(minus, bounds=(-6, 6), method="bounded", options={"xatol": 1e-9}).x
    assert estimated(plain, "MAP", people)[0] == pytest.approx(peak, abs=1e-6)


@pytest.mark.parametrize("plain", cases())
def test_wle_is_warms_root(plain: Plain) -> None:
    """A bracketing solver on Warm's equation, for every model."""
    theta = estimated(plain, "WLE", Population())[0]
    root = brentq(plain.warm, theta - 0.2, theta + 0.2)
    assert theta == pytest.approx(root, abs=1e-5)
    assert plain.warm(theta - 0.1) > 0 > plain.warm(theta + 0.1)


def test_wle_is_nearly_unbiased_where_ml_and_eap_are_not() -> None:
    """Warm 1989: at theta = 1.5 on 20 questions the mean of many people's WLE is nearest."""
    random = np.random.default_rng(2)
    b = np.linspace(-2, 2, 20)
    curves = from_difficulties(np.full(20, 1.2), b[:, None], np.zeros(20))
    codes = (random.random((4000, 20)) < expit(1.2 * (1.5 - b))).astype(np.int16)
    bias = {
        method: float(np.nanmean(estimate(curves, codes, method, Population()).theta)) - 1.5
        for method in ("WLE", "EAP")
    }
    assert abs(bias["WLE"]) < 0.04
    assert bias["EAP"] < -0.1


@pytest.mark.parametrize("answers", ["111", "000"])
def test_ml_is_refused_where_it_has_no_end(answers: str) -> None:
    with pytest.raises(InvalidInput, match="choose EAP, MAP or WLE") as caught:
        abilities(answers=answers, difficulties=[-1, 0, 1], estimator="ML")
    assert caught.value.errors[0].field == "estimator"


@pytest.mark.parametrize("estimator", ["EAP", "MAP", "WLE"])
@pytest.mark.parametrize("a", [0.2, 1.0, 5.0])
def test_others_are_finite_for_all_right_and_all_wrong(estimator: str, a: float) -> None:
    high = ability(
        answers="1111", difficulties=[-2, 0, 1, 3], discriminations=[a], estimator=estimator
    )
    low = ability(
        answers="0000", difficulties=[-2, 0, 1, 3], discriminations=[a], estimator=estimator
    )
    assert low.ability is not None and high.ability is not None
    assert low.ability < 0 < high.ability
    assert math.isfinite(high.ability) and math.isfinite(low.ability)


def test_all_wrong_with_guessing_is_finite_by_wle() -> None:
    """The 3PL's likelihood is flat far below; Warm's root is still there."""
    found = ability(
        answers="00000", difficulties=[-1, -0.5, 0, 0.5, 1], guessing=[0.25], estimator="WLE"
    )
    assert found.ability is not None and -8 < found.ability < -1


def test_guessing_without_knowledge_has_no_ml() -> None:
    """Only the hardest question right: likelier guessed than known, so ML runs off below."""
    with pytest.raises(InvalidInput, match="no finite estimate"):
        abilities(
            answers="00001", difficulties=[-2, -1.5, -1, -0.5, 3],
            discriminations=[2], guessing=[0.25], estimator="ML",
        )  # fmt: skip


def test_the_normal_metric_is_a_factor() -> None:
    """D = 1.7 with a is D = 1 with 1.7 a."""
    one = ability(answers="101", difficulties=[-1, 0, 1], discriminations=[1, 1.2, 0.8], scale=1.7)
    other = ability(answers="101", difficulties=[-1, 0, 1], discriminations=[1.7, 2.04, 1.36])
    assert one == other


def test_percentile_interval_and_reliability_follow_from_the_estimate() -> None:
    found = ability(
        answers="1101", difficulties=[1, 2, 3, 4], population_mean=2, population_sd=1.5,
        confidence=0.9,
    )  # fmt: skip
    assert found.ability is not None and found.standard_error is not None
    assert found.percentile == pytest.approx(NormalDist(2, 1.5).cdf(found.ability))
    z = NormalDist().inv_cdf(0.95)
    assert found.low == pytest.approx(found.ability - z * found.standard_error)
    assert found.reliability == pytest.approx(1 - (found.standard_error / 1.5) ** 2)


BANK = {
    "item": ["q1", "q2", "q3", "q4"],
    "a": [1.1, 0.8, 1.4, 1.0],
    "b": [-0.5, 0.2, 0.9, 1.6],
    "c": [0.2, 0.2, 0.25, 0.2],
}


def test_a_table_is_the_same_as_lists() -> None:
    listed = ability(
        answers=[1, 0, 1, None], difficulties=BANK["b"], discriminations=BANK["a"],
        guessing=BANK["c"],
    )  # fmt: skip
    assert ability(answers=[True, False, "right", ""], items=BANK) == listed
    within = ability(items={**BANK, "Ann": [1, 0, 1, ""]})
    assert within.model_copy(update={"name": listed.name}) == listed
    same = {**BANK, "answer": ["right", "wrong", "right", None]}
    assert ability(items=same, responses=same) == listed


def test_several_people_are_matched_by_the_names_of_the_questions() -> None:
    """Columns may stand in another order, and not everyone answers everything."""
    people = [
        {"name": "Ann", "q3": 1, "q1": 1, "q2": 0},
        {"name": "Ben", "q3": None, "q1": 0, "q2": 1},
    ]
    result = abilities(items=BANK, responses=people, estimator="MAP")
    assert [person.name for person in result.people] == ["Ann", "Ben"]
    assert (
        result.people[0].ability
        == ability(answers=[1, 0, 1, None], items=BANK, estimator="MAP").ability
    )
    assert result.people[1].answered == 2
    assert "Ann stands highest" in result.summary


def test_tables_are_told_apart_by_their_headings() -> None:
    """Whichever field they arrive in."""
    people = {"name": ["Ann"], "q1": [1], "q2": [0], "q3": [1], "q4": [0]}
    assert (
        abilities(items=people, responses=BANK).people
        == abilities(items=BANK, responses=people).people
    )


def test_people_without_an_estimate_keep_their_row() -> None:
    people = {"name": ["Ann", "Ben", "Cy"], "q1": [1, 1, ""], "q2": [0, 1, ""]}
    result = abilities(difficulties=[0, 1], responses=people, estimator="ML")
    assert [person.ability is None for person in result.people] == [False, True, True]
    assert result.people[2].reason == "answered no question"
    assert "Ben has no estimate" in result.summary


def test_graded_answers_come_from_thresholds_or_columns() -> None:
    table = {"item": ["x", "y"], "a": [1.0, 1.5], "b1": [-1.0, 0.0], "b2": [0.5, None]}
    one = ability(answers=[2, 1], items=table)
    other = ability(answers=[2, 1], thresholds=[[-1, 0.5], [0]], discriminations=[1, 1.5])
    assert one == other
    assert one.full_marks == 3


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"answers": "10", "difficulties": [0, 1, 2]}, "answers", "2 answers for 3 questions"),
        ({"answers": [1, 2], "difficulties": [0, 1]}, "answers.1", "right or wrong"),
        ({"answers": [1, "maybe"], "difficulties": [0, 1]}, "answers.1", "right or wrong"),
        ({"answers": [None, None], "difficulties": [0, 1]}, "answers", "no answer"),
        ({"answers": [3], "thresholds": [[0, 1]]}, "answers.0", "from 0 to 2"),
        ({"answers": [1], "thresholds": [[1, 0]]}, "thresholds.0", "rising"),
        ({"answers": [1], "thresholds": [[]]}, "thresholds", "at least one"),
        ({"answers": [1], "thresholds": [[0, 1]], "guessing": [0.2]}, "guessing", "no guessing"),
        ({"answers": "101", "difficulties": [0, 1, 2], "discriminations": [1, 2]},
         "discriminations", "2 values for 3"),
        ({"items": BANK}, "answers", "are needed"),
        ({"answers": "1", "items": {"item": ["x"], "a": [1]}}, "items", "column b"),
        ({"answers": "1", "items": {"b": ["hard"]}}, "items.b", "row 1"),
        ({"answers": "1", "items": {"item": ["x"], "b": [None]}}, "items", "x lacks"),
        ({"answers": "1", "items": {"item": ["x"], "b": [0], "a": [-1]}}, "items", "above zero"),
        ({"answers": "1", "items": {"item": ["x"], "b": [0], "c": [1]}}, "items", "below 1"),
        ({"items": BANK, "responses": {"name": ["A"], "q1": [1], "q9": [0]}},
         "responses.q9", "no parameters"),
        ({"difficulties": [0], "responses": {"name": ["A"], "q1": [1], "q9": [0]}},
         "responses", "2 questions"),
        ({"difficulties": [0, 1], "responses": {"name": ["A"], "q1": [1], "q2": [2]}},
         "responses.q2", "row 1"),
        ({"answers": "11"}, "difficulties", ""),
        ({"difficulties": [0, 1]}, "answers", ""),
        ({"answers": "11", "difficulties": [0, 99]}, "difficulties.1", ""),
        ({"answers": "11", "difficulties": [0, 1], "scale": 3}, "scale", ""),
        ({"answers": "11", "difficulties": [0, 1], "population_sd": 0}, "population_sd", ""),
        ({"answers": "11", "difficulties": [0, 1], "discriminations": [0, 1]},
         "discriminations.0", ""),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_name(arguments: Any, field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        abilities(**arguments)
    assert caught.value.errors[0].field == field
    assert words in str(caught.value)


def test_the_summary_speaks_plainly() -> None:
    result = abilities(answers=[True, True, False], difficulties=[-1, 0, 1.2])
    assert result.summary.startswith("This person's ability is about **0.34**")
    assert "above about 63 % of people" in result.summary
    assert "rough" in result.summary
    assert result.chart is not None
