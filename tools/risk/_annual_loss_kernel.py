"""Compiled loops of the annual loss simulation: draws, Poisson counts, sums of events.

Every draw is a function of (seed, input, trial, number of the draw): splitmix64 run as a counter.
So any split of the trials over chunks, threads or machines gives the same bits. A draw picks a
half of the distribution and a position v in (0, 1/2) measured from that half's end, and reads the
quantile off a table (`_quantile_tables`).

A compiled function calls none of another file: its cache on disk is renewed when its own file
changes, not when one that it calls does.
"""

from math import exp, floor, lgamma, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.compiled import njit
from tools.risk._order_statistics import BIN_BITS, BINS, LEAST_BIN
from tools.risk._quantile_tables import KNOT_BITS, OCTAVES, SIDE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

CONSTANT, TABLE, EMPIRICAL = 0, 1, 2
"""What an input is drawn from: one value, a table of quantiles, observed values."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # Stafford's mix 13
_S30, _S27, _S31, _S24, _ONE = (np.uint64(n) for n in (30, 27, 31, 24, 1))
_KNOT_SHIFT = np.uint64(52 - KNOT_BITS)
_KNOT_MASK = np.uint64(2 ** (52 - KNOT_BITS) - 1)
_KNOT_STEP = 2.0 ** -(52 - KNOT_BITS)
_FIRST_KNOT = np.uint64((1023 - OCTAVES - 1) << KNOT_BITS)
_FIRST_UPPER_KNOT = _FIRST_KNOT + np.uint64(SIDE)
_UPPER = np.uint64(SIDE << (52 - KNOT_BITS))
_BIN_SHIFT = np.uint64(52 - BIN_BITS)
_FIRST_BIN, _LAST_BIN = np.uint64(LEAST_BIN), np.uint64(BINS - 1)
_V_STEP = 2.0**-41
_V_LEAST = 2.0**-42  # the table's end: one draw in four million million lies beyond
_BLOCK = 1024  # trials worked on at once: the buffers stay in the first cache
_INVERSION_BELOW = 10.0  # Poisson means under which adding up the terms is quickest
_DRAW_BODY_BELOW = 32  # so few events are drawn one by one even where sums are approximated


class Inputs(NamedTuple):
    """What is drawn, by row: factors of the yearly rate, then three rows for one event's loss.

    Those three are the loss itself, the chance that a second loss follows it, and the second loss.
    """

    kinds: Ints
    constants: Floats
    tables: Floats
    """Quantiles by row; one more row holds the standard normal."""
    values: Floats
    """Observed values of all empirical inputs, sorted, one after another."""
    offsets: Ints
    """Where each row's values begin."""
    moments: Floats
    """For both losses: where the body ends (as a probability); its mean, deviation, skewness."""
    keys: Words
    """The start of each row's stream, and of ten more for counts and events."""


@njit(nogil=True, cache=True)
def mix(x: np.uint64) -> np.uint64:
    """The finaliser of splitmix64."""
    x = (x ^ (x >> _S30)) * _M1
    x = (x ^ (x >> _S27)) * _M2
    return x ^ (x >> _S31)


@njit(nogil=True, cache=True)
def _place(hashed: np.uint64) -> np.uint64:
    v = (np.float64(np.int64(hashed >> _S24)) + 0.5) * _V_STEP
    return np.float64(v).view(np.uint64) + (hashed & _ONE) * _UPPER


@njit(nogil=True, cache=True)
def _place_from_top(v: float) -> np.uint64:
    """Where the probability above is `v`: keeps the digits that 1 - v would lose."""
    if v >= 0.5:
        return np.float64(1.0 - v).view(np.uint64)
    return np.float64(max(v, _V_LEAST)).view(np.uint64) + _UPPER


@njit(nogil=True, cache=True)
def _place_point(u: float) -> np.uint64:
    return _place_from_top(1.0 - u) if u > 0.5 else np.float64(max(u, _V_LEAST)).view(np.uint64)


