"""Plans that are likely wrong: what they are known by, what is asked, how the answer is taken."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from graphs.models.embedded.doubt import NAMES, Weights, signs, spare, weights_of
from graphs.models.embedded.doubt_training import NEEDLESS, Outcome, is_right, weights
from graphs.models.embedded.filling import fill
from graphs.models.embedded.heads import Heads
from graphs.models.embedded.message import message
from graphs.models.embedded.model import EmbeddedPlanner
from graphs.models.embedded.plan import Plan
from tests.graphs.embedded.catalogue import entry, tool

Talk = Callable[..., list[AIMessage]]
SPILLS = "We spill oil 2 to 6 times a year, mostly 3, each clean-up costs 5,000 to 40,000 euros"


def sign(say: str, name: str, of: str = "spill_cost") -> float:
    said = message(say)
    return signs(fill(tool(of), said), said, None, 1.0, True)[NAMES.index(name)]


@pytest.fixture(scope="module")
def doubting(heads: Heads) -> Talk:
    """A planner that doubts every complete plan."""
    count = len(NAMES)
    doubt = {"means": [0.0] * count, "scales": [1.0] * count, "weights": [0.0] * count,
             "bias": [0.0], "threshold": [0.1]}  # fmt: skip
    planner = EmbeddedPlanner(heads=replace(heads, doubt=doubt), embed=False)

    def _talk(*says: str, tools: Sequence[str] = ("spill_cost", "ownership_after_round")) -> Any:
        bound = planner.bind_tools([entry(name) for name in tools])
        thread: list[BaseMessage] = [SystemMessage("", additional_kwargs={"x-as-of": "2026-11-21"})]
        replies: list[AIMessage] = []
        for say in says:
            thread.append(HumanMessage(say))
            reply = bound.invoke(thread)
            replies.append(reply)
            thread.append(reply)
            for call in reply.tool_calls:
                thread.append(ToolMessage('{"summary": "Done."}', tool_call_id=call["id"]))
        return replies

    return _talk


def test_a_figure_without_a_field_is_a_sign() -> None:
    assert sign(SPILLS, "unused figures") == 0
    assert sign(f"{SPILLS}. We looked at 12 of them.", "unused figures") == 1


def test_a_year_is_no_spare_figure() -> None:
    said = message(f"{SPILLS}. The worst season was 2026, they say.")
    assert spare(fill(tool("spill_cost"), said), said) == []


def test_a_value_that_nothing_names_is_a_sign() -> None:
    assert sign("base 5 and height 3", "values that nothing names", "triangle_area") == 0
    assert sign("hmm: 5, and 3", "values that nothing names", "triangle_area") == 2


def test_the_question_says_what_was_understood_and_names_the_figure(doubting: Talk) -> None:
    (asked,) = doubting(f"{SPILLS}. We looked at 12 leaks.")
    assert not asked.tool_calls
    assert asked.additional_kwargs["polymath"]["kind"] == "question"
    assert asked.text.startswith("I understood 2 to 6 spills a year, most likely 3")
    assert asked.text.endswith('What does "12" stand for?')


@pytest.mark.parametrize(
    "answer", ["yes", "Yes, exactly.", "ignore it", "that is the number of our sites", "go ahead"]
)
def test_what_was_understood_is_computed_when_it_is_meant(doubting: Talk, answer: str) -> None:
    *_, call = doubting(f"{SPILLS}. We looked at 12 leaks.", answer)
    assert call.tool_calls[0]["args"]["spills"] == {"low": 2, "likely": 3, "high": 6}


def test_a_correction_is_taken_into_the_call(doubting: Talk) -> None:
    *_, call = doubting(f"{SPILLS}. We looked at 12 leaks.", "no, 3 to 7 times a year")
    assert call.tool_calls[0]["args"]["spills"]["high"] == 7
    assert call.tool_calls[0]["args"]["clean_up"] == {"low": 5000, "high": 40000}


def test_no_alone_is_asked_what_instead(doubting: Talk) -> None:
    *_, asked = doubting(SPILLS, "no")
    assert not asked.tool_calls
    assert asked.text.endswith("?")


def test_a_figure_goes_where_the_answer_says(doubting: Talk) -> None:
    say = "An investor puts in 2m at 8m pre-money, founders hold 800,000 shares, and 10 % there"
    *_, call = doubting(say, "the option pool")
    assert call.tool_calls[0]["args"]["option_pool"] == 0.1


def test_heads_without_weights_doubt_nothing(heads: Heads) -> None:
    assert weights_of(heads) is None
    assert weights_of(None) is None


def made_up(count: int) -> list[Outcome]:
    """Plans of which those with spare figures are mostly wrong."""
    found: list[Outcome] = []
    for number in range(count):
        spares = float(number % 4 == 0)
        row = [spares, *(float((number * (7 + place)) % 5) for place in range(len(NAMES) - 1))]
        found.append(Outcome(number, "plain", row, wrong=bool(spares) and number % 40 != 0))
    return found


def test_the_weights_find_the_sign_and_ask_seldom_needlessly() -> None:
    told = weights(made_up(300))
    found = Weights(told["means"], told["scales"], told["weights"], told["bias"][0],
                    told["threshold"][0])  # fmt: skip
    assert max(range(len(NAMES)), key=lambda place: told["weights"][place]) == 0
    _, caught, needless = told["held_out"]
    assert needless <= NEEDLESS + 0.01
    assert caught > 0.3
    quiet = [0.0, *([2.0] * (len(NAMES) - 1))]
    assert found.chance([1.0, *quiet[1:]]) > found.chance(quiet)
    assert weights(made_up(300)) == told


def test_too_few_plans_teach_nothing() -> None:
    assert weights(made_up(10)) == {}


def test_a_plan_is_right_up_to_names_and_defaults() -> None:
    wanted = {"tool": "spill_cost", "arguments": {"spills": {"likely": 3}, "level": 0.95}}
    plan = Plan("call", "", tool("spill_cost"), {"spills": 3})
    assert is_right(plan, wanted)
    assert not is_right(replace(plan, arguments={"spills": 4}), wanted)
    assert not is_right(replace(plan, tool=tool("triangle_area")), wanted)
