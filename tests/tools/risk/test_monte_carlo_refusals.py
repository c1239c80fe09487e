"""Bad formulas and inputs: the field is named, in plain words; nothing is ever executed."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._monte_carlo_request import MonteCarloRequest
from tools.risk.monte_carlo import monte_carlo
from tools.validation import validate

X = {"name": "x", "low": -1, "high": 1, "distribution": "uniform"}
Y = {"name": "y", "low": 1, "likely": 2, "high": 4}
PAIR = {"first": "x", "second": "y", "correlation": 0.5}


def refused(**request: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        monte_carlo(validate(MonteCarloRequest, {"inputs": [X, Y], "trials": 1000, **request}))
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("1 / (x - x) + y", "divides by zero"),
        ("ln(x) + y", "logarithm"),
        ("sqrt(x)", "root of a negative"),
        ("x ^ 0.5 + y", "no real value"),
        ("exp(exp(9 y))", "too large"),
        ("y ^ 300 * 1e140", "too large"),
        ("x + z", "unknown; give it as an input"),
        ("x + yy", "did you mean y?"),
        ("foo(x)", "function is unknown"),
        ("if(x, y)", "takes 3 values"),
        ("x +", "missing"),
        ("(x + y", "never closed"),
        ("x y)", "operator"),
        ("3!", "factorial"),
        ("2 + 2", "none of the inputs"),
        ("__import__('os').system('true')", "no meaning"),
        ("x.__class__", "unknown"),
        ("x; y", "operator"),
        ("-" * 90 + "x", "nested"),
        ("+".join(["x"] * 600), "too many parts"),
    ],
)
def test_a_bad_formula_is_named(formula: str, words: str) -> None:
    found = refused(formula=formula)
    assert "formula" in found and words in found["formula"], found


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ({"low": 3, "high": 1}, "low <= "),
        ({"low": 3}, "needs high"),
        ({}, "needs likely"),
        ({"mean": 3}, "needs likely"),
        ({"mean": 3, "deviation": -1}, "more than 0"),
        ({"low": 0, "high": 3, "distribution": "lognormal"}, "above zero"),
        ({"low": 1, "high": 3, "mean": 2, "deviation": 1, "distribution": "normal"}, "or low"),
        ({"values": [1, 2], "chances": [0.5, 0.6]}, "sum to 1"),
        ({"values": [1, 2], "chances": [1.0]}, "as many chances"),
        ({"values": []}, "at least 1"),
        ({"low": 1, "high": 3, "distribution": "triangular"}, "needs likely"),
        ({"low": float("inf"), "high": 3}, "finite"),
        ({"low": 1, "high": 2, "shape": 3}, "not a field"),
    ],
)
def test_a_bad_input_is_named(one: dict[str, Any], words: str) -> None:
    found = refused(formula="x", inputs=[{"name": "x", **one}])
    assert any(place.startswith("inputs.0") and words in said for place, said in found.items())


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({"inputs": [X, {**X, "name": "X"}]}, "inputs.1.name", "given twice"),
        ({"inputs": [{**X, "name": "min"}]}, "inputs.0.name", "cannot stand"),
        ({"inputs": [{**X, "name": "2nd"}]}, "inputs.0.name", "cannot stand"),
        ({"inputs": []}, "inputs", "at least 1"),
        ({"correlations": [{**PAIR, "second": "q"}]}, "", "not there"),
        ({"correlations": [{**PAIR, "second": "x"}]}, "", "twice"),
        ({"correlations": [{**PAIR, "correlation": 1.5}]}, "correlations.0.correlation", "at most"),
        ({"correlations": [PAIR, {**PAIR, "correlation": 0.1}]}, "correlations.1", "otherwise"),
        ({"correlation_matrix": [[1, 0.5]]}, "correlation_matrix", "square"),
        ({"correlations": [PAIR], "correlation_matrix": [[1, 0], [0, 1]]}, "", "not both"),
        ({"dependence": "iman_conover"}, "", "correlations only"),
        ({"inputs": [X, {"name": "y", "likely": 1}], "correlations": [PAIR]}, "inputs.1",
         "constant"),
        ({"trials": 10}, "trials", "at least"),
        ({"trials": 10**9}, "trials", "at most"),
        ({"inputs": [X, {"name": "y", "mean": 1e200, "deviation": 1}]}, "inputs.1", "spans more"),
    ],
)  # fmt: skip
def test_a_bad_request_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    found = refused(formula="x", **request_)
    assert field in found and words in found[field], found


def test_impossible_correlations_are_refused() -> None:
    three = [{**X, "name": name} for name in "abc"]
    matrix = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]
    found = refused(formula="a+b+c", inputs=three, correlation_matrix=matrix)
    assert "positive semidefinite" in found["correlation_matrix"]


def test_too_many_draws_are_refused() -> None:
    many = [{**X, "name": f"v{k}"} for k in range(30)]
    found = refused(formula="v1", inputs=many, trials=2_000_000)
    assert "lower the trials" in found[""]
