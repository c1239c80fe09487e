"""Peaks of many curves at once, from their slopes."""

from collections.abc import Callable

import numpy as np

from tools.assessment._irt_curves import Floats

CLOSE = 1e-12  # width of a bracket, relative to where it lies, at which a root counts as found
MOST_STEPS = 200


def first_bracket(grid: Floats, steep: Floats, *, open_ends: bool) -> tuple[Floats, Floats]:
    """Where each row's curve has its highest peak: between two points of the grid.

    `steep` (rows, Q) holds the curves' slopes; heights are their running sums. NaN where a row has
    no peak, or with `open_ends` where the curve is higher at an end than at any peak.
    """
    gaps = np.diff(grid)
    rise = np.concatenate(
        [np.zeros((len(steep), 1)), ((steep[:, 1:] + steep[:, :-1]) / 2 * gaps).cumsum(axis=1)],
        axis=1,
    )
    turns = (steep[:, :-1] > 0) & (steep[:, 1:] <= 0)
    heights = np.where(turns, np.maximum(rise[:, :-1], rise[:, 1:]), -np.inf)
    best = heights.argmax(axis=1)
    rows = np.arange(len(steep))
    height = heights[rows, best]
    lost = ~np.isfinite(height)
    if open_ends:
        lost |= height < np.maximum(rise[:, 0], rise[:, -1])
    low, high = grid[best].copy(), grid[best + 1].copy()
    low[lost] = high[lost] = np.nan
    return low, high


def refined(low: Floats, high: Floats, steep: Callable[[Floats], Floats]) -> Floats:
    """The root of a falling slope in each bracket, by the Illinois method; NaN stays NaN."""
    lost = np.isnan(low)
    low, high = np.where(lost, 0.0, low), np.where(lost, 0.0, high)
    at_low, at_high = steep(low), steep(high)
    side = np.zeros(len(low))
    root = low
    for _ in range(MOST_STEPS):
        width = high - low
        done = lost | (width <= CLOSE * (1 + np.abs(root))) | (at_low <= 0) | (at_high == 0)
        if done.all():
            break
        span = at_low - at_high
        root = np.where(done, root, low + width * at_low / np.where(span > 0, span, 1.0))
        found = steep(root)
        exact = np.abs(found) < 1e-14
        right = found > 0
        at_high = np.where(right & (side > 0), at_high / 2, at_high)
        at_low = np.where(~right & (side < 0), at_low / 2, at_low)
        low, at_low = np.where(right | exact, root, low), np.where(right, found, at_low)
        high, at_high = np.where(~right | exact, root, high), np.where(right, at_high, found)
        side = np.where(right, 1.0, -1.0)
    root = np.where(at_low <= 0, low, np.where(at_high == 0, high, (low + high) / 2))
    return np.where(lost, np.nan, root)
