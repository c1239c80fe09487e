"""Scenarios told one after another in a sentence: how often, how much, and what is neither."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.measured import measured
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool
from tools.catalog import CATALOG

TODAY = datetime.date(2026, 11, 21)
SCENARIOS = read_tool(
    "risk_aggregate_loss", "", CATALOG["risk.aggregate_loss"].request.model_json_schema()
).field("scenarios")


def told(text: str) -> list[dict[str, Any]]:
    assert SCENARIOS is not None
    return [one.value for one in measured(SCENARIOS, message(text, [], TODAY))]


@pytest.mark.parametrize(
    "text",
    [
        "We expect ransomware 0.2 times a year costing 50k to 2m and phishing 4 to 10 times at 1k "
        "to 20k each; what could a bad year cost with a 100k deductible?",
        "With a 100k deductible: ransomware 0.2 times a year costing 50k to 2m, phishing 4 to 10 "
        "times a year at 1k to 20k each",
    ],
)
def test_each_scenario_keeps_its_own_figures(text: str) -> None:
    """Wherever the deductible stands, it is no scenario's loss."""
    assert told(text) == [
        {
            "name": "ransomware",
            "frequency": {"likely": 0.2},
            "loss": {"low": 50000, "high": 2000000},
        },
        {
            "name": "phishing",
            "frequency": {"low": 4, "high": 10},
            "loss": {"low": 1000, "high": 20000},
        },
    ]


def test_figures_that_complete_nothing_are_left() -> None:
    """A limit and a share make no scenario."""
    assert told("an annual limit of 2m and a quota share of 25 %") == []
