"""Objects that plain words name where others have a code, for a tool of no domain of ours."""

import datetime
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, StringConstraints

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tools.capability import RequestModel
from tools.fields import Flag, Identifier, Kind, Number, field

TODAY = datetime.date(2026, 11, 21)
_Called = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Kind("name", form=r"(?i:DEF)-\d{2,5}")
]


class Defect(BaseModel):
    """A defect of a bridge."""

    name: _Called = field(description="Its code, or what it is called.", aliases=("defect",))
    bridge: Identifier | None = field(
        None, description="The bridge it is on.", aliases=("bridge", "on")
    )
    wear: Annotated[Number, Field(ge=0, le=10)] | None = field(
        None, description="How bad it is, 0 to 10.", aliases=("wear", "wear index")
    )
    monitored: Flag | None = field(
        None, description="Whether it is watched.", aliases=("monitored", "watched by sensors")
    )


class RepairsRequest(RequestModel):
    """The order of repairs."""

    defects: list[Defect] = field(description="The defects.", aliases=("defects", "damage"))
    shown: Annotated[int, Field(ge=1, le=99)] = field(
        10, description="How many to list.", aliases=("top", "list at most")
    )


TOOL = read({**described(RepairsRequest), "name": "repairs", "description": "Order of repairs."})


def defects(say: str) -> list[dict[str, Any]]:
    return fill(TOOL, message(say, as_of=TODAY)).arguments.get("defects", [])


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("Cracked bearing on east-1 wear 7.5; loose rail on east-1 wear 3.4",
         [("Cracked bearing", "east-1", 7.5), ("loose rail", "east-1", 3.4)]),
        ("The inspector listed: rust (9.4) on north.span, missing bolts (3.1) on north.span, "
         "worn paint (6.1) on south.span",
         [("rust", "north.span", 9.4), ("missing bolts", "north.span", 3.1),
          ("worn paint", "south.span", 6.1)]),
        ("B1 old bolts 8.8, B1 rust 9.3, B3 cracks 8.1. What first?",
         [("old bolts", "B1", 8.8), ("rust", "B1", 9.3), ("cracks", "B3", 8.1)]),
        ("Two. Bent truss on west-2, wear 5.3. DEF-014 on west-9, wear 8.1",
         [("Bent truss", "west-2", 5.3), ("DEF-014", "west-9", 8.1)]),
        ("- b07: DEF-214, 9.8\n- b03: worn deck, 6.1",
         [("DEF-214", "b07", 9.8), ("worn deck", "b03", 6.1)]),
        ("wear 9.8 DEF-442 on west; wear 5.9 DEF-111 on east",
         [("DEF-442", "west", 9.8), ("DEF-111", "east", 5.9)]),
        ("DEF-45: rust on west-1, 9.8. DEF-38: cracks on east-1, 9.1",
         [("DEF-45", "west-1", 9.8), ("DEF-38", "east-1", 9.1)]),
    ],
)  # fmt: skip
def test_words_name_what_has_no_code(
    say: str, expected: list[tuple[str, str | None, float]]
) -> None:
    found = [(one["name"], one.get("bridge"), one["wear"]) for one in defects(say)]
    assert found == expected


def test_what_is_told_of_one_stays_with_it() -> None:
    found = defects("rust on b1 (9.1, watched by sensors), cracks on b2 (8.8)")
    assert [one.get("monitored") for one in found] == [True, None]


@pytest.mark.parametrize(
    "say",
    [
        "Top 2 only, please, the bridge is 40 m long",
        "the deck is 7.5 % worn and the budget 3.5 million",
        "we inspected 3 bridges in 2.5 hours",
    ],
)
def test_other_figures_name_nothing(say: str) -> None:
    assert not defects(say)
