"""An uncertain input of a formula: what is known of it, and its quantiles."""

from math import log, sqrt
from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Estimate, Finite, Identifier, Number, Probability, field

Floats = NDArray[np.float64]
Shape = Literal[
    "pert", "normal", "lognormal", "triangular", "uniform", "discrete", "empirical", "constant"
]

MOST_VALUES = 20_000
NORMAL_95 = 1.6448536269514722  # 95 % point of the standard normal
_SUM = 1e-6  # what typed chances may miss one by

Positive = Annotated[Finite, Field(gt=0)]


class UncertainInput(BaseModel):
    """One input: its name, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="Name of the input, as the formula writes it.",
        aliases=("input", "variable", "name", "factor", "driver", "parameter", "quantity"),
    )
    low: Number | None = field(
        None,
        description="Least value; of a normal or lognormal the 5 % point.",
        aliases=("low", "min", "minimum", "least", "from", "worst", "p5"),
        relations={"at_most": "high"},
    )
    likely: Number | None = field(
        None,
        description="Most likely value; the value itself of a constant.",
        aliases=("likely", "mode", "most likely", "base", "typical", "expected", "value"),
    )
    high: Number | None = field(
        None,
        description="Greatest value; of a normal or lognormal the 95 % point.",
        aliases=("high", "max", "maximum", "most", "to", "best", "p95"),
    )
    mean: Number | None = field(
        None,
        description="Mean of a normal or lognormal, where it is told by mean and deviation.",
        aliases=(
            *("mean", "average", "mu", "normal around", "normally around", "Gaussian around"),
            *(
                "normal about",
                "normal with",
                "normal at",
                "centred on",
                "centred at",
                "lognormal around",
            ),
        ),
    )
    deviation: Positive | None = field(
        None,
        description="Standard deviation of a normal or lognormal.",
        aliases=(
            *("deviation", "standard deviation", "sd", "sigma", "std", "st dev", "st.dev", "stdev"),
            *("std dev", "plus or minus", "give or take"),
        ),
    )
    values: list[Finite] | None = field(
        None,
        min_length=1,
        max_length=MOST_VALUES,
        description="Possible values of a discrete input, or observed ones of an empirical one.",
        aliases=("values", "outcomes", "observed", "either"),
    )
    chances: list[Probability] | None = field(
        None,
        min_length=1,
        max_length=MOST_VALUES,
        description="Chances of the values of a discrete input, in their order; they sum to 1.",
        aliases=("chances", "probabilities", "weights"),
    )
    distribution: Shape | None = field(
        None,
        description="Shape: pert where low and high are given, normal where mean and deviation "
        "are, unless named.",
        aliases=("distribution", "shape", "type", "law"),
        synonyms={
            "pert": ["PERT", "beta-PERT"],
            "normal": ["Gaussian", "bell curve", "normally distributed"],
            "lognormal": ["log-normal", "lognormally distributed"],
            "triangular": ["triangle", "tri"],
            "uniform": ["flat", "equally likely", "anywhere between"],
            "discrete": ["either", "with chances"],
            "empirical": ["observed values", "past values"],
            "constant": ["a constant"],
        },
    )

    @property
    def shape(self) -> Shape:
        """The distribution, the default filled in."""
        if self.distribution is not None:
            return self.distribution
        if self.values is not None:
            return "empirical" if self.chances is None else "discrete"
        if self.deviation is not None:
            return "normal"
        return "constant" if self.low is None and self.high is None else "pert"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        shape = self.shape
        if shape in ("normal", "lognormal"):
            self._check_bell(shape)
        elif shape in ("discrete", "empirical"):
            self._check_values(shape)
        else:
            needs = {
                "pert": ("low", "high"),
                "triangular": ("low", "likely", "high"),
                "uniform": ("low", "high"),
                "constant": ("likely",),
            }[shape]
            self._check_has(shape, needs)
        points = [x for x in (self.low, self.likely, self.high) if x is not None]
        if points != sorted(points):
            raise ValueError("must satisfy low <= likely <= high")
        return self

    def _check_has(self, shape: str, needs: tuple[str, ...]) -> None:
        missing = [name for name in needs if getattr(self, name) is None]
        if missing:
            raise ValueError(f"a {shape} input needs {' and '.join(missing)}")
        if self.mean is not None or self.deviation is not None or self.values is not None:
            raise ValueError(f"a {shape} input takes low, likely and high only")

    def _check_bell(self, shape: str) -> None:
        by_moments = self.mean is not None and self.deviation is not None
        by_ends = self.low is not None and self.high is not None
        if by_moments == by_ends:
            raise ValueError(f"a {shape} input needs mean and deviation, or low and high")
        if self.likely is not None or self.values is not None:
            raise ValueError(f"a {shape} input takes mean and deviation, or low and high, only")
        if shape == "lognormal" and not ((self.mean if by_moments else self.low) or 0) > 0:
            raise ValueError("a lognormal input must lie above zero")

    def _check_values(self, shape: str) -> None:
        if self.values is None:
            raise ValueError(f"a {shape} input needs values")
        if shape == "empirical" and self.chances is not None:
            raise ValueError("values with chances make a discrete input")
        if shape == "discrete":
            if self.chances is None or len(self.chances) != len(self.values):
                raise ValueError("a discrete input needs as many chances as values")
            if abs(sum(self.chances) - 1) > _SUM:
                raise ValueError("chances must sum to 1")

    @property
    def certain(self) -> float | None:
        """The one value it can take; None when it is uncertain."""
        if self.values is not None:
            return self.values[0] if len(set(self.values)) == 1 else None
        if self.shape == "constant":
            return self.likely
        return self.low if self.low is not None and self.low == self.high else None

    def quantiles(self, u: Floats) -> Floats:
        """The value below which the input lies with each chance in `u` (strictly in 0 to 1)."""
        if (value := self.certain) is not None:
            return np.full(u.shape, value)
        shape = self.shape
        if shape in ("normal", "lognormal"):
            return self._bell(u)
        if shape in ("discrete", "empirical"):
            return self._steps(u)
        low, high = self.low or 0.0, self.high or 0.0
        if shape == "uniform":
            return low + (high - low) * u
        mode = (low + high) / 2 if self.likely is None else self.likely
        if shape == "triangular":
            rising = low + np.sqrt(u * (high - low) * (mode - low))
            return np.where(u * (high - low) <= mode - low, rising,
                            high - np.sqrt((1 - u) * (high - low) * (high - mode)))  # fmt: skip
        return _pert(low, mode, high, u)

    def _bell(self, u: Floats) -> Floats:
        from scipy.special import ndtri

        if self.shape == "normal":
            centre, spread = self._centre(self.low, self.high, self.mean, self.deviation)
            return centre + spread * ndtri(u)
        if self.mean is not None and self.deviation is not None:
            variance = log(1 + (self.deviation / self.mean) ** 2)
            return np.exp(log(self.mean) - variance / 2 + sqrt(variance) * ndtri(u))
        centre, spread = self._centre(log(self.low or 1), log(self.high or 1), None, None)
        return np.exp(centre + spread * ndtri(u))

    @staticmethod
    def _centre(
        low: float | None, high: float | None, mean: float | None, deviation: float | None
    ) -> tuple[float, float]:
        if mean is not None and deviation is not None:
            return mean, deviation
        return ((low or 0) + (high or 0)) / 2, ((high or 0) - (low or 0)) / (2 * NORMAL_95)

    def _steps(self, u: Floats) -> Floats:
        values = np.asarray(self.values, dtype=np.float64)
        order = np.argsort(values, kind="stable")
        if self.chances is None:
            place = np.minimum((u * values.size).astype(np.int64), values.size - 1)
            return values[order][place]
        reached = np.cumsum(np.asarray(self.chances)[order])
        place = np.searchsorted(reached / reached[-1], u, side="left")
        return values[order][np.minimum(place, values.size - 1)]

    @property
    def largest(self) -> float:
        """Largest size a draw may have, roughly; to refuse what no float holds."""
        if self.shape == "lognormal":
            return float(self.quantiles(np.array([1 - 1e-12]))[0])
        found = [self.low, self.likely, self.high, self.mean, *(self.values or ())]
        return max(abs(x) for x in found if x is not None)


def _pert(low: float, mode: float, high: float, u: Floats) -> Floats:
    """By a table of quantiles, right to some six digits: SciPy's inverse is thirty times slower."""
    from tools.risk._quantile_tables import SIDE, knots, table_of

    table = table_of(Estimate(low=low, likely=mode, high=high))
    below = u <= 0.5
    found = np.empty(u.shape)
    found[below] = np.interp(u[below], knots(), table[:SIDE])
    found[~below] = np.interp(1 - u[~below], knots(), table[SIDE:])
    return found
