"""What calibrated questions are reported as."""

from typing import Literal

from pydantic import BaseModel, Field, JsonValue

from tools.assessment._irt_layout import Model
from tools.capability import ResultModel
from tools.fields import Count, Finite, Number, Probability, Share

LOGITS: dict[str, JsonValue] = {"x-unit": "standard deviations of ability"}
ItemFlagCode = Literal[
    "negative_discrimination",
    "not_estimable",
    "misfit",
    "weak_discrimination",
    "too_hard",
    "too_easy",
    "easily_guessed",
    "uncertain",
]


class Threshold(BaseModel):
    """One step of a graded question."""

    points: Finite = Field(
        description="The marks reached by this step.", json_schema_extra={"x-unit": "points"}
    )
    difficulty: Number = Field(
        description="Ability at which half reach it.", json_schema_extra=LOGITS
    )
    standard_error: Number | None


class ItemFitReport(BaseModel):
    """S-X2: whether the question behaves as the model says at every total score."""

    statistic: Number
    degrees_of_freedom: Count
    p_value: Probability
    adjusted_p_value: Probability = Field(
        description="Adjusted for the number of questions (Benjamini & Hochberg)."
    )
    rmsea: Number = Field(description="Size of the misfit; below about 0.05 it hardly matters.")


class CalibratedItem(BaseModel):
    """One question: a is discrimination, b difficulty, c guessing."""

    name: str
    people: Count = Field(description="People who answered it.")
    mean_share: Share = Field(description="Mean share of its marks: high is easy.")
    discrimination: Number = Field(description="a: how sharply it tells people apart.")
    discrimination_error: Number | None = Field(description="Standard error of a.")
    difficulty: Number | None = Field(
        description=(
            "b: the ability at which it tells most; the mean of the steps of a graded question."
        ),
        json_schema_extra=LOGITS,
    )
    difficulty_error: Number | None = Field(description="Standard error of b.")
    guessing: Probability | None = Field(
        default=None, description="c: the chance of those who know nothing; 3PL only."
    )
    guessing_error: Number | None = Field(default=None, description="Standard error of c.")
    thresholds: list[Threshold] = Field(
        default_factory=list[Threshold], description="Steps of a graded question."
    )
    most_information: Number = Field(description="Its information where that is highest.")
    most_informative_at: Number = Field(
        description="The ability it measures best.", json_schema_extra=LOGITS
    )
    fit: ItemFitReport | None = None
    reason: str | None = Field(default=None, description="Why its errors or its fit are missing.")


class SetAside(BaseModel):
    """A question that could not be calibrated."""

    name: str
    reason: str


class ItemFlag(BaseModel):
    """A question to look at, and why."""

    item: str
    code: ItemFlagCode
    reason: str


class InformationPoint(BaseModel):
    """How precisely the whole test measures people of one ability."""

    ability: Number = Field(json_schema_extra=LOGITS)
    information: Number
    standard_error: Number | None = Field(
        description="Of an ability estimated from the answers alone.", json_schema_extra=LOGITS
    )


class CalibratedItems(ResultModel):
    """The parameters of every question, how sure they are, and how the test measures."""

    model: Model
    person_count: Count
    item_count: Count
    pattern_count: Count = Field(description="Different rows of answers.")
    blank_count: Count = Field(description="Answers missing.")
    empty_count: Count = Field(description="People left out because they answered nothing.")
    set_aside: list[SetAside] = Field(description="Questions that could not be calibrated.")
    common_discrimination: Number | None = Field(
        description="The discrimination that all questions share; 1PL only."
    )
    guessing_prior_people: Number | None = Field(
        description="How many people's answers the expected guessing is worth; 3PL only."
    )
    log_likelihood: Number
    parameter_count: Count
    aic: Number
    bic: Number
    converged: bool
    passes: Count = Field(description="Passes over the answers until the maximum was found.")
    quadrature_points: Count
    standard_errors_from: Literal["observed information", "cross-product of gradients"]
    reliability: Share | None = Field(
        description="Share of the variance of estimated abilities that is real (empirical, EAP)."
    )
    misfit_level: Probability = Field(
        description="Adjusted p-value below which a question is flagged for misfit."
    )
    items: list[CalibratedItem]
    flags: list[ItemFlag] = Field(description="Questions to look at, the most pressing first.")
    best_ability: Number = Field(
        description="The ability that the whole test measures best.", json_schema_extra=LOGITS
    )
    best_error: Number | None = Field(
        description="Standard error of an ability there.", json_schema_extra=LOGITS
    )
    test_information: list[InformationPoint]
