"""Objects told each in words of its own, and what an object must have to be one."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from tests.graphs.embedded.told import TODAY
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Money, Share, field

Years = Annotated[Finite, Kind("duration", "years")]
TELLING = [
    [["rent"], ["price"], ["rent", "price"]],
    [["shade"], ["shelter"], ["shade", "shelter"]],
]


class Tent(BaseModel):
    """One tent of a fair."""

    model_config = ConfigDict(json_schema_extra={"x-required-any": TELLING})  # type: ignore[dict-item]

    name: Identifier = field(description="The tent.", aliases=("tent",))
    rent: Money | None = field(
        None, description="Rent a week.", aliases=("rent", "costs", "a week")
    )
    price: Money | None = field(None, description="Paid once.", aliases=("price", "to buy"))
    kept: Years | None = field(
        None,
        description="How long it serves.",
        aliases=("serves", "lasts"),
        relations={"setting_of": "price"},
    )
    shelter: Share | None = field(
        None, description="Share of the rain it keeps off.", aliases=("keeps off", "fewer drops")
    )
    shade: Share | None = field(None, description="Share of sun.", aliases=("shades", "of the sun"))


class FieldRequest(RequestModel):
    """A field with its tents."""

    model_config = ConfigDict(
        json_schema_extra={"x-required-any": [[["visitors_a_day"], ["takings"]], [["tents"]]]}  # type: ignore[dict-item]
    )

    takings: Money | None = field(None, description="Takings.", aliases=("takings", "brings in"))
    visitors_a_day: Money | None = field(None, description="Visitors.", aliases=("visitors",))
    tents: list[Tent] | None = field(None, description="The tents.", aliases=("tents",))


def _tool() -> Tool:
    return read({**described(FieldRequest), "name": "lay", "description": "Lay out a field."})


def _told(say: str) -> list[dict[str, Any]]:
    arguments = fill(_tool(), message(say, [], TODAY)).arguments
    return arguments.get("tents", [])


@pytest.mark.parametrize(
    "say",
    [
        "The fair brings in 90k. Domes cost 900 and keeps off 40 %, tipis 350 and keeps off 15 %.",
        "takings 90,000: a dome 900 a week, keeps off 40 percent; a tipi 350 a week, keeps off 15",
        "Takings are 90k. (1) dome, 900 a week, keeps off 40 %; (2) tipi, 350, keeps off 15 %",
    ],
)
def test_the_figure_of_the_whole_is_no_object(say: str) -> None:
    told = _told(say)
    assert [one["rent"] for one in told] == [900, 350]
    assert [one["name"].lower().rstrip("s") for one in told] == ["dome", "tipi"]


def test_objects_need_not_be_told_by_the_same_parts() -> None:
    say = (
        "Takings 90k. Domes are 5,000 to buy, serve 6 years and shade half of the sun. "
        "A tipi costs 350 and keeps off 15 %. A spare canopy costs 80 and keeps off 5 %."
    )
    dome, tipi, canopy = _told(say)
    assert (dome["name"], dome["price"], dome["shade"]) == ("Domes", 5000, 0.5)
    assert tipi == {"name": "tipi", "rent": 350, "shelter": 0.15}
    assert canopy["name"] == "spare canopy"


def test_what_is_paid_once_has_a_time_over_which_it_serves() -> None:
    say = (
        "takings 90k. A dome for 5 thousand lasting 6 years keeps off 40 percent. "
        "A tipi for 350 a week keeps off 15 percent."
    )
    dome, tipi = _told(say)
    assert "rent" not in dome
    assert (dome["price"], tipi["rent"]) == (5000, 350)


def test_a_figure_is_said_of_all_objects_at_once() -> None:
    dome, tipi = _told("takings 90k. dome 900, tipi 350, both shades 30 %")
    assert (dome["shade"], tipi["shade"]) == (0.3, 0.3)


def test_a_share_that_is_taken_off_may_carry_its_sign() -> None:
    dome, tipi = _told("takings 90k; dome 900/week -30 %; tipi 350/week -10 %")
    assert (dome["shade"], tipi["shade"]) == (0.3, 0.1)


def test_an_object_that_lacks_what_it_must_have_is_asked_about() -> None:
    filled = fill(_tool(), message("takings 90k. dome 900, tipi 350", [], TODAY))
    told = filled.arguments.get("tents", [])
    assert not any({"shade", "shelter"} & set(one) for one in told)
