"""Grade one answer: a choice, a number with its unit, a short text, or against a rubric.

What a rule can decide is decided by a rule: options, numbers within a tolerance after conversion
of units, a term that is there or not. Words are graded by how nearly they say what the reference
says, by a grader whose errors on questions it had not seen are known; its interval and confidence
come from those errors, and a person is asked for where they are too large.
"""

from tools.assessment._answer_guard import guarded
from tools.assessment._grade_choice import grade_choice, looks_like_choice
from tools.assessment._grade_numeric import grade_numeric, looks_numeric
from tools.assessment._grade_request import AnswerKind, Criterion, GradeAnswerRequest
from tools.assessment._grade_result import CriterionGrade, Grade, NumberRead, Outcome
from tools.assessment._grade_rubric import grade_rubric
from tools.assessment._grade_text import grade_text
from tools.assessment._grade_words import chart, notes, summary
from tools.assessment._graded import Graded
from tools.capability import Method
from tools.errors import InvalidInput

__all__ = [
    "Criterion",
    "CriterionGrade",
    "Grade",
    "GradeAnswerRequest",
    "NumberRead",
    "grade_answer",
]

METHODS: dict[AnswerKind, Method] = {
    "choice": Method(
        name="Options compared with the key", source="Count of right and wrong choices"
    ),
    "numeric": Method(
        name="Number within a tolerance of the key, units converted",
        source="Unit definitions of the SI (BIPM) as kept by Pint",
    ),
    "short_text": Method(
        name="Word alignment and sentence embedding, question words left out, logistic curve",
        source="after Sultan, Salazar and Sumner, Fast and Easy Short Answer Grading with High "
        "Accuracy, NAACL 2016; MiniLM-L6 sentence embeddings",
    ),
}
METHODS["rubric"] = METHODS["short_text"].model_copy(
    update={"name": "Key phrases of each criterion, by the same words or by meaning"}
)
_MARKS: dict[AnswerKind, float] = {"choice": 1.0, "numeric": 1.0, "short_text": 5.0}


def grade_answer(request: GradeAnswerRequest) -> Grade:
    """Grade a student's answer against a key, a reference answer or a rubric, with feedback.

    Use it to mark or score one answer: multiple choice (also several right options), a number with
    unit and tolerance, a short answer in words, or an essay by criteria. Says what is there, what
    is missing, how sure it is and whether a person should look.
    """
    kind = _kind(request)
    _check(request, kind)
    answer = guarded(request.answer)
    graded = (
        _empty(request, answer.addressed) if answer.blank else _by_kind(request, kind, answer.text)
    )
    if answer.addressed:
        graded.reasons.append("it speaks to whoever grades; those words were left out")
    return _result(request, kind, graded)


def _kind(request: GradeAnswerRequest) -> AnswerKind:
    if request.kind is not None:
        return request.kind
    if request.rubric is not None:
        return "rubric"
    if request.options is not None or looks_like_choice(request.key):
        return "choice"
    if looks_numeric(request.key):
        return "numeric"
    return "short_text"


def _check(request: GradeAnswerRequest, kind: AnswerKind) -> None:
    if kind == "rubric" and request.rubric is None:
        raise InvalidInput.of("rubric", "is required to grade by criteria", code="missing")
    if kind != "rubric" and request.key is None:
        raise InvalidInput.of("key", "is required to grade without a rubric", code="missing")
    if kind == "numeric" and not isinstance(request.key, str):
        raise InvalidInput.of("key", "must be one number, with its unit if it has one")


def _by_kind(request: GradeAnswerRequest, kind: AnswerKind, answer: str) -> Graded:
    if kind == "choice":
        return grade_choice(request, answer)
    if kind == "numeric":
        return grade_numeric(request, answer)
    if kind == "rubric":
        return grade_rubric(request, answer)
    keys = request.key if isinstance(request.key, list) else [request.key or ""]
    return grade_text(request.question or "", keys, answer, request.interval_level)


def _empty(request: GradeAnswerRequest, addressed: bool) -> Graded:
    said = "Nothing but a request for marks was written." if addressed else "No answer was given."
    graded = Graded.ruled(0.0, said)
    graded.answered = False
    graded.missing = request.key if isinstance(request.key, list) else [request.key or ""]
    if request.rubric is not None:
        graded.missing = [one.criterion for one in request.rubric]
        graded.criteria = [
            CriterionGrade(
                criterion=one.criterion, points=one.points, score=0, score_low=0, score_high=0,
                evidence=[], missing=one.key_phrases or [one.criterion],
            )
            for one in request.rubric
        ]  # fmt: skip
    return graded


def _result(request: GradeAnswerRequest, kind: AnswerKind, graded: Graded) -> Grade:
    marks = request.full_marks or (
        sum(one.points for one in request.rubric or ()) if kind == "rubric" else _MARKS[kind]
    )
    reasons = list(graded.reasons)
    if graded.confidence is not None and graded.confidence < request.review_below:
        reasons.append("the grader is not sure enough")
    result = Grade(
        summary="",
        method=METHODS[kind],
        kind=kind,
        outcome=_outcome(graded),
        score=graded.share * marks,
        full_marks=marks,
        share=graded.share,
        score_low=graded.low * marks,
        score_high=graded.high * marks,
        interval_level=request.interval_level,
        confidence=graded.confidence,
        needs_review=bool(reasons),
        review_reasons=reasons,
        feedback=graded.feedback,
        matched=graded.matched,
        missing=graded.missing,
        contradicted=graded.against,
        criteria=graded.criteria,
        number=graded.number,
    )
    result.notes = [*graded.notes, *notes(request, result)]
    result.summary = summary(result)
    result.chart = chart(result)
    return result


def _outcome(graded: Graded) -> Outcome:
    if not graded.answered:
        return "no_answer"
    if graded.share in (0.0, 1.0):
        return "correct" if graded.share else "incorrect"
    return "partly"
