"""Tables of quantiles that are as fine at the tails as in the middle.

A table has two halves, below and above the median. Each is indexed by v, the probability between
the value and its own end of the distribution, with 512 knots to every octave of v from 2^-42 to
1/2. Between knots the quantile is read off a straight line: the error stays under 1e-6 of the
value, also at the 99.99 % quantile, where evenly spaced knots are wrong by percents (2e-6 in the
middle of a lognormal whose 90 % interval spans a factor of a thousand).
"""

from functools import cache
from math import exp, lgamma, log, log1p
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit
from tools.fields import Estimate
from tools.risk._estimates import bounds, log_parameters, pert_shape

Floats = NDArray[np.float64]

OCTAVES = 41  # down to half the spacing of the 41-bit draws
KNOT_BITS = 9
SIDE = OCTAVES * 2**KNOT_BITS + 1
_STEPS = 16  # Runge-Kutta steps an octave


@njit(nogil=True, cache=True)
def _log_slope(t: float, y: float, a: float, b: float, log_beta: float) -> float:
    return exp(t - a * y - (b - 1.0) * log1p(-exp(y)) + log_beta)


@njit(nogil=True, cache=True)
def _lower_tail(v: float, a: float, b: float, log_beta: float) -> float:
    """The beta quantile of a tiny `v`, by its power series and Newton steps in the logarithm."""
    y = (log(v) + log(a) + log_beta) / a
    for _ in range(8):
        x = exp(y)
        term, series, slope = 1.0, 1.0 / a, 1.0
        for n in range(1, 200):
            term *= (n - b) / n * x
            series += term / (a + n)
            slope += term
            if abs(term) < 1e-17:
                break
        # F = x^a / B * series, and x F' / F = slope / series.
        y -= (a * y - log_beta + log(series) - log(v)) * series / slope
    return y


@njit(nogil=True, cache=True)
def beta_half(
    a: float, b: float, log_beta: float, origin: float, width: float, out: Floats
) -> None:
    """Origin plus width times the quantile of beta(a, b) at every knot, to some eight digits.

    In logarithms the quantile is almost a straight line, so that d log x / d log v, integrated by
    Runge-Kutta from the tail upwards (the stable direction), needs few steps; between them the
    knots are filled by a cubic through values and slopes.
    """
    per_step = 2**KNOT_BITS // _STEPS
    t = -(OCTAVES + 1) * log(2.0)
    y = _lower_tail(exp(t), a, b, log_beta)
    slope = _log_slope(t, y, a, b, log_beta)
    out[0] = origin + width * exp(y)
    for octave in range(OCTAVES):
        start_v = 2.0 ** (octave - OCTAVES - 1)
        for step in range(_STEPS):
            v = start_v * (1.0 + step / _STEPS)
            v_next = start_v * (1.0 + (step + 1) / _STEPS)
            t, h = log(v), log(v_next / v)
            k2 = _log_slope(t + h / 2, y + h / 2 * slope, a, b, log_beta)
            k3 = _log_slope(t + h / 2, y + h / 2 * k2, a, b, log_beta)
            k4 = _log_slope(t + h, y + h * k3, a, b, log_beta)
            y_next = y + h / 6 * (slope + 2 * k2 + 2 * k3 + k4)
            slope_next = _log_slope(t + h, y_next, a, b, log_beta)
            first = octave * 2**KNOT_BITS + step * per_step
            # In v the quantile is as smooth; a cubic there spares a logarithm for each knot.
            gap = v_next - v
            x0, x1 = width * exp(y), width * exp(y_next)
            d0, d1 = x0 * slope / v * gap, x1 * slope_next / v_next * gap
            for k in range(1, per_step + 1):
                s = k / per_step
                out[first + k] = (origin + x0) + s * (
                    d0 + s * (3 * (x1 - x0) - 2 * d0 - d1 + s * (2 * (x0 - x1) + d0 + d1))
                )
            y, slope = y_next, slope_next


def table_of(estimate: Estimate) -> Floats:
    """The quantiles of an estimate: lower half by rising, upper half by falling value."""
    out = np.empty(2 * SIDE)
    fill_table(estimate, out)
    return out


def fill_table(estimate: Estimate, out: Floats) -> None:
    """Write the quantiles of an estimate into a table's row."""
    low, high = bounds(estimate)
    if estimate.distribution == "lognormal":
        mu, sigma = log_parameters(estimate)
        np.exp(mu + sigma * normal_table(), out=out)
    elif estimate.distribution == "pert":
        a, b = pert_shape(estimate)
        log_beta = lgamma(a) + lgamma(b) - lgamma(a + b)
        beta_half(a, b, log_beta, low, high - low, out[:SIDE])
        beta_half(b, a, log_beta, high, low - high, out[SIDE:])
    else:
        peak = (estimate.mode - low) / (high - low)
        flat = estimate.distribution == "uniform"
        out[:SIDE] = low + (high - low) * (knots() if flat else _triangle_half(peak))
        out[SIDE:] = high - (high - low) * (knots() if flat else _triangle_half(1 - peak))


@cache
def normal_table() -> Floats:
    """The quantiles of the standard normal."""
    quantile = NormalDist().inv_cdf
    lower = np.array([quantile(float(v)) for v in knots()])
    return np.concatenate((lower, -lower))


@cache
def knots() -> Floats:
    """The positions v of one half."""
    octave = 1 + np.arange(2**KNOT_BITS) / 2**KNOT_BITS
    scales = 2.0 ** np.arange(-OCTAVES - 1, -1)
    return np.append(np.outer(scales, octave).ravel(), 0.5)


def _triangle_half(peak: float) -> Floats:
    v = knots()
    return np.where(v <= peak, np.sqrt(v * peak), 1 - np.sqrt((1 - v) * (1 - peak)))
