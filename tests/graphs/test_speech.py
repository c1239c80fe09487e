"""A remote answer is released sentence by sentence while its provider still sends it."""

import asyncio
import json
import threading
import time
from string import ascii_uppercase

import pytest
from pydantic import SecretStr

from graphs.models import ModelConfig, chat_model
from tests.graphs.asking import PRICE_CALL, Thread, Told
from tests.wire import CUT, wire

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALL = {"call": "shop_price", "with": PRICE_CALL["with"]}
QUESTION = "What do 3 at 5 each cost?"


@pytest.fixture(scope="module")
def provider():
    with wire() as running:
        yield running


@pytest.fixture
def model(provider):
    config = ModelConfig(
        openai_api_key=SecretStr("k"), openai_base_url=provider.url, timeout_s=20.0, streaming=True
    )
    return chat_model("openai:scripted", config)


def standing(told: Told) -> str:
    """The text a reader of the log has in front of them at the end."""
    text = ""
    for event in told.events:
        if event["type"] == "message.reset":
            text = ""
        elif event["type"] == "message.delta":
            text += event["payload"]["text"]
    return text


def cited(told: Told) -> list[str]:
    content = told.message["content"]
    return [content[c["start"] : c["end"]] for c in told.message["citations"]]


async def until(thread: Thread, kind: str) -> None:
    """Wait until the run has told an event of a type."""
    for _ in range(800):
        if thread.told.of(kind):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"no {kind}: {thread.told.types}")


async def test_the_first_sentence_is_read_before_the_second_has_ended(provider, model):
    """The provider waits within its second sentence until the first was released."""
    go_on = threading.Event()
    first, second = "Taking 3 at 5 each:", "together they cost 13.50."
    provider.say(CALL, [f"{first}\n\nTogether they ", go_on, "cost 13.50. That is all."])
    thread = Thread(model)
    run = asyncio.create_task(thread.ask(QUESTION))
    try:
        await until(thread, "message.delta")
        assert thread.told.text == first
        assert second not in thread.told.text
    finally:
        go_on.set()
    told = await run
    assert (
        told.text
        == told.message["content"]
        == ("Taking 3 at 5 each:\n\nTogether they cost 13.50. That is all.")
    )
    assert told.message["verified"] is True
    assert cited(told) == ["3", "5", "13.50"]
    assert "message.reset" not in told.types


@pytest.mark.parametrize(
    ("opening", "rest", "released"),
    [
        ("- 13.50 in all\n- 1.5", "0 saved\n", "- 13.50 in all"),
        ("| what | cost |\n|---|---|\n| all | 13.50 |\n| off", " | 1.50 |\n",
         "| what | cost |\n|---|---|\n| all | 13.50 |"),
        ("### Price\n**13.50** in all\nan", "d 1.50 saved\n", "### Price\n**13.50** in all"),
    ],
    ids=["list", "table", "heading"],
)  # fmt: skip
async def test_a_line_is_a_unit_without_a_full_stop(provider, model, opening, rest, released):
    go_on = threading.Event()
    provider.say(CALL, [opening, go_on, rest])
    thread = Thread(model)
    run = asyncio.create_task(thread.ask(QUESTION))
    try:
        for _ in range(300):
            if thread.told.text == released:
                break
            await asyncio.sleep(0.01)
        assert thread.told.text == released
    finally:
        go_on.set()
    told = await run
    assert told.text == told.message["content"] == (opening + rest).strip()


async def test_a_lie_holds_back_everything_after_it(provider, model):
    """What was released stays word for word; the rest is written again once, then struck out."""
    said = "Together they cost 13.50. Shipping is 6.90. You save 1.50."
    provider.say(CALL, [said[:40], 0.3, said[40:], 0.3], "Shipping is 6.90. You save 1.50.")
    thread = Thread(model)
    told = await thread.ask(QUESTION)
    assert told.of("message.delta")[0]["text"] == "Together they cost 13.50."
    assert told.text == told.message["content"] == "Together they cost 13.50. You save 1.50."
    assert told.message["unverified"] == ["Shipping is 6.90."]
    shown = str(provider.asked[-1]["messages"])
    assert "Together they cost 13.50." in shown
    assert "Write only what follows it" in shown


