"""What stands in an attached document is read out, whatever else the person says of it."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.heads import Heads
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.train import catalogued
from graphs.models.embedded.understanding import Understanding
from tools.embedding import encoder

LETTER: dict[str, Any] = {"id": "f1", "name": "letter.pdf", "kind": "document"}
SHEET: dict[str, Any] = {"id": "f1", "name": "t.csv", "kind": "table", "columns": {"a": [1, 2]}}


def planned(say: str, heads: Heads, file: dict[str, Any]) -> list[Plan]:
    memory = Memory(say, files=(file,), as_of=datetime.date(2026, 11, 22))
    return Understanding(list(catalogued()), memory, heads, encoder()).plans()


@pytest.mark.parametrize(
    "say",
    [
        "whats in this letter? i left my glasses on the bus",
        "my aunt is poorly and cannot see. what does it say",
        "the dog chewed my spectacles, read this letter to me",
        "what's in here",
    ],
)
def test_a_document_is_read(say: str, heads: Heads) -> None:
    (plan,) = planned(say, heads, LETTER)
    assert plan.tool is not None
    assert plan.tool.name == "documents_extract_text"
    assert plan.arguments == {"document": {"file": "f1"}}


def test_a_table_is_no_letter(heads: Heads) -> None:
    plans = planned("whats in this letter? i left my glasses on the bus", heads, SHEET)
    assert all(p.tool is None or p.tool.name != "documents_extract_text" for p in plans)
