"""What is scored, and what scoring gives."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.capability import RequestModel, ResultModel
from tools.fields import Finite, Identifier, Kind, Table, Whole, field
from tools.risk._scorecard_model import ScorecardGiven

MODEL: dict[str, Any] = {
    "kind": "logistic",
    "target": "defaulted",
    "event": "yes",
    "rows": 1000,
    "events": 200,
    "features": [
        {
            "name": "income",
            "holds": "numbers",
            "coefficient": 1.0,
            "bins": [
                {
                    "name": "up to 2000",
                    "at_most": 2000,
                    "rows": 400,
                    "events": 140,
                    "weight_of_evidence": 0.7673,
                },
                {
                    "name": "above 2000",
                    "rows": 600,
                    "events": 60,
                    "weight_of_evidence": -0.8109,
                },
            ],
        },
        {
            "name": "home",
            "holds": "categories",
            "coefficient": 0.9,
            "bins": [
                {
                    "name": "own",
                    "levels": ["own"],
                    "rows": 500,
                    "events": 60,
                    "weight_of_evidence": -0.6061,
                },
                {
                    "name": "rent",
                    "levels": ["rent"],
                    "rows": 500,
                    "events": 140,
                    "weight_of_evidence": 0.4418,
                },
            ],
        },
    ],
    "intercept": -1.3863,
    "points_to_double": 20,
    "base_points": 600,
    "base_odds": 50,
    "score_ends": [525.0, 545.0],
    "score_shares": [0.3, 0.4, 0.3],
}
"""A small scorecard as an example."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "model": MODEL,
        "rows": {
            "columns": {
                "applicant": ["Ada", "Ben", "Cleo"],
                "income": [1800, 3100, 2400],
                "home": ["rent", "own", "rent"],
            }
        },
        "name_column": "applicant",
    }
]


class ScoreRequest(RequestModel):
    """Rows to score, and the scorecard that was trained before."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    rows: Table = field(
        description="The cases to score: a row a case, with the columns the scorecard uses.",
        aliases=("rows", "new cases", "applicants", "applications", "to be scored", "score these"),
    )
    model: ScorecardGiven = field(
        description="The trained scorecard: the model that training gave, as JSON or as a file.",
        aliases=("model", "scorecard", "trained model", "model JSON", "with the scorecard"),
    )
    name_column: Identifier | None = field(
        None,
        description="The column that names the cases; their row numbers unless named.",
        aliases=("name column", "id column", "named by", "identified by", "case id"),
        relations={"heading_of": "rows"},
        echo="named by {}",
    )
    reasons: Annotated[Whole, Field(ge=0, le=20), Kind("count", "reasons")] = field(
        3,
        description="Most reasons told for each case.",
        aliases=("reasons", "reason codes", "adverse action reasons", "top reasons"),
        echo="{} reasons",
    )
    reasons_against: Literal["best", "mean"] | None = field(
        None,
        description="What a shortfall is measured against: the best a feature can give, or its "
        "mean in training; the best unless named, for trees always the mean.",
        aliases=("reasons against", "compared with", "shortfall against"),
        synonyms={
            "best": ["the best attainable", "the maximum points", "the best possible"],
            "mean": ["the average", "average applicant", "the mean"],
        },
        echo="reasons against the {}",
    )
    cut_off: Annotated[Finite, Field(ge=-1e7, le=1e7), Kind("number", "points")] | None = field(
        None,
        description="Points below which a case fails, if there is a bar.",
        aliases=("cut-off", "cutoff", "pass mark", "minimum score", "decline below", "bar"),
        echo="a cut-off of {} points",
    )
    list_at_most: Annotated[Whole, Field(ge=1, le=5_000), Kind("count", "cases")] = field(
        200,
        description="How many cases are listed with their reasons, the riskiest first.",
        aliases=("list at most", "show the riskiest", "list the worst"),
    )


class Reason(BaseModel):
    """What costs a case points."""

    feature: str
    value: str = Field(description="What the case has there; empty for a missing value.")
    points_lost: float = Field(description="Shortfall in points; more points, less risk.")


class ScoredCase(BaseModel):
    """One case."""

    name: str
    row: int = Field(description="Its row in the table, from 1.")
    probability: float = Field(description="Chance of the event, as a fraction.")
    points: float
    passes: bool | None = Field(description="Whether it reaches the cut-off, if there is one.")
    reasons: list[Reason] = Field(description="The largest shortfalls, the largest first.")


class Drift(BaseModel):
    """How far a feature's rows lie from those of training."""

    name: str
    stability_index: float | None = Field(description="PSI; none where there are too few rows.")
    by_chance: float | None = Field(
        description="What the index reaches in one of twenty tables that did not drift."
    )
    verdict: Literal["stable", "watch", "shifted", "too_few_rows"]
    unseen: int = Field(description="Rows whose value training never saw.")


class ScoreBand(BaseModel):
    """A range of points, and the share of rows in it."""

    band: str
    training: float
    now: float


class ScoreResult(ResultModel):
    """Chances, points and reasons, and whether the rows are like those of training."""

    rows: int
    target: str
    event: str
    mean_probability: float
    expected_events: float = Field(description="Sum of the chances.")
    training_rate: float = Field(description="Share of training rows with the event.")
    failing: int | None = Field(description="Cases below the cut-off, if there is one.")
    cut_off: float | None
    cases: list[ScoredCase] = Field(description="The riskiest first.")
    probabilities: list[float] = Field(description="Of all rows, in the table's order.")
    points: list[float] = Field(description="Of all rows, in the table's order.")
    score_drift: Drift = Field(description="Of the points themselves.")
    drift: list[Drift] = Field(description="Of each feature, the largest first.")
    bands: list[ScoreBand]
    reasons_against: Literal["best", "mean"]
