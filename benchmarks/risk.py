"""risk.simulate_annual_loss beside pyfair, SciPy, NumPy and plain Python, then every other
capability of risk, finance and security that has a peer; the last table holds them all.

Run: `python -m benchmarks risk`. The other modules can be run by themselves.
CPU time of the whole process, median of rounds; every contender computes the mean, five quantiles
and the mean of the worst twentieth of 10^6 years. Compiling is not counted: set-up does it once.
"""

import random
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from benchmarks.rows import COLLECTED, Row
from benchmarks.rows import table as table_of_all
from tools.risk import compile_kernels
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk.simulate_annual_loss import simulate_annual_loss

Floats = NDArray[np.float64]
Range = tuple[float, float, float]

TRIALS = 1_000_000
ROUNDS = 7
TRUTH = 503_775.61  # of the tree below, in closed form
LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)
NAIVE_SHARE = 10  # plain Python runs a tenth of the trials, and its time is multiplied

ATTEMPTS: Range = (10, 25, 60)
CAPABILITY: Range = (0.4, 0.6, 0.9)
RESISTANCE: Range = (0.5, 0.65, 0.8)
PRIMARY: Range = (5e3, 2e4, 1e5)
FOLLOWS: Range = (0.1, 0.3, 0.5)
SECONDARY: Range = (1e3, 3e4, 2e5)
LAPTOPS: tuple[Range, Range] = (3, 6, 12), (900, 1500, 4000)

COLD = """
import time
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk.simulate_annual_loss import simulate_annual_loss
began = time.process_time()
example = AnnualLossRequest.model_config["json_schema_extra"]["examples"][0]
simulate_annual_loss(AnnualLossRequest.model_validate(example))
print(time.process_time() - began)
"""


def shape(points: Range) -> tuple[float, float]:
    """Alpha and beta of a PERT."""
    low, likely, high = points
    return 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)


def told(losses: Floats) -> float:
    """What every contender has to tell; its mean."""
    threshold = np.quantile(losses, LEVELS)[3]
    losses[losses >= threshold].mean()
    return float(losses.mean())


def tree(draw: Callable[[Range], Floats]) -> float:
    """The catalogue's tree with arrays: mean vulnerability, yearly rates as they stand."""
    vulnerability = np.mean(draw(CAPABILITY) >= draw(RESISTANCE))
    loss = draw(PRIMARY) + draw(FOLLOWS) * draw(SECONDARY)
    return told(draw(ATTEMPTS) * vulnerability * loss)


def with_numpy(seed: int) -> float:
    """NumPy's generator."""
    generator = np.random.default_rng(seed)
    return tree(lambda r: r[0] + (r[2] - r[0]) * generator.beta(*shape(r), TRIALS))


def with_scipy(seed: int) -> float:
    """SciPy's frozen distributions."""
    generator = np.random.default_rng(seed)
    return tree(
        lambda r: stats.beta(*shape(r), r[0], r[2] - r[0]).rvs(TRIALS, random_state=generator)
    )


def with_python(seed: int) -> float:
    """The standard library, a tenth of the trials."""
    generator = random.Random(seed)

    def draw(r: Range) -> float:
        return r[0] + (r[2] - r[0]) * generator.betavariate(*shape(r))

    count = TRIALS // NAIVE_SHARE
    hits = sum(draw(CAPABILITY) >= draw(RESISTANCE) for _ in range(count)) / count
    losses = sorted(
        draw(ATTEMPTS) * hits * (draw(PRIMARY) + draw(FOLLOWS) * draw(SECONDARY))
        for _ in range(count)
    )
    statistics.fmean(losses[int(0.95 * count) :])
    return statistics.fmean(losses)


def with_pyfair(seed: int) -> float:
    """The package that practitioners use."""
    from pyfair import FairModel

    model = FairModel(name="tree", n_simulations=TRIALS, random_seed=seed)
    for name, points in (
        ("Threat Event Frequency", ATTEMPTS),
        ("Threat Capability", CAPABILITY),
        ("Control Strength", RESISTANCE),
        ("Primary Loss", PRIMARY),
        ("Secondary Loss Event Frequency", FOLLOWS),
        ("Secondary Loss Event Magnitude", SECONDARY),
    ):
        model.input_data(name, low=points[0], mode=points[1], high=points[2])
    model.calculate_all()
    return told(model.export_results()["Risk"].to_numpy())


