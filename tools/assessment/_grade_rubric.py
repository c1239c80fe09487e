"""Grade against a rubric: each criterion by its key phrases, with the passages that met them."""

import re

from tools.assessment._answer_words import content_words
from tools.assessment._grade_request import Criterion, GradeAnswerRequest
from tools.assessment._grade_result import CriterionGrade
from tools.assessment._grade_text import grade_text
from tools.assessment._graded import Graded

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]?")
FOUND = 0.5  # share of a phrase from which its passage is shown as evidence


def grade_rubric(request: GradeAnswerRequest, answer: str) -> Graded:
    """Every criterion by itself; points add up, and so do the ends of the intervals."""
    criteria = request.rubric or []
    graded = [_criterion(one, request, answer) for one in criteria]
    total = sum(one.points for one in criteria)
    result = Graded(
        share=sum(grade.score for grade, _ in graded) / total,
        low=sum(grade.score_low for grade, _ in graded) / total,
        high=sum(grade.score_high for grade, _ in graded) / total,
        feedback=_feedback([grade for grade, _ in graded]),
        criteria=[grade for grade, _ in graded],
    )
    chances = [
        (one.points, confidence)
        for one, (_, confidences) in zip(criteria, graded, strict=True)
        for confidence in confidences
    ]
    if chances:
        result.confidence = sum(p * c for p, c in chances) / sum(p for p, _ in chances)
    result.matched = [c.criterion for c in result.criteria if c.score >= FOUND * c.points]
    result.missing = [c.criterion for c in result.criteria if c.score < FOUND * c.points]
    result.notes.append(
        "Points of a criterion are shared equally by its key phrases; the interval adds up those "
        "of the criteria, as if they erred together."
    )
    return result


def _criterion(
    one: Criterion, request: GradeAnswerRequest, answer: str
) -> tuple[CriterionGrade, list[float]]:
    phrases = one.key_phrases or [one.criterion]
    worth = one.points / len(phrases)
    score = low = high = 0.0
    evidence: list[str] = []
    missing: list[str] = []
    confidences: list[float] = []
    for phrase in phrases:
        graded, passage = _best(phrase, request, answer)
        score, low, high = (
            have + worth * share
            for have, share in ((score, graded.share), (low, graded.low), (high, graded.high))
        )
        confidences.append(1.0 if graded.confidence is None else graded.confidence)
        if graded.share < FOUND:
            missing.append(phrase)
        elif passage not in evidence:
            evidence.append(passage)
    return (
        CriterionGrade(
            criterion=one.criterion,
            points=one.points,
            score=score,
            score_low=low,
            score_high=high,
            evidence=evidence,
            missing=missing,
        ),
        confidences,
    )


def _best(phrase: str, request: GradeAnswerRequest, answer: str) -> tuple[Graded, str]:
    """The passage that says a phrase best: whole when its words stand in one undenied sentence."""
    wordings = [text.strip() for text in phrase.split("|") if text.strip()] or [phrase]
    passages = [match.group().strip() for match in _SENTENCE.finditer(answer)]
    passages = [text for text in passages if content_words(text)] or [answer]
    for passage in passages:
        have = {word.stem: word.denied for word in content_words(passage)}
        for wording in wordings:
            words = content_words(wording)
            if words and all(have.get(w.stem) == w.denied for w in words):
                return Graded.ruled(1.0, ""), passage
    graded = [(_graded(wordings, request, passage), passage) for passage in passages]
    return max(graded, key=lambda pair: pair[0].share)


def _graded(wordings: list[str], request: GradeAnswerRequest, passage: str) -> Graded:
    return grade_text(request.question or "", wordings, passage, request.interval_level)


def _feedback(criteria: list[CriterionGrade]) -> str:
    short = [c for c in criteria if c.missing]
    met = [c.criterion for c in criteria if not c.missing]
    parts = [f"Met: {'; '.join(met)}." if met else ""]
    for one in short:
        parts.append(f"{one.criterion}: missing or unclear {', '.join(one.missing)}.")
    return " ".join(part for part in parts if part)
