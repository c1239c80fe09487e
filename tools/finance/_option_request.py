"""What an option's price, or its implied volatility, is asked from."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Date, Finite, Kind, field
from tools.finance._option_terms import (
    EXERCISES,
    MOST_OPTIONS,
    SIDES,
    UNDERLYINGS,
    Exercise,
    Interest,
    Option,
    Premium,
    Price,
    Quantity,
    QuotedOption,
    Side,
    Underlying,
    Volatility,
    Years,
)

TIME = [["years_to_expiry"], ["expiry"]]
TO_PRICE = [
    [["side"], ["options"]],
    [["spot"], ["options"]],
    [["strike"], ["options"]],
    [*TIME, ["options"]],
    [["volatility"], ["options"]],
]
TO_IMPLY = [*TO_PRICE[:-1], [["price"], ["options"]]]

Dividend = Annotated[Finite, Field(ge=-0.5, le=2), Kind("share", "fraction")]


class OptionRequest(RequestModel):
    """What both ways of asking have in common."""

    side: Side | None = field(
        None,
        description="Whether it is a call (right to buy) or a put (right to sell).",
        aliases=("call or put", "option type", "kind of option", "side"),
        synonyms=SIDES,
        echo="a {}",
    )
    spot: Price | None = field(
        None,
        description="Price of the underlying now: the stock, the index, the currency or the "
        "futures contract.",
        aliases=(
            *("spot", "spot price", "stock price", "share price", "trades at", "stock at"),
            *("share at", "underlying", "index at", "futures at", "currently at", "stands at"),
            *("standing at", "trading at", "price today", "underlying price", "our share", "S"),
            *("share is", "stock is", "share now", "stock now", "share costs", "share stands"),
        ),
        echo="the underlying at {}",
    )
    strike: Price | None = field(
        None,
        description="Price at which the option may be exercised.",
        aliases=(
            *("strike", "strike price", "exercise price", "struck at", "strike of", "K", "X"),
            *("right to buy at", "right to sell at", "buy at", "sell at", "option to buy at"),
            *("option to sell at", "exercised at", "sell it for", "buy it for", "sell it at"),
            *("call", "put", "calls", "puts", "strikes", "struck"),
        ),
        echo="a strike of {}",
    )
    years_to_expiry: Years | None = field(
        None,
        description="Time until the option expires, in years: six months is 0.5.",
        aliases=(
            *("time to expiry", "expires in", "maturity", "to maturity", "time to maturity"),
            *("months to run", "months left", "tenor", "expiring in", "days to expiry", "T", "t"),
            *(
                "years to run",
                "to run",
                "within",
                "until",
                "runs for",
                "years",
                "years left",
                "tau",
            ),
            *("half a year left", "to go", "dte"),
        ),
        echo="{} to expiry",
    )
    expiry: Date | None = field(
        None,
        description="Day on which the option expires.",
        aliases=("expiry date", "expires on", "expires", "expiration", "expiry", "expiring on"),
        echo="expiring on {}",
    )
    rate: Interest = field(
        0.0,
        description="Riskless interest rate a year, continuously compounded.",
        aliases=(
            *("interest rate", "risk-free rate", "riskless rate", "rate", "interest", "rates at"),
            *(
                "money at",
                "r",
                "riskless",
                "risk-free",
                "cash earns",
                "riskless account pays",
                "rf",
            ),
        ),
        echo="interest of {} a year",
        optional_default_said="no interest",
    )
    dividend_yield: Dividend = field(
        0.0,
        description="Yearly yield of the underlying, continuously compounded: dividends, or the "
        "foreign interest rate of a currency.",
        aliases=("dividend yield", "dividends of", "dividend", "foreign rate", "yield", "q", "div"),
        echo="a dividend yield of {}",
        optional_default_said="no dividends",
    )
    exercise: Exercise = field(
        "european",
        description="Whether it may be exercised at expiry only (European) or any time (American).",
        aliases=("exercise", "style", "exercise style"),
        synonyms=EXERCISES,
        echo="{} exercise",
        optional_default_said="European exercise",
    )
    underlying: Underlying = field(
        "spot",
        description="Whether the price of the underlying is that of the thing itself, or of a "
        "futures contract on it (Black 1976).",
        aliases=("underlying is", "written on"),
        synonyms=UNDERLYINGS,
    )
    quantity: Quantity | None = field(
        None,
        description="How many options are held; negative if sold.",
        aliases=("quantity", "number of options", "how many options", "contracts"),
        echo="{} of them",
    )
    as_of: Date | None = field(
        None,
        description="Day from which the time to a day of expiry is counted.",
        aliases=(
            *("as of", "today", "valuation date", "pricing date", "valued", "as at", "priced on"),
            *("trade date", "value date", "quoted on", "today is"),
        ),
    )
    currency: Currency | None = field(
        None,
        description="Currency of all prices.",
        aliases=("currency", "in euros", "in dollars"),
    )


class PriceOptionRequest(OptionRequest):
    """An option, or a list of them, with the volatility of what they are written on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "side": "call", "spot": 42, "strike": 40, "years_to_expiry": 0.5,
                    "rate": 0.1, "volatility": 0.2,
                },
                {
                    "spot": 100, "years_to_expiry": 0.25, "rate": 0.03, "volatility": 0.25,
                    "options": [
                        {"side": "call", "strike": 105, "quantity": -10},
                        {"side": "put", "strike": 95, "quantity": 10},
                    ],
                },
                {
                    "side": "put", "spot": 36, "strike": 40, "years_to_expiry": 1, "rate": 0.06,
                    "volatility": 0.2, "exercise": "american",
                },
            ],
            "x-required-any": TO_PRICE,
        }  # type: ignore[dict-item]
    )  # fmt: skip

    volatility: Volatility | None = field(
        None,
        description="Yearly volatility of the underlying: 20 % is 0.2.",
        aliases=(
            *("volatility", "vol", "sigma", "annual volatility", "implied vol", "swings by"),
            *("swings about", "fluctuates", "IV", "moves about", "swings"),
        ),
        echo="{} volatility",
    )
    options: list[Option] | None = field(
        None,
        min_length=1,
        max_length=MOST_OPTIONS,
        description="Several options; what a row leaves out is taken from the fields above.",
        aliases=("options", "legs", "option chain", "book of options", "positions"),
        only_named=True,
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), TO_PRICE))
        return self


