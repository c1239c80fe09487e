"""What a correlation analysis is asked from, and what it answers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.capability import RequestModel, ResultModel
from tools.fields import Confidence, Finite, Identifier, Kind, Table, Whole, field

MOST_SERIES, MOST_PAIRS, MOST_ROLLED, MOST_POINTS = 500, 50, 5, 250

_EXAMPLES: list[dict[str, Any]] = [
    {
        "history": {
            "columns": {
                "oil": [0.4, -1.2, 0.7, 2.1, -0.6, 0.3, 1.5, -0.9, 0.2, -1.8, 1.1, 0.6],
                "airline": [-0.3, 1.0, -0.2, -1.9, 0.9, 0.1, -1.1, 0.4, -0.5, 1.2, -0.7, -0.6],
                "gold": [0.2, 0.3, -0.5, 0.4, 0.1, -0.8, 0.6, 0.2, -0.3, 0.5, -0.1, 0.7],
            }
        },
        "history_holds": "values",
        "window": 6,
    }
]


class AnalyseCorrelationRequest(RequestModel):
    """Series side by side, and how their correlation is measured."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    history: Table = field(
        description="A table, oldest row first, one column for each series, perhaps dates.",
        aliases=(
            *("history", "returns", "prices", "series", "time series", "data", "table"),
            "columns",
        ),
    )
    series: list[Identifier] | None = field(
        None,
        min_length=2,
        max_length=MOST_SERIES,
        description="Columns to look at; every column of numbers unless named.",
        aliases=("series", "columns", "variables", "between"),
        relations={"heading_of": "history"},
    )
    history_holds: Literal["prices", "returns", "values"] | None = field(
        None,
        description="What the columns hold: prices are turned into returns, values are taken as "
        "they are; read off headings and numbers unless named.",
        aliases=("the file holds", "table holds"),
        unlike=("closely",),
        synonyms={
            "prices": ["prices", "closes", "index levels"],
            "returns": ["returns", "changes"],
            "values": ["as they are", "raw values", "levels as they are"],
        },
    )
    method: Literal["pearson", "spearman", "kendall"] = field(
        "pearson",
        description="The coefficient: pearson for straight lines, spearman or kendall by ranks.",
        aliases=("method", "coefficient", "correlation type"),
        synonyms={
            "pearson": ["Pearson", "linear correlation"],
            "spearman": ["Spearman", "rank correlation", "rho of ranks"],
            "kendall": ["Kendall", "tau", "concordance"],
        },
        echo="by {}",
    )
    confidence: Confidence = field(
        0.95,
        description="Level of the intervals, as a fraction.",
        aliases=("confidence", "confidence level", "interval level"),
        echo="at {} confidence",
    )
    window: Annotated[Whole, Field(ge=4, le=100_000), Kind("count", "rows")] | None = field(
        None,
        description="Rows of the rolling correlation; none unless named.",
        aliases=("window", "rolling window", "rolling over", "moving window"),
        echo="rolling over {} rows",
    )
    cluster_correlation: Annotated[Finite, Field(gt=-1, lt=1), Kind("number", "correlation")] = (
        field(
            0.5,
            description="Mean correlation above which series form a cluster.",
            aliases=("cluster threshold", "cluster correlation", "group above"),
        )
    )


class Pair(BaseModel):
    """Two series."""

    first: str
    second: str
    pearson: float
    pearson_low: float
    pearson_high: float
    spearman: float
    spearman_low: float
    spearman_high: float
    kendall: float
    kendall_low: float
    kendall_high: float
    shrunk: float = Field(description="Pearson's coefficient after shrinkage.")
    p_value: float = Field(
        description="Chance of so strong a Pearson coefficient without any correlation."
    )
    p_adjusted: float = Field(description="The same with all pairs looked at (Holm).")


class Rolled(BaseModel):
    """A pair's correlation over time."""

    first: str
    second: str
    least: float
    greatest: float
    latest: float
    values: list[float | None] = Field(
        description="By window, oldest first, thinned to 250 points; none where a series stood "
        "still."
    )


class Cluster(BaseModel):
    """Series that move together."""

    members: list[str]
    mean_correlation: float | None = Field(description="Of its pairs; none for a single series.")


class AnalyseCorrelationResult(ResultModel):
    """How series move together, how sure that is, and which belong together."""

    names: list[str]
    rows: int = Field(description="Rows that were used.")
    method_name: str
    matrix: list[list[float]] = Field(description="Correlations by the method asked for.")
    pairs: list[Pair] = Field(description="The strongest fifty pairs, the strongest first.")
    mean_correlation: float = Field(description="Mean of all pairs.")
    significant_pairs: int = Field(description="Pairs beyond chance at the level, by Holm.")
    pair_count: int
    shrunk: list[list[float]] = Field(
        description="Pearson's matrix shrunk to its mean correlation (Ledoit and Wolf)."
    )
    shrinkage: float = Field(description="Weight of the mean correlation in it.")
    shrinkage_identity: float = Field(
        description="Weight of the scaled identity in Ledoit and Wolf's other estimator."
    )
    least_eigenvalue: float = Field(description="Of the matrix of the method.")
    independent_series: float = Field(
        description="Number of independent series that spread as much: participation ratio of the "
        "eigenvalues."
    )
    clusters: list[Cluster]
    rolling: list[Rolled]
    window: int | None
    confidence: float
