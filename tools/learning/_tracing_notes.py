"""What tracing assumes, where its intervals come from, and what was done to the answers."""

from collections.abc import Iterator

from tools.learning._bkt_parameters import NAMES
from tools.learning._told_answers import Told
from tools.learning._tracing_request import TraceKnowledgeRequest
from tools.learning._tracing_result import KnowledgeTrace, SkillEstimate
from tools.learning._tracing_summary import percent


def notes(request: TraceKnowledgeRequest, answers: Told, result: KnowledgeTrace) -> list[str]:
    """Assumptions, defaults and caveats."""
    return [
        *_parameters(request, result),
        "P(known) is a model's estimate from right and wrong alone, after the learning that the "
        "last answer may have brought; it is no judgement of the learner.",
        *_of_whom(request, answers, result),
        *_forgetting(request, result),
        *_done(answers),
        *_listing(result),
    ]


def _parameters(request: TraceKnowledgeRequest, result: KnowledgeTrace) -> Iterator[str]:
    sources = {skill.source for skill in result.skills}
    level = percent(request.confidence)
    if "given" in sources:
        yield (
            "Parameters are as you gave them. The intervals say how far the chances move when each "
            "is only known to within half a unit of its last written digit; with parameters taken "
            "as exact the chances themselves are exact."
        )
    if "fitted" in sources:
        asked = "" if request.fit else "No parameters were given, so they were fitted. "
        yield (
            f"{asked}Fitted by maximum likelihood (EM from several starts) where a skill has at "
            f"least {result.fit_learners} learners and {result.fit_answers} answers; the {level} "
            "intervals carry the uncertainty of the fitted parameters (Laplace approximation)."
        )
    if "ranges" in sources:
        yield from _ranges(request, result, level)


def _ranges(request: TraceKnowledgeRequest, result: KnowledgeTrace, level: str) -> Iterator[str]:
    skill = next(skill for skill in result.skills if skill.source == "ranges")
    said = ", ".join(_range(skill))
    why = "too few answers to fit them" if request.fit else "not given"
    yield (
        f"Unknown parameters ({why}) count as equally likely within the ranges from which pyBKT "
        f"starts its fits ({said}), weighed by how well they explain the answers; the {level} "
        "intervals carry that. Parameters of your own, or the answers of a class, narrow them."
    )


def _range(skill: SkillEstimate) -> Iterator[str]:
    for parameter in skill.parameters:
        if parameter.range_low is not None and parameter.range_high is not None:
            yield (
                f"{parameter.name} {percent(parameter.range_low)} to "
                f"{percent(parameter.range_high)}"
            )


def _of_whom(
    request: TraceKnowledgeRequest, answers: Told, result: KnowledgeTrace
) -> Iterator[str]:
    learnt = any(skill.source != "given" for skill in result.skills)
    if learnt and len(answers.everyone) > len(answers.histories):
        yield (
            "The parameters come from the answers of everybody in the table, not only of "
            f"{request.learner}."
        )


def _forgetting(request: TraceKnowledgeRequest, result: KnowledgeTrace) -> Iterator[str]:
    forgets = any(skill.parameters[NAMES.index("forget")].value > 0 for skill in result.skills)
    if not request.forgetting and not forgets:
        yield "Nothing is forgotten between answers; ask for forgetting where it may be."


def _done(answers: Told) -> Iterator[str]:
    if answers.reordered:
        yield "The answers were not in order of time; they were put in order first."
    if answers.repeated:
        yield f"Rows that repeat another in every column were left out: {answers.repeated}."
    if answers.unanswered:
        yield f"Rows without an outcome were left out: {answers.unanswered}."
    if answers.without_skill:
        yield f"Rows without a skill were left out: {answers.without_skill}."


def _listing(result: KnowledgeTrace) -> Iterator[str]:
    if len(result.learners) < result.n_learner_skills:
        yield f"The {len(result.learners)} least known of {result.n_learner_skills} are listed."
    if any(not skill.converged for skill in result.skills if skill.converged is not None):
        yield "Some fits had not settled when they were stopped; see `converged`."
    if result.test_check is not None and result.test_check.skipped:
        yield f"Held-out answers on skills without a model, skipped: {result.test_check.skipped}."
