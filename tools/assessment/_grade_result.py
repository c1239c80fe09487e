"""What grading an answer gives."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.assessment._grade_request import AnswerKind
from tools.capability import ResultModel

Outcome = Literal["correct", "partly", "incorrect", "no_answer"]


class CriterionGrade(BaseModel):
    """How one criterion of a rubric was met."""

    criterion: str
    points: float = Field(description="What it is worth.")
    score: float = Field(description="Points given.")
    score_low: float = Field(description="Lower end of the interval, in points.")
    score_high: float = Field(description="Upper end of the interval, in points.")
    evidence: list[str] = Field(description="Passages of the answer that earned the points.")
    missing: list[str] = Field(description="Key phrases not found.")


class NumberRead(BaseModel):
    """The number an answer was read as."""

    value: float = Field(description="As written, in the answer's own unit.")
    unit: str | None = Field(description="Its unit; None where none was given or known.")
    in_key_unit: float | None = Field(description="In the unit of the key; None if it cannot be.")
    expected: float = Field(description="The key's value, in the unit of the key.")
    expected_unit: str | None = Field(description="The unit of the key.")
    difference: float | None = Field(description="Answer minus key, in the unit of the key.")
    allowed: float = Field(description="How far off it may be, in the unit of the key.")
    significant_figures: int | None = Field(description="Figures it was given with.")


class Grade(ResultModel):
    """A graded answer."""

    kind: AnswerKind
    outcome: Outcome = Field(
        description="`correct` and `incorrect` are said only where a rule decides or the score is "
        "at its end; anything between is `partly`."
    )
    score: float = Field(description="Marks given.")
    full_marks: float = Field(description="Marks for a perfect answer.")
    share: float = Field(description="Score over full marks, 0 to 1.")
    score_low: float = Field(description="Lower end of the interval, in marks.")
    score_high: float = Field(description="Upper end of the interval, in marks.")
    interval_level: float = Field(description="Chance that the interval holds a person's grade.")
    confidence: float | None = Field(
        default=None,
        description="Chance that a person's grade lies within one fifth of the marks of this one, "
        "for a rubric the mean over its key phrases; None where a rule decides.",
    )
    needs_review: bool = Field(description="Whether a person should look at it.")
    review_reasons: list[str] = Field(description="Why, in words; empty when nobody need look.")
    feedback: str = Field(description="What to tell the student.")
    matched: list[str] = Field(default_factory=list, description="Parts of the key that are there.")
    missing: list[str] = Field(default_factory=list, description="Parts that are not.")
    contradicted: list[str] = Field(
        default_factory=list, description="Words of the key that the answer says the contrary of."
    )
    criteria: list[CriterionGrade] = Field(
        default_factory=list[CriterionGrade], description="By criterion, for a rubric."
    )
    number: NumberRead | None = Field(default=None, description="For a number: what was read.")
    agreement: float | None = Field(
        default=None,
        description="Correlation of the grader with its author's grades on questions left out of "
        "its fit, where words are graded.",
    )
