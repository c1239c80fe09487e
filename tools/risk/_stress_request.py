"""What a stress test is asked from: positions, what hits them, and how they move together."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Confidence,
    Currency,
    Finite,
    Identifier,
    Kind,
    Money,
    SignedMoney,
    Table,
    field,
)
from tools.risk._stress_scenarios import AssetClass, ScenarioName

MOST_POSITIONS = 500

Move = Annotated[Finite, Field(ge=-1, le=10), Kind("share", "fraction")]
YieldMove = Annotated[Finite, Field(ge=-0.2, le=0.2), Kind("share", "fraction")]
Weight = Annotated[Finite, Field(ge=-1000, le=1000), Kind("share", "fraction")]
Sigma = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]
Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Horizon = Annotated[Finite, Field(gt=0, le=3660), Kind("duration", "days")]
Duration = Annotated[Finite, Field(ge=-100, le=100), Kind("number", "years")]
LossShare = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]
Period = Literal["day", "week", "month", "quarter", "year"]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "positions": [
            {
                "name": "equities",
                "amount": 600000,
                "volatility": 0.18,
                "asset_class": "us_equities",
            },
            {"name": "bonds", "amount": 300000, "volatility": 0.06},
            {"name": "gold", "amount": 100000, "volatility": 0.15},
        ],
        "volatility_period": "year",
        "correlations": [[1, -0.1, 0.05], [-0.1, 1, 0.2], [0.05, 0.2, 1]],
        "scenario": "covid_2020",
        "loss": 150000,
        "currency": "EUR",
    },
    {
        "positions": [{"name": "fund", "amount": 80000}, {"name": "house", "amount": 300000}],
        "shocks": [{"name": "fund", "shock": -0.3}],
    },
    {
        "positions": [
            {"name": "bond A", "amount": 500000, "duration": 7.5},
            {"name": "bond B", "amount": 250000, "duration": 2},
        ],
        "yield_shock": 0.015,
    },
]

_CLASSES = {
    "us_equities": [
        *("US equities", "US stocks", "S&P 500", "American shares", "US large cap", "US shares"),
        *("S&P", "SPX", "SPY", "S&P index", "Wall Street", "American stocks", "American equities"),
        *("US large caps", "Dow Jones", "US index fund", "US tracker", "US equity", "US stock"),
        *("US broad market", "Russell 3000", "US blue chips", "broad US market", "broad market"),
        *("US index",),
    ],
    "technology_equities": [
        *("technology stocks", "Nasdaq", "tech shares", "US tech", "tech stocks", "QQQ", "tech"),
        *("technology shares", "technology equities", "Nasdaq 100", "technology", "tech fund"),
        *("tech equities", "technology fund", "software stocks"),
    ],
    "german_equities": [
        *("German equities", "DAX", "German stocks", "German shares", "Frankfurt shares"),
        *("DAX futures", "German equity", "German blue chips", "DAX ETF"),
    ],
    "uk_equities": [
        *("UK equities", "FTSE 100", "FTSE", "British shares", "UK stocks", "UK shares"),
        *("London shares", "London stocks", "British equities", "British stocks", "UK equity"),
        *("London equities", "Footsie"),
    ],
    "japanese_equities": [
        *("Japanese equities", "Nikkei", "Japanese stocks", "Topix", "Japanese shares"),
        *("Tokyo equities", "Tokyo shares", "Tokyo stocks", "Nikkei 225", "Japanese equity"),
    ],
    "us_bonds": [
        *("US bonds", "US Aggregate", "aggregate bonds", "US investment grade bonds", "US agg"),
        *("aggregate bond", "aggregate bond fund", "US treasuries", "US Treasury", "treasuries"),
        *("US government bonds", "American bonds", "T-bonds", "Bloomberg aggregate", "US bond"),
        *("US bond fund", "US bond index", "US investment grade", "agg"),
    ],
}
_SCENARIOS = {
    "black_monday_1987": [
        *("Black Monday", "1987", "October 1987", "crash of 1987", "87 crash", "crash of 87"),
    ],
    "dot_com_2000_2002": [
        *("dot-com", "dotcom", "tech bubble", "2000-2002", "dot com", "2000 to 2002", "tech bust"),
        *("internet bubble", "technology bubble", "tech crash", "dotcom bust", "dot-com bust"),
    ],
    "september_2001": [
        *("9/11", "September 2001", "11 September", "September 11", "Sept 11", "September 11th"),
        *("September 11 attacks", "2001 attacks", "twin towers"),
    ],
    "lehman_2008": [
        *("Lehman", "after Lehman", "autumn 2008", "Lehman week", "Lehman weeks", "fall of 2008"),
        *("Lehman collapse", "collapse of Lehman", "October 2008", "September 2008"),
    ],
    "financial_crisis_2008": [
        *("financial crisis", "2008", "crisis of 2008", "2008 crisis", "GFC", "credit crunch"),
        *("subprime crisis", "great financial crisis", "global financial crisis", "2008 crash"),
    ],
    "bear_market_2007_2009": [
        *("2007-2009", "bear market of 2008", "peak to trough 2007", "October 2007 to March 2009"),
        *("2007 to 2009", "2007-09", "bear market from October 2007", "2007 to March 2009"),
        *("bear market of 2007", "2007/09", "2007–2009"),
    ],
    "downgrade_2011": [
        *("2011", "US downgrade", "August 2011", "US rating cut", "2011 US rating cut"),
        *("downgrade of the US", "US credit rating", "rating downgrade of 2011", "lost its AAA"),
    ],
    "covid_2020": [
        *("covid", "pandemic", "2020", "corona", "March 2020", "covid crash", "pandemic crash"),
        *("coronavirus", "Feb-March 2020", "February to March 2020", "corona crash"),
    ],
    "covid_day_2020": [
        *("16 March 2020", "worst day of the pandemic", "worst single covid day", "covid day"),
        *("worst covid day", "worst day of covid", "16 march", "March 16", "March 16th"),
        *("worst day of March 2020", "worst corona day", "worst day of corona", "single covid day"),
    ],
    "rates_2022": [
        *("2022", "rate shock of 2022", "interest rate rise of 2022", "rate hikes", "year 2022"),
        *("2022 rate hikes", "rate hikes of 2022", "bond crash of 2022", "inflation shock of 2022"),
    ],
    "all": [
        *("all past crises", "every past crisis", "all historical scenarios", "past crashes"),
        *("all crises", "every crisis", "each past crisis", "all the crises", "all past crashes"),
        *("all the historic crises", "all historic crises"),
    ],
}


class StressPosition(BaseModel):
    """One position of the book."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the asset; with a history, its column.",
        aliases=("asset", "position", "holding", "ticker", "name", "instrument", "factor"),
    )
    amount: SignedMoney | None = field(
        None,
        description="Market value held; negative if short.",
        aliases=(
            *("amount", "market value", "exposure", "held", "worth", "position size", "value"),
            *("mv", "mkt val", "long", "holding of"),
        ),
    )
    weight: Weight | None = field(
        None,
        description="Share of the portfolio, where amounts are not given: 60 % is 0.6.",
        aliases=("weight", "share", "allocation"),
    )
    volatility: Sigma | None = field(
        None,
        description="Standard deviation of its return, as a fraction: 18 % is 0.18.",
        aliases=(
            *("volatility", "vol", "sigma", "standard deviation", "swings by", "swings"),
            *("st dev", "st.dev", "stdev", "std dev", "std", "sd", "vols", "sigmas", "moves about"),
        ),
    )
    asset_class: AssetClass | None = field(
        None,
        description="The market it moves with one for one, for scenarios of the past.",
        aliases=("asset class", "market", "index", "benchmark"),
        synonyms=_CLASSES,
    )
    duration: Duration | None = field(
        None,
        description="Modified duration of a bond in years, for moves of interest rates.",
        aliases=("duration", "modified duration", "mod. duration", "dur", "mod dur", "D"),
    )


