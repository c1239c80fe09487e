"""One derivative as SA-CCR reads it: what it is on, how large, which way, for how long."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Currency, Date, Finite, Identifier, Kind, Money, SignedMoney, field
from tools.finance._basel_ratings import rung
from tools.finance._counterparty_kinds import (
    INDEX_GRADES,
    AssetClass,
    CreditQuality,
    ExerciseYears,
    Level,
    Names,
    NotionalStep,
    Pair,
    Point,
    Price,
    Units,
    Years,
)


class Trade(BaseModel):
    """One derivative of a netting set."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the trade is called.",
        aliases=("trade", "name", "trade id", "deal", "position", "contract"),
    )
    asset_class: AssetClass = field(
        description="What the value of the trade depends on most.",
        aliases=("asset class", "class", "product", "type of trade", "primary risk factor"),
        synonyms={
            "interest_rate": [
                *("interest rate", "IRS", "swap", "swaption", "FRA", "payer swap", "receiver swap"),
                *("receive-fixed swap", "pay-fixed swap", "basis swap", "inflation swap"),
                *("floating for fixed", "fixed for floating", "pay fixed", "receive fixed"),
                *("interest-rate swap", "rate swap", "cap", "floor", "payer swaption"),
                "receiver swaption",
            ],
            "foreign_exchange": [
                *("FX", "foreign exchange", "currency forward", "forex", "currency swap"),
                *("currency option", "cross-currency swap", "FX forward", "FX swap", "FX option"),
            ],
            "credit": [
                *("CDS", "credit default swap", "CDX", "iTraxx", "CDO", "protection"),
                *("first-to-default", "first to default", "second-to-default", "nth-to-default"),
            ],
            "equity": [
                *("equity", "share option", "stock", "equities", "equity swap", "shares"),
                *("equity forward", "total return swap", "index future", "stock option"),
                *("on a share", "equity index", "stock index", "equity option", "variance swap"),
            ],
            "commodity": [
                *("commodity", "commodities", "barrels", "ounces", "tonnes", "MWh", "gold"),
                *("silver", "copper", "aluminium", "wheat", "corn", "coffee", "soybeans", "crude"),
                *("oil", "natural gas", "electricity", "power", "Brent", "WTI", "cattle", "cocoa"),
                *("sugar", "cotton", "nickel", "zinc", "platinum", "gas", "coal", "diesel"),
                *("kerosene", "jet fuel", "freight", "carbon allowances"),
            ],
        },
        unlike=("credit risk", "counterparty credit", "credit exposure"),
    )
    notional: Money | None = field(
        None,
        description="Notional in the bank's own currency; for FX that of the foreign leg. Equity "
        "and commodity trades may give price and units instead.",
        aliases=("notional", "notional amount", "nominal", "face", "size", "principal"),
        echo="{} notional",
    )
    direction: Literal["long", "short"] = field(
        "long",
        description="Whether it is long or short: long gains when the rate, spread or price "
        "rises. A payer swap and bought protection are long. Of an option: bought is long, sold is "
        "short.",
        aliases=("direction", "side", "position", "long or short", "buy or sell"),
        synonyms={
            "long": [
                *(
                    "long",
                    "bought",
                    "buy",
                    "pay fixed",
                    "payer",
                    "buyer",
                    "fixed payer",
                    "payer swap",
                ),
                *("pay-fixed swap", "paying fixed", "bought protection", "we pay fixed"),
            ],
            "short": [
                *("short", "sold", "sell", "receive fixed", "receiver", "seller", "receiver swap"),
                *("receive-fixed swap", "receiving fixed"),
            ],
        },
    )
    end: Years | None = field(
        None,
        description="Years until the period it references ends.",
        aliases=(
            *(
                "end",
                "years left",
                "years to run",
                "tenor",
                "residual maturity",
                "to go",
                "remaining",
            ),
            *("years to maturity", "left", "E"),
        ),
    )
    market_value: SignedMoney = field(
        0.0,
        description="What the trade is worth to the bank today; negative if it owes.",
        aliases=(
            *(
                "market value",
                "mark-to-market",
                "MtM",
                "MV",
                "present value",
                "fair value",
                "worth",
            ),
            *("valued at", "mark", "in our favour", "against us", "value", "marked at"),
        ),
        echo="worth {}",
    )
    currency: Currency | None = field(
        None,
        description="For interest rates: the currency whose rates are referenced.",
        aliases=("currency", "ccy", "rate currency"),
    )
    pair: Pair | None = field(
        None,
        description="For FX: the two currencies, the one bought first when long: EUR/USD.",
        aliases=("currency pair", "pair", "currencies", "exchange rate"),
    )
    reference: Identifier | None = field(
        None,
        description="What it is on: the issuer, the index, the share, the commodity. Trades on "
        "the same one offset in full.",
        aliases=(
            *("reference", "reference entity", "issuer", "underlying", "entity", "index name"),
            *("commodity type", "share"),
        ),
        relations={"named_with": "commodity"},
    )
    rating: CreditQuality | None = field(
        None,
        description="For credit: the issuer's rating (AAA to CCC), or IG or SG for an index.",
        aliases=("rating", "credit quality", "rated", "grade"),
        synonyms={
            "IG": ["investment grade", "investment-grade index", "iTraxx Main", "CDX IG"],
            "SG": ["speculative grade", "high yield", "iTraxx Crossover", "CDX HY"],
        },
    )
    commodity: Literal["electricity", "oil_gas", "metals", "agricultural", "other"] | None = field(
        None,
        description="For commodities: the group. Electricity and oil/gas are energy.",
        aliases=("commodity group", "commodity class", "hedging set", "sector"),
        synonyms={
            "electricity": ["electricity", "power"],
            "oil_gas": [
                *("oil", "gas", "crude", "WTI", "Brent", "energy", "coal", "oil/gas", "diesel"),
                *("natural gas", "kerosene", "jet fuel"),
            ],
            "metals": [
                *("metal", "gold", "silver", "copper", "aluminium", "metals", "nickel", "zinc"),
                "platinum",
            ],
            "agricultural": [
                *("wheat", "corn", "coffee", "agriculture", "cattle", "soybeans", "cocoa"),
                *("sugar", "cotton"),
            ],
            "other": ["other commodity", "freight", "weather"],
        },
    )
    units: Units | None = field(
        None,
        description="For equity and commodities: how many units.",
        aliases=("units", "shares", "barrels", "ounces", "tonnes", "number of units", "quantity"),
    )
    price: Price | None = field(
        None,
        description="For equity and commodities: today's price of one unit.",
        aliases=(
            "price",
            "market price",
            "a barrel",
            "per share",
            "a share",
            "per unit",
            "an ounce",
        ),
    )
    index: bool = field(
        False,
        description="Whether it is on an index rather than on a single name.",
        aliases=("index", "is index", "on an index"),
    )
    option: Literal["call", "put"] | None = field(
        None,
        description="For options: call or put. A payer swaption and a cap are calls.",
        aliases=("option", "option type", "call or put"),
        synonyms={
            "call": ["call", "payer swaption", "cap", "caplet"],
            "put": ["put", "receiver swaption", "floor", "floorlet"],
        },
    )
    underlying: Level | None = field(
        None,
        description="For options: today's price, spread or forward rate of the underlying, in "
        "the unit of the strike.",
        aliases=("underlying at", "underlying price", "forward rate", "spot at"),
    )
    strike: Level | None = field(
        None,
        description="For options: the strike.",
        aliases=("strike", "exercise price", "struck at"),
    )
    exercise: ExerciseYears | None = field(
        None,
        description="For options: years until the last exercise date.",
        aliases=("exercise", "expiry", "exercised in", "option maturity"),
    )
    start: Years | None = field(
        None,
        description="Years until the period it references begins; 0 once begun.",
        aliases=("start", "forward start", "starts in", "starting in"),
    )
    maturity: Years | None = field(
        None,
        description="Years until the contract itself ends, where that is not the end: of a cash "
        "settled swaption its exercise.",
        aliases=("contract maturity", "contract ends in"),
    )
    end_date: Date | None = field(
        None,
        description="The same end as a day.",
        aliases=("end date", "maturity date", "termination date"),
    )
    start_date: Date | None = field(
        None, description="The same start as a day.", aliases=("start date", "effective date")
    )
    maturity_date: Date | None = field(
        None,
        description="The day on which the contract itself ends, where that is not the end.",
        aliases=("contract end date", "settlement date", "last day of the contract"),
    )
    exercise_date: Date | None = field(
        None, description="The same as a day.", aliases=("exercise date", "expiry date")
    )
    kind: Literal["ordinary", "basis", "volatility", "inflation"] = field(
        "ordinary",
        description="Whether it is a basis, volatility or inflation transaction: these form "
        "hedging sets of their own.",
        aliases=("kind", "transaction type", "special hedging set"),
        synonyms={
            "basis": ["basis swap", "basis transaction", "basis trade"],
            "volatility": ["variance swap", "volatility swap", "vol swap"],
            "inflation": ["inflation swap", "inflation-linked"],
        },
    )
    netting_set: Identifier | None = field(
        None,
        description="The netting set it belongs to, where there are several.",
        aliases=("netting set", "counterparty", "agreement", "netting agreement"),
    )
    margin_agreement: Identifier | None = field(
        None,
        description="The margin agreement it falls under, where its netting set has several.",
        aliases=("margin agreement", "CSA", "collateral agreement"),
    )
    attachment: Point | None = field(
        None,
        description="For CDO tranches: where losses begin, as a fraction of the pool.",
        aliases=("attachment", "attachment point", "attaches at"),
    )
    detachment: Point | None = field(
        None,
        description="For CDO tranches: where losses end, as a fraction of the pool.",
        aliases=("detachment", "detachment point", "detaches at"),
    )
    nth_to_default: Names | None = field(
        None,
        description="For baskets of names: which default pays, the first, the second …",
        aliases=("nth to default", "first to default", "second to default", "default number"),
        synonyms={"1": ["first-to-default", "FTD"], "2": ["second-to-default"]},
    )
    pool_names: Names | None = field(
        None,
        description="For baskets of names: how many names they hold.",
        aliases=("names in the basket", "pool of names", "basket of", "number of names"),
    )
    shift: Annotated[Finite, Field(ge=0, le=1e9), Kind("number")] = field(
        0.0,
        description="Lambda: added to underlying and strike where rates may be negative.",
        aliases=("shift", "lambda", "displacement"),
    )
    second_leg: Money | None = field(
        None,
        description="For FX between two foreign currencies: the other leg in the bank's currency.",
        aliases=("second leg", "other leg", "against"),
    )
    digital_payoff: Money | None = field(
        None,
        description="For digital options on shares or commodities: what they pay.",
        aliases=("digital payoff", "binary payoff", "cash payoff"),
    )

    notional_steps: list[NotionalStep] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Of a swap or credit derivative that amortises or accretes, instead of the "
        "notional: its steps, whose average over time counts.",
        aliases=("amortisation schedule", "notional schedule", "amortising notional"),
        only_named=True,
    )
    notional_factor: Annotated[Finite, Field(gt=0, le=1_000), Kind("number", "factor")] = field(
        1.0,
        description="What the notional is multiplied by: the factor on the rates of a leveraged "
        "swap, or the number of exchanges of principal.",
        aliases=("leverage factor of the swap", "exchanges of principal", "leveraged by"),
    )
    unpaid_premium: Money | None = field(
        None,
        description="Of protection or an option sold, alone and without margin: premium still to "
        "come, the most the exposure can be; 0 where all was paid up front.",
        aliases=("unpaid premium", "premium still due", "premium outstanding"),
    )

    @field_validator("rating")
    @classmethod
    def _graded(cls, value: str | None) -> str | None:
        """Letters of Table 2: a notch falls to its letter, `BBB+` to BBB; Moody's are mapped."""
        if value is None:
            return None
        plain = " ".join(value.upper().replace("_", " ").split())
        if plain in INDEX_GRADES:
            return INDEX_GRADES[plain]
        at = rung(value)
        if at is None:
            raise ValueError("must be AAA to CCC, or IG or SG for an index; CRE52 has no unrated")
        letters = ("AAA", "AA", "A", "BBB", "BB", "B", "CCC")
        return letters[0 if at == 0 else min((at + 2) // 3, 6)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        pairs = ("start", "end", "maturity", "exercise")
        for name in pairs:
            if getattr(self, name) is not None and getattr(self, f"{name}_date") is not None:
                raise ValueError(f"give {name} in years or {name}_date, not both")
        if (self.price is None) != (self.units is None):
            raise ValueError("price and units go together")
        if (self.attachment is None) != (self.detachment is None):
            raise ValueError("attachment and detachment go together")
        points = (self.attachment, self.detachment)
        if points[0] is not None and points[1] is not None and points[0] >= points[1]:
            raise ValueError("attachment must be less than detachment")
        return self

    @model_validator(mode="after")
    def _notionals(self) -> Self:
        steps = self.notional_steps
        if steps is not None:
            if self.notional is not None or self.units is not None:
                raise ValueError("give the notional or notional_steps, not both")
            if self.asset_class not in ("interest_rate", "credit"):
                raise ValueError("notional_steps are of interest rates and credit (CRE52.37)")
            if any(two.until <= one.until for one, two in pairwise(steps)):
                raise ValueError("notional_steps must be in order of time")
        if self.unpaid_premium is not None:
            sold = self.direction == "short"
            if not sold or (self.option is None and self.asset_class != "credit"):
                raise ValueError("unpaid_premium is of protection or an option sold (short)")
            if self.option is not None and self.unpaid_premium:
                raise ValueError("unpaid_premium of an option sold counts only where it is 0")
        return self

    @model_validator(mode="after")
    def _basket(self) -> Self:
        nth, names = self.nth_to_default, self.pool_names
        if (nth is None) != (names is None):
            raise ValueError("nth_to_default and pool_names go together")
        if nth is not None and names is not None:
            if self.attachment is not None:
                raise ValueError("give attachment and detachment, or nth_to_default, not both")
            if nth > names:
                raise ValueError("nth_to_default cannot exceed pool_names")
        return self
