"""What a portfolio optimisation answers, figure by figure."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class Position(BaseModel):
    """One asset of the portfolio."""

    name: str
    weight: float = Field(description="Share of the portfolio, as a fraction.")
    risk_share: float = Field(description="Its part of the portfolio's variance, as a fraction.")
    marginal_risk: float = Field(
        description="By how much volatility rises per unit of weight, as a fraction."
    )
    volatility: float = Field(description="Its own yearly volatility, as a fraction.")
    expected_return: float | None = Field(
        description="Its expected yearly return, as a fraction, where it is known."
    )
    current: float | None = Field(description="Share held today, as a fraction.")
    change: float | None = Field(description="Share bought, or sold if negative.")
    cluster: int | None = Field(description="Its cluster, for herc, from 1.")


class LimitPrice(BaseModel):
    """A limit that is met exactly, and what it costs."""

    limit: str
    price: float = Field(
        description="By how much the goal would improve per unit by which the limit is moved out: "
        "volatility, expected shortfall, return or Sharpe ratio, by the goal."
    )


class FrontierPoint(BaseModel):
    """One efficient portfolio."""

    volatility: float = Field(description="Yearly, as a fraction.")
    expected_return: float = Field(description="A year, as a fraction.")
    weights: list[float] = Field(
        description="In the order of the assets as given; empty beyond thirty assets."
    )


class OptimizePortfolioResult(ResultModel):
    """Weights, their risk, what the limits cost, and the efficient frontier."""

    positions: list[Position] = Field(description="The largest weight first.")
    objective: str
    expected_return: float | None = Field(description="A year, as a fraction, where it is known.")
    expected_return_error: float | None = Field(
        description="Standard error of that mean, from the length of the history."
    )
    volatility: float = Field(description="A year, as a fraction.")
    sharpe_ratio: float | None = Field(
        description="Expected return above the risk-free rate per unit of volatility, a year."
    )
    value_at_risk: float = Field(
        description="Loss passed with one less the confidence, as a fraction: over a row of the "
        "history, else over a year by the normal distribution."
    )
    expected_shortfall: float = Field(description="Average loss beyond it, as a fraction.")
    confidence: float
    shortfall_span: str = Field(description="The span of those two losses: day, month, year ...")
    held: int = Field(description="How many assets have a weight.")
    effective_assets: float = Field(description="One over the sum of squared weights.")
    diversification_ratio: float = Field(
        description="Weighted mean of the volatilities over that of the portfolio."
    )
    turnover: float | None = Field(description="Share bought, from the current weights.")
    gap: float = Field(
        description="Proven distance from the optimum, relative; 0 for rules that optimise nothing."
    )
    limits: list[LimitPrice]
    equal_weight_volatility: float = Field(
        description="Yearly volatility if every asset had the same weight, for comparison."
    )
    least_volatility: float | None = Field(
        description="Volatility of the first point of the frontier."
    )
    frontier: list[FrontierPoint]
    shrinkage: float | None = Field(description="Weight of the target in shrunk covariances.")
    observations: int | None = Field(description="Returns of each asset that were used.")
