"""Value at risk and expected shortfall of one series of returns, by each method.

Losses are positive. `weights` say how much of each day's loss goes into a figure: what a position
contributes is the same weighted sum of its own losses, so contributions add up.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.computing import followed
from tools.errors import InvalidInput
from tools.risk._cornish_fisher import cornish_fisher
from tools.risk._generalised_pareto import ParetoTail, fit
from tools.risk._linear_book import normal_heights
from tools.risk._order_errors import quantile_error, tail_error
from tools.risk._tail import Options, Tail, moments, need
from tools.risk._volatility_models import ewma, garch

Floats = NDArray[np.float64]

FEWEST = 20  # observations, for moments
FEWEST_GARCH = 250
FEWEST_EXCEEDANCES = 20
CHUNK = 1 << 16
EWMA_DECAY, AGE_DECAY = 0.94, 0.98


def needed_beyond(level: float) -> int:
    """How many observations the level needs to have one beyond it."""
    return int(np.ceil(1 / (1 - level) - 1e-9))


def historical(returns: Floats, options: Options) -> Tail:
    """The sample's own quantile; the mean of the worst days, the last of them in part."""
    need(options, returns.size, needed_beyond(options.level), "to see one day beyond the level")
    order = np.argsort(returns, kind="stable")
    var = _quantile_weights(returns.size, order, options.level, options.interpolate)
    return _of_weights(returns, order, var, options, "order statistics (Maritz-Jarrett)")


def _quantile_weights(size: int, order: NDArray[np.int64], level: float, linear: bool) -> Floats:
    weights = np.zeros(size)
    if linear:  # type 7 of Hyndman and Fan (1996), the default of R, NumPy and spreadsheets
        place = (size - 1) * (1 - level)
        low = min(int(place + 1e-9), size - 2) if size > 1 else 0
        weights[order[low]] += 1 - max(place - low, 0.0)
        weights[order[min(low + 1, size - 1)]] += max(place - low, 0.0)
    else:  # the k-th worst day, k = n (1 - level), as Hull counts
        rank = max(int(size * (1 - level) + 1e-9), 1)
        weights[order[rank - 1]] = 1.0
    return weights


def _tail_weights(size: int, order: NDArray[np.int64], level: float) -> Floats:
    tail = size * (1 - level)
    whole = int(tail + 1e-9)
    weights = np.zeros(size)
    weights[order[:whole]] = 1 / tail
    if whole < size and tail - whole > 1e-9:
        weights[order[whole]] = (tail - whole) / tail
    return weights


def _of_weights(
    returns: Floats, order: NDArray[np.int64], var_weights: Floats, options: Options, by: str
) -> Tail:
    es_weights = _tail_weights(returns.size, order, options.level)
    losses, scale = -returns, sqrt(options.periods)
    var, es = float(var_weights @ losses), float(es_weights @ losses)
    ordered = losses[order[::-1]]
    return Tail(
        var=var * scale,
        es=max(es, var) * scale,
        var_error=quantile_error(ordered, options.level) * scale,
        es_error=tail_error(losses, es_weights, options.level, var) * scale,
        errors_by=by,
        var_weights=var_weights * scale,
        es_weights=es_weights * scale,
    )


def age_weighted(returns: Floats, options: Options) -> Tail:
    """Recent days weigh more (Boudoukh, Richardson and Whitelaw 1998)."""
    need(options, returns.size, needed_beyond(options.level), "to see one day beyond the level")
    decay = options.decay or AGE_DECAY
    ages = np.arange(returns.size)[::-1]
    weights = decay ** ages.astype(np.float64)
    weights /= weights.sum()
    order = np.argsort(returns, kind="stable")
    upto = np.cumsum(weights[order])
    tail = 1 - options.level
    var_weights, es_weights = np.zeros(returns.size), np.zeros(returns.size)
    k = int(np.searchsorted(upto, tail - 1e-12))
    if k == 0 or k >= returns.size:
        var_weights[order[min(k, returns.size - 1)]] = 1.0
    else:
        part = (tail - upto[k - 1]) / (upto[k] - upto[k - 1])
        var_weights[order[k - 1]], var_weights[order[k]] = 1 - part, part
    es_weights[order[:k]] = weights[order[:k]] / tail
    es_weights[order[k]] = (tail - (upto[k - 1] if k else 0.0)) / tail
    losses, scale = -returns, sqrt(options.periods)
    var, es = float(var_weights @ losses), float(es_weights @ losses)
    effective = 1 / float(weights @ weights)
    errors = _weighted_errors(losses, weights, options.level, var, es, effective)
    return Tail(
        var=var * scale,
        es=max(es, var) * scale,
        var_error=errors[0] * scale,
        es_error=errors[1] * scale,
        errors_by="density at the quantile, with the effective number of days",
        var_weights=var_weights * scale,
        es_weights=es_weights * scale,
        details={"decay": decay, "effective_observations": effective},
    )


