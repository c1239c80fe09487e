"""What is found of a changing volatility."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class Parameter(BaseModel):
    """One parameter of the model, in the unit of the returns given."""

    name: str
    estimate: float
    standard_error: float | None = Field(
        description="From the curvature of the likelihood; null where it cannot be told."
    )
    robust_error: float | None = Field(
        description="Holds where shocks are not normal (Bollerslev and Wooldridge 1992)."
    )
    low: float | None = Field(description="Lower end of the interval, from the robust error.")
    high: float | None = Field(description="Upper end of the interval.")


class Ahead(BaseModel):
    """What is expected of one row to come."""

    step: int = Field(description="Rows from the last one.")
    volatility: float = Field(description="Of that row's return, as a fraction.")
    annual_volatility: float | None = Field(description="A year's, at that row's pace.")


class VolatilityFit(ResultModel):
    """A model of changing volatility, what it says of today, and what it expects."""

    model: str
    distribution: str
    parameters: list[Parameter]
    log_likelihood: float
    akaike_criterion: float = Field(description="2 k - 2 log-likelihood: less is better.")
    bayes_criterion: float = Field(description="k ln(n) - 2 log-likelihood: less is better.")
    observations: int
    unit: str = Field(description="Unit of the returns, and so of mu and the root of omega.")
    current_volatility: float = Field(
        description="Expected of the next row's return, as a fraction."
    )
    current_annual_volatility: float | None = Field(
        description="The same for a year; null where the length of a row is not known."
    )
    long_run_volatility: float | None = Field(
        description="What volatility returns to, a row's, as a fraction; null if it never does."
    )
    long_run_annual_volatility: float | None = Field(description="The same for a year.")
    persistence: float = Field(
        description="Share of a shock to the variance that is left after one row."
    )
    half_life: float | None = Field(
        description="Rows after which half of a shock is gone; null if it never is."
    )
    sample_volatility: float = Field(description="Of all rows alike, as a fraction.")
    forecast: list[Ahead]
    horizon_volatility: float = Field(
        description="Of the return over the whole forecast, as a fraction."
    )
    left_in_squares: float = Field(
        description="p-value of Ljung and Box's test of the squared standardised residuals over "
        "ten lags: under 0.05 the model leaves clusters of volatility unexplained."
    )
