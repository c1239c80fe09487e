"""What is asked of assets, whatever is done with them: names, volatilities, history."""

from typing import Annotated, Literal

from pydantic import Field

from tools.fields import Finite, Kind

Weight = Annotated[Finite, Field(ge=-100, le=100), Kind("share", "fraction")]
"""A part of the portfolio; negative where it is sold short."""
Return = Annotated[Finite, Field(ge=-1, le=10), Kind("share", "fraction")]
"""A yearly return: 6 % is 0.06."""
Sigma = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]
"""A standard deviation of yearly returns: 18 % is 0.18."""
Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Covariance = Annotated[Finite, Field(ge=-100, le=100), Kind("number", "covariance")]
Period = Literal["day", "week", "month", "quarter", "year"]

PER_YEAR: dict[str, float] = {"day": 252, "week": 52, "month": 12, "quarter": 4, "year": 1}
"""Rows of a history in a year; days are trading days."""

PERIOD_WORDS = {
    "day": ["daily", "a day", "per day", "daily rows", "trading days"],
    "week": ["weekly", "a week", "per week", "weekly rows"],
    "month": ["monthly", "a month", "per month", "monthly rows"],
    "quarter": ["quarterly", "a quarter", "quarterly rows"],
    "year": ["annual", "annually", "yearly rows"],
}
"""What people call each period of a history."""

Estimator = Literal["sample", "shrunk_correlation", "ledoit_wolf"]
ESTIMATOR_WORDS = {
    "sample": ["sample covariance", "plain covariance"],
    "shrunk_correlation": ["constant correlation", "shrunk correlations"],
    "ledoit_wolf": ["Ledoit-Wolf", "identity target"],
}
"""How covariances are estimated, and what people call it."""