def _weighted_errors(
    losses: Floats, weights: Floats, level: float, var: float, es: float, effective: float
) -> tuple[float, float]:
    mean = float(weights @ losses)
    spread = sqrt(max(float(weights @ (losses - mean) ** 2), 1e-300))
    width = 1.06 * spread * effective**-0.2
    density = float(weights @ np.exp(-(((losses - var) / width) ** 2) / 2)) / (width * sqrt(2 * pi))
    first = sqrt(level * (1 - level) / effective) / max(density, 1e-300)
    excess = np.maximum(losses - var, 0.0)
    variance = max(float(weights @ excess**2) / (1 - level) - (es - var) ** 2, 0.0)
    return first, sqrt((variance + level * (es - var) ** 2) / (effective * (1 - level)))


def filtered(returns: Floats, options: Options) -> Tail:
    """Past returns rescaled to today's volatility (Hull and White 1998; Barone-Adesi 1999)."""
    need(options, returns.size, needed_beyond(options.level), "to see one day beyond the level")
    if options.model == "garch":
        need(options, returns.size, FEWEST_GARCH, "to fit a GARCH model; ewma needs fewer")
        volatility = garch(returns)
        details = {
            "garch_omega": volatility.omega,
            "garch_alpha": volatility.alpha,
            "garch_beta": volatility.beta,
        }
    else:
        volatility = ewma(returns, options.decay or EWMA_DECAY)
        details = {"decay": options.decay or EWMA_DECAY}
    if volatility.next == 0 or np.any(volatility.past == 0):
        raise InvalidInput.of(options.field, "does not move, so it has no volatility to filter")
    factors = volatility.next / volatility.past
    tail = historical(returns * factors, options)
    return replace(
        tail,
        var_weights=None if tail.var_weights is None else tail.var_weights * factors,
        es_weights=None if tail.es_weights is None else tail.es_weights * factors,
        details={**details, "current_volatility": volatility.next},
    )


def gaussian(returns: Floats, options: Options) -> Tail:
    """Mean and deviation of the sample, read as those of a normal."""
    need(options, returns.size, FEWEST, "to estimate a mean and a deviation")
    mean, deviation = moments(returns, options)
    tail = normal_tail(mean, deviation, options)
    off = (returns - mean) / deviation
    skewness, excess = float(np.mean(off**3)), float(np.mean(off**4)) - 3
    errors = [
        deviation * sqrt(_error_factor(height, skewness, excess, options) / returns.size)
        for height in normal_heights(options.level)
    ]
    return replace(tail, var_error=errors[0], es_error=errors[1], errors_by="delta method")


def _error_factor(height: float, skewness: float, excess: float, options: Options) -> float:
    """The sample size times the variance of the figure, in units of the squared deviation.

    The sample's own skewness and kurtosis count: a fat-tailed sample's deviation is less sure.
    """
    h = options.periods
    spread = h * height**2 * (excess + 2) / 4
    if options.zero_mean:
        return spread
    return max(spread + h * h - h**1.5 * height * skewness, 0.0)


def normal_tail(mean: float, deviation: float, options: Options) -> Tail:
    """The tail of a normal with this mean and deviation a period, in closed form."""
    z, height = normal_heights(options.level)
    h, scale = options.periods, sqrt(options.periods)
    return Tail(
        var=-mean * h + z * deviation * scale,
        es=-mean * h + height * deviation * scale,
        var_error=0.0,
        es_error=0.0,
        errors_by="",
        details={"mean": mean, "deviation": deviation},
    )


