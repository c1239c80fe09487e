"""What cannot be learnt from is refused by name."""

from typing import Any

import pytest

from tests.tools.risk.lenders import loans
from tools.errors import InvalidInput
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk.train_scorecard import train_scorecard
from tools.validation import validate

TABLE, _ = loans(120, 1)


def _refused(**given: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as refusal:
        request = validate(TrainScorecardRequest, {"records": TABLE, "target": "bad", **given})
        train_scorecard(request)
    return refusal.value


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"target": "default"}, "target", "no such column"),
        ({"event": "maybe"}, "event", "does not stand"),
        ({"features": ["salary"]}, "features", "no such column"),
        ({"features": ["bad"]}, "features", "target cannot"),
        ({"records": {**TABLE, "bad": ["no"] * 120}}, "target", "one value only"),
        ({"records": {**TABLE, "bad": ["no", "late", "lost"] * 40}}, "event", "say which value"),
        ({"records": {**TABLE, "bad": ["yes"] * 4 + ["no"] * 116}}, "records", "only 4 rows"),
        (
            {"records": {"flat": [1] * 120, "bad": TABLE["bad"]}, "features": ["flat"]},
            "features",
            "same value",
        ),
        ({"records": {"flat": [1] * 120, "bad": TABLE["bad"]}}, "records", "constant"),
        (
            {"records": {"day": ["2026-01-02"] * 120, "bad": TABLE["bad"]}, "features": ["day"]},
            "features",
            "dates",
        ),
        ({"calibration": "isotonic"}, "calibration", "points"),
        ({"kind": "gradient_boosted", "monotone": True}, "monotone", "logistic"),
        ({"folds": 1}, "folds", ""),
        ({"penalty": -1}, "penalty", ""),
        ({"points_to_double": 0}, "points_to_double", ""),
    ],
)
def test_bad_input_is_named(given: dict[str, Any], field: str, words: str) -> None:
    """The field, and what would be right."""
    refusal = _refused(**given)
    assert refusal.errors[0].field == field
    assert words in refusal.message


def test_too_few_events_for_the_features_is_said() -> None:
    """Refused below two of the rarer outcome per feature; a status below ten."""
    many: dict[str, Any] = {f"f{k}": [(k * 7 + j * j) % 11 for j in range(120)] for k in range(9)}
    many["bad"] = ["yes"] * 12 + ["no"] * 108
    assert "name at most 6" in _refused(records=many).message
    some = {name: many[name] for name in ("f0", "f1", "f2", "bad")}
    result = train_scorecard(
        TrainScorecardRequest.model_validate({"records": some, "target": "bad"})
    )
    assert result.status == "few_events"
    assert result.events_per_variable == 4


def test_a_separated_outcome_needs_a_penalty() -> None:
    """Without one no maximum exists; with one the leak is told."""
    table = {"x": [k * 37 % 100 for k in range(100)], "y": [k * 37 % 100 // 50 for k in range(100)]}
    refusal = _refused(records=table, target="y", penalty=0)
    assert refusal.errors[0].field == "penalty"
    given = {"records": table, "target": "y"}
    assert train_scorecard(TrainScorecardRequest.model_validate(given)).leaks == ["x"]


def test_a_table_too_large_for_so_many_trees_is_refused() -> None:
    """Before the work begins."""
    rows = 60_000
    table = {
        **{f"f{k}": [(k + j * j) % 13 for j in range(rows)] for k in range(10)},
        "bad": [j % 2 for j in range(rows)],
    }
    refusal = _refused(records=table, kind="gradient_boosted", rounds=300, folds=10)
    assert refusal.errors[0].field == "rounds"


def test_rows_without_an_outcome_are_left_out_and_said() -> None:
    """They are no non-events."""
    table = {**TABLE, "bad": [None, None, *TABLE["bad"][2:]]}
    result = train_scorecard(
        TrainScorecardRequest.model_validate({"records": table, "target": "bad"})
    )
    assert result.rows == 118
    assert "2 rows without an outcome" in result.notes[0]
