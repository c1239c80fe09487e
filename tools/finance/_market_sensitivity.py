"""One sensitivity as the sensitivities-based method reads it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Finite, Identifier, Kind, SignedMoney, field

Measure = Literal["delta", "vega", "curvature"]
TenorYears = Annotated[Finite, Field(ge=0, le=100), Kind("duration", "years")]
OwnWeight = Annotated[Finite, Field(gt=0, le=2), Kind("share", "fraction")]
Label = Annotated[str, Field(min_length=1, max_length=80), Kind("name")]


class Sensitivity(BaseModel):
    """A sensitivity to one risk factor."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the row is called.",
        aliases=("name", "sensitivity", "position", "row", "sensitivity id", "trade"),
    )
    risk_class: Literal[
        "girr", "csr", "csr_securitisation", "csr_ctp", "equity", "commodity", "fx"
    ] = field(
        description="The risk class: interest rates, credit spreads (three kinds), equity, "
        "commodity, foreign exchange.",
        aliases=("risk class", "class", "risk type", "asset class"),
        synonyms={
            "girr": ["GIRR", "interest rate", "rates", "general interest rate risk", "IR"],
            "csr": ["CSR", "credit spread", "CSR non-securitisation", "CSR_NONSEC", "credit"],
            "csr_securitisation": ["CSR_SEC_NONCTP", "securitisation", "securitisation non-CTP"],
            "csr_ctp": ["CSR_SEC_CTP", "correlation trading", "CTP", "securitisation CTP"],
            "equity": ["equity", "shares", "stocks", "EQ"],
            "commodity": ["commodity", "commodities", "COMM"],
            "fx": ["FX", "foreign exchange", "currency"],
        },
    )
    measure: Measure = field(
        "delta",
        description="Delta, vega or curvature.",
        aliases=("measure", "risk measure", "greek"),
        synonyms={"delta": ["delta"], "vega": ["vega"], "curvature": ["curvature", "gamma"]},
    )
    bucket: Label = field(
        description="Its bucket: the currency for rates and FX, else the number in MAR21.",
        aliases=("bucket", "currency", "ccy", "bucket number", "currency bucket"),
    )
    amount: SignedMoney | None = field(
        None,
        description="The sensitivity in money, as MAR21.15 to 21.26 define it: the change per "
        "unit of the factor. For curvature: the delta sensitivity.",
        aliases=("amount", "sensitivity", "delta", "vega", "exposure", "net position"),
    )
    tenor: TenorYears | None = field(
        None,
        description="Years of the vertex: 3 months is 0.25.",
        aliases=("tenor", "vertex", "maturity", "term"),
    )
    curve: Label | None = field(
        None,
        description="Rates: the curve, or inflation, or basis for a cross-currency basis. Credit: "
        "bond or cds. Equity: spot or repo.",
        aliases=("curve", "risk factor", "factor", "type of factor"),
    )
    issuer: Label | None = field(
        None,
        description="Credit and equity: the issuer, tranche or index. Commodity: the commodity.",
        aliases=("issuer", "qualifier", "tranche", "commodity name", "share", "underlying"),
    )
    location: Label | None = field(
        None, description="Commodity: where it is delivered.", aliases=("location", "delivery")
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
    up: SignedMoney | None = field(
        None,
        description="Curvature: CVR+, the loss beyond delta of the upward shock; a gain is "
        "negative.",
        aliases=("CVR+", "CVR up", "upward curvature", "up"),
    )
    down: SignedMoney | None = field(
        None,
        description="Curvature: CVR-, the loss beyond delta of the downward shock.",
        aliases=("CVR-", "CVR down", "downward curvature", "down"),
    )
    value: SignedMoney | None = field(
        None,
        description="Curvature from prices: value today.",
        aliases=("value", "price today", "base value"),
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
    risk_weight: OwnWeight | None = field(
        None,
        description="A risk weight of one's own, where the regime allows it: 1.5 % is 0.015.",
        aliases=("risk weight", "RW", "own weight"),
    )

    @field_validator("tenor", "option_maturity", "underlying_maturity", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """Tenors as people write them: `6m`, `10y`."""
        if not isinstance(value, str):
            return value
        text, unit = value.strip().lower()[:-1], value.strip().lower()[-1:]
        scale = {"m": 12.0, "y": 1.0, "w": 52.0, "d": 365.0}.get(unit)
        try:
            return float(text) / scale if scale else float(value)
        except ValueError:
            raise ValueError("must be years, or text such as 6m or 10y") from None

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.measure != "curvature":
            given = [n for n in ("up", "down", "value", "value_up", "value_down") if self.has(n)]
            if given:
                raise ValueError(f"{given[0]} is for curvature only")
            if self.amount is None:
                raise ValueError("amount is needed")
            return self
        priced = [self.has(n) for n in ("value", "value_up", "value_down", "amount")]
        direct = self.has("up") and self.has("down")
        if direct == all(priced[:3]):
            raise ValueError(
                "curvature needs up and down, or value, value_up, value_down and the delta amount"
            )
        if not direct and not priced[3]:
            raise ValueError("amount, the delta sensitivity, is needed beside the values")
        return self

    def has(self, name: str) -> bool:
        """Whether a field was given."""
        return getattr(self, name) is not None
