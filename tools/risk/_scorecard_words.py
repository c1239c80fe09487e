"""Say a trained scorecard in plain words, and draw it."""

from collections.abc import Iterator
from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._annual_loss_words import level, percent
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk._scorecard_result import FeatureReport, TrainScorecardResult

ENOUGH_EVENTS, ENOUGH_FOR_TREES, LEAK, DOUBT = 10, 200, 0.99, 0.05
_BLUE, _RED = "#4c78a8", "#e45756"
_SHOWN = 12


def summary(result: TrainScorecardResult) -> str:
    """The answer in at most four sentences."""
    first = result.features[0]
    what = {"logistic": "scorecard", "gradient_boosted": "model of boosted trees"}
    return " ".join(
        [
            f"The {what[result.model.kind]} ranks a case with the event above one without it "
            f"**{percent(result.auc)}** of the time in rows it had not seen (between "
            f"{percent(result.auc_low)} and {percent(result.auc_high)} at "
            f"{level(result.confidence)} confidence; 50 % is guessing).",
            _holds(result),
            f"{first.name} matters most, with {percent(first.importance)} of what the model uses.",
            *_alarm(result),
        ]
    )


def _holds(result: TrainScorecardResult) -> str:
    p = min(result.hosmer_lemeshow_p, result.spiegelhalter_p)
    rate = (
        f"The event happened in {result.events:,} of {result.rows:,} rows "
        f"({percent(result.event_rate)})"
    )
    if p >= DOUBT / 2:
        return f"{rate}, and no fault was found in the predicted chances."
    return f"{rate}, but the predicted chances do not quite hold: see the calibration table."


def _alarm(result: TrainScorecardResult) -> Iterator[str]:
    if result.leaks:
        names = ", ".join(result.leaks[:3])
        yield f"Warning: {names} alone gives the outcome away; was it known beforehand?"
    elif result.status == "few_events":
        yield (
            f"Warning: {result.events_per_variable:.1f} rows of the rarer outcome per feature are "
            "few; take fewer features or more rows."
        )


def notes(
    request: TrainScorecardRequest, result: TrainScorecardResult, found: list[str]
) -> list[str]:
    """What was assumed, and what to be careful of."""
    return [*found, *_measured(request, result), *_form(request, result), *_warnings(result)]


def _measured(request: TrainScorecardRequest, result: TrainScorecardResult) -> Iterator[str]:
    yield (
        f"Every figure of quality is out of fold ({request.folds} stratified folds, seed "
        f"{request.seed}): bins, coefficients and calibration were learnt without the rows they "
        "are judged by. Time was not respected: test on later cases before use."
    )
    if result.brier >= result.brier_reference:
        yield "Warning: it predicts no better than giving everybody the average chance."


def _form(request: TrainScorecardRequest, result: TrainScorecardResult) -> Iterator[str]:
    yield (
        f"Points: {request.base_points:g} at odds of {request.base_odds:g} to 1 against the "
        f"event, {request.points_to_double:g} more double the odds; more points, less risk."
    )
    if request.kind == "logistic":
        yield (
            "Each bin counts by its weight of evidence (half a row added to each count); missing "
            "values have a bin of their own."
        )
        if request.penalty:
            yield f"A ridge penalty of {request.penalty:g} keeps the coefficients finite."
        turned = [one.name for one in result.features if (one.coefficient or 0) < 0]
        if turned:
            yield (
                f"{', '.join(turned[:5])}: the sign is turned around beside the other features, "
                "which say nearly the same; consider leaving one out."
            )
        return
    yield f"{result.trees} trees were used, the number chosen by cross-validation."
    if request.calibrated_by == "isotonic":
        yield "Each isotonic step is drawn to the average by the weight of one row."


def _warnings(result: TrainScorecardResult) -> Iterator[str]:
    if result.leaks:
        yield (
            f"Leak: {', '.join(result.leaks)} alone has an AUC above {LEAK}. A column that is "
            "filled in after the outcome predicts it in the table and not in life."
        )
    if result.status == "few_events":
        yield (
            f"Fewer than {ENOUGH_EVENTS} rows of the rarer outcome per feature: coefficients are "
            "unsteady (Peduzzi and others 1996; a rule of thumb, contested)."
        )
    elif result.trees and result.events_per_variable < ENOUGH_FOR_TREES:
        yield (
            "Trees need far more rows than a logistic scorecard (about 200 events a feature: van "
            "der Ploeg and others 2014); compare with the logistic scorecard."
        )
    yield (
        "A scorecard repeats the past it was shown, its injustices too; whether a feature may be "
        "used is a matter of law."
    )


def chart(result: TrainScorecardResult) -> dict[str, Any]:
    """The calibration plot, and what each feature weighs."""
    return {
        "$schema": SCHEMA,
        "title": "Predicted chances against what happened, and the weight of each feature",
        "description": "Predicted chances against what happened, and the weight of each feature.",
        "hconcat": [_plot(result), _weights(result.features)],
    }


def _plot(result: TrainScorecardResult) -> dict[str, Any]:
    rows = [one.model_dump() for one in result.calibration_groups]
    top = max(max(one.observed_high, one.predicted) for one in result.calibration_groups)
    x = {
        "field": "predicted",
        "type": "quantitative",
        "title": "Predicted chance",
        "axis": {"format": "%"},
    }
    y = {"type": "quantitative", "title": "Share in which it happened", "axis": {"format": "%"}}
    line = [{"predicted": 0, "observed": 0}, {"predicted": top, "observed": top}]
    return {
        "title": "Do the predicted chances hold?",
        "width": 280,
        "height": 260,
        "layer": [
            {
                "data": {"values": line},
                "mark": {"type": "line", "strokeDash": [4, 4], "color": "#888888"},
                "encoding": {"x": x, "y": {**y, "field": "observed"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "rule", "color": _BLUE},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "observed_low"},
                    "y2": {"field": "observed_high"},
                },
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "size": 60, "color": _RED},
                "encoding": {"x": x, "y": {**y, "field": "observed"}},
            },
        ],
    }


def _weights(features: list[FeatureReport]) -> dict[str, Any]:
    rows = [{"feature": one.name, "part": one.importance} for one in features[:_SHOWN]]
    return {
        "title": "What the model uses",
        "width": 220,
        "height": {"step": 20},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": _BLUE},
        "encoding": {
            "y": {"field": "feature", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "part",
                "type": "quantitative",
                "title": "Part of the model",
                "axis": {"format": "%"},
            },
        },
    }
