"""A position as MAR40 reads it, options included: bought, hedging, or by delta, gamma and vega."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tools.fields import Currency, Finite, Kind, Money, field
from tools.finance._market_simple_row import Left, PlainPosition

GREEKS = ("delta", "gamma", "vega")
TERMS = ("side", "strike", "expiry", "rate")
Delta = Annotated[Finite, Field(ge=-100, le=100), Kind("number")]
Greek = Annotated[Finite, Field(ge=-1e15, le=1e15), Kind("number")]
Units = Annotated[Finite, Field(gt=0, le=1e12), Kind("count", "units")]
Volatility = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]
Interest = Annotated[Finite, Field(gt=-0.5, le=2), Kind("share", "fraction")]
Strike = Annotated[Finite, Field(gt=0, le=1e15), Kind("money", "currency")]
Expiry = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]


class SimplePosition(PlainPosition):
    """A net position, one leg of a derivative, or an option."""

    option: Literal["bought", "hedging", "written"] | None = field(
        None,
        description="A bought option alone, one that protects a position held (a put with the "
        "underlying long, a call with it short), or one written; amount is the underlying's. "
        "Banks that write options work out all of them by delta, gamma and vega.",
        aliases=("option", "bought option", "protective put", "written option", "sold option"),
        synonyms={
            "bought": ["bought option", "long call", "long put"],
            "hedging": ["protective put", "covering call", "hedging option"],
            "written": [
                *("written option", "sold option", "short call", "short put", "written call"),
                *("written put", "sold call", "sold put", "we wrote", "wrote a call"),
                "wrote a put",
            ],
        },
    )
    option_value: Money | None = field(
        None,
        description="Of a bought option: its market value.",
        aliases=("option value", "premium", "market value of the option"),
    )
    in_the_money: Money = field(
        0.0,
        description="Of a hedging option: how far it is in the money, for the whole position.",
        aliases=("in the money", "in-the-money amount", "intrinsic value"),
    )
    delta: Delta | None = field(
        None,
        description="Of an option by the delta-plus method: what its value changes by if the "
        "underlying gains one, as held: negative of a written call.",
        aliases=("delta", "option delta"),
        relations={"setting_of": "option"},
    )
    gamma: Greek | None = field(
        None,
        description="What delta changes by if the underlying gains one (of a rate: by a whole 1), "
        "as held: negative of a written option.",
        aliases=("gamma", "option gamma"),
        relations={"setting_of": "option"},
    )
    vega: Greek | None = field(
        None,
        description="What the value changes by if the volatility gains a whole 1 (100 points), as "
        "held: negative of a written option.",
        aliases=("vega", "option vega"),
        relations={"setting_of": "option"},
    )
    volatility: Volatility | None = field(
        None,
        description="Implied volatility a year: 20 % is 0.2.",
        aliases=("volatility", "implied volatility", "vol"),
        relations={"setting_of": "option"},
    )
    units: Units = field(
        1.0,
        description="How many of the underlying the amount is worth, where delta, gamma and vega "
        "are of one.",
        aliases=("units", "number of options", "contracts", "options on"),
        relations={"setting_of": "option"},
    )
    side: Literal["call", "put"] | None = field(
        None,
        description="Call or put. With it delta, gamma and vega of a written option may also be "
        "those of the option itself, positive gamma and vega; or be worked out from the strike.",
        aliases=("call or put", "call", "put"),
        synonyms={
            "call": ["call", "calls", "short call", "long call", "written call", "sold call"],
            "put": ["put", "puts", "short put", "long put", "written put", "sold put"],
        },
        relations={"setting_of": "option"},
    )
    strike: Strike | None = field(
        None,
        description="Exercise price of one, where the sensitivities are to be worked out.",
        aliases=("strike", "exercise price", "strike price"),
        relations={"setting_of": "option"},
    )
    expiry: Expiry | None = field(
        None,
        description="Years until the option ends, where the sensitivities are to be worked out.",
        aliases=("expiry", "time to expiry", "expires in", "expiration"),
        relations={"setting_of": "option"},
    )
    rate: Interest | None = field(
        None,
        description="Risk-free rate a year, compounded yearly: 8 % is 0.08.",
        aliases=("risk-free rate", "interest rate", "rate"),
        relations={"setting_of": "option"},
    )
    income: Interest = field(
        0.0,
        description="What the underlying yields a year, compounded yearly: dividends, or the "
        "foreign rate of a currency.",
        aliases=("dividend yield", "foreign rate", "yield of the underlying"),
        relations={"setting_of": "option"},
    )
    takes_effect: Left | None = field(
        None,
        description="Interest-rate options: years until the underlying contract takes effect; "
        "maturity is when it ends. 0 where it has begun.",
        aliases=("takes effect in", "starts in", "underlying starts", "delivery of the bond in"),
        relations={"setting_of": "option"},
    )
    by_yield: bool = field(
        False,
        description="Interest-rate options: whether gamma is by the rate (a cap, a swaption, a "
        "future on a rate) and not by a bond's price.",
        aliases=("gamma by yield", "gamma by rate", "underlying is a rate"),
        relations={"setting_of": "option"},
    )
    against: Currency | None = field(
        None,
        description="FX options: the other currency of the pair; the reporting currency where not "
        "said.",
        aliases=("against", "versus", "quote currency", "second currency"),
        relations={"setting_of": "option"},
    )

    @model_validator(mode="after")
    def _of_options(self) -> Self:
        if self.option is None:
            defaults = type(self).model_fields
            told = [one for one in _OPTIONAL if getattr(self, one) != defaults[one].default]
            if told:
                raise ValueError(f"{told[0]} must go with option: say bought, hedging or written")
            return self
        if self.option == "bought" and self.option_value is None and not self.by_greeks:
            raise ValueError(
                "option_value is needed for a bought option, or its delta, gamma, vega and "
                "volatility"
            )
        if self.option == "written" and not self.by_greeks:
            raise ValueError(
                "a written option needs its delta, gamma, vega and volatility, or side, strike, "
                "expiry, rate and volatility (MAR40.77)"
            )
        if self.option == "hedging" and self.by_greeks:
            raise ValueError(
                "by delta, gamma and vega an option is bought or written, and the position it "
                "hedges a row of its own"
            )
        return self

    @model_validator(mode="after")
    def _of_greeks(self) -> Self:
        if not self.by_greeks:
            return self
        if self.option_value is not None or self.in_the_money:
            raise ValueError("give option_value or in_the_money, or delta, gamma and vega")
        given = [name for name in GREEKS if getattr(self, name) is not None]
        wanted = (*(GREEKS if given else TERMS), "volatility")
        missing = [name for name in wanted if getattr(self, name) is None]
        if missing:
            raise ValueError(f"the delta-plus method needs {' and '.join(missing)} too")
        if given and self.strike is not None:
            raise ValueError("give delta, gamma and vega, or side and strike to work them out")
        if self.amount <= 0:
            raise ValueError(
                "amount is the market value of the underlying, above 0; delta has the sign"
            )
        return self

    @model_validator(mode="after")
    def _signed(self) -> Self:
        side = {"bought": "short", "written": "long"}.get(self.option or "")
        if self.by_greeks and self.direction is not None and self.direction == side:
            raise ValueError(f"direction {side} contradicts the option, which is {self.option}")
        gamma, vega = self.gamma or 0.0, self.vega or 0.0
        if self.option == "bought" and gamma < 0 and vega < 0:
            raise ValueError("gamma and vega of a bought option are positive; or say written")
        if self.option == "written" and gamma > 0 and vega > 0 and self.side is None:
            raise ValueError(
                "gamma and vega are as held: negative of a written option, and delta negative of "
                "a written call, positive of a written put; or say its side, call or put"
            )
        if self.side is not None and (self.delta or 0.0) * self.held * self._slope < 0:
            raise ValueError(f"delta has the wrong sign for a {self.side} {self.option}")
        return self

    @property
    def _slope(self) -> float:
        """The sign of the delta of the option as held."""
        return (1.0 if self.side == "call" else -1.0) * (-1.0 if self.option == "written" else 1.0)

    @property
    def held(self) -> float:
        """What delta, gamma and vega are multiplied by: -1 where told of the option itself."""
        own = (self.gamma or 0.0) > 0 and (self.vega or 0.0) > 0
        return -1.0 if self.option == "written" and own else 1.0

    @model_validator(mode="after")
    def _underlying(self) -> Self:
        if not self.by_greeks:
            return self
        if self.risk == "interest_rate":
            if self.delta is None:
                raise ValueError("options on rates and bonds need delta, gamma and vega")
            if self.takes_effect is None:
                raise ValueError(
                    "takes_effect is needed for interest-rate options: they have two legs "
                    "(MAR40.78); 0 where the underlying has begun"
                )
            if self.takes_effect >= (self.maturity or 0.0):
                raise ValueError("takes_effect must lie before the maturity of the underlying")
        elif self.takes_effect is not None or self.by_yield:
            raise ValueError("takes_effect and by_yield are of interest-rate options")
        if self.against is not None and (self.risk != "fx" or self.against == self.currency):
            raise ValueError("against is the other currency of an FX option")
        return self

    @property
    def by_greeks(self) -> bool:
        """Whether the option is worked out by the delta-plus method."""
        return any(getattr(self, name) is not None for name in (*GREEKS, "strike", "expiry"))


_OPTIONAL = (
    *("option_value", "in_the_money", "delta", "gamma", "vega", "volatility", "units", "side"),
    *("strike", "expiry", "rate", "income", "takes_effect", "by_yield", "against"),
)
