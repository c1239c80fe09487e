"""Say scored cases in plain words, and draw how the scores have moved."""

from collections.abc import Iterator
from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._annual_loss_words import percent
from tools.risk._score_request import ScoredCase, ScoreResult
from tools.risk._stability_index import FEWEST_ROWS, SHIFTED, STABLE

_BLUE, _GREY = "#4c78a8", "#b0b0b0"


def summary(result: ScoreResult) -> str:
    """The answer in at most four sentences."""
    first = result.cases[0]
    parts = [_one(result, first)] if result.rows == 1 else [_all(result), _worst(first)]
    return " ".join([*parts, *_failing(result), *_moved(result)])


def _event(result: ScoreResult) -> str:
    return f"{result.target} = {result.event}"


def _one(result: ScoreResult, case: ScoredCase) -> str:
    return (
        f"The chance of {_event(result)} is **{percent(case.probability)}**, which makes "
        f"{case.points:.0f} points{_because(case)}; in training it was "
        f"{percent(result.training_rate)} on average."
    )


def _all(result: ScoreResult) -> str:
    low, high = min(result.probabilities), max(result.probabilities)
    return (
        f"Over {result.rows:,} cases the chance of {_event(result)} averages "
        f"**{percent(result.mean_probability)}**, from {percent(low)} to {percent(high)}, so that "
        f"about {result.expected_events:.3g} of them are to be expected."
    )


def _worst(case: ScoredCase) -> str:
    return (
        f"The riskiest is {case.name} with {percent(case.probability)} and {case.points:.0f} "
        f"points{_because(case)}."
    )


def _because(case: ScoredCase) -> str:
    if not case.reasons:
        return ""
    said = [f"{one.feature} (-{one.points_lost:.0f} points)" for one in case.reasons[:2]]
    return f", chiefly by {' and '.join(said)}"


def _failing(result: ScoreResult) -> Iterator[str]:
    if result.failing is not None and result.cut_off is not None:
        yield f"{result.failing:,} of {result.rows:,} stay below {result.cut_off:g} points."


def _moved(result: ScoreResult) -> Iterator[str]:
    moved = [one for one in (*result.drift, result.score_drift) if one.verdict == "shifted"]
    if moved:
        names = ", ".join(dict.fromkeys(one.name for one in moved[:3]))
        yield f"Warning: {names} look different from training, so the chances may not hold."


def notes(result: ScoreResult) -> list[str]:
    """What was assumed, and what to be careful of."""
    return [*_unseen(result), *_stability(result), _reasons(result), *_left(result)]


def _unseen(result: ScoreResult) -> Iterator[str]:
    for one in result.drift:
        if one.unseen:
            yield (
                f"{one.name}: {one.unseen:,} rows hold a value that training never saw; it counts "
                "as neither good nor bad."
            )


def _stability(result: ScoreResult) -> Iterator[str]:
    if result.score_drift.verdict == "too_few_rows":
        yield f"Fewer than {FEWEST_ROWS} rows: whether they drifted from training was not judged."
        return
    yield (
        f"Drift by the population stability index: below {STABLE} stable, to {SHIFTED} watch, "
        "above it shifted. That is a rule of thumb; an index no larger than chance brings counts "
        "as stable."
    )


def _reasons(result: ScoreResult) -> str:
    than = {"best": "the best that a feature can give", "mean": "the average of the training rows"}
    return f"Reasons are points lost against {than[result.reasons_against]}; they are no causes."


def _left(result: ScoreResult) -> Iterator[str]:
    if len(result.cases) < result.rows:
        yield f"The {len(result.cases):,} riskiest cases are listed; chances are given for all."


def chart(result: ScoreResult) -> dict[str, Any] | None:
    """Shares by band of points, training beside now."""
    if result.rows < FEWEST_ROWS:
        return None
    rows = [
        {"band": one.band, "share": share, "rows": whose}
        for one in result.bands
        for whose, share in (("training", one.training), ("now", one.now))
    ]
    return {
        "$schema": SCHEMA,
        "description": "Share of rows by band of points, in training and now.",
        "title": "Have the scores moved?",
        "width": 460,
        "height": 220,
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "band", "type": "nominal", "title": "Points", "sort": None},
            "xOffset": {"field": "rows", "sort": ["training", "now"]},
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": "Share of rows",
                "axis": {"format": "%"},
            },
            "color": {
                "field": "rows",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["training", "now"], "range": [_GREY, _BLUE]},
            },
        },
    }
