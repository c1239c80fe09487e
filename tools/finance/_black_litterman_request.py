"""What is asked of Black and Litterman: the market's portfolio, its risk, and somebody's views."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Money, Share, Table, field
from tools.finance._assets import (
    ESTIMATOR_WORDS,
    PERIOD_WORDS,
    Correlation,
    Covariance,
    Estimator,
    Period,
    Return,
    Sigma,
    Weight,
)
from tools.names import NameList

MOST_ASSETS, MOST_VIEWS = 1_000, 200
NEEDED = [[["assets"]], [["correlation"], ["correlations"], ["covariances"], ["history"]]]


Names = Annotated[NameList, Field(max_length=MOST_ASSETS)]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "assets": [
            {"name": "equities", "weight": 0.6, "volatility": 0.17},
            {"name": "bonds", "weight": 0.3, "volatility": 0.06},
            {"name": "gold", "weight": 0.1, "volatility": 0.15},
        ],
        "correlation": 0.15,
        "views": [{"asset": "gold", "expected_return": 0.05, "confidence": 0.6}],
    },
    {
        "assets": [
            {"name": "Europe", "market_cap": 14e12},
            {"name": "US", "market_cap": 55e12},
            {"name": "Japan", "market_cap": 6e12},
        ],
        "covariances": [
            [0.0361, 0.0226, 0.0171],
            [0.0226, 0.0289, 0.0163],
            [0.0171, 0.0163, 0.04],
        ],
        "views": [
            {"asset": "Europe", "over": ["US"], "expected_return": 0.02},
            {"asset": "Japan", "expected_return": 0.07, "uncertainty": 0.03},
        ],
        "risk_aversion": 3,
    },
]


class MarketAsset(BaseModel):
    """One asset of the market."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the asset; with a history, its column.",
        aliases=("asset", "country", "asset class", "ticker", "name", "market", "fund"),
    )
    weight: Weight | None = field(
        None,
        description="Share of the market portfolio: 60 % is 0.6.",
        aliases=(
            *("weight", "market weight", "share", "benchmark weight", "allocation", "cap weight"),
            *("cap weights", "index weight", "weights", "index", "benchmark", "neutral weights"),
            *(
                "of cap",
                "of the market",
                "market",
                "market portfolio",
                "of the benchmark",
                "policy",
            ),
            *("prior", "shares", "of the index", "strategic weights", "mix"),
        ),
        relations={"adds_up_to": "1"},
    )
    market_cap: Money | None = field(
        None,
        description="What all of it is worth on the market, where weights are not given.",
        aliases=("market cap", "capitalisation", "market value", "size"),
    )
    volatility: Sigma | None = field(
        None,
        description="Standard deviation of its yearly return: 18 % is 0.18.",
        aliases=(
            *("volatility", "vol", "sigma", "standard deviation", "swings by", "swings", "sd"),
            *("volatilities", "σ", "std", "stdev", "vola", "risk", "standard deviations"),
        ),
    )


class View(BaseModel):
    """What somebody expects of an asset, alone or against others."""

    model_config = ConfigDict(extra="forbid")

    asset: Identifier = field(
        description="The asset the view is about, the one expected to do better.",
        aliases=("view on", "asset", "outperformer", "long", "favoured"),
    )
    over: Names = field(
        description="The assets it is held against; none for a view on the asset's own return.",
        aliases=(
            *("over", "against", "versus", "outperforms", "beats", "short", "ahead of", ">"),
            *(
                "better than",
                "tops",
                "outperform",
                "outperforming",
                "beat",
                "will beat",
                "more than",
            ),
            *("do better than", "lead", "leads", "outpace", "outpaces", "exceeds", "vs", "minus"),
        ),
        default_factory=list,
    )
    expected_return: Return = field(
        description="Its yearly return above cash, or by how much it does better: 5 % is 0.05.",
        aliases=(
            *("expected return", "by", "return", "will return", "outperformance", "beats by"),
            *(
                "earns",
                "yields",
                "makes",
                "gains",
                "delivers",
                "will do",
                "at",
                "return",
                "will make",
            ),
        ),
    )
    together_with: Names = field(
        description="Further assets on the favoured side.",
        aliases=("together with", "as well as"),
        default_factory=list,
    )
    confidence: Share | None = field(
        None,
        description="How sure the view is, from 0 to 1: certain is 1, ignored is 0.",
        aliases=(
            *("confidence", "sure", "conviction", "certainty", "conf", "convinced", "certain"),
            *("confident", "trust", "belief", "percent sure"),
        ),
    )
    uncertainty: Annotated[Finite, Field(ge=0, le=10), Kind("share", "fraction")] | None = field(
        None,
        description="Standard deviation of the view's return, where it is known: 3 % is 0.03.",
        aliases=(
            *("uncertainty", "give or take", "plus or minus", "standard deviation of the view"),
            *("±", "uncertain by", "error of", "standard error", "sd of the view"),
        ),
    )

    @model_validator(mode="after")
    def _one_doubt(self) -> Self:
        if self.confidence is not None and self.uncertainty is not None:
            raise ValueError("give confidence or uncertainty, not both")
        if self.confidence == 0:
            raise ValueError("a view with confidence 0 says nothing; leave it out")
        return self


