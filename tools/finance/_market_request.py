"""What market-risk capital is asked from: sensitivities, positions that may default, residuals."""

from typing import Any, Literal, Self

from pydantic import ConfigDict, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, field
from tools.finance._market_default_position import DefaultPosition
from tools.finance._market_residual import ResidualPosition
from tools.finance._market_sensitivity import Curvature, Sensitivity

MOST_ROWS = 20_000
NEEDED = [
    [["sensitivities"], ["curvatures"], ["default_positions"], ["residual_positions"]],
]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "sensitivities": [
            {"risk_class": "fx", "currency": "EUR", "amount": 2_000_000},
            {"risk_class": "fx", "currency": "GBP", "amount": -1_500_000},
            {"risk_class": "girr", "currency": "EUR", "tenor": 5, "amount": 800_000},
            {
                "risk_class": "equity",
                "bucket": "5",
                "issuer": "ACME",
                "amount": 300_000,
            },
        ],
        "reporting_currency": "USD",
    },
    {
        "default_positions": [
            {"obligor": "Alpha", "rating": "BBB", "notional": 100, "direction": "long"},
            {"obligor": "Beta", "rating": "BB", "notional": 40, "direction": "short"},
        ],
        "residual_positions": [{"kind": "exotic", "notional": 500}],
    },
]


class MarketRequest(RequestModel):
    """A trading book: sensitivities, default risk, residual risk; each part may stand alone."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    sensitivities: list[Sensitivity] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Delta and vega sensitivities: risk class, currency for rates and FX or else "
        "bucket, tenor, amount.",
        aliases=(
            *("sensitivities", "deltas", "vegas", "risk positions", "net positions"),
            *("FX positions", "CRIF", "FX delta", "GIRR delta", "equity delta", "vega"),
        ),
    )
    curvatures: list[Curvature] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Curvature of options: risk class, currency or bucket, CVR+ and CVR-.",
        aliases=("curvature", "curvatures", "CVR", "curvature risk"),
        only_named=True,
    )
    default_positions: list[DefaultPosition] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Positions that may default: obligor, rating, notional, long or short.",
        aliases=(
            *("bond", "default positions", "loan to", "shares of", "tranche", "long position"),
            *("DRC", "default risk", "jump-to-default", "JTD", "default charge", "short position"),
        ),
        only_named=True,
    )
    residual_positions: list[ResidualPosition] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Instruments with residual risk: exotic or other, and their gross notional.",
        aliases=("residual risk", "RRAO", "exotic instruments", "residual positions"),
    )
    reporting_currency: Currency | None = field(
        None,
        description="The bank's reporting currency, in which all amounts are.",
        aliases=(
            *("reporting currency", "base currency", "home currency", "report in", "reporting in"),
            *("in euros", "in dollars", "reporting", "we report", "reported in"),
        ),
    )
    regime: Literal["basel", "eu_crr3", "pra", "us_npr"] = field(
        "basel",
        description="Whose rules: Basel Framework, European Union, United Kingdom, the United "
        "States' proposal.",
        aliases=("regime", "rules", "jurisdiction", "profile"),
        synonyms={
            "basel": ["Basel", "BCBS", "MAR21"],
            "eu_crr3": ["EU", "CRR3", "European"],
            "pra": ["PRA", "UK", "United Kingdom"],
            "us_npr": ["US", "NPR", "United States", "Basel endgame"],
        },
        optional_default_said="the Basel Framework",
    )
    reduce_liquid: bool = field(
        True,
        description="Whether weights of liquid currencies and pairs are divided by the square "
        "root of 2, as the bank may choose (MAR21.44, 21.88).",
        aliases=("square root of 2", "liquid currencies", "reduced weights"),
    )
    fx_curvature: Literal["pairs", "all"] = field(
        "pairs",
        description="What FX curvature is divided by 1.5 (MAR21.98): options on a pair without the "
        "reporting currency, or, if the supervisor agrees, all where every currency is shocked.",
        aliases=("FX curvature scalar", "scalar of 1.5", "divide FX curvature"),
        synonyms={"pairs": ["foreign pairs"], "all": ["all FX curvature", "all FX instruments"]},
    )
    credit_buckets: Literal["mar21", "crr"] = field(
        "mar21",
        description="Whose numbers the credit-spread buckets have: the Basel Framework's 18 "
        "(MAR21.51), or the European Union's 20 (Article 325ah CRR).",
        aliases=("credit spread buckets", "bucket list", "bucket numbering"),
        synonyms={"mar21": ["MAR21 buckets", "Basel buckets"], "crr": ["CRR buckets", "325ah"]},
    )
    scale_tranches: bool | None = field(
        None,
        description="Whether default exposures of securitisations below one year are scaled; the "
        "Basel Framework does (MAR22.30), the other regimes take one year.",
        aliases=("scale tranches", "maturity scaling of securitisations"),
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self

    @property
    def tranches_scaled(self) -> bool:
        """The choice, the regime's own filled in."""
        return self.regime == "basel" if self.scale_tranches is None else self.scale_tranches
