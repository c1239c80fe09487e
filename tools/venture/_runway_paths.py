"""Simulate cash month by month: what is uncertain is drawn once for each future.

Every chunk of futures has a random stream of its own, spawned from the seed, so the number of
threads changes no bit. In month t (from 1) revenue is R (1 + g - c)^(t-1), costs are
C (1 + h)^(t-1); cash falls or rises evenly within a month.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.draws import draw
from tools.venture._runway_drivers import Drivers

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CHUNK = 4096  # futures worked on at once: their state stays in the cache
_NOTHING = 1e-9  # of the cash there was: what subtraction leaves of an amount that is used up
_ENORMOUS = 1e100  # revenue beyond which no cost can catch up before a float ends


@dataclass(frozen=True, slots=True)
class Futures:
    """Simulated futures."""

    cash: Floats
    """At the end of month 0, 1, … in rows; 0 from the day it ran out."""
    runway: Floats
    """Months until cash was gone; infinite where it lasted."""
    fell: Flags
    """Whether cash fell in any month."""
    default_alive: Flags
    """Whether revenue overtakes constant costs before the cash there is now is gone."""


@dataclass(slots=True)
class Start:
    """What was drawn for each future of a chunk."""

    revenue: Floats
    costs: Floats
    factor: Floats
    """Of revenue from month to month."""
    margin: Floats
    cost_factor: Floats


def simulate(
    drivers: Drivers, *, months: int, until: int, paths: int, seed: int, threads: int = 1
) -> Futures:
    """Run the futures chunk by chunk: cash for `months`, the day it is gone looked for `until`."""
    sizes = [min(CHUNK, paths - at) for at in range(0, paths, CHUNK)]
    streams = np.random.SeedSequence(seed).spawn(len(sizes))

    def run(number: int) -> Futures:
        return _chunk(drivers, months, until, sizes[number], np.random.default_rng(streams[number]))

    parts = _mapped(run, len(sizes), threads)
    return Futures(
        cash=np.concatenate([part.cash for part in parts], axis=1),
        runway=np.concatenate([part.runway for part in parts]),
        fell=np.concatenate([part.fell for part in parts]),
        default_alive=np.concatenate([part.default_alive for part in parts]),
    )


def _mapped(run: Callable[[int], Futures], count: int, threads: int) -> list[Futures]:
    if threads == 1 or count == 1:
        return [run(number) for number in range(count)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(count)))


def begin(drivers: Drivers, random: np.random.Generator, size: int) -> Start:
    """Draw what stays the same in a future."""
    margin = draw(drivers.margin, random, size)
    revenue = draw(drivers.revenue, random, size)
    burn = draw(drivers.burn, random, size)
    costs = draw(drivers.costs, random, size) if drivers.costs else burn + margin * revenue
    growth = draw(drivers.growth, random, size) - draw(drivers.churn, random, size)
    return Start(revenue, costs, 1 + growth, margin, 1 + draw(drivers.cost_growth, random, size))


def _chunk(
    drivers: Drivers, months: int, until: int, size: int, random: np.random.Generator
) -> Futures:
    start = begin(drivers, random, size)
    raised = _raised(drivers, until, size, random)
    cash = np.zeros((months + 1, size))
    cash[0] = have = np.full(size, drivers.cash)
    runway, fell = np.full(size, np.inf), np.zeros(size, bool)
    lasting = np.ones(size, bool)
    income, costs = start.margin * start.revenue, start.costs.copy()
    steady = bool(np.all(start.cost_factor == 1))
    nothing = _NOTHING * (drivers.cash + sum(float(np.max(one)) for one in raised.values()))
    for month in range(1, until + 1):
        if month > months and (not lasting.any() or income.max() > _ENORMOUS):
            break
        if month in raised:
            have = have + raised[month] * lasting
        net = income - costs - drivers.salaries[month - 1]
        falls = lasting & (net < 0)
        fell |= falls
        left = have + net
        out = falls & (left <= nothing)
        if out.any():
            runway[out] = month - 1 + np.minimum(have[out] / -net[out], 1.0)
            lasting &= ~out
        have = left * lasting
        if month <= months:
            cash[month] = have
        income *= start.factor
        if not steady:
            costs *= start.cost_factor
        if drivers.volatility:
            income *= _shocks(drivers.volatility, random, size)
    return Futures(cash, runway, fell, default_alive(drivers.cash, start))


def _shocks(volatility: float, random: np.random.Generator, size: int) -> Floats:
    """Lognormal factors with mean one."""
    return np.exp(volatility * random.standard_normal(size) - volatility**2 / 2)


def _raised(
    drivers: Drivers, months: int, size: int, random: np.random.Generator
) -> dict[int, Floats]:
    """Money that comes in, by month. All is drawn, also beyond the horizon: the rest stays put."""
    found: dict[int, Floats] = {}
    for one in drivers.raises:
        comes = random.random(size) < one.probability
        amount = np.where(comes, draw(one.amount, random, size), 0.0)
        if one.month <= months:
            found[one.month] = found.get(one.month, np.zeros(size)) + amount
    return found


def default_alive(cash: float, start: Start) -> Flags:
    """Graham's question in closed form: is the cash enough until revenue covers today's costs?

    With k months of deficit, k = ceil(log(C / (m R)) / log(1 + g)), they cost
    k C - m R ((1 + g)^k - 1) / g in all.
    """
    income, growth = start.margin * start.revenue, start.factor - 1
    profitable = income >= start.costs
    growing = ~profitable & (growth > 0) & (income > 0)
    result = profitable.copy()
    if growing.any():
        earned, spent, rate = income[growing], start.costs[growing], growth[growing]
        months = np.ceil(np.log(spent / earned) / np.log1p(rate) - 1e-9)
        deficit = months * spent - earned * np.expm1(months * np.log1p(rate)) / rate
        result[growing] = cash >= deficit * (1 - _NOTHING)
    return result
