"""Figures told one for each period, objects that exclude one another, and what is said by name."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Field, Tool
from tools.capability import RequestModel
from tools.fields import Identifier, Money, field
from tools.names import NameList


class Act(BaseModel):
    """An act of a show."""

    name: Identifier = field(description="The act.", aliases=("act",))
    fee: Money = field(description="What it asks.", aliases=("fee", "asks", "costs"))
    takings: Money = field(description="What it brings.", aliases=("takings", "brings", "draws"))
    clashes: NameList = field(
        description="Acts that cannot play beside it.",
        aliases=("clashes with", "exclude each other", "only one of", "never both"),
        default_factory=list,
    )
    booked: bool = field(
        False, description="Whether it is booked already.", aliases=("booked", "must play")
    )


class ShowRequest(RequestModel):
    """Acts and the money for each season."""

    acts: list[Act] = field(description="The acts.", aliases=("acts",))
    grant: Money | None = field(None, description="The money.", aliases=("grant", "we get"))
    grants: list[Money] | None = field(
        None, description="The money in each season.", aliases=("grants",)
    )


def _tool() -> Tool:
    return read({**described(ShowRequest), "name": "show", "description": "Which acts to book."})


def _given(say: str) -> dict[str, Any]:
    return fill(_tool(), message(say)).arguments


ACTS = "Juggler asks 200, brings 500. Choir asks 400, brings 700. Magician asks 300, brings 650."


@pytest.mark.parametrize(
    "told",
    [
        "The grant is 600, 450 and 300.",
        "We get 600 this season, 450 next season and 300 after that.",
        "Grant 600 in year 1, 450 in year 2 and 300 in year 3.",
    ],
)
def test_figures_told_by_period_are_the_list(told: str) -> None:
    given = _given(f"{told} {ACTS}")
    assert given["grants"] == [600, 450, 300]
    assert "grant" not in given
    assert len(given["acts"]) == 3


def test_a_single_figure_is_the_one() -> None:
    given = _given(f"{ACTS} The grant is 600.")
    assert given["grant"] == 600
    assert "grants" not in given


@pytest.mark.parametrize(
    "told",
    [
        "Juggler and Choir exclude each other.",
        "Only one of Juggler and Choir can play.",
        "Never both Juggler and Choir.",
    ],
)
def test_objects_exclude_one_another(told: str) -> None:
    acts = _given(f"Grant 600. {ACTS} {told}")["acts"]
    first = next(act for act in acts if act["name"] == "Juggler")
    assert first["clashes"] == ["Choir"]
    assert all("clashes" not in act for act in acts if act["name"] == "Magician")


def test_what_is_said_by_name_goes_to_who_is_named() -> None:
    acts = _given(
        "Grant 900. Fire juggler asks 200 (brings 500), choir asks 400 (brings 700), magician asks "
        "300 (brings 650); the juggler is booked."
    )["acts"]
    assert [act.get("booked", False) for act in acts] == [True, False, False]


def test_the_first_of_several_may_be_told_in_more_words() -> None:
    acts = _given("Grant 900: choir 400 draws 700; trio 200, 300; duo 100, 250")["acts"]
    assert [(a["name"], a["fee"], a["takings"]) for a in acts] == [
        ("choir", 400, 700),
        ("trio", 200, 300),
        ("duo", 100, 250),
    ]


def test_a_name_behind_the_money_for_it_is_an_object() -> None:
    acts = _given("spend 900 on choirs costs 400 draws 700, trios costs 200 draws 300")["acts"]
    assert [a["name"] for a in acts] == ["choirs", "trios"]


def test_a_word_for_a_currency_beside_a_rate_is_not_the_currency_of_amounts() -> None:
    fields = (*_tool().fields, Field(("currency",), "currency", aliases=("currency",)))
    tool = replace(_tool(), fields=fields)

    def given(say: str) -> object:
        return fill(tool, message(say)).arguments.get("currency")

    assert given(f"USD rate 4 %, CHF interest 2 %, grant 600. {ACTS}") is None
    assert given(f"Grant 600, all in USD. {ACTS}") == "USD"
