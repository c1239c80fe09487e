"""Two tables in one message, each in the field that its headings or its place give it to."""

from typing import Any

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tests.graphs.embedded.told import tool

ABILITY = tool("assessment.estimate_ability")
ITEMS = "task;a;b\nT1;1.1;-0.9\nT2;1.3;0.1\nT3;0.6;1.4"
PEOPLE = "person;T1;T2;T3\nWim;1;1;0\nOda;1;0;1"


def columns(say: str) -> dict[str, list[str]]:
    arguments: dict[str, Any] = fill(ABILITY, message(say)).arguments
    tables = {name: arguments[name] for name in ("items", "responses") if name in arguments}
    return {name: list(table["columns"]) for name, table in tables.items()}


def test_each_table_has_its_field() -> None:
    wanted = {"items": ["task", "a", "b"], "responses": ["person", "T1", "T2", "T3"]}
    assert columns(f"How able are they? Tasks:\n{ITEMS}\n\nWhat they did:\n{PEOPLE}\n") == wanted
    assert columns(f"How able are they? They did:\n{PEOPLE}\n\nTasks:\n{ITEMS}\n") == wanted


def test_one_table_is_given_once() -> None:
    assert len(columns(f"How able are they? They did:\n{PEOPLE}\n")) == 1
