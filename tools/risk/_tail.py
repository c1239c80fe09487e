"""What every estimate of a tail needs and gives: options, figures, and refusals of short series."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.computing import HERE
from tools.errors import InvalidInput
from tools.ports import Compute, Progress
from tools.progress import SILENT

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Options:
    """How a tail is estimated."""

    level: float
    periods: float = 1.0
    zero_mean: bool = False
    interpolate: bool = True
    decay: float | None = None
    model: str = "ewma"
    threshold_share: float = 0.1
    freedom: float | None = None
    trials: int = 1_000_000
    seed: int = 0
    field: str = "history"
    """The request's field that the series comes from."""
    compute: Compute = HERE
    progress: Progress = SILENT


@dataclass(frozen=True)
class Tail:
    """Value at risk, expected shortfall and their standard errors, in units of the returns."""

    var: float
    es: float
    var_error: float
    es_error: float
    errors_by: str
    var_weights: Floats | None = None
    es_weights: Floats | None = None
    details: Mapping[str, float] = field(default_factory=dict[str, float])
    warnings: tuple[str, ...] = ()


def need(options: Options, count: int, needed: int, why: str) -> None:
    """Refuse a series that is too short, saying how many observations are needed."""
    if count < needed:
        raise InvalidInput.of(
            options.field,
            f"has {count:,} observations and needs at least {needed:,} {why}",
            code="too_short",
        )


def moments(returns: Floats, options: Options) -> tuple[float, float]:
    """Mean and standard deviation (dividing by n), refused where nothing moves."""
    mean = 0.0 if options.zero_mean else float(returns.mean())
    deviation = sqrt(float(np.mean((returns - mean) ** 2)))
    if deviation <= 1e-14 * max(float(np.abs(returns).max()), 1e-300):
        raise InvalidInput.of(options.field, "does not move: all its returns are the same")
    return mean, deviation