@njit(nogil=True, cache=True)
def _read(table: Floats, place: np.uint64) -> float:
    knot = (place >> _KNOT_SHIFT) - _FIRST_KNOT
    low = table[knot]
    return low + np.float64(np.int64(place & _KNOT_MASK)) * _KNOT_STEP * (table[knot + _ONE] - low)


@njit(nogil=True, cache=True)
def _read_values(values: Floats, place: np.uint64) -> float:
    upper = (place >> _KNOT_SHIFT) >= _FIRST_UPPER_KNOT
    bits = np.uint64(place - _UPPER * np.uint64(upper))
    v = bits.view(np.float64)
    u = 1.0 - v if upper else v
    return values[min(np.int64(u * values.size), values.size - 1)]


@njit(nogil=True, cache=True)
def _observed(inputs: Inputs, row: int) -> Floats:
    return inputs.values[inputs.offsets[row] : inputs.offsets[row + 1]]


@njit(nogil=True, cache=True)
def _draw_column(
    inputs: Inputs, row: int, points: Floats, start: int, places: Words, out: Floats
) -> None:
    """One input for the trials from `start` on: by counter, or at the given `points`."""
    n = out.size
    if inputs.kinds[row] == CONSTANT:
        out[:] = inputs.constants[row]
        return
    if points.size:
        for i in range(n):
            places[i] = _place_point(points[i])
    else:
        first = inputs.keys[row] + np.uint64(start) * _GOLDEN
        for i in range(n):
            places[i] = _place(mix(first + np.uint64(i) * _GOLDEN))
    if inputs.kinds[row] == TABLE:
        table = inputs.tables[row]
        for i in range(n):
            out[i] = _read(table, places[i])
    else:
        values = _observed(inputs, row)
        for i in range(n):
            out[i] = _read_values(values, places[i])


@njit(nogil=True, cache=True)
def _uniform(state: np.uint64) -> float:
    """In (0, 1), both ends excluded."""
    return (np.float64(np.int64(mix(state) >> np.uint64(12))) + 0.5) * 2.0**-52


@njit(nogil=True, cache=True)
def _poisson_by_rejection(mean: float, state: np.uint64) -> int:
    """Transformed rejection with squeeze, PTRS (Hormann 1993): exact, for means of 10 and more."""
    b = 0.931 + 2.53 * sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse = 1.1239 + 1.1328 / (b - 3.4)
    squeeze = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = _uniform(state) - 0.5
        w = _uniform(state + _GOLDEN)
        state += _GOLDEN + _GOLDEN
        reach = 0.5 - abs(u)
        k = floor((2.0 * a / reach + b) * u + mean + 0.43)
        if reach >= 0.07 and w <= squeeze:
            return k
        if k < 0 or (reach < 0.013 and w > reach):
            continue
        density = -mean + k * log(mean) - lgamma(k + 1.0)
        if log(w * inverse / (a / (reach * reach) + b)) <= density:
            return k


@njit(nogil=True, cache=True)
def poisson(mean: float, state: np.uint64) -> int:
    """A Poisson count from the stream that begins at `state`."""
    if mean >= _INVERSION_BELOW:
        return _poisson_by_rejection(mean, state)
    if mean <= 0.0:
        return 0
    u = _uniform(state)
    k, term = 0, exp(-mean)
    while u > term and k < 200:  # the chance of more than 200 at a mean of 10 is under 1e-170
        u -= term
        k += 1
        term *= mean / k
    return k


@njit(nogil=True, cache=True)
def _draw_counts(means: Floats, key: np.uint64, start: int, out: Ints) -> None:
    """Add a Poisson count to each trial."""
    first = key + np.uint64(start) * _GOLDEN
    for i in range(out.size):
        out[i] += poisson(means[i], mix(first + np.uint64(i) * _GOLDEN))


@njit(nogil=True, cache=True)
def _add_events(
    inputs: Inputs, row: int, counts: Ints, key: np.uint64, start: int, out: Floats
) -> None:
    """Add the losses of as many events as were counted to each trial."""
    kind, table, values = inputs.kinds[row], inputs.tables[row], _observed(inputs, row)
    first = key + np.uint64(start) * _GOLDEN
    if kind == CONSTANT:
        for i in range(out.size):
            out[i] += counts[i] * inputs.constants[row]
        return
    for i in range(out.size):
        state = mix(first + np.uint64(i) * _GOLDEN)
        total = 0.0
        for k in range(counts[i]):
            place = _place(mix(state + np.uint64(k) * _GOLDEN))
            total += _read(table, place) if kind == TABLE else _read_values(values, place)
        out[i] += total


