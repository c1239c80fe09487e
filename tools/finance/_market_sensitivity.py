"""One sensitivity as the sensitivities-based method reads it."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from tools.fields import Currency, Finite, Identifier, Kind, SignedMoney, field
from tools.finance._basel_words import labelled, spelled

TenorYears = Annotated[Finite, Field(ge=0, le=100), Kind("duration", "years")]
OwnWeight = Annotated[Finite, Field(gt=0, le=2), Kind("share", "fraction")]
Label = Annotated[str, Field(min_length=1, max_length=80), Kind("name")]
Bucket = Annotated[Label, BeforeValidator(labelled)]
Pair = Annotated[str, Field(pattern=r"^[A-Za-z]{3}[/ \-]?[A-Za-z]{3}$"), Kind("name", "currencies")]

CLASSES = {
    "girr": ["GIRR", "interest rate", "interest rates", "general interest rate risk"],
    "csr": ["CSR", "credit spread", "CSR non-securitisation", "CSR_NONSEC"],
    "csr_securitisation": ["CSR_SEC_NONCTP", "securitisation", "securitisation non-CTP"],
    "csr_ctp": ["CSR_SEC_CTP", "correlation trading", "CTP", "securitisation CTP"],
    "equity": ["equity", "equities", "EQ"],
    "commodity": ["commodity", "commodities", "COMM"],
    "fx": [
        *("FX", "foreign exchange", "currency delta", "currency deltas", "FOREX", "currencies"),
        *("EUR/USD", "GBP/USD", "USD/JPY", "EUR/GBP", "EUR/CHF", "USD/CHF", "EUR/JPY", "AUD/USD"),
        *("currency options", "currency risk", "exchange rates", "EURUSD", "GBPUSD", "USDJPY"),
    ],
}
RiskClassName = Annotated[
    Literal["girr", "csr", "csr_securitisation", "csr_ctp", "equity", "commodity", "fx"],
    spelled(CLASSES),
]


def years(value: object) -> object:
    """Tenors as people write them: `6m`, `10y`."""
    if not isinstance(value, str):
        return value
    text, unit = value.strip().lower()[:-1], value.strip().lower()[-1:]
    scale = {"m": 12.0, "y": 1.0, "w": 52.0, "d": 365.0}.get(unit)
    try:
        return float(text) / scale if scale else float(value)
    except ValueError:
        raise ValueError("must be years, or text such as 6m or 10y") from None


class RiskFactor(BaseModel):
    """What a row is sensitive to."""

    issuer: Label | None = field(
        None,
        description="Credit and equity: the issuer, tranche or index. Commodity: the commodity.",
        aliases=("issuer", "qualifier", "tranche", "commodity name", "share", "underlying"),
    )
    name: Identifier | None = field(
        None,
        description="What the row is called.",
        aliases=("name", "row", "sensitivity id", "trade"),
    )
    risk_class: RiskClassName = field(
        description="The risk class: interest rates, credit spreads (three kinds), equity, "
        "commodity, foreign exchange.",
        aliases=("risk class", "class", "risk type", "asset class"),
        synonyms=CLASSES,
        unlike=("reporting currency",),
    )
    currency: Currency | None = field(
        None,
        description="For interest rates and FX: the currency, which is the bucket.",
        aliases=("currency", "ccy", "currency bucket"),
    )
    bucket: Bucket | None = field(
        None,
        description="For the other classes: the bucket's number in MAR21.",
        aliases=("bucket", "bucket number"),
    )
    curve: Label | None = field(
        None,
        description="Rates: the curve, or inflation, or basis for a cross-currency basis. Credit: "
        "bond or cds. Equity: spot or repo.",
        aliases=("curve", "risk factor", "factor", "type of factor"),
    )
    location: Label | None = field(
        None, description="Commodity: where it is delivered.", aliases=("location", "delivery")
    )
    risk_weight: OwnWeight | None = field(
        None,
        description="A risk weight of one's own, where the regime allows it: 1.5 % is 0.015.",
        aliases=("risk weight", "RW", "own weight"),
    )

    @model_validator(mode="before")
    @classmethod
    def _currency_as_bucket(cls, data: Any) -> Any:
        """A currency, or a pair, may stand in the column of buckets."""
        if not isinstance(data, dict):
            return data
        if data.get("currency") is not None:
            same = data.get("bucket") == data["currency"]
            return {k: v for k, v in data.items() if k != "bucket"} if same else data
        bucket = data.get("bucket")
        if isinstance(bucket, str) and sum(c.isalpha() for c in bucket) in (3, 6):
            code = "".join(c for c in bucket.upper() if c.isalpha())
            if len(code) == sum(not c.isspace() and c not in "/-" for c in bucket):
                rest = {key: value for key, value in data.items() if key != "bucket"}
                return {**rest, "currency": code} if len(code) == 3 else {**rest, "bucket": code}
        return data

    @property
    def place(self) -> str:
        """The currency or the bucket as it was given; empty when neither was."""
        return self.currency or self.bucket or ""

    def has(self, name: str) -> bool:
        """Whether a field was given."""
        return getattr(self, name) is not None


class Sensitivity(RiskFactor):
    """A delta or vega sensitivity to one risk factor."""

    model_config = ConfigDict(extra="forbid")

    measure: Annotated[
        Literal["delta", "vega"], spelled({"delta": ["delta"], "vega": ["vega"]})
    ] = field(
        "delta",
        description="Whether it is delta or vega; curvature has a list of its own.",
        aliases=("measure", "risk measure", "greek"),
        synonyms={"delta": ["delta"], "vega": ["vega"]},
    )
    amount: SignedMoney = field(
        description="The sensitivity in money, as MAR21.15 to 21.26 define it: the change per "
        "unit of the factor.",
        aliases=("amount", "sensitivity", "delta", "vega", "exposure", "net position"),
    )
    tenor: TenorYears | None = field(
        None,
        description="Years of the vertex: 3 months is 0.25.",
        aliases=("tenor", "vertex", "maturity", "term"),
    )
    option_maturity: TenorYears | None = field(
        None,
        description="Vega: years of the option.",
        aliases=("option maturity", "option tenor", "expiry"),
    )
    underlying_maturity: TenorYears | None = field(
        None,
        description="Vega of rates: years of the underlying after the option ends.",
        aliases=("underlying maturity", "residual maturity", "underlying tenor"),
    )

    @field_validator("tenor", "option_maturity", "underlying_maturity", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return years(value)


class Curvature(RiskFactor):
    """The curvature of one risk factor: both losses, or the prices they come from."""

    model_config = ConfigDict(extra="forbid")

    up: SignedMoney | None = field(
        None,
        description="CVR+, the loss beyond delta of the upward shock; a gain is negative.",
        aliases=("CVR+", "CVR up", "up", "upward"),
    )
    down: SignedMoney | None = field(
        None,
        description="CVR-, the loss beyond delta of the downward shock.",
        aliases=("CVR-", "CVR down", "down", "downward"),
    )
    value: SignedMoney | None = field(
        None,
        description="From prices: value today.",
        aliases=("value today", "price today", "base value"),
    )
    value_up: SignedMoney | None = field(
        None,
        description="Value after the upward shock of the risk weight.",
        aliases=("value up", "shocked up", "price up"),
    )
    value_down: SignedMoney | None = field(
        None,
        description="Value after the downward shock.",
        aliases=("value down", "shocked down", "price down"),
    )
    delta: SignedMoney | None = field(
        None,
        description="From prices: the delta sensitivity, which is taken out.",
        aliases=("delta sensitivity", "delta"),
    )
    pair: Pair | None = field(
        None,
        description="FX: the two currencies of an option on neither of which the bank reports: "
        "EUR/GBP. Its curvature is divided by 1.5.",
        aliases=("pair", "currency pair", "option pair", "underlying pair"),
    )

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.has("pair") and self.risk_class != "fx":
            raise ValueError("pair is for fx only")
        direct = self.has("up") and self.has("down")
        priced = [self.has(n) for n in ("value", "value_up", "value_down", "delta")]
        if direct == any(priced) or not (direct or all(priced)):
            raise ValueError(
                "curvature needs up and down, or value, value_up, value_down and delta"
            )
        return self
