"""risk.monte_carlo, fit_copula, generate_scenarios, backtest_var beside SciPy and statsmodels.

Run: `PYTHONPATH=. python benchmarks/simulation.py`. CPU time of the process, medians of rounds that
take turns. Peers: SciPy's `sobol_indices` (the same number of evaluations of the same function),
statsmodels' copulas maximised by SciPy as its documentation shows, a stationary bootstrap as a loop
over NumPy indices, and chances of Christoffersen's tests by simulation, as practitioners do it.
"""

import statistics
import time
import warnings
from collections.abc import Callable
from math import pi

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import Row

Floats = NDArray[np.float64]
ROUNDS = 5
RATE, DAYS = 0.01, 1_000
SCENARIOS, AHEAD, BLOCK = 5_000, 20, 8.0


def ishigami(x: Floats) -> Floats:
    """The test function of sensitivity analysis; columns are inputs."""
    a, b, c = x
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def sobol_scipy() -> float:
    """2^15 base points, the size of ours."""
    from scipy.stats import sobol_indices, uniform

    laws = [uniform(-pi, 2 * pi)] * 3
    found = sobol_indices(func=ishigami, n=1 << 15, dists=laws, rng=np.random.default_rng(0))
    return float(np.abs(found.total_order - [0.5576, 0.4424, 0.2437]).max())


def sobol_ours() -> float:
    """Eight samples of 2^12, with errors."""
    from tools.risk._sobol_indices import sobol_indices

    found = sobol_indices(
        lambda x: ishigami(x.T), 3, [[0], [1], [2]], np.random.SeedSequence(0),
        points=1 << 12, inputs=lambda u: pi * (2 * u - 1),
    )  # fmt: skip
    assert found is not None
    return float(np.abs(found.total - [0.5576, 0.4424, 0.2437]).max())


def clayton_sample() -> Floats:
    """Pseudo-observations of a Clayton copula with parameter 2."""
    from tools.risk._copula_families import FAMILIES
    from tools.risk._copula_fit import pseudo_observations

    drawn = FAMILIES["clayton"].draw(np.array([2.0]), 2_000, np.random.default_rng(1))
    return pseudo_observations(np.column_stack(drawn))


RANKS = clayton_sample()


def copula_statsmodels() -> float:
    """The likelihood of statsmodels' Clayton copula, maximised by SciPy."""
    from scipy.optimize import minimize_scalar
    from statsmodels.distributions.copula.api import ClaytonCopula

    copula = ClaytonCopula()
    found = minimize_scalar(
        lambda theta: -float(np.sum(copula.logpdf(RANKS, args=(theta,)))),
        bounds=(1e-3, 20), method="bounded",
    )  # fmt: skip
    return float(found.x)


def copula_ours() -> float:
    """The likelihood of ours, maximised over the same."""
    from tools.risk._copula_fit import fit

    return float(fit(RANKS[:, 0], RANKS[:, 1], "clayton", 0, 0.5).parameters[0])


PAST = 0.01 * np.random.default_rng(2).standard_normal((1_000, 3))


def bootstrap_loop() -> float:
    """One path after the other, its indices in a loop."""
    random, rows = np.random.default_rng(0), PAST.shape[0]
    found = np.empty((SCENARIOS, 3))
    for k in range(SCENARIOS):
        at = int(random.integers(rows))
        path = np.empty(AHEAD, dtype=np.int64)
        for t in range(AHEAD):
            if t:
                at = int(random.integers(rows)) if random.random() < 1 / BLOCK else (at + 1) % rows
            path[t] = at
        found[k] = np.prod(1 + PAST[path], axis=0) - 1
    return float(found.std())


