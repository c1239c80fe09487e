"""Questionnaires told in pairs: a thing and its state, with its weight, its part and its judge."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

ROOM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "room": {"type": "string", "x-kind": "name"},
        "clean": {
            "enum": ["yes", "half", "no", "unknown"],
            "x-synonyms": {"half": ["partly"], "no": ["dirty"], "unknown": ["locked", "blank"]},
        },
        "size": {"type": "number", "x-kind": "number", "default": 1, "x-aliases": ["size"]},
        "wing": {"type": "string", "x-kind": "name", "x-aliases": ["wing", "floor"]},
        "wanted": {"enum": ["yes", "no"], "default": "yes", "x-aliases": ["as wanted", "wish"]},
    },
    "required": ["room", "clean"],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rooms": {"type": "array", "items": ROOM, "x-aliases": ["rooms", "room list"]},
        "season": {"enum": ["dry", "wet"], "x-synonyms": {"wet": ["open season"]}},
    },
    "required": ["rooms"],
}
TOOL = read_tool("look", "Look at the rooms.", SCHEMA)


def rows(say: str) -> list[dict[str, Any]]:
    return fill(TOOL, message(say)).arguments.get("rooms", [])


def told(say: str) -> dict[str, str]:
    return {row["room"]: row["clean"] for row in rows(say)}


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        ("There was no fire in the past year. hall - yes; attic - no.",
         {"hall": "yes", "attic": "no"}),
        ("Is it fine for us? Long hall: yes. Old attic: no.",
         {"Long hall": "yes", "Old attic": "no"}),
        ("'yes' to hall, 'partly' to attic, 'no' to cellar",
         {"hall": "yes", "attic": "half", "cellar": "no"}),
        ("hall -> yes. Attic -> no.", {"hall": "yes", "Attic": "no"}),
        ("<< from the porter >> || hall: yes || attic: no ||", {"hall": "yes", "attic": "no"}),
        ("1) Do they mop the hall - yes. 2) Is the attic done - no.",
         {"Do they mop the hall": "yes", "Is the attic done": "no"}),
        ("hall yes, attic blank (nobody went there)", {"hall": "yes", "attic": "unknown"}),
        ("they wrote back: 2nd hall ✔ yes, attic no", {"2nd hall": "yes", "attic": "no"}),
        ("The list came back with hall = yes; attic = no", {"hall": "yes", "attic": "no"}),
        ("open season hall yes, attic no", {"open season hall": "yes", "attic": "no"}),
        ("when 2 of 3 are locked\n- hall: locked\n- attic: yes",
         {"hall": "unknown", "attic": "yes"}),
        ("hall yes and attic no. As of 20 November?", {"hall": "yes", "attic": "no"}),
    ],
)  # fmt: skip
def test_a_pair_is_a_thing_and_its_state(say: str, wanted: dict[str, str]) -> None:
    assert told(say) == wanted


def test_each_thing_has_its_figure() -> None:
    one = rows("hall yes (size 4), attic no size 2, cellar: partly (size: 2.5)")
    assert [row["size"] for row in one] == [4, 2, 2.5]
    assert [row["room"] for row in one] == ["hall", "attic", "cellar"]
    every = rows("sizes 4/2/1: hall yes, attic no, cellar no")
    assert [row["size"] for row in every] == [4, 2, 1]


def test_a_heading_groups_the_things_behind_it() -> None:
    one = rows("wing 'east': hall yes, attic no. wing west: cellar yes")
    assert [row["wing"] for row in one] == ["east", "east", "west"]
    other = rows("[east] hall yes, [west] attic no")
    assert [(row["wing"], row["room"]) for row in other] == [("east", "hall"), ("west", "attic")]


def test_what_is_wanted_is_told_behind_the_state() -> None:
    one = rows("smoke in the hall - no, which is as wanted. light in the attic - yes.")
    assert [row.get("wanted") for row in one] == ["no", None]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("q1 hall yes, q2 attic no", [("hall", "yes"), ("attic", "no")]),
        ("1. Hall - yes 2. Attic - no 3. Den - half",
         [("Hall", "yes"), ("Attic", "no"), ("Den", "half")]),
        ("Q: Is the hall done? A: yes\nQ: Is the attic done? A: no",
         [("Is the hall done?", "yes"), ("Is the attic done?", "no")]),
        ("they said yes to hall and den, no to attic",
         [("hall", "yes"), ("den", "yes"), ("attic", "no")]),
        ("hall yes, attic no, and left the den blank",
         [("hall", "yes"), ("attic", "no"), ("den", "unknown")]),
    ],
)  # fmt: skip
def test_pairs_are_numbered_answered_and_listed(say: str, expected: list[tuple[str, str]]) -> None:
    assert [(row["room"], row["clean"]) for row in rows(say)] == expected


def test_what_is_told_behind_a_comma_or_in_brackets_is_of_the_pair_before() -> None:
    found = rows("hall - no, size 3; attic - yes, size 2; den yes (as wanted no)")
    assert [row.get("size") for row in found] == [3, 2, None]
    assert found[2] == {"room": "den", "clean": "yes", "wanted": "no"}


def test_a_no_behind_a_mark_denies_nothing() -> None:
    filled = fill(TOOL, message("hall yes, attic no. Open season, I think."))
    assert filled.arguments["season"] == "wet"
