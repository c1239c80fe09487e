"""Option prices a second: our compiled loop beside NumPy with SciPy, and QuantLib from Python.

Run: `PYTHONPATH=. python benchmarks/options.py`. CPU time of the process, medians of rounds that
take turns. QuantLib prices one option after another, as its Python interface does, with the quotes
of one instrument changed in place, which is kinder to it than building each anew.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import QuantLib as ql
from scipy.special import ndtr

from benchmarks.rows import Row
from tools.finance._black_scholes import implied_total, prices, undiscounted

OPTIONS, FEW, ROUNDS = 1_000_000, 20_000, 5
RANDOM = np.random.default_rng(0)
SPOT, STRIKE = RANDOM.uniform(50, 150, OPTIONS), RANDOM.uniform(50, 150, OPTIONS)
YEARS, RATE = RANDOM.uniform(0.05, 3, OPTIONS), RANDOM.uniform(0, 0.1, OPTIONS)
CARRY, SIGMA = RANDOM.uniform(0, 0.05, OPTIONS), RANDOM.uniform(0.1, 0.6, OPTIONS)
CALL = RANDOM.random(OPTIONS) < 0.5
FOUND = np.empty(OPTIONS)


def ours() -> np.ndarray:
    """A million prices."""
    prices(SPOT, STRIKE, YEARS, RATE, CARRY, SIGMA, CALL, FOUND)
    return FOUND


def numpy() -> np.ndarray:
    """The same by array expressions."""
    total = SIGMA * np.sqrt(YEARS)
    forward = SPOT * np.exp((RATE - CARRY) * YEARS)
    d1 = np.log(forward / STRIKE) / total + total / 2
    sign = np.where(CALL, 1.0, -1.0)
    paid = sign * (forward * ndtr(sign * d1) - STRIKE * ndtr(sign * (d1 - total)))
    return np.exp(-RATE * YEARS) * paid


def quantlib() -> np.ndarray:
    """A few of them, one after another: the undiscounted formula on a forward."""
    found = np.empty(FEW)
    for k in range(FEW):
        side = ql.Option.Call if CALL[k] else ql.Option.Put
        forward = float(SPOT[k] * np.exp((RATE[k] - CARRY[k]) * YEARS[k]))
        total, discount = float(SIGMA[k] * YEARS[k] ** 0.5), float(np.exp(-RATE[k] * YEARS[k]))
        found[k] = ql.blackFormula(side, float(STRIKE[k]), forward, total, discount)
    return found


def turned_round() -> None:
    """Implied volatilities of the few."""
    for k in range(FEW):
        forward = float(SPOT[k] * np.exp((RATE[k] - CARRY[k]) * YEARS[k]))
        total = float(SIGMA[k] * YEARS[k] ** 0.5)
        value = undiscounted(forward, STRIKE[k], total, STRIKE[k] >= forward)
        if value > 1e-9:
            implied_total(value, forward, STRIKE[k])


def main() -> list[Row]:
    """Print prices a CPU second as Markdown, and hand on what a million take."""
    contenders: list[tuple[str, Callable[[], object], int]] = [
        ("QuantLib, from Python", quantlib, FEW),
        ("NumPy and SciPy", numpy, OPTIONS),
        ("Polymath, prices", ours, OPTIONS),
        ("Polymath, implied volatilities, called from Python", turned_round, FEW),
    ]
    assert np.allclose(numpy(), ours(), atol=1e-9)
    assert np.allclose(quantlib(), ours()[:FEW], atol=1e-9)
    turned_round()
    taken: dict[str, list[float]] = {name: [] for name, _, _ in contenders}
    for _ in range(ROUNDS):
        for name, call, count in contenders:
            began = time.process_time()
            call()
            taken[name].append(count / (time.process_time() - began))
    print("| contender | prices a CPU second | of ours |\n|---|---:|---:|")
    best = statistics.median(taken["Polymath, prices"])
    for name, rates in taken.items():
        rate = statistics.median(rates)
        print(f"| {name} | {rate:,.0f} | {rate / best:.3f} |")
    ms = {name: 1e9 / statistics.median(rates) for name, rates in taken.items()}
    peers = {
        "QuantLib, from Python (fewer, scaled)": ms["QuantLib, from Python"],
        "NumPy and SciPy": ms["NumPy and SciPy"],
    }
    return [
        Row("finance.price_option", "10^6 prices, core", ms["Polymath, prices"], peer, theirs)
        for peer, theirs in peers.items()
    ]


if __name__ == "__main__":
    main()
