"""Learn from past cases how likely an event is: a scorecard with points, or boosted trees."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.risk._scorecard_bins import feature_of, information_value, places, weights
from tools.risk._scorecard_columns import Column, Labelled, labelled
from tools.risk._scorecard_model import Scorecard
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk._scorecard_result import CalibrationGroup, FeatureReport, TrainScorecardResult
from tools.risk._scorecard_words import ENOUGH_EVENTS, LEAK, chart, notes, summary

Floats = NDArray[np.float64]

_FEWEST = 10  # rows of the rarer outcome
_FEWEST_A_FEATURE = 2.0
_MOST_ROWS = 100_000
_MOST_WORK = 1.5e9  # rows x features x trees x folds of boosting: about ten seconds
_SOURCES = {
    "logistic": (
        "Logistic regression on weights of evidence",
        "Siddiqi (2006), Credit risk scorecards; AUC by DeLong and others (1988); calibration by "
        "Hosmer and Lemeshow (1980), Spiegelhalter (1986) and Cox (1958)",
    ),
    "gradient_boosted": (
        "Gradient boosting of shallow trees on histograms",
        "Friedman (2001); Chen and Guestrin (2016); calibration by Platt (1999) or Zadrozny and "
        "Elkan (2002); AUC by DeLong and others (1988)",
    ),
}


def train_scorecard(request: TrainScorecardRequest) -> TrainScorecardResult:
    """Learn a calibrated scorecard from past cases, and say how well it predicts.

    Use it for credit scoring, default, fraud, churn or claim models from a labelled table:
    logistic scorecard with points or gradient boosting, cross-validated AUC, Gini, KS, Brier
    score, calibration.
    """
    from tools.risk._discrimination import auc, holding, kolmogorov_smirnov, log_loss
    from tools.risk._scorecard_apply import scored
    from tools.risk._scorecard_training import cut_of, final, validated

    data = labelled(request.records, request.target, request.event, request.features)
    per_variable = _enough(request, data)
    outcome, columns = data.outcome, data.columns
    checked = validated(request, columns, outcome)
    card, made = final(request, columns, outcome, data.event, checked)
    found = [places(f, one) for f, one in zip(card.features, columns, strict=True)]
    area = auc(checked.probability, outcome, request.confidence)
    held = holding(checked.probability, outcome)
    rate = float(outcome.mean())
    same = np.full(outcome.size, rate)
    features = _features(card, columns, outcome, cut_of(request), made)
    name, source = _SOURCES[request.kind]
    result = TrainScorecardResult(
        summary="",
        method=Method(name=name, source=source),
        status="ok" if per_variable >= ENOUGH_EVENTS else "few_events",
        rows=outcome.size,
        events=int(outcome.sum()),
        event_rate=rate,
        events_per_variable=per_variable,
        auc=area.value,
        auc_error=area.error,
        auc_low=area.low,
        auc_high=area.high,
        auc_in_training=auc(scored(card, found).probability, outcome).value,
        gini=2 * area.value - 1,
        kolmogorov_smirnov=kolmogorov_smirnov(checked.probability, outcome),
        brier=float(np.mean((checked.probability - outcome) ** 2)),
        brier_reference=rate * (1 - rate),
        log_loss=log_loss(checked.probability, outcome),
        log_loss_reference=log_loss(same, outcome),
        calibration_slope=held.slope,
        calibration_intercept=held.intercept,
        hosmer_lemeshow=held.hosmer_lemeshow,
        hosmer_lemeshow_degrees=held.degrees,
        hosmer_lemeshow_p=held.hosmer_lemeshow_p,
        spiegelhalter_z=held.spiegelhalter_z,
        spiegelhalter_p=held.spiegelhalter_p,
        calibration_groups=_groups(checked.probability, outcome),
        features=features,
        leaks=[one.name for one in features if one.auc_alone > LEAK],
        trees=len(card.trees),
        folds=request.folds,
        confidence=request.confidence,
        model=card,
    )
    result.summary, result.notes = summary(result), notes(request, result, data.notes)
    result.chart = chart(result)
    return result


def _enough(request: TrainScorecardRequest, data: Labelled) -> float:
    """Rows of the rarer outcome per feature; `InvalidInput` when nothing can be learnt."""
    rows, features = data.outcome.size, len(data.columns)
    rarer = int(min(data.outcome.sum(), (~data.outcome).sum()))
    least = max(_FEWEST, 2 * request.folds)
    if rarer < least:
        message = (
            f"only {rarer} rows have the rarer outcome; at least {least} are needed, two in every "
            "fold and ten in all"
        )
        raise InvalidInput.of("records", message, code="too_few_events")
    if rarer / features < _FEWEST_A_FEATURE:
        most = int(rarer / _FEWEST_A_FEATURE)
        message = f"{rarer} rows of the rarer outcome are too few for {features} features; name at "
        message += f"most {most}"
        raise InvalidInput.of("features", message, code="too_few_events")
    if rows > _MOST_ROWS:
        message = f"at most {_MOST_ROWS:,} rows are taken; draw a sample"
        raise InvalidInput.of("records", message, code="too_many")
    _affordable(request, rows * features)
    return rarer / features


def _affordable(request: TrainScorecardRequest, cells: int) -> None:
    if request.kind == "logistic":
        if request.calibration == "isotonic":
            message = "isotonic steps would break a logistic scorecard's points; take platt or none"
            raise InvalidInput.of("calibration", message, code="conflict")
        return
    if request.monotone:
        message = "holds for a logistic scorecard only; leave it out for boosted trees"
        raise InvalidInput.of("monotone", message, code="conflict")
    if cells * request.rounds * request.folds > _MOST_WORK:
        message = "too many trees for so large a table; lower rounds or folds, or draw a sample"
        raise InvalidInput.of("rounds", message, code="too_many")


def _features(
    card: Scorecard, columns: list[Column], outcome: NDArray[np.bool_], cut: Any, made: Any
) -> list[FeatureReport]:
    from tools.risk._discrimination import auc

    inputs = []
    reports: list[FeatureReport] = []
    for k, (one, column) in enumerate(zip(card.features, columns, strict=True)):
        coarse = one if cut.merge else feature_of(column, outcome, _coarse(cut))
        evidence = weights(coarse, places(coarse, column))
        inputs.append(evidence)
        gone = one.missing_place
        reports.append(
            FeatureReport(
                name=one.name,
                holds=one.holds,
                bins=len(one.bins),
                missing_share=0.0 if gone is None else one.bins[gone].rows / card.rows,
                information_value=information_value(coarse),
                auc_alone=auc(evidence, outcome).value,
                coefficient=one.coefficient,
                coefficient_error=None if made.fit is None else float(made.fit.errors[k]),
                importance=0.0,
            )
        )
    parts = made.gains
    if parts is None:
        spreads = [float(np.std(x)) * abs(one.coefficient or 0) for x, one in
                   zip(inputs, card.features, strict=True)]  # fmt: skip
        parts = np.array(spreads)
    whole = float(np.sum(parts))
    for report, part in zip(reports, parts, strict=True):
        report.importance = float(part) / whole if whole > 0 else 0.0
    return sorted(reports, key=lambda one: -one.importance)


def _coarse(cut: Any) -> Any:
    """Bins that one feature alone is judged by: few enough not to learn the rows by heart."""
    return type(cut)(6, 0.05)


def _groups(probability: Floats, outcome: NDArray[np.bool_]) -> list[CalibrationGroup]:
    from scipy.special import betaincinv

    from tools.risk._discrimination import groups

    found: list[CalibrationGroup] = []
    for rows in groups(probability):
        n, events = rows.size, int(outcome[rows].sum())
        low = float(betaincinv(events, n - events + 1, 0.025)) if events else 0.0
        high = float(betaincinv(events + 1, n - events, 0.975)) if events < n else 1.0
        found.append(
            CalibrationGroup(
                rows=n,
                events=events,
                predicted=float(probability[rows].mean()),
                observed=events / n,
                observed_low=low,
                observed_high=high,
            )
        )
    return found