def bootstrap_ours() -> float:
    """The whole capability: words, chart and plausibility included."""
    from tools.risk._scenario_request import GenerateScenariosRequest
    from tools.risk.generate_scenarios import generate_scenarios

    request = {
        "history": {"columns": {f"s{k}": PAST[:, k].tolist() for k in range(3)}},
        "history_holds": "returns", "scenarios": SCENARIOS, "horizon": AHEAD,
        "block_length": BLOCK, "shown": 10,
    }  # fmt: skip
    result = generate_scenarios(GenerateScenariosRequest.model_validate(request))
    return float(np.mean([one.scenarios.deviation for one in result.series]))


HITS = np.zeros(DAYS, dtype=bool)
HITS[[100, 101, 300, 400, 480, 580, 700, 760, 820, 990]] = True


def coverage_simulated() -> float:
    """Chance of the joint statistic from ten thousand simulated histories."""
    from tools.risk._backtest_counts import kupiec
    from tools.risk._backtest_order import independence, steps

    def joint(hits: NDArray[np.bool_]) -> float:
        return float(independence(steps(hits)) + kupiec(DAYS, np.float64(hits.sum()), RATE))

    random, observed = np.random.default_rng(0), joint(HITS)
    drawn = [joint(random.random(DAYS) < RATE) for _ in range(10_000)]
    return float(np.mean(np.array(drawn) >= observed - 1e-9))


def coverage_ours() -> float:
    """The same chance exactly."""
    from tools.risk._backtest_counts import kupiec
    from tools.risk._backtest_order import coverage_exact, independence, steps

    observed = float(independence(steps(HITS)) + kupiec(DAYS, np.float64(HITS.sum()), RATE))
    return coverage_exact(DAYS, RATE, observed)


CAPABILITIES = (
    "risk.monte_carlo",
    "risk.fit_copula",
    "risk.generate_scenarios",
    "risk.backtest_var",
)
"""Of the pairs below, in their order."""
CONTENDERS: tuple[tuple[str, str, Callable[[], float], int], ...] = (
    ("Sobol indices, 2^15 points", "SciPy sobol_indices", sobol_scipy, ROUNDS),
    ("Sobol indices, 2^15 points", "Polymath, with errors", sobol_ours, ROUNDS),
    ("Clayton by likelihood, 2,000 rows", "statsmodels", copula_statsmodels, ROUNDS),
    ("Clayton by likelihood, 2,000 rows", "Polymath", copula_ours, ROUNDS),
    ("5,000 paths of 20 rows", "loop over NumPy", bootstrap_loop, 1),
    ("5,000 paths of 20 rows", "Polymath, the whole call", bootstrap_ours, ROUNDS),
    ("conditional coverage, 1,000 days", "10,000 simulated", coverage_simulated, 1),
    ("conditional coverage, 1,000 days", "Polymath, exact", coverage_ours, ROUNDS),
)


def main() -> list[Row]:
    """Print the medians as Markdown, and hand them on."""
    warnings.filterwarnings("ignore")
    times: dict[int, list[float]] = {}
    answers: dict[int, float] = {}
    for round_ in range(ROUNDS + 1):  # the first one loads and is not counted
        for place, (_, _, call, rounds) in enumerate(CONTENDERS):
            if round_ > rounds:
                continue
            began = time.process_time()
            answers[place] = call()
            if round_ or rounds == 1:
                times.setdefault(place, []).append(1e3 * (time.process_time() - began))
    print("| task | contender | CPU ms | answer |\n|---|---|---:|---:|")
    for place, (task, name, _, _) in enumerate(CONTENDERS):
        print(
            f"| {task} | {name} | {statistics.median(times[place]):,.1f} | {answers[place]:.5g} |"
        )
    spent = [statistics.median(times[place]) for place in range(len(CONTENDERS))]
    return [
        Row(
            name,
            CONTENDERS[place][0] + ("" if "whole" in CONTENDERS[place + 1][1] else ", core"),
            spent[place + 1],
            CONTENDERS[place][1],
            spent[place],
        )
        for name, place in zip(CAPABILITIES, range(0, len(spent), 2), strict=True)
    ]


if __name__ == "__main__":
    main()
