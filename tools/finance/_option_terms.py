"""What is asked of options: the terms of each, and what a list of them has in common."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.errors import InvalidInput
from tools.fields import Date, Finite, Identifier, Kind, field

DAYS_A_YEAR = 365.0
MOST_OPTIONS, MOST_AMERICAN = 10_000, 200

Side = Literal["call", "put"]
Exercise = Literal["european", "american"]
Underlying = Literal["spot", "futures"]
Price = Annotated[Finite, Field(ge=1e-9, le=1e12), Kind("money", "currency")]
Premium = Annotated[Finite, Field(ge=0, le=1e12), Kind("money", "currency")]
Years = Annotated[Finite, Field(ge=1e-6, le=100), Kind("duration", "years")]
Interest = Annotated[Finite, Field(ge=-0.5, le=2), Kind("share", "fraction")]
Volatility = Annotated[Finite, Field(ge=1e-6, le=10), Kind("share", "fraction")]
Quantity = Annotated[Finite, Field(ge=-1e9, le=1e9), Kind("count", "options")]

SIDES = {
    "call": ["call", "calls", "call option", "right to buy", "option to buy", "options to buy"],
    "put": ["put", "puts", "put option", "right to sell", "option to sell", "options to sell"],
}
EXERCISES = {
    "european": ["European", "European-style", "at expiry only", "no early exercise"],
    "american": ["American", "American-style", "any time", "early exercise"],
}
UNDERLYINGS = {
    "spot": [],
    "futures": ["futures", "future", "forward", "Black 76", "Black-76"],
}


class Option(BaseModel):
    """One option of a list; what it leaves out is taken from the request."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="Name of the option, so that it can be told from the others.",
        aliases=("name", "ticker", "contract", "symbol", "option"),
    )
    side: Side | None = field(
        None,
        description="Whether it is a call (right to buy) or a put (right to sell).",
        aliases=("call or put", "type", "side", "right"),
        synonyms=SIDES,
    )
    strike: Price | None = field(
        None,
        description="Price at which it may be exercised.",
        aliases=("strike", "strike price", "exercise price", "K"),
    )
    spot: Price | None = field(
        None,
        description="Price of the underlying now.",
        aliases=("spot", "underlying", "stock price", "S"),
    )
    years_to_expiry: Years | None = field(
        None,
        description="Time until it expires, in years.",
        aliases=("time to expiry", "maturity", "T", "years", "tenor"),
    )
    expiry: Date | None = field(
        None,
        description="Day on which it expires.",
        aliases=("expiry", "expiration", "expires", "expiry date"),
    )
    volatility: Volatility | None = field(
        None,
        description="Yearly volatility of the underlying.",
        aliases=("volatility", "vol", "sigma", "iv", "implied volatility"),
    )
    quantity: Quantity | None = field(
        None,
        description="How many are held; negative if sold.",
        aliases=("quantity", "number", "contracts", "position"),
    )


class QuotedOption(Option):
    """One option of a list with what it trades at."""

    price: Premium | None = field(
        None,
        description="Price the option trades at.",
        aliases=("price", "premium", "mid", "last", "quote", "market price"),
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """One option, complete but for volatility or price."""

    name: str
    call: bool
    spot: float
    strike: float
    years: float
    rate: float
    dividend_yield: float
    quantity: float
    futures: bool
    """Whether the underlying is a futures contract, whose rate moves only the discount."""
    place: str
    """Where in the request it stands, for errors."""

    @property
    def side(self) -> Side:
        """Call or put."""
        return "call" if self.call else "put"


def terms_of(request: Any, row: Option | None, number: int) -> Terms:
    """The terms of one option; raises InvalidInput for the first that is nowhere given."""
    place = f"options.{number}." if row is not None else ""

    def given(name: str) -> Any:
        value = getattr(row, name, None) if row is not None else None
        return value if value is not None else getattr(request, name, None)

    def needed(name: str) -> Any:
        value = given(name)
        if value is None:
            raise InvalidInput.of(f"{place}{name}", "is needed", code="missing")
        return value

    call = needed("side") == "call"
    strike, spot = needed("strike"), needed("spot")
    years = _years(given("years_to_expiry"), given("expiry"), request.as_of, place)
    name = given("name") or f"{'call' if call else 'put'} at {strike:g}"
    carry = request.rate if request.underlying == "futures" else request.dividend_yield
    quantity = given("quantity")
    futures = request.underlying == "futures"
    many = 1.0 if quantity is None else quantity
    return Terms(name, call, spot, strike, years, request.rate, carry, many, futures, place)


def _years(
    years: float | None, expiry: datetime.date | None, as_of: datetime.date | None, place: str
) -> float:
    if years is not None:
        return years
    if expiry is None:
        raise InvalidInput.of(
            f"{place}years_to_expiry", "is needed, or the day of expiry", code="missing"
        )
    if as_of is None:
        raise InvalidInput.of("as_of", "say from which day the expiry is counted", code="missing")
    days = (expiry - as_of).days
    if days <= 0:
        raise InvalidInput.of(f"{place}expiry", "must lie after as_of: the option has expired")
    return days / DAYS_A_YEAR
