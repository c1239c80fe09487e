"""What a counterparty exposure is asked from: trades, and the terms of their netting sets."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import changed_fields, given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Currency,
    Date,
    Finite,
    Identifier,
    Kind,
    Money,
    SignedMoney,
    Whole,
    field,
)
from tools.finance._counterparty_trade import Trade

MOST_TRADES, MOST_SETS = 20_000, 2_000

DayCount = Literal["calendar", "act/365", "act/365.25", "act/360", "30/360"]
MarginDays = Annotated[Whole, Field(ge=1, le=1_000), Kind("duration", "business days")]
Haircut = Annotated[Finite, Field(ge=0, lt=1), Kind("share", "fraction")]
RiskWeight = Annotated[Finite, Field(ge=0, le=15), Kind("share", "fraction")]
Alpha = Annotated[Finite, Field(ge=1, le=2), Kind("number", "factor")]

NEEDED = [[["trades"], ["effective_notionals"], ["addon"]]]
TERMS = (
    *("margined", "collateral", "nica", "variation_margin", "threshold"),
    *("minimum_transfer_amount", "margin_period", "remargining_period", "centrally_cleared"),
    *("illiquid", "disputes", "haircut", "market_value"),
)
"""Fields that say the terms of a netting set."""

_SWAP = {"name": "10y swap", "asset_class": "interest_rate", "currency": "USD", "end": 10}
_EXAMPLES: list[dict[str, Any]] = [
    {
        "trades": [
            {**_SWAP, "notional": 10_000, "market_value": 30, "direction": "long"},
            {
                **_SWAP,
                "name": "4y swap",
                "end": 4,
                "notional": 10_000,
                "market_value": -20,
                "direction": "short",
            },
        ],
        "currency": "USD",
    },
    {
        "trades": [
            {
                "name": "oil forward",
                "asset_class": "commodity",
                "commodity": "oil_gas",
                "reference": "WTI",
                "price": 50,
                "units": 20_000,
                "end": 0.75,
                "market_value": 1200,
            }
        ],
        "threshold": 0,
        "minimum_transfer_amount": 5_000,
        "nica": 20_000,
        "remargining_period": 5,
    },
    {"effective_notionals": [1000, -500, 2500]},
    {
        "trades": [
            {**_SWAP, "notional": 10_000, "market_value": 300, "netting_set": "Paris"},
            {**_SWAP, "name": "receiver", "direction": "short", "notional": 8_000}
            | {"market_value": -120, "netting_set": "London"},
        ],
        "netting_sets": [
            {"name": "Paris", "margin_agreement": "group CSA"},
            {"name": "London", "margin_agreement": "group CSA"},
        ],
        "margin_agreements": [{"name": "group CSA", "variation_margin": 180}],
    },
]


class Terms(BaseModel):
    """Collateral and margin agreement of a netting set."""

    margined: bool | None = field(
        None,
        description="Whether the counterparty must post variation margin; taken from the other "
        "terms where not said.",
        aliases=("margined", "margin agreement", "CSA", "collateralised"),
        synonyms={
            "true": ["margined"],
            "false": ["unmargined", "no CSA", "no margin agreement", "not margined"],
        },
    )
    collateral: SignedMoney | None = field(
        None,
        description="C: net collateral held now, variation margin included; negative if posted.",
        aliases=("collateral", "net collateral", "collateral held", "C", "collateral received"),
        echo="{} of collateral",
    )
    nica: SignedMoney | None = field(
        None,
        description="Net independent collateral amount: initial margin held less what the bank "
        "posted unsegregated.",
        aliases=("NICA", "net independent collateral", "initial margin", "independent amount"),
        echo="{} of independent collateral",
    )
    variation_margin: SignedMoney | None = field(
        None,
        description="Net variation margin held; negative if posted.",
        aliases=("variation margin", "VM"),
        echo="{} of variation margin",
    )
    threshold: Money | None = field(
        None,
        description="TH: exposure up to which no variation margin is called.",
        aliases=("threshold", "TH"),
        echo="a threshold of {}",
    )
    minimum_transfer_amount: Money | None = field(
        None,
        description="MTA: the least amount that is transferred.",
        aliases=("minimum transfer amount", "MTA", "minimum transfer"),
        echo="a minimum transfer of {}",
    )
    margin_period: MarginDays | None = field(
        None,
        description="Margin period of risk in business days, where more than the floor.",
        aliases=("margin period of risk", "MPOR", "margin period", "close-out period"),
        echo="a margin period of {}",
    )
    remargining_period: MarginDays | None = field(
        None,
        description="Business days between margin calls: daily 1, weekly 5, monthly 21.",
        aliases=("remargining", "margin call frequency", "margin calls every", "remargined"),
        echo="margin called every {}",
    )
    centrally_cleared: bool = field(
        False,
        description="Whether the trades are cleared centrally: the floor is 5 days then.",
        aliases=("centrally cleared", "cleared", "CCP"),
    )
    illiquid: bool = field(
        False,
        description="Whether there is illiquid collateral or a trade that is hard to replace: "
        "the floor is 20 days then.",
        aliases=("illiquid", "illiquid collateral", "hard to replace", "exotic trades"),
    )
    disputes: Annotated[Whole, Field(ge=0, le=1_000), Kind("count", "disputes")] = field(
        0,
        description="Long margin disputes of the last two quarters; more than two double the "
        "floor.",
        aliases=("disputes", "margin disputes", "margin call disputes"),
    )
    haircut: Haircut = field(
        0.0,
        description="Haircut on the collateral, as a fraction: what is held counts for less, what "
        "is posted for more.",
        aliases=("haircut", "collateral haircut"),
    )
    market_value: SignedMoney | None = field(
        None,
        description="V: value of all trades of the netting set; the sum of the trades' own where "
        "not said.",
        aliases=(
            *("V", "net market value", "value of the netting set", "net mark-to-market", "net MtM"),
            *("mark-to-market", "market value", "MtM", "value"),
        ),
        echo="worth {} together",
    )


class SetName(BaseModel):
    """What trades call a netting set."""

    name: Identifier = field(
        description="What the netting set is called; trades name it.",
        aliases=("netting set", "name", "counterparty", "agreement"),
    )


class NettingSet(Terms, SetName):
    """A netting set with its terms."""

    model_config = ConfigDict(extra="forbid")

    margin_agreement: Identifier | None = field(
        None,
        description="The margin agreement that covers it and other netting sets; named in "
        "margin_agreements.",
        aliases=("margin agreement", "joint margin agreement", "covered by"),
    )


class AgreementName(BaseModel):
    """What netting sets and trades call a margin agreement."""

    name: Identifier = field(
        description="What the margin agreement is called; netting sets or trades name it.",
        aliases=("margin agreement", "CSA", "name", "agreement"),
    )


class MarginAgreement(Terms, AgreementName):
    """A margin agreement that covers several netting sets, or a part of one."""

    model_config = ConfigDict(extra="forbid")


class CounterpartyRequest(RequestModel, Terms):
    """Trades of one or several netting sets, or their add-on, and the collateral held."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    trades: list[Trade] | None = field(
        None,
        min_length=1,
        max_length=MOST_TRADES,
        description="The derivatives: asset class, notional, direction, years to the end, value.",
        aliases=(
            *("trades", "derivatives", "swap", "forward", "option", "swaption", "CDS", "futures"),
            *(
                "protection",
                "FRA",
                "credit default swap",
                "IRS",
                "tranche",
                "trade",
                "deals",
                "deal",
                "total return",
                "TRS",
                "basket",
                "digital call",
                "digital put",
                "call on",
                "put on",
            ),
        ),
        only_named=True,
    )
    netting_sets: list[NettingSet] | None = field(
        None,
        min_length=1,
        max_length=MOST_SETS,
        description="Terms of each netting set, where there are several.",
        aliases=("netting sets", "margin agreements", "counterparties", "agreements"),
        only_named=True,
    )
    margin_agreements: list[MarginAgreement] | None = field(
        None,
        min_length=1,
        max_length=MOST_SETS,
        description="Margin agreements that do not match netting sets one to one: one that covers "
        "several netting sets, or several within one. Netting sets or trades name theirs.",
        aliases=("joint margin agreements", "several margin agreements", "CSAs"),
        only_named=True,
    )
    effective_notionals: list[SignedMoney] | None = field(
        None,
        min_length=3,
        max_length=3,
        description="Instead of trades: effective notionals of interest rates of one currency "
        "below one year, one to five years, above five years.",
        aliases=("effective notionals", "bucket notionals", "D1 D2 D3", "maturity buckets"),
    )
    addon: Money | None = field(
        None,
        description="Instead of trades: the aggregate add-on itself.",
        aliases=("add-on", "addon", "aggregate add-on", "AddOn"),
        echo="an add-on of {}",
    )
    rate_offset: bool = field(
        True,
        description="Whether interest-rate positions of different maturities offset in part.",
        aliases=("offset between maturity buckets", "rate offset", "recognise offsets"),
    )
    alpha: Alpha = field(
        1.4,
        description="The factor on the exposure; 1.4 in the Basel Framework.",
        aliases=("alpha", "multiplier alpha"),
        optional_default_said="alpha 1.4",
    )
    risk_weight: RiskWeight | None = field(
        None,
        description="Risk weight of the counterparty, for the risk-weighted amount: 50 % is 0.5.",
        aliases=("risk weight", "RW", "weight of the counterparty"),
        echo="a risk weight of {}",
    )
    as_of: Date | None = field(
        None,
        description="The day from which dates are counted; needed where trades have dates.",
        aliases=("as of", "reporting date", "valuation date", "calculation date"),
    )
    day_count: DayCount = field(
        "calendar",
        description="How days become years; calendar makes 15 January 2026 to 2036 ten years.",
        aliases=("day count", "day count convention", "year fraction"),
    )
    currency: Currency | None = field(
        None,
        description="The bank's own currency, in which all amounts are.",
        aliases=("reporting currency", "domestic currency", "in euros", "in dollars"),
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        ways = [name for name in ("trades", "effective_notionals", "addon") if name in given]
        if len(ways) > 1:
            raise ValueError(f"give one of {', '.join(ways)}, not several")
        for lists in ("netting_sets", "margin_agreements"):
            if lists not in given:
                continue
            said = [name for name in TERMS if name in changed_fields(self)]
            if ways != ["trades"]:
                raise ValueError(f"{lists} go with trades that name them")
            if said:
                raise ValueError(f"{said[0]} stands beside {lists}; say it of one of them")
        return self
