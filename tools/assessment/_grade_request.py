"""What is asked for when an answer is to be graded."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Identifier, Kind, Probability, Share, Text, field

AnswerText = Annotated[str, StringConstraints(max_length=50_000), Kind("text")]
"""What was answered; empty where nothing was."""
Points = Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "points")]
Tolerance = Annotated[Finite, Field(ge=0, le=1e300), Kind("number", "unit of the key")]
Figures = Annotated[int, Field(ge=1, le=15, strict=True), Kind("count", "significant figures")]

AnswerKind = Literal["choice", "numeric", "short_text", "rubric"]
PartialCredit = Literal["all_or_nothing", "right_minus_wrong", "per_option"]

FORM_PENALTY = 0.1  # Moodle's default for a missing unit in a numerical question
REQUIRED = [[["key"], ["rubric"]]]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "question": "Why does ice float on water?",
        "key": "Ice is less dense than liquid water because its molecules are held further apart.",
        "answer": "the molecules in ice take more space so it has a lower density",
    },
    {"answer": "9,8 m/s²", "key": "9.81 m/s^2", "kind": "numeric", "relative_tolerance": 0.01},
    {"answer": "A, C and D", "key": ["A", "C"], "kind": "choice", "full_marks": 2},
    {
        "question": "Explain how a vaccine protects.",
        "answer": "A weakened germ is injected. The body makes antibodies against it.",
        "rubric": [
            {"criterion": "Names a harmless form of the germ", "points": 2,
             "key_phrases": ["weakened or dead germ"]},
            {"criterion": "Immune memory", "points": 3,
             "key_phrases": ["antibodies", "memory cells"]},
        ],
    },
]  # fmt: skip


class Criterion(BaseModel):
    """One criterion of a rubric."""

    model_config = ConfigDict(extra="forbid")

    criterion: Annotated[str, StringConstraints(min_length=1, max_length=500)] = Field(
        description="What is looked for, in words."
    )
    points: Annotated[Finite, Field(gt=0, le=1e6)] = Field(description="What it is worth.")
    key_phrases: list[Annotated[str, StringConstraints(min_length=1, max_length=300)]] = Field(
        default_factory=list,
        max_length=50,
        description="What an answer must say to meet it, each an equal part of its points; other "
        "wordings of one phrase are parted by |. Without any, the criterion itself is looked for.",
    )


class GradeAnswerRequest(RequestModel):
    """One answer and what it is graded against: a key, or a rubric."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": REQUIRED}  # type: ignore[dict-item]
    )

    answer: AnswerText = field(
        description="What the student answered, word for word; an empty text if nothing.",
        aliases=("student answer", "student wrote", "answer", "response", "she wrote", "he said",
                 "pupil wrote", "submitted", "got from the student", "wrote", "answered", "ticked",
                 "chose", "replied", "put down", "given", "student solution", "his solution",
                 "her solution", "kid's solution", "pupil's solution", "student", "pupil",
                 "student put", "he put", "she put", "they put", "crossed", "marked down",
                 "he got", "she got", "they got", "student got", "pupil got", "kid's", "got",
                 "candidate marked", "pupil marked", "student marked", "he marked", "she marked",
                 "answer sheet says", "sheet says", "chosen", "picked", "selected"),
        unlike=("got it", "got this", "got that", "got right", "got wrong", "got a"),
        echo="the answer “{}”",
    )  # fmt: skip
    key: Text | Annotated[list[Text], Field(min_length=1, max_length=100)] | None = field(
        None,
        description="The right answer: options such as B or A, C; a number with its unit; or a "
        "reference answer. A list holds the right options, or several answers that each count.",
        aliases=("key", "correct answer", "model answer", "reference answer", "right answer",
                 "should be", "expected answer", "answer key", "solution", "sample answer",
                 "correct", "correct are", "correct is", "right result", "expected",
                 "correct boxes", "right boxes", "correct ones", "right ones", "right ticks",
                 "model", "reference", "right one", "right option", "right options", "mine",
                 "correct option", "correct options", "accepted answers", "accepted"),
        echo="the key “{}”",
    )  # fmt: skip
    question: Text | None = field(
        None,
        description="The question that was asked. Words it already says earn nothing.",
        aliases=("question", "asked", "prompt", "task", "exam question", "the question was"),
        echo="the question “{}”",
    )
    kind: AnswerKind | None = field(
        None,
        description="What sort of question it is; seen from the key unless given.",
        aliases=("kind", "question type", "type of question"),
        synonyms={
            "choice": ("multiple choice", "mcq", "select all", "true or false"),
            "numeric": ("number", "numerical", "calculation", "with unit"),
            "short_text": ("short answer", "open question", "free text", "in words", "short text"),
            "rubric": ("rubric", "criteria", "marking scheme", "mark scheme", "essay"),
        },
    )
    full_marks: Points | None = field(
        None,
        description="Marks for a perfect answer: 1 for choices and numbers, 5 for text, the sum of "
        "a rubric's points, unless given.",
        aliases=(
            "full marks",
            "out of",
            "worth",
            "maximum points",
            "marks available",
            "points",
            "marks",
            "marks for it",
        ),
        unlike=("pass mark",),
        echo="{} marks",
    )
    options: Annotated[list[Text], Field(min_length=2, max_length=26)] | None = field(
        None,
        description="The options of a choice in order, A first, to know an answer by its wording.",
        aliases=("options", "choices", "alternatives", "possible answers"),
    )
    partial_credit: PartialCredit = field(
        "right_minus_wrong",
        description="How several right options are counted: all or nothing; right minus wrong "
        "choices over the right ones, never below nothing; or each option rightly chosen or left.",
        aliases=("partial credit", "partial marks", "negative marking", "how to count"),
        synonyms={
            "all_or_nothing": ("all or nothing", "no partial credit", "all must be right"),
            "right_minus_wrong": (
                "right minus wrong",
                "partial credit",
                "wrong ones deducted",
                "take off a wrong",
                "wrong takes one off",
                "wrong ones count minus",
                "wrong ones are taken off",
                "wrong cross costs a right",
                "never under zero",
                "never below zero",
            ),
            "per_option": ("per option", "each option counts", "true or false each"),
        },
    )
    unit: Identifier | None = field(
        None,
        description="Unit of the key, where the key is a bare number.",
        aliases=("unit", "in units of", "measured in", "expected unit"),
    )
    tolerance: Tolerance | None = field(
        None,
        description="How far off a number may be, in the unit of the key; half its last digit "
        "unless a tolerance is given.",
        aliases=("tolerance", "plus or minus", "within", "+/-", "give or take", "margin"),
        echo="within {}",
    )
    relative_tolerance: Share | None = field(
        None,
        description="How far off a number may be, as a share of the key; 2 % is 0.02.",
        aliases=(
            *("relative tolerance", "percent tolerance", "within percent", "% off", "% error"),
            *("tolerance", "within", "plus or minus", "give or take", "either way", "leeway"),
        ),
        echo="within {}",
    )
    significant_figures: Figures | None = field(
        None,
        description="How many significant figures the answer must be given with.",
        aliases=("significant figures", "sig figs", "significant digits", "s.f.", "sf"),
        echo="{} significant figures",
    )
    form_penalty: Share = field(
        FORM_PENALTY,
        description="Share of the marks lost when the number is right but its unit is missing or "
        "its significant figures are not as asked.",
        aliases=("unit penalty", "form penalty", "missing unit", "deduct for units"),
    )
    rubric: Annotated[list[Criterion], Field(min_length=1, max_length=50)] | None = field(
        None,
        description="Criteria with points and key phrases.",
        aliases=("rubric", "criteria", "marking scheme", "mark scheme", "points for"),
    )
    interval_level: Confidence = field(
        0.9,
        description="How sure the interval of the score is to hold a person's grade.",
        aliases=("interval", "confidence level", "sure"),
    )
    review_below: Probability = field(
        0.75,
        description="A person should look when the chance of agreeing with a person's grade is "
        "lower than this.",
        aliases=("review below", "review threshold", "flag below", "needs review below"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), REQUIRED))
        return self
