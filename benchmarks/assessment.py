"""assessment.analyse_test beside pingouin, pandas and statsmodels.

The peer computes what practitioners put together: alpha with its interval (pingouin), alpha
without each question, corrected item-total correlations (pandas) and Mantel-Haenszel for every
question (statsmodels). Ours adds omega, intervals, options, flags and the summary.
Run in the peers' environment: `PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/assessment.py`.
CPU time, median of rounds, in one process.
"""

import json
import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pingouin
from statsmodels.stats.contingency_tables import StratifiedTable

from tools.assessment._test_request import AnalyseTestRequest
from tools.assessment._test_result import AnalysedTest
from tools.assessment.analyse_test import analyse_test

ROUNDS = 5


def simulated(people: int, items: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Right and wrong answers of two groups."""
    random = np.random.default_rng(9)
    ability = random.normal(size=(people, 1))
    chance = 1 / (1 + np.exp(-(1.1 * ability + random.normal(0.3, 0.8, items))))
    answers = (random.random((people, items)) < chance).astype(int)
    names = [f"q{number}" for number in range(1, items + 1)]
    return pd.DataFrame(answers, columns=names), random.integers(0, 2, people)


def peer(frame: pd.DataFrame, group: np.ndarray) -> dict[str, Any]:
    """The usual figures with the usual packages."""
    total = frame.sum(axis=1)
    odds = {}
    for name in frame:
        tables = []
        for _, rows in frame.groupby(total):
            right, focal = rows[name] == 1, group[rows.index] == 1
            table = np.array(
                [[(right & ~focal).sum(), (~right & ~focal).sum()],
                 [(right & focal).sum(), (~right & focal).sum()]], float
            )  # fmt: skip
            if table.sum() > 1:
                tables.append(table)
        stratified = StratifiedTable(tables)
        odds[name] = (
            stratified.oddsratio_pooled,
            stratified.test_null_odds(correction=True).pvalue,
        )
    return {
        "alpha": pingouin.cronbach_alpha(frame)[0],
        "without": {name: pingouin.cronbach_alpha(frame.drop(columns=name))[0] for name in frame},
        "item_rest": {name: frame[name].corr(total - frame[name]) for name in frame},
        "odds": odds,
    }


def ours(frame: pd.DataFrame, group: np.ndarray) -> AnalysedTest:
    """The capability, from the same data."""
    table = {"group": ["b" if focal else "a" for focal in group]}
    table |= {str(name): frame[name].tolist() for name in frame}
    return analyse_test(
        AnalyseTestRequest.model_validate(
            {"responses": table, "group": "group", "reference_group": "a", "focal_group": "b"}
        )
    )


def median_ms(call: Callable[[], object]) -> float:
    """Median CPU time of one call."""
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1e3)
    return statistics.median(times)


def main() -> None:
    """Print agreement and CPU time for a class test and for a large exam."""
    for people, items in ((120, 20), (5_000, 40)):
        frame, group = simulated(people, items)
        theirs, mine = peer(frame, group), ours(frame, group)
        gaps = [
            abs(theirs["alpha"] - (mine.alpha.value or 0)),
            *(abs(theirs["without"][i.name] - (i.alpha_if_deleted or 0)) for i in mine.items),
            *(
                abs(theirs["item_rest"][i.name] - (i.item_rest_correlation or 0))
                for i in mine.items
            ),
        ]
        reference = median_ms(lambda f=frame, g=group: peer(f, g))
        capability = median_ms(lambda f=frame, g=group: ours(f, g))
        print(
            json.dumps(
                {
                    "people": people,
                    "questions": items,
                    "largest difference": float(max(gaps)),
                    "peers ms": round(reference, 1),
                    "ours ms": round(capability, 1),
                    "times faster": round(reference / capability, 1),
                }
            )
        )


if __name__ == "__main__":
    main()
