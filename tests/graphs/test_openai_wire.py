"""`openai:` models over a real socket, against a provider that fails on cue (llmock)."""

import json

import pytest
from pydantic import SecretStr

from graphs.models import ModelConfig, chat_model
from graphs.services import Limits, Services
from tests.graphs.asking import PRICED, Thread
from tests.graphs.roster_of_two import RAN
from tools.errors import ServiceError, TimedOut, Unavailable, UpstreamFailed

# One loop for all: connections are pooled by the client, and a pool belongs to its loop.
pytestmark = pytest.mark.asyncio(loop_scope="module")

ROUTING = {
    "assignments": [{"agent": "risk", "task": "3 at 5?", "reason": "money", "score": 0.9}],
    "refusal": None,
}
ARGUMENTS = {"items": 3, "price": 5}


@pytest.fixture(params=[True, False], ids=["streamed", "whole"])
def streaming(request) -> bool:
    return request.param


@pytest.fixture
def model(llmock, streaming):
    RAN.clear()
    config = ModelConfig(
        openai_api_key=SecretStr("k"),
        openai_base_url=llmock.base_url("openai"),
        timeout_s=2.0,
        streaming=streaming,
    )
    return chat_model("openai:gpt-4o-mini", config)


async def test_a_question_is_answered_over_the_wire(llmock, model):
    """Router, tool call, result and answer; usage is told and the answer verified."""
    llmock.reply(json.dumps(ROUTING)).call_tool("shop_price", ARGUMENTS).reply(PRICED)
    told = await Thread(model).ask("3 at 5?")
    assert told.message["content"] == PRICED
    assert told.message["verified"] is True
    assert told.one("tool.finished")["result"]["total"] == 13.5
    usage = told.one("usage")["agents"]
    assert usage["router"]["input"] > 0
    assert usage["risk"]["output"] > 0


async def test_declared_tools_carry_no_vocabulary_of_ours(llmock, model):
    """Remote providers get plain JSON schema, with units in words."""
    llmock.reply("Nothing to do.")
    await Thread(model).ask("3 at 5?", agent="risk")
    body = json.dumps(llmock.last_request.body)
    assert "shop_price" in body
    assert "hand_over_to_legal" in body
    assert '"x-' not in body
    assert "Unit: currency" in body


async def test_a_busy_provider_is_tried_again_but_not_for_ever(llmock, model):
    """One model call reaches the provider at most four times."""
    llmock.outage()
    with pytest.raises(Unavailable):
        await Thread(model).ask("3 at 5?", agent="risk")
    assert len(llmock.requests) == 4


async def test_a_short_outage_is_not_seen(llmock, model):
    """Two refusals, then the answer; Retry-After is honoured."""
    llmock.rate_limit(times=2, retry_after=0.1).reply("Nothing to do.")
    told = await Thread(model).ask("3 at 5?", agent="risk")
    assert told.message["content"] == "Nothing to do."
    llmock.assert_resilient()


@pytest.mark.parametrize(
    ("status", "code"), [(401, "provider-refused"), (404, "provider-model-unknown")]
)
async def test_what_cannot_get_better_is_not_tried_again(llmock, model, status, code):
    """A wrong key or model is told at once."""
    llmock.fail(status, times=None)
    with pytest.raises(UpstreamFailed) as told:
        await Thread(model).ask("3 at 5?", agent="risk")
    assert told.value.problem_code == code
    assert len(llmock.requests) == 1


async def test_broken_arguments_are_not_run(llmock, model):
    """The model is told that they are no JSON, and may answer otherwise."""
    llmock.call_tool("shop_price", ARGUMENTS).break_tool_call("malformed_arguments")
    llmock.reply("I could not compute it.")
    told = await Thread(model).ask("3 at 5?", agent="risk")
    assert RAN == []
    assert told.message["content"] == "I could not compute it."


@pytest.mark.parametrize("streaming", [True], indirect=True)
@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt"])
@pytest.mark.parametrize("chunks", [1, 2, 3])
async def test_a_broken_stream_never_runs_a_tool(llmock, model, fault, chunks):
    """However the stream of a tool call ends early, nothing is computed."""
    getattr(llmock.call_tool("shop_price", ARGUMENTS, times=None), fault)(
        after_chunks=chunks, times=None
    )
    with pytest.raises(UpstreamFailed):
        await Thread(model).ask("3 at 5?", agent="risk")
    assert RAN == []
    assert len(llmock.requests) == 4


@pytest.mark.parametrize("streaming", [True], indirect=True)
@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt"])
async def test_a_stream_that_breaks_once_is_asked_for_again(llmock, model, fault):
    """Nothing was released yet, so nobody sees it; the broken half is never joined to the whole."""
    getattr(llmock, fault)(after_chunks=2, times=1)
    llmock.reply("Nothing to do here at all.", times=None)
    told = await Thread(model).ask("3 at 5?", agent="risk")
    assert told.text == "Nothing to do here at all."
    assert len(llmock.requests) == 2


@pytest.mark.parametrize("streaming", [True], indirect=True)
async def test_a_text_that_ends_early_is_not_an_answer(llmock, model):
    """A cleanly closed stream without a finish reason is a failure."""
    llmock.reply("Together they cost a lot of money indeed.", times=None)
    llmock.truncate(after_chunks=2, times=None)
    with pytest.raises(UpstreamFailed):
        await Thread(model).ask("3 at 5?", agent="risk")


@pytest.mark.parametrize("streaming", [True], indirect=True)
async def test_a_stalled_stream_ends_in_time(llmock, model):
    """The idle timeout ends it, long before the stall does."""
    llmock.reply("Together they cost a lot of money indeed.", times=None)
    llmock.stall(after_chunks=1, seconds=30, times=None)
    services = Services(limits=Limits(model_timeout_s=0.5))
    with pytest.raises(TimedOut):
        await Thread(model, services=services).ask("3 at 5?", agent="risk")


async def test_a_slow_provider_meets_the_runs_deadline(llmock, model):
    """The caller's patience is the limit."""
    import time

    llmock.delay(2, times=None)
    with pytest.raises(ServiceError) as told:
        await Thread(model).ask("3 at 5?", agent="risk", deadline=time.monotonic() + 0.3)
    assert told.value.problem_code == "deadline-exceeded"
