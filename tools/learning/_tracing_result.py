"""What tracing knowledge says of each learner and each skill."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite, Probability, Share
from tools.learning._answers import Outcome
from tools.learning._skill_models import Source

Status = Literal["ok", "insufficient_evidence"]


class TracedStep(BaseModel):
    """One answer and what it changed."""

    number: Count = Field(description="Which answer of the learner on the skill, from 1.")
    correct: Outcome
    known_before: Probability = Field(description="P(known) before the answer.")
    correct_chance: Probability = Field(description="P(correct) told before the answer.")
    known_given_answer: Probability = Field(
        description="P(known) once the answer is seen, before anything is learnt from it."
    )
    known: Probability = Field(description="P(known) after the answer, learning included.")
    known_low: Probability
    known_high: Probability


class LearnerSkill(BaseModel):
    """One learner on one skill, after the last answer."""

    learner: str | None
    skill: str | None
    answers: Count
    right: Count = Field(description="Right answers.")
    status: Status
    reason: str = Field(default="", description="Why the evidence is insufficient.")
    known: Probability | None = Field(description="P(known) now, learning from the last included.")
    known_low: Probability | None
    known_high: Probability | None
    correct_next: Probability = Field(description="P(correct) of the next answer.")
    correct_next_low: Probability
    correct_next_high: Probability
    mastered: bool = Field(description="Whether P(known) reaches the mastery level.")
    rights_to_mastery: Count | None = Field(
        default=None, description="Right answers in a row until mastery; null beyond 100."
    )
    steps: list[TracedStep] = Field(default_factory=list[TracedStep])


class ParameterEstimate(BaseModel):
    """One parameter of a skill."""

    name: str
    value: Probability
    low: Probability
    high: Probability
    range_low: Probability | None = Field(
        default=None, description="Least value considered, where it was unknown."
    )
    range_high: Probability | None = Field(
        default=None, description="Greatest value considered, where it was unknown."
    )


class SkillEstimate(BaseModel):
    """One skill over all learners."""

    skill: str | None
    learners: Count
    answers: Count
    right_share: Share
    right_share_low: Share
    right_share_high: Share
    mastered: Count = Field(description="Learners at or above the mastery level.")
    status: Status
    reason: str = ""
    source: Source = Field(
        description="given; fitted by EM; or ranges: unknown, weighed over their usual ranges."
    )
    parameters: list[ParameterEstimate]
    log_likelihood: Finite | None = Field(default=None, description="At the fitted maximum.")
    rounds: Count | None = Field(default=None, description="EM rounds of the best start.")
    converged: bool | None = None


class PredictionCheck(BaseModel):
    """How well each answer was foretold from the answers before it."""

    answers: Count
    skipped: Count = Field(default=0, description="Answers on skills without parameters.")
    auc: Probability | None = Field(description="Area under the ROC curve; 0.5 is chance.")
    auc_low: Probability | None
    auc_high: Probability | None
    rmse: Finite = Field(description="Root mean squared error of P(correct).")


class KnowledgeTrace(ResultModel):
    """What is known and what is not, with how sure that is."""

    status: Status
    n_learners: Count
    n_skills: Count
    n_answers: Count
    mastery: Share
    confidence: Share = Field(description="Of all intervals.")
    learners: list[LearnerSkill] = Field(
        description="Each learner on each skill, least known first."
    )
    n_learner_skills: Count
    n_mastered: Count = Field(description="Learner and skill pairs at or above mastery.")
    n_insufficient: Count = Field(description="Listed pairs with insufficient evidence.")
    skills: list[SkillEstimate]
    fit_check: PredictionCheck | None = Field(
        default=None, description="On the answers that were fitted; flatters the model."
    )
    test_check: PredictionCheck | None = Field(
        default=None, description="On the held-out answers, with the parameters found here."
    )
    least_answers: Count = Field(
        description="Fewer answers of a learner on a skill are insufficient evidence."
    )
    widest_interval: Share = Field(
        description="A wider interval of P(known) is insufficient evidence."
    )
    fit_learners: Count = Field(description="Fewer learners are too few for a fit.")
    fit_answers: Count = Field(description="Fewer answers on a skill are too few for a fit.")
