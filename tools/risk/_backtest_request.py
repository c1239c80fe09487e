"""What a back-test of value at risk is asked from: days with forecasts, or a mere count."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Confidence, Currency, Finite, Kind, Number, Seed, Table, Whole, field

MOST_DAYS = 20_000  # eighty years of trading
LEAST_SIMULATIONS, MOST_SIMULATIONS = 200, 20_000

NEEDED = [
    [
        ["history"],
        ["outcomes", "forecasts"],
        ["outcomes", "forecast"],
        ["observations", "exceptions"],
        ["observations", "exception_days"],
    ]
]

Days = Annotated[Whole, Field(ge=2, le=MOST_DAYS), Kind("count", "days")]
Exceptions = Annotated[Whole, Field(ge=0, le=MOST_DAYS), Kind("count", "days")]
DayNumber = Annotated[Whole, Field(ge=1, le=MOST_DAYS), Kind("count", "day number")]
Significance = Annotated[Finite, Field(ge=0.0001, le=0.5), Kind("probability", "fraction")]
Simulations = Annotated[
    Whole, Field(ge=LEAST_SIMULATIONS, le=MOST_SIMULATIONS), Kind("count", "simulations")
]

_EXAMPLES: list[dict[str, Any]] = [
    {"observations": 600, "exceptions": 12, "confidence": 0.99},
    {"observations": 250, "exception_days": [31, 32, 33, 120, 121, 208, 209], "confidence": 0.99},
    {
        "outcomes": [
            *(0.004, -0.012, 0.007, 0.001, -0.031, 0.013, 0.002, -0.004, 0.009, -0.008),
            *(0.011, -0.003, 0.006, -0.027, 0.005, 0.003, -0.006, 0.014, -0.022, -0.009),
            *(0.004, -0.012, 0.007, 0.001, -0.011, 0.013, 0.002, -0.024, 0.009, -0.008),
        ],
        "forecast": 0.02,
        "shortfalls": [0.026] * 30,
        "confidence": 0.95,
        "simulations": 500,
    },
]


class BacktestDay(BaseModel):
    """One row of the history."""

    model_config = ConfigDict(extra="forbid")

    outcome: Number = field(
        description="Return or profit of the day; losses negative.",
        aliases=(
            *("return", "returns", "P&L", "pnl", "profit", "profit and loss", "result", "actual"),
            *("outcome", "realised", "realized", "portfolio return", "daily return", "gain"),
        ),
    )
    value_at_risk: Number = field(
        description="Value at risk forecast for the day.",
        aliases=(
            *("VaR", "VaR forecast", "value at risk", "forecast", "VaR99", "VaR95", "99% VaR"),
            *("95% VaR", "VaR 99", "VaR 95", "VaR limit", "predicted VaR", "one-day VaR"),
        ),
    )
    expected_shortfall: Number | None = field(
        None,
        description="Expected shortfall forecast for the day.",
        aliases=("ES", "expected shortfall", "CVaR", "ES forecast", "shortfall", "ES97.5", "TVaR"),
    )


class BacktestVarRequest(RequestModel):
    """Days with their forecasts, or how many days passed the value at risk."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table, oldest day first, with a column of returns or profits (outcome), one "
        "of value-at-risk forecasts (value_at_risk) and perhaps one of expected shortfalls.",
        aliases=(
            *("history", "backtest file", "returns and VaR", "P&L and VaR", "VaR forecasts file"),
            *("table of returns and forecasts", "back-testing data"),
        ),
        row=BacktestDay,
    )
    outcomes: list[Number] | None = field(
        None,
        min_length=2,
        max_length=MOST_DAYS,
        description="Returns or profits of each day, oldest first; losses negative.",
        aliases=("outcomes", "returns", "P&L", "daily returns", "profits", "realised returns"),
    )
    forecasts: list[Number] | None = field(
        None,
        min_length=2,
        max_length=MOST_DAYS,
        description="Value at risk forecast for each day, in the unit of the outcomes.",
        aliases=("forecasts", "VaR forecasts", "daily VaR", "VaR series", "predicted VaR"),
    )
    forecast: Number | None = field(
        None,
        description="One value at risk for all days, in the unit of the outcomes.",
        aliases=("constant VaR", "VaR of", "VaR limit", "a fixed VaR", "VaR was always"),
        echo="a value at risk of {} every day",
    )
    shortfalls: list[Number] | None = field(
        None,
        min_length=2,
        max_length=MOST_DAYS,
        description="Expected shortfall forecast for each day, to test it as well.",
        aliases=("expected shortfalls", "ES forecasts", "ES series", "CVaR forecasts"),
    )
    observations: Days | None = field(
        None,
        description="How many days were looked at.",
        aliases=(
            *("observations", "days", "trading days", "out of", "sample size", "T", "test days"),
            *("days of backtesting", "business days"),
        ),
        echo="{} days",
    )
    exceptions: Exceptions | None = field(
        None,
        description="On how many of them the loss was greater than the value at risk.",
        aliases=(
            *("exceptions", "breaches", "violations", "exceedances", "exceedances of VaR", "hits"),
            *("overshootings", "outliers", "times exceeded", "VaR breaks", "broken", "was passed"),
            *("was exceeded", "overruns", "days beyond it", "worse than that on"),
            *("went past it on", "goes past it on", "passed it on", "lost more than that on"),
        ),
        relations={"at_most": "observations"},
        echo="{} exceptions",
    )
    exception_days: list[DayNumber] | None = field(
        None,
        max_length=MOST_DAYS,
        description="On which days, counted from 1, the loss was greater than the value at risk.",
        aliases=("exception days", "breaches on days", "violations on days", "exceeded on days"),
        only_named=True,
    )
    confidence: Confidence = field(
        0.99,
        description="Level of the value at risk, as a fraction: 0.99 is to be passed on one day in "
        "a hundred.",
        aliases=(
            *("confidence", "VaR level", "level", "VaR confidence", "% VaR", "VaR at", "day in"),
            *("coverage", "VaR99", "VaR95"),
        ),
        unlike=("significance", "test size", "reject at"),
        echo="a {} value at risk",
        optional_default_said="a 99 % value at risk",
    )
    significance: Significance = field(
        0.05,
        description="Size of the tests: how often a right model may be rejected, as a fraction.",
        aliases=("significance", "significance level", "test size", "reject at", "alpha"),
        unlike=("VaR level", "confidence", "coverage"),
        echo="tested at {} significance",
    )
    simulations: Simulations = field(
        2_000,
        description="Simulated histories behind the small-sample chances of durations and "
        "shortfalls; everything else is exact.",
        aliases=("simulations", "bootstrap draws", "replications", "monte carlo runs"),
    )
    currency: Currency | None = field(
        None,
        description="Currency of profits, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        sources = [
            names
            for names in (("history",), ("outcomes", "forecasts", "forecast"), ("observations",))
            if any(name in given for name in names)
        ]
        if len(sources) > 1:
            raise ValueError(
                "give a history, or outcomes with forecasts, or observations with exceptions; not "
                "several"
            )
        if self.forecast is not None and self.forecasts is not None:
            raise ValueError("give forecasts for each day or one forecast, not both")
        if self.shortfalls is not None and self.outcomes is None:
            raise ValueError("shortfalls go with outcomes; in a history they are a column")
        self._check_count()
        return self

    def _check_count(self) -> None:
        days, found, on = self.observations, self.exceptions, self.exception_days
        if days is None:
            if found is not None or on is not None:
                raise ValueError("exceptions and exception_days go with observations")
            return
        if on is not None and (len(set(on)) != len(on) or max(on, default=1) > days):
            raise ValueError("exception_days must differ and lie within the observations")
        if on is not None and found is not None and found != len(on):
            raise ValueError("exceptions must be as many as exception_days, or be left out")
        if found is not None and found > days:
            raise ValueError("exceptions must be at most observations")
