"""What market-risk capital is asked from: sensitivities, positions that may default, residuals."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Kind, Money, field
from tools.finance._market_default_position import DefaultPosition
from tools.finance._market_model_row import Desk, Shortfall, StressScenario
from tools.finance._market_option_grid import OptionGrid
from tools.finance._market_residual import ResidualPosition
from tools.finance._market_sensitivity import Curvature, Sensitivity
from tools.finance._market_simple_option import SimplePosition

MOST_ROWS = 20_000
NEEDED = [
    [
        *(["sensitivities"], ["curvatures"], ["default_positions"], ["residual_positions"]),
        *(["simple_positions"], ["shortfalls"], ["option_grids"]),
    ],
]

SIMPLIFIED = ("simple_positions", "option_grids")
APART = {**dict.fromkeys(SIMPLIFIED, "simplified"), "shortfalls": "internal models"}
"""Fields of other approaches than the standardised one, each alone."""

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
    {
        "simple_positions": [
            {"risk": "fx", "currency": "EUR", "amount": 100e6},
            {"risk": "fx", "currency": "JPY", "amount": -60e6},
            {"risk": "equity", "name": "ACME", "amount": 5e6},
            {"risk": "commodity", "name": "copper", "amount": 500e3, "units": 1000,
             "option": "written", "delta": -0.721, "gamma": -0.0034, "vega": -168,
             "volatility": 0.2},
        ],
        "reporting_currency": "USD",
    },
    {
        "shortfalls": [
            {"risk_class": "all", "es_10": 8e6, "es_20": 5e6, "es_40": 2e6},
            {"risk_class": "fx", "es_10": 5e6, "es_20": 2e6},
            {"risk_class": "equity", "es_10": 6e6, "es_20": 4e6, "es_40": 2e6},
        ],
        "unmodellable": [{"kind": "other", "amount": 1e6}],
    },
]  # fmt: skip


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
    simple_positions: list[SimplePosition] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="For the simplified standardised approach, instead of the rest: net positions "
        "in bonds and swap legs, shares, currencies, gold and commodities.",
        aliases=(
            *("simplified standardised approach", "simplified approach", "MAR40"),
            *("simplified alternative", "maturity method", "simplified standardized approach"),
            *("delta-plus method", "delta-plus", "delta plus"),
        ),
        only_named=True,
    )
    option_grids: list[OptionGrid] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Of the simplified approach: options by the scenario approach, for each "
        "underlying what they and their hedges gain or lose over a grid of changes.",
        aliases=("scenario approach", "scenario matrix", "option scenario grid"),
        only_named=True,
    )
    commodity_method: Literal["net_and_gross", "maturity_ladder"] = field(
        "net_and_gross",
        description="Of the simplified approach: commodities by net and gross position, or by the "
        "maturity ladder.",
        aliases=("commodity method", "commodities approach"),
        synonyms={
            "net_and_gross": ["net and gross position", "15 % and 3 %"],
            "maturity_ladder": ["maturity ladder", "ladder approach", "by the ladder"],
        },
    )
    simple_scaling: bool = field(
        True,
        description="Whether the simplified approach multiplies its classes by the scaling factors "
        "of the final rules; the rules before 2023 have none.",
        aliases=("scaling factors", "Basel II market risk", "without scaling"),
        synonyms={"false": ["without scaling", "unscaled", "before 2023"]},
        relations={"setting_of": "simple_positions"},
    )
    shortfalls: list[Shortfall] | None = field(
        None,
        min_length=1,
        max_length=18,
        description="For the internal models approach, instead of the rest: expected shortfalls "
        "at ten days by liquidity horizon, of all factors and of each risk class.",
        aliases=(
            *("internal models approach", "IMA", "IMCC", "expected shortfalls", "MAR33"),
            *("liquidity horizons", "liquidity-adjusted expected shortfall"),
        ),
        only_named=True,
    )
    unmodellable: list[StressScenario] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Of the internal models approach: risk factors that cannot be modelled, each "
        "with its stress scenario capital.",
        aliases=("NMRF", "non-modellable risk factors", "NMRFs", "unmodellable risk factors"),
        only_named=True,
    )
    desks: list[Desk] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Of the internal models approach: trading desks with their zone of profit and "
        "loss attribution and their capital by the standardised approach.",
        aliases=("trading desks", "PLA results", "desks by zone", "amber desks"),
        only_named=True,
    )
    backtest_exceptions: Annotated[int, Field(ge=0, le=250), Kind("count", "exceptions")] = field(
        0,
        description="Of the internal models approach: exceptions of the bank-wide backtest in 250 "
        "days, which raise the multiplier from 1.5 up to 2.",
        aliases=("backtesting exceptions", "bank-wide exceptions"),
        relations={"setting_of": "shortfalls"},
    )
    average_shortfall: Money | None = field(
        None,
        description="Of the internal models approach: average IMCC of the last sixty days.",
        aliases=("average IMCC", "60-day average IMCC"),
        relations={"setting_of": "shortfalls"},
    )
    average_stress: Money | None = field(
        None,
        description="Of the internal models approach: average SES of the last sixty days.",
        aliases=("average SES", "60-day average SES"),
        relations={"setting_of": "shortfalls"},
    )
    model_default_capital: Money = field(
        0.0,
        description="Of the internal models approach: latest default risk capital of the model.",
        aliases=("IMA DRC", "modelled default risk", "internal DRC"),
        relations={"setting_of": "shortfalls"},
    )
    model_default_average: Money = field(
        0.0,
        description="Of the internal models approach: its average over twelve weeks.",
        aliases=("average IMA DRC", "12-week average DRC"),
        relations={"setting_of": "shortfalls"},
    )
    standardised_all: Money | None = field(
        None,
        description="Of the internal models approach: standardised capital of all desks, the most "
        "it may come to.",
        aliases=("SA of all desks", "standardised capital of all desks"),
        relations={"setting_of": "shortfalls"},
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
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        for alone, approach in APART.items():
            own = SIMPLIFIED if alone in SIMPLIFIED else (alone,)
            others = sorted((given & {need[0] for need in NEEDED[0]}) - {*own})
            if alone in given and others:
                raise ValueError(
                    f"{alone} are of the {approach} approach, which takes no {others[0]}: give one "
                    "approach"
                )
        model = sorted(given & {"unmodellable", "desks"})
        if model and self.shortfalls is None:
            raise ValueError(f"{model[0]} goes with the shortfalls of the internal models approach")
        return self

    @property
    def tranches_scaled(self) -> bool:
        """The choice, the regime's own filled in."""
        return self.regime == "basel" if self.scale_tranches is None else self.scale_tranches
