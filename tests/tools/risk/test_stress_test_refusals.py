"""Bad input of a stress test: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._stress_request import StressTestRequest
from tools.risk.stress_test import stress_test
from tools.validation import validate

A = {"name": "a", "amount": 100, "volatility": 0.2}
B = {"name": "b", "amount": 50, "volatility": 0.1}
BOTH: dict[str, Any] = {"positions": [A, B], "volatility_period": "year", "correlation": 0.2}
HIT = [{"name": "a", "shock": -0.1}]
BARE = [{"name": "a", "amount": 100}, {"name": "b", "amount": 50}]
SAME = {"columns": {"a": [0.01, -0.02, 0.03, 0.01], "b": [0.02, -0.04, 0.06, 0.02]}}


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({"scenario": "covid_2020"}, "positions", "required"),
        ({"positions": BARE}, "scenario", "required"),
        ({"positions": BARE, "scenario": "atlantis"}, "scenario", "must be"),
        ({"positions": BARE, "scenario": "covid_2020"}, "positions.0.asset_class", "which market"),
        ({"positions": BARE, "shocks": [{"name": "z", "shock": -0.1}]}, "shocks.0.name", "neither"),
        ({"positions": BARE, "shocks": HIT * 2}, "shocks.1.name", "before"),
        ({"positions": BARE, "shocks": [{"name": "a", "shock": -2}]}, "shocks.0.shock", "at least"),
        ({"positions": BARE, "yield_shock": 0.01}, "positions.0.duration", "required"),
        ({"positions": BARE, "loss": 10}, "history", "required"),
        ({"positions": [A, B], "shocks": HIT, "correlation": 0.1}, "volatility_period", "required"),
        ({"positions": [A, B], "shocks": HIT, "volatility_period": "year"}, "correlation",
         "required"),
        ({"positions": [A, BARE[1]], "shocks": HIT}, "", "no volatility"),
        ({"positions": [A, {"name": "b", "weight": 0.1, "volatility": 0.1}], "shocks": HIT,
          "correlation": 0, "volatility_period": "day"}, "positions.1.amount", "every position"),
        ({"positions": [BARE[0], BARE[0]], "shocks": HIT}, "positions.1.name", "given twice"),
        ({"positions": [{"name": "a", "amount": 0}], "shocks": HIT}, "positions", "all zero"),
        ({**BOTH, "loss": 10, "loss_share": 0.1}, "", "not both"),
        ({**BOTH, "loss": 0}, "", "above zero"),
        ({**BOTH, "loss": -5}, "loss", "at least 0"),
        ({**BOTH, "shocks": HIT, "correlation": -1.4}, "correlation", "at least"),
        ({"positions": BARE, "history": SAME, "correlation": 0.1}, "", "come from the history"),
        ({"positions": BARE, "history": {"columns": {"a": [0.1, 0.2, 0.1]}}, "shocks": HIT},
         "positions.1.name", "not a column"),
        ({"positions": BARE, "history": SAME, "shocks": [*HIT, {"name": "b", "shock": 0.5}]},
         "shocks", "contradict"),
        ({"positions": [{"name": "a", "weight": 1, "volatility": 0.1}],
          "volatility_period": "day", "loss": 5}, "value", "required"),
    ],
)  # fmt: skip
def test_bad_input_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        stress_test(validate(StressTestRequest, request_))
    found = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in found and words in found[field], found


def test_shocks_that_agree_with_a_singular_history_are_taken() -> None:
    request = {
        "positions": BARE,
        "history": SAME,
        "shocks": [*HIT, {"name": "b", "shock": -0.2}],
    }
    result = stress_test(validate(StressTestRequest, request))
    assert result.scenarios[0].profit == pytest.approx(-20)
