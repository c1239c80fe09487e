"""venture.unit_economics and venture.forecast_runway beside what practitioners have.

For the runway that is a spreadsheet rolled forward, here as a NumPy loop over months and a
plain Python loop over futures that people write; for unit economics a formula in pandas.

No maintained package that computes unit economics is known to us, so
the peer is the plain one-off an analyst writes: a data frame of segments and the textbook formulas.
Run with the peers' environment: `PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/venture.py`.
CPU time, median of rounds, in one process.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from tools.venture.forecast_runway import RunwayRequest, forecast_runway
from tools.venture.unit_economics import UnitEconomicsRequest, unit_economics

ROUNDS = 15
CALLS = 50
SEGMENTS = 500
SIMULATED = 2_000_000


def businesses() -> pd.DataFrame:
    """Random but plausible segments."""
    random = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "arpa": random.uniform(5, 500, SEGMENTS),
            "gross_margin": random.uniform(0.4, 0.95, SEGMENTS),
            "monthly_churn": random.uniform(0.002, 0.1, SEGMENTS),
            "cac": random.uniform(20, 5000, SEGMENTS),
        }
    )


def one_off(frame: pd.DataFrame) -> pd.DataFrame:
    """The textbook formulas, column by column."""
    contribution = frame.arpa * frame.gross_margin
    ltv = contribution / frame.monthly_churn
    return pd.DataFrame(
        {"ltv": ltv, "ltv_to_cac": ltv / frame.cac, "payback_months": frame.cac / contribution}
    )


def median_ms(call: Callable[[], object]) -> float:
    """Median CPU time of one call."""
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(CALLS):
            call()
        times.append((time.process_time() - began) / CALLS * 1e3)
    return statistics.median(times)


PATHS, MONTHS = 100_000, 36
RUNWAY: dict[str, Any] = {
    "cash": 900_000,
    "monthly_revenue": [30_000, 40_000, 50_000],
    "monthly_costs": [85_000, 95_000, 120_000],
    "revenue_growth": [-0.02, 0.02, 0.06],
}


def _pert(random: np.random.Generator, low: float, mode: float, high: float, n: int) -> Any:
    width = high - low
    return low + width * random.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, n)


def numpy_runway(paths: int) -> list[float]:
    """The chance of cash by month as an analyst writes it: one array a driver, a loop of months."""
    random = np.random.default_rng(1)
    names = ("monthly_revenue", "monthly_costs", "revenue_growth")
    revenue, costs, growth = (_pert(random, *RUNWAY[name], paths) for name in names)
    cash, table = np.full(paths, float(RUNWAY["cash"])), {}
    for month in range(1, MONTHS + 1):
        cash = np.where(cash > 0, cash + revenue - costs, cash)
        revenue = revenue * (1 + growth)
        table[month] = cash
    frame = pd.DataFrame(table)
    frame.quantile([0.05, 0.25, 0.5, 0.75, 0.95])
    return list((frame > 0).mean())


def python_runway(paths: int) -> float:
    """The same future by future; the chance after the last month."""
    random = np.random.default_rng(2)
    names = ("monthly_revenue", "monthly_costs", "revenue_growth")
    alive = 0
    for _ in range(paths):
        revenue, costs, growth = (float(_pert(random, *RUNWAY[n], 1)[0]) for n in names)
        cash = float(RUNWAY["cash"])
        for _ in range(MONTHS):
            cash += revenue - costs
            if cash <= 0:
                break
            revenue *= 1 + growth
        alive += cash > 0
    return alive / paths


def once_ms(call: Callable[[], object], rounds: int = 5) -> float:
    """Median CPU time of single calls."""
    times: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1e3)
    return statistics.median(times)


def runway() -> dict[str, Any]:
    """Agreement and CPU time of the three."""
    request = RunwayRequest.model_validate(
        {**RUNWAY, "paths": PATHS, "horizon_months": MONTHS, "seed": 3}
    )
    ours, theirs = forecast_runway(request), numpy_runway(PATHS)
    pairs = zip(ours.chance_by_month, theirs, strict=True)
    worst = max(abs(m.chance - other) for m, other in pairs)
    mine = once_ms(lambda: forecast_runway(request))
    loop = once_ms(lambda: numpy_runway(PATHS))
    plain = once_ms(lambda: python_runway(PATHS // 20), 1) * 20
    return {
        "runway: largest difference in a chance to NumPy's": round(worst, 5),
        "runway: ours, CPU ms (100,000 futures, 36 months, quantiles, dates, words, chart)": round(
            mine, 1
        ),
        "runway: NumPy and pandas, CPU ms (chances and five quantiles)": round(loop, 1),
        "runway: plain Python, CPU ms (a twentieth, times twenty)": round(plain),
        "runway: NumPy over ours": round(loop / mine, 2),
    }


def main() -> None:
    """Print agreement with the one-off and with a simulation, and what a call costs."""
    frame = businesses()
    expected = one_off(frame)
    worst = 0.0
    for row, wanted in zip(frame.to_dict("records"), expected.to_dict("records"), strict=True):
        result = unit_economics(UnitEconomicsRequest(**row))
        for name, value in wanted.items():
            worst = max(worst, abs(getattr(result, name) / value - 1))
    plain = {"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.025, "cac": 400}
    simulated = 39.2 * np.random.default_rng(3).geometric(0.025, SIMULATED)
    one = pd.DataFrame([plain])
    ours = median_ms(lambda: unit_economics(UnitEconomicsRequest(**plain)))
    theirs = median_ms(lambda: one_off(one))
    figures = {
        "largest relative difference to the one-off": worst,
        "LTV": unit_economics(UnitEconomicsRequest(**plain)).ltv,
        "LTV simulated": round(float(simulated.mean()), 2),
        "standard error": round(float(simulated.std() / np.sqrt(SIMULATED)), 2),
        "ours, ms a call (validation, what-ifs, words, chart)": round(ours, 3),
        "pandas one-off, ms a call (three figures)": round(theirs, 3),
        "ours over one-off": round(ours / theirs, 2),
    }
    print(json.dumps(figures | runway(), indent=1))


if __name__ == "__main__":
    main()
