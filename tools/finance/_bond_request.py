"""What a bond's price or yield is asked from."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Date, Finite, Kind, Money, field
from tools.finance._bond_calendar import DayCount

Rate = Annotated[Finite, Field(ge=-0.5, le=5), Kind("share", "fraction")]
Coupon = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")]
Quote = Annotated[Finite, Field(gt=0, le=10_000), Kind("number", "per 100 of face value")]
Years = Annotated[Finite, Field(ge=1e-6, le=200), Kind("duration", "years")]
Frequency = Literal["annual", "semiannual", "quarterly", "monthly"]
A_YEAR: dict[Frequency, int] = {"annual": 1, "semiannual": 2, "quarterly": 4, "monthly": 12}

NEEDED = [
    [["coupon_rate"]],
    [["years_to_maturity"], ["maturity", "settlement"]],
    [["yield_to_maturity"], ["price"], ["curve"], ["price", "curve"]],
]


class ZeroRate(BaseModel):
    """One point of a curve."""

    model_config = ConfigDict(extra="forbid")

    years: Annotated[Finite, Field(ge=0, le=200), Kind("duration", "years")] = field(
        description="Time from settlement, in years.",
        aliases=("years", "term", "tenor", "maturity"),
    )
    rate: Rate = field(
        description="Zero rate a year, compounded once a year.",
        aliases=("rate", "zero rate", "spot rate", "yield"),
    )


class PriceBondRequest(RequestModel):
    """A bond with fixed coupons, and either its yield, its price or a curve to value it on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "coupon_rate": 0.0575, "settlement": "2008-02-15", "maturity": "2017-11-15",
                    "yield_to_maturity": 0.065, "day_count": "30/360",
                },
                {"coupon_rate": 0.04, "years_to_maturity": 7, "price": 96.5},
                {
                    "coupon_rate": 0.03, "years_to_maturity": 3,
                    "curve": [
                        {"years": 1, "rate": 0.02}, {"years": 2, "rate": 0.025},
                        {"years": 3, "rate": 0.028},
                    ],
                },
            ],
            "x-required-any": NEEDED,
        }  # type: ignore[dict-item]
    )  # fmt: skip

    coupon_rate: Coupon | None = field(
        None,
        description="Interest the bond pays a year, as a fraction of its face value; 0 for a zero "
        "bond.",
        aliases=(
            *("coupon", "coupon rate", "pays", "interest on the bond", "zero coupon", "cpn"),
            *("zero bond", "a zero"),
            *("paying", "nominal interest", "interest of", "coupons of"),
        ),
        echo="a coupon of {}",
    )
    years_to_maturity: Years | None = field(
        None,
        description="Time until it is repaid, in years.",
        aliases=(
            *("years to maturity", "maturity", "matures in", "runs for", "term", "year bond"),
            *("redeemed in", "repaid in", "years left", "to run", "mat", "T", "due in", "tenor"),
            *("years remaining", "year note", "yr", "falls due in"),
        ),
        echo="{} to maturity",
    )
    maturity: Date | None = field(
        None,
        description="Day on which it is repaid.",
        aliases=("maturity date", "matures on", "due on", "repaid on", "redeemed on"),
        echo="maturing on {}",
    )
    settlement: Date | None = field(
        None,
        description="Day on which it is bought: times are counted from it.",
        aliases=("settlement", "settlement date", "bought on", "settles", "as of", "today"),
        echo="settled on {}",
    )
    issued: Date | None = field(
        None,
        description="Day from which interest runs, where the first coupon is an odd one.",
        aliases=("issue date", "issued on", "dated date", "interest runs from"),
        echo="issued on {}",
    )
    first_coupon: Date | None = field(
        None,
        description="Day of the first coupon, where it is longer or shorter than the others.",
        aliases=("first coupon date", "first coupon on", "odd first coupon"),
        echo="its first coupon on {}",
    )
    yield_to_maturity: Rate | None = field(
        None,
        description="Yearly yield, compounded as often as coupons are paid.",
        aliases=(
            *("yield", "yield to maturity", "YTM", "yields", "market yield", "discount rate"),
            *("investors ask for", "market wants", "required return", "yld", "y", "discounted at"),
            *("market asks for", "buyers want", "return asked for", "yielding"),
            *("ask for", "asks for", "asks", "people want", "people wanted", "market interest"),
            *("market rate", "demand", "demands", "yields now"),
        ),
        echo="a yield of {}",
    )
    price: Quote | None = field(
        None,
        description="Clean price, per 100 of face value.",
        aliases=(
            *("price", "clean price", "quoted at", "trades at", "bought at", "quote", "px"),
            *("trading at", "costs", "paid", "stands at", "for sale at", "sells at", "price of"),
            *("stand at", "market price", "mkt price", "pay", "I pay", "we pay", "traded at", "at"),
            *("marked at", "offered at", "got it for", "bid", "ask", "dealt at", "buy it for"),
            "@",
        ),
        unlike=(
            *("paid yearly", "paid annually", "paid semi", "paid quarterly", "paid monthly"),
            *("paid once", "paid twice", "paid every", "paid half", "yield at", "yielding at"),
        ),
        echo="a price of {}",
    )
    curve: list[ZeroRate] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Zero rates by time, to value the payments on; beside a price they give the "
        "spread over the curve.",
        aliases=(
            *("curve", "zero curve", "spot rates", "yield curve", "term structure", "zero rates"),
            "spot curve",
        ),
    )
    face_value: Money = field(
        100.0,
        description="What is repaid at maturity, and what the coupon is a fraction of.",
        aliases=(
            *("face value", "nominal", "par", "principal", "notional", "denomination"),
            *("face", "gives back", "pays back", "repays", "paid back", "comes back"),
            *("redeemed at", "face amount", "par value"),
        ),
        echo="a face value of {}",
        optional_default_said="a face value of 100",
    )
    coupon_frequency: Frequency = field(
        "semiannual",
        description="How often coupons are paid, and the yield is compounded.",
        aliases=("coupon frequency", "coupons a year", "payments per year", "coupons are paid"),
        synonyms={
            "annual": [
                *("annual coupons", "annual coupon", "annually", "once a year", "yearly coupons"),
                *("each year", "paid yearly", "annual", "interest each year", "one coupon a year"),
                *(
                    "yearly coupon",
                    "every year",
                    "coupon each year",
                    "paid annually",
                    "once yearly",
                ),
                *("paid once a year", "yearly payments", "annual payments", "annual pay"),
            ],
            "semiannual": [
                *("semi-annual", "semiannual", "half-yearly", "twice a year", "every six months"),
                *("each half-year", "every half-year", "semi", "half yearly", "biannual"),
                *("two coupons a year", "semi-annually", "semis", "six-monthly", "s.a."),
            ],
            "quarterly": ["quarterly", "every quarter", "four times a year"],
            "monthly": ["monthly", "every month", "monthly coupons"],
        },
        echo="{} coupons",
        optional_default_said="two coupons a year",
    )
    day_count: DayCount = field(
        "30/360",
        description="How days are counted between coupons.",
        aliases=("day count", "basis", "day count convention", "accrual basis"),
        synonyms={
            "30/360": ["30/360", "bond basis", "US 30/360"],
            "30E/360": ["30E/360", "Eurobond basis", "European 30/360"],
            "actual/actual": ["act/act", "actual/actual", "ICMA"],
            "actual/360": ["act/360", "actual/360"],
            "actual/365": ["act/365", "actual/365"],
        },
        echo="{} days",
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts.",
        aliases=("currency", "in euros", "in dollars"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        if self.price is not None and self.yield_to_maturity is not None:
            raise ValueError("give price or yield_to_maturity, not both: each follows from the "
                             "other")  # fmt: skip
        if self.curve is not None and self.yield_to_maturity is not None:
            raise ValueError("give curve or yield_to_maturity, not both")
        times = [point.years for point in self.curve or ()]
        if len(set(times)) < len(times):
            raise ValueError("curve has two rates for the same time")
        if self.maturity is not None and self.years_to_maturity is not None:
            raise ValueError("give maturity or years_to_maturity, not both")
        if self.maturity and self.settlement and self.maturity <= self.settlement:
            raise ValueError("maturity must lie after settlement")
        self._odd_first()
        if self.face_value <= 0:
            raise ValueError("face_value must be above zero")
        return self

    def _odd_first(self) -> None:
        if self.issued is None and self.first_coupon is None:
            return
        if self.issued is None or self.first_coupon is None:
            raise ValueError("issued and first_coupon go together: both tell an odd first coupon")
        if self.maturity is None or self.settlement is None:
            raise ValueError("first_coupon needs maturity and settlement as days")
        if not self.issued < self.first_coupon <= self.maturity:
            raise ValueError("first_coupon must lie after issued and not after maturity")
        if self.settlement < self.issued:
            raise ValueError("settlement must not lie before issued")
