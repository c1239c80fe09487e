"""What coded objects are on, told in the ways people tell it, and what is told of it elsewhere."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

PIECE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "piece": {"type": "string", "x-kind": "name", "x-form": r"[A-Z]{2}-\d{3}"},
        "room": {"type": "string", "x-kind": "name", "x-aliases": ["room", "place"]},
        "grade": {"type": "number", "x-kind": "number", "minimum": 0, "maximum": 10,
                  "x-aliases": ["grade", "mark"]},
        "worn": {"type": "boolean", "x-aliases": ["worn out", "worn"]},
    },
    "required": ["piece"],
}  # fmt: skip
ROOM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "x-kind": "name", "x-aliases": ["room"]},
        "rent": {"type": "number", "x-kind": "money", "x-aliases": ["rent", "costs"]},
        "air": {"enum": ["dry", "damp"], "x-kind": "enum", "x-aliases": ["air"],
                "x-synonyms": {"damp": ["wet"], "dry": ["bone dry"]}},
    },
    "required": ["name"],
}  # fmt: skip
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pieces": {"type": "array", "items": PIECE},
        "rooms": {"type": "array", "items": ROOM, "x-only-named": True, "x-aliases": ["rooms"]},
    },
    "required": ["pieces"],
}
TOOL = read_tool("look", "Look at the pieces.", SCHEMA)


def rooms(say: str) -> list[str]:
    rows = fill(TOOL, message(say)).arguments.get("pieces", [])
    return [row.get("room", "") for row in rows]


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        ("AB-100 on loft (9.5), CD-200 on hall-2 (4)", ["loft", "hall-2"]),
        ("AB-100 (loft, 9.5, worn), CD-200 (hall2, 4)", ["loft", "hall2"]),
        ("AB-100 (loft), CD-200 (loft), EF-300 (cellar)", ["loft", "loft", "cellar"]),
        ("AB-100 loft 9.5; CD-200 hall 4", ["loft", "hall"]),
        ("AB-100/loft/9.5, CD-200/hall/4", ["loft", "hall"]),
        ("loft AB-100 9.5, hall CD-200 4", ["loft", "hall"]),
        ("loft has AB-100 (9.5), hall has CD-200 (4)", ["loft", "hall"]),
        ("On loft we found AB-100 (9.5), on hall CD-200 (4)", ["loft", "hall"]),
        ("AB-100 is on loft, mark 9.5, CD-200 too", ["loft", "loft"]),
        ("put AB-100 (9), CD-200 (4) and EF-300 (7) on loft.", ["loft", "loft", "loft"]),
        ("AB-100 9.5, CD-200 4, both on loft", ["loft", "loft"]),
        ("AB-100 (worn), mark 9.5, and CD-200 with 4 on the long shelf", ["", ""]),
        ("do I begin with AB-100, mark 9, or CD-200, mark 4?", ["", ""]),
    ],
)
def test_each_piece_is_where_it_is_told_to_be(say: str, wanted: list[str]) -> None:
    assert rooms(say) == wanted


def test_what_a_room_is_called_says_nothing_else() -> None:
    rows = fill(TOOL, message("AB-100 on 'worn-out' (9.5), CD-200 on hall (4)")).arguments["pieces"]
    assert [row.get("worn") for row in rows] == [None, None]
    assert rows[0]["room"] == "worn-out"


def test_what_is_told_of_a_room_is_told_of_it() -> None:
    say = "AB-100 on loft (9.5), CD-200 on hall (4), EF-300 on attic (2). The rent of loft is 400 "
    say += "euros, hall 250. loft and attic: bone dry. hall is wet."
    assert fill(TOOL, message(say)).arguments["rooms"] == [
        {"name": "loft", "rent": 400, "air": "dry"},
        {"name": "hall", "rent": 250, "air": "damp"},
        {"name": "attic", "air": "dry"},
    ]


def test_nothing_told_of_a_room_is_no_list() -> None:
    say = "AB-100 on loft (9.5), CD-200 on hall (4). Is loft or hall first?"
    assert "rooms" not in fill(TOOL, message(say)).arguments
