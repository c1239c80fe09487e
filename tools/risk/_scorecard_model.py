"""A trained scorecard as plain data: what training gives and scoring takes."""

import json
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tools.fields import Finite, Identifier, Kind, Probability, Whole

MOST_FEATURES, MOST_LEVELS, MOST_TREES = 60, 200, 500
Places = Annotated[list[Whole], Field(max_length=15)]


class ScorecardPart(BaseModel):
    """Unknown members are refused by name."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class ScorecardBin(ScorecardPart):
    """A range of values, a set of categories, or the missing ones."""

    name: str = Field(max_length=2_000, description="The bin in words.")
    at_most: Finite | None = Field(
        default=None, description="Upper end of a range of numbers, itself within; none: no end."
    )
    levels: list[str] = Field(
        default_factory=list, max_length=5_000, description="Categories in the bin."
    )
    others: bool = Field(default=False, description="Whether rare and unseen categories fall here.")
    missing: bool = Field(default=False, description="Whether it holds the missing values.")
    rows: Whole = Field(ge=0, description="Training rows in it.")
    events: Whole = Field(ge=0, description="Training rows in it with the event.")
    weight_of_evidence: Finite = Field(
        default=0.0,
        description="Natural logarithm of the bin's share of events over its share of non-events.",
    )
    points: Finite | None = Field(default=None, description="Points it gives; logistic only.")


class ScorecardFeature(ScorecardPart):
    """A feature and the bins it is cut into."""

    name: Identifier
    holds: Literal["numbers", "categories"]
    bins: list[ScorecardBin] = Field(min_length=1, max_length=MOST_LEVELS)
    coefficient: Finite | None = Field(
        default=None, description="Of the weight of evidence in the log odds; logistic only."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ends = [one.at_most for one in self.bins if not one.missing]
        closed = [end for end in ends[:-1] if end is not None]
        rising = closed == sorted(closed) and len(closed) == len(ends[:-1])
        if self.holds == "numbers" and ends and (not rising or ends[-1] is not None):
            raise ValueError("ranges of numbers must rise, and only the last has no upper end")
        return self

    @property
    def missing_place(self) -> int | None:
        """Which bin holds missing values, if they were seen in training."""
        return next((k for k, one in enumerate(self.bins) if one.missing), None)


class ScorecardTree(ScorecardPart):
    """A tree over bin numbers, by node: an inner node has children, a leaf a value."""

    feature: Places = Field(description="Feature by place, -1 for a leaf.")
    at_most: Places = Field(description="Bins up to this one go left.")
    missing_left: list[bool] = Field(max_length=15)
    left: Places
    right: Places
    value: Annotated[list[Finite], Field(max_length=15)] = Field(description="Added log odds.")
    cover: Annotated[list[Finite], Field(max_length=15)] = Field(description="Training rows.")

    @model_validator(mode="after")
    def _a_tree(self) -> Self:
        size = len(self.feature)
        parts = (self.at_most, self.missing_left, self.left, self.right, self.value, self.cover)
        if not size or any(len(part) != size for part in parts):
            raise ValueError("every list of a tree must have one entry a node")
        for node in range(size):
            children = (self.left[node], self.right[node])
            if self.feature[node] >= 0 and not all(node < child < size for child in children):
                raise ValueError("the children of a node must come after it")
        if min(self.cover) <= 0:
            raise ValueError("the cover of every node must be above zero")
        return self


class ScorecardCalibration(ScorecardPart):
    """How the raw log odds become a probability."""

    by: Literal["none", "platt", "isotonic"] = "none"
    slope: Finite = 1.0
    intercept: Finite = 0.0
    log_odds: list[Finite] = Field(default_factory=list, max_length=5_000)
    probabilities: list[Probability] = Field(default_factory=list, max_length=5_000)

    @model_validator(mode="after")
    def _steps(self) -> Self:
        rising = self.log_odds == sorted(self.log_odds)
        if len(self.log_odds) != len(self.probabilities) or not rising:
            raise ValueError("log_odds must rise and have one of the probabilities each")
        if self.by == "isotonic" and not self.log_odds:
            raise ValueError("an isotonic calibration needs its steps")
        return self


class Scorecard(ScorecardPart):
    """A scorecard: bins of every feature, coefficients or trees, and how points are counted."""

    form: Literal["scorecard-1"] = "scorecard-1"
    kind: Literal["logistic", "gradient_boosted"]
    target: Identifier
    event: str = Field(max_length=200)
    rows: Whole = Field(gt=0)
    events: Whole = Field(gt=0)
    features: list[ScorecardFeature] = Field(min_length=1, max_length=MOST_FEATURES)
    intercept: Finite = Field(description="Log odds of the event before any feature.")
    trees: list[ScorecardTree] = Field(default_factory=list, max_length=MOST_TREES)
    calibration: ScorecardCalibration = Field(default_factory=ScorecardCalibration)
    points_to_double: Finite = Field(gt=0)
    base_points: Finite
    base_odds: Finite = Field(gt=0)
    score_ends: list[Finite] = Field(max_length=20, description="Points that cut the training rows")
    score_shares: list[Probability] = Field(max_length=21, description="Their shares of the rows.")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "logistic":
            if any(one.coefficient is None for one in self.features):
                raise ValueError("every feature of a logistic scorecard needs its coefficient")
        elif not self.trees:
            raise ValueError("a gradient_boosted scorecard needs its trees")
        count = len(self.features)
        if any(not -1 <= k < count for tree in self.trees for k in tree.feature):
            raise ValueError("a tree splits by a feature that the model does not have")
        if len(self.score_shares) != len(self.score_ends) + 1:
            raise ValueError("score_shares must have one entry more than score_ends")
        return self


def _read(data: Any) -> Any:
    """JSON text, a document of it, or a whole result of training in place of the model."""
    if isinstance(data, dict) and set(data) <= {"text", "name", "page_starts"} and "text" in data:
        data = data["text"]
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError:
            raise ValueError("must be the model that risk.train_scorecard gives, as JSON") from None
    for name in ("result", "model"):
        if isinstance(data, dict) and "form" not in data and isinstance(data.get(name), dict):
            data = data[name]
    return data


ScorecardGiven = Annotated[Scorecard, BeforeValidator(_read), Kind("document")]
"""A trained scorecard: its JSON pasted, a receipt's result, or `{"file": id}`."""
