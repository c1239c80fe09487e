"""What joint scenarios are made from: a history, or moments; by which method, how far ahead."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import changed_fields, given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Seed, Table, Whole, field

MOST_SERIES, MOST_ROWS = 50, 20_000
MOST_SCENARIOS, MOST_SHOWN, MOST_STEPS = 100_000, 2_000, 1_000
MOST_CELLS = 5_000_000
"""Scenarios times series: what is held at once (40 MB)."""
MOST_DRAWS = 100_000_000
"""Scenarios times series times steps: some seconds of work."""
MOST_COPULA_DRAWS = 20_000_000
"""The same for the copula method, whose every draw takes a distribution function."""

NEEDED = [[["history"], ["assets"]]]

Move = Annotated[Finite, Field(gt=-1, le=10), Kind("share", "fraction")]
Sigma = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]
Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Scenarios = Annotated[Whole, Field(ge=10, le=MOST_SCENARIOS), Kind("count", "scenarios")]
Shown = Annotated[Whole, Field(ge=1, le=MOST_SHOWN), Kind("count", "rows")]
Steps = Annotated[Whole, Field(ge=1, le=MOST_STEPS), Kind("count", "periods")]
Factors = Annotated[Whole, Field(ge=1, le=MOST_SERIES), Kind("count", "factors")]
Block = Annotated[Finite, Field(ge=1, le=5_000), Kind("number", "rows")]
Decay = Annotated[Finite, Field(ge=0.5, lt=1), Kind("number", "decay")]
MethodName = Literal["block_bootstrap", "filtered", "copula", "factor_model", "normal"]

_ROWS = 60
_EXAMPLES: list[dict[str, Any]] = [
    {
        "history": {
            "columns": {
                "shares": [((7 * k * k) % 41 - 20) / 1000 for k in range(_ROWS)],
                "bonds": [((11 * k * k) % 37 - 18) / 4000 for k in range(_ROWS)],
            }
        },
        "scenarios": 200,
        "horizon": 5,
        "shown": 20,
    },
    {
        "assets": [
            {"name": "shares", "mean": 0.06, "volatility": 0.18},
            {"name": "bonds", "mean": 0.03, "volatility": 0.05},
        ],
        "correlation": 0.2,
        "scenarios": 500,
        "shown": 10,
    },
    {
        "history": {
            "columns": {
                "fund": [((5 * k * k) % 43 - 21) / 1000 for k in range(2 * _ROWS)],
            }
        },
        "method": "filtered",
        "scenarios": 100,
        "horizon": 10,
        "shown": 5,
    },
]


class ScenarioAsset(BaseModel):
    """One series known by its moments."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the series.",
        aliases=("asset", "series", "factor", "name", "index", "ticker"),
    )
    mean: Move = field(
        0.0,
        description="Mean of a period, as a fraction: 6 % is 0.06; zero unless given.",
        aliases=(
            *("mean", "expected return", "drift", "average return", "mu", "expected", "average"),
            *("returns on average", "expected change", "means", "drifts"),
        ),
    )
    volatility: Sigma = field(
        description="Standard deviation of a period, as a fraction: 18 % is 0.18.",
        aliases=(
            *("volatility", "vol", "sigma", "standard deviation", "sig", "swings by", "spread"),
            *("st dev", "st.dev", "stdev", "std dev", "std", "sd", "vols", "sigmas", "moves about"),
        ),
    )


