"""Bad input of a back-test: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._backtest_request import BacktestVarRequest
from tools.risk.backtest_var import backtest_var
from tools.validation import validate

OUT = [0.01, -0.02, 0.003]


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({}, "history", "required"),
        ({"observations": 250}, "exceptions", "required"),
        ({"exceptions": 4}, "observations", "required"),
        ({"outcomes": OUT}, "forecasts", "required"),
        ({"observations": 1, "exceptions": 0}, "observations", "at least 2"),
        ({"observations": 250, "exceptions": -1}, "exceptions", "at least 0"),
        ({"observations": 250, "exceptions": 251}, "", "at most observations"),
        ({"observations": 250, "exception_days": [3, 3]}, "", "differ"),
        ({"observations": 250, "exception_days": [251]}, "", "within"),
        ({"observations": 250, "exceptions": 3, "exception_days": [1]}, "", "as many as"),
        ({"observations": 250, "exceptions": 3, "confidence": 1.2}, "confidence", "less than 1"),
        ({"observations": 250, "exceptions": 3, "confidence": 0.4}, "confidence", "more than 0.5"),
        ({"outcomes": OUT, "forecasts": [0.1, 0.1]}, "forecasts", "as many as"),
        ({"outcomes": OUT, "forecasts": [0.1, -0.1, 0.1]}, "forecasts", "day 2"),
        ({"outcomes": OUT, "forecast": 0.0}, "forecast", "above zero"),
        ({"outcomes": OUT, "forecast": 1, "forecasts": [1, 1, 1]}, "", "not both"),
        ({"outcomes": OUT, "forecast": 1, "observations": 5, "exceptions": 1}, "", "not several"),
        ({"outcomes": OUT, "forecast": 0.01, "shortfalls": [0.02, 0.005, 0.02]}, "shortfalls",
         "below its value at risk"),
        ({"outcomes": OUT, "forecast": 0.01, "shortfalls": [0.02, 0.02]}, "shortfalls", "as many"),
        ({"history": {"columns": {"a": [1, 2]}}}, "history.outcome", "not a column"),
        ({"history": {"columns": {"outcome": [1, None], "value_at_risk": [1, 1]}}},
         "history.outcome", "row 2"),
        ({"history": {"columns": {"outcome": [1], "value_at_risk": [1]}}}, "history", "2 to"),
        ({"outcomes": [0.1, float("nan")], "forecast": 1}, "outcomes.1", "finite"),
        ({"observations": 10**9, "exceptions": 1}, "observations", "at most"),
    ],
)  # fmt: skip
def test_bad_input_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        backtest_var(validate(BacktestVarRequest, request_))
    found = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in found and words in found[field], found


def test_losses_written_as_gains_are_remarked() -> None:
    result = backtest_var(validate(BacktestVarRequest, {"outcomes": [1, 2, 3], "forecast": 2}))
    assert any("no outcome is negative" in note for note in result.notes)
