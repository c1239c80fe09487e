"""What is found of options."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.finance._option_terms import Exercise, Side


class OptionValue(BaseModel):
    """One option: what it is worth, and how that moves."""

    name: str
    side: Side
    strike: float = Field(description="Price at which it may be exercised.")
    spot: float = Field(description="Price of the underlying.")
    forward: float = Field(description="Price of the underlying for delivery at expiry.")
    years_to_expiry: float = Field(description="Years.")
    volatility: float = Field(description="Yearly, as a fraction.")
    price: float = Field(description="What one option is worth.")
    intrinsic_value: float = Field(description="What exercising it at once would bring.")
    time_value: float = Field(description="Price less intrinsic value.")
    early_exercise_premium: float | None = Field(
        None, description="What the right to exercise early adds to the European price."
    )
    delta: float = Field(description="Change of the price if the underlying rises by one.")
    gamma: float = Field(description="Change of delta if the underlying rises by one.")
    vega: float = Field(description="Change of the price if volatility rises by a point (0.01).")
    theta: float = Field(description="Change of the price in one calendar day.")
    rho: float = Field(description="Change of the price if interest rises by a point (0.01).")
    chance_of_exercise: float = Field(
        description="Risk-neutral chance that it ends in the money: N(d2) of a call."
    )
    breakeven: float = Field(
        description="Price of the underlying at expiry at which the premium is won back."
    )
    quantity: float = Field(description="How many are held; negative if sold.")
    value: float = Field(description="Price times quantity.")


class OptionPrices(ResultModel):
    """Prices of options, and what the whole list is worth."""

    options: list[OptionValue]
    exercise: Exercise
    value: float = Field(description="Worth of all together: prices times quantities.")
    delta: float = Field(description="Of all together, in units of the underlying.")
    gamma: float = Field(description="Of all together.")
    vega: float = Field(description="Of all together, for a point of volatility.")
    theta: float = Field(description="Of all together, for one calendar day.")
    rho: float = Field(description="Of all together, for a point of interest.")
    currency: str | None = Field(None, description="Currency of all prices.")


class ImpliedOne(BaseModel):
    """One option: the volatility at which it is worth what it trades at."""

    name: str
    side: Side
    strike: float = Field(description="Price at which it may be exercised.")
    spot: float = Field(description="Price of the underlying.")
    forward: float = Field(description="Price of the underlying for delivery at expiry.")
    years_to_expiry: float = Field(description="Years.")
    price: float = Field(description="What it trades at.")
    implied_volatility: float = Field(description="Yearly, as a fraction.")
    moneyness: float = Field(description="Logarithm of strike over forward.")
    vega: float = Field(description="Change of the price if volatility rises by a point (0.01).")
    least_price: float = Field(description="Below it there would be a riskless profit.")
    most_price: float = Field(description="Above it there would be a riskless profit.")


class ImpliedVolatilities(ResultModel):
    """Volatilities that the prices of options imply."""

    options: list[ImpliedOne]
    exercise: Exercise
    at_the_money: float = Field(
        description="Implied volatility of the option whose strike is nearest to the forward."
    )
    lowest: float = Field(description="Least of the implied volatilities.")
    highest: float = Field(description="Greatest of the implied volatilities.")
    currency: str | None = Field(None, description="Currency of all prices.")
