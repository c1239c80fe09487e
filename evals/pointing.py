"""Fit the weights by which the planner points at phrases, on the even cases of a public set.

`python -m evals.pointing FOLDER` prints them, and how often the phrase worth most is right in
five-fold cross-validation. FOLDER is an unpacked `bfcl-eval` package (Apache 2.0).
"""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.optimize import minimize

from evals.functions import SETS, Half, cases, declared
from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import lexicon
from graphs.models.embedded.message import message
from graphs.models.embedded.phrases import phrases
from graphs.models.embedded.pointing import FEATURES, features
from graphs.models.embedded.schema import slots
from tools.embedding import encoder

Group = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""The candidates of one field, and which of them are right."""

FOLDS = 5
PENALTY = 0.02
DAY = datetime.date(2026, 1, 1)


def main(folder: Annotated[Path, typer.Argument(help="Where bfcl-eval is unpacked.")]) -> None:
    """Print the cross-validated share of right phrases and the weights."""
    groups = [group for name in SETS for group in _groups(folder, name) if group[1].any()]
    fold = np.random.default_rng(0).permutation(len(groups)) % FOLDS
    right = 0
    for held in range(FOLDS):
        weights = _fitted([g for g, f in zip(groups, fold, strict=True) if f != held])
        tested = [g for g, f in zip(groups, fold, strict=True) if f == held]
        right += sum(bool(gold[np.argmax(x @ weights)]) for x, gold in tested)
    print(f"right phrase {right / len(groups):.3f} of {len(groups)}, cross-validated")
    for name, weight in zip(FEATURES, _fitted(groups), strict=True):
        print(f"{name:20s} {weight:6.2f}")


def _groups(folder: Path, name: str) -> Iterator[Group]:
    for _, row, truth in cases(folder, name, Half.even):
        wanted, arguments = next(iter(truth[0].items()))
        function = next(f for f in row["function"] if f["name"] == wanted)
        tool = read(described(declared(function)))
        said = message(row["question"][0][-1]["content"], (), DAY)
        found = phrases(said)
        fields = slots(tool.fields)
        for field, named in zip(fields, lexicon(tool).mentions(said.words), strict=True):
            answers = arguments.get(field.name)
            if field.kind in ("name", "text") and answers is not None and found:
                gold = [_is(phrase.value, answers) for phrase in found]
                yield features(tool, field, named, said, found, encoder()), np.array(gold)


def _is(value: str, answers: Sequence[Any]) -> bool:
    return value.lower() in {str(answer).lower() for answer in answers if answer != ""}


def _fitted(groups: Sequence[Group]) -> NDArray[np.float64]:
    """Conditional logistic regression: each field chooses one of its candidates."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros_like(weights)
        for x, gold in groups:
            scores = x @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            right = chance * gold
            total -= float(np.log(right.sum() + 1e-12))
            slope += x.T @ (chance - right / (right.sum() + 1e-12))
        ridge = PENALTY * weights
        return total / len(groups) + float(ridge @ weights) / 2, slope / len(groups) + ridge

    return minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x


if __name__ == "__main__":
    typer.run(main)
