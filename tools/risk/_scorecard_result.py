"""What training a scorecard gives."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.risk._scorecard_model import Scorecard


class FeatureReport(BaseModel):
    """What one feature is worth."""

    name: str
    holds: Literal["numbers", "categories"]
    bins: int
    missing_share: float = Field(description="Share of training rows without a value.")
    information_value: float = Field(description="Below 0.02 useless, above 0.3 strong, by habit.")
    auc_alone: float = Field(description="AUC of this feature alone, in the training rows.")
    coefficient: float | None = Field(description="Of its weight of evidence; near 1 if alone.")
    coefficient_error: float | None = Field(description="Standard error of the coefficient.")
    importance: float = Field(description="Its part of what the model uses, as a fraction.")


class CalibrationGroup(BaseModel):
    """Rows of similar predicted chance."""

    rows: int
    events: int
    predicted: float = Field(description="Mean predicted chance.")
    observed: float = Field(description="Share in which the event happened.")
    observed_low: float = Field(description="Lower end of the exact 95 % interval.")
    observed_high: float = Field(description="Upper end of the exact 95 % interval.")


class TrainScorecardResult(ResultModel):
    """The scorecard, and how well it predicts rows it has not seen."""

    status: Literal["ok", "few_events"]
    rows: int
    events: int
    event_rate: float = Field(description="Share of rows with the event.")
    events_per_variable: float = Field(description="Rows of the rarer outcome per feature.")
    auc: float = Field(
        description="Chance that a row with the event is ranked above one without, out of fold."
    )
    auc_error: float = Field(description="Standard error by DeLong.")
    auc_low: float
    auc_high: float
    auc_in_training: float = Field(description="The same on the rows it was trained on: flattered.")
    gini: float = Field(description="2 x AUC - 1.")
    kolmogorov_smirnov: float = Field(description="Greatest distance between the distributions.")
    brier: float = Field(description="Mean squared error of the predicted chances, out of fold.")
    brier_reference: float = Field(description="The same when everybody gets the average chance.")
    log_loss: float
    log_loss_reference: float = Field(description="Of the average chance for everybody.")
    calibration_slope: float = Field(description="1 is right; below 1, chances are too extreme.")
    calibration_intercept: float = Field(description="0 is right.")
    hosmer_lemeshow: float
    hosmer_lemeshow_degrees: int
    hosmer_lemeshow_p: float = Field(description="Small: predicted chances do not hold.")
    spiegelhalter_z: float
    spiegelhalter_p: float = Field(description="Small: predicted chances do not hold.")
    calibration_groups: list[CalibrationGroup]
    features: list[FeatureReport] = Field(description="The most important first.")
    leaks: list[str] = Field(description="Features that alone tell the outcome nearly perfectly.")
    trees: int = Field(description="Boosted trees used; 0 for a logistic scorecard.")
    folds: int
    confidence: float
    model: Scorecard = Field(description="The scorecard itself: hand it to risk.score.")
