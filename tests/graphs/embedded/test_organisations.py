"""What a firm is called, and lists that are told to be empty or whose objects have no name."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

FLOOD: dict[str, Any] = {
    "type": "object",
    "properties": {
        "flood": {"type": "string", "x-kind": "name", "x-aliases": ["flood", "burst pipe"]},
        "day": {"type": "string", "format": "date", "x-kind": "date"},
    },
    "required": ["flood", "day"],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "mill": {
            "type": "string",
            "x-kind": "name",
            "x-unit": "organisation",
            "x-aliases": ["mill", "bakery", "flour supplier"],
        },
        "floods": {
            "type": "array",
            "items": FLOOD,
            "x-aliases": ["floods", "flood", "burst pipe"],
            "x-only-named": True,
            "x-synonyms": {"none": ["no floods", "never flooded"]},
        },
    },
}
TOOL = read_tool("look", "Look at a mill.", SCHEMA)


def told(say: str) -> dict[str, Any]:
    return fill(TOOL, message(say)).arguments


@pytest.mark.parametrize(
    ("say", "name"),
    [
        ("our small bakery Sparklewell is late", "Sparklewell"),
        ("flour supplier check: Pixelforge. Grade it", "Pixelforge"),
        ("Tallow Print, our flour supplier, is late", "Tallow Print"),
        ("Fenwick (our flour supplier) is late", "Fenwick"),
        ("something broke at Willowtree IT yesterday", "Willowtree IT"),
        ("How risky is Hartwell Hosting?", "Hartwell Hosting"),
        ("Numera Ltd answered what we asked", "Numera Ltd"),
    ],
)
def test_a_firm_is_named_beside_the_words_for_it(say: str, name: str) -> None:
    assert told(say)["mill"] == name


@pytest.mark.parametrize(
    "say",
    ["our bakery is late", "Bakery answered late", "is the mill ISO 9001 certified?",
     "the mill MFA says no", "we met at Monday's market", "supplier answers: Bread, milk"],
)  # fmt: skip
def test_other_capitals_name_no_firm(say: str) -> None:
    assert told(say).get("mill") in (None, "Monday")


@pytest.mark.parametrize(
    ("say", "floods"),
    [
        ("the mill had no floods so far", []),
        ("a burst pipe on 2026-03-04", [{"flood": "burst pipe", "day": "2026-03-04"}]),
        ("flour: none", None),
    ],
)
def test_a_list_may_be_told_to_be_empty_or_by_a_word_for_its_kind(say: str, floods: Any) -> None:
    assert told(say).get("floods") == floods
