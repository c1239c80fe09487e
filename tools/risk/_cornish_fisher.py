"""The normal quantile bent by skewness and kurtosis, and where that may be done."""

from math import exp, pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.risk._tail import Options, Tail, moments, need

Floats = NDArray[np.float64]

FEWEST_SHAPE = 60  # observations, for skewness and kurtosis
BOOTSTRAPS = 400


def cornish_fisher(returns: Floats, options: Options) -> Tail:
    """The normal quantile bent by skewness and kurtosis (Zangari 1996; Maillard 2012)."""
    need(options, returns.size, FEWEST_SHAPE, "to estimate skewness and kurtosis")
    figures = bent(returns, options)
    state = np.random.Generator(np.random.Philox(options.seed))
    draws = state.integers(returns.size, size=(BOOTSTRAPS, returns.size))
    again = np.array([_bent_figures(returns[row], options)[:2] for row in draws])
    var, es, skewness, kurtosis, warnings = figures
    spread = again.std(axis=0, ddof=1)
    return Tail(
        var=var,
        es=es,
        var_error=float(spread[0]),
        es_error=float(spread[1]),
        errors_by="bootstrap",
        details={"skewness": skewness, "excess_kurtosis": kurtosis},
        warnings=warnings,
    )


def bent(returns: Floats, options: Options) -> tuple[float, float, float, float, tuple[str, ...]]:
    """VaR, ES, skewness, kurtosis; refused where the bent quantile turns back in the tail."""
    var, es, skewness, kurtosis = _bent_figures(returns, options)
    h = options.periods
    inside, tail_inside = monotone(
        skewness / sqrt(h), kurtosis / h, NormalDist().inv_cdf(1 - options.level)
    )
    if not tail_inside:
        raise InvalidInput.of(
            "method",
            f"cornish_fisher does not hold for a skewness of {skewness:.3g} and an excess kurtosis "
            f"of {kurtosis:.3g}: beyond this level its quantiles turn back (Maillard 2012); use "
            "historical, filtered or extreme_value",
        )
    warnings = (
        ()
        if inside
        else (
            "Warning: skewness and kurtosis lie outside the region in which the Cornish-Fisher "
            "curve rises everywhere (Maillard); it does rise in the tail asked for, but take the "
            "figure as rough and compare it with extreme_value.",
        )
    )
    return var, es, skewness, kurtosis, warnings


def _bent_figures(returns: Floats, options: Options) -> tuple[float, float, float, float]:
    mean, deviation = moments(returns, options)
    off = (returns - float(returns.mean())) / deviation
    skewness, kurtosis = float(np.mean(off**3)), float(np.mean(off**4)) - 3
    h = options.periods
    s, k = skewness / sqrt(h), kurtosis / h
    z = NormalDist().inv_cdf(1 - options.level)
    tail, phi = 1 - options.level, exp(-z * z / 2) / sqrt(2 * pi)
    c0, c1, c2, c3 = bent_polynomial(s, k)
    var = c0 + c1 * z + c2 * z * z + c3 * z**3
    below = c0 * tail - c1 * phi + c2 * (tail - z * phi) - c3 * (z * z + 2) * phi
    scale = deviation * sqrt(h)
    return -mean * h - scale * var, -mean * h - scale * below / tail, skewness, kurtosis


def bent_polynomial(s: float, k: float) -> tuple[float, float, float, float]:
    """Coefficients of the Cornish-Fisher quantile in powers of the normal's."""
    return -s / 6, 1 - k / 8 + 5 * s * s / 36, s / 6, k / 24 - s * s / 18


def monotone(s: float, k: float, z: float) -> tuple[bool, bool]:
    """Whether the curve rises everywhere, and whether it rises from `z` on outwards."""
    _, c1, c2, c3 = bent_polynomial(s, k)
    a, b, c = 3 * c3, 2 * c2, c1
    root = b * b - 4 * a * c
    everywhere = (a > 0 and root <= 0) or (a == b == 0 and c > 0)
    if everywhere:
        return True, True
    turns = [x.real for x in np.roots([a, b, c]) if abs(x.imag) < 1e-12]
    outer = (a > 0) or (a == 0 and b < 0) or (a == b == 0 and c > 0)
    return False, outer and all(z < turn for turn in turns)
