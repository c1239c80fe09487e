"""What CVA capital is asked from: exposures and hedges, sensitivities, or the CCR capital."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Finite, Kind, Money, field
from tools.finance._cva_rows import CvaExposure, CvaHedge, CvaSensitivity

MOST_ROWS = 20_000
NEEDED = [[["exposures"], ["sensitivities"], ["ccr_capital"], ["ccr_rwa"]]]
THRESHOLD = 100e9
"""Euros of derivatives not cleared centrally up to which the alternative is open (MAR50.9)."""

Multiplier = Annotated[Finite, Field(ge=1, le=10), Kind("number", "factor")]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "exposures": [
            {
                "name": "Northern Bank",
                "sector": "financial",
                "quality": "investment_grade",
                "ead": 1_000_000,
                "maturity": 2.5,
            },
            {
                "name": "Harbour Airlines",
                "sector": "consumer_transport",
                "quality": "high_yield",
                "ead": 400_000,
                "maturity": 4,
            },
        ],
        "hedges": [
            {
                "counterparty": "Northern Bank",
                "notional": 500_000,
                "maturity": 2,
                "sector": "financial",
                "quality": "investment_grade",
            }
        ],
        "currency": "EUR",
    },
    {
        "sensitivities": [
            {"risk_class": "interest_rate", "currency": "USD", "tenor": 5, "amount": 1_000_000},
            {"risk_class": "fx", "currency": "EUR", "amount": 100_000},
        ],
        "currency": "USD",
    },
    {"ccr_capital": 4_200_000, "uncleared_notional": 18e9, "currency": "EUR"},
]


class CvaRequest(RequestModel):
    """Exposures for the basic approach, sensitivities for the standardised one, or both."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    exposures: list[CvaExposure] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Netting sets: counterparty, sector, credit quality, EAD, effective maturity.",
        aliases=("exposures", "counterparties", "netting sets", "clients"),
    )
    hedges: list[CvaHedge] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Eligible credit hedges, for the full basic approach.",
        aliases=(
            "hedges",
            "CDS hedges",
            "protection bought",
            "credit hedges",
            "hedge",
            "hedged by",
        ),
        unlike=("hedge fund",),
        only_named=True,
    )
    sensitivities: list[CvaSensitivity] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Sensitivities of CVA and of its hedges, for the standardised approach.",
        aliases=(
            *("sensitivities", "CVA sensitivities", "SA-CVA sensitivities", "delta", "vega"),
            *("CVA deltas", "CVA vegas", "sensitivity"),
        ),
        only_named=True,
    )
    method: Literal["reduced", "full"] | None = field(
        None,
        description="Of the basic approach: reduced leaves hedges out; full where there are some.",
        aliases=("method", "version", "BA-CVA"),
        synonyms={"reduced": ["reduced"], "full": ["full"]},
    )
    ccr_capital: Money | None = field(
        None,
        description="Instead of both approaches, for a small portfolio: the capital requirement "
        "for counterparty credit risk, which is taken in full (MAR50.9).",
        aliases=(
            *("capital for counterparty credit risk", "CCR capital", "counterparty risk capital"),
            "CCR requirement",
        ),
        echo="{} of counterparty credit risk capital",
    )
    ccr_rwa: Money | None = field(
        None,
        description="The same as risk-weighted assets for counterparty credit risk.",
        aliases=("CCR RWA", "counterparty credit risk RWA", "RWA for counterparty credit risk"),
        echo="{} of counterparty credit risk-weighted assets",
    )
    uncleared_notional: Money | None = field(
        None,
        description="Notional of all derivatives that are not cleared centrally, in euros: up to "
        "100 billion the alternative for small portfolios is open.",
        aliases=(
            *("notional of non-centrally cleared derivatives", "uncleared derivatives"),
            "non-centrally cleared notional",
        ),
        echo="{} of derivatives not cleared centrally",
    )
    multiplier: Multiplier = field(
        1.0,
        description="m_CVA of the standardised approach; the supervisor may set more than 1.",
        aliases=("m_CVA", "mCVA", "CVA multiplier"),
    )
    regime: Literal["basel", "eu_crr3", "pra"] = field(
        "basel",
        description="Whose rules; the PRA weighs pension funds apart.",
        aliases=("regime", "rules", "jurisdiction"),
        synonyms={
            "basel": ["Basel", "MAR50"],
            "eu_crr3": ["EU", "CRR3"],
            "pra": ["PRA", "UK", "United Kingdom"],
        },
        optional_default_said="the Basel Framework",
    )
    currency: Currency | None = field(
        None,
        description="The bank's reporting currency, in which all amounts are.",
        aliases=(
            *("currency", "reporting currency", "report in", "reporting in"),
            *("in euros", "in dollars"),
        ),
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        small = [n for n in ("ccr_capital", "ccr_rwa") if getattr(self, n) is not None]
        others = [n for n in ("exposures", "hedges", "sensitivities") if getattr(self, n)]
        if len(small) > 1:
            raise ValueError("give ccr_capital or ccr_rwa, not both")
        if small and others:
            raise ValueError(
                f"{small[0]} stands for the whole portfolio and knows no hedges (MAR50.9): leave "
                f"{', '.join(others)} out"
            )
        if self.hedges is not None and self.exposures is None:
            raise ValueError(
                "hedges go with exposures; sensitivities of hedges have the role hedge"
            )
        if self.hedges is not None and self.method == "reduced":
            raise ValueError("the reduced version knows no hedges; leave them out or take full")
        return self