@pytest.mark.parametrize(
    "again",
    [
        "Together they cost 13.50. You save 1.50.",
        "You save 1.50.",
        "Together they cost 13.50.\n\nYou save 1.50.",
    ],
    ids=["whole", "rest only", "whole, set otherwise"],
)
async def test_a_correction_goes_on_where_the_release_stopped(provider, model, again):
    """Whether the model writes the rest or everything, nothing is said twice."""
    provider.say(CALL, ["Together they cost 13.50. You save 6.90. ", 0.3], again)
    told = await Thread(model).ask(QUESTION)
    assert told.text == told.message["content"]
    assert (
        told.message["content"].replace("\n\n", " ") == "Together they cost 13.50. You save 1.50."
    )
    assert told.message["verified"] is True


async def test_a_broken_attempt_takes_its_words_back(provider, model):
    """Then the answer comes again from its start."""
    provider.say(
        CALL, ["Together they cost 13.50. You s", 0.3, CUT], "In all 13.50. You save 1.50."
    )
    told = await Thread(model).ask(QUESTION)
    (reset,) = told.of("message.reset")
    assert reset["reason"] == "failover"
    assert told.events[told.types.index("message.reset") - 1]["type"] == "message.delta"
    assert standing(told) == told.message["content"] == "In all 13.50. You save 1.50."
    assert cited(told) == ["13.50", "1.50"]


async def test_an_attempt_that_released_nothing_needs_no_reset(provider, model):
    provider.say(CALL, ["Together they ", 0.1, CUT], "In all 13.50.")
    told = await Thread(model).ask(QUESTION)
    assert "message.reset" not in told.types
    assert told.text == told.message["content"] == "In all 13.50."


@pytest.mark.parametrize(
    "preamble",
    ["I'll work that out for you.", "Let me calculate the price. First, I need the total. ",
     "Sure! Let me look at that.\n\n"],
)  # fmt: skip
async def test_what_announces_a_tool_call_is_no_answer(provider, model, preamble):
    provider.say([preamble, 0.2, CALL], "Together they cost 13.50.")
    told = await Thread(model).ask(QUESTION)
    assert told.text == told.message["content"] == "Together they cost 13.50."


async def test_words_released_before_an_unexpected_call_stay(provider, model):
    """They are true and were read: the message begins with them, and nothing is taken back."""
    provider.say(["You ask for 3 at 5 each. That is ea", 0.3, CALL], "In all 13.50. All told.")
    told = await Thread(model).ask(QUESTION)
    assert "message.reset" not in told.types
    assert told.text == told.message["content"]
    assert told.message["content"] == "You ask for 3 at 5 each.\n\nIn all 13.50. All told."
    assert cited(told) == ["3", "5", "13.50"]


async def test_words_of_an_earlier_step_survive_a_broken_later_one(provider, model):
    provider.say(
        ["You ask for 3 at 5 each. That is ea", 0.3, CALL],
        ["In all 13.50. You s", 0.3, CUT],
        "It is 13.50.",
    )
    told = await Thread(model).ask(QUESTION)
    assert len(told.of("message.reset")) == 1
    assert standing(told) == told.message["content"] == "You ask for 3 at 5 each.\n\nIt is 13.50."


async def test_a_fast_provider_is_told_in_at_most_twenty_deltas_a_second(provider, model):
    """Sentences that come together are one delta."""
    said = " ".join(f"{name} is fine." for name in ascii_uppercase * 4)
    provider.say(
        CALL, [part for at in range(0, len(said), 9) for part in (said[at : at + 9], 0.003)]
    )
    began = time.monotonic()
    told = await Thread(model).ask(QUESTION)
    seconds = time.monotonic() - began
    assert told.text == told.message["content"] == said
    assert 3 < len(told.of("message.delta")) <= 20 * seconds + 2


async def test_a_composed_answer_is_released_while_it_is_written(provider, model):
    """Two specialists side by side are silent; who joins them speaks."""
    go_on = threading.Event()
    provider.say("Nothing here.", "The price is open. ", ["First, this. Then ", go_on, "that."])
    provider.agent, before = "risk", provider.answer

    def answer(body):
        if "response_format" not in body:
            return before(body)
        both = [
            {"agent": name, "task": "x", "reason": "r", "score": 1.0} for name in ("risk", "legal")
        ]
        return [json.dumps({"assignments": both, "refusal": None})]

    provider.answer = answer
    thread = Thread(model)
    run = asyncio.create_task(thread.ask(QUESTION))
    try:
        await until(thread, "message.delta")
        assert thread.told.text == "First, this."
    finally:
        go_on.set()
        del provider.answer
    told = await run
    assert told.text == told.message["content"] == "First, this. Then that."