class BlackLittermanRequest(RequestModel):
    """Market weights, risk and views."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    assets: list[MarketAsset] | None = field(
        None,
        min_length=1,
        max_length=MOST_ASSETS,
        description="The assets with their share of the market and their volatility.",
        aliases=(
            "assets",
            "markets",
            "countries",
            "asset classes",
            "benchmark",
            "market portfolio",
        ),
    )
    views: list[View] = field(
        description="What is expected of assets, alone or against others.",
        aliases=(
            *("views", "opinion", "we expect", "we think", "believe", "forecast", "view", "expect"),
            *(
                "house view",
                "house views",
                "my view",
                "call",
                "new call",
                "sees",
                "thinks",
                "think",
            ),
            *(
                "analyst",
                "prediction",
                "outlook",
                "conviction",
                "forecasts",
                "over cash",
                "above cash",
            ),
            *("we see", "opinions", "in excess of cash", "against cash", "expects"),
        ),
        default_factory=list,
        max_length=MOST_VIEWS,
    )
    correlation: Correlation | None = field(
        None,
        description="Correlation of every pair of assets, from -1 to 1.",
        aliases=(
            *("correlation", "rho", "correlated", "corr", "correl", "ρ", "every pair", "all pairs"),
            *("move together", "relation between them", "correlates", "common correlation"),
            *("pairwise correlation", "relation", "go together", "corr."),
        ),
        echo="a correlation of {}",
    )
    correlations: list[list[Correlation]] | None = field(
        None,
        max_length=MOST_ASSETS,
        description="Correlation matrix, in the order of the assets.",
        aliases=("correlation matrix", "correlations"),
    )
    covariances: list[list[Covariance]] | None = field(
        None,
        max_length=MOST_ASSETS,
        description="Covariance matrix of yearly returns, in the order of the assets.",
        aliases=("covariance matrix", "covariances", "cov matrix"),
    )
    history: Table | None = field(
        None,
        description="A table of prices or returns, oldest row first, one column for each asset.",
        aliases=("history", "prices", "returns", "price history", "returns file"),
    )
    history_holds: Literal["prices", "returns"] | None = field(
        None,
        description="What the history holds; read off its headings and numbers where it can be.",
        aliases=("the file holds", "table holds"),
        relations={"setting_of": "history"},
        synonyms={"prices": ["prices", "closes"], "returns": ["returns", "performance"]},
    )
    period: Period | None = field(
        None,
        description="What one row of the history covers; read off its dates where it has any.",
        aliases=("period", "frequency of the data", "rows are"),
        relations={"setting_of": "history"},
        synonyms=PERIOD_WORDS,
        echo="a row a {}",
    )
    estimator: Estimator = field(
        "shrunk_correlation",
        description="How covariances are estimated from a history: as they are, with correlations "
        "shrunk to their mean, or with variances shrunk too.",
        aliases=("estimator", "covariance estimator", "shrinkage"),
        synonyms=ESTIMATOR_WORDS,
        echo="covariances by {}",
    )
    risk_aversion: Annotated[Finite, Field(gt=0, le=1000), Kind("number", "risk aversion")] = field(
        2.5,
        description="How much return the market wants for a unit of variance.",
        aliases=("risk aversion", "delta", "price of risk", "lambda", "δ", "λ", "aversion"),
        echo="a risk aversion of {}",
        optional_default_said="a risk aversion of 2.5",
    )
    tau: Annotated[Finite, Field(gt=0, le=10), Kind("number", "tau")] = field(
        0.05,
        description="How unsure the market's own returns are, as a share of their covariances.",
        aliases=("tau", "uncertainty of the prior", "scaling factor", "τ"),
        echo="a tau of {}",
        optional_default_said="a tau of 0.05",
    )
    sides: Literal["market", "equal"] = field(
        "market",
        description="How several assets on one side of a view share it: by market weight or "
        "equally.",
        aliases=("sides of a view", "view weighting"),
        synonyms={"market": ["by market weight"], "equal": ["equally weighted", "equal shares"]},
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        risks = [n for n in ("correlation", "correlations", "covariances", "history") if n in given]
        if len(risks) > 1:
            raise ValueError(f"give one of {', '.join(risks)}, not several")
        return self
