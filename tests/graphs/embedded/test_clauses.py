"""Objects told in a clause that names them."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.train import catalogued

TOOL = next(tool for tool in catalogued() if tool.name == "venture_forecast_runway")


def filled(say: str) -> dict[str, Any]:
    return fill(TOOL, message(say, (), datetime.date(2026, 11, 21))).arguments


@pytest.mark.parametrize(
    ("say", "name", "rows"),
    [
        (
            "we have $1m, burn $60k per month and plan to hire somebody in month 4 at $9k a month",
            "hires",
            [{"month": 4, "monthly_cost": 9_000}],
        ),
        (
            "We have 900k, burn 70k. We hire two engineers in month 2 at 8k a month each.",
            "hires",
            [{"month": 2, "monthly_cost": 8_000, "count": 2}],
        ),
        (
            "600k in the bank, burning 50k; a seed round of 1.5 million may close in month 8, 60 %",
            "fundraises",
            [{"month": 8, "amount": {"likely": 1_500_000}, "probability": 0.6}],
        ),
    ],
)
def test_a_named_clause_fills_its_list(say: str, name: str, rows: list[dict[str, Any]]) -> None:
    """And the amounts outside it stay with the fields they belong to."""
    arguments = filled(say)
    assert arguments[name] == rows
    assert arguments["monthly_burn"]["likely"] in (50_000, 60_000, 70_000)


@pytest.mark.parametrize(
    "say", ["We have 400k in the bank and burn 35k a month. How long?", "cash 2m, burn 100k"]
)
def test_without_its_name_nothing_is_one(say: str) -> None:
    """Cash and burn are no hires."""
    assert set(filled(say)) == {"cash", "monthly_burn"}


BOOK = next(tool for tool in catalogued() if tool.name == "finance_capital_credit")


def in_book(say: str) -> dict[str, Any]:
    return fill(BOOK, message(say, (), datetime.date(2026, 11, 21))).arguments


def test_what_an_object_tells_of_itself_is_told_once() -> None:
    """Its rating is not the loan's too, its own name no kind of collateral, its maturity no other
    tranche."""
    say = "Securitisation tranche of 9 million rated BBB-, attaches at 7 %, detaches at 15 %, "
    told = in_book(say + "tranche maturity 3 years")
    row = {"amount": 9e6, "rating": "BBB-", "attachment": 0.07, "detachment": 0.15, "maturity": 3}
    assert told == {"securitisations": [row]}


@pytest.mark.parametrize(
    ("say", "rating"),
    [
        ("corporate loan of 5 million, rated A-, standardised", "A-"),
        ("bank loan of 5 million rated AA-.", "AA-"),
        ("a loan of 5 million to a company rated BBB- please", "BBB-"),
        ("bank rated A, 3 million", "A"),
        ("company loan of 2 million, rating AA+", "AA+"),
    ],
)
def test_the_sign_of_a_grade_belongs_to_it(say: str, rating: str) -> None:
    assert in_book(say)["rating"] == rating