class Shock(BaseModel):
    """What hits one position."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the position, or of an asset class such as us_equities.",
        aliases=("name", "position", "asset", "factor", "market"),
    )
    shock: Move = field(
        description="Its move, as a fraction: a fall by 30 % is -0.3.",
        aliases=(
            *("shock", "move", "change", "falls by", "drops", "loses", "return", "lost", "fell"),
            *("fell by", "crashed", "rises by", "rose", "dropped", "gains", "rises", "jumps"),
            *("slumps", "slides", "rallies", "climbs"),
        ),
    )


class StressTestRequest(RequestModel):
    """A book, and a scenario, own shocks, or a loss whose likeliest cause is looked for."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    positions: list[StressPosition] = field(
        min_length=1,
        max_length=MOST_POSITIONS,
        description="The positions: each with its name and amount (or weight), and where known "
        "its volatility, asset class or duration.",
        aliases=("positions", "holdings", "portfolio", "book", "assets", "allocation"),
    )
    history: Table | None = field(
        None,
        description="Past returns or prices with a column for each position: says how they move "
        "together, and which past period would have been worst.",
        aliases=("history", "price history", "daily returns", "returns file", "time series"),
    )
    history_holds: Literal["returns", "prices"] | None = field(
        None,
        description="What the table holds, where its headings do not say so.",
        aliases=("history holds", "columns are", "table contains"),
        relations={"setting_of": "history"},
        synonyms={
            "returns": ["table of returns", "they are returns"],
            "prices": ["table of prices", "they are prices", "closing prices"],
        },
    )
    scenario: Literal[ScenarioName, "all"] | None = field(
        None,
        description="A crisis of the past whose index moves hit the positions by asset class.",
        aliases=("scenario", "crisis", "crash", "replay", "repeat of", "like in"),
        synonyms=_SCENARIOS,
        echo="{}",
    )
    shocks: list[Shock] | None = field(
        None,
        min_length=1,
        max_length=MOST_POSITIONS,
        description="Own shocks: which position moves by how much.",
        aliases=("shocks", "custom shocks", "falls by", "drops by", "what if", "moves"),
    )
    yield_shock: YieldMove | None = field(
        None,
        description="Move of interest rates for positions with a duration: up 200 basis points is "
        "0.02.",
        aliases=(
            *("yield shock", "rates rise by", "basis points", "interest rates up", "parallel"),
            *("yields climb", "yields rise", "yields up", "rates up by", "bp", "bps"),
        ),
        echo="rates moving by {}",
    )
    propagation: Literal["conditional", "none"] = field(
        "conditional",
        description="Whether positions that are not shocked move as expected given those that are, "
        "or stay.",
        aliases=("propagation", "spill over", "unshocked positions"),
        synonyms={
            "conditional": ["conditional expectation", "propagate", "spill over"],
            "none": [
                *("nothing else moves", "everything else unchanged", "ceteris paribus"),
                *("nothing else", "and nothing else", "untouched", "stays where it is"),
                *("rest flat", "don't propagate", "do not propagate", "no propagation"),
                *("the rest stays", "others stay", "others unchanged", "all else equal"),
                *("other positions stay", "stay put", "stays put", "rest unchanged"),
                *("no spillover", "no contagion", "everything else flat", "all else flat"),
                *("rest stays put",),
            ],
        },
    )
    loss: Money | None = field(
        None,
        description="A loss in money whose most plausible cause is looked for (reverse stress "
        "test).",
        aliases=("what would cost us", "to lose", "break us", "loss of", "cost us", "lose us"),
        echo="a loss of {}",
    )
    loss_share: LossShare | None = field(
        None,
        description="The same as a share of the portfolio: 20 % is 0.2.",
        aliases=("lose a share of", "loss of % of the portfolio", "drawdown of", "lose %"),
        echo="a loss of {}",
    )
    volatility_period: Period | None = field(
        None,
        description="The period the volatilities are for: daily or yearly.",
        aliases=("volatility period", "volatility per"),
        relations={"setting_of": "positions.volatility"},
        synonyms={
            "day": ["daily volatility", "daily", "a day", "per day"],
            "week": ["weekly volatility", "weekly", "per week", "pw"],
            "month": ["monthly volatility", "monthly", "per month"],
            "quarter": ["quarterly volatility", "quarterly", "per quarter"],
            "year": [
                *("annual volatility", "yearly volatility", "annual", "annually", "annualised"),
                *(
                    "annualized",
                    "yearly",
                    "per year",
                    "p.a.",
                    "a year",
                    "per annum",
                    "annual figures",
                ),
            ],
        },
    )
    correlation: Correlation | None = field(
        None,
        description="Correlation of every pair of positions, from -1 to 1.",
        aliases=(
            *("correlation", "rho", "correlated", "corr", "correl", "cor", "pairwise", "ρ"),
            *("pairwise correlation", "every pair", "each pair", "all pairs", "corrs", "corr."),
        ),
        echo="a correlation of {}",
    )
    correlations: list[list[Correlation]] | None = field(
        None,
        max_length=MOST_POSITIONS,
        description="Correlation matrix, in the order of the positions.",
        aliases=("correlation matrix", "correlations"),
    )
    value: Money | None = field(
        None,
        description="What the portfolio is worth, where weights are given.",
        aliases=(
            *("portfolio value", "portfolio worth", "we hold in total", "invested", "AUM"),
            *("pot is worth", "pot", "in total", "total", "fund size", "worth in all", "overall"),
            *("portfolio of", "book of", "total value", "total worth"),
        ),
        relations={"goes_with": "positions.weight"},
        echo="{} at stake",
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )
    horizon: Horizon | None = field(
        None,
        description="Trading days over which own shocks and the loss happen; a period of the "
        "history or the volatility unless named.",
        aliases=("horizon", "over", "within", "holding period"),
        echo="within {}",
    )
    confidence: Confidence = field(
        0.99,
        description="Level of the value at risk that stands beside the stress.",
        aliases=("confidence", "VaR level", "level"),
        echo="at {} confidence",
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        given = given_fields(self)
        asked = {"scenario", "shocks", "yield_shock", "loss", "loss_share", "history"}
        if not asked & given:
            refuse_missing(self, ["scenario"])
        if self.loss is not None and self.loss_share is not None:
            raise ValueError("give loss in money or loss_share, not both")
        if self.loss == 0:
            raise ValueError("loss must be above zero")
        if self.correlation is not None and self.correlations is not None:
            raise ValueError("give correlation for all pairs or the matrix correlations, not both")
        if self.history is not None and given & {"correlation", "correlations"}:
            raise ValueError("correlations come from the history; leave one of the two out")
        if self.history is None:
            self._check_volatilities()
        return self

    def _check_volatilities(self) -> None:
        told = [one.volatility is not None for one in self.positions]
        if any(told):
            if not all(told):
                number = told.index(False)
                raise ValueError(f"positions.{number} has no volatility: give all or none")
            needed = [] if self.volatility_period else ["volatility_period"]
            several = len(told) > 1 and self.correlation is None and self.correlations is None
            refuse_missing(self, [*needed, *(["correlation"] if several else [])])
        elif self.loss is not None or self.loss_share is not None:
            refuse_missing(self, ["history"])
