"""What a model of changing volatility is fitted to."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Identifier, Kind, Table, Whole, field
from tools.finance._assets import PERIOD_WORDS, Period

MOST_ROWS = 200_000
Move = Annotated[Finite, Field(ge=-10_000, le=10_000), Kind("share", "fraction")]
Price = Annotated[Finite, Field(gt=0, le=1e15), Kind("money", "currency")]
Decay = Annotated[Finite, Field(ge=0.5, lt=1), Kind("number", "decay")]
Steps = Annotated[Whole, Field(ge=1, le=1_000), Kind("count", "periods")]
ModelName = Literal["ewma", "garch", "gjr_garch"]
NEEDED = [[["history"], ["returns"], ["prices"]]]

_RETURNS = [0.4, -0.9, 1.3, -2.1, 0.3, 0.8, -0.5, -1.7, 2.2, 0.1, -0.2, 0.6] * 10
_PRICES = [100 + (7 * k * k) % 11 - k / 9 for k in range(1, 121)]


class FitVolatilityRequest(RequestModel):
    """A history of returns or prices, and the model to fit."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"returns": _RETURNS, "returns_in": "percent", "model": "garch"},
                {"prices": _PRICES, "model": "ewma", "period": "day"},
            ],
            "x-required-any": NEEDED,
        }  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table, oldest row first, with a column of returns or prices and perhaps "
        "dates.",
        aliases=("history", "price history", "returns file", "time series", "daily returns"),
    )
    returns: list[Move] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Returns of each period, oldest first: -0.8 % is -0.008.",
        aliases=("returns", "daily returns", "return series", "performance"),
    )
    prices: list[Price] | None = field(
        None,
        min_length=2,
        max_length=MOST_ROWS,
        description="Prices or index levels, oldest first; their simple returns are taken.",
        aliases=("prices", "closing prices", "closes", "index levels", "price series"),
    )
    history_holds: Literal["returns", "percent_returns", "prices"] | None = field(
        None,
        description="What the table holds, where its headings do not say so.",
        aliases=("history holds", "columns are", "table contains"),
        relations={"setting_of": "history"},
        synonyms={
            "returns": ["table of returns", "they are returns", "table holds returns"],
            "percent_returns": ["returns in percent", "percentage returns"],
            "prices": [
                *("table of prices", "they are prices", "closing prices", "table of closes"),
                *("closes", "daily closes", "monthly closes", "weekly closes", "index levels"),
            ],
        },
        echo="a table of {}",
    )
    returns_in: Literal["fraction", "percent"] | None = field(
        None,
        description="Whether the returns of the list are fractions or percentages; taken from "
        "their size if not said.",
        aliases=("returns in", "unit of the returns"),
        synonyms={
            "fraction": [
                *(
                    "as fractions",
                    "as decimals",
                    "decimal returns",
                    "fractions of one",
                    "fractions",
                ),
                *("in decimals", "decimal fractions", "as a fraction", "in fractions"),
            ],
            "percent": [
                *("in percent", "percentages", "percent changes", "percentage changes", "in pct"),
                *("pct returns", "percent returns", "percentage returns", "pct changes"),
                *("pct change", "pct chg", "percent moves", "percentage moves"),
                *("percent change", "pct moves", "pct move", "percent chg", "change in percent"),
                *("percent per day", "percent a day", "as percent", "percentage points"),
            ],
        },
    )
    column: Identifier | None = field(
        None,
        description="The column to use, where the table has several.",
        aliases=("column", "use the column", "series", "in the column"),
        relations={"heading_of": "history"},
    )
    model: ModelName = field(
        "garch",
        description="Which model: ewma, exponential weights with a given decay; garch: GARCH(1,1); "
        "gjr_garch: with a stronger answer to losses.",
        aliases=("model", "method", "volatility model"),
        synonyms={
            "ewma": ["EWMA", "exponentially weighted", "exponential weights", "RiskMetrics"],
            "garch": ["GARCH", "GARCH(1,1)"],
            "gjr_garch": [
                *("GJR", "GJR-GARCH", "asymmetric", "leverage effect", "TGARCH", "asymmetry"),
                *("losses shake it more than gains", "losses weigh more"),
            ],
        },
        echo="the {} model",
        optional_default_said="GARCH(1,1)",
    )
    distribution: Literal["normal", "student_t"] = field(
        "normal",
        description="Distribution of the shocks.",
        aliases=("distribution", "shocks", "innovations", "residuals"),
        synonyms={
            "normal": ["Gaussian", "normal shocks"],
            "student_t": [
                "Student",
                "Student t",
                "fat tails",
                "fat-tailed",
                "heavy tails",
                "t-distributed",
                *("t shocks", "t-shocks", "Student shocks", "t distribution", "t errors"),
                *("Student's t", "t innovations", "heavy-tailed", "fatter tails"),
            ],
        },
        echo="{} shocks",
    )
    mean: Literal["constant", "zero"] = field(
        "constant",
        description="Whether the mean return is estimated or taken as zero.",
        aliases=("mean", "drift"),
        synonyms={"constant": ["constant mean"], "zero": ["zero mean", "no drift"]},
    )
    decay: Decay = field(
        0.94,
        description="Decay of the exponential weights, for ewma.",
        aliases=("decay", "lambda", "decay factor", "smoothing factor"),
        echo="a decay of {}",
    )
    period: Period | None = field(
        None,
        description="What one row covers; read off the dates where there are any.",
        aliases=("period", "frequency of the data", "rows are", "data is"),
        synonyms=PERIOD_WORDS,
        echo="a row a {}",
    )
    horizon: Steps = field(
        21,
        description="How many rows ahead are forecast.",
        aliases=(
            *("horizon", "forecast", "ahead", "next", "days ahead", "out", "forward", "steps"),
            *(
                "rows ahead",
                "rows",
                "years out",
                "months out",
                "days out",
                "coming",
                "term structure",
            ),
            *("days forward", "into the future", "following"),
        ),
        echo="{} ahead",
    )
    confidence: Confidence = field(
        0.95,
        description="Level of the parameters' intervals.",
        aliases=("confidence", "interval", "confidence level"),
        echo="at {} confidence",
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        if len(given & {"history", "returns", "prices"}) > 1:
            raise ValueError("give one of history, returns and prices")
        return self
