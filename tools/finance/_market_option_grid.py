"""Options by the scenario approach of MAR40.81 to 40.84: the largest loss over a grid."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Identifier, SignedMoney, field
from tools.finance._basel_steps import Steps
from tools.finance._market_simple_row import SimpleRisk

LEAST_OBSERVATIONS = 7  # of the underlying, the present one included (MAR40.82)
MOST_OBSERVATIONS, MOST_SHIFTS = 201, 25
Line = Annotated[list[SignedMoney], Field(min_length=1, max_length=MOST_OBSERVATIONS)]


class OptionGrid(BaseModel):
    """What options on one underlying, with their hedges, gain or lose over a grid of changes."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="The underlying: a time band, a national market, a currency pair, a commodity.",
        aliases=("name", "underlying", "grid"),
    )
    risk: SimpleRisk = field(
        description="Interest rates, equity, foreign exchange, gold or commodities.",
        aliases=("risk", "kind", "asset class", "risk class"),
    )
    values: list[Line] = field(
        min_length=2,
        max_length=MOST_SHIFTS,
        description="Net profit or loss: a row for each change in volatility (down and up by 25 %, "
        "or unchanged too), in it one value for each of at least seven equally spaced changes of "
        "the underlying from the lowest to the highest (equity, FX and gold 8 %, commodities 15 %, "
        "interest rates the assumed change in yield).",
        aliases=("values", "profit and loss", "scenario matrix", "grid values"),
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        lengths = {len(row) for row in self.values}
        if len(lengths) > 1:
            raise ValueError("values must have as many changes of the underlying in every row")
        count = lengths.pop()
        if count < LEAST_OBSERVATIONS or count % 2 == 0:
            raise ValueError(
                "values must have an odd number of changes of the underlying, at least 7, the "
                "present one in the middle (MAR40.82)"
            )
        return self


def largest_losses(grids: Sequence[tuple[str, OptionGrid]], steps: Steps) -> float:
    """The sum over underlyings of the largest loss each has anywhere on its grid (MAR40.84).

    >>> row = [-40.0, -10.0, 5.0, 0.0, 5.0, -15.0, -60.0]
    >>> grid = OptionGrid(name="DE", risk="equity", values=[row, [x + 3 for x in row]])
    >>> largest_losses([("option_grids.0", grid)], Steps())
    60.0
    """
    total = 0.0
    for place, one in grids:
        worst = -min(min(row) for row in one.values)
        total += steps.money(f"largest loss {one.name or place}", max(worst, 0.0), "MAR40.84")
    return total
