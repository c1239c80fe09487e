"""What is said of one skill over all learners, and how well its parameters foretell answers."""

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np

from tools.learning._answer_histories import Histories
from tools.learning._bkt_filter import correct_chance
from tools.learning._bkt_parameters import NAMES, RANGES, Floats
from tools.learning._learner_skills import DEGENERATE, chances_before
from tools.learning._prediction_measures import (
    area_error,
    area_under_curve,
    root_mean_square,
)
from tools.learning._skill_models import SkillModel
from tools.learning._tracing_result import ParameterEstimate, PredictionCheck, SkillEstimate

UNKNOWN = "parameters unknown: too few learners or answers to fit them, so they were weighed"


def skill_estimate(
    model: SkillModel, histories: Histories, mastered: int, confidence: float
) -> SkillEstimate:
    """One skill: how its answers went and which parameters were used."""
    answers, right = int(histories.marks.size), int(histories.marks.sum())
    low, high = _wilson(right, answers, confidence)
    reason = DEGENERATE if model.parameters.degenerate else UNKNOWN * (model.source == "ranges")
    return SkillEstimate(
        skill=histories.skills[0],
        learners=len(histories),
        answers=answers,
        right_share=right / answers,
        right_share_low=low,
        right_share_high=high,
        mastered=mastered,
        status="insufficient_evidence" if reason else "ok",
        reason=reason,
        source=model.source,
        parameters=_parameters(model, confidence),
        log_likelihood=model.fit.log_likelihood if model.fit else None,
        rounds=model.fit.rounds if model.fit else None,
        converged=model.fit.converged if model.fit else None,
    )


def _wilson(right: int, answers: int, confidence: float) -> tuple[float, float]:
    """Interval of a share (Wilson 1927)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = right / answers, z**2 / answers
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / answers + spread / answers / 4) ** 0.5
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def _parameters(model: SkillModel, confidence: float) -> list[ParameterEstimate]:
    best = model.parameters.array().tolist()
    found: list[ParameterEstimate] = []
    for column, name in enumerate(NAMES):
        values = model.sets[:, column]
        told = model.estimate(values, best[column], confidence)
        weighed = model.source == "ranges" and float(np.ptp(values)) > 0
        bounds = RANGES[name] if weighed else (None, None)
        found.append(
            ParameterEstimate(
                name=name,
                value=told.value,
                low=told.low,
                high=told.high,
                range_low=bounds[0],
                range_high=bounds[1],
            )
        )
    return found


def check(
    models: Mapping[str | None, SkillModel],
    by_skill: Mapping[str | None, Histories],
    confidence: float,
) -> PredictionCheck | None:
    """Each answer against the chance told for it; None where no skill has parameters."""
    chances: list[Floats] = []
    marks: list[Floats] = []
    skipped = 0
    for skill, histories in by_skill.items():
        if skill not in models:
            skipped += int(histories.marks.size)
            continue
        one = models[skill].parameters.array()[None]
        chances.append(correct_chance(one, chances_before(models[skill], histories)))
        marks.append(histories.marks.astype(np.float64))
    if not chances:
        return None
    told, came = np.concatenate(chances), np.concatenate(marks)
    area = area_under_curve(told, came)
    rights = int(came.sum())
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    half = 0.0 if area is None else z * area_error(area, rights, came.size - rights)
    return PredictionCheck(
        answers=int(came.size),
        skipped=skipped,
        auc=area,
        auc_low=None if area is None else max(area - half, 0.0),
        auc_high=None if area is None else min(area + half, 1.0),
        rmse=root_mean_square(told, came),
    )
