"""What an analysed test is reported as."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite, Number, Probability, Share

FlagCode = Literal[
    "no_variance",
    "very_easy",
    "very_hard",
    "negative_discrimination",
    "weak_discrimination",
    "lowers_reliability",
    "distractor_beats_key",
    "unused_option",
    "unfair_to_group",
]


class Coefficient(BaseModel):
    """A coefficient with its interval; when it is not defined, the reason."""

    value: Number | None
    low: Number | None = Field(default=None, description="Lower end of its interval.")
    high: Number | None = Field(default=None, description="Upper end of its interval.")
    reason: str | None = Field(default=None, description="Why it or its interval is missing.")


class OptionReport(BaseModel):
    """How one option of a multiple-choice question was used."""

    option: str
    is_key: bool
    count: Count
    share: Share = Field(description="Share of people who chose it.")
    mean_rest_score: Number | None = Field(
        description="Mean score on the other questions of those who chose it.",
        json_schema_extra={"x-unit": "points"},
    )


class FairnessReport(BaseModel):
    """Whether a question treats two groups of equal total score alike (Mantel-Haenszel)."""

    odds_ratio: Number | None = Field(
        description="Odds of a right answer, reference against focal group; 1 is fair."
    )
    low: Number | None = None
    high: Number | None = None
    chi_square: Number | None = Field(default=None, description="One degree of freedom.")
    p_value: Probability | None = None
    delta: Number | None = Field(
        default=None, description="ETS delta; negative: harder for the focal group."
    )
    ets_class: Literal["A", "B", "C"] | None = Field(
        default=None, description="A negligible, B moderate, C large."
    )
    harder_for: str | None = Field(default=None, description="The group it disadvantages.")
    reason: str | None = Field(default=None, description="Why it could not be computed.")


class ItemReport(BaseModel):
    """One question."""

    name: str
    full_marks: Finite = Field(json_schema_extra={"x-unit": "points"})
    blanks: Count
    difficulty: Share = Field(description="Mean share of its points: high is easy.")
    difficulty_low: Share
    difficulty_high: Share
    item_rest_correlation: Number | None = Field(
        description="Corrected item-total correlation: with the score on the other questions."
    )
    item_rest_low: Number | None
    item_rest_high: Number | None
    item_total_correlation: Number | None = Field(
        description="Point-biserial correlation with the total score, the question included."
    )
    alpha_if_deleted: Number | None = Field(description="Cronbach's alpha without it.")
    reason: str | None = Field(description="Why its correlations are missing.")
    options: list[OptionReport] = Field(description="Distractor analysis, where a key was given.")
    fairness: FairnessReport | None = Field(description="Where a group column was given.")


class Flag(BaseModel):
    """A question to look at, and why."""

    item: str
    code: FlagCode
    reason: str


class GroupPair(BaseModel):
    """The two groups compared."""

    reference: str
    focal: str
    reference_count: Count
    focal_count: Count


class AnalysedTest(ResultModel):
    """How good a test is, as a whole and question by question."""

    person_count: Count
    item_count: Count
    blank_count: Count = Field(description="Answers left blank.")
    left_out_count: Count = Field(description="People left out for their blanks.")
    confidence: Finite = Field(json_schema_extra={"x-unit": "fraction"})
    mean_score: Finite = Field(json_schema_extra={"x-unit": "points"})
    score_sd: Finite = Field(json_schema_extra={"x-unit": "points"})
    lowest_score: Finite = Field(json_schema_extra={"x-unit": "points"})
    highest_score: Finite = Field(json_schema_extra={"x-unit": "points"})
    full_marks: Finite = Field(json_schema_extra={"x-unit": "points"})
    mean_share: Share = Field(description="Mean score as a share of full marks.")
    alpha: Coefficient = Field(description="Cronbach's alpha (KR-20 for right and wrong).")
    omega: Coefficient = Field(description="McDonald's omega total of a one-factor model.")
    standard_error_of_measurement: Finite | None = Field(
        description="How far a person's score may be off by chance.",
        json_schema_extra={"x-unit": "points"},
    )
    enough_data: bool = Field(description="Whether there are enough people to judge the test.")
    groups: GroupPair | None
    items: list[ItemReport]
    flags: list[Flag] = Field(description="Questions to look at, the most pressing first.")
