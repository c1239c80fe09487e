"""assessment.calibrate_items and estimate_ability beside girth and mirt.

The same answers, the same model (2PL), one thread, CPU time, median of rounds. Fits are compared by
the marginal log-likelihood that each one's parameters reach under one fine integration, so that a
quicker stop is seen for what it is. girth estimates no standard errors; mirt is the Python package
whose inner loops are Rust.
"""

import json
import os
import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import girth
import mirt
import numpy as np

from tools.assessment._calibration_request import CalibrateItemsRequest
from tools.assessment._irt_ability import Population, estimate
from tools.assessment._irt_curves import ItemCurves, from_difficulties
from tools.assessment._irt_fit import fit
from tools.assessment._irt_likelihood import grid, likelihood
from tools.assessment._irt_patterns import collapse
from tools.assessment.calibrate_items import calibrate_items

ROUNDS = 3


def simulated(people: int, items: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Right and wrong answers of a known 2PL: discriminations, difficulties, answers."""
    random = np.random.default_rng(1)
    a, b = np.exp(random.normal(0, 0.3, items)), random.normal(size=items)
    chance = 1 / (1 + np.exp(-a * (random.normal(size=(people, 1)) - b)))
    return a, b, (random.random((people, items)) < chance).astype(np.int16)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Median CPU seconds and the last result."""
    times: list[float] = []
    result: Any = None
    for _ in range(ROUNDS):
        began = time.process_time()
        result = call()
        times.append(time.process_time() - began)
    return statistics.median(times), result


def report(what: str, seconds: float, base: float, **figures: float) -> None:
    """One line of the table."""
    rounded = {name: round(value, 4) for name, value in figures.items()}
    print(
        json.dumps(
            {"contender": what, "CPU s": round(seconds, 3), "of girth": round(seconds / base, 4)}
            | rounded
        )
    )


def fits(people: int, items: int) -> None:
    """Fits of one simulated test."""
    a, b, answers = simulated(people, items)
    patterns, points = collapse(answers, np.ones(items, np.int64)), grid(items, 121)

    def quality(slopes: np.ndarray, places: np.ndarray) -> dict[str, float]:
        curves = ItemCurves(
            slopes, -(slopes * places)[:, None], np.zeros(items), np.ones(items, np.int64)
        )
        return {
            "log-likelihood": likelihood(curves, patterns, points, False).value,
            "RMSE of b": float(np.sqrt(np.mean((places - b) ** 2))),
            "RMSE of a": float(np.sqrt(np.mean((slopes - a) ** 2))),
        }

    print(json.dumps({"people": people, "questions": items}))
    whole = answers.astype(int)
    base, theirs = timed(lambda: girth.twopl_mml(whole.T))
    report(
        "girth, no errors", base, base, **quality(theirs["Discrimination"], theirs["Difficulty"])
    )
    for name, options in (
        ("mirt, as it comes", {}),
        ("mirt, squarem", {"accelerate": "squarem"}),
        ("mirt, squarem, no errors", {"accelerate": "squarem", "compute_standard_errors": False}),
    ):
        spent, result = timed(lambda o=options: mirt.fit_mirt(whole, "2PL", **o))
        found = result.model.parameters
        slopes, places = found["discrimination"].ravel(), found["difficulty"].ravel()
        report(name, spent, base, **quality(slopes, places))
    spent, mine = timed(lambda: fit(collapse(answers, np.ones(items, np.int64)), "2PL"))
    slopes, places = mine.curves.slopes, -mine.curves.intercepts[:, 0] / mine.curves.slopes
    report("Polymath, the fit with errors", spent, base, **quality(slopes, places))
    table = {f"q{number}": column.tolist() for number, column in enumerate(whole.T, 1)}
    asked = CalibrateItemsRequest.model_validate({"responses": table, "model": "2PL"})
    spent, _ = timed(lambda: calibrate_items(asked))
    report("Polymath, the whole call", spent, base)


def scores(people: int, items: int) -> None:
    """Abilities of one simulated test, the questions' parameters known."""
    a, b, answers = simulated(people, items)
    whole = answers.T.astype(int)
    curves = from_difficulties(a, b[:, None], np.zeros(items))
    print(json.dumps({"people": people, "questions": items, "figure": "abilities"}))
    for name, theirs, method in (
        ("EAP", girth.ability_eap, "EAP"),
        ("MAP", girth.ability_map, "MAP"),
        ("ML", girth.ability_mle, "ML"),
    ):
        base, other = timed(lambda f=theirs: f(whole, b, a))
        spent, mine = timed(lambda m=method: estimate(curves, answers, m, Population()))
        inside = np.abs(mine.theta) < 4
        gap = float(np.abs(mine.theta - other)[inside].max())
        report(f"{name}: girth", base, base)
        report(f"{name}: Polymath, errors and information", spent, base, **{"largest gap": gap})


def main() -> None:
    """Print fits and abilities."""
    warnings.simplefilter("ignore")
    fits(1_000, 20)
    fits(10_000, 50)
    scores(10_000, 50)


if __name__ == "__main__":
    main()