def with_ours(seed: int) -> float:
    """The capability as every surface calls it: validation, words and chart included."""
    request = AnnualLossRequest.model_validate(
        {
            "threat_event_frequency": ATTEMPTS,
            "threat_capability": CAPABILITY,
            "resistance_strength": RESISTANCE,
            "primary_loss": PRIMARY,
            "secondary_probability": FOLLOWS,
            "secondary_loss": SECONDARY,
            "event_counts": "expected",
            "seed": seed,
        }
    )
    return simulate_annual_loss(request).annual_loss_expectancy


def counted_with_numpy(seed: int) -> float:
    """Lost laptops: a Poisson number a year, each with a cost of its own, by NumPy."""
    generator = np.random.default_rng(seed)
    often, cost = LAPTOPS
    rates = often[0] + (often[2] - often[0]) * generator.beta(*shape(often), TRIALS)
    counts = generator.poisson(rates)
    losses = cost[0] + (cost[2] - cost[0]) * generator.beta(*shape(cost), counts.sum())
    return told(np.bincount(np.repeat(np.arange(TRIALS), counts), losses, TRIALS))


def counted_with_ours(seed: int) -> float:
    """The same by the capability."""
    request = {"loss_event_frequency": LAPTOPS[0], "primary_loss": LAPTOPS[1], "seed": seed}
    return simulate_annual_loss(AnnualLossRequest.model_validate(request)).annual_loss_expectancy


def measure(
    contenders: Sequence[tuple[str, Callable[[int], float], int]], rounds: int = ROUNDS
) -> list[tuple[str, float, float]]:
    """By contender: median CPU milliseconds at 10^6 trials, and the mean it found.

    The rounds take turns, so that a busy machine slows all contenders alike.
    """
    times: dict[str, list[float]] = {name: [] for name, _, _ in contenders}
    means: dict[str, list[float]] = {name: [] for name, _, _ in contenders}
    for seed in range(rounds):
        for name, run, factor in contenders:
            if factor > 1 and seed:
                continue  # once is enough for what takes seconds
            began = time.process_time()
            means[name].append(run(seed))
            times[name].append((time.process_time() - began) * 1e3 * factor)
    return [
        (name, statistics.median(times[name]), statistics.fmean(means[name]))
        for name, _, _ in contenders
    ]


def table(rows: Sequence[tuple[str, float, float]], truth: float) -> None:
    """Print Markdown: the last row is ours."""
    ours = rows[-1][1]
    print("| contender | CPU ms | times ours | expected loss | off by |")
    print("|---|---:|---:|---:|---:|")
    for name, milliseconds, mean in rows:
        off = f"{100 * (mean / truth - 1):+.2f} %"
        print(f"| {name} | {milliseconds:,.1f} | {milliseconds / ours:.1f} | {mean:,.0f} | {off} |")
    print()


def main() -> None:
    """Print our own comparisons, those of the other modules, and all in one table."""
    rows = annual_loss()
    for name in COLLECTED:
        print(f"\n### {name}\n", flush=True)
        rows += import_module(f"benchmarks.{name}").main()
    print("\n### all\n")
    table_of_all(rows)


def annual_loss() -> list[Row]:
    """Print both comparisons, and what the first call costs from the cache."""
    warnings.filterwarnings("ignore")
    compile_kernels()
    print("FAIR tree, 10^6 years, yearly rates as they stand\n")
    trees = measure(
        [
            ("plain Python (a tenth, scaled)", with_python, NAIVE_SHARE),
            ("pyfair", with_pyfair, 1),
            ("SciPy", with_scipy, 1),
            ("NumPy", with_numpy, 1),
            ("Polymath", with_ours, 1),
        ]
    )
    table(trees, TRUTH)
    print("Lost laptops, 10^6 years, Poisson counts with a cost for each\n")
    counts = measure([("NumPy", counted_with_numpy, 1), ("Polymath", counted_with_ours, 1)])
    table(counts, 6.5 * 10_900 / 6)
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    print(
        f"First call of a process, numba and kernels from the cache: {float(cold.stdout):.2f} CPU s"
    )
    return [
        Row("risk.simulate_annual_loss", task, found[-1][1], peer, ms)
        for task, found in (("FAIR tree, 10^6 years", trees), ("Poisson counts", counts))
        for peer, ms, _ in found[:-1]
    ]


if __name__ == "__main__":
    main()
