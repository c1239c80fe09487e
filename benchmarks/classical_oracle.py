"""Write what pingouin and statsmodels say of simulated tests, for the tests.

Run with the peers' environment: `benchmarks/.venv/bin/python benchmarks/classical_oracle.py`.
"""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pingouin
from statsmodels.stats.contingency_tables import StratifiedTable

FILE = Path(__file__).parents[1] / "tests" / "data" / "assessment" / "oracle.json"


def simulated(people: int, items: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Right and wrong answers of two groups; the first question favours the first group."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 2, people)
    ability = random.normal(0, 1, people) - 0.3 * group
    easiness = random.normal(0.3, 0.9, items)
    logit = 1.2 * ability[:, None] + easiness
    logit[:, 0] -= 0.9 * group
    return (random.random((people, items)) < 1 / (1 + np.exp(-logit))).astype(int), group


def told(people: int, items: int, seed: int) -> dict[str, Any]:
    """One simulated test and the peers' figures."""
    answers, group = simulated(people, items, seed)
    value, interval = pingouin.cronbach_alpha(pd.DataFrame(answers))
    totals = answers.sum(axis=1)
    rest = [float(np.corrcoef(answers[:, i], totals - answers[:, i])[0, 1]) for i in range(items)]
    tables = []
    for score in np.unique(totals):
        at = totals == score
        right, focal = answers[at, 0] == 1, group[at] == 1
        table = np.array(
            [[(right & ~focal).sum(), (~right & ~focal).sum()],
             [(right & focal).sum(), (~right & focal).sum()]], float
        )  # fmt: skip
        if table.sum() > 1:
            tables.append(table)
    stratified = StratifiedTable(tables)
    tested = stratified.test_null_odds(correction=True)
    return {
        "answers": answers.tolist(),
        "group": group.tolist(),
        "alpha": float(value),
        "alpha_interval": [float(end) for end in interval],
        "item_rest": rest,
        "odds_ratio": float(stratified.oddsratio_pooled),
        "odds_interval": [float(end) for end in stratified.oddsratio_pooled_confint()],
        "chi_square": float(tested.statistic),
        "p_value": float(tested.pvalue),
    }


if __name__ == "__main__":
    cases = [told(60, 6, 7), told(150, 12, 2), told(300, 8, 3)]
    FILE.write_text(json.dumps(cases))
