"""Headings in a row, the one column a tool needs, a bar, and which of two tables a file is."""

from typing import Any

import pytest
from pydantic import ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tests.graphs.embedded.tabular import table
from tools.capability import RequestModel
from tools.fields import Identifier, Number, Table, field


class BreadRequest(RequestModel):
    """Which loaves fail."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [],
            "x-required-any": [[["loaves"], ["diary", "mishap"]]],  # type: ignore[dict-item]
        }
    )

    loaves: Table | None = field(None, description="A row a loaf.", aliases=("loaves",))
    result: Identifier | None = field(
        None,
        description="The column that says how it came out.",
        aliases=("result", "goes along with"),
        relations={"heading_of": "loaves"},
    )
    least: Number | None = field(
        None,
        description="What lies above counts.",
        aliases=("above", "over"),
        relations={"cell_of": "result"},
    )
    causes: list[Identifier] | None = field(
        None,
        description="Columns to combine.",
        aliases=("causes",),
        relations={"heading_of": "loaves"},
    )
    diary: Table | None = field(None, description="What happened.", aliases=("diary",))
    mishap: Identifier | None = field(
        None,
        description="What is to be foreseen.",
        aliases=("before a", "signs of"),
        relations={"cell_of": "diary"},
    )


class MarkRequest(RequestModel):
    """Learn what a column says."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    rows: Table = field(description="A row a case.", aliases=("rows",))
    told: Identifier = field(
        description="The column to foretell.",
        aliases=("label",),
        relations={"heading_of": "rows"},
    )
    by: list[Identifier] | None = field(
        None, description="Columns.", aliases=("from",), relations={"heading_of": "rows"}
    )


BREAD = read({**described(BreadRequest), "name": "bread", "description": "Which loaves fail."})
MARK = read({**described(MarkRequest), "name": "mark", "description": "Learn a column."})
LOAVES = table(
    "bakery.csv",
    {"flour": ["rye", "spelt"] * 3, "oven": ["A", "B"] * 3, "burnt": ["yes", "no"] * 3,
     "grams": [700, 800] * 3},
)  # fmt: skip
DIARY = table(
    "diary.csv",
    {"day": ["2026-01-01", "2026-01-02"] * 4, "what": ["smoke", "fire", "smoke", "draught"] * 2},
)


def told(say: str, which: Any, file: Any) -> dict[str, Any]:
    arguments = fill(which, message(say, [file])).arguments
    return {name: value for name, value in arguments.items() if not isinstance(value, dict)}


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("what goes along with burnt?", {"result": "burnt"}),
        ("what goes along with burning, I mean when burnt", {"result": "burnt"}),
        ("burnt is the column I care for, what goes along with it", {"result": "burnt"}),
        ("which flour and oven have grams above 750", {"causes": ["flour", "oven"],
                                                       "result": "grams", "least": 750}),
        ("flour, oven, burnt and grams are there", {}),
    ],
)  # fmt: skip
def test_headings_in_a_row_are_a_list_and_one_against_a_bar_is_the_measure(
    say: str, expected: dict[str, Any]
) -> None:
    """All headings in a row only tell what the table holds."""
    assert told(say, BREAD, LOAVES) == expected


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("how good is it for burnt?", {"told": "burnt"}),
        ("which weigh so many gram", {"told": "grams"}),
        ("learn burnt from oven and grams", {"told": "burnt", "by": ["oven", "grams"]}),
        ("is it burnt or is it flour", {}),
    ],
)
def test_the_only_heading_said_is_the_column_that_is_needed(
    say: str, expected: dict[str, Any]
) -> None:
    """In whatever form of the word; of two none is taken."""
    found = told(say, MARK, LOAVES)
    assert {name: found[name] for name in found if name != "by" or "by" in expected} == expected


def test_a_table_is_the_one_whose_way_the_message_completes() -> None:
    """A log and a table of cases look alike; naming an event of the log means the log."""
    signs = fill(BREAD, message("what comes shortly before a fire?", [DIARY])).arguments
    assert signs == {"diary": {"file": "id-diary.csv"}, "mishap": "fire"}
    plain = fill(BREAD, message("what is in it?", [DIARY])).arguments
    assert plain == {"loaves": {"file": "id-diary.csv"}}


def test_a_word_that_a_schema_lists_for_itself_needs_no_name_beside_it() -> None:
    """`spearman` in passing means the method; `expected` alone would mean nothing."""
    from tests.graphs.embedded.told import tool

    say = "how do they move together, ranks not raw (Spearman)"
    found = fill(tool("risk.analyse_correlation"), message(say, [DIARY])).arguments
    assert found["method"] == "spearman"


def test_an_object_of_its_own_goes_to_its_field_and_the_table_beside_it_is_meant_too() -> None:
    """A model kept as JSON is no table, though the message names only the model."""
    from graphs.models.embedded.meant_files import meant
    from tests.graphs.embedded.told import tool
    from tools.risk._score_request import MODEL

    kept = {"id": "m", "name": "shop_model.json", "kind": "data", "data": MODEL}
    files = meant("who stays below 300 points on this model?", [LOAVES, kept])
    found = fill(tool("risk.score"), message("who stays below 300 points?", files)).arguments
    assert found["model"] == {"file": "m"}
    assert found["rows"] == {"file": "id-bakery.csv"}
    assert found["cut_off"] == 300
