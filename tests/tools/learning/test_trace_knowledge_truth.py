"""Traces are right against hand-worked updates, pyBKT and simulated learners."""

import itertools
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from tests.tools.learning.answer_simulation import as_table, simulated, together
from tools.learning._answer_histories import collapsed, grouped
from tools.learning._bkt_filter import correct_chance, traced
from tools.learning._bkt_fit import fitted
from tools.learning._bkt_kernel import log_likelihood, maximise
from tools.learning._bkt_parameters import from_array
from tools.learning._bkt_ranges import weighed
from tools.learning._learner_skills import chances_before
from tools.learning._prediction_measures import area_under_curve
from tools.learning._skill_models import SkillModel
from tools.learning._tracing_request import TraceKnowledgeRequest
from tools.learning._tracing_result import KnowledgeTrace
from tools.learning.trace_knowledge import trace_knowledge
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "learning"
PYBKT = json.loads((DATA / "bkt.json").read_text())
NAMES = ("prior", "learn", "guess", "slip", "forget")


def trace(**arguments: Any) -> KnowledgeTrace:
    return trace_knowledge(validate(TraceKnowledgeRequest, arguments))


def by_hand(parameters: dict[str, str], marks: list[int]) -> list[Fraction]:
    """P(known) after each answer by equations 2 and 3 of Corbett and Anderson, in fractions."""
    p = {name: Fraction(value) for name, value in parameters.items()}
    known, found = p["prior"], []
    for mark in marks:
        if mark:
            given = known * (1 - p["slip"]) / (known * (1 - p["slip"]) + (1 - known) * p["guess"])
        else:
            given = known * p["slip"] / (known * p["slip"] + (1 - known) * (1 - p["guess"]))
        known = given * (1 - p.get("forget", 0)) + (1 - given) * p["learn"]
        found.append(known)
    return found


def test_the_updates_worked_by_hand() -> None:
    """L0 0.4, T 0.1, S 0.3, G 0.2 and a wrong answer: 0.12 of 0.60 is 0.2, then 0.2 + 0.8 x 0.1."""
    stated = {"prior": 0.4, "learn": 0.1, "slip": 0.3, "guess": 0.2}
    [one] = trace(answers=[0, 0, 1, 1], **stated).learners
    first = one.steps[0]
    assert first.known_before == pytest.approx(0.4)
    assert first.correct_chance == pytest.approx(0.4 * 0.7 + 0.6 * 0.2)
    assert first.known_given_answer == pytest.approx(0.2)
    assert first.known == pytest.approx(0.28)
    assert one.steps[1].known_given_answer == pytest.approx(0.084 / 0.66)
    expected = by_hand({k: str(v) for k, v in stated.items()}, [0, 0, 1, 1])
    assert [s.known for s in one.steps] == pytest.approx([float(x) for x in expected], abs=1e-12)
    assert one.known == one.steps[-1].known
    assert one.correct_next == pytest.approx(one.known * 0.7 + (1 - one.known) * 0.2)


