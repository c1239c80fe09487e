"""llmock, a published mock in pure Python, over two wires: forms, tools, faults, cancelling."""

import json
from typing import Any

import pytest
from pydantic import SecretStr

from graphs.models import ModelConfig
from graphs.models.registry import model_chain
from graphs.services import Limits, Services
from tests.graphs.asking import PRICED, Thread
from tests.graphs.roster_of_two import RAN
from tools.errors import Unavailable, UpstreamFailed

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROUTING = {
    "assignments": [{"agent": "risk", "task": "3 at 5?", "reason": "money", "score": 0.9}],
    "refusal": None,
}
WIRES = {"openai": "openai:gpt-5-mini", "gemini": "google_genai:gemini-2.5-flash"}


@pytest.fixture(params=list(WIRES))
def thread(request, llmock) -> Any:
    """A conversation over one wire that does not end at the embedded planner."""
    RAN.clear()
    config = ModelConfig(
        openai_api_key=SecretStr("k"),
        google_api_key=SecretStr("k"),
        openai_base_url=llmock.base_url("openai"),
        google_base_url=llmock.base_url("gemini"),
        timeout_s=3.0,
    )
    model = model_chain(WIRES[request.param], config, end_embedded=False)
    services = Services(limits=Limits(first_pause_s=0.01, attempt_s=3.0, silence_s=1.0))
    return Thread(model, services=services)


async def test_a_routed_question_is_answered(llmock, thread):
    """Form, tool call, result, answer; usage by agent."""
    llmock.reply(json.dumps(ROUTING)).call_tool("shop_price", {"items": 3, "price": 5})
    llmock.reply(PRICED)
    told = await thread.ask("3 at 5?")
    assert told.message["content"] == PRICED
    assert told.one("tool.finished")["result"]["total"] == 13.5
    usage = told.one("usage")
    assert usage["agents"]["router"]["input"] > 0
    assert usage["cost"] > 0


FORMS = pytest.mark.parametrize(
    "form",
    ["I think risk.", '{"assignments": 5}', '{"assignments": [{"agent": "risk"', "[]"],
    ids=["prose", "wrong form", "cut", "list"],
)


@FORMS
async def test_a_form_that_never_fits_is_a_failure(llmock, thread, form):
    """Asked for four times in all."""
    llmock.reply(form, times=None)
    with pytest.raises(UpstreamFailed):
        await thread.ask("3 at 5?")
    assert len(llmock.requests) == 4


@FORMS
async def test_a_form_that_does_not_fit_is_asked_for_again(llmock, thread, form):
    """One that fits in time is taken, also where a server fences it in."""
    llmock.reply(form).reply(f"```json\n{json.dumps(ROUTING)}\n```").reply("Nothing to do.")
    assert (await thread.ask("3 at 5?")).message["content"] == "Nothing to do."


async def test_a_busy_provider_is_reached_four_times(llmock, thread):
    llmock.outage()
    with pytest.raises(Unavailable):
        await thread.ask("3 at 5?", agent="risk")
    assert len(llmock.requests) == 4


async def test_retry_after_is_honoured(llmock, thread):
    """By the mock's own judgement of the client."""
    llmock.rate_limit(times=2, retry_after=0.1).reply("Nothing to do.")
    assert (await thread.ask("3 at 5?", agent="risk")).message["content"] == "Nothing to do."
    llmock.assert_resilient()


async def test_declarations_carry_no_vocabulary_of_ours(llmock, thread):
    """Plain schemas, with units in words."""
    llmock.reply("Nothing to do.")
    await thread.ask("3 at 5?", agent="risk")
    body = json.dumps(llmock.last_request.body)
    assert '"x-' not in body
    assert "Unit: currency" in body
