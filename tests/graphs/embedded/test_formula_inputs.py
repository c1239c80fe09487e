"""Formulas with inputs told by name, in the notations people use for them."""

from typing import Any

import pytest

from tests.graphs.embedded.told import filled

TOOL = "risk.monte_carlo"


def inputs(say: str) -> dict[str, dict[str, Any]]:
    rows = filled(TOOL, say).arguments["inputs"]
    return {row.pop("name"): row for row in rows}


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "gross = loaves * price - flour. loaves 200/320/410, price 3/5/12, flour 90/120/180",
            {
                "loaves": {"low": 200, "likely": 320, "high": 410},
                "price": {"low": 3, "likely": 5, "high": 12},
                "flour": {"low": 90, "likely": 120, "high": 180},
            },
        ),
        (
            "k = a * b + c; a ~ N(40, 6), b ~ U(1, 2), c ~ Tri(2, 5, 9)",
            {
                "a": {"mean": 40, "deviation": 6, "distribution": "normal"},
                "b": {"low": 1, "high": 2, "distribution": "uniform"},
                "c": {"low": 2, "likely": 5, "high": 9, "distribution": "triangular"},
            },
        ),
        (
            "weight = boxes * kilos, boxes 12 to 20 pallets likeliest 15, kilos 30 to 44",
            {"boxes": {"low": 12, "likely": 15, "high": 20}, "kilos": {"low": 30, "high": 44}},
        ),
        (
            "net = -outlay + coupon * factor where outlay is 90k to 110k, coupon 9k, factor 11",
            {
                "outlay": {"low": 90000, "high": 110000},
                "coupon": {"likely": 9000},
                "factor": {"likely": 11},
            },
        ),
        (
            "jam = berries * sugar\nberries: 20 / 30 / 44\nsugar: 3 / 5 / 7",
            {
                "berries": {"low": 20, "likely": 30, "high": 44},
                "sugar": {"low": 3, "likely": 5, "high": 7},
            },
        ),
        (
            "The worth is cows * litres. We have 40 to 46 cows, litres from 7000 to 9000.",
            {"cows": {"low": 40, "high": 46}, "litres": {"low": 7000, "high": 9000}},
        ),
    ],
)
def test_each_input_gets_its_own_figures(say: str, expected: dict[str, dict[str, Any]]) -> None:
    """Whatever names, dates or units they look like; the name of the result is no input."""
    assert inputs(say) == expected


@pytest.mark.parametrize(
    "say",
    [
        "total = rent + wages, rent 4k to 5k, wages 20k to 30k. P(total > 31000)?",
        "total = rent + wages, rent 4k to 5k, wages 20k to 30k. Does it exceed more than 31000?",
    ],
)
def test_the_bar_of_a_question_is_a_threshold_where_a_field_is_called_so(say: str) -> None:
    """A bar is a figure only for what is called "more than"."""
    assert filled(TOOL, say).arguments["thresholds"] == [31000]
