"""Turn a fitted model into the report of each question."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.assessment._calibration_result import (
    CalibratedItem,
    InformationPoint,
    ItemFitReport,
    Threshold,
)
from tools.assessment._irt_curves import (
    Bools,
    Floats,
    Ints,
    category_chances,
    item_information,
    positive,
    solved,
    step_curves,
)
from tools.assessment._irt_fit import Fit
from tools.assessment._irt_item_fit import ItemFit, adjusted, item_fits
from tools.assessment._irt_likelihood import posteriors
from tools.assessment._irt_patterns import Patterns
from tools.assessment._response_codes import Coded

FINE = np.linspace(-6.0, 6.0, 241)
TOLD = np.linspace(-4.0, 4.0, 17)
LEAST_INFORMATION = 1e-6
NO_ERRORS = "the answers do not settle its parameters, so they have no standard errors"
NO_PLACE = "it tells people apart so little that no ability marks its difficulty"
FURTHEST = 50.0  # standard deviations beyond which a difficulty means nothing
NO_FIT = "too few complete answers at enough total scores to test its fit"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Answers, patterns and the model fitted to them."""

    coded: Coded
    patterns: Patterns
    fit: Fit


def covariance(fit: Fit) -> Floats | None:
    """Covariance of the free parameters; None where the information is not positive."""
    if not positive(fit.information):
        return None
    return solved(fit.information, np.eye(len(fit.information)))


def item_reports(done: Calibration) -> list[CalibratedItem]:
    """Every question, in the order of the table."""
    shared = covariance(done.fit)
    exists, places = done.fit.layout.exists, done.fit.layout.places
    numbers = np.full(exists.shape, -1)
    numbers[exists] = places
    fits = _fits(done)
    information = item_information(done.fit.curves, FINE)
    return [
        _report(done, item, _own(shared, numbers[item], exists[item]), fits[item], information)
        for item in range(len(done.coded.names))
    ]


def _own(shared: Floats | None, numbers: Ints, exists: Bools) -> Floats | None:
    """Covariance of one question's own parameters."""
    if shared is None:
        return None
    kept = numbers[exists]
    return shared[np.ix_(kept, kept)]


def _report(
    done: Calibration,
    item: int,
    own: Floats | None,
    fit: ItemFitReport | None,
    information: Floats,
) -> CalibratedItem:
    curves, codes = done.fit.curves, done.coded.codes[:, item]
    size, slope = int(done.coded.steps[item]), float(curves.slopes[item])
    steps = -curves.intercepts[item, :size] / slope
    marks = done.coded.marks[item]
    answered = codes >= 0
    points = np.array(marks)[codes[answered]]
    guesses = done.fit.layout.model == "3PL"
    c = float(curves.guessing[item])
    best = int(information[item].argmax())
    placed = bool(np.abs(steps).max() < FURTHEST)
    lacking = [
        *([] if placed else [NO_PLACE]),
        *([NO_ERRORS] if own is None else []),
        *([NO_FIT] if fit is None else []),
    ]
    return CalibratedItem(
        name=done.coded.names[item],
        people=int(answered.sum()),
        mean_share=_share(float(points.mean()), marks),
        discrimination=slope,
        discrimination_error=None if own is None else math.sqrt(own[0, 0]),
        difficulty=float(steps.mean()) if placed else None,
        difficulty_error=_error(own, slope, steps, list(range(size))) if placed else None,
        guessing=c if guesses else None,
        guessing_error=c * (1 - c) * math.sqrt(own[-1, -1])
        if guesses and own is not None
        else None,
        thresholds=[
            Threshold(
                points=marks[step + 1],
                difficulty=float(steps[step]),
                standard_error=_error(own, slope, steps, [step]),
            )
            for step in range(size if size > 1 and placed else 0)
        ],
        most_information=float(information[item, best]),
        most_informative_at=float(FINE[best]),
        fit=fit,
        reason="; ".join(lacking) or None,
    )


def _share(mean: float, marks: Sequence[float]) -> float:
    lowest = min(marks[0], 0.0) if marks[0] <= 1 and len(marks) == 2 else marks[0]
    return (mean - lowest) / (marks[-1] - lowest)


def _error(own: Floats | None, slope: float, steps: Floats, over: list[int]) -> float | None:
    """Standard error of the mean of b = -d / a over some steps, by the delta method."""
    if own is None:
        return None
    gradient = np.zeros(len(own))
    gradient[0] = -float(steps[over].mean()) / slope
    gradient[[1 + step for step in over]] = -1 / (slope * len(over))
    return math.sqrt(max(float(gradient @ own @ gradient), 0.0))


def _fits(done: Calibration) -> list[ItemFitReport | None]:
    charged = {"1PL": 1, "2PL": 2, "3PL": 3}.get(done.fit.layout.model)
    parameters = (
        done.coded.steps + 1 if charged is None else np.full(len(done.coded.names), charged)
    )
    chances = category_chances(done.fit.curves, step_curves(done.fit.curves, done.fit.points.theta))
    found = item_fits(done.patterns, chances, done.fit.points, parameters)
    corrected = adjusted([fit and fit.p_value for fit in found])
    return [_fit_report(fit, p) for fit, p in zip(found, corrected, strict=True)]


def _fit_report(fit: ItemFit | None, p_value: float | None) -> ItemFitReport | None:
    if fit is None or p_value is None:
        return None
    return ItemFitReport(
        statistic=fit.statistic,
        degrees_of_freedom=fit.degrees,
        p_value=fit.p_value,
        adjusted_p_value=p_value,
        rmsea=fit.rmsea,
    )


def test_curve(fit: Fit, at: Floats = TOLD) -> list[InformationPoint]:
    """Information of the whole test at some abilities."""
    return [
        InformationPoint(
            ability=float(theta),
            information=float(total),
            standard_error=1 / math.sqrt(total) if total > LEAST_INFORMATION else None,
        )
        for theta, total in zip(at, item_information(fit.curves, at).sum(axis=0), strict=True)
    ]


def best_point(fit: Fit) -> InformationPoint:
    """Where the whole test measures best."""
    return max(test_curve(fit, FINE), key=lambda point: point.information)


def reliability(done: Calibration) -> float | None:
    """Variance of the estimated abilities over theirs and their mean squared error (EAP)."""
    fit, counts = done.fit, done.patterns.counts
    mean, square = np.empty(len(counts)), np.empty(len(counts))
    chances = category_chances(fit.curves, step_curves(fit.curves, fit.points.theta))
    for part, posterior, _ in posteriors(chances, done.patterns, fit.points):
        mean[part] = posterior @ fit.points.theta
        square[part] = posterior @ fit.points.theta**2 - mean[part] ** 2
    people = counts.sum()
    middle = counts @ mean / people
    real = float(counts @ (mean - middle) ** 2 / people)
    noise = float(counts @ square / people)
    return real / (real + noise) if real + noise > 0 else None
