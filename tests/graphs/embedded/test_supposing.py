"""A change supposed in the same message is computed, or asked about: never the base alone."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.memory import Memory
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.supposing import supposed
from graphs.models.embedded.understanding import Understanding
from tests.graphs.embedded.told import tool

UNIT = "We charge 49 a month, gross margin 80 %, churn 3 % a month, CAC 300."


def planned(name: str, say: str) -> Plan:
    memory = Memory(say, as_of=datetime.date(2026, 11, 21))
    return Understanding([tool(name)], memory, None, None).plans()[0]


@pytest.mark.parametrize(
    ("name", "say", "changed", "value"),
    [
        ("venture.unit_economics", f"{UNIT} What would a 10 % price rise do?", "arpa", 53.9),
        (
            "venture.forecast_runway",
            "Cash 900k, burn 60k a month. What if burn falls by 20 %?",
            "monthly_burn",
            {"likely": 48000},
        ),
    ],
)
def test_the_changed_value_is_taken_and_said(name: str, say: str, changed: str, value: Any) -> None:
    plan = planned(name, say)
    assert plan.kind == "call"
    assert plan.changed == (changed,)
    assert plan.arguments[changed] == value


def test_a_change_of_something_unknown_is_asked_about() -> None:
    plan = planned("venture.unit_economics", f"{UNIT} What would a 10 % staff increase do?")
    assert plan.kind == "ask"


@pytest.mark.parametrize(
    "say",
    ["What if churn doubles?", "burn 60k, cash 900k", f"{UNIT} What would the payback be?"],
)
def test_nothing_is_supposed(say: str) -> None:
    assert supposed(say) is None
