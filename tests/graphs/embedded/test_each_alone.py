"""Several things told where a tool has fields for one, and a list for more."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from tools.capability import RequestModel
from tools.fields import Finite, Kind, Money, field

Metres = Annotated[Finite, Field(ge=0.1, le=100), Kind("number", "metres")]
Years = Annotated[Finite, Field(ge=0, le=50), Kind("duration", "years")]
NEEDED = [[[name], ["boats"]] for name in ("hull", "length", "age", "rent")]
HULLS = {"steel": ["steel", "steel hull"], "wood": ["wood", "wooden"]}


class Boat(BaseModel):
    """A boat; what it leaves out is said of all."""

    hull: Literal["steel", "wood"] | None = field(
        None, description="What it is built of.", synonyms=HULLS
    )
    length: Metres | None = field(None, description="Its length.", aliases=("length", "long"))
    age: Years | None = field(None, description="How old it is.", aliases=("age", "old"))
    rent: Money | None = field(None, description="What it rents for.", aliases=("rent", "rents"))


class FleetRequest(RequestModel):
    """A boat, or several."""

    model_config = ConfigDict(json_schema_extra={"x-required-any": NEEDED})  # type: ignore[dict-item]

    hull: Literal["steel", "wood"] | None = field(
        None, description="What it is built of.", synonyms=HULLS
    )
    length: Metres | None = field(
        None, description="Its length.", aliases=("length", "long", "metres")
    )
    age: Years | None = field(None, description="How old it is.", aliases=("age", "old", "built"))
    rent: Money | None = field(None, description="What it rents for.", aliases=("rent", "rents"))
    boats: list[Boat] | None = field(
        None, description="Several boats.", aliases=("boats", "fleet"), only_named=True
    )


def _tool() -> Tool:
    return read({**described(FleetRequest), "name": "fleet", "description": "What boats earn."})


def _filled(say: str) -> Filled:
    return fill(_tool(), message(say))


@pytest.mark.parametrize(
    "say",
    [
        "wooden, 9 years old: length 12 rents for 300, length 15 rents for 420",
        "9 years old, wood.\n- length 12, rent 300\n- length 15, rent 420",
        "Wooden hulls, all 9 years old. Length 12: rent 300. Length 15: rent 420.",
        "wooden, 9 years old, lengths 12 and 15, rents 300 and 420",
    ],
)
def test_what_differs_is_the_rows_and_what_all_have_stays(say: str) -> None:
    given = _filled(say).arguments
    assert given["boats"] == [{"length": 12, "rent": 300}, {"length": 15, "rent": 420}]
    assert (given["hull"], given["age"]) == ("wood", 9)
    assert "length" not in given


def test_a_thing_is_of_the_kind_that_its_own_words_say() -> None:
    given = _filled(
        "Steel or wood? Length 12, age 9 years. Steel rents for 300, wood rents for 280."
    )
    rows = given.arguments["boats"]
    assert [(row["hull"], row["rent"]) for row in rows] == [("steel", 300), ("wood", 280)]
    assert given.arguments["length"] == 12


def test_one_thing_stays_in_the_fields() -> None:
    given = _filled("a wooden boat of length 12, 9 years old, rents for 300").arguments
    assert given == {"hull": "wood", "length": 12, "age": 9, "rent": 300}


def test_days_of_a_year_are_365() -> None:
    given = _filled("a wooden boat of length 12, age 73 days, rents for 300").arguments
    assert given["age"] == pytest.approx(0.2)
