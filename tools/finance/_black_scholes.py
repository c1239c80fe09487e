"""Black, Scholes and Merton: prices, sensitivities and implied volatilities, one after another.

Everything is written on the forward F = S exp((r - q) T) with d1, d2 = ln(F/K) / (s sqrt T) +- s
sqrt(T) / 2 (Black 1976), so that stocks, currencies and futures are one formula. The normal
distribution function is taken from the complementary error function, which keeps its digits in
the far tail. Compiled: a loop in plain Python or an array expression is ten times slower.
"""

from math import erfc, exp, fabs, log, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ROOT_HALF = 0.7071067811865476
_DENSITY = 0.3989422804014327  # 1 / sqrt(2 pi)
_LEAST, _MOST = 1e-9, 100.0  # total volatility s sqrt(T) that is looked for
_STEPS = 100


@njit(nogil=True, cache=True)
def normal(x: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * erfc(-x * _ROOT_HALF)


@njit(nogil=True, cache=True)
def undiscounted(forward: float, strike: float, total: float, call: bool) -> float:
    """What an option is expected to pay; `total` is the volatility times the root of the time."""
    sign = 1.0 if call else -1.0
    if total <= 0.0:
        return max(sign * (forward - strike), 0.0)
    d1 = log(forward / strike) / total + 0.5 * total
    d2 = d1 - total
    value = sign * (forward * normal(sign * d1) - strike * normal(sign * d2))
    return max(value, 0.0)  # rounding may leave a worthless option a hair below nothing


@njit(nogil=True, cache=True)
def prices(
    spot: Floats,
    strike: Floats,
    years: Floats,
    rate: Floats,
    dividend_yield: Floats,
    volatility: Floats,
    call: Flags,
    out: Floats,
) -> None:
    """Prices of European options; rates and yields are continuously compounded."""
    for k in range(spot.size):
        time = years[k]
        forward = spot[k] * exp((rate[k] - dividend_yield[k]) * time)
        total = volatility[k] * sqrt(time)
        out[k] = exp(-rate[k] * time) * undiscounted(forward, strike[k], total, call[k])


@njit(nogil=True, cache=True)
def sensitivities(
    spot: float,
    strike: float,
    years: float,
    rate: float,
    dividend_yield: float,
    volatility: float,
    call: bool,
) -> tuple[float, float, float, float, float, float, float]:
    """Delta, gamma, vega, theta (a year), rho, d1 and d2 of one European option."""
    sign = 1.0 if call else -1.0
    total = volatility * sqrt(years)
    discount, carry = exp(-rate * years), exp(-dividend_yield * years)
    forward = spot * carry / discount
    d1 = log(forward / strike) / total + 0.5 * total
    d2 = d1 - total
    density = _DENSITY * exp(-0.5 * d1 * d1)
    first, second = normal(sign * d1), normal(sign * d2)
    delta = sign * carry * first
    gamma = carry * density / (spot * total)
    vega = spot * carry * density * sqrt(years)
    theta = -spot * carry * density * volatility / (2.0 * sqrt(years))
    theta += sign * (dividend_yield * spot * carry * first - rate * strike * discount * second)
    rho = sign * strike * years * discount * second
    return delta, gamma, vega, theta, rho, d1, d2


@njit(nogil=True, cache=True)
def implied_total(value: float, forward: float, strike: float) -> float:
    """The total volatility at which an out-of-the-money option is expected to pay `value`.

    Newton's steps on the logarithm of the value, kept inside a bracket that every step narrows.
    `value` must lie strictly between nothing and the lesser of forward and strike.
    """
    call = strike >= forward
    low, high = _LEAST, _MOST
    target = log(value)
    # Where the value as a function of the volatility bends (Manaster and Koehler 1982).
    total = min(max(sqrt(2.0 * fabs(log(forward / strike))), 0.1), 5.0)
    for _ in range(_STEPS):
        reached = undiscounted(forward, strike, total, call)
        if reached > value:
            high = total
        else:
            low = total
        step = 0.0
        if reached > 0.0:
            d1 = log(forward / strike) / total + 0.5 * total
            slope = forward * _DENSITY * exp(-0.5 * d1 * d1) / reached
            if slope > 0.0:
                step = (target - log(reached)) / slope
        proposed = total + step
        if step == 0.0 or not low < proposed < high:
            proposed = 0.5 * (low + high)
        if fabs(proposed - total) <= 1e-15 * total or high - low <= 1e-15 * high:
            return proposed
        total = proposed
    return total
