"""What a value at risk is asked from: a history, or volatilities and correlations."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Confidence,
    Currency,
    Finite,
    Identifier,
    Kind,
    Money,
    Seed,
    SignedMoney,
    Table,
    field,
)
from tools.risk._value_at_risk_position import Position, Sigma

LEAST_TRIALS, MOST_TRIALS = 10_000, 20_000_000
MOST_ROWS = 200_000
MOST_POSITIONS, MOST_FACTORS = 10_000, 200

Return = Annotated[Finite, Field(gt=-1, le=100), Kind("share", "fraction")]
Price = Annotated[Finite, Field(gt=0, le=1e15), Kind("money", "currency")]
Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Loading = Annotated[Finite, Field(ge=-10, le=10), Kind("number", "loading")]
Loadings = Annotated[list[Loading], Field(min_length=1, max_length=MOST_FACTORS)]
Horizon = Annotated[Finite, Field(gt=0, le=3660), Kind("duration", "days")]
Decay = Annotated[Finite, Field(ge=0.5, lt=1), Kind("number", "decay")]
Period = Literal["day", "week", "month", "quarter", "year"]
MethodName = Literal[
    "historical",
    "age_weighted",
    "filtered",
    "gaussian",
    "cornish_fisher",
    "extreme_value",
    "monte_carlo",
]

NEEDED = [
    [
        ["history"],
        ["returns"],
        ["profits"],
        ["prices"],
    ]
]
ALONE = [["volatility", "volatility_period"], ["positions", "volatility_period"]]
"""A history, or what stands for one."""

_PERIODS = {
    "day": ["daily", "a day", "per day", "days"],
    "week": ["weekly", "a week", "per week"],
    "month": ["monthly", "a month", "per month"],
    "quarter": ["quarterly", "a quarter"],
    "year": ["annual", "annually", "yearly", "a year", "per year", "annualised", "p.a."],
}

_NOUNS = (
    "volatility",
    "vol",
    "vols",
    "volatilities",
    "sd",
    "st dev",
    "standard deviation",
    "sigma",
)

_OF_VOLATILITY = {
    period: [
        *(f"{word} {noun}" for word in words for noun in _NOUNS),
    ]
    for period, words in {
        "day": ("daily",),
        "week": ("weekly",),
        "month": ("monthly",),
        "quarter": ("quarterly",),
        "year": ("annual", "ann", "annualised", "annualized", "yearly", "p.a."),
    }.items()
}
"""Only beside the word volatility: "daily returns" says nothing of one."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "positions": [
            {"name": "equities", "amount": 2000000, "volatility": 0.18},
            {"name": "bonds", "amount": 1000000, "volatility": 0.06},
        ],
        "volatility_period": "year",
        "correlation": 0.2,
        "confidence": 0.99,
        "horizon": 10,
        "currency": "EUR",
    },
    {
        "returns": [
            *(0.004, -0.012, 0.007, 0.001, -0.021, 0.013, 0.002, -0.004, 0.009, -0.008),
            *(0.011, -0.003, 0.006, -0.017, 0.005, 0.003, -0.006, 0.014, -0.002, -0.009),
        ],
        "value": 2000000,
        "confidence": 0.9,
    },
    {
        "history": {
            "columns": {
                "date": [f"2026-10-{day:02d}" for day in range(1, 25)],
                "fund": [100 + (7 * day * day) % 11 - day / 9 for day in range(1, 25)],
            }
        },
        "history_holds": "prices",
        "method": "gaussian",
        "value": 500000,
    },
]


