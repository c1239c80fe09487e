"""Whether a figure, as written, is a rounding of a figure as computed."""

SLACK = 1 + 1e-9
COARSE_LIMIT = 0.05
"""Rounding to zeros ("about 20,000") may move a figure by a twentieth at most."""


def is_rounding(value: float, shown: float, step: float, coarse: float) -> bool:
    """Whether `shown`, whose last digit is worth `step`, stands for `value`.

    `coarse` is the worth of its last digit other than zero: 20,000 may be rounded to thousands.
    """
    distance = abs(value - shown)
    if distance <= max(abs(value), abs(shown)) * 1e-9:
        return True
    if distance <= step / 2 * SLACK + abs(value) * 1e-12:
        return shown != 0 or abs(value) < step / 2
    return distance <= coarse / 2 * SLACK and distance <= COARSE_LIMIT * abs(value)
