"""Write what pyBKT says of simulated answers under known parameters, for the tests.

Run with the peers' environment: `benchmarks/.venv/bin/python benchmarks/bkt_oracle.py`.

The answers are drawn from the model itself, so the true parameters are known. `correct_chance` and
`known_before` are what pyBKT tells before each answer, `fit` is what its own EM finds.
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

# pyBKT's list of metrics does not import beside scikit-learn 1.9, and nothing here uses it.
sys.modules["pyBKT.util.metrics"] = SimpleNamespace(rmse=None, SUPPORTED_METRICS={})  # type: ignore[assignment]

from pyBKT.fit import EM_fit, predict_onestep  # noqa: E402
from pyBKT.generate import random_model_uni  # noqa: E402

_expectations = EM_fit.run


def _with_plain_likelihood(*arguments: Any, **named: Any) -> Any:
    """NumPy 2.4 takes no 1 x 1 array for the number that pyBKT stores."""
    found = _expectations(*arguments, **named)
    return {**found, "total_loglike": float(np.ravel(found["total_loglike"])[0])}


EM_fit.run = _with_plain_likelihood

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "learning"
CASES = {
    "plain": (0.3, 0.15, 0.2, 0.1, 0.0),
    "forgets": (0.5, 0.25, 0.15, 0.08, 0.12),
    "hard": (0.05, 0.04, 0.3, 0.25, 0.0),
}
"""Prior, learn, guess, slip, forget."""


def simulated(parameters: tuple[float, ...], learners: int, random: np.random.Generator) -> Any:
    """Rows of user, order and outcome; sequences of 1 to 25 answers."""
    prior, learn, guess, slip, forget = parameters
    rows: list[tuple[int, int, int]] = []
    for learner in range(learners):
        known = random.random() < prior
        for _ in range(random.integers(1, 26)):
            rows.append((learner, len(rows), int(random.random() < (1 - slip if known else guess))))
            known = random.random() >= forget if known else random.random() < learn
    return rows


def data(lengths: Any, marks: Any) -> dict[str, Any]:
    """Answers (1 right) as pyBKT's arrays: 1 wrong, 2 right, starts from 1."""
    return {
        "data": np.asarray(marks)[None].astype(int) + 1,
        "resources": np.ones(len(marks), int),
        "starts": np.concatenate(([0], np.cumsum(lengths)[:-1])) + 1,
        "lengths": np.asarray(lengths),
    }


def fitted(answers: dict[str, Any], forgetting: bool, starts: int, random: Any) -> Any:
    """The best of several EM fits from random starts, as pyBKT's own Model runs them."""
    best, highest = None, -np.inf
    for _ in range(starts):
        model = random_model_uni.random_model_uni(1, 1, rand=random)
        if forgetting:
            model["forgets"] = random.uniform(size=1)
        model, trace = EM_fit.EM_fit(model, answers, parallel=False)
        if trace[-1] > highest:
            best, highest = model, trace[-1]
    return best, float(np.ravel(highest)[0])


def told(parameters: tuple[float, ...], rows: Any) -> dict[str, Any]:
    """Predictions of pyBKT with the true parameters, and its own fit."""
    prior, *others = parameters
    lengths = np.unique([row[0] for row in rows], return_counts=True)[1]
    answers = data(lengths, [row[2] for row in rows])
    names = ("learns", "guesses", "slips", "forgets")
    model = {"prior": prior, **{n: np.array([p]) for n, p in zip(names, others, strict=True)}}
    correct_chance, states = predict_onestep.run(model, answers, parallel=False)
    best, likelihood = fitted(answers, others[-1] > 0, 5, np.random.RandomState(1))
    return {
        "parameters": parameters,
        "rows": rows,
        "correct_chance": correct_chance.round(8).tolist(),
        "known_before": states[1].round(8).tolist(),
        "fit": [float(np.ravel(best[name])[0]) for name in ("prior", *names)],
        "fit_log_likelihood": likelihood,
    }


if __name__ == "__main__":
    random = np.random.default_rng(20261121)
    cases = {
        name: told(parameters, simulated(parameters, 150, random))
        for name, parameters in CASES.items()
    }
    (FOLDER / "bkt.json").write_text(json.dumps(cases))
