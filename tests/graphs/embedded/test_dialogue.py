"""Questions back, follow-ups, several questions, refusals."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from pydantic import BaseModel

from graphs.models.embedded.model import EmbeddedPlanner
from tests.graphs.embedded.catalogue import entry
from tests.graphs.embedded.conftest import Talk
from tools.fields import Expression

SPILLS = "We spill oil 2 to 6 times a year, mostly 3, each clean-up costs 5,000 to 40,000 euros"


def noted(reply: AIMessage) -> dict[str, Any]:
    return reply.additional_kwargs["polymath"]


def test_a_missing_value_is_asked_for_and_its_answer_completes_the_call(talk: Talk) -> None:
    """One question that names what is missing; what is known is kept over the turns."""
    first, second, call, _ = talk(
        "what do oil spills cost us a year?", "2 to 6 times, mostly 3", "5k to 40k euros"
    )
    assert noted(first)["kind"] == "question"
    assert noted(first)["missing"] == ["spills", "clean_up"]
    assert second.text.startswith("Noted: 2 to 6 spills a year, most likely 3.")
    assert noted(second)["missing"] == ["clean_up"]
    assert call.tool_calls[0]["args"] == {
        "spills": {"low": 2, "likely": 3, "high": 6},
        "clean_up": {"low": 5000, "high": 40000},
        "currency": "EUR",
    }


@pytest.mark.parametrize(
    ("say", "low", "high"),
    [
        ("and if each costs twice as much?", 10000, 80000),
        ("what if the clean-up were halved?", 2500, 20000),
        ("and with clean-up costs 20 % lower", 4000, 32000),
        ("now with a clean-up of 1,000 to 2,000", 1000, 2000),
    ],
)
def test_a_follow_up_changes_one_thing(talk: Talk, say: str, low: float, high: float) -> None:
    """Twice, half, by 20 %, or a new value; all else stays and is said to be the same."""
    *_, call, answer = talk(SPILLS, say)
    arguments = call.tool_calls[0]["args"]
    assert (arguments["clean_up"]["low"], arguments["clean_up"]["high"]) == (low, high)
    assert arguments["spills"] == {"low": 2, "likely": 3, "high": 6}
    assert answer.text.startswith("Same 2 to 6 spills a year, most likely 3, now €")


def test_a_level_is_changed_by_the_number_alone(talk: Talk) -> None:
    """ "now at 99 %" fits only one field of the call before."""
    *_, call, _ = talk(SPILLS, "now at 99 %")
    assert call.tool_calls[0]["args"]["level"] == 0.99


def test_why_computes_the_answer_again_and_tells_its_method(talk: Talk) -> None:
    """A question about the answer keeps the arguments, so the same receipt is cited."""
    first, _, again, answer = talk(SPILLS, "why?")
    assert again.tool_calls[0]["args"] == first.tool_calls[0]["args"]
    assert answer.text.startswith("It follows from 2 to 6 spills a year")


def test_two_questions_make_two_calls(talk: Talk) -> None:
    """Each piece of the message that is complete by itself is a question of its own."""
    calls, answer = talk(f"{SPILLS}. And what is the area of a triangle with base 5 and height 3?")
    assert [call["name"] for call in calls.tool_calls] == ["spill_cost", "triangle_area"]
    assert answer.text.count("*Spill*") == 1
    assert answer.text.count("*Triangle*") == 1


def test_one_question_stays_one(talk: Talk) -> None:
    """Several sentences about one thing are not cut."""
    call, _ = talk("We spill oil. It happens 2 to 6 times a year. Each clean-up costs 5k to 40k.")
    assert len(call.tool_calls) == 1


def test_what_nobody_serves_is_refused(talk: Talk) -> None:
    """No call, a clear no."""
    (reply,) = talk("book a flight to Oslo for 3 people")
    assert not reply.tool_calls
    assert noted(reply)["kind"] == "refusal"
    assert reply.text.startswith("I can't")


def test_figures_are_never_guessed(talk: Talk) -> None:
    """Asked to guess, it says what it would need."""
    _, reply = talk("what do oil spills cost us a year?", "just guess")
    assert not reply.tool_calls
    assert reply.text.startswith("I don't guess figures.")


def test_an_impossible_value_is_explained_and_may_be_mended(talk: Talk) -> None:
    """The bounds in plain words, a suggestion, and the next message mends it."""
    first, call, _ = talk("present value of flows 100, 200, discount rate 140 %", "14 %")
    assert "must lie between 0 % and 100 %" in first.text
    assert "Did you mean 14 %?" in first.text
    assert call.tool_calls[0]["args"] == {"flows": [100, 200], "discount_rate": 0.14}


def test_the_answer_opens_with_what_was_understood(talk: Talk) -> None:
    """In the person's units and currency; then the result; then what was assumed."""
    _, answer = talk(SPILLS)
    opener, summary, assumed = answer.text.split("\n\n")
    assert opener == ("Taking 2 to 6 spills a year, most likely 3; €5,000 to €40,000 to clean up:")
    assert summary == "Done."
    assert assumed == "Assumed: a 95 % level."


