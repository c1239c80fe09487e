"""Values known by their shape are taken as they are written, and their figures by nothing else."""

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

CODES = {
    "type": "object",
    "properties": {
        "codes": {
            "type": "array",
            "items": {"type": "string", "x-kind": "name", "x-form": r"[A-Z]{2}-\d{4}"},
            "description": "Part codes.",
        },
        "amount": {"type": "number", "x-kind": "number", "description": "How many."},
    },
    "required": ["codes"],
}
TOOL = read_tool("parts_find", "Find parts by their codes.", CODES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Where is part AB-1234?", ["AB-1234"]),
        ("find AB-1234, (CD-0001) and 'EF-9999'.", ["AB-1234", "CD-0001", "EF-9999"]),
        ("AB-1234|AB-1234|CD-0001", ["AB-1234", "CD-0001"]),
        ("code=AB-1234", ["AB-1234"]),
        ("AB-12345 is no code, nor is xAB-1234", None),
    ],
)
def test_every_word_of_the_shape_is_taken(text, codes) -> None:
    """Whatever a sentence puts around it, once each, in order."""
    assert fill(TOOL, message(text)).arguments.get("codes") == codes


PAIRS = {
    "type": "object",
    "properties": {
        "codes": {
            "type": "array",
            "items": {
                "type": "string",
                "x-kind": "name",
                "x-form": r"[A-Z]{1,2}:[A-Z](?:/\w+:\w+){2,}",
            },
        },
        "doors": {"type": "string", "x-kind": "name", "x-form": r"\d+(?:-\d+)?(?:,\d+)+"},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "XY:A/B:C/D:E please",
        "XY=A B=C D=E please",
        "how bad is XY:A, B:C, D:E?",
        "(XY:A;B:C;D:E)",
        "XY: A, B: C, D: E",
    ],
)
def test_a_code_of_pairs_is_known_however_it_is_parted(text) -> None:
    tool = read_tool("read", "Read a code.", PAIRS)
    assert fill(tool, message(text)).arguments == {"codes": ["XY:A/B:C/D:E"]}


def test_a_shape_may_hold_commas() -> None:
    """As far as the list goes, without the comma behind it."""
    tool = read_tool("open", "Open doors.", PAIRS)
    assert fill(tool, message("doors 2,8-9,10, please")).arguments == {}
    assert fill(tool, message("doors 2-3,8,10, please")).arguments == {"doors": "2-3,8,10"}


def test_a_figure_inside_is_no_figure() -> None:
    """The 1234 of a code fills no number."""
    filled = fill(TOOL, message("AB-1234, amount 3 please"))
    assert filled.arguments == {"codes": ["AB-1234"], "amount": 3}
    assert filled.unused == ()
