"""One position as the simplified standardised approach of MAR40 reads it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Currency, Finite, Identifier, Kind, SignedMoney, field
from tools.finance._basel_ratings import FORM, rung
from tools.finance._market_sensitivity import years

SimpleRisk = Literal["interest_rate", "equity", "fx", "gold", "commodity"]
Left = Annotated[Finite, Field(ge=0, le=100), Kind("duration", "years")]
Coupon = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")]
Rating = Annotated[str, Field(max_length=20), Kind("name", form=FORM)]


class PlainPosition(BaseModel):
    """A net position, or one leg of a derivative, without what options have besides."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="The issue, share or commodity; rows of one name net.",
        aliases=("name", "issue", "security", "share", "commodity", "instrument"),
    )
    risk: SimpleRisk = field(
        description="Interest rates, equity, foreign exchange, gold or commodities.",
        aliases=("risk", "kind", "asset class", "risk class"),
        synonyms={
            "interest_rate": ["interest rate", "bond", "swap leg", "debt security", "rates"],
            "equity": ["equity", "share", "shares", "stock", "stock index"],
            "fx": ["FX", "foreign exchange", "currency position"],
            "gold": ["gold", "bullion"],
            "commodity": ["commodity", "commodities", "oil", "wheat", "copper"],
        },
    )
    amount: SignedMoney = field(
        description="Market value, in the reporting currency; short positions are negative, or "
        "have the direction short. Of a swap each leg is a row: the one received is long.",
        aliases=(
            *("amount", "market value", "position", "net position", "value", "underlying worth"),
            *("market value of the underlying", "underlying", "underlying of"),
        ),
    )
    direction: Literal["long", "short"] | None = field(
        None,
        description="Whether the position is long or short, where the amount has no sign.",
        aliases=("direction", "side", "long or short"),
        synonyms={
            "long": ["long", "bought", "received"],
            "short": ["short", "sold", "paid"],
        },
    )
    currency: Currency | None = field(
        None,
        description="FX: the currency. Interest rates: the currency, each with a ladder of its "
        "own.",
        aliases=("currency", "ccy"),
    )
    maturity: Left | None = field(
        None,
        description="Years to maturity, or to the next fixing of a floating rate; of a commodity "
        "to delivery, for the maturity ladder.",
        aliases=("maturity", "residual maturity", "next fixing", "tenor", "delivery"),
    )
    coupon: Coupon | None = field(
        None,
        description="Coupon as a fraction: below 3 % the bands are longer.",
        aliases=("coupon", "coupon rate"),
    )
    issuer: Literal["government", "qualifying", "other"] | None = field(
        None,
        description="Of a bond, for specific risk: a government, a qualifying issuer (investment "
        "grade, public bodies) or another; a leg of a derivative has none.",
        aliases=("issuer", "issuer type", "type of issuer"),
        synonyms={
            "government": ["government", "sovereign", "treasury"],
            "qualifying": ["qualifying", "investment grade"],
            "other": ["other", "non-qualifying", "high yield"],
        },
    )
    rating: Rating | None = field(
        None, description="Rating of the bond.", aliases=("rating", "rated", "external rating")
    )
    market: Identifier | None = field(
        None,
        description="Equity: the national market, in which positions net.",
        aliases=("market", "national market", "exchange", "country"),
    )
    index: bool = field(
        False,
        description="Equity: whether it is a contract on a diversified index (2 % specific risk).",
        aliases=("index", "index future", "index contract"),
    )

    @field_validator("maturity", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return years(value)

    @field_validator("rating")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        rung(value)
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.direction == "long" and self.amount < 0:
            raise ValueError("amount is negative where the direction is long")
        if self.risk == "interest_rate" and self.maturity is None:
            raise ValueError("maturity is needed for interest rates")
        if self.risk == "fx" and self.currency is None:
            raise ValueError("currency is needed for foreign exchange")
        return self

    @property
    def position(self) -> float:
        """The amount with its sign."""
        return -abs(self.amount) if self.direction == "short" else self.amount
