"""Tracing many answers: the compiled loops say what NumPy says, and the work has an end."""

import numpy as np
import pytest

from tools.learning import _bkt_kernel
from tools.learning._answer_histories import grouped
from tools.learning._bkt_filter import traced
from tools.learning._bkt_fit import FEWEST, TRIED, fitted
from tools.learning._bkt_points import spread


def test_compiled_ends_are_those_of_the_plain_trace() -> None:
    """Under many sets of parameters, for a sequence longer than the likelihoods kept together."""
    marks = np.random.default_rng(3).integers(0, 2, 83).astype(np.int8)
    sets = spread(50, 5) * 0.4
    path = traced(sets, marks.tolist())
    known, likelihood = _bkt_kernel.at_the_end(marks, sets)
    assert known == pytest.approx(path.after[-1], abs=1e-12)
    assert likelihood == pytest.approx(path.log_likelihood, rel=1e-12)
    before = _bkt_kernel.chances_before(np.array([0, 83]), marks, sets[7])
    assert before == pytest.approx(path.before[:, 7], abs=1e-12)


def test_impossible_answers_have_no_likelihood_in_the_compiled_loop() -> None:
    """A wrong answer by one who knows and never slips."""
    sets = np.array([[1.0, 0.1, 0.2, 0.0, 0.0]])
    _, likelihood = _bkt_kernel.at_the_end(np.array([1, 0, 1], np.int8), sets)
    assert np.isneginf(likelihood[0])


def test_a_fit_of_answers_without_learning_ends_and_says_that_it_had_not_settled() -> None:
    """Many answers, all alike from first to last, leave the parameters nearly undetermined."""
    random = np.random.default_rng(1)
    learners = [str(i) for i in range(12_000) for _ in range(20)]
    marks = (random.random(240_000) < 0.6).astype(int).tolist()
    fit = fitted(grouped(learners, [None] * 240_000, marks), forgetting=False)
    assert fit.rounds <= FEWEST + TRIED
    assert not fit.converged
