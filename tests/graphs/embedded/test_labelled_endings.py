"""Where texts behind their field's name end, and lists of them, for a tool of no domain of ours."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tools.capability import RequestModel
from tools.fields import Number, Text, field

TODAY = datetime.date(2026, 11, 21)


class TastingRequest(RequestModel):
    """A wine's note against the label."""

    note: Text = field(description="What the taster wrote.", aliases=("note", "taster wrote"))
    label: Text | None = field(
        None, description="What the label says.", aliases=("label", "label says")
    )
    margin: Number | None = field(
        None, description="How far off figures may be.", aliases=("plus or minus",)
    )
    styles: list[Text] | None = field(
        None, description="The styles to choose from.", aliases=("styles", "possible styles")
    )


TOOL = read({**described(TastingRequest), "name": "tasting", "description": "Wine notes."})


def told(say: str) -> dict[str, Any]:
    return fill(TOOL, message(say, as_of=TODAY)).arguments


def test_a_sentence_keeps_the_mark_that_ends_it() -> None:
    found = told("Label: The wine has ripe fruit and oak. Taster wrote: Oak, and a little fruit.")
    assert found["label"] == "The wine has ripe fruit and oak."
    assert found["note"] == "Oak, and a little fruit."


@pytest.mark.parametrize(
    ("say", "note"),
    [
        ("taster wrote dry, label says sweet", "dry"),
        ("the taster wrote red (seat 22)", "red"),
        ("note: off dry (table 4 was loud)", "off dry (table 4 was loud)"),
        ("note: 12.9 vol, allow 0.1 vol", "12.9 vol"),
    ],
)
def test_where_a_text_ends(say: str, note: str) -> None:
    assert told(say)["note"] == note


def test_a_decimal_point_ends_no_text() -> None:
    found = told("label says 12.5 vol plus or minus 0.4, taster wrote 12.9 vol")
    assert found["label"] == "12.5 vol"
    assert found["note"] == "12.9 vol"
    assert found["margin"] == 0.4


@pytest.mark.parametrize(
    "say",
    [
        "styles: dry, off dry, sweet. Note: dry",
        "possible styles are dry, off dry or sweet; note: dry",
    ],
)
def test_a_list_behind_its_name(say: str) -> None:
    assert told(say)["styles"] == ["dry", "off dry", "sweet"]