class GenerateScenariosRequest(RequestModel):
    """A history or moments, how many scenarios, how far ahead, and by which method."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table, oldest row first, with a column of returns, prices or changes for "
        "each series.",
        aliases=("history", "price history", "returns file", "past data", "time series"),
    )
    history_holds: Literal["returns", "prices", "profits"] | None = field(
        None,
        description="What the table holds, where its headings do not say so; profits are changes "
        "in money, which add up.",
        aliases=("history holds", "columns are", "table contains"),
        relations={"setting_of": "history"},
        synonyms={
            "returns": ["table of returns", "they are returns"],
            "prices": ["table of prices", "they are prices", "closing prices"],
            "profits": [
                *("table of changes", "profit and loss", "changes in money", "changes in dollars"),
                *("changes in euros", "P&L", "gains and losses", "changes in million"),
                *("changes in k", "numbers are changes", "changes that add up"),
            ],
        },
    )
    columns: list[Identifier] | None = field(
        None,
        min_length=1,
        max_length=MOST_SERIES,
        description="The columns to use, where not all are meant.",
        aliases=("columns", "use the columns", "series", "only for"),
        only_named=True,
    )
    assets: list[ScenarioAsset] | None = field(
        None,
        min_length=1,
        max_length=MOST_SERIES,
        description="The series by their moments, where there is no history: each with its name, "
        "mean and volatility of a period.",
        aliases=("assets", "moments", "series", "risk factors", "asset classes"),
    )
    correlation: Correlation | None = field(
        None,
        description="Correlation of every pair of assets, from -1 to 1.",
        aliases=(
            *("correlation", "rho", "correlated", "corr", "correl", "cor", "pairwise", "ρ"),
            *("pairwise correlation", "every pair", "each pair", "all pairs", "corrs", "corr."),
        ),
        echo="a correlation of {}",
    )
    correlations: list[list[Correlation]] | None = field(
        None,
        max_length=MOST_SERIES,
        description="Correlation matrix, in the order of the assets.",
        aliases=("correlation matrix", "correlations"),
    )
    method: MethodName | None = field(
        None,
        description="How scenarios are made: by blocks of the history, by history rescaled to "
        "today's volatility, by a copula, by common factors, or as normal; blocks unless only "
        "moments are given.",
        aliases=("method", "approach", "generated by"),
        synonyms={
            "block_bootstrap": [
                *(
                    "iid bootstrap",
                    "resample",
                    "resampled",
                    "block resampling",
                    "blocks of history",
                ),
                *("block bootstrap", "stationary bootstrap", "bootstrap", "resampling"),
                *("resample the history", "historical blocks"),
            ],
            "filtered": [
                *("filtered historical simulation", "FHS", "filtered", "today's volatility"),
                *("today's vol", "current volatility", "current vol", "rescaled to today"),
                *("volatility of today", "filtered history", "GARCH filtered", "EWMA filtered"),
            ],
            "copula": ["copula", "t copula", "Gaussian copula"],
            "factor_model": [
                *("factor model", "principal components", "PCA", "common factors"),
                *("factor approach", "by factors", "factor method", "few factors"),
            ],
            "normal": ["normal", "Gaussian", "multivariate normal"],
        },
        echo="by the {} method",
    )
    scenarios: Scenarios = field(
        1_000,
        description="How many scenarios are made.",
        aliases=(
            *("scenarios", "paths", "simulations", "how many scenarios", "draws", "samples"),
            *("of them", "simulated", "futures", "stories", "trajectories", "scenario set of"),
            *("simulated paths", "joint paths", "random tomorrows", "replications", "runs"),
        ),
        echo="{} scenarios",
    )
    horizon: Steps = field(
        1,
        description="How many periods (rows of the history) each scenario runs ahead.",
        aliases=(
            *("horizon", "periods ahead", "steps", "days ahead", "months ahead", "over", "ahead"),
            *("weeks ahead", "years ahead", "quarters ahead", "rows ahead", "rows per scenario"),
            *("steps ahead", "rows per path", "periods", "per scenario", "for the next", "next"),
        ),
        echo="{} periods ahead",
    )
    shown: Shown = field(
        200,
        description="How many of the scenarios stand in the table of the result.",
        aliases=(
            *("shown", "rows in the table", "list", "show me", "show", "first", "print", "display"),
            *("see", "in the table"),
        ),
    )
    block_length: Block | None = field(
        None,
        description="Mean length of a block of the bootstrap in rows; chosen from the data unless "
        "named.",
        aliases=(
            *("block length", "mean block", "block size", "average block", "blocks of"),
            *("block of", "blocks with"),
        ),
        echo="blocks of {} rows",
    )
    volatility_model: Literal["ewma", "garch"] = field(
        "ewma",
        description="Model of volatility for the filtered method.",
        aliases=("volatility model", "filter"),
        synonyms={"ewma": ["EWMA", "exponentially weighted"], "garch": ["GARCH", "GARCH(1,1)"]},
    )
    decay: Decay = field(
        0.94,
        description="Decay factor of EWMA for the filtered method.",
        aliases=("decay", "lambda", "decay factor", "smoothing factor"),
        echo="a decay of {}",
    )
    copula: Literal["gaussian", "t"] = field(
        "t",
        description="Copula of the copula method.",
        aliases=("copula family", "which copula"),
        synonyms={
            "gaussian": ["Gaussian copula", "normal copula"],
            "t": ["t copula", "Student copula"],
        },
    )
    factors: Factors | None = field(
        None,
        description="How many common factors the factor model has; as many as explain nine tenths "
        "of the variance unless named.",
        aliases=("factors", "number of factors", "principal components"),
        echo="{} factors",
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        if self.history is not None and self.assets is not None:
            raise ValueError("give a history or assets with their moments, not both")
        if self.correlation is not None and self.correlations is not None:
            raise ValueError("give correlation for all pairs or the matrix correlations, not both")
        if self.history is not None and given & {"correlation", "correlations"}:
            raise ValueError("correlations come from the history; leave one of the two out")
        if self.assets is not None:
            self._check_moments(self.assets)
        if self.shown > self.scenarios and "shown" in changed_fields(self):
            raise ValueError("shown must be at most scenarios")
        return self

    def _check_moments(self, assets: list[ScenarioAsset]) -> None:
        if self.chosen != "normal":
            raise ValueError(f"the method {self.method} needs a history; moments give normal ones")
        several = len(assets) > 1 and self.correlation is None and self.correlations is None
        refuse_missing(self, ["correlation"] if several else [])
        names = [one.name.lower() for one in assets]
        if len(set(names)) != len(names):
            raise ValueError("assets must differ in name")

    @property
    def chosen(self) -> MethodName:
        """The method, the default filled in."""
        if self.method is not None:
            return self.method
        return "block_bootstrap" if self.history is not None else "normal"
