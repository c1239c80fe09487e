"""What a scorecard is trained from."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator

from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Identifier, Kind, Seed, Table, Whole, field
from tools.risk._scorecard_columns import said
from tools.risk._scorecard_model import MOST_FEATURES

_ROWS = range(60)
_EXAMPLES: list[dict[str, Any]] = [
    {
        "records": {
            "columns": {
                "income": [1500 + 137 * k % 2600 for k in _ROWS],
                "home": [("rent", "own", "family")[k * k % 3] for k in _ROWS],
                "defaulted": [
                    "yes" if (137 * k % 2600 < 900) ^ (k % 5 == 0) else "no" for k in _ROWS
                ],
            }
        },
        "target": "defaulted",
        "event": "yes",
    }
]


class TrainScorecardRequest(RequestModel):
    """A labelled table: a row a case whose outcome is known."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    records: Table = field(
        description="The table to learn from: a row a past case, a column that says how it ended, "
        "and what was known beforehand.",
        aliases=("records", "training data", "labelled table", "past loans", "history", "cases"),
    )
    target: Identifier = field(
        description="The column that says whether it happened.",
        aliases=("target", "outcome", "label", "predict", "outcome column", "dependent variable"),
        relations={"heading_of": "records"},
        echo="the outcome {}",
    )
    event: Identifier | None = field(
        None,
        description="The value of the target that means it happened; read off yes/no and 1/0.",
        aliases=("event", "bad value", "meaning default", "positive class", "counts as bad"),
        relations={"cell_of": "target"},
        echo="{} as the event",
    )
    features: list[Identifier] | None = field(
        None,
        min_length=1,
        max_length=MOST_FEATURES,
        description="Columns to predict from; every useful column unless named.",
        aliases=("features", "predictors", "predict from", "using the columns", "inputs"),
        relations={"heading_of": "records"},
    )
    kind: Literal["logistic", "gradient_boosted"] = field(
        "logistic",
        description="A logistic scorecard with points, or gradient boosted trees.",
        aliases=("kind", "model type", "algorithm"),
        synonyms={
            "logistic": ["logistic regression", "points scorecard", "weight of evidence", "logit"],
            "gradient_boosted": [
                "gradient boosting",
                "boosted trees",
                "boosting",
                "xgboost",
                "gbm",
            ],
        },
        echo="a {} model",
        optional_default_said="a logistic scorecard",
    )
    monotone: bool = field(
        False,
        description="Whether the chance may only rise or only fall along each number; logistic.",
        aliases=("monotone", "monotonic bins", "monotone binning", "monotonic"),
    )
    calibration: Literal["none", "platt", "isotonic"] | None = field(
        None,
        description="How raw scores become probabilities: platt (a line) unless named for trees, "
        "none for a logistic scorecard.",
        aliases=("calibration", "calibrate by", "calibrated with"),
        synonyms={
            "none": ["uncalibrated", "no calibration"],
            "platt": ["Platt scaling", "sigmoid calibration"],
            "isotonic": ["isotonic regression", "isotonic calibration"],
        },
        echo="{} calibration",
    )
    folds: Annotated[Whole, Field(ge=2, le=20), Kind("count", "folds")] = field(
        5,
        description="Parts of the cross-validation.",
        aliases=("folds", "fold cross-validation", "cross-validation folds"),
        echo="{} folds",
    )
    max_bins: Annotated[Whole, Field(ge=2, le=20), Kind("count", "bins")] = field(
        6,
        description="Most bins of a feature of a logistic scorecard.",
        aliases=("bins", "bins at most", "maximum bins", "bins per feature"),
        echo="at most {} bins",
    )
    penalty: Annotated[Finite, Field(ge=0, le=1e6), Kind("number")] = field(
        0.1,
        description="Ridge penalty on the coefficients of a logistic scorecard; 0 for none.",
        aliases=("penalty", "ridge", "regularisation", "L2"),
        echo="a penalty of {}",
    )
    points_to_double: Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "points")] = field(
        20.0,
        description="Points that double the odds of a good end.",
        aliases=("points to double the odds", "PDO", "points double the odds"),
        echo="{} points to double the odds",
    )
    base_points: Annotated[Finite, Field(ge=-1e6, le=1e6), Kind("number", "points")] = field(
        600.0,
        description="Points at the base odds.",
        aliases=("base points", "base score", "score of", "target score"),
        echo="{} points at the base odds",
    )
    base_odds: Annotated[Finite, Field(gt=0, le=1e9), Kind("number", "to one")] = field(
        50.0,
        description="Good ends per bad one at the base points: 50 for 50 to 1.",
        aliases=("base odds", "odds of", "odds at the base score"),
        echo="base odds of {} to 1",
    )
    rounds: Annotated[Whole, Field(ge=10, le=300), Kind("count", "trees")] = field(
        100,
        description="Most boosted trees; the number used is chosen by cross-validation.",
        aliases=("trees", "boosting rounds", "rounds", "number of trees"),
        echo="at most {} trees",
    )
    depth: Annotated[Whole, Field(ge=1, le=3), Kind("count", "levels")] = field(
        2,
        description="Depth of each boosted tree.",
        aliases=("depth", "tree depth", "max depth"),
        echo="trees {} deep",
    )
    learning_rate: Annotated[Finite, Field(gt=0, le=1), Kind("number")] = field(
        0.1,
        description="How much of each boosted tree is taken.",
        aliases=("learning rate", "shrinkage", "eta"),
        echo="learning rate {}",
    )
    confidence: Confidence = field(
        0.95,
        description="Level of the interval of the AUC.",
        aliases=("confidence", "confidence level", "interval level"),
        echo="at {} confidence",
    )
    seed: Seed = field(
        1,
        description="Start of the random split into folds.",
        aliases=("seed", "random seed", "random state"),
    )

    @field_validator("event", mode="before")
    @classmethod
    def _word(cls, data: Any) -> Any:
        """1 and true are values of a column too."""
        return said(data) if isinstance(data, int | float) else data

    @property
    def calibrated_by(self) -> str:
        """The calibration in force."""
        return self.calibration or ("none" if self.kind == "logistic" else "platt")
