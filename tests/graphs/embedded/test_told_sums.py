"""Calculations in plain words for a tool of no domain of ours that takes an expression."""

from typing import Annotated

import pytest
from pydantic import Field as Bounds

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tests.graphs.embedded.told import TODAY, filled
from tools.capability import RequestModel
from tools.fields import Expression, Kind, Number, field

Values = Annotated[dict[str, Number], Bounds(max_length=20), Kind("figures")]


class TallyRequest(RequestModel):
    """What the village abacus is to work out."""

    term: Expression = field(description="What is reckoned.", aliases=("term", "reckon"), echo="{}")
    beads: Values = field(default_factory=dict, description="What names of the term stand for.")


def _tallied(say: str) -> dict[str, object]:
    tool = read({**described(TallyRequest), "name": "tally", "description": "The village abacus."})
    return fill(tool, message(say, [], TODAY)).arguments


@pytest.mark.parametrize(
    ("say", "term"),
    [
        ("the mill keeps 12% of the 950 sacks, how many is that", "12% of 950"),
        ("Sold 9 hens at 14.50 and 4 geese at 31 on Friday, pen number 3. Total?",
         "9 * 14.5 + 4 * 31"),
        ("root of 1,089, the ordinary one", "sqrt(1089)"),
        ("forty times six, minus a dozen", "40 * 6 - 12"),
    ],
)  # fmt: skip
def test_an_expression_is_written_from_words(say: str, term: str) -> None:
    assert _tallied(say) == {"term": term}


def test_names_of_a_formula_take_their_figures() -> None:
    said = _tallied("please reckon wool / sheep with wool 1,960 and sheep 56")
    assert said == {"term": "wool / sheep", "beads": {"wool": 1960, "sheep": 56}}


def test_no_figure_is_left_over_where_all_are_in_the_expression() -> None:
    read_ = filled("arithmetic.calculate", "30 jars at £4.50 and 12 at £6.25, stall 9. Total?")
    assert read_.complete and not read_.unused


def test_what_is_not_sure_is_asked_for() -> None:
    assert "term" not in _tallied("take 8 % off that total, as the barn is old")
