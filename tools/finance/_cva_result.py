"""What CVA capital comes to."""

from typing import Any

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Currency, Finite
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total

FRACTION: dict[str, Any] = {"x-unit": "fraction"}
YEARS: dict[str, Any] = {"x-unit": "years"}


class NettingSetLine(BaseModel):
    """One netting set of the basic approach."""

    counterparty: str = Field(description="Its counterparty.")
    ead: Total = Field(description="Exposure at default.")
    maturity: Finite = Field(description="Effective maturity M.", json_schema_extra=YEARS)
    discount_factor: Finite = Field(description="DF, MAR50.15(4).")
    standalone: Total = Field(description="Its part of SCVA, MAR50.15.")


class CounterpartyCva(BaseModel):
    """One counterparty of the basic approach."""

    name: str = Field(description="The counterparty.")
    risk_weight: Finite = Field(description="RW, MAR50.16.", json_schema_extra=FRACTION)
    standalone: Total = Field(description="SCVA, MAR50.15.")
    hedged: Total = Field(description="SNH: what single-name hedges take away, MAR50.23.")
    misaligned: Finite = Field(description="HMA of indirect hedges, squared money, MAR50.25.")


class HedgeResult(BaseModel):
    """One hedge of the full basic approach."""

    name: str = Field(description="Name of the hedge.")
    counterparty: str = Field(description="Whom it hedges; empty for an index.")
    risk_weight: Finite = Field(
        description="RW, of an index after the factor 0.7.", json_schema_extra=FRACTION
    )
    discount_factor: Finite = Field(description="DF.")
    correlation: Finite = Field(description="r_hc, MAR50.26.", json_schema_extra=FRACTION)
    size: Total = Field(description="RW x M x B x DF.")


class BasicResult(BaseModel):
    """The basic approach; the K are before the scalar 0.65."""

    sum_standalone: Total = Field(description="Sum of SCVA.")
    k_reduced: Total = Field(description="K_reduced, MAR50.14.")
    index_hedge: Total = Field(description="IH, MAR50.24.")
    k_hedged: Total | None = Field(description="K_hedged, MAR50.21; None in the reduced version.")
    k_full: Total | None = Field(description="0.25 K_reduced + 0.75 K_hedged, MAR50.20.")
    capital_reduced: Total = Field(description="0.65 x K_reduced.")
    capital_hedged: Total | None = Field(description="0.65 x K_hedged.")
    capital: Total = Field(description="Capital of the basic approach.")
    lines: list[NettingSetLine] = Field(description="Netting sets.")
    counterparties: list[CounterpartyCva] = Field(description="Counterparties.")
    hedges: list[HedgeResult] = Field(description="Hedges.")


class CvaWeighted(BaseModel):
    """The sensitivities to one factor."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta or vega.")
    bucket: str = Field(description="Bucket.")
    factor: str = Field(description="Vertex, entity or kind of factor.")
    cva: SignedTotal = Field(description="Sensitivity of CVA.")
    hedge: SignedTotal = Field(description="Sensitivity of hedges.")
    risk_weight: Finite = Field(description="RW.", json_schema_extra=FRACTION)
    weighted: SignedTotal = Field(description="WS = RW x (CVA - hedge), MAR50.52.")
    paragraph: str = Field(description="Where the weight stands.")


class CvaBucketCapital(BaseModel):
    """One bucket of the standardised approach."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta or vega.")
    bucket: str = Field(description="Bucket.")
    capital: Total = Field(description="K_b, MAR50.53(1).")
    position: SignedTotal = Field(description="S_b, MAR50.53(2).")


class CvaClassCapital(BaseModel):
    """Delta or vega of one risk class."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta or vega.")
    before_multiplier: Total = Field(description="K before m_CVA.")
    capital: Total = Field(description="K with m_CVA, MAR50.53(2).")


class StandardisedResult(BaseModel):
    """The standardised approach."""

    multiplier: Finite = Field(description="m_CVA.")
    delta: Total = Field(description="Sum of delta capital.")
    vega: Total = Field(description="Sum of vega capital.")
    capital: Total = Field(description="Capital of the standardised approach, MAR50.42.")
    risk_classes: list[CvaClassCapital] = Field(description="Each risk class and measure.")
    buckets: list[CvaBucketCapital] = Field(description="Each bucket.")
    weighted: list[CvaWeighted] = Field(description="Each factor.")


class CvaResult(ResultModel):
    """CVA capital, with every step."""

    capital: Total = Field(description="Capital for CVA risk: the sum of both approaches.")
    rwa: Total = Field(description="12.5 times the capital, MAR50.1.")
    version: str = Field(description="reduced, full, standardised, both parts, or small.")
    basic: BasicResult | None = Field(default=None, description="The basic approach, if taken.")
    standardised: StandardisedResult | None = Field(
        default=None, description="The standardised approach, if taken."
    )
    steps: list[Step] = Field(description="Every intermediate figure with its paragraph.")
    regime: str = Field(description="Whose rules.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
