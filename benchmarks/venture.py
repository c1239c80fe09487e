"""venture.unit_economics beside what practitioners have: a spreadsheet formula in pandas.

No maintained package that computes unit economics is known to us, so
the peer is the plain one-off an analyst writes: a data frame of segments and the textbook formulas.
Run with the peers' environment: `PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/venture.py`.
CPU time, median of rounds, in one process.
"""

import json
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

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
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
