"""What may be held in a portfolio, one asset at a time and in groups."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tools.fields import Finite, Identifier, Kind, field
from tools.finance._assets import Return, Sigma, Weight
from tools.names import NameList

MOST_ASSETS = 20_000


class Holding(BaseModel):
    """One asset that may be held."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the asset; with a history, its column.",
        aliases=("asset", "ticker", "fund", "share", "name", "instrument", "asset class"),
    )
    expected_return: Return | None = field(
        None,
        description="Expected yearly return, as a fraction: 6 % is 0.06.",
        aliases=(
            *("expected return", "return", "mean return", "mu", "yield"),
            *("should bring", "brings", "should earn", "earns", "is meant to make", "ret", "μ"),
            *("exp return", "exp. return", "returns", "expected returns", "expected", "yields"),
        ),
    )
    volatility: Sigma | None = field(
        None,
        description="Standard deviation of its yearly return: 18 % is 0.18.",
        aliases=(
            *("volatility", "vol", "sigma", "standard deviation", "risk", "sd", "σ", "std"),
            *("volatilities", "stdev", "vola", "standard deviations", "fluctuates by"),
            *("swings by", "swings", "swings of", "ups and downs of"),
        ),
    )
    current: Weight | None = field(
        None,
        description="Share of the portfolio held in it today, as a fraction.",
        aliases=("current weight", "held now", "today", "present weight", "now", "currently"),
        relations={"adds_up_to": "1"},
    )
    least: Weight | None = field(
        None,
        description="Least share it may have, as a fraction.",
        aliases=("at least", "minimum weight", "min", "floor"),
    )
    most: Weight | None = field(
        None,
        description="Greatest share it may have, as a fraction.",
        aliases=("at most", "maximum weight", "max", "cap"),
    )
    risk_budget: Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "share")] | None = field(
        None,
        description="Its share of the portfolio's risk, for risk_parity; equal where not given.",
        aliases=("risk budget", "share of risk", "risk contribution"),
    )


class GroupLimit(BaseModel):
    """What several assets together may make up."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the group.",
        aliases=("group", "sector", "asset class", "region", "bucket"),
    )
    assets: NameList = field(
        description="Its assets, by name.",
        aliases=("assets", "members", "consists of"),
        min_length=1,
        max_length=MOST_ASSETS,
    )
    least: Weight | None = field(
        None,
        description="Least share of the whole group, as a fraction.",
        aliases=("at least", "minimum"),
    )
    most: Weight | None = field(
        None,
        description="Greatest share of the whole group, as a fraction.",
        aliases=("at most", "maximum", "no more than"),
    )
