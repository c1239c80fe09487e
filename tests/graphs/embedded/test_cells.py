"""Headings and cells of a table that a message names, and which of two files is which."""

from typing import Any

import pytest
from pydantic import ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from tests.graphs.embedded.tabular import table
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Table, field


class HarvestRequest(RequestModel):
    """What trees bear."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    harvest: Table = field(description="A row a tree.", aliases=("harvest", "trees"))
    orchard: Identifier | None = field(
        None,
        description="Which orchard to look at.",
        aliases=("orchard", "plantation"),
        relations={"cell_of": "harvest"},
    )
    kind: Identifier | None = field(
        None,
        description="Column of the kind of tree.",
        aliases=("by kind",),
        relations={"heading_of": "harvest"},
    )
    first: Identifier | None = field(
        None, description="One kind.", aliases=("better than",), relations={"cell_of": "kind"}
    )
    second: Identifier | None = field(
        None, description="The other.", aliases=("worse than",), relations={"cell_of": "kind"}
    )


class LeanRequest(RequestModel):
    """How towers lean."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [],
            "x-required-any": [[["heights"], ["towers"]], [["visits"]]],  # type: ignore[dict-item]
        }
    )

    heights: list[Finite] | None = field(None, description="Heights.", aliases=("height",))
    widths: list[Finite] | None = field(None, description="Widths.", aliases=("width",))
    towers: Table | None = field(None, description="Towers.", aliases=("towers",))
    visits: Table | None = field(None, description="Visits.", aliases=("visits",))


def _tool(name: str, request: type[RequestModel]) -> Tool:
    return read({**described(request), "name": name, "description": request.__doc__ or ""})


HARVEST = _tool("harvest", HarvestRequest)
LEAN = _tool("lean", LeanRequest)
TREES = table(
    "trees.csv",
    {
        "plantation_name": ["Old Mill", "old_mill", "Sandhill", "Sandhill", "12"],
        "Sort": ["P", "Q", "P", "Q", "P"],
        "kg": [30, 40, 35, 20, 10],
    },
)


def told(say: str) -> dict[str, Any]:
    arguments = fill(HARVEST, message(say, [TREES])).arguments
    return {name: value for name, value in arguments.items() if name != "harvest"}


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("how much does Sandhill bear?", {"orchard": "Sandhill"}),
        ("how much does sandhill's bear", {"orchard": "Sandhill"}),
        ("what of plantation 12", {"orchard": "12"}),
        ("there were 12 of us at Sandhill", {"orchard": "Sandhill"}),
        ("Old Mill or Sandhill?", {}),
        ("is P better than Q? the Sort column", {"kind": "Sort", "first": "Q", "second": "P"}),
        ("is any worse than Q", {"kind": "Sort", "second": "Q"}),
        ("column Sort", {"kind": "Sort"}),
        ("the columns are plantation_name, Sort and kg", {}),
        ("is it worse than a pear", {}),
    ],
)
def test_what_stands_in_the_table_fills_the_fields_that_take_it(
    say: str, expected: dict[str, Any]
) -> None:
    """As the table writes it; two of a kind, small words and bare numbers name nothing."""
    assert told(say) == expected


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_goes_to_the_table_in_whose_stead_its_columns_could_be_given(turned: bool) -> None:
    """Whatever the files are called and in whichever order they come; no column is lost."""
    files = [
        table("one.csv", {"who": ["Ann", "Ben"], "x": [1, 0], "y": [0, 1]}),
        table("two.csv", {"tower": ["x", "y"], "height": [3, 4], "width": [1, 2]}),
    ]
    found = fill(LEAN, message("how far do they lean", files[::-1] if turned else files))
    assert found.arguments == {"towers": {"file": "id-two.csv"}, "visits": {"file": "id-one.csv"}}


class PickRequest(RequestModel):
    """Who picked what."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    picks: Table = field(description="A row a pick.", aliases=("picks",))
    picker: Identifier | None = field(
        None, description="Who.", aliases=("picker named", "picker"), relations={"cell_of": "picks"}
    )
    fruit: Identifier | None = field(
        None, description="What.", aliases=("fruit", "kind"), relations={"cell_of": "picks"}
    )
    sort_by: Identifier | None = field(
        None, description="Column to sort by.", aliases=("by",), relations={"heading_of": "picks"}
    )
    weigh_by: Identifier | None = field(
        None,
        description="Column of weights.",
        aliases=("weights", "weigh"),
        relations={"heading_of": "picks"},
    )


PICKS = table(
    "picks.csv",
    {"who_id": [1, 1, 2, 2], "fruit_name": ["pear", "pear", "plum", "plum"], "p1": [1, 2, 3, 4],
     "p2": [1, 2, 3, 4]},
)  # fmt: skip


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("how much pear was picked, fruit pear?", {"fruit": "pear"}),
        ("here, sort it by the column 'p1' please, 'p1' is what counts", {"sort_by": "p1"}),
        ("the picks, p1 to p2, what do they weigh?", {}),
    ],
)
def test_one_word_is_for_one_field(say: str, told: dict[str, str]) -> None:
    """A cell of one's own column, a quoted heading, the first of a run of headings."""
    found = fill(_tool("pick", PickRequest), message(say, [PICKS])).arguments
    assert {name: value for name, value in found.items() if name != "picks"} == told


