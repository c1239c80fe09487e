"""A provider's call inside a run's life: cancelled with it, taken over with it."""

import json

import pytest

from graphs.models.chain import Chain, Link
from tests.graphs.asking import PRICE_CALL, PRICED, Thread, crash
from tests.providers.dialects import DIALECTS, SIGNATURE
from tests.providers.faulty import HANG, Reply
from tests.providers.test_faults import ASKED, TOOL, WHOLE
from tests.scripted import HANG as HANGS
from tests.scripted import ScriptedModel
from tests.server.process import until

OPENAI, GOOGLE = DIALECTS["openai"], DIALECTS["google_genai"]


def test_cancelling_a_run_stops_the_providers_call(strict, providers, model):
    """The connection is closed, no further attempt is made."""
    provider = providers["openai"]
    provider.play(model, then=Reply([*OPENAI.text("Well, "), HANG]))
    body = {"message": ASKED, "agent": "venture", "model": f"openai:{model}"}
    with strict.client.stream("POST", "/stream", json=body) as stream:
        lines = stream.iter_lines()
        run_id = next(json.loads(line[6:]) for line in lines if line.startswith("data:"))["run_id"]
        until(lambda: provider.asked[model])
        assert strict.client.post(f"/runs/{run_id}/cancel").json()["status"] == "cancelled"
    until(lambda: provider.asked[model][0].gone)
    assert len(provider.asked[model]) == 1


def test_geminis_signature_returns_with_its_call(strict, providers, model):
    """Newer models refuse a call without it; our call ids are not theirs."""
    provider = providers["google_genai"]
    provider.play(
        model,
        Reply([*GOOGLE.call(TOOL, WHOLE), *GOOGLE.end(calls=True)]),
        Reply([*GOOGLE.text("It is 144."), *GOOGLE.end()]),
    )
    answer = strict.invoke(ASKED, agent="venture", model=f"google_genai:{model}").json()
    assert answer["message"]["content"] == "It is 144."
    sent = json.dumps(provider.asked[model][1].body)
    assert SIGNATURE in sent


def test_a_call_begun_by_one_provider_is_finished_by_another(strict, providers, model):
    """The second reads the first one's call and result as its own conversation."""
    first, second = providers["openai"], providers["google_genai"]
    call = Reply([*OPENAI.call(TOOL, WHOLE), *OPENAI.end(calls=True)])
    first.play(model, call, then=Reply([OPENAI.error(401, "no")], 401))
    second.play(model, Reply([*GOOGLE.text("It is 144."), *GOOGLE.end()]))
    both = f"openai:{model},google_genai:{model}"
    answer = strict.invoke(ASKED, agent="venture", model=both).json()
    assert answer["message"]["content"] == "It is 144."
    assert len(answer["receipts"]) == 1
    assert "functionResponse" in json.dumps(second.asked[model][0].body)


class Dead(Exception):
    """What a client raises when its key is refused."""

    status_code = 401


def chain(remote: ScriptedModel, planner: ScriptedModel) -> Chain:
    return Chain(links=(Link("openai:x", remote),), understudy=planner)


async def test_a_crash_does_not_undo_that_the_planner_took_over(script):
    """The provider is back after the crash: what is done stays done, in one voice."""
    remote = script("risk", Dead())
    planner = script(PRICE_CALL, HANGS)
    planner.in_process = True
    thread = Thread(chain(remote, planner))
    await crash(thread, planner)
    remote.lines[:] = [{"say": "I am back.", "finish": "stop"}] * 3
    planner.lines[:] = [PRICED]
    told = await thread.resume(None, attempt=2)
    assert told.message["content"] == PRICED
    assert len({finished["receipt_id"] for finished in told.of("tool.finished")}) == 1


async def test_parallel_specialists_stand_in_one_by_one(script):
    """One loses its provider, both are answered."""
    both = [{"agent": "risk", "task": "3 at 5?"}, {"agent": "legal", "task": "clause?"}]
    remote = script(router=[both], risk=[Dead()], legal=["No clause."], composer=["Both.", "Both."])
    planner = script(risk=[PRICE_CALL, PRICED], legal=["No clause."], composer=["Joined."])
    planner.in_process = True
    told = await Thread(chain(remote, planner)).ask("3 at 5? And a clause?")
    assert told.types[-1] == "usage"
    assert [warning["code"] for warning in told.of("warning")] == ["embedded-planner"]
    assert told.message["content"] == "Joined."


@pytest.mark.parametrize("reply", [Dead(), TimeoutError()])
async def test_a_chain_without_an_understudy_fails_by_name(script, reply):
    """The problem says which model it was, in our words."""
    from tools.errors import ServiceError

    only = Chain(links=(Link("openai:x", script(risk=[reply] * 4)),))
    with pytest.raises(ServiceError) as told:
        await Thread(only).ask("3 at 5?", agent="risk")
    assert told.value.message.startswith("openai:x: ")
