"""Lists told by their amounts: what each object is, and what follow-ups change in them."""

import pytest

from graphs.models.embedded.entry_changes import changed_entries
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool

LOTS = {
    "type": "object",
    "properties": {
        "lots": {
            "type": "array",
            "description": "What is stored.",
            "x-aliases": ["lots"],
            "items": {
                "type": "object",
                "properties": {
                    "owner": {"type": "string", "x-kind": "name", "x-aliases": ["owner"]},
                    "kind": {
                        "enum": ["grain", "oil", "wool"],
                        "x-aliases": ["kind"],
                        "x-synonyms": {"grain": ["wheat"], "oil": ["crude"], "wool": []},
                    },
                    "grade": {
                        "type": "string",
                        "x-kind": "name",
                        "x-form": "[AB][+-]?|AA",
                        "x-aliases": ["grade", "graded"],
                    },
                    "shed": {
                        "type": "string",
                        "x-kind": "name",
                        "x-aliases": ["shed", "shed number"],
                    },
                    "worth": {
                        "type": "number",
                        "x-kind": "money",
                        "x-unit": "currency",
                        "x-aliases": ["worth", "value"],
                    },
                    "fee": {
                        "type": "number",
                        "x-kind": "money",
                        "x-unit": "currency",
                        "x-aliases": ["fee"],
                    },
                    "kept": {
                        "type": "number",
                        "x-kind": "duration",
                        "x-unit": "months",
                        "x-aliases": ["kept for"],
                    },
                },
                "required": ["kind", "worth"],
            },
        },
        "limit": {
            "type": "number",
            "x-kind": "money",
            "x-unit": "currency",
            "x-aliases": ["limit"],
        },
    },
    "required": ["lots"],
}
TOOL = read_tool("store_lots", "Store lots.", LOTS)


@pytest.mark.parametrize(
    ("say", "lots"),
    [
        ("wool 1.1m, wheat 640k", [("wool", 1_100_000), ("grain", 640_000)]),
        ("We store crude worth 20k and wool worth 8k.", [("oil", 20_000), ("wool", 8_000)]),
        ("kind wheat: 75,000; another 31,000", [("grain", 75_000), ("grain", 31_000)]),
    ],
)
def test_each_amount_is_an_object(say: str, lots: list[tuple[str, int]]) -> None:
    """With the kind said beside it, else that of the object before."""
    rows = fill(TOOL, message(say)).arguments["lots"]
    assert [(row["kind"], row["worth"]) for row in rows] == lots


@pytest.mark.parametrize("say", ["our lots of wool", "31,000 of something", "two lots, please"])
def test_half_an_object_is_none(say: str) -> None:
    """A kind without an amount, an amount without a kind, neither."""
    filled = fill(TOOL, message(say))
    assert filled.missing == ("lots",)


def test_what_is_said_of_each() -> None:
    """Names, grades, numbered places and lengths of time go to the object they stand with."""
    say = "wool 400k of Acme, shed 8, graded A-, kept for 3 months; crude 150k of Globex, shed 2"
    rows = fill(TOOL, message(say)).arguments["lots"]
    assert rows == [
        {"owner": "Acme", "kind": "wool", "grade": "A-", "shed": "8", "worth": 400_000, "kept": 3},
        {"owner": "Globex", "kind": "oil", "shed": "2", "worth": 150_000},
    ]


def test_another_amount_of_an_object_begins_none() -> None:
    """What a word calls a fee is no worth."""
    given = fill(TOOL, message("wool worth 400k, fee 2k; crude worth 90k, fee 1k")).arguments
    assert [(row["worth"], row["fee"]) for row in given["lots"]] == [
        (400_000, 2_000),
        (90_000, 1_000),
    ]


def test_a_figure_of_the_whole_stays_with_it() -> None:
    """The limit is no lot."""
    given = fill(TOOL, message("wool 400k and crude 90k, limit 700k")).arguments
    assert [row["worth"] for row in given["lots"]] == [400_000, 90_000]
    assert given["limit"] == 700_000


@pytest.mark.parametrize(
    ("say", "grade"),
    [
        ("wool 5k, grade A", "A"),
        ("wool 5k, an A- lot", "A-"),
        ("a wool lot of 5k, AA-graded", "AA"),
    ],
)
def test_grades_are_known_by_their_shape(say: str, grade: str) -> None:
    """A single letter only beside its name."""
    rows = fill(TOOL, message(say)).arguments["lots"]
    assert [row.get("grade") for row in rows] == [grade]


def test_an_article_is_no_grade() -> None:
    """`A` opens the sentence."""
    (row,) = fill(TOOL, message("A wool lot of 5k")).arguments["lots"]
    assert "grade" not in row
    assert (row["kind"], row["worth"]) == ("wool", 5_000)


BEFORE = {
    "lots": [
        {"owner": "Acme", "kind": "wool", "grade": "B", "worth": 8_000},
        {"owner": "Globex", "kind": "oil", "worth": 3_000},
    ],
    "limit": 50_000,
}


@pytest.mark.parametrize(
    ("say", "lots"),
    [
        ("and if Acme were graded A-?", [("Acme", "A-", 8_000), ("Globex", None, 3_000)]),
        ("what if Globex were 5k?", [("Acme", "B", 8_000), ("Globex", None, 5_000)]),
        ("double all of them", [("Acme", "B", 16_000), ("Globex", None, 6_000)]),
        ("double Globex", [("Acme", "B", 8_000), ("Globex", None, 6_000)]),
        ("and without Acme?", [("Globex", None, 3_000)]),
        (
            "add another 2k of wool",
            [("Acme", "B", 8_000), ("Globex", None, 3_000), (None, None, 2_000)],
        ),
    ],
)
def test_a_follow_up_changes_the_object_it_names(
    say: str, lots: list[tuple[str | None, str | None, int]]
) -> None:
    """And no other."""
    changed = changed_entries(TOOL, BEFORE, message(say))
    assert changed is not None
    name, rows = changed
    assert name == "lots"
    assert [(row.get("owner"), row.get("grade"), row["worth"]) for row in rows] == lots


@pytest.mark.parametrize("say", ["now with a limit of 70k", "what if it rains?", "and Initech?"])
def test_what_speaks_of_something_else_changes_none(say: str) -> None:
    """A field of the whole, nothing, an object that is not there."""
    assert changed_entries(TOOL, BEFORE, message(say)) is None


def test_the_only_object_needs_no_name() -> None:
    """`It` can be nothing else."""
    before = {"lots": [{"kind": "wool", "worth": 8_000}]}
    assert changed_entries(TOOL, before, message("and if it were crude?")) == (
        "lots",
        [{"kind": "oil", "worth": 8_000}],
    )
    assert changed_entries(TOOL, before, message("halve the value")) == (
        "lots",
        [{"kind": "wool", "worth": 4_000}],
    )
