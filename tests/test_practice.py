"""The messages the planner practises on: real capabilities, valid arguments, nothing twice."""

from collections import Counter

import pytest
from pydantic import ValidationError

import prompts
from tools.catalog import CATALOG

ROWS = [*prompts.practice()]


def test_there_are_enough_for_each_capability() -> None:
    counts = Counter(row["tool"] for row in ROWS)
    asked_with_words = set(CATALOG) - {
        "documents.extract_text",
        "security.import_scan",
        "risk.score",
    }
    assert {name for name, count in counts.items() if count >= 10} >= asked_with_words


@pytest.mark.parametrize("name", sorted({row["tool"] for row in ROWS}))
def test_arguments_are_valid_unless_something_is_missing(name: str) -> None:
    wrong: list[str] = []
    for row in (row for row in ROWS if row["tool"] == name and not row.get("missing")):
        try:
            CATALOG[name].request.model_validate(row["arguments"])
        except ValidationError as error:
            wrong.append(f"{row['say'][:60]!r}: {error.errors()[0]['msg']}")
    assert wrong == []


def test_what_is_missing_is_a_field_that_is_not_told() -> None:
    odd = [
        row["say"][:60]
        for row in ROWS
        if any(name.split(".")[0] in row["arguments"] for name in row.get("missing", ()))
    ]
    assert odd == []


def test_no_message_stands_twice() -> None:
    said = Counter(row["say"] for row in (*ROWS, *prompts.examples()))
    assert [say for say, count in said.items() if count > 1] == []
