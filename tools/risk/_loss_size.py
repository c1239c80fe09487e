"""What one event can cost, in whichever way it is known: a range, a mean and spread, a tail."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tools.fields import MONEY_LIMIT, Bounds, Estimate, Finite, Kind, field
from tools.risk._scenario_rules import check_estimate

Amount = Annotated[Finite, Field(ge=0, le=MONEY_LIMIT)]
Shape = Literal[
    "pert", "lognormal", "triangular", "uniform", "constant", "empirical", "gamma", "pareto"
]
WIDEST_SPREAD = 1e4  # deviation over mean; beyond, the tail outruns every grid and simulation
LEAST_SPREAD = 1e-4
LEAST_TAIL_INDEX, MOST_TAIL_INDEX = 1.05, 1e4
_RANGE = ("low", "likely", "high", "values", "distribution")


class LossSize(BaseModel):
    """What one event costs.

    As a range (`low`, `likely`, `high`; a lognormal's low and high are the ends of a 90 %
    interval), as a `mean` with its `deviation` (lognormal, gamma or pareto), as a Pareto tail
    (`low` and `tail_index`: P(X > x) = (low / x)^tail_index; without `low` but with a `mean` the
    Pareto that begins at zero), or by observed `values`. A plain number means a constant, two
    numbers a PERT with its mode in the middle, three numbers low, likely, high.
    """

    model_config = ConfigDict(extra="forbid")

    low: Amount | None = Field(default=None, description="Least, or 5 % point of a lognormal.")
    likely: Amount | None = Field(default=None, description="Most likely.")
    high: Amount | None = Field(default=None, description="Greatest, or 95 % point of a lognormal.")
    mean: Amount | None = field(
        None,
        description="Average cost of one event.",
        aliases=("mean", "average", "avg", "mean cost", "mean loss", "mean of"),
    )
    deviation: Amount | None = field(
        None,
        description="Standard deviation of the cost of one event.",
        aliases=(
            *("sd", "s.d.", "std", "stdev", "std dev", "std. dev.", "deviation", "sigma"),
            *("standard deviation", "st dev"),
        ),
    )
    tail_index: Annotated[Finite, Field(gt=0, le=MOST_TAIL_INDEX)] | None = field(
        None,
        description="Tail index (alpha) of a Pareto; smaller is heavier.",
        aliases=("tail index", "alpha", "tail", "Pareto index"),
        relations={"told_after": "low"},
    )
    values: list[Amount] | None = Field(
        default=None, max_length=100_000, description="Observed costs, for `empirical`."
    )
    distribution: Shape | None = Field(
        default=None,
        description="Shape of the cost of one event.",
        json_schema_extra={
            "x-synonyms": {
                "pert": ["PERT"],
                "lognormal": ["log-normal", "90 % interval", "90 % sure"],
                "triangular": ["triangle"],
                "uniform": ["flat", "equally likely"],
                "constant": ["exactly", "always"],
                "empirical": ["observed values", "past losses"],
                "gamma": ["gamma distributed", "exponential"],
                "pareto": ["Pareto", "power law"],
            }
        },
    )

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if isinstance(data, int | float) and not isinstance(data, bool):
            return {"likely": data, "distribution": "constant"}
        if isinstance(data, list | tuple):
            if len(data) == 2:
                return {"low": data[0], "high": data[1]}
            if len(data) == 3:
                return dict(zip(("low", "likely", "high"), data, strict=True))
            raise ValueError("a list must hold low and high, or low, likely and high")
        if isinstance(data, dict) and set(data) == {"likely"}:
            return {**data, "distribution": "constant"}
        return data

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.tail_index is not None:
            self._check_tail()
        elif self.mean is not None or self.deviation is not None:
            self._check_moments()
        elif self.distribution in ("gamma", "pareto"):
            needed = "mean and deviation" if self.distribution == "gamma" else "low and tail_index"
            raise ValueError(f"a {self.distribution} needs its {needed}")
        else:
            self._check_range()
        return self

    @property
    def estimate(self) -> Estimate | None:
        """The range it was given as, if it was."""
        if self.mean is not None or self.tail_index is not None:
            return None
        given = self.model_dump(include=set(_RANGE), exclude_none=True)
        return Estimate.model_validate(given)

    @property
    def shape(self) -> Shape:
        """The distribution, the default filled in."""
        if self.tail_index is not None:
            return "pareto"
        if self.mean is not None:
            return self.distribution or "lognormal"
        return self.estimate.distribution if self.estimate else "pert"

    def _check_range(self) -> None:
        try:
            estimate = self.estimate
        except ValidationError as error:
            message = str(error.errors()[0]["msg"])
            raise ValueError(message.removeprefix("Value error, ")) from None
        if estimate is not None:
            check_estimate("loss", estimate)

    def _check_moments(self) -> None:
        self._alone("mean", "deviation", "distribution")
        if self.mean is None or self.deviation is None:
            raise ValueError("needs both its mean and its deviation, or low and high instead")
        if self.distribution not in (None, "lognormal", "gamma", "pareto"):
            raise ValueError("with a mean and deviation must be lognormal, gamma or pareto")
        if self.mean == 0 or not LEAST_SPREAD <= self.deviation / self.mean <= WIDEST_SPREAD:
            raise ValueError(
                f"must have a mean above zero and a deviation of {LEAST_SPREAD:g} to "
                f"{WIDEST_SPREAD:,.0f} times the mean; give a plain number if it is certain"
            )
        if self.distribution == "pareto" and self.deviation <= self.mean * 1.0001:
            raise ValueError(
                "a pareto's deviation exceeds its mean; use lognormal or gamma for less spread"
            )

    def _check_tail(self) -> None:
        self._alone("low", "mean", "tail_index", "distribution")
        if self.distribution not in (None, "pareto"):
            raise ValueError("only a pareto has a tail_index")
        if (self.low is None) == (self.mean is None) or not (self.low or self.mean):
            raise ValueError("a pareto by its tail_index needs a low above zero, or a mean")
        if self.tail_index is not None and self.tail_index < LEAST_TAIL_INDEX:
            raise ValueError(
                f"has so heavy a tail (tail_index under {LEAST_TAIL_INDEX:g}) that its mean is "
                "infinite or nearly so: there is no expected loss; give a range with an upper end"
            )

    def _alone(self, *allowed: str) -> None:
        given = [name for name, value in self if value is not None and name not in allowed]
        if given:
            raise ValueError(f"is told in two ways: remove {' and '.join(given)}")


LossEstimate = Annotated[LossSize, Bounds(0, MONEY_LIMIT), Kind("estimate", "currency", of="money")]
"""An uncertain cost of one event."""
