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
