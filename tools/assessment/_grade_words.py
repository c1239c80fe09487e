"""A grade in plain sentences, what was assumed, and the picture of a rubric."""

from typing import Any

from tools.assessment._answer_model import grader
from tools.assessment._grade_request import FORM_PENALTY, GradeAnswerRequest
from tools.assessment._grade_result import Grade
from tools.embedding import encoder

_KINDS = {
    "choice": "a choice",
    "numeric": "a number",
    "short_text": "a short answer in words",
    "rubric": "a rubric",
}


def summary(result: Grade) -> str:
    """The marks first, then why, then how sure."""
    marks = f"**{points(result.score)} of {points(result.full_marks)} marks**"
    sentences = [f"{marks}{_range(result)}.", result.feedback]
    if result.needs_review:
        sentences.append(f"A person should look: {'; '.join(result.review_reasons)}.")
    return " ".join(sentence for sentence in sentences if sentence)


def points(value: float) -> str:
    """Marks to one decimal, as few digits as say it."""
    return (
        f"{value:.2f}".rstrip("0").rstrip(".") if value < 1 else f"{value:.1f}".removesuffix(".0")
    )


def _range(result: Grade) -> str:
    if result.confidence is None:
        return ""
    low, high = points(result.score_low), points(result.score_high)
    return f" ({low} to {high} with {result.interval_level * 100:g} % confidence)"


def notes(request: GradeAnswerRequest, result: Grade) -> list[str]:
    """Assumptions and limits."""
    said: list[str] = []
    if request.kind is None:
        said.append(f"Taken for {_KINDS[result.kind]}, as the key has that form.")
    if request.full_marks is None and result.kind != "rubric":
        said.append(f"Marked out of {points(result.full_marks)}, as no full marks were given.")
    if result.kind == "choice" and len(result.matched) + len(result.missing) > 1:
        said.append(
            {
                "right_minus_wrong": "Several right options: wrong choices cancel right ones.",
                "all_or_nothing": "Several right options: all of them and no other earn the marks.",
                "per_option": "Every option rightly chosen or rightly left earns its part.",
            }[request.partial_credit]
        )
    if result.kind == "numeric" and result.number is not None:
        said.append(_tolerance(request, result))
        if 0 < result.share < 1 and request.form_penalty == FORM_PENALTY:
            said.append("A fault of form, such as a missing unit, costs a tenth of the marks.")
    if result.confidence is not None:
        said += _calibration(result)
    return said


def _tolerance(request: GradeAnswerRequest, result: Grade) -> str:
    if request.tolerance is not None or request.relative_tolerance is not None:
        return "A number within the tolerance of the key counts as right."
    if result.number is not None and result.number.allowed:
        return (
            "No tolerance was given: a number that rounds to the key, to half its last digit, is "
            "right."
        )
    return "No tolerance was given and the key is exact, so the number must equal it."


def _calibration(result: Grade) -> list[str]:
    result.agreement = grader(encoder() is not None).correlation
    return [
        "Words are graded by likeness of meaning to the key. Interval and confidence come from the "
        "errors on questions the grader had not seen, in short answers written and graded for "
        f"this purpose (correlation {result.agreement:.2f}); on your questions they may differ, so "
        "compare a sample with your own marks first.",
        "A right answer in quite other words can score too low, and one that swaps things round "
        "too high.",
    ]


def chart(result: Grade) -> dict[str, Any] | None:
    """Points given and points to be had by criterion, for a rubric of several."""
    if len(result.criteria) < 2:
        return None
    rows = [
        {"criterion": one.criterion, "points": value, "part": part}
        for one in result.criteria
        for part, value in (("given", one.score), ("not given", one.points - one.score))
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Points by criterion",
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "criterion", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "points", "type": "quantitative", "title": "points", "stack": "zero"},
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["given", "not given"], "range": ["#4c78a8", "#dddddd"]},
            },
        },
    }