def extreme_value(returns: Floats, options: Options) -> Tail:
    """Losses beyond a threshold by a generalised Pareto (peaks over threshold)."""
    losses = np.sort(-returns)[::-1]
    count = int(losses.size * options.threshold_share + 1e-9)
    fewest = int(np.ceil(FEWEST_EXCEEDANCES / options.threshold_share - 1e-9))
    need(options, losses.size, fewest, "to have enough losses beyond the threshold")
    if options.level < 1 - count / losses.size:
        raise InvalidInput.of(
            "threshold_share", "must exceed 1 - confidence: the level lies before the threshold"
        )
    threshold = float(losses[count])
    excesses = losses[:count] - threshold
    if float(excesses.max()) <= 0:
        raise InvalidInput.of(options.field, "has no losses beyond the threshold that differ")
    shape, scale = fit(excesses[excesses > 0])
    if shape >= 1:
        raise InvalidInput.of(
            "method",
            f"extreme_value finds a tail with shape {shape:.3g}: from 1 on its mean is infinite "
            "and there is no expected shortfall; check the data for outliers, or use historical",
        )
    tail = ParetoTail(threshold, count / losses.size, shape, scale)
    errors = tail.errors(options.level, count)
    root = sqrt(options.periods)
    beyond = (-returns > threshold).astype(np.float64)
    var, es = tail.quantile(options.level), tail.tail_mean(options.level)
    raw = float(beyond @ -returns)
    return Tail(
        var=var * root,
        es=es * root,
        var_error=errors[0] * root,
        es_error=errors[1] * root,
        errors_by="delta method on the likelihood",
        var_weights=beyond * (var * root / raw) if raw > 0 else None,
        es_weights=beyond * (es * root / raw) if raw > 0 else None,
        details={"threshold": threshold, "shape": shape, "scale": scale, "exceedances": count},
    )


def monte_carlo(returns: Floats, options: Options) -> Tail:
    """Simulated from a normal, or a t, with the sample's mean and deviation."""
    need(options, returns.size, FEWEST, "to estimate a mean and a deviation")
    mean, deviation = moments(returns, options)
    return simulated_tail(mean, deviation, options)


def simulated_tail(mean: float, deviation: float, options: Options) -> Tail:
    """The tail of simulated periods; a t is scaled to have the given deviation."""
    draws = np.empty(options.trials)
    scale = deviation * sqrt(options.periods)
    numbers = range(-(-options.trials // CHUNK))
    task = partial(_drawn, options.seed, options.freedom, options.trials)
    parts = options.compute.map(task, numbers)
    told = followed(parts, options.progress, len(numbers), "simulated periods")
    for number, part in enumerate(told):
        draws[number * CHUNK : number * CHUNK + part.size] = part
    losses = np.sort(scale * draws) - mean * options.periods
    level = options.level
    var = float(np.quantile(losses, level))
    weights = _tail_weights(losses.size, np.arange(losses.size)[::-1], level)
    es = float(weights @ losses)
    return Tail(
        var=var,
        es=max(es, var),
        var_error=quantile_error(losses, level),
        es_error=tail_error(losses, weights, level, var),
        errors_by="simulation error; the data's own error comes on top",
        details={"mean": mean, "deviation": deviation},
    )


def _drawn(seed: int, freedom: float | None, trials: int, number: int) -> Floats:
    """One chunk of draws of deviation one, from the stream of its own number."""
    stream = np.random.SeedSequence(seed, spawn_key=(number,))
    random = np.random.Generator(np.random.Philox(stream))
    part = random.standard_normal(min(CHUNK, trials - number * CHUNK))
    if freedom is not None:
        part *= np.sqrt((freedom - 2) / random.chisquare(freedom, part.size))
    return part


ESTIMATORS: Mapping[str, Callable[[Floats, Options], Tail]] = {
    "historical": historical,
    "age_weighted": age_weighted,
    "filtered": filtered,
    "gaussian": gaussian,
    "cornish_fisher": cornish_fisher,
    "extreme_value": extreme_value,
    "monte_carlo": monte_carlo,
}