def test_forgetting_worked_by_hand() -> None:
    """What is known is kept with 1 - f and regained with the chance to learn."""
    stated = {"prior": 0.5, "learn": 0.2, "slip": 0.1, "guess": 0.25, "forget": 0.05}
    [one] = trace(answers=["right", "wrong", "right"], **stated).learners
    expected = by_hand({k: str(v) for k, v in stated.items()}, [1, 0, 1])
    assert [s.known for s in one.steps] == pytest.approx([float(x) for x in expected], abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_random_parameters_against_exact_fractions(seed: int) -> None:
    """Any parameters, any answers."""
    random = np.random.default_rng(seed)
    stated = {
        name: round(float(x), 3)
        for name, x in zip(NAMES, random.uniform(0.01, 0.45, 5), strict=True)
    }
    marks = random.integers(0, 2, 30).tolist()
    [one] = trace(answers=marks, **stated).learners
    expected = by_hand({k: str(v) for k, v in stated.items()}, marks)
    assert [s.known for s in one.steps] == pytest.approx([float(x) for x in expected], abs=1e-12)


@pytest.mark.parametrize("name", PYBKT)
def test_every_chance_agrees_with_pybkt(name: str) -> None:
    """Given the same parameters, P(known) and P(correct) before each of 2,000 answers."""
    case = PYBKT[name]
    rows = case["rows"]
    stated = dict(zip(NAMES, case["parameters"], strict=True))
    result = trace(
        answer_log={
            "user_id": [row[0] for row in rows],
            "order_id": [row[1] for row in rows],
            "correct": [row[2] for row in rows],
        },
        list_at_most=200,
        **stated,
    )
    steps = {
        int(str(one.learner)): [(s.known_before, s.correct_chance) for s in one.steps]
        for one in result.learners
    }
    ours = np.array([step for learner in sorted(steps) for step in steps[learner]])
    assert ours[:, 0] == pytest.approx(np.array(case["known_before"]), abs=1e-7)
    assert ours[:, 1] == pytest.approx(np.array(case["correct_chance"]), abs=1e-7)
    histories = grouped([str(row[0]) for row in rows], [None] * len(rows), [r[2] for r in rows])
    parameters = from_array(np.array(case["parameters"]))
    model = SkillModel("given", parameters, parameters.array()[None], np.ones(1))
    together_ = chances_before(model, histories)
    assert together_ == pytest.approx(np.array(case["known_before"]), abs=1e-7)


@pytest.mark.parametrize("name", PYBKT)
def test_our_fit_is_at_least_as_likely_as_that_of_pybkt(name: str) -> None:
    """The maximum found is no lower, and near the same place."""
    case = PYBKT[name]
    rows = case["rows"]
    histories = grouped([str(row[0]) for row in rows], [None] * len(rows), [r[2] for r in rows])
    fit = fitted(histories, forgetting=case["parameters"][4] > 0)
    assert fit.converged
    assert fit.log_likelihood >= case["fit_log_likelihood"] - 1e-4
    assert fit.parameters.array() == pytest.approx(np.array(case["fit"]), abs=0.04)


def test_the_likelihood_is_that_of_all_hidden_paths_together() -> None:
    """An independent way: sum over every path of known and not known."""
    prior, learn, guess, slip, forget = p = (0.35, 0.2, 0.15, 0.12, 0.08)
    marks = [1, 0, 0, 1, 1, 0, 1]
    move = {(0, 1): learn, (0, 0): 1 - learn, (1, 0): forget, (1, 1): 1 - forget}
    total = 0.0
    for path in itertools.product((0, 1), repeat=len(marks)):
        chance = prior if path[0] else 1 - prior
        for state, mark in zip(path, marks, strict=True):
            right = 1 - slip if state else guess
            chance *= right if mark else 1 - right
        for pair in itertools.pairwise(path):
            chance *= move[pair]
        total += chance
    [found] = traced(np.array([p]), marks).log_likelihood
    starts, array = np.array([0, len(marks)]), np.array(marks, np.int8)
    assert found == pytest.approx(np.log(total), abs=1e-12)
    assert log_likelihood(starts, array, np.ones(1), np.array(p)) == pytest.approx(found, abs=1e-12)


def test_the_likelihood_never_falls_from_round_to_round() -> None:
    """EM's promise, with and without forgetting, on random answers and odd starts."""
    random = np.random.default_rng(5)
    marks = random.integers(0, 2, 4_000).astype(np.int8)
    starts = np.concatenate(([0], np.sort(random.choice(3_999, 300, replace=False)) + 1, [4_000]))
    for forgetting in (False, True):
        start = np.array([0.9, 0.01, 0.4, 0.4, 0.3 * forgetting])
        _, path = maximise(starts, marks, np.ones(301), start, 0.0, forgetting, 400, -1.0)
        assert path.size > 200  # the rest were drawn out too far, and taken back
        assert np.diff(path).min() > -1e-8


@pytest.mark.parametrize("forgetting", [False, True])
def test_em_finds_what_a_general_optimiser_finds(forgetting: bool) -> None:
    """Nelder-Mead on the same likelihood gets no higher."""
    truth = (0.3, 0.12, 0.2, 0.1, 0.06 * forgetting)
    marks = simulated(truth, 300, 12, seed=8)
    table = as_table(marks, "s")
    histories = grouped([str(x) for x in table["user_id"]], table["skill_name"], table["correct"])
    data = collapsed(histories)
    fit = fitted(histories, forgetting)

    def negative(logits: Any) -> float:
        p = np.zeros(5)
        p[: 4 + forgetting] = 1 / (1 + np.exp(-logits))
        return -log_likelihood(*data, p)

    free = np.array(truth[: 4 + forgetting])
    start = np.log(free / (1 - free))
    best = minimize(negative, start, method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-9})
    assert fit.log_likelihood >= -best.fun - 1e-5


@pytest.mark.parametrize(
    "truth", [(0.3, 0.15, 0.2, 0.1, 0.0), (0.5, 0.25, 0.15, 0.08, 0.1), (0.1, 0.05, 0.3, 0.2, 0.0)]
)
def test_known_parameters_are_recovered(truth: tuple[float, ...]) -> None:
    """4,000 simulated learners with 15 answers each."""
    table = as_table(simulated(truth, 4_000, 15, seed=3), "s")  # type: ignore[arg-type]
    result = trace(answer_log=table, fit=True, forgetting=truth[4] > 0, list_at_most=1)
    [skill] = result.skills
    assert (skill.source, skill.converged, skill.status) == ("fitted", True, "ok")
    assert [p.value for p in skill.parameters] == pytest.approx(list(truth), abs=0.025)


