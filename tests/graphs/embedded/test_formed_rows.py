"""Lists of objects whose names have a shape, told in sentences, lines and lists."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from graphs.models.embedded.filling import fill
from graphs.models.embedded.memory import remember
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

RULE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rule": {"type": "string", "x-kind": "name", "x-form": r"[A-Z]-\d{1,2}(?:\.\d)?"},
        "state": {
            "enum": ["kept", "half_kept", "broken", "unknown"],
            "x-synonyms": {
                "kept": ["yes", "done", "fine"],
                "half_kept": ["partly"],
                "broken": ["no", "not kept", "not done", "missing"],
                "unknown": ["?", "open"],
            },
        },
    },
    "required": ["rule", "state"],
}
PIECE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "piece": {"type": "string", "x-kind": "name", "x-form": r"[A-Z]{2}-\d{3}"},
        "grade": {"type": "number", "x-kind": "number", "minimum": 0, "maximum": 10,
                  "x-aliases": ["grade", "mark"]},
        "worn": {"type": "boolean", "x-aliases": ["worn out", "worn"]},
        "shelf": {"enum": ["low", "high"], "x-aliases": ["shelf"],
                  "x-synonyms": {"low": ["on the floor"], "high": ["under the roof"]}},
    },
    "required": ["piece"],
}  # fmt: skip


def listed(name: str, items: dict[str, Any], **more: Any) -> Any:
    schema = {
        "type": "object",
        "properties": {name: {"type": "array", "items": items}, **more},
        "required": [name],
    }
    return read_tool("look", "Look at the list.", schema)


RULES = listed("rules", RULE)
SHELF = {
    "enum": ["low", "high"],
    "x-kind": "enum",
    "x-aliases": ["shelf"],
    "x-synonyms": {"low": ["on the floor"], "high": ["under the roof"]},
}
PIECES = listed("pieces", PIECE, shelf=SHELF)


@pytest.mark.parametrize(
    ("say", "kept", "half", "broken"),
    [
        ("A-1 done, A-2 partly, B-3 missing", "A-1", "A-2", "B-3"),
        ("A-1 yes, B-3 no", "A-1", "", "B-3"),
        ("A-1: yes\nA-2 - partly\nB-3 = no\nhow good is that?", "A-1", "A-2", "B-3"),
        ("A-1 and A-4 are fine, A-2 is partly done... B-3 is not kept", "A-1 A-4", "A-2", "B-3"),
        ("Done: A-1, A-4.5. Missing: B-3 and B-7. Partly: A-2", "A-1 A-4.5", "A-2", "B-3 B-7"),
        ("we have done A-1, A-4 and A-5; A-2 is partly there", "A-1 A-4 A-5", "A-2", ""),
        ("With A-1 done and B-3 not done, how far are we?", "A-1", "", "B-3"),
        ("only B-3 is missing. what else?", "", "", "B-3"),
        ("A-1 done. Is B-3 done?", "A-1", "", ""),
        ("A-1 done, A-1 done, B-3 missing", "A-1", "", "B-3"),
    ],
)
def test_each_rule_has_the_state_that_is_told_of_it(
    say: str, kept: str, half: str, broken: str
) -> None:
    """Behind it, before a list of such, or in common with those it is listed with."""
    wanted = {
        **dict.fromkeys(kept.split(), "kept"),
        **dict.fromkeys(half.split(), "half_kept"),
        **dict.fromkeys(broken.split(), "broken"),
    }
    rows = fill(RULES, message(say)).arguments.get("rules", [])
    assert {row["rule"]: row["state"] for row in rows} == wanted
    assert len(rows) == len(wanted)


@pytest.mark.parametrize("say", ["What does A-1 mean?", "Is A-1 done?", "A-1 and A-2 please"])
def test_nothing_told_is_no_list(say: str) -> None:
    assert fill(RULES, message(say)).missing == ("rules",)


def test_figures_and_words_go_to_the_piece_they_follow() -> None:
    """A bare figure is the mark; a word of one piece is not said of all."""
    say = "AB-100, 9.5, under the roof; CD-200 mark 4, worn: no; EF-300 with a mark of 7, worn out."
    assert fill(PIECES, message(say)).arguments == {
        "pieces": [
            {"piece": "AB-100", "grade": 9.5, "shelf": "high"},
            {"piece": "CD-200", "grade": 4, "worn": False},
            {"piece": "EF-300", "grade": 7, "worn": True},
        ]
    }


def test_what_a_rule_is_about_may_stand_before_its_answer() -> None:
    say = "our house list says\nA-1 doors shut: no\nA-2 lights out: yes\nB-3 quiet at night: partly"
    assert fill(RULES, message(say)).arguments["rules"] == [
        {"rule": "A-1", "state": "broken"},
        {"rule": "A-2", "state": "kept"},
        {"rule": "B-3", "state": "half_kept"},
    ]


NOTED: dict[str, Any] = {
    "type": "object",
    "properties": {
        **RULE["properties"],
        "seen": {"type": "string", "x-kind": "text", "x-aliases": ["seen", "seen by"]},
    },
    "required": ["rule", "state"],
}
NOTES = listed(
    "rules",
    NOTED,
    houses={
        "type": "array",
        "items": {"type": "string", "x-kind": "name", "x-form": "North|South|East"},
        "x-kind": "series",
        "x-only-named": True,
        "x-aliases": ["houses", "house only"],
    },
)


def test_a_note_has_no_name_and_is_no_state() -> None:
    say = "A-1 done, seen 'by the porter'. A-2 fine (done). B-3 missing (wet floor)."
    rows = fill(NOTES, message(say)).arguments["rules"]
    assert [row.get("seen") for row in rows] == ["by the porter", None, "wet floor"]


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        ("North house only. A-1 done, A-2 missing.", ["North"]),
        ("A-1 done, A-2 missing; houses East and South", ["East", "South"]),
        ("A-1 done, A-2 missing. We live in the North.", None),
    ],
)
def test_shapes_of_a_list_told_only_under_its_name(say: str, wanted: list[str] | None) -> None:
    assert fill(NOTES, message(say)).arguments.get("houses") == wanted


def test_what_is_said_outside_is_said_of_all() -> None:
    say = "All are on the floor. AB-100 9.5, CD-200 4."
    filled = fill(PIECES, message(say))
    assert filled.arguments["shelf"] == "low"
    assert [row["grade"] for row in filled.arguments["pieces"]] == [9.5, 4]


def test_a_degree_alone_names_no_optional_value() -> None:
    """ "low" in whatever sense does not fill a field that nothing else speaks of."""
    assert "shelf" not in fill(PIECES, message("AB-100 9.5, that is low effort")).arguments
    assert fill(PIECES, message("AB-100 9.5, CD-200 4. Low shelf.")).arguments["shelf"] == "low"


def test_a_call_that_could_not_run_can_be_corrected() -> None:
    """The next message may change it; a call that ran before it goes first no more."""
    thread = [
        HumanMessage("look at A"),
        AIMessage("", tool_calls=[{"name": "look", "args": {"at": "A"}, "id": "1"}]),
        ToolMessage('{"code": "not-configured"}', tool_call_id="1", status="error"),
        AIMessage("I could not compute that."),
        HumanMessage("sorry, at B"),
    ]
    assert [call.arguments for call in remember(thread).previous] == [{"at": "A"}]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("Grades 9.8, 8.5 and 5 respectively for AB-101, AB-102 and AB-103", [9.8, 8.5, 5]),
        ("AB-101 9.8, AB-102 8.5", [9.8, 8.5]),
    ],
)
def test_figures_listed_before_the_objects_go_to_each_in_order(
    say: str, expected: list[float]
) -> None:
    found = fill(listed("pieces", PIECE), message(say)).arguments["pieces"]
    assert [row["grade"] for row in found] == expected
