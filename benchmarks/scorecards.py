"""risk.train_scorecard beside scikit-learn, and risk.find_patterns beside counting every set.

Run with the peers' environment: `python -m benchmarks scorecards`.
CPU time of the whole process, median of rounds. Ours is the whole capability: binning, five-fold
cross-validation, calibration, intervals, words, chart. The peers do the same five folds and
calibration, and no more. Judged by the log loss and the AUC on fresh rows.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import Row
from tools.fields import TableData
from tools.risk._exact_counts import adjusted, fisher
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._score_request import ScoreRequest
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk.find_patterns import find_patterns
from tools.risk.score import score
from tools.risk.train_scorecard import train_scorecard

Floats = NDArray[np.float64]

ROWS, FRESH, ROUNDS = 4_000, 20_000, 3
HOMES = np.array(["rent", "own", "family", "other"])
NUMBERS = ("income", "age", "debt", "noise")


@dataclass(frozen=True, slots=True)
class Contender:
    """What is timed, and the chances of the fresh rows after it."""

    run: Callable[[], Any]
    told: Callable[[], Floats]


def cases(rows: int, seed: int) -> tuple[dict[str, Any], NDArray[np.bool_], Floats]:
    """Loans with gaps, a bend, an interaction and noise; outcome and true chance."""
    random = np.random.default_rng(seed)
    values = {name: random.normal(size=rows) for name in NUMBERS}
    home = random.choice(HOMES, rows)
    log_odds = -1.6 - values["income"] + 0.8 * values["age"] ** 2 / 2
    log_odds += 0.9 * np.where(home == "rent", values["debt"], 0) + 0.6 * (home == "rent")
    chance = 1 / (1 + np.exp(-log_odds))
    gaps = random.random(rows) < 0.06
    values["income"] = np.where(gaps, np.nan, values["income"])
    return {**values, "home": home}, random.random(rows) < chance, chance


def table(values: dict[str, Any]) -> dict[str, list[Any]]:
    """Columns as plain data."""
    return {
        name: [None if isinstance(x, float) and np.isnan(x) else x for x in column.tolist()]
        for name, column in values.items()
    }


def ours(kind: str) -> Contender:
    """Train, and the chances of the fresh rows."""
    values, outcome, _ = cases(ROWS, 1)
    records = TableData(columns={**table(values), "bad": outcome.tolist()})
    rows = TableData(columns=table(cases(FRESH, 2)[0]))
    request = TrainScorecardRequest.model_validate(
        {"records": records, "target": "bad", "kind": kind}
    )

    def run() -> Any:
        return train_scorecard(request).model

    def told() -> Floats:
        return np.array(score(ScoreRequest(rows=rows, model=run(), reasons=0)).probabilities)

    return Contender(run, told)


def peers(kind: str) -> Contender:
    """The same by scikit-learn: five folds, and the chances of the fresh rows."""
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    def inputs(values: dict[str, Any]) -> Floats:
        numbers = np.column_stack([values[name] for name in NUMBERS])
        flags = values["home"][:, None] == HOMES[1:]
        if kind == "gradient_boosted":
            return np.column_stack([numbers, flags])
        gone = np.isnan(numbers)
        return np.column_stack([np.where(gone, 0.0, numbers), gone[:, :1], flags])

    values, outcome, _ = cases(ROWS, 1)
    fresh = inputs(cases(FRESH, 2)[0])

    def model() -> Any:
        if kind == "logistic":
            return LogisticRegression(max_iter=500)
        trees = HistGradientBoostingClassifier(max_depth=2, max_iter=100)
        return CalibratedClassifierCV(trees, method="sigmoid", cv=5)

    def run() -> Any:
        if kind == "logistic":
            cross_val_predict(model(), inputs(values), outcome, cv=5, method="predict_proba")
        return model().fit(inputs(values), outcome)

    def told() -> Floats:
        return run().predict_proba(fresh)[:, 1]

    return Contender(run, told)


def spent(run: Callable[[], Any]) -> float:
    """CPU milliseconds, median of rounds."""
    run()
    found: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        found.append(1_000 * (time.process_time() - began))
    return statistics.median(found)


def trained() -> list[Row]:
    """The table of scorecards, and its times."""
    from sklearn.metrics import log_loss, roc_auc_score

    _, outcome, chance = cases(FRESH, 2)
    print("| contender | CPU ms | AUC on fresh rows | log loss |\n|---|---:|---:|---:|")
    print(f"| the true chances | | {roc_auc_score(outcome, chance):.4f} | "
          f"{log_loss(outcome, chance):.4f} |")  # fmt: skip
    rows: list[Row] = []
    for kind in ("logistic", "gradient_boosted"):
        took: list[float] = []
        for name, contender in (("scikit-learn", peers(kind)), ("Polymath", ours(kind))):
            told = contender.told()
            took.append(spent(contender.run))
            print(
                f"| {name}, {kind} | {took[-1]:,.0f} | "
                f"{roc_auc_score(outcome, told):.4f} | {log_loss(outcome, told):.4f} |"
            )
        said = kind.replace("_", " ")
        rows.append(Row("risk.train_scorecard", said, took[1], "scikit-learn", took[0]))
    return rows


def counted(columns: dict[str, list[str]], outcome: list[bool]) -> int:
    """Patterns of up to three attributes by counting every combination of values."""
    flags = {
        (name, value): np.array([cell == value for cell in cells])
        for name, cells in columns.items()
        for value in dict.fromkeys(cells)
    }
    ends = np.array(outcome)
    inside: list[int] = []
    both: list[int] = []
    for size in (1, 2, 3):
        for items in combinations(flags, size):
            held = np.logical_and.reduce([flags[item] for item in items])
            if (count := int(held.sum())) >= 0.05 * ends.size:
                inside.append(count)
                both.append(int((held & ends).sum()))
    p = fisher(ends.size, int(ends.sum()), np.array(inside), np.array(both))
    return int(np.sum(adjusted(p, "benjamini_hochberg") <= 0.05))


def patterns() -> list[Row]:
    """The table of patterns, and its times."""
    random = np.random.default_rng(0)
    columns = {f"c{k}": random.choice(list("abc"), 5_000).tolist() for k in range(12)}
    held = np.array(
        [a == "a" and b == "b" for a, b in zip(columns["c0"], columns["c1"], strict=True)]
    )
    outcome = (random.random(5_000) < np.where(held, 0.5, 0.1)).tolist()
    request = FindPatternsRequest.model_validate(
        {"records": {"columns": {**columns, "y": outcome}}, "outcome": "y", "min_support": 0.05}
    )
    significant = find_patterns(request).significant
    assert significant == counted(columns, outcome)
    print("\n| contender | CPU ms | significant sets |\n|---|---:|---:|")
    theirs, own = spent(lambda: counted(columns, outcome)), spent(lambda: find_patterns(request))
    print(f"| every set counted | {theirs:,.0f} | {significant} |")
    print(f"| Polymath | {own:,.0f} | {significant} |")
    return [Row("risk.find_patterns", "5,000 x 12", own, "NumPy, every set counted", theirs)]


def main() -> list[Row]:
    """Print both tables, and hand on their times."""
    return [*trained(), *patterns()]


if __name__ == "__main__":
    main()
