"""One position of a book whose value at risk is asked for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tools.fields import Finite, Identifier, Kind, SignedMoney, field

Weight = Annotated[Finite, Field(ge=-1000, le=1000), Kind("share", "fraction")]
Sigma = Annotated[Finite, Field(gt=0, le=10), Kind("share", "fraction")]


class Position(BaseModel):
    """One position of the book."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the asset; with a history, its column.",
        aliases=("asset", "position", "holding", "ticker", "column", "name", "instrument"),
    )
    amount: SignedMoney | None = field(
        None,
        description="Market value held; negative if short.",
        aliases=(
            *("amount", "market value", "exposure", "held", "worth", "position size", "mv"),
            *("holding of", "long"),
        ),
        echo="{} held",
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