def test_a_heading_that_counts_its_columns_belongs_to_the_table() -> None:
    """Neither its numbers nor "items 1 to 4" are figures that wait for a place."""
    say = "the picks of items 1 to 4:\n\nname,1,2,3,4\nAda,1,0,1,1\nBea,0,0,1,1\nCy,1,1,1,1\n"
    filled = fill(_tool("pick", PickRequest), message(say))
    assert list(filled.arguments["picks"]["columns"]) == ["name", "q1", "q2", "q3", "q4"]
    assert filled.unused == ()


@pytest.mark.parametrize(
    "say",
    [
        "picks, a row a person:\n1101\n0111\n0001\n",
        "picks of three pupils: 1101 0111 0001",
        "1101, 0111, 0001 are the picks of the kids",
    ],
)
def test_rows_of_noughts_and_ones_are_a_table(say: str) -> None:
    filled = fill(_tool("pick", PickRequest), message(say))
    columns = {"q1": [1, 0, 0], "q2": [1, 1, 0], "q3": [0, 1, 0], "q4": [1, 1, 1]}
    assert filled.arguments["picks"] == {"columns": columns}


@pytest.mark.parametrize("say", ["it went 1101 0111 0001", "prices 100 110 1000 for the kids"])
def test_other_noughts_and_ones_are_none(say: str) -> None:
    assert "picks" not in fill(_tool("pick", PickRequest), message(say)).arguments


class EndRequest(RequestModel):
    """How journeys end, by a table of journeys or a log of stops."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [],
            "x-required-any": [[["journeys"], ["stops", "stop"]]],  # type: ignore[dict-item]
        }
    )

    journeys: Table | None = field(None, description="A row a journey.", aliases=("journeys",))
    ending: Identifier | None = field(
        None,
        description="Column that says how a journey ended.",
        aliases=("ending",),
        relations={"heading_of": "journeys"},
    )
    ended: Identifier | None = field(
        None, description="The ending meant.", aliases=("with",), relations={"cell_of": "ending"}
    )
    stops: Table | None = field(None, description="A row a stop.", aliases=("stops",))
    stop: Identifier | None = field(
        None,
        description="The stop meant.",
        aliases=("just before a", "signs of"),
        relations={"cell_of": "stops"},
    )
    by: Identifier | None = field(
        None, description="By.", aliases=("by column",), relations={"heading_of": "stops"}
    )
    when: Identifier | None = field(
        None, description="When.", aliases=("when column",), relations={"heading_of": "stops"}
    )
    what: Identifier | None = field(
        None, description="What.", aliases=("what column",), relations={"heading_of": "stops"}
    )


_STOPS = "\n\nday,bus,kind\n1 May,A,tea\n2 May,A,ditch\n3 May,B,fuel\n4 May,B,ditch\n9 May,B,rain\n"
_JOURNEYS = "\n\nbus,km,lost\nA,12,no\nB,9,yes\nA,30,no\nB,4,yes\n"


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (f"signs of a ditch?{_STOPS}", {"stop": "ditch"}),
        (
            f"signs of a ditch, by column bus, when column day, what column kind{_STOPS}",
            {"stop": "ditch", "by": "bus", "when": "day", "what": "kind"},
        ),
        (f"lost = yes is the bad one{_JOURNEYS}", {"ending": "lost", "ended": "yes"}),
        (f"lost = 3 of them{_JOURNEYS}", {}),
    ],
)
def test_what_a_table_holds_is_named_beside_it(say: str, expected: dict[str, Any]) -> None:
    """A kind that repeats right beside its field, columns called so, a column and its value."""
    found = fill(_tool("end", EndRequest), message(say)).arguments
    assert {name: v for name, v in found.items() if name not in ("journeys", "stops")} == expected
    assert ("stops" in found) == ("stop" in expected)
