"""Bad input of aggregate losses and of values at risk: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk.aggregate_loss import aggregate_loss
from tools.risk.value_at_risk import value_at_risk
from tools.validation import validate

ONE = {"name": "fire", "frequency": 2, "loss": {"low": 10, "high": 90}}
TWO = {"name": "flood", "frequency": 1, "loss": 50}
MOVES = [0.01, -0.02, 0.005, -0.007, 0.012, 0.003] * 20


def losses(**arguments: Any) -> dict[str, str]:
    """The fields named in a refusal of an aggregate loss, with their messages."""
    with pytest.raises(InvalidInput) as refusal:
        aggregate_loss(validate(AggregateLossRequest, arguments))
    return {problem.field: problem.message for problem in refusal.value.errors}


def tails(**arguments: Any) -> dict[str, str]:
    """The fields named in a refusal of a value at risk, with their messages."""
    with pytest.raises(InvalidInput) as refusal:
        value_at_risk(validate(ValueAtRiskRequest, arguments))
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("scenario", "field", "words"),
    [
        ({"frequency": 1}, "scenarios.0.loss", "required"),
        ({"loss": 5}, "scenarios.0.frequency", "required"),
        ({"frequency": -1, "loss": 5}, "scenarios.0.frequency", "between"),
        ({"frequency": 1, "loss": {"low": 9, "high": 3}}, "scenarios.0.loss", "low <= "),
        ({"frequency": 1, "loss": {"mean": 5}}, "scenarios.0.loss", "both its mean"),
        (
            {"frequency": 1, "loss": {"mean": 5, "deviation": 4, "distribution": "pareto"}},
            "scenarios.0.loss",
            "exceeds its mean",
        ),
        ({"frequency": 1, "loss": {"low": 5, "tail_index": 0.9}}, "scenarios.0.loss", "infinite"),
        (
            {"frequency": 1, "loss": {"low": 5, "high": 9, "mean": 6, "deviation": 1}},
            "scenarios.0.loss",
            "two ways",
        ),
        ({"frequency": 3, "loss": 5, "counts": "negative_binomial"}, "scenarios.0", "goes with"),
        (
            {
                "frequency": 4,
                "loss": 5,
                "counts": "negative_binomial",
                "frequency_deviation": 2,
            },
            "scenarios.0",
            "square root",
        ),
        ({"frequency": 2.5, "loss": 5, "counts": "fixed"}, "scenarios.0", "whole number"),
        (
            {"frequency": 9, "loss": 5, "counts": "binomial", "exposures": 4},
            "scenarios.0",
            "exceed exposures",
        ),
        ({"frequency": [1, 3], "loss": 5, "counts": "fixed"}, "scenarios.0", "one number"),
        ({"frequency": 1, "loss": float("nan")}, "scenarios.0.loss.likely", "finite"),
    ],
)
def test_a_bad_scenario_is_named(scenario: dict[str, Any], field: str, words: str) -> None:
    """By its place, in words that say what would be right."""
    found = losses(scenarios=[scenario])
    assert field in found and words in found[field], found


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({"scenarios": []}, "scenarios", "at least"),
        ({"scenarios": [ONE], "confidence": 0.5}, "confidence", "more than"),
        ({"scenarios": [ONE], "confidence": 1}, "confidence", "less than"),
        ({"scenarios": [ONE, ONE]}, "scenarios.1.name", "twice"),
        ({"scenarios": [ONE], "correlation": 0.3}, "", "two scenarios"),
        ({"scenarios": [ONE, TWO], "dependence": "t_copula"}, "correlation", "required"),
        ({"scenarios": [ONE, TWO], "dependence": "common_shock"}, "shock_frequency", "required"),
        ({"scenarios": [ONE, TWO], "shock_frequency": 1.5}, "scenarios.1.frequency", "less than"),
        (
            {"scenarios": [ONE, TWO], "correlations": [[1, 0.5], [0.4, 1]]},
            "correlations",
            "symmetric",
        ),
        ({"scenarios": [ONE, TWO], "correlations": [[1, 0.5]]}, "correlations", "square"),
        (
            {
                "scenarios": [ONE, TWO, {"frequency": 1, "loss": 4}],
                "correlations": [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]],
            },
            "correlations",
            "eigenvalue is -0.8",
        ),
        (
            {"scenarios": [ONE, TWO, {"frequency": 1, "loss": 4}], "correlation": -0.8},
            "correlation",
            "-0.5",
        ),
        ({"scenarios": [ONE], "perspective": "insurer"}, "deductible", "required"),
        ({"scenarios": [ONE], "deductible": 95, "perspective": "insurer"}, "perspective", "zero"),
        ({"scenarios": [ONE], "limit": 0}, "", "above zero"),
        (
            {
                "scenarios": [ONE],
                "layers": [{"attachment": 5, "limit": 20}, {"attachment": 10, "limit": 20}],
            },
            "",
            "overlap",
        ),
        (
            {
                "scenarios": [ONE],
                "deductible": 20,
                "annual_limit": 100,
                "engine": "transform",
            },
            "engine",
            "simulation",
        ),
        ({"scenarios": [{**ONE, "cost": 4}]}, "scenarios.0.cost", "not a field"),
    ],
)
def test_a_bad_book_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    """What contradicts itself, and what cannot be computed."""
    found = losses(**request_)
    assert field in found and words in found[field], found


SKEWED = [0.001] * 97 + [-0.3, -0.29, -0.31]


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({}, "history", "required"),
        ({"volatility": 0.2}, "volatility_period", "required"),
        ({"returns": MOVES, "confidence": 0.4}, "confidence", "more than"),
        ({"returns": MOVES, "confidence": 1.2}, "confidence", "less than"),
        ({"returns": MOVES[:50], "confidence": 0.99}, "returns", "at least 100"),
        ({"returns": MOVES[:10], "method": "gaussian"}, "returns", "at least 20"),
        ({"profits": MOVES[:10], "method": "gaussian"}, "profits", "at least 20"),
        ({"returns": MOVES[:100], "method": "extreme_value"}, "returns", "at least 200"),
        (
            {"returns": MOVES, "method": "filtered", "volatility_model": "garch"},
            "returns",
            "at least 250",
        ),
        ({"returns": [0.01] * 60, "method": "gaussian"}, "returns", "does not move"),
        ({"returns": [*MOVES, float("nan")]}, "returns.120", "finite"),
        ({"history": {"r": [0.01, None, 0.02]}}, "history", "row 2 of the column r is blank"),
        ({"history": {"r": [0.01, "", 0.02]}}, "history", "row 2"),
        ({"history": {"r": [0.01, "n/a", 0.02]}}, "history", "row 2"),
        ({"history": {"r": [0.01, 0.03, "oops"]}}, "history", "row 3 of the column r is not"),
        ({"history": {"price": [10, 0, 11]}}, "history", "row 2"),
        ({"history": {"a": MOVES, "b": MOVES}}, "positions", "several columns"),
        ({"history": {"a": MOVES}, "column": "z"}, "column", "its columns are a"),
        (
            {"history": {"a": MOVES}, "positions": [{"name": "b", "amount": 5}]},
            "positions.0.name",
            "its columns are a",
        ),
        ({"history": {"x": [30.0, -12.0, 5.0]}}, "history_holds", "profits in money"),
        (
            {"positions": [{"name": "a", "amount": 1}], "volatility_period": "day"},
            "positions.0.volatility",
            "required",
        ),
        (
            {
                "positions": [
                    {"name": "a", "amount": 1, "volatility": 0.1},
                    {"name": "b", "weight": 0.5, "volatility": 0.1},
                ],
                "correlation": 0,
                "volatility_period": "day",
            },
            "positions.1.amount",
            "every position",
        ),
        (
            {
                "positions": [{"name": n, "amount": 1, "volatility": 0.1} for n in "ab"],
                "volatility_period": "day",
            },
            "correlation",
            "required",
        ),
        (
            {
                "positions": [{"name": n, "amount": 1, "volatility": 0.1} for n in "abc"],
                "correlations": [[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]],
                "volatility_period": "day",
            },
            "correlations",
            "eigenvalue is -0.27",
        ),
        ({"volatility": 0.1, "volatility_period": "day", "method": "historical"}, "", "history"),
        ({"returns": SKEWED, "method": "cornish_fisher"}, "method", "historical, filtered"),
        (
            {
                "returns": [0.01 * (k % 7) for k in range(180)]
                + [-(0.9 - 0.89 * 1.02**-k) for k in range(20)],
                "method": "extreme_value",
                "confidence": 0.85,
            },
            "threshold_share",
            "exceed",
        ),
        ({"returns": MOVES, "prices": [1, 2]}, "", "one of"),
        ({"returns": [*MOVES, -1.5]}, "returns.120", "more than"),
    ],
)
def test_a_bad_history_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    """Too short, with gaps, still, of unknown kind, or against its own method."""
    found = tails(**request_)
    assert field in found and words in found[field], found


def test_an_infinite_mean_is_refused() -> None:
    """A generalised Pareto with a shape above one has no expected shortfall."""
    heavy = [-(((k + 0.5) / 400) ** -1.6) for k in range(400)]
    found = tails(profits=heavy, method="extreme_value", confidence=0.99)
    assert "infinite" in found["method"]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([101.2, 100.4, 102.9] * 20, "as prices are"), ([0.8, -0.7, 0.9, -0.6] * 20, "percentages")],
)
def test_numbers_that_are_no_returns_are_not_taken_for_returns(
    numbers: list[float], words: str
) -> None:
    """A return of 10,000 % a day would be answered with nonsense."""
    table = {"columns": {"fund": numbers}}
    assert words in tails(history=table, history_holds="returns")["history"]
