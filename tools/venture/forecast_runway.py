"""How long the cash lasts: a company's runway, in one future or in thousands.

Cash, burn or revenue and costs, growth, churn, hires and money to come give the cash month by
month. Where figures are ranges, each future draws its own; the share of futures with cash left is
the chance of having it. Default alive is Paul Graham's question, with his assumptions.
"""

import datetime

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.venture._default_alive import judge, likely
from tools.venture._runway_chart import chart
from tools.venture._runway_drivers import Drivers, date_after, drivers
from tools.venture._runway_paths import Futures, simulate
from tools.venture._runway_request import Fundraise, Hire, RunwayRequest
from tools.venture._runway_result import MonthAhead, Runway, RunwayQuantile, Status, YearAhead
from tools.venture._runway_words import notes, summary

__all__ = ["Fundraise", "Hire", "Runway", "RunwayRequest", "forecast_runway"]

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
FAN = (0.05, 0.25, 0.5, 0.75, 0.95)
FEW = 200  # uncertain futures below which the outer quantiles rest on a handful
CENTURY = 1200  # months that a certain future is followed for
_NORMAL_975 = 1.959963984540054
_METHOD = Method(
    name="Monthly cash flow, simulated where figures are ranges; default alive in closed form",
    source="Paul Graham, Default Alive or Default Dead?, paulgraham.com, October 2015; PERT after "
    "Malcolm et al. (1959), the mode weighing four",
)

Floats = NDArray[np.float64]


def forecast_runway(request: RunwayRequest) -> Runway:
    """Forecast how long the cash of a company lasts: runway, chance of cash by month, zero date.

    Use it for questions of runway: money in the bank and burn, or revenue and costs, growth,
    churn, planned hires, rounds that may close; when the money is gone, whether it is default
    alive.
    """
    known = drivers(request, CENTURY)
    exact = known.exact
    horizon = request.horizon_months
    futures = simulate(
        known,
        months=horizon,
        until=CENTURY if exact else horizon,
        paths=1 if exact else request.paths,
        seed=request.seed,
    )
    result = _figures(request, known, futures)
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _figures(request: RunwayRequest, known: Drivers, futures: Futures) -> Runway:
    exact, ordered = known.exact, np.sort(futures.runway)
    income, costs, _ = likely(known)
    burn = costs + float(known.salaries[0]) - income
    quantiles = [] if exact else [_quantile(p, ordered, request.as_of) for p in LEVELS]
    median = _finite(ordered[(len(ordered) - 1) // 2])
    months = _months(request, futures, exact)
    verdict = judge(known)
    lowest = verdict.lowest if verdict else None
    return Runway(
        summary="",
        method=_METHOD,
        status=_status(known, futures),
        currency=request.currency,
        cash=request.cash,
        net_burn=burn,
        monthly_gain=-burn if burn < 0 else None,
        exact=exact,
        runway_months=median,
        runway_date=_date(request.as_of, median),
        runway_quantiles=quantiles,
        chance_by_month=months,
        chance_by_year=[
            YearAhead(month=one.month, chance=one.chance, standard_error=one.standard_error)
            for one in months[11::12]
        ],
        horizon_months=request.horizon_months,
        chance_lasting=months[-1].chance,
        largest_standard_error=max(month.standard_error for month in months),
        chance_lasting_error=months[-1].standard_error,
        default_alive=verdict.alive if verdict else None,
        default_alive_chance=float(futures.default_alive.mean()) if verdict else None,
        months_to_profit=verdict.months if verdict else None,
        lowest_cash=lowest,
        cash_lacking=-lowest if lowest is not None and verdict and not verdict.alive else None,
        growth_needed=verdict.growth_needed if verdict else None,
        paths=len(ordered),
    )


def _status(known: Drivers, futures: Futures) -> Status:
    if not futures.fell.any() or known.cash == 0:
        return "degenerate"
    return "ok" if known.exact or futures.runway.size >= FEW else "insufficient_data"


def _quantile(level: float, ordered: Floats, as_of: datetime.date | None) -> RunwayQuantile:
    """An order statistic, between those that enclose the true quantile in 95 % of samples."""
    n = ordered.size
    half = _NORMAL_975 * np.sqrt(n * level * (1 - level))
    low, at, high = (
        _finite(ordered[int(min(max(np.ceil(n * level + off), 1), n)) - 1])
        for off in (-half, 0.0, half)
    )
    return RunwayQuantile(probability=level, months=at, low=low, high=high, date=_date(as_of, at))


def _months(request: RunwayRequest, futures: Futures, exact: bool) -> list[MonthAhead]:
    n = futures.runway.size
    bands = _bands(futures.cash)
    found: list[MonthAhead] = []
    for month in range(1, request.horizon_months + 1):
        lasting = int((futures.runway > month).sum())
        # Agresti and Coull: two successes and two failures more, so that it is never zero.
        share = (lasting + 2) / (n + 4)
        low, quarter, median, three_quarters, high = (float(x) for x in bands[:, month])
        found.append(
            MonthAhead(
                month=month,
                date=_date(request.as_of, month),
                chance=lasting / n,
                standard_error=0.0 if exact else float(np.sqrt(share * (1 - share) / (n + 4))),
                cash_low=low,
                cash_quarter=quarter,
                cash_median=median,
                cash_three_quarters=three_quarters,
                cash_high=high,
            )
        )
    return found


def _bands(cash: Floats) -> Floats:
    """The fan's quantiles by month, as order statistics; futures without cash need no ordering."""
    size = cash.shape[1]
    ranks = np.ceil(np.array(FAN) * size).astype(int) - 1
    found = np.zeros((len(FAN), len(cash)))
    for month, row in enumerate(cash):
        left = row[row > 0]
        above = ranks - (size - left.size)
        if (wanted := above[above >= 0]).size:
            found[above >= 0, month] = np.partition(left, wanted)[wanted]
    return found


def _finite(months: float) -> float | None:
    return float(months) if np.isfinite(months) else None


def _date(as_of: datetime.date | None, months: float | None) -> datetime.date | None:
    return None if as_of is None or months is None else date_after(as_of, months)
