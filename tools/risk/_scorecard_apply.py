"""Apply a trained scorecard to rows: log odds, probability, points, and what each feature adds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.risk._boosting import added, shapley
from tools.risk._probability_calibration import calibrated
from tools.risk._scorecard_bins import UNPLACED, Places, weights
from tools.risk._scorecard_model import Scorecard, ScorecardFeature

Floats = NDArray[np.float64]
_EDGE = 1e-9  # a probability nearer to 0 or 1 counts as this far away, so that points stay finite


@dataclass(frozen=True, slots=True)
class Scored:
    """Probability and points of each row."""

    probability: Floats
    points: Floats


def missing_code(features: list[ScorecardFeature]) -> int:
    """One above every bin's number: what trees take for missing."""
    return max(len(one.bins) for one in features)


def codes_of(features: list[ScorecardFeature], found: list[Places]) -> NDArray[np.int64]:
    """Bin numbers, rows x features; missing and unplaced values under one code."""
    missing = missing_code(features)
    columns = [
        np.where((where == UNPLACED) | (where == _gap(one)), missing, where)
        for one, where in zip(features, found, strict=True)
    ]
    return np.column_stack(columns).astype(np.int64)


def _gap(feature: ScorecardFeature) -> int:
    return UNPLACED if feature.missing_place is None else feature.missing_place


def factor(card: Scorecard) -> float:
    """Points per unit of log odds."""
    return card.points_to_double / float(np.log(2))


def points_of(card: Scorecard, probability: Floats) -> Floats:
    """Points of a probability: more points, less of a chance of the event."""
    held = np.clip(probability, _EDGE, 1 - _EDGE)
    odds = np.log((1 - held) / held)
    return card.base_points + factor(card) * (odds - float(np.log(card.base_odds)))


def raw_logits(card: Scorecard, found: list[Places]) -> Floats:
    """Log odds before calibration."""
    if card.kind == "logistic":
        pairs = zip(card.features, found, strict=True)
        parts = [(one.coefficient or 0.0) * weights(one, where) for one, where in pairs]
        return card.intercept + np.sum(parts, axis=0)
    codes, missing = codes_of(card.features, found), missing_code(card.features)
    parts = [added(tree, codes, missing) for tree in card.trees]
    return card.intercept + np.sum(parts, axis=0)


def scored(card: Scorecard, found: list[Places]) -> Scored:
    """Score rows whose bins are known."""
    logits = raw_logits(card, found)
    probability = calibrated(card.calibration, logits)
    return Scored(probability, points_of(card, probability))


def share_points(card: Scorecard) -> float:
    """Points that every feature of a logistic scorecard gives before its own: an equal share."""
    level = card.base_points - factor(card) * (float(np.log(card.base_odds)) + card.intercept)
    return level / len(card.features)


def shortfalls(card: Scorecard, found: list[Places], against: str) -> Floats:
    """Points each feature costs a row, rows x features.

    Logistic: against the feature's best bin, or its mean over the training rows. Boosted: Shapley
    values against the mean of the training rows, in points at the raw log odds.
    """
    if card.kind == "gradient_boosted":
        codes, missing = codes_of(card.features, found), missing_code(card.features)
        return factor(card) * card.calibration.slope * shapley(card.trees, codes, missing)
    columns: list[Floats] = []
    for one, where in zip(card.features, found, strict=True):
        given = -factor(card) * (one.coefficient or 0.0) * weights(one, where)
        table = np.array(
            [-factor(card) * (one.coefficient or 0.0) * b.weight_of_evidence for b in one.bins]
        )
        rows = np.array([b.rows for b in one.bins], dtype=float)
        mean = float(table @ rows / rows.sum()) if rows.sum() else 0.0
        columns.append((float(table.max()) if against == "best" else mean) - given)
    return np.column_stack(columns)
