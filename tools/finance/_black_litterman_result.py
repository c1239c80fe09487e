"""What Black and Litterman answer, figure by figure."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class AssetView(BaseModel):
    """One asset before and after the views."""

    name: str
    market_weight: float = Field(description="Share of the market portfolio, as a fraction.")
    volatility: float = Field(description="Standard deviation of yearly returns, as a fraction.")
    equilibrium_return: float = Field(
        description="Yearly return above cash that the market implies, as a fraction."
    )
    expected_return: float = Field(
        description="Yearly return above cash with the views, as a fraction."
    )
    expected_return_error: float = Field(
        description="Standard deviation of that expected return, as a fraction."
    )
    return_change: float = Field(description="What the views add to it, as a fraction.")
    weight: float = Field(description="Share in the best portfolio without limits, as a fraction.")
    weight_change: float = Field(description="That less the market's share, as a fraction.")


class ViewOutcome(BaseModel):
    """One view and what it does."""

    view: str
    stated_return: float = Field(description="What the view says, a year, as a fraction.")
    implied_return: float = Field(description="What the market says of it, as a fraction.")
    blended_return: float = Field(description="What comes out, as a fraction.")
    uncertainty: float = Field(description="Standard deviation of the view, as a fraction.")
    share_of_way: float | None = Field(
        description="How far from the market towards the view the outcome lies; none where the "
        "view says what the market says."
    )
    loading: float = Field(
        description="Weight of the view's portfolio in the best one before it is scaled (lambda)."
    )


class BlackLittermanResult(ResultModel):
    """Expected returns that blend the market's and the views, and the portfolio they call for."""

    assets: list[AssetView]
    views: list[ViewOutcome]
    risk_aversion: float
    tau: float = Field(description="Uncertainty of the prior, as a share of the covariances.")
    market_return: float = Field(
        description="Yearly return above cash of the market portfolio, implied, as a fraction."
    )
    market_volatility: float = Field(description="Its standard deviation a year, as a fraction.")
    portfolio_return: float = Field(
        description="Expected yearly return above cash of the best portfolio, as a fraction."
    )
    portfolio_volatility: float = Field(description="Its standard deviation, as a fraction.")
    weights_sum: float = Field(
        description="Sum of the best portfolio's weights; the rest is held in cash, or borrowed."
    )
    shrinkage: float | None = Field(description="Weight of the target in shrunk covariances.")
    posterior_covariances: list[list[float]] = Field(
        description="Covariances of yearly returns with the views; empty beyond a hundred assets."
    )
