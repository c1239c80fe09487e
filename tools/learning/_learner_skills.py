"""What is said of one learner on one skill, and of all who answered on it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tools.learning._answer_histories import Histories
from tools.learning._bkt_filter import FEW, at_ends, correct_chance, rights_needed
from tools.learning._bkt_parameters import FORGET, LEARN, PRIOR, Floats
from tools.learning._skill_models import SkillModel
from tools.learning._tracing_result import LearnerSkill, TracedStep

LEAST_ANSWERS = 3
WIDEST = 0.5
MOST_RIGHTS = 100
DEGENERATE = "the fitted guess and slip sum to 1 or more, so right answers say nothing of knowing"


def known_now(model: SkillModel, histories: Histories) -> Floats:
    """P(known) after the last answer of each sequence."""
    if model.source == "ranges":
        ends = at_ends(model.sets, histories.starts, histories.marks, histories.among)
        return np.array([float(known @ model.weights) for known, _ in ends])
    before = chances_before(model, histories)[histories.starts[1:] - 1]
    one = model.parameters.array()
    given = _given(before, histories.marks[histories.starts[1:] - 1], one)
    return given * (1 - one[FORGET]) + (1 - given) * one[LEARN]


def chances_before(model: SkillModel, histories: Histories) -> Floats:
    """P(known) before each answer, under the best parameters; all sequences side by side."""
    one = model.parameters.array()
    if histories.among > FEW:
        from tools.learning import _bkt_kernel

        return _bkt_kernel.chances_before(histories.starts, histories.marks, one)
    sizes = np.diff(histories.starts)
    order = np.argsort(-sizes, kind="stable")
    begins, chance = histories.starts[:-1][order], np.full(len(histories), one[PRIOR])
    before = np.empty(histories.marks.size)
    for t in range(int(sizes.max())):
        going = int(np.searchsorted(-sizes[order], -t))  # the sequences longer than t come first
        places = begins[:going] + t
        before[places] = chance[:going]
        given = _given(chance[:going], histories.marks[places], one)
        chance = given * (1 - one[FORGET]) + (1 - given) * one[LEARN]
    return before


def _given(before: Floats, marks: NDArray[np.int8], one: Floats) -> Floats:
    right = correct_chance(one[None], np.ones(1))[0]
    lucky = correct_chance(one[None], np.zeros(1))[0]
    known = before * np.where(marks == 1, right, 1 - right)
    seen = known + (1 - before) * np.where(marks == 1, lucky, 1 - lucky)
    return np.divide(known, seen, out=before.copy(), where=seen > 0)


def described(
    model: SkillModel,
    histories: Histories,
    sequence: int,
    *,
    mastery: float,
    confidence: float,
    steps: bool,
) -> LearnerSkill:
    """Everything about one sequence."""
    marks = histories.own(sequence).tolist()
    under_all, best = model.end(histories, sequence)
    known = model.estimate(under_all, best, confidence)
    correct = model.estimate(*model.correct(under_all, best), confidence)
    reason = _lacking(model, len(marks), known.high - known.low)
    unread = model.parameters.degenerate
    needed = rights_needed(model.parameters.array(), known.value, mastery, MOST_RIGHTS)
    return LearnerSkill(
        learner=histories.learners[sequence],
        skill=histories.skills[sequence],
        answers=len(marks),
        right=sum(marks),
        status="insufficient_evidence" if reason else "ok",
        reason=reason,
        known=None if unread else known.value,
        known_low=None if unread else known.low,
        known_high=None if unread else known.high,
        correct_next=correct.value,
        correct_next_low=correct.low,
        correct_next_high=correct.high,
        mastered=not unread and known.value >= mastery,
        rights_to_mastery=None if unread else needed,
        steps=_steps(model, marks, confidence) if steps and not unread else [],
    )


def _lacking(model: SkillModel, answers: int, width: float) -> str:
    if model.parameters.degenerate:
        return DEGENERATE
    if answers < LEAST_ANSWERS:
        return f"fewer than {LEAST_ANSWERS} answers"
    return f"the interval is wider than {WIDEST * 100:.0f} points" if width > WIDEST else ""


def _steps(model: SkillModel, marks: Sequence[int], confidence: float) -> list[TracedStep]:
    under_all, under_best = model.trace(marks)
    one = under_best or under_all
    weights = model.weights if under_best is None else np.ones(1)
    sets = model.sets if under_best is None else model.parameters.array()[None]
    steps: list[TracedStep] = []
    for t, mark in enumerate(marks):
        best = None if under_best is None else float(under_best.after[t, 0])
        known = model.estimate(under_all.after[t], best, confidence)
        steps.append(
            TracedStep(
                number=t + 1,
                correct="right" if mark else "wrong",
                known_before=_mean(one.before[t], weights),
                correct_chance=_mean(correct_chance(sets, one.before[t]), weights),
                known_given_answer=_mean(one.given[t], weights),
                known=known.value,
                known_low=known.low,
                known_high=known.high,
            )
        )
    return steps


def _mean(values: Floats, weights: Floats) -> float:
    return min(max(float(values @ weights), 0.0), 1.0)
