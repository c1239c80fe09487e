"""The vocabulary of fields: what it accepts, what it refuses, what it tells the planner."""

from typing import Any

import pytest
from pydantic import ConfigDict

from tools.capability import RequestModel
from tools.errors import InvalidInput
from tools.fields import (
    Currency,
    DocumentText,
    Estimate,
    Money,
    ProbabilityEstimate,
    RateEstimate,
    TableData,
    field,
)
from tools.validation import validate


class Sample(RequestModel):
    """One of each that has rules of its own."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    rate: RateEstimate | None = field(None, description="How often.", aliases=("times a year",))
    chance: ProbabilityEstimate | None = field(None, description="How likely.")
    price: Money | None = field(None, description="How much.", echo="{} each")
    currency: Currency | None = field(None, description="ISO code.")


@pytest.mark.parametrize(
    ("given", "low", "likely", "high", "distribution"),
    [
        (3, None, 3, None, "constant"),
        ([1, 5], 1, None, 5, "pert"),
        ([1, 2, 5], 1, 2, 5, "pert"),
        ({"low": 1, "high": 5, "distribution": "uniform"}, 1, None, 5, "uniform"),
        ({"likely": 4}, None, 4, None, "constant"),
        ({"low": 1, "high": 9, "distribution": "lognormal"}, 1, None, 9, "lognormal"),
    ],
)
def test_an_estimate_takes_short_forms(
    given: Any, low: Any, likely: Any, high: Any, distribution: str
) -> None:
    """A number, two, three, or an object."""
    estimate = Estimate.model_validate(given)
    assert (estimate.low, estimate.likely, estimate.high) == (low, likely, high)
    assert estimate.distribution == distribution


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ([5, 1], "low <= likely <= high"),
        ([1, 9, 5], "low <= likely <= high"),
        ([1, 2, 3, 4], "low and high"),
        ({}, "low, likely and high"),
        ({"low": 0, "high": 5, "distribution": "lognormal"}, "above zero"),
        ({"distribution": "empirical"}, "values"),
        ({"low": 1, "high": 2, "distribution": "triangular"}, "likely"),
        (True, "must be a number"),
    ],
)
def test_a_senseless_estimate_says_what_is_right(given: Any, word: str) -> None:
    """The message names the rule, never the value."""
    with pytest.raises(InvalidInput) as refusal:
        validate(Sample, {"rate": given})
    assert word in refusal.value.message
    assert refusal.value.errors[0].field.startswith("rate")


@pytest.mark.parametrize(
    ("arguments", "field_name"),
    [
        ({"chance": [0.1, 0.2, 1.4]}, "chance"),
        ({"rate": -1}, "rate"),
        ({"price": float("inf")}, "price"),
        ({"price": float("nan")}, "price"),
        ({"price": 1e16}, "price"),
        ({"price": "a lot"}, "price"),
        ({"currency": "euro"}, "currency"),
        ({"prise": 3}, "prise"),
    ],
)
def test_a_value_out_of_bounds_is_named(arguments: dict[str, Any], field_name: str) -> None:
    """The first problem's field is the one that is wrong."""
    with pytest.raises(InvalidInput) as refusal:
        validate(Sample, arguments)
    assert refusal.value.errors[0].field.partition(".")[0] == field_name


def test_the_schema_tells_kind_unit_words_and_bounds() -> None:
    """What the planner reads stands in the JSON schema."""
    properties = Sample.model_json_schema()["properties"]
    rate = properties["rate"]["anyOf"][0]
    assert (rate["x-kind"], rate["x-of"], rate["x-unit"]) == ("estimate", "rate", "per year")
    assert (rate["x-minimum"], rate["x-maximum"]) == (0, 1e6)
    assert properties["rate"]["x-aliases"] == ["times a year"]
    assert properties["price"]["x-echo"] == "{} each"
    assert properties["price"]["anyOf"][0]["minimum"] == 0


def test_a_table_is_read_from_rows_or_columns() -> None:
    """Records become columns in the order of their first appearance; gaps are None."""
    table = TableData.model_validate([{"a": 1}, {"a": 2, "b": "x"}])
    assert table.columns == {"a": [1, 2], "b": [None, "x"]}
    assert TableData.model_validate({"a": [1, 2]}).rows == 2


def test_a_ragged_table_is_refused() -> None:
    """Every column has as many rows as the others."""
    with pytest.raises(ValueError, match="same number of rows"):
        TableData.model_validate({"a": [1, 2], "b": [1]})


def test_a_document_knows_its_pages() -> None:
    """Offsets are on the last page that begins at or before them."""
    document = DocumentText(text="abcdef", page_starts=[0, 3])
    assert [document.page(offset) for offset in (0, 2, 3, 5)] == [1, 1, 2, 2]
    assert DocumentText.model_validate("abc").page(1) is None
