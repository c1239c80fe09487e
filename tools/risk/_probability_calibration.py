"""Turn raw log odds into probabilities: Platt's line, or isotonic steps."""

import numpy as np
from numpy.typing import NDArray

from tools.risk._logistic import fitted, sigmoid
from tools.risk._scorecard_model import ScorecardCalibration

Floats = NDArray[np.float64]
_MOST_STEPS = 1_000


def calibration_of(by: str, logits: Floats, outcome: NDArray[np.bool_]) -> ScorecardCalibration:
    """Fit a calibration to log odds of rows that the model was not trained on."""
    if by == "platt":
        line = fitted(logits[:, None], outcome, penalty=1e-6)
        slope = float(line.coefficients[0])
        if slope > 0:
            return ScorecardCalibration(by="platt", slope=slope, intercept=line.intercept)
        base = outcome.mean()  # the scores tell nothing: everybody gets the average
        level = float(np.log(base / (1 - base)))
        return ScorecardCalibration(by="platt", slope=0.0, intercept=level)
    if by == "isotonic":
        ends, chances = _steps(logits, outcome)
        return ScorecardCalibration(by="isotonic", log_odds=ends, probabilities=chances)
    return ScorecardCalibration()


def calibrated(calibration: ScorecardCalibration, logits: Floats) -> Floats:
    """Probabilities of the event."""
    if calibration.by == "isotonic":
        ends, chances = np.array(calibration.log_odds), np.array(calibration.probabilities)
        return np.interp(logits, ends, chances)
    return sigmoid(calibration.intercept + calibration.slope * logits)


def _steps(logits: Floats, outcome: NDArray[np.bool_]) -> tuple[list[float], list[float]]:
    """Pooled adjacent violators, each block drawn to the base rate by the weight of one row.

    Without that weight the outermost blocks would say that the event is certain or impossible.
    """
    values, inverse = np.unique(logits, return_inverse=True)
    rows = np.bincount(inverse).astype(float)
    events = np.bincount(inverse, outcome.astype(float))
    blocks: list[list[float]] = []  # first value, last value, rows, events
    for value, n, e in zip(values, rows, events, strict=True):
        blocks.append([value, value, n, e])
        while len(blocks) > 1 and blocks[-2][3] / blocks[-2][2] >= blocks[-1][3] / blocks[-1][2]:
            top = blocks.pop()
            blocks[-1][1:] = [top[1], blocks[-1][2] + top[2], blocks[-1][3] + top[3]]
    base = float(outcome.mean())
    chances = np.maximum.accumulate([(e + base) / (n + 1) for *_, n, e in blocks])
    ends = [end for first, last, *_ in blocks for end in (first, last)]
    return ends, [float(p) for p in np.repeat(chances, 2)]
