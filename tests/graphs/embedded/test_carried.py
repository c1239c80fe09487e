"""What was told for one question serves the next, also where another tool answers it."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.lacking import lacking
from graphs.models.embedded.memory import Call, Memory
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.understanding import Understanding
from tests.graphs.embedded.told import tool

BOOK = [{"name": "S&P 500", "amount": 1200000}, {"name": "DAX", "amount": 800000}]
TODAY = datetime.date(2026, 11, 21)


def planned(say: str, name: str, before: str, arguments: dict[str, Any]) -> Plan:
    call = Call(tool(before).name, arguments, {"summary": ""})
    memory = Memory(say, as_of=TODAY, previous=(call,))
    return Understanding([tool(name)], memory, None, None).plans()[0]


@pytest.mark.parametrize(
    "say",
    [
        "And what would a crash like 2008 do to the same portfolio?",
        "What would covid have done to my portfolio?",
    ],
)
def test_positions_of_one_tool_serve_another(say: str) -> None:
    given = {"positions": BOOK, "currency": "EUR", "confidence": 0.99, "volatility": 0.2}
    plan = planned(say, "risk.stress_test", "risk.value_at_risk", given)
    assert plan.kind == "call"
    assert plan.arguments["positions"] == BOOK and plan.arguments["currency"] == "EUR"
    assert "volatility" not in plan.arguments
    taken = {one["field"]: one["words"] for one in plan.explain}
    assert taken["positions"] == "as before"


def test_objects_of_another_shape_are_not_taken() -> None:
    odd = [{"name": "S&P 500", "strike": 5}]
    plan = planned(
        "What would 2008 do to it?", "risk.stress_test", "risk.value_at_risk", {"positions": odd}
    )
    assert plan.kind == "ask" and "positions" in plan.missing


def test_only_what_is_still_lacking_is_asked_for() -> None:
    often = {"low": 3, "likely": 6, "high": 12}
    plan = planned(
        "Would a camera system be worth it for that?",
        "risk.value_controls",
        "risk.simulate_annual_loss",
        {"loss_event_frequency": often, "primary_loss": {"likely": 1500}},
    )
    assert plan.kind == "ask"
    assert plan.arguments["loss_event_frequency"] == often
    assert not {"loss_event_frequency", "primary_loss"} & {*plan.missing}


def test_a_refused_object_is_asked_about_by_name() -> None:
    rows = [{"name": "Backups", "annual_cost": 60000}, {"name": "MFA", "annual_cost": 25000}]
    errors = [
        {"field": f"controls.{i}.risk_reduction", "code": "missing", "message": "is required"}
        for i in range(2)
    ]
    said = lacking(errors, tool("risk.value_controls"), {"controls": rows})
    assert said.count("the share of the yearly loss") == 1
    assert said.endswith("for Backups and MFA")


def test_what_a_value_is_needed_for_is_said() -> None:
    error = {
        "field": "positions.0.asset_class",
        "code": "missing",
        "message": "is required for a crisis of the past: say for at least one position",
    }
    said = lacking([error], tool("risk.stress_test"), {"positions": [{"name": "Gilts"}]})
    assert "(needed for a crisis of the past), for Gilts" in said


@pytest.mark.parametrize(
    ("say", "changed", "value"),
    [
        ("and if I'd rather be at ninety-five?", "desired_retention", 0.95),
        ("and with a seed of 7?", "seed", 7),
    ],
)
def test_a_level_is_no_seed(say: str, changed: str, value: float) -> None:
    reviews = [{"date": "2025-03-03", "rating": "again"}]
    given = {"card": "x", "reviews": reviews, "desired_retention": 0.85}
    capability = "learning.schedule_reviews"
    plan = planned(say, capability, capability, given)
    assert (plan.kind, plan.changed, plan.arguments[changed]) == ("call", (changed,), value)
