"""Bad input of scenario generation: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._scenario_request import GenerateScenariosRequest
from tools.risk.generate_scenarios import generate_scenarios
from tools.validation import validate

A = [((7 * k * k) % 41 - 20) / 1000 for k in range(60)]
B = [((11 * k * k) % 37 - 18) / 1000 for k in range(60)]
PAST = {"columns": {"a": A, "b": B}}
FLAT = {"columns": {"a": A, "b": [0.01] * 60}}
ONE = {"name": "x", "volatility": 0.1}
TWO = [ONE, {"name": "y", "volatility": 0.2}]


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({}, "history", "required"),
        ({"assets": TWO}, "correlation", "required"),
        ({"assets": [{"name": "x"}]}, "assets.0.volatility", "required"),
        ({"assets": [{"name": "x", "volatility": 0}]}, "assets.0.volatility", "more than 0"),
        ({"assets": [ONE, ONE], "correlation": 0}, "", "differ in name"),
        ({"assets": [ONE], "method": "filtered"}, "", "needs a history"),
        ({"assets": [ONE], "history": PAST}, "", "not both"),
        ({"assets": TWO, "correlation": 0.1, "correlations": [[1, 0], [0, 1]]}, "", "not both"),
        ({"assets": TWO, "correlations": [[1, 2], [2, 1]]}, "correlations.0.1", "at most 1"),
        ({"history": PAST, "correlation": 0.2}, "", "come from the history"),
        ({"history": PAST, "scenarios": 5}, "scenarios", "at least 10"),
        ({"history": PAST, "scenarios": 10**7}, "scenarios", "at most"),
        ({"history": PAST, "scenarios": 100_000, "horizon": 1_000}, "scenarios", "at most"),
        ({"history": PAST, "scenarios": 20, "shown": 30}, "", "at most scenarios"),
        ({"history": PAST, "horizon": 0}, "horizon", "at least 1"),
        ({"history": PAST, "block_length": 0.5}, "block_length", "at least 1"),
        ({"history": PAST, "block_length": 61}, "block_length", "rows of the history"),
        ({"history": PAST, "factors": 3, "method": "factor_model"}, "factors", "at most the 2"),
        ({"history": PAST, "method": "filtered", "volatility_model": "garch"},
         "volatility_model", "250 rows"),
        ({"history": FLAT, "method": "filtered"}, "history", "never changes"),
        ({"history": FLAT, "method": "copula"}, "history", "never changes"),
        ({"history": PAST, "columns": ["a"], "method": "copula"}, "method", "two or more"),
        ({"history": PAST, "columns": ["q"]}, "columns.0.name", "not a column"),
        ({"history": {"columns": {"a": A[:10]}}}, "history", "20 to"),
        ({"history": PAST, "method": "magic"}, "method", "must be"),
    ],
)  # fmt: skip
def test_bad_input_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        generate_scenarios(validate(GenerateScenariosRequest, request_))
    found = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in found and words in found[field], found


def test_moves_without_bounds_are_refused() -> None:
    request = {"assets": [{"name": "x", "mean": 9, "volatility": 1}], "horizon": 1_000}
    with pytest.raises(InvalidInput) as refusal:
        generate_scenarios(validate(GenerateScenariosRequest, request))
    assert refusal.value.errors[0].field == "horizon"
