"""Bad input of a copula: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._copula_request import FitCopulaRequest
from tools.risk.fit_copula import fit_copula
from tools.validation import validate

A = [((7 * k) % 31) / 31 + k / 1000 for k in range(30)]
B = [((11 * k) % 37) / 37 - k / 1000 for k in range(30)]
TABLE = {"columns": {"a": A, "b": B}}


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({}, "history", "required"),
        ({"first": A}, "second", "required"),
        ({"first": A, "second": B[:25]}, "", "as many"),
        ({"first": A[:10], "second": B[:10]}, "first", "at least 20"),
        ({"first": A, "second": [1.0] * 30}, "second", "never changes"),
        ({"first": A, "second": [1.0, 2.0] * 15}, "second", "more than half"),
        ({"history": TABLE, "first": A, "second": B}, "", "not both"),
        ({"history": {"columns": {"a": A}}}, "history", "two columns"),
        ({"history": {"columns": {"a": A[:9], "b": B[:9]}}}, "history", "20 to"),
        ({"history": {"columns": {"a": A, "b": [*B[:29], None]}}, "columns": ["a", "q"]},
         "columns.1.name", "not a column"),
        ({"history": {"columns": {str(k): [x + k * y for x, y in zip(A, B, strict=True)]
                                  for k in range(9)}}}, "columns", "at most 8"),
        ({"history": TABLE, "family": "joe"}, "family", "must be"),
        ({"history": TABLE, "family": "t", "families": ["clayton"]}, "", "not both"),
        ({"history": TABLE, "families": ["t", "t"]}, "", "differ"),
        ({"history": TABLE, "goodness_draws": 10**6}, "goodness_draws", "at most"),
        ({"history": {"columns": {"a": A, "b": [-x for x in A]}}, "history_holds": "prices"},
         "history", "above zero"),
        ({"first": A, "second": [float("nan"), *B[1:]]}, "second.0", "finite"),
    ],
)  # fmt: skip
def test_bad_input_is_named(request_: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        fit_copula(validate(FitCopulaRequest, request_))
    found = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in found and words in found[field], found


def test_perfect_dependence_has_an_answer() -> None:
    """Columns that move as one, or opposite, end at the bounds, without an error bar."""
    for second in (A, [-x for x in A]):
        request = {"first": A, "second": second, "goodness_draws": 0}
        result = fit_copula(validate(FitCopulaRequest, request))
        assert abs(result.pairs[0].kendall_tau) == pytest.approx(1)
        assert result.summary
