"""Default alive or default dead, at one set of figures, and the growth that would turn it.

Paul Graham, Default Alive or Default Dead? (October 2015): "Assuming their expenses remain constant
and their revenue growth is what it has been over the last several months, do they make it to
profitability on the money they have left?"
"""

from dataclasses import dataclass
from math import ceil, expm1, log, log1p

from tools.draws import typical
from tools.venture._runway_drivers import Drivers

FASTEST = 1.0  # growth of 100 % a month: beyond it none is looked for
_LATEST = 1200  # months; a profit later than a century is none
_STEPS = 60  # bisections: to the last digit of a float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the cash reaches to profitability."""

    alive: bool
    months: int | None
    """Months of deficit before it."""
    lowest: float | None
    """Cash left at that moment."""
    growth_needed: float | None


def judge(drivers: Drivers) -> Verdict | None:
    """The verdict at the most likely figures; None where there is no revenue to judge by."""
    income, costs, growth = likely(drivers)
    if income == 0 and costs > 0:
        return None
    months = _deficit_months(income, costs, growth)
    lowest = None if months is None else _left(drivers.cash, income, costs, growth, months)
    alive = lowest is not None and lowest >= -1e-9 * max(drivers.cash, 1.0)
    needed = None if alive else _needed(drivers.cash, income, costs, growth)
    return Verdict(alive, months, lowest, needed)


def likely(drivers: Drivers) -> tuple[float, float, float]:
    """Income after direct costs, costs, and net growth in the coming month, most likely."""
    income = typical(drivers.margin) * typical(drivers.revenue)
    costs = typical(drivers.costs) if drivers.costs else typical(drivers.burn) + income
    return income, costs, typical(drivers.growth) - typical(drivers.churn)


def _deficit_months(income: float, costs: float, growth: float) -> int | None:
    if income >= costs:
        return 0
    if growth <= 0:
        return None
    months = ceil(log(costs / income) / log1p(growth) - 1e-9)
    return months if months <= _LATEST else None


def _left(cash: float, income: float, costs: float, growth: float, months: int) -> float:
    """Cash after months of deficit: a geometric series of income against constant costs."""
    if months == 0:
        return cash
    return cash - months * costs + income * expm1(months * log1p(growth)) / growth


def _needed(cash: float, income: float, costs: float, growth: float) -> float | None:
    """Bisection: more growth never leaves less cash."""

    def reaches(rate: float) -> bool:
        months = _deficit_months(income, costs, rate)
        return months is not None and _left(cash, income, costs, rate, months) >= 0

    low, high = max(growth, 0.0), FASTEST
    if not reaches(high):
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high
