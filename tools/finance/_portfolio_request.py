"""What a portfolio is optimised from: a history, or means and risk; a goal; limits."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Kind, Share, Table, Whole, field
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
from tools.finance._portfolio_examples import EXAMPLES
from tools.finance._portfolio_holdings import MOST_ASSETS, GroupLimit, Holding

MOST_GROUPS, MOST_FACTORS = 200, 500
Objective = Literal[
    "min_variance",
    "max_sharpe",
    "target_return",
    "target_volatility",
    "min_cvar",
    "risk_parity",
    "hrp",
    "herc",
]
NEEDED = [[["history"], ["assets", "correlation"], ["assets", "correlations"],
           ["covariances"], ["loadings", "specific_variances"]]]  # fmt: skip
RISKS = ("history", "correlation", "correlations", "covariances", "loadings")
Loading = Annotated[Finite, Field(ge=-1e4, le=1e4), Kind("number", "loading")]


class OptimizePortfolioRequest(RequestModel):
    """Assets, what is known of them, what is wanted of the portfolio, and its limits."""

    model_config = ConfigDict(
        json_schema_extra={"examples": EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table of prices or returns, oldest row first, one column for each asset.",
        aliases=("history", "prices", "returns", "price history", "returns file", "closes"),
    )
    history_holds: Literal["prices", "returns"] | None = field(
        None,
        description="What the history holds; read off its headings and numbers where it can be.",
        aliases=("the file holds", "table holds"),
        relations={"setting_of": "history"},
        synonyms={"prices": ["prices", "closes"], "returns": ["returns", "performance"]},
    )
    assets: list[Holding] | None = field(
        None,
        min_length=1,
        max_length=MOST_ASSETS,
        description="The assets with what is known of each; with a history those of its columns.",
        aliases=("assets", "portfolio", "funds", "holdings", "instruments", "universe"),
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
        max_length=2_000,
        description="Correlation matrix, in the order of the assets.",
        aliases=("correlation matrix", "correlations"),
    )
    covariances: list[list[Covariance]] | None = field(
        None,
        max_length=2_000,
        description="Covariance matrix of yearly returns, in the order of the assets.",
        aliases=("covariance matrix", "covariances", "cov matrix"),
    )
    loadings: list[list[Loading]] | None = field(
        None,
        max_length=MOST_ASSETS,
        description="Factor model: a row for each asset, a column for each factor of variance one.",
        aliases=("factor loadings", "loadings", "factor exposures", "betas"),
    )
    specific_variances: list[Annotated[Finite, Field(gt=0, le=100)]] | None = field(
        None,
        max_length=MOST_ASSETS,
        description="Factor model: each asset's own yearly variance beside the factors.",
        aliases=("specific variances", "idiosyncratic variances", "residual variances"),
    )
    objective: Objective = field(
        "min_variance",
        description="What is wanted: least variance, best ratio of return to risk, least risk for "
        "a return, most return for a risk, least expected shortfall, equal or budgeted parts of "
        "risk, or weights by a tree of assets.",
        aliases=("objective", "goal", "optimise for", "strategy"),
        synonyms={
            "min_variance": [
                *("minimum variance", "least risk", "lowest volatility", "safest", "min variance"),
                *(
                    "least variance",
                    "calmest",
                    "lowest variance",
                    "smallest volatility",
                    "minimal risk",
                ),
                *(
                    "minimal variance",
                    "minimise the variance",
                    "minimise risk",
                    "min var",
                    "min vol",
                ),
                *("minimum risk", "minimum volatility", "GMV", "ups and downs smallest"),
                *("smoothest", "least bumpy", "smallest swings"),
            ],
            "max_sharpe": [
                *("maximum Sharpe", "tangency", "best risk-adjusted", "Sharpe ratio", "max Sharpe"),
                *("highest Sharpe", "best Sharpe", "best return for the risk", "Sharpe max", "MSR"),
                *("sharpe maximum", "maximise the Sharpe", "maximize Sharpe", "sharpe-optimal"),
                *("maximal Sharpe", "optimal Sharpe", "Sharpe maximal", "sharpe", "tangent"),
            ],
            "target_return": [
                *("required return", "return target", "to earn at least", "still earns"),
                *("still earn", "still returns", "must earn", "must return", "needs to earn"),
                *("still yields", "earn at least", "earns at least"),
            ],
            "target_volatility": [
                *("volatility target", "risk target", "most return for a risk of"),
                *(
                    "most return for a volatility of",
                    "highest return with a volatility of",
                    "max return",
                ),
                *("maximum return", "highest return", "most return", "maximise return"),
                *("maximise the return", "maximize return", "best return at", "greatest return"),
            ],
            "min_cvar": [
                "minimum CVaR",
                "expected shortfall",
                "tail risk",
                "CVaR",
                "mildest bad cases",
            ],
            "risk_parity": [
                *("risk parity", "equal risk contribution", "ERC", "risk budgeting", "equal risk"),
                *("contributing the same risk", "contributes the same risk", "same share of risk"),
                *("same risk from each", "each the same risk", "equal parts of the risk"),
                *(
                    "balance risk equally",
                    "risk equally",
                    "equal risk contributions",
                    "equal risks",
                ),
                *("risk balanced", "balanced risk", "same risk", "equalise risk"),
            ],
            "hrp": [
                "HRP",
                "hierarchical risk parity",
                "Lopez de Prado",
                "de Prado",
                "tree of assets",
            ],
            "herc": ["HERC", "hierarchical equal risk contribution"],
        },
        echo="for the objective {}",
        optional_default_said="the least variance as the goal",
    )
    target_return: Return | None = field(
        None,
        description="Yearly return the portfolio must reach at least, as a fraction.",
        aliases=(
            *("target return", "required return", "return of at least", "wants to earn"),
            *("still earns", "must earn", "need to earn", "earn at least", "return target"),
            *("still returns", "we need", "aims at"),
        ),
        echo="at least {} a year",
    )
    target_volatility: Sigma | None = field(
        None,
        description="Greatest yearly volatility the portfolio may have, as a fraction.",
        aliases=(
            *("target volatility", "volatility of at most", "risk limit", "vol cap", "vol target"),
            *("volatility may not exceed", "risk of at most", "volatility below", "vol at most"),
            *("risk at", "risk below", "vol under", "volatility under", "max vol"),
            *(
                "volatility at most",
                "volatility no more than",
                "with risk of",
                "risk no higher than",
            ),
        ),
        echo="a volatility of at most {}",
    )
    risk_free: Return = field(
        0.0,
        description="Yearly return without risk, as a fraction; for max_sharpe.",
        aliases=(
            "risk-free rate",
            "cash rate",
            "risk free",
            "bill rate",
            "cash earns",
            *("rf", "cash at", "t-bill", "t-bills", "bills at", "riskless", "safe rate"),
            *("deposit rate", "money market", "risk-free"),
        ),
        echo="a risk-free rate of {}",
    )
    confidence: Confidence = field(
        0.95,
        description="Level of the expected shortfall, as a fraction.",
        aliases=("confidence", "CVaR level", "confidence level", "shortfall level"),
        echo="at {} confidence",
        optional_default_said="a 95 % level",
    )
    most_weight: Weight | None = field(
        None,
        description="Greatest share any one asset may have, as a fraction.",
        aliases=(
            *("maximum weight", "no more than in one", "at most in each", "position limit"),
            *("no line bigger than", "no line over", "no holding bigger than"),
            *("nothing over", "nothing above", "none above", "no single position over"),
            *("in any one", "not more than in one", "in any single one", "in a single one"),
            *("ceiling of", "ceiling per share", "cap per asset", "capped at", "at most per share"),
            *("most in any one", "maximum per asset", "weight cap", "upper bound"),
            *(
                "no asset above",
                "limit per position",
                "max weight",
                "no fund over",
                "no fund above",
            ),
            *("no asset over", "none over", "each at most", "nothing more than", "max each"),
            *(
                "no more than each",
                "at most each",
                "none more than",
                "per asset at most",
                "max per",
            ),
        ),
        echo="at most {} in each",
    )
    least_weight: Weight | None = field(
        None,
        description="Least share every asset must have, as a fraction; negative allows short "
        "sales to that size.",
        aliases=(
            *("minimum weight", "at least in each", "everything at least", "floor per asset"),
            *("at least per share", "lower bound", "min weight", "no asset below", "each at least"),
            *("every asset at least", "min each", "none below", "none under", "at least each"),
            *("nothing below", "nothing under", "every fund at least", "all at least"),
            *("shorts down to", "short down to", "shorts up to", "short positions down to"),
        ),
        echo="at least {} in each",
    )
    allow_short: bool = field(
        False,
        description="Whether assets may be sold short.",
        aliases=(
            *("short sales", "short selling", "long-short", "shorting allowed", "shorting ok"),
            *("shorts down to", "short down to", "shorts up to", "short positions down to"),
            *("short up to", "may short", "can short", "shorts allowed", "130/30", "go short"),
        ),
    )
    most_gross: Annotated[Finite, Field(ge=1, le=100), Kind("number", "share")] | None = field(
        None,
        description="Most that all positions together may come to, short ones counted as "
        "positive: 130/30 is 1.6.",
        aliases=("gross exposure", "leverage", "gross limit"),
        echo="a gross exposure of at most {}",
    )
    groups: list[GroupLimit] = field(
        description="What groups of assets together may make up.",
        aliases=("groups", "sectors", "asset classes", "group limits"),
        default_factory=list,
        max_length=MOST_GROUPS,
        only_named=True,
    )
    turnover: Share | None = field(
        None,
        description="Most that may be bought of the portfolio's value (and as much sold), from "
        "the current weights.",
        aliases=(
            *("turnover", "trade at most", "change at most", "reshuffle", "move at most"),
            *("trade no more than", "moving at most", "shift at most", "rebalance at most"),
            *("move no more than", "turn over", "traded at most", "switch at most"),
        ),
        echo="at most {} traded",
    )
    most_assets: Annotated[Whole, Field(ge=1, le=1000), Kind("count", "assets")] | None = field(
        None,
        description="Most assets the portfolio may hold.",
        aliases=(
            *("at most assets", "number of positions", "cardinality", "names at most"),
            *("at most", "no more than assets", "positions at most", "at most names"),
            *("at most funds", "at most shares", "at most stocks"),
        ),
        echo="at most {} assets",
    )
    least_holding: Share | None = field(
        None,
        description="Least share of an asset that is held at all, as a fraction.",
        aliases=("minimum position", "smallest holding", "no position under"),
        echo="no holding under {}",
    )
    linkage: Literal["single", "complete", "average", "ward"] | None = field(
        None,
        description="How the tree of hrp and herc is built: single for hrp, ward for herc.",
        aliases=("linkage", "clustering method"),
    )
    clusters: Annotated[Whole, Field(ge=1, le=1000), Kind("count", "clusters")] | None = field(
        None,
        description="How many clusters herc cuts the tree into; by the gap statistic unless named.",
        aliases=("clusters", "number of clusters"),
    )
    estimator: Estimator = field(
        "shrunk_correlation",
        description="How covariances are estimated from a history: as they are, with correlations "
        "shrunk to their mean, or with variances shrunk too.",
        aliases=("estimator", "covariance estimator", "shrinkage"),
        synonyms=ESTIMATOR_WORDS,
        echo="covariances by {}",
    )
    period: Period | None = field(
        None,
        description="What one row of the history covers; read off its dates where it has any.",
        aliases=("period", "frequency of the data", "rows are"),
        relations={"setting_of": "history"},
        synonyms=PERIOD_WORDS,
        echo="a row a {}",
    )
    frontier_points: Annotated[Whole, Field(ge=0, le=60), Kind("count", "points")] = field(
        15,
        description="Points of the efficient frontier; 0 for none.",
        aliases=("frontier points", "points of the frontier"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        several = [name for name in RISKS if name in given]
        if len(several) > 1:
            raise ValueError(f"give one of {', '.join(several)}, not several")
        if self.objective in ("target_return", "target_volatility"):
            refuse_missing(self, [n for n in [self.objective] if n not in given])
        if self.turnover is not None and not any(
            one.current is not None for one in self.assets or ()
        ):
            raise ValueError("turnover needs the current weights of the assets")
        return self
