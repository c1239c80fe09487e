"""Named things and the state each is in, told in sentences; several fields on one scale."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

ROOMS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rooms": {
            "type": "array",
            "description": "The rooms.",
            "x-aliases": ["rooms", "room list"],
            "items": {
                "type": "object",
                "properties": {
                    "room": {"type": "string", "x-kind": "name"},
                    "clean": {
                        "enum": ["yes", "half", "no", "unknown"],
                        "x-synonyms": {
                            "yes": ["clean", "everywhere", "tidy"],
                            "half": ["partly", "half clean", "planned"],
                            "no": ["dirty", "not clean", "not yet"],
                            "unknown": ["?", "locked"],
                        },
                    },
                },
                "required": ["room", "clean"],
            },
        },
        "season": {"enum": ["dry", "wet"], "x-synonyms": {"wet": ["no dry spell"]}},
    },
    "required": ["rooms"],
}
TOOL = read_tool("look", "Look at the rooms.", ROOMS)


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("kitchen clean, hall dirty, attic partly. how good is that?",
         {"kitchen": "yes", "hall": "no", "attic": "half"}),
        ("The kitchen is clean and the hall is not clean but the attic is locked.",
         {"kitchen": "yes", "hall": "no", "attic": "unknown"}),
        ("kitchen: yes\nhall: no\nattic - half clean",
         {"kitchen": "yes", "hall": "no", "attic": "half"}),
        ("Is the kitchen clean? yes\nIs the hall clean? no\nWhat now?",
         {"Is the kitchen clean?": "yes", "Is the hall clean?": "no"}),
        ("the porter said yes to kitchen, no to hall and partly to attic",
         {"kitchen": "yes", "hall": "no", "attic": "half"}),
        ("our porter says: kitchen - yes; hall and stairs - no",
         {"kitchen": "yes", "hall and stairs": "no"}),
        ("windows everywhere, no floors swept, they dust the shelves",
         {"windows": "yes", "floors swept": "no", "dust the shelves": "yes"}),
        ("the floor plan - no, the yard plan - yes", {"floor plan": "no", "yard plan": "yes"}),
    ],
)  # fmt: skip
def test_each_clause_tells_of_one_thing(say: str, told: dict[str, str]) -> None:
    rows = fill(TOOL, message(say)).arguments.get("rooms", [])
    assert {row["room"]: row["clean"] for row in rows} == told


@pytest.mark.parametrize(
    "say",
    [
        "Is the kitchen clean?",
        "the kitchen is clean, what about the hall?",
        "How clean are our rooms? They have no lift and it is a wet house",
        "no dry spell, no idea when, it rains: what about the rooms?",
    ],
)
def test_less_than_two_states_are_no_list(say: str) -> None:
    assert fill(TOOL, message(say)).missing == ("rooms",)


def scale(name: str, *aliases: str, **synonyms: list[str]) -> dict[str, Any]:
    values = {"none": [f"no {name}"], "low": [], "high": [f"high {name}"], **synonyms}
    return {
        "enum": [*values],
        "x-kind": "enum",
        "x-aliases": [name, *aliases],
        "x-synonyms": values,
    }


SCALES = read_tool(
    "weigh",
    "Weigh it up.",
    {
        "type": "object",
        "properties": {
            "noise": scale("noise"),
            "dust": scale("dust"),
            "heat": scale("heat", "heat load"),
            "effort": {"enum": ["low", "high"], "x-aliases": ["effort"], "x-synonyms": {}},
        },
        "required": ["noise", "dust", "heat", "effort"],
    },
)


@pytest.mark.parametrize(
    "say",
    [
        "noise high, dust none, heat low, effort high",
        "high noise, no dust, low heat, high effort",
        "Noise: high\nDust: none\nHeat load: low\nEffort: high",
        "noise=high; dust=none; heat=low; effort=high",
        "noise and effort high, low heat, dust none",
        "high on noise and effort, no dust, heat low",
    ],
)
def test_every_field_of_a_scale_has_the_value_that_is_its_own(say: str) -> None:
    """Names before their values or behind them, alone or listed."""
    wanted = {"noise": "high", "dust": "none", "heat": "low", "effort": "high"}
    assert fill(SCALES, message(say)).arguments == wanted


def test_a_field_that_is_not_spoken_of_stays_open() -> None:
    filled = fill(SCALES, message("noise high, dust none, effort low"))
    assert filled.missing == ("heat",)
    assert filled.arguments == {"noise": "high", "dust": "none", "effort": "low"}


def test_a_clause_with_other_words_shares_no_value() -> None:
    """ "as ever" is no value of the field, and the one before is not meant for it."""
    filled = fill(SCALES, message("low effort, noise as ever, dust none"))
    assert filled.arguments == {"effort": "low", "dust": "none"}
