"""How likely does a learner know a skill, and answer the next question on it right?

Bayesian knowledge tracing: two states a skill, known or not; each answer is weighed by Bayes' rule
and then gives a chance to learn (and, if asked, to forget).

Reference: Corbett and Anderson, Knowledge tracing: modeling the acquisition of procedural
knowledge, User Modeling and User-Adapted Interaction 4 (1995), 253-278.
"""

from collections.abc import Mapping

from tools.capability import Method
from tools.learning._answer_histories import Histories
from tools.learning._bkt_parameters import FORGET, Floats
from tools.learning._learner_skills import LEAST_ANSWERS, WIDEST, described, known_now
from tools.learning._mastery_chart import mastery_chart
from tools.learning._skill_estimates import check, skill_estimate
from tools.learning._skill_models import PER_PARAMETER, SkillModel, skill_model
from tools.learning._told_answers import told, told_table
from tools.learning._tracing_notes import notes
from tools.learning._tracing_request import TraceKnowledgeRequest, refuse_contradictions
from tools.learning._tracing_result import (
    KnowledgeTrace,
    LearnerSkill,
    PredictionCheck,
    Status,
)
from tools.learning._tracing_summary import summary

METHOD = Method(
    name="Bayesian knowledge tracing, two states a skill; unknown parameters fitted by "
    "expectation-maximisation or weighed over their usual ranges",
    source="Corbett and Anderson, User Modeling and User-Adapted Interaction 4 (1995), 253-278",
)
MOST_STEPS = 5_000  # steps written out in one result

Models = Mapping[str | None, SkillModel]
BySkill = Mapping[str | None, Histories]


def trace_knowledge(request: TraceKnowledgeRequest) -> KnowledgeTrace:
    """Say how likely a learner knows a skill and gets the next question right.

    Use it when the user tells which answers or exercises on a skill were right and wrong, in
    order, for one learner or a class (also as a table), and asks what is known, mastered or to be
    practised. Not for when to review a flashcard, and not for how good a test is.
    """
    refuse_contradictions(request)
    answers = told(request)
    by_skill = answers.histories.by_skill()
    everyone = {s: all_of for s, all_of in answers.everyone.by_skill().items() if s in by_skill}
    models = {skill: skill_model(request, skill, everyone[skill]) for skill in by_skill}
    known = {skill: known_now(models[skill], own) for skill, own in by_skill.items()}
    listed = _listed(request, models, by_skill, known)
    mastered = _mastered(request, models, known)
    fits = {skill: model for skill, model in models.items() if model.fit}
    result = KnowledgeTrace(
        status=_status(request, listed, models),
        n_learners=len(set(answers.histories.learners)),
        n_skills=len(by_skill),
        n_answers=int(answers.histories.marks.size),
        mastery=request.mastery,
        confidence=request.confidence,
        learners=listed,
        n_learner_skills=len(answers.histories),
        n_mastered=sum(mastered.values()),
        n_insufficient=sum(one.status != "ok" for one in listed),
        skills=[
            skill_estimate(models[skill], own, mastered[skill], request.confidence)
            for skill, own in by_skill.items()
        ],
        fit_check=check(fits, {s: everyone[s] for s in fits}, request.confidence),
        test_check=_tested(request, models),
        least_answers=LEAST_ANSWERS,
        widest_interval=WIDEST,
        fit_learners=PER_PARAMETER,
        fit_answers=PER_PARAMETER * (FORGET + request.forgetting),
        summary="",
        method=METHOD,
        chart=mastery_chart(listed, request.mastery),
    )
    result.summary = summary(result)
    result.notes = notes(request, answers, result)
    return result


def _mastered(
    request: TraceKnowledgeRequest, models: Models, known: Mapping[str | None, Floats]
) -> dict[str | None, int]:
    """How many have mastered each skill; nobody where knowing cannot be told from guessing."""
    return {
        skill: 0 if models[skill].parameters.degenerate else int((chances >= request.mastery).sum())
        for skill, chances in known.items()
    }


def _listed(
    request: TraceKnowledgeRequest,
    models: Models,
    by_skill: BySkill,
    known: Mapping[str | None, Floats],
) -> list[LearnerSkill]:
    """The least known first, written out step by step as far as there is room."""
    pairs = [
        (float(chance), skill, sequence)
        for skill, chances in known.items()
        for sequence, chance in enumerate(chances)
    ]
    order = sorted(range(len(pairs)), key=lambda place: (pairs[place][0], place))
    listed: list[LearnerSkill] = []
    room = MOST_STEPS
    for _, skill, sequence in (pairs[place] for place in order[: request.list_at_most]):
        size = by_skill[skill].own(sequence).size
        room -= size
        listed.append(
            described(
                models[skill],
                by_skill[skill],
                sequence,
                mastery=request.mastery,
                confidence=request.confidence,
                steps=room >= 0,
            )
        )
    return listed


def _status(request: TraceKnowledgeRequest, listed: list[LearnerSkill], models: Models) -> Status:
    unfitted = request.fit and not any(model.fit for model in models.values())
    nothing = all(one.status != "ok" for one in listed)
    return "insufficient_evidence" if unfitted or nothing else "ok"


def _tested(request: TraceKnowledgeRequest, models: Models) -> PredictionCheck | None:
    if request.test_log is None:
        return None
    further = told_table(request.test_log, request, "test_log")
    return check(models, further.histories.by_skill(), request.confidence)
