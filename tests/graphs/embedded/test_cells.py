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