def test_nine_intervals_in_ten_hold_the_truth() -> None:
    """90 % intervals of the parameters, over 60 simulated classes."""
    truth = (0.35, 0.15, 0.2, 0.1, 0.0)
    held = []
    for seed in range(60):
        table = as_table(simulated(truth, 80, 10, seed=100 + seed), "s")
        [skill] = trace(answer_log=table, fit=True, list_at_most=1).skills
        held += [p.low <= t <= p.high for p, t in zip(skill.parameters[:4], truth, strict=False)]
    assert 0.82 <= np.mean(held) <= 0.97


def test_told_chances_of_knowing_are_calibrated() -> None:
    """Of learners told to know with a chance near p, a share near p does, parameters unknown."""
    random = np.random.default_rng(17)
    told, true = [], []
    for _ in range(1_500):
        prior, learn = random.uniform(0, 1), random.uniform(0, 0.4)
        guess, slip = random.uniform(0, 0.4), random.uniform(0, 0.3)
        known, marks = random.random() < prior, []
        for _ in range(5):
            marks.append(int(random.random() < (1 - slip if known else guess)))
            known = known or random.random() < learn
        sets, weights = weighed({}, NAMES[:4], grouped([None] * 5, [None] * 5, marks))
        told.append(float(traced(sets, marks).after[-1] @ weights))
        true.append(known)
    told_, true_ = np.array(told), np.array(true)
    for low, high in ((0, 0.4), (0.4, 0.8), (0.8, 0.95), (0.95, 1.01)):
        inside = (told_ >= low) & (told_ < high)
        error = 3 * np.sqrt(0.25 / inside.sum())
        assert true_[inside].mean() == pytest.approx(told_[inside].mean(), abs=error)


@pytest.mark.parametrize("marks", [[1, 0, 1, 1], [0, 0, 0, 0, 0], [1] * 60 + [0] * 3])
def test_unknown_parameters_agree_with_plain_random_draws(marks: list[int]) -> None:
    """The weighed average, by 400,000 random sets instead of spread and moved ones."""
    random = np.random.default_rng(2)
    sets = random.uniform((0, 0, 0, 0, 0), (1, 0.4, 0.4, 0.3, 0), (400_000, 5))
    path = traced(sets, marks)
    weights = np.exp(path.log_likelihood - path.log_likelihood.max())
    weights /= weights.sum()
    [one] = trace(answers=marks).learners
    assert one.known == pytest.approx(float(path.after[-1] @ weights), abs=0.01)
    correct = float(correct_chance(sets, path.after[-1]) @ weights)
    assert one.correct_next == pytest.approx(correct, abs=0.01)


def test_the_area_under_the_curve_is_the_share_of_pairs_in_order() -> None:
    """By comparing every pair, ties counting half."""
    random = np.random.default_rng(4)
    chances, marks = random.integers(0, 8, 200) / 8, random.integers(0, 2, 200).astype(float)
    pairs = [(a, b) for a, m in zip(chances, marks, strict=True) if m
             for b, n in zip(chances, marks, strict=True) if not n]  # fmt: skip
    share = np.mean([1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs])
    assert area_under_curve(chances, marks) == pytest.approx(share, abs=1e-12)


def test_held_out_answers_of_a_stand_in_for_a_published_split() -> None:
    """Twelve simulated skills stand in for the "builder" split, which is not part of the tests.

    With forgetting in the truth, the model with forgetting foretells held-out answers better, and
    as well as the true parameters do.
    """
    random = np.random.default_rng(11)
    train, test, told, came = [], [], [], []
    for number in range(12):
        truth = (*random.uniform((0.2, 0.05, 0.05, 0.03), (0.8, 0.3, 0.3, 0.15)), 0.15)
        own = simulated(truth, 120, 20, seed=number)
        train.append(as_table(own[:80], f"s{number}"))
        test.append(as_table(own[80:], f"s{number}", first=80))
        for marks in own[80:]:
            path = traced(np.array([truth]), marks.tolist())
            told.append(correct_chance(np.array([truth]), path.before.T).ravel())
            came.append(marks)
    ideal = area_under_curve(np.concatenate(told), np.concatenate(came).astype(float))
    tables = {"answer_log": together(*train), "test_log": together(*test), "list_at_most": 1}
    plain = trace(fit=True, **tables).test_check
    forgets = trace(fit=True, forgetting=True, **tables).test_check
    assert plain is not None and forgets is not None
    assert plain.auc is not None and forgets.auc is not None and ideal is not None
    assert forgets.answers == 12 * 40 * 20
    assert forgets.auc == pytest.approx(ideal, abs=0.01)
    assert forgets.auc > plain.auc + 0.005
    assert forgets.rmse < plain.rmse
