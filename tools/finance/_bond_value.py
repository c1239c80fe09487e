"""Value a bond's payments at a yield, or on a curve of zero rates.

SIFMA, Standard Securities Calculation Methods (Mayle 1993), vol. I: the street convention, with
simple interest in the last coupon period.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_YIELD, MOST_YIELD = -0.9, 50.0
_STEP = 1e-4


@dataclass(frozen=True, slots=True)
class Payments:
    """What is paid, in coupon periods from settlement."""

    times: Floats
    amounts: Floats
    frequency: int
    accrued: float
    """Money owed for the running coupon."""

    @property
    def years(self) -> Floats:
        """Times in years."""
        return self.times / self.frequency


def dirty_at(payments: Payments, rate: float) -> float:
    """What all payments are worth at a yearly yield compounded as often as coupons are paid."""
    return float(payments.amounts @ factors(payments, rate))


def factors(payments: Payments, rate: float) -> Floats:
    """Discount factors at a yield."""
    periodic = rate / payments.frequency
    if payments.times.size == 1 and payments.times[0] <= 1:
        return np.array([1 / (1 + periodic * payments.times[0])])
    return (1 + periodic) ** -payments.times


def yield_at(payments: Payments, dirty: float) -> float | None:
    """The yield at which the payments are worth `dirty`; None where there is none in reach."""
    return _solved(lambda rate: dirty_at(payments, rate) - dirty)


def spread_over(payments: Payments, zeros: Floats, dirty: float) -> float | None:
    """What must be added to every zero rate for the payments to be worth `dirty` (Z-spread)."""
    years = payments.years
    return _solved(lambda spread: float(payments.amounts @ discounted(zeros + spread, years))
                   - dirty)  # fmt: skip


def discounted(zeros: Floats, years: Floats) -> Floats:
    """Discount factors of zero rates compounded once a year."""
    return (1 + zeros) ** -years


def zero_rates(curve: Sequence[tuple[float, float]], years: Floats) -> Floats:
    """Rates between the curve's points on straight lines, beyond its ends as at the ends."""
    points = sorted(curve)
    return np.interp(years, [time for time, _ in points], [rate for _, rate in points])


def durations(payments: Payments, rate: float) -> tuple[float, float, float]:
    """Macaulay and modified duration in years, and convexity in years squared.

    Modified duration and convexity are the first two derivatives of the price over the yield,
    over the price; in the last period, with its simple interest, too.
    """
    worth = payments.amounts * factors(payments, rate)
    total = float(worth.sum())
    periodic = 1 + rate / payments.frequency
    macaulay = float(worth @ payments.years) / total
    if payments.times.size == 1 and payments.times[0] <= 1:
        slope = payments.years[0] / (1 + rate * payments.years[0])
        return macaulay, float(slope), float(2 * slope**2)
    squares = payments.times * (payments.times + 1)
    convexity = float(worth @ squares) / total / (payments.frequency * periodic) ** 2
    return macaulay, macaulay / periodic, convexity


def _solved(off: Callable[[float], float]) -> float | None:
    """Where a falling function is nothing."""
    from scipy.optimize import brentq  # heavy: only where a yield is asked for

    if off(LEAST_YIELD) < 0 or off(MOST_YIELD) > 0:
        return None
    return float(brentq(off, LEAST_YIELD, MOST_YIELD, xtol=1e-14))  # pyright: ignore[reportArgumentType]
