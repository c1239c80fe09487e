"""Train a scorecard, and cross-validate everything that was learnt from the outcome."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.risk._boosting import Growth, boosted
from tools.risk._logistic import Fit, fitted
from tools.risk._probability_calibration import calibrated, calibration_of
from tools.risk._scorecard_apply import codes_of, factor, missing_code, scored, share_points
from tools.risk._scorecard_bins import Cut, feature_of, places, weights
from tools.risk._scorecard_columns import Column
from tools.risk._scorecard_model import Scorecard, ScorecardFeature, ScorecardTree
from tools.risk._scorecard_request import TrainScorecardRequest

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_STAGE = 5  # boosting rounds between the candidates for their number
_BOOSTED_BINS = 32
_DECILES = 10


@dataclass(slots=True)
class Fitted:
    """What was learnt from some rows, and the log odds of others."""

    features: list[ScorecardFeature]
    intercept: float
    held_out: Floats
    """Rows x candidates: one for a logistic, one each few rounds for trees."""
    fit: Fit | None = None
    trees: list[ScorecardTree] = field(default_factory=list[ScorecardTree])
    gains: Floats | None = None


@dataclass(frozen=True, slots=True)
class Validated:
    """Out-of-fold predictions."""

    probability: Floats
    """Calibrated, each row by models and calibrations that never saw it."""
    logits: Floats
    """Raw, at the number of rounds chosen for the final model."""
    rounds: int


def cut_of(request: TrainScorecardRequest) -> Cut:
    """How finely the features are cut."""
    if request.kind == "logistic":
        return Cut(request.max_bins, 0.05, request.monotone)
    return Cut(_BOOSTED_BINS, 0.01, merge=False)


def learnt(
    request: TrainScorecardRequest,
    columns: list[Column],
    outcome: Flags,
    train: NDArray[np.int64],
    test: NDArray[np.int64],
    rounds: int,
) -> Fitted:
    """Bins and model from the rows `train`; log odds of the rows `test`."""
    happened = outcome[train]
    features = [feature_of(one.at(train), happened, cut_of(request)) for one in columns]
    seen = [places(f, one.at(train)) for f, one in zip(features, columns, strict=True)]
    unseen = [places(f, one.at(test)) for f, one in zip(features, columns, strict=True)]
    if request.kind == "logistic":
        inputs = np.column_stack([weights(f, p) for f, p in zip(features, seen, strict=True)])
        others = np.column_stack([weights(f, p) for f, p in zip(features, unseen, strict=True)])
        fit = fitted(inputs, happened, request.penalty)
        logits = fit.intercept + others @ fit.coefficients
        return Fitted(features, fit.intercept, logits[:, None], fit)
    growth = Growth(rounds, request.depth, request.learning_rate, max(2, train.size // 100))
    grown = boosted(
        codes_of(features, seen), happened, growth, codes_of(features, unseen),
        missing_code(features),
    )  # fmt: skip
    return Fitted(
        features, grown.intercept, grown.staged[:, _STAGE - 1 :: _STAGE], None, grown.trees,
        grown.gains,
    )  # fmt: skip


def folds_of(outcome: Flags, folds: int, seed: int) -> NDArray[np.int64]:
    """The fold of each row, the event spread evenly."""
    random = np.random.default_rng(seed)
    found = np.empty(outcome.size, dtype=np.int64)
    for kind in (True, False):
        rows = np.flatnonzero(outcome == kind)
        found[random.permutation(rows)] = np.arange(rows.size) % folds
    return found


def validated(request: TrainScorecardRequest, columns: list[Column], outcome: Flags) -> Validated:
    """Predict every row from models that were trained without it."""
    fold = folds_of(outcome, request.folds, request.seed)
    made: list[Floats] = []
    order: list[NDArray[np.int64]] = []
    for k in range(request.folds):
        train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        made.append(learnt(request, columns, outcome, train, test, request.rounds).held_out)
        order.append(test)
    staged = np.empty((outcome.size, made[0].shape[1]))
    staged[np.concatenate(order)] = np.concatenate(made)
    losses = np.logaddexp(0, np.where(outcome[:, None], -staged, staged))
    probability = np.empty(outcome.size)
    for k in range(request.folds):
        rest, test = fold != k, fold == k
        # The number of rounds too is chosen without the fold that it is judged by.
        at = int(np.argmin(losses[rest].mean(axis=0)))
        calibration = calibration_of(request.calibrated_by, staged[rest, at], outcome[rest])
        probability[test] = calibrated(calibration, staged[test, at])
    best = int(np.argmin(losses.mean(axis=0)))
    return Validated(probability, staged[:, best], (best + 1) * _STAGE)


def final(
    request: TrainScorecardRequest,
    columns: list[Column],
    outcome: Flags,
    event: str,
    checked: Validated,
) -> tuple[Scorecard, Fitted]:
    """The scorecard from all rows, calibrated by the out-of-fold log odds."""
    rows = np.arange(outcome.size)
    made = learnt(request, columns, outcome, rows, rows[:0], checked.rounds)
    calibration = calibration_of(request.calibrated_by, checked.logits, outcome)
    intercept, slope = made.intercept, 1.0
    if request.kind == "logistic":
        # A line through the log odds keeps the points additive: it goes into the coefficients.
        slope = calibration.slope
        intercept = calibration.intercept + slope * intercept
        calibration = calibration_of("none", checked.logits, outcome)
        for one, each in zip(made.features, made.fit.coefficients if made.fit else (), strict=True):
            one.coefficient = float(slope * each)
    card = Scorecard(
        kind=request.kind,
        target=request.target,
        event=event,
        rows=outcome.size,
        events=int(outcome.sum()),
        features=made.features,
        intercept=intercept,
        trees=made.trees,
        calibration=calibration,
        points_to_double=request.points_to_double,
        base_points=request.base_points,
        base_odds=request.base_odds,
        score_ends=[],
        score_shares=[1.0],
    )
    _count_points(card)
    found = [places(f, one) for f, one in zip(card.features, columns, strict=True)]
    points = scored(card, found).points
    card.score_ends = _deciles(points)
    shares = np.bincount(
        np.searchsorted(card.score_ends, points), minlength=len(card.score_ends) + 1
    )
    card.score_shares = (shares / outcome.size).tolist()
    return card, made


def _deciles(points: Floats) -> list[float]:
    """Ends between distinct points, so that rounding cannot move a row across one."""
    distinct = np.unique(points.round(6))
    cuts = np.quantile(points, np.arange(1, _DECILES) / _DECILES, method="inverted_cdf").round(6)
    above = np.searchsorted(distinct, np.unique(cuts), side="right")
    above = above[above < len(distinct)]
    return ((distinct[above - 1] + distinct[above]) / 2).tolist()


def _count_points(card: Scorecard) -> None:
    if card.kind != "logistic":
        return
    for one in card.features:
        for each in one.bins:
            part = factor(card) * (one.coefficient or 0.0) * each.weight_of_evidence
            each.points = share_points(card) - part
