"""For each skill: its parameters, and sets of parameters that say how uncertain they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import numpy as np

from tools.errors import InvalidInput
from tools.learning._answer_histories import Histories, collapsed
from tools.learning._bkt_filter import Traced, at_ends, correct_chance, traced
from tools.learning._bkt_fit import Fit, fitted
from tools.learning._bkt_parameters import FORGET, NAMES, Floats, Parameters, from_array
from tools.learning._bkt_points import quantiles, spread
from tools.learning._bkt_ranges import refuse_impossible, weighed
from tools.learning._tracing_request import TraceKnowledgeRequest

Source = Literal["given", "fitted", "ranges"]
PER_PARAMETER = 10
"""Answers and learners for each fitted parameter (Peduzzi et al. 1996, events per variable)."""
LONGEST = 10_000  # answers up to which unknown parameters are weighed instead of fitted
SETS = 500


@dataclass(frozen=True, slots=True)
class SkillModel:
    """Parameters of one skill: one best set, and weighted sets around it."""

    source: Source
    parameters: Parameters
    sets: Floats
    weights: Floats
    fit: Fit | None = None

    def trace(self, marks: Sequence[int]) -> tuple[Traced, Traced | None]:
        """A sequence under every set, and under the best one where there is a single best."""
        own = None if self.source == "ranges" else traced(self.parameters.array()[None], marks)
        return traced(self.sets, marks), own

    def end(self, histories: Histories, sequence: int) -> tuple[Floats, float | None]:
        """P(known) after a sequence under every set, and under the best one where there is one."""
        own = histories.own(sequence)
        starts = np.array([0, own.size])
        [(known, _)] = at_ends(self.sets, starts, own, histories.among)
        if self.source == "ranges":
            return known, None
        [(best, _)] = at_ends(self.parameters.array()[None], starts, own, histories.among)
        return known, float(best[0])

    def estimate(self, values: Floats, best: float | None, confidence: float) -> "Estimated":
        """A figure with its interval: at the best set, or on average over all sets."""
        tail = (1 - confidence) / 2
        low, high = quantiles(values, self.weights, (tail, 1 - tail))
        value = float(values @ self.weights) if best is None else best
        # The interval is about the value told: it never leaves it out.
        return Estimated(
            min(max(value, 0.0), 1.0), max(min(low, value), 0.0), min(max(high, value), 1.0)
        )

    def correct(self, known: Floats, best: float | None) -> tuple[Floats, float | None]:
        """The chance of a right answer that goes with a chance of knowing."""
        values = correct_chance(self.sets, known)
        if best is None:
            return values, None
        one = correct_chance(self.parameters.array()[None], np.array([best]))
        return values, float(one[0])


@dataclass(frozen=True, slots=True)
class Estimated:
    """A probability and its interval."""

    value: float
    low: float
    high: float


def skill_model(
    request: TraceKnowledgeRequest, skill: str | None, histories: Histories
) -> SkillModel:
    """The model of one skill: as stated, fitted, or weighed over the usual ranges."""
    stated = _stated(request, skill)
    free = FORGET + (request.forgetting or stated.get("forget", 0) > 0)
    unknown = [name for name in NAMES[:free] if name not in stated]
    if not unknown:
        return _given(stated, histories)
    if not stated and enough(histories, free):
        fit = fitted(histories, request.forgetting)
        return SkillModel("fitted", fit.parameters, fit.draws, _even(len(fit.draws)), fit)
    if stated and collapsed(histories)[1].size > LONGEST:
        raise InvalidInput.of(
            unknown[0],
            "is missing: for so many answers state every parameter, or none and have them fitted",
            code="missing",
        )
    sets, weights = weighed(stated, unknown, histories)
    best = replace(from_array(weights @ sets), **stated)
    return SkillModel("ranges", best, sets, weights)


def enough(histories: Histories, parameters: int) -> bool:
    """Whether there are learners and answers enough to fit so many parameters."""
    learners, answers = len(histories), histories.marks.size
    varied = 0 < histories.marks.sum() < answers
    many = learners >= PER_PARAMETER and answers >= PER_PARAMETER * parameters
    return bool(varied and (many or answers > LONGEST))


def _stated(request: TraceKnowledgeRequest, skill: str | None) -> Mapping[str, float]:
    if request.skill_parameters is None:
        return request.stated()
    for one in request.skill_parameters:
        if skill is not None and one.skill.casefold() == skill.casefold():
            return one.given()
    raise InvalidInput.of(
        "skill_parameters", "must name every skill of the answers; one is not there",
        code="unknown_name",
    )  # fmt: skip


def _given(stated: Mapping[str, float], histories: Histories) -> SkillModel:
    parameters = Parameters(**stated)
    sets = parameters.array()[None]
    ends = at_ends(sets, histories.starts, histories.marks, histories.among)
    if any(np.isneginf(likelihood) for _, likelihood in ends):
        refuse_impossible()
    return SkillModel("given", parameters, _rounded_off(parameters), _even(SETS))


def _rounded_off(parameters: Parameters) -> Floats:
    """Sets of parameters that would all be written as these: within half of the last digit."""
    centre = parameters.array()
    half = np.array([_half_digit(value) for value in centre.tolist()])
    sets = centre + (2 * spread(SETS, centre.size) - 1) * half
    return np.clip(sets, 0.0, 1.0)


def _half_digit(value: float) -> float:
    """Half a unit of the last decimal; 0 and 1 are meant exactly."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0**exponent if isinstance(exponent, int) and exponent < 0 else 0.0


def _even(count: int) -> Floats:
    return np.full(count, 1 / count)