class ValueAtRiskRequest(RequestModel):
    """A history of returns, prices or profits, or volatilities; how bad a day is looked at."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": _EXAMPLES,
            "x-required-any": NEEDED,
            "x-alone": ALONE,
        }  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table of returns, prices or profits, oldest row first: one column, or one "
        "for each asset, and perhaps dates.",
        aliases=(
            *("history", "daily returns", "returns file", "price history", "time series", "P&L"),
            *("return series", "prices file", "track record"),
        ),
    )
    returns: list[Return] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Returns of each period, oldest first, as fractions: -0.8 % is -0.008.",
        aliases=("returns", "daily returns", "monthly returns", "return series", "performance"),
    )
    profits: list[SignedMoney] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Profits and losses of each period in money, oldest first; losses negative.",
        aliases=("profits", "P&L", "profit and loss", "daily P&L", "pnl", "gains and losses"),
    )
    prices: list[Price] | None = field(
        None,
        min_length=2,
        max_length=MOST_ROWS,
        description="Prices or index levels, oldest first; their simple returns are taken.",
        aliases=("prices", "closing prices", "closes", "index levels", "price series", "NAV"),
    )
    history_holds: Literal["returns", "prices", "profits"] | None = field(
        None,
        description="What the table holds, where its headings do not say so.",
        aliases=("history holds", "columns are", "table contains"),
        relations={"setting_of": "history"},
        synonyms={
            "returns": ["table of returns", "they are returns"],
            "prices": ["table of prices", "they are prices", "closing prices"],
            "profits": ["table of profits", "profit and loss table"],
        },
        echo="a table of {}",
    )
    column: Identifier | None = field(
        None,
        description="The column to use, where the table has several.",
        aliases=("column", "use the column", "series", "in the column"),
    )
    positions: list[Position] | None = field(
        None,
        min_length=1,
        max_length=MOST_POSITIONS,
        description="The positions: each with its name and amount (or weight), and its volatility "
        "where there is no history.",
        aliases=("positions", "holdings", "portfolio", "book", "assets", "allocation"),
    )
    volatility: Sigma | None = field(
        None,
        description="Volatility of the whole portfolio, as a fraction: 2 % is 0.02.",
        aliases=(
            *("volatility", "vol", "sigma", "standard deviation", "swings by", "swings"),
            *("st dev", "st.dev", "stdev", "std dev", "std", "sd", "vols", "sigmas", "moves about"),
        ),
        unlike=("VaR", "value at risk", "confidence", "% one-day", "percentile"),
        echo="a volatility of {}",
    )
    volatility_period: Period | None = field(
        None,
        description="The period the volatilities are for: daily or yearly.",
        aliases=("volatility period", "volatility per"),
        synonyms=_OF_VOLATILITY,
        echo="volatility per {}",
    )
    correlation: Correlation | None = field(
        None,
        description="Correlation of every pair of positions, from -1 to 1.",
        aliases=(
            *("correlation", "rho", "correlated", "corr", "correl", "cor", "pairwise", "ρ"),
            *("pairwise correlation", "every pair", "each pair", "all pairs", "corrs", "corr."),
        ),
        echo="a correlation of {}",
    )
    correlations: list[list[Correlation]] | None = field(
        None,
        max_length=5_000,
        description="Correlation matrix, in the order of the positions.",
        aliases=("correlation matrix", "correlations"),
    )
    loadings: (
        list[Annotated[list[Loading], Field(min_length=1, max_length=MOST_FACTORS)]] | None
    ) = field(
        None,
        min_length=1,
        max_length=MOST_POSITIONS,
        description="Factor model: a row for each position, a column for each factor of "
        "variance one; the positions' volatilities are then their own, beside the factors.",
        aliases=("factor loadings", "loadings", "factor exposures", "betas"),
    )
    value: Money | None = field(
        None,
        description="What the portfolio is worth, to say the loss in money.",
        aliases=(
            *("portfolio value", "worth", "on a portfolio of", "we hold", "invested", "value"),
            *("market value", "position of", "on", "holding of", "stands at", "in stocks"),
            *("in shares", "in the fund", "portfolio stands at", "VaR for", "book of", "mv", "pot"),
            *(
                "pot of",
                "in funds",
                "leave",
                "long",
                "fund stands at",
                "portfolio of",
                "in that fund",
            ),
        ),
        relations={"goes_with": "positions.weight"},
        echo="{} at stake",
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )
    method: MethodName | None = field(
        None,
        description="How it is estimated; historical where there is a history, else gaussian.",
        aliases=("method", "approach", "model"),
        synonyms={
            "historical": ["historical simulation", "historical", "empirical"],
            "age_weighted": ["age weighted", "age-weighted", "BRW", "hybrid", "Boudoukh"],
            "filtered": ["filtered historical", "FHS", "volatility weighted", "filtered"],
            "gaussian": ["Gaussian", "normal", "parametric", "variance-covariance", "delta-normal"],
            "cornish_fisher": ["Cornish-Fisher", "modified VaR", "Cornish Fisher"],
            "extreme_value": ["extreme value", "EVT", "peaks over threshold", "POT method", "GPD"],
            "monte_carlo": ["Monte Carlo", "simulate", "simulated"],
        },
        echo="by the {} method",
    )
    confidence: Confidence = field(
        0.95,
        description="Confidence level, as a fraction: 0.99 is the loss passed on one day in a "
        "hundred.",
        aliases=(
            *("confidence", "confidence level", "level", "VaR", "value at risk", "percentile"),
            *("one day in", "one-day VaR", "day VaR", "shortfall", "level of confidence"),
            *("month in", "one week in", "sure", "certain"),
        ),
        echo="at {} confidence",
        optional_default_said="a 95 % confidence level",
    )
    horizon: Horizon | None = field(
        None,
        description="How long the portfolio is held, in (trading) days; one row unless named.",
        aliases=("horizon", "holding period", "over", "ahead"),
        echo="over {}",
    )
    scaling: Literal["square_root", "overlapping"] = field(
        "square_root",
        description="How a longer horizon is reached: by the square root of time, or from "
        "overlapping returns of that length.",
        aliases=("scaling", "time scaling"),
        synonyms={
            "square_root": ["square root of time", "sqrt of time"],
            "overlapping": [
                *("overlapping returns", "aggregate returns", "overlapping windows", "overlapping"),
            ],
        },
    )
    period: Period | None = field(
        None,
        description="What one row of the history covers; read off its dates where it has any.",
        aliases=("period", "frequency of the data", "rows are", "data is"),
        relations={"setting_of": "history | returns | profits | prices | volatility"},
        synonyms={name: [*words, f"{name} rows"] for name, words in _PERIODS.items()},
        unlike=("one-day", "one-month", "a year"),
        echo="a row a {}",
    )
    decay: Decay | None = field(
        None,
        description="Decay factor of weights: 0.94 for filtered, 0.98 for age_weighted unless "
        "named.",
        aliases=("decay", "lambda", "decay factor", "smoothing factor"),
        echo="a decay of {}",
    )
    volatility_model: Literal["ewma", "garch"] = field(
        "ewma",
        description="Model of volatility for the filtered method.",
        aliases=("volatility model", "filter"),
        synonyms={"ewma": ["EWMA", "exponentially weighted"], "garch": ["GARCH", "GARCH(1,1)"]},
    )
    threshold_share: Annotated[Finite, Field(ge=0.005, le=0.25), Kind("share", "fraction")] = field(
        0.1,
        description="Share of the worst losses to which extreme_value fits its tail.",
        aliases=("threshold share", "tail fraction", "share of exceedances"),
    )
    mean: Literal["sample", "zero"] = field(
        "sample",
        description="Whether the mean return is taken from the history or as zero.",
        aliases=("mean", "drift"),
        synonyms={"sample": ["sample mean"], "zero": ["zero mean", "no drift", "ignore the mean"]},
    )
    quantile_rule: Literal["interpolated", "order_statistic"] = field(
        "interpolated",
        description="Historical quantile between two days (as spreadsheets and R do), or the k-th "
        "worst day.",
        aliases=("quantile rule", "quantile convention"),
        synonyms={
            "interpolated": ["interpolated", "type 7"],
            "order_statistic": ["order statistic", "k-th worst", "fifth worst"],
        },
    )
    degrees_of_freedom: Annotated[Finite, Field(gt=2, le=1000), Kind("number", "df")] | None = (
        field(
            None,
            description="For monte_carlo: degrees of freedom of a t distribution, else a normal.",
            aliases=("degrees of freedom", "df", "nu"),
        )
    )
    trials: Annotated[int, Field(ge=LEAST_TRIALS, le=MOST_TRIALS), Kind("count", "trials")] = field(
        1_000_000,
        description="How many periods monte_carlo simulates.",
        aliases=("trials", "simulations", "scenarios", "draws"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = given_fields(self)
        sources = [
            n for n in ("history", "returns", "profits", "prices", "volatility") if n in given
        ]
        if len(sources) > 1:
            raise ValueError(f"give one of {', '.join(sources)}, not several")
        if sources in ([], ["volatility"]):
            refuse_missing(self, missing_fields(given, NEEDED, ALONE))
            self._check_parametric()
        elif self.positions is not None and sources != ["history"]:
            raise ValueError("positions go with a history that has a column for each, or alone")
        return self

    def _check_parametric(self) -> None:
        if self.method not in (None, "gaussian", "monte_carlo"):
            raise ValueError(f"the method {self.method} needs a history")
        if self.scaling == "overlapping":
            raise ValueError("overlapping returns need a history; use square_root")
        if self.volatility is not None and self.positions is not None:
            raise ValueError("give volatility of the whole, or positions each with its own")
        several = self.positions is not None and len(self.positions) > 1
        ways = [n for n in ("correlation", "correlations", "loadings") if getattr(self, n)]
        if several and not ways and self.correlation is None:
            refuse_missing(self, ["correlation"])
        if self.loadings is not None and len(ways) > 1:
            raise ValueError("loadings stand in place of correlations: give one of them")
        if self.correlation is not None and self.correlations is not None:
            raise ValueError("give correlation for all pairs or the matrix correlations, not both")

    @property
    def chosen(self) -> MethodName:
        """The method, the default filled in."""
        if self.method is not None:
            return self.method
        parametric = self.volatility is not None or (self.positions and self.history is None)
        return "gaussian" if parametric else "historical"