class ImpliedVolatilityRequest(OptionRequest):
    """An option, or a list of them, with what each trades at."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "side": "call", "spot": 42, "strike": 40, "years_to_expiry": 0.5,
                    "rate": 0.1, "price": 4.76,
                },
                {
                    "spot": 100, "years_to_expiry": 0.25, "rate": 0.03, "side": "call",
                    "options": [
                        {"strike": 95, "price": 8.4},
                        {"strike": 100, "price": 5.2},
                        {"strike": 105, "price": 2.95},
                    ],
                },
            ],
            "x-required-any": TO_IMPLY,
        }  # type: ignore[dict-item]
    )  # fmt: skip

    price: Premium | None = field(
        None,
        description="Price the option trades at.",
        aliases=(
            *("option price", "premium", "option costs", "option trades at", "quoted at", "costs"),
            *("sells for", "market price", "priced at", "goes for", "paid", "quoted", "mid", "px"),
            *(
                *("trade at", "traded at", "cost", "is at", "goes at", "offered at", "last"),
                *("call at", "put at", "calls at", "puts at"),
                "put stands at",
                "call stands at",
                "option is quoted at",
                "bid",
                "premium of",
                "quotes",
                "option at",
                "trades for",
            ),
        ),
        echo="a premium of {}",
    )
    options: list[QuotedOption] | None = field(
        None,
        min_length=1,
        max_length=MOST_OPTIONS,
        description="Several options with their prices; what a row leaves out is taken from the "
        "fields above.",
        aliases=("options", "quotes", "option chain", "smile", "surface"),
        only_named=True,
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), TO_IMPLY))
        return self
