"""A value that cannot be is explained, a list that lacks a part is asked about; what today is."""

import pytest

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.clauses import reworded
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.understanding import decided
from tools.catalog import BY_TOOL_NAME


def tool(name: str) -> Tool:
    return read({**described(BY_TOOL_NAME[name].request), "name": name})


RUNWAY = "We have 400k in the bank and burn 35k a month. "


@pytest.mark.parametrize(
    ("said", "missing", "reply"),
    [
        ("A VC brings 2M in month 5 with a probability of 130 %.", "fundraises.probability",
         "Chance of 130 % is not possible: it must lie between 0 % and 100 %."),
        ("A grant of 100k with 150 % probability in month 3.", "fundraises.probability",
         "Chance of 150 % is not possible"),
        ("We hire 3 people in month -2 at 8k a month.", "hires.month", "is not possible"),
        ("We raise 2M in month 500.", "fundraises.month", "is not possible"),
        ("In month 3 we hire two people.", "hires.monthly_cost", "what they cost a month"),
    ],
)  # fmt: skip
def test_nothing_is_computed_without_a_list_that_was_told(
    said: str, missing: str, reply: str
) -> None:
    """Neither a broken bound nor a gap inside a list is passed over."""
    request = tool("venture_forecast_runway")
    text = RUNWAY + said
    plan = decided(request, fill(request, message(text)), text)
    assert (plan.kind, plan.missing) == ("ask", (missing,))
    assert reply in plan.reply


@pytest.mark.parametrize(
    "said", ["No hires are planned for 6 months.", "How long if we raise prices by 10 %?"]
)
def test_no_list_is_asked_for_that_was_not_told(said: str) -> None:
    """Words that deny a list, or mean something else, lack nothing."""
    request = tool("venture_forecast_runway")
    assert not fill(request, message(RUNWAY + said)).missing


def test_the_answer_goes_where_the_value_was() -> None:
    """The words that could not be are replaced, or the answer joins its clause."""
    fields = tool("venture_forecast_runway").fields
    said = "A VC brings 2M with a chance of 130 %. Runway?"
    assert reworded(fields, said, "fundraises.probability", "130 %", "30 %.") == (
        "A VC brings 2M with a chance of 30 %. Runway?"
    )
    said = "In month 3 we hire two people. Runway?"
    assert reworded(fields, said, "hires.monthly_cost", "", "8k a month") == (
        "In month 3 we hire two people 8k a month. Runway?"
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Today is 1 March 2026. ", "2026-03-01"),
        ("today's date: March 1, 2026. ", "2026-03-01"),
        ("It's 5 January 2027. ", "2027-01-05"),
        ("As of 30 June 2026: ", "2026-06-30"),
        ("today: 2026-03-01, ", "2026-03-01"),
    ],
)
def test_the_day_called_today_counts(said: str, day: str) -> None:
    """It fills the date from which the request counts, and every other day is counted from it."""
    request = tool("venture_forecast_runway")
    text = message(said + RUNWAY)
    assert fill(request, text).arguments["as_of"] == day
    assert text.today == day