def test_a_number_without_a_place_is_named(talk: Talk) -> None:
    """Nothing the person said is dropped silently."""
    _, answer = talk("triangle with base 5 and height 3, 217 visitors")
    assert 'I had no use for "217".' in answer.text


def test_a_failed_call_is_explained_in_the_fields_words(planner: EmbeddedPlanner) -> None:
    """The problem's fields are named as people name them; the next message may mend them."""
    bound = planner.bind_tools([entry("cohort_retention")])
    call = AIMessage(
        "",
        tool_calls=[{"name": "cohort_retention", "args": {"starters": 5, "stayed": 9}, "id": "c"}],
    )
    problem = '{"errors": [{"field": "stayed", "code": "value", "message": "must be at most 5"}]}'
    failed = ToolMessage(problem, tool_call_id="c", status="error")
    reply = bound.invoke([HumanMessage("5 joined, 9 stayed"), call, failed])
    assert "Still there must be at most 5." in reply.text
    assert noted(reply)["pending"]["arguments"] == {"starters": 5}


def test_routing_names_the_agent_that_holds_the_tool(planner: EmbeddedPlanner) -> None:
    """From the roster in the schema; a message nobody serves has no assignment."""
    roster = {
        "oil": {"role": "Spills.", "tools": [entry("spill_cost")]},
        "shapes": {"role": "Shapes.", "tools": [entry("triangle_area")]},
    }

    routing = {"title": "Routing", "properties": {"assignments": {}}, "x-routing": roster}
    router = planner.with_structured_output(routing, include_raw=True)
    found = router.invoke([HumanMessage("area of a triangle with base 5 and height 3")])
    assert [a["agent"] for a in found["parsed"]["assignments"]] == ["shapes"]
    assert router.invoke([HumanMessage("tell me a joke")])["parsed"]["assignments"] == []


def test_any_other_schema_is_filled_from_the_words(planner: EmbeddedPlanner) -> None:
    """Structured output without a roster reads the message like a tool's arguments."""

    class Rectangle(BaseModel):
        width: float
        height: float

    found = planner.with_structured_output(Rectangle).invoke(
        [HumanMessage("a rectangle of width 4.5 and height 2")]
    )
    assert found == Rectangle(width=4.5, height=2)


def test_findings_are_joined_under_their_headings(planner: EmbeddedPlanner) -> None:
    """Without tools it composes: every finding in order, what was understood in brackets."""
    text = planner.invoke(
        [
            SystemMessage(""),
            HumanMessage("two questions"),
            AIMessage("Taking 3 spills:\n\nThey cost 7.", name="oil"),
            AIMessage("The area is 8.", name="shapes"),
        ]
    ).text
    assert text == "*Oil* (3 spills): They cost 7.\n\n*Shapes*: The area is 8."


async def test_it_answers_without_blocking_the_event_loop(planner: EmbeddedPlanner) -> None:
    """The asynchronous call gives the same as the synchronous one."""
    bound = planner.bind_tools([entry("triangle_area")])
    asked = [HumanMessage("triangle base 5 height 3")]
    assert (await bound.ainvoke(asked)).tool_calls == bound.invoke(asked).tool_calls


def test_a_question_that_lacks_a_value_is_asked_after_the_other_is_answered(talk: Talk) -> None:
    """Neither question is dropped: one is computed, for the other its values are asked."""
    calls, answer = talk(
        "1) what is the area of a triangle with base 5 and height 3? "
        "2) what do oil spills cost us in a year?"
    )
    assert [call["name"] for call in calls.tool_calls] == ["triangle_area"]
    assert "Could you tell me how often oil is spilled" in answer.text
    assert noted(answer)["pending"]["tool"] == "spill_cost"


@pytest.mark.parametrize(
    ("say", "expression"),
    [("and of 300?", "0.15*300"), ("times 3", "(0.15*240)*3"), ("half of that", "(0.15*240)*0.5")],
)
def test_a_calculation_is_carried_on(planner: EmbeddedPlanner, say: str, expression: str) -> None:
    """An operator continues the calculation before, a number alone takes its last one's place."""

    class Sum(BaseModel):
        """Compute an arithmetic expression such as 3 + 4."""

        formula: Expression

    bound = planner.bind_tools([Sum])
    call = AIMessage("", tool_calls=[{"name": "Sum", "args": {"formula": "0.15*240"}, "id": "c"}])
    thread = [HumanMessage("15 % of 240"), call, ToolMessage("{}", tool_call_id="c")]
    reply = bound.invoke([*thread, AIMessage("36."), HumanMessage(say)])
    assert reply.tool_calls[0]["args"] == {"formula": expression}