@njit(nogil=True, cache=True)
def _add_part(
    inputs: Inputs, row: int, above: bool, counts: Ints, key: np.uint64, start: int, out: Floats
) -> None:
    """As `_add_events`, from the part of the distribution above the cut or below it.

    Below it, more than a few events are added up by their limit law.
    """
    kind, table, values = inputs.kinds[row], inputs.tables[row], _observed(inputs, row)
    moments = inputs.moments[(row - inputs.kinds.size + 3) // 2]
    normal, cut = inputs.tables[inputs.kinds.size], moments[0]
    first = key + np.uint64(start) * _GOLDEN
    for i in range(out.size):
        state = mix(first + np.uint64(i) * _GOLDEN)
        count = counts[i]
        if kind == CONSTANT:
            out[i] += count * inputs.constants[row]
        elif above or count <= _DRAW_BODY_BELOW:
            total = 0.0
            for k in range(count):
                u = _uniform(state + np.uint64(k) * _GOLDEN)
                place = _place_from_top(u * (1.0 - cut)) if above else _place_point(u * cut)
                total += _read(table, place) if kind == TABLE else _read_values(values, place)
            out[i] += total
        else:
            root = sqrt(np.float64(count))
            z = _read(normal, _place(mix(state)))
            z += moments[3] / (6.0 * root) * (z * z - 1.0)
            out[i] += max(count * moments[1] + root * moments[2] * z, 0.0)


@njit(nogil=True, cache=True)
def _draw_rates(
    inputs: Inputs, scale: float, points: Floats, start: int, block: int, places: Words, out: Floats
) -> None:
    """The yearly rates of the trials of one block: `scale` times every factor."""
    factor = np.empty(out.size)
    out[:] = scale
    for row in range(inputs.kinds.size - 3):
        at = points[row][block : block + out.size]
        _draw_column(inputs, row, at, start + block, places, factor)
        for i in range(out.size):
            out[i] *= factor[i]


@njit(nogil=True, cache=True)
def _tally(losses: Floats, centre: float, bins: NDArray[np.int32]) -> tuple[float, float]:
    """Count the losses into `bins`; sum their deviations from `centre` and the squares.

    Two sums of each kind run side by side, as one would wait for its own last addition.
    """
    even, odd, even_squares, odd_squares = 0.0, 0.0, 0.0, 0.0
    for i in range(0, losses.size - 1, 2):
        first, second = losses[i] - centre, losses[i + 1] - centre
        even += first
        odd += second
        even_squares += first * first
        odd_squares += second * second
    if losses.size % 2:
        last = losses[losses.size - 1] - centre
        even += last
        even_squares += last * last
    for loss in losses:
        place = max(np.float64(loss).view(np.uint64) >> _BIN_SHIFT, _FIRST_BIN) - _FIRST_BIN
        bins[min(place, _LAST_BIN)] += 1
    return even + odd, even_squares + odd_squares


@njit(nogil=True, cache=True)
def simulate_rates(
    inputs: Inputs,
    scale: float,
    points: Floats,
    start: int,
    losses: Floats,
    centre: float,
    bins: NDArray[np.int32],
) -> tuple[float, float]:
    """Fill `losses` with rate times loss of one event, for the trials from `start` on.

    `points` places the draws by input and trial (Sobol); without columns the counter does.
    Returns the sums of deviations from `centre` and of their squares.
    """
    primary = inputs.kinds.size - 3
    places, work = np.empty(_BLOCK, np.uint64), np.empty((4, _BLOCK))
    total, squares = 0.0, 0.0
    for block in range(0, losses.size, _BLOCK):
        out = losses[block : block + _BLOCK]
        n = out.size
        first, chance, second, rates = work[0][:n], work[1][:n], work[2][:n], work[3][:n]
        _draw_rates(inputs, scale, points, start, block, places, rates)
        for k in range(3):
            at = points[primary + k][block : block + n]
            _draw_column(inputs, primary + k, at, start + block, places, work[k][:n])
        for i in range(n):
            out[i] = rates[i] * (first[i] + chance[i] * second[i])
        deviations, deviations_squared = _tally(out, centre, bins)
        total += deviations
        squares += deviations_squared
    return total, squares


@njit(nogil=True, cache=True)
def simulate_counts(
    inputs: Inputs,
    scale: float,
    points: Floats,
    start: int,
    losses: Floats,
    centre: float,
    bins: NDArray[np.int32],
) -> tuple[float, float]:
    """As `simulate_rates`, with a Poisson number of events, each with a loss of its own."""
    inputs_drawn = inputs.kinds.size
    keys = inputs.keys[inputs_drawn:]
    places, work = np.empty(_BLOCK, np.uint64), np.empty((2, _BLOCK))
    total, squares = 0.0, 0.0
    for block in range(0, losses.size, _BLOCK):
        out = losses[block : block + _BLOCK]
        n, first = out.size, start + block
        rates, chance = work[0][:n], work[1][:n]
        _draw_rates(inputs, scale, points, start, block, places, rates)
        at = points[inputs_drawn - 2][block : block + n]
        _draw_column(inputs, inputs_drawn - 2, at, first, places, chance)
        both, every = np.zeros(n, np.int64), np.zeros(n, np.int64)
        _draw_counts(rates * chance, keys[0], first, both)
        _draw_counts(rates * (1.0 - chance), keys[1], first, every)
        every += both
        out[:] = 0.0
        _add_events(inputs, inputs_drawn - 3, every, keys[2], first, out)
        _add_events(inputs, inputs_drawn - 1, both, keys[3], first, out)
        deviations, deviations_squared = _tally(out, centre, bins)
        total += deviations
        squares += deviations_squared
    return total, squares


@njit(nogil=True, cache=True)
def _part(cut: float, above: int) -> float:
    return 1.0 - cut if above else cut


@njit(nogil=True, cache=True)
def simulate_many(
    inputs: Inputs,
    scale: float,
    points: Floats,
    start: int,
    losses: Floats,
    centre: float,
    bins: NDArray[np.int32],
) -> tuple[float, float]:
    """As `simulate_counts`, for so many events that drawing each would take too long.

    A Poisson stream split by independent marks is independent Poisson streams. The marks: whether
    a second loss follows, and whether each loss lies above the cut of its distribution.
    """
    inputs_drawn = inputs.kinds.size
    keys = inputs.keys[inputs_drawn:]
    places, work = np.empty(_BLOCK, np.uint64), np.empty((2, _BLOCK))
    total, squares = 0.0, 0.0
    for block in range(0, losses.size, _BLOCK):
        out = losses[block : block + _BLOCK]
        n, begin = out.size, start + block
        rates, chance = work[0][:n], work[1][:n]
        _draw_rates(inputs, scale, points, start, block, places, rates)
        at = points[inputs_drawn - 2][block : block + n]
        _draw_column(inputs, inputs_drawn - 2, at, begin, places, chance)
        counts = np.zeros((4, n), np.int64)  # first below, first above, second below, second above
        out[:] = 0.0
        for mark in range(6):
            first, second = mark % 2, mark // 2 - 1
            share = _part(inputs.moments[0][0], first)
            if second >= 0:
                share *= _part(inputs.moments[1][0], second)
            means = rates * share * (chance if second >= 0 else 1.0 - chance)
            marked = np.zeros(n, np.int64)
            _draw_counts(means, keys[mark], begin, marked)
            counts[first] += marked
            if second >= 0:
                counts[2 + second] += marked
        for part in range(4):
            row = inputs_drawn - 3 + part // 2 * 2
            _add_part(inputs, row, part % 2 == 1, counts[part], keys[6 + part], begin, out)
        deviations, deviations_squared = _tally(out, centre, bins)
        total += deviations
        squares += deviations_squared
    return total, squares
