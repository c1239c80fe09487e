"""Fit the short-answer grader: `python -m tools.assessment.train_grader ANSWERS.jsonl`.

Each line: `{"question", "reference", "answers": [{"text", "grade"}]}` with grades from 0 to 5. No
weight may have the wrong sign (what is nearer to the reference never lowers a grade), and ridge
keeps them small, so that a grader fitted on few questions carries over to others. The errors kept
for intervals are those on questions left out, one at a time. No randomness.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.assessment._answer_features import FLAW, MEANING, WORDS, Comparison, compare
from tools.assessment._answer_model import FILE, logistic
from tools.embedding import encoder

Floats = NDArray[np.float64]
HIGHEST = 5.0
RIDGE = 0.01  # of the mean squared error, on standardised features
GOOD, POOR = 0.8, 0.4  # shares of the marks that good answers reach and poor ones stay under


def fit(features: Floats, grades: Floats, flaw: int) -> tuple[Floats, float]:
    """Weights and intercept of the logistic curve; `flaw` is the column that may only lower."""
    from scipy.optimize import minimize

    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    standard = (features - centre) / spread
    n = len(grades)

    def loss(w: Floats) -> tuple[float, Floats]:
        share = logistic(standard @ w[1:] + w[0])
        off, slope = share - grades, share * (1 - share)
        gradient = np.concatenate([[(off * slope).sum()], standard.T @ (off * slope)]) * 2 / n
        gradient[1:] += 2 * RIDGE * w[1:]
        return float(off @ off / n + RIDGE * w[1:] @ w[1:]), gradient

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [(None, 0) if j == flaw else (0, None) for j in range(features.shape[1])]
    start = np.zeros(features.shape[1] + 1)
    found: Any = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    weights = found.x[1:] / spread
    return weights, float(found.x[0] - weights @ centre)


def left_out(features: Floats, grades: Floats, questions: Floats, flaw: int) -> Floats:
    """What each answer is given by a grader that saw none of its question's answers."""
    given = np.zeros(len(grades))
    for question in np.unique(questions):
        seen = questions != question
        weights, intercept = fit(features[seen], grades[seen], flaw)
        given[~seen] = logistic(features[~seen] @ weights + intercept)
    return given


def main(arguments: Sequence[str]) -> None:
    """Fit with and without the encoder, and write the weights beside this file."""
    rows = [json.loads(line) for line in Path(arguments[0]).read_text().splitlines() if line]
    models = {"meaning": _model(rows, True), "words": _model(rows, False)}
    FILE.write_text(json.dumps({"models": models}, indent=1) + "\n")
    for name, model in models.items():
        sys.stdout.write(
            f"{name}: r = {model['correlation']:.3f}, error {model['error']:.2f} of {HIGHEST:g} on "
            f"{len(model['actual'])} answers to {len(rows)} questions, each left out in turn\n"
        )


def _model(rows: list[dict[str, Any]], by_meaning: bool) -> dict[str, Any]:
    reader = encoder() if by_meaning else None
    names = [*(MEANING if by_meaning else WORDS), FLAW]
    compared: list[Comparison] = []
    grades: list[float] = []
    questions: list[int] = []
    for number, row in enumerate(rows):
        for answer in row["answers"]:
            compared.append(compare(row["question"], row["reference"], answer["text"], reader))
            grades.append(answer["grade"] / HIGHEST)
            questions.append(number)
    features = np.array([[one.features[name] for name in names] for one in compared])
    actual, flaw = np.array(grades), names.index(FLAW)
    given = left_out(features, actual, np.array(questions, float), flaw)
    weights, intercept = fit(features, actual, flaw)
    return {
        "features": names,
        "weights": [round(float(w), 6) for w in weights],
        "intercept": round(intercept, 6),
        "said_from": _said_from(np.array([one.features["aligned"] for one in compared]), actual),
        "correlation": round(float(np.corrcoef(given, actual)[0, 1]), 4),
        "error": round(float(np.sqrt(((given - actual) ** 2).mean()) * HIGHEST), 4),
        "predicted": [round(float(g), 4) for g in given],
        "actual": [round(float(a), 4) for a in actual],
    }


def _said_from(aligned: Floats, grades: Floats) -> float:
    """The alignment that best tells good answers from poor ones (Youden's index)."""
    good, poor = aligned[grades >= GOOD], aligned[grades <= POOR]
    cuts = np.linspace(0.1, 0.9, 81)
    right = [float((good >= cut).mean() + (poor < cut).mean()) for cut in cuts]
    return round(float(cuts[int(np.argmax(right))]), 3)


if __name__ == "__main__":
    main(sys.argv[1:])
