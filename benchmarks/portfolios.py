"""risk.aggregate_loss and risk.value_at_risk beside the algorithms practitioners use.

Run: `PYTHONPATH=. python benchmarks/portfolios.py`. CPU time of the process, medians of rounds that
take turns. riskquant's algorithm is written down here with its draws by SciPy at once, kinder to it
than its own loop over years.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from benchmarks.rows import Row
from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._linear_book import normal_heights, normal_parts
from tools.risk.aggregate_loss import aggregate_loss

YEARS, ROUNDS, ASSETS, DRAWS = 1_000_000, 3, 1_000, 100_000
SCENARIO = {"frequency": 0.1, "loss": {"low": 1e5, "high": 1e6, "distribution": "lognormal"}}


def riskquant() -> None:
    """Counts by year, then the draws of each year with events summed in a Python loop."""
    sigma = np.log(10) / 2 / stats.norm.ppf(0.95)
    law = stats.lognorm(sigma, scale=np.sqrt(1e11))
    counts = stats.poisson(0.1).rvs(YEARS)
    losses = np.zeros(YEARS)
    draws = law.rvs(int(counts.sum()))
    at = 0
    for year in np.flatnonzero(counts):
        losses[year] = draws[at : at + counts[year]].sum()
        at += counts[year]
    np.quantile(losses, (0.5, 0.9, 0.99, 0.999))


def ours(engine: str) -> Callable[[], None]:
    """The whole capability."""

    def call() -> None:
        request = {"scenarios": [SCENARIO], "engine": engine, "confidence": 0.99}
        aggregate_loss(AggregateLossRequest.model_validate(request))

    return call


def book() -> tuple[np.ndarray, np.ndarray]:
    """Exposures and a covariance matrix of a thousand assets."""
    random = np.random.default_rng(0)
    root = random.normal(0, 0.01, (ASSETS, 20))
    return random.uniform(-1, 1, ASSETS), root @ root.T + 1e-4 * np.eye(ASSETS)


EXPOSURES, COVARIANCE = book()
ROOT = np.linalg.cholesky(COVARIANCE)


def simulated() -> None:
    """A hundred thousand scenarios of all assets, then the quantile of the book."""
    random, losses = np.random.default_rng(1), np.empty(DRAWS)
    for start in range(0, DRAWS, 10_000):
        losses[start : start + 10_000] = (
            random.standard_normal((10_000, ASSETS)) @ ROOT.T @ EXPOSURES
        )
    np.quantile(losses, 0.99)


def closed() -> None:
    """The same book in closed form, with every position's parts."""
    heights = np.array(normal_heights(0.99))
    normal_parts(EXPOSURES, COVARIANCE @ EXPOSURES, np.diag(COVARIANCE), np.zeros(ASSETS), heights)


def main() -> list[Row]:
    """Print the medians as Markdown, and hand them on."""
    contenders: list[tuple[str, Callable[[], None]]] = [
        ("riskquant's algorithm, 10^6 years", riskquant),
        ("Polymath, simulation, 10^6 years", ours("simulation")),
        ("Polymath, transform", ours("transform")),
        ("1,000 assets x 10^5 scenarios, NumPy", simulated),
        ("Polymath, closed form with parts", closed),
    ]
    times: dict[str, list[float]] = {name: [] for name, _ in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders:
            began = time.process_time()
            call()
            times[name].append(1e3 * (time.process_time() - began))
    print("| contender | CPU ms |\n|---|---:|")
    for name, spent in times.items():
        print(f"| {name} | {statistics.median(spent):,.1f} |")
    riskquants, simulation, transform, numpys, parts = map(statistics.median, times.values())
    peer = "riskquant's algorithm, vectorised"
    return [
        Row("risk.aggregate_loss", "10^6 years, simulated", simulation, peer, riskquants),
        Row("risk.aggregate_loss", "the same by transform", transform, peer, riskquants),
        Row("risk.value_at_risk", "1,000 assets, core", parts, "NumPy, 10^5 days", numpys),
    ]


if __name__ == "__main__":
    main()
