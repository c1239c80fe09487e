"""After a crash a run goes on: what finished is not done again, and every event is told."""

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from graphs.persistence import open_checkpointer
from graphs.retelling import retold
from graphs.services import Services
from tests.graphs.asking import PRICE_CALL, PRICED, Thread, crash
from tests.graphs.roster_of_two import RAN
from tests.scripted import HANG
from tools.execution import Executor, MemoryReceipts


@pytest.fixture(autouse=True)
def _none_ran():
    RAN.clear()


@pytest.fixture
def services() -> Services:
    """Receipts outlive the crash, as a database does."""
    return Services(executor=Executor(MemoryReceipts(), readers={}))


async def test_a_finished_tool_is_not_run_again(script, services):
    """Killed while the model reads the result: neither the router nor the tool runs again."""
    saver = InMemorySaver()
    killed = script("risk", PRICE_CALL, HANG)
    await crash(Thread(killed, services=services, saver=saver), killed)
    model = script(PRICED)
    again = Thread(model, services=services, saver=saver)
    again.runs = 1
    told = await again.resume(None, attempt=2)
    assert len(RAN) == 1
    assert len(model.seen) == 1
    assert told.message["content"] == PRICED
    assert told.message["verified"] is True


async def test_events_of_finished_steps_are_told_again(script, services):
    """The log may have lost them; it drops those it has by their keys."""
    saver = InMemorySaver()
    killed = script("risk", PRICE_CALL, HANG)
    first = Thread(killed, services=services, saver=saver)
    await crash(first, killed)
    again = Thread(script(PRICED), services=services, saver=saver)
    again.runs = 1
    told = await again.resume(None, attempt=2)
    before = {event["key"] for event in first.told.events if event["key"]}
    after = {event["key"] for event in told.events if event["key"]}
    assert before <= after
    finished = [event for event in told.events if event["type"] == "tool.finished"]
    assert len({event["key"] for event in finished}) == 1


async def test_a_tool_that_finished_before_its_step_was_saved_is_not_run_again(script, services):
    """The receipt is found by run and call: a planner that says the same gets it back."""
    first = Thread(script("risk", PRICE_CALL, PRICED), services=services)
    await first.ask("3 at 5 each?", run_id="same")
    lost = Thread(script("risk", PRICE_CALL, PRICED), services=services)
    told = await lost.ask("3 at 5 each?", run_id="same")
    assert len(RAN) == 1
    assert told.one("tool.finished")["result"]["total"] == 13.5


async def test_a_parallel_specialist_that_finished_is_not_asked_again(script, services):
    """Only the one that was cut off works again."""
    saver = InMemorySaver()
    parts = [{"agent": "risk", "task": "3 at 5?"}, {"agent": "legal", "task": "2 weeks?"}]
    killed = script(
        router=[parts],
        risk=[PRICE_CALL, "Together 13.50."],
        legal=[{"call": "calendar_days", "with": {"weeks": 2}}, HANG],
    )
    await crash(Thread(killed, services=services, saver=saver), killed, "3 at 5? 2 weeks?")
    model = script(legal=["14 days."], composer=["13.50 and 14 days."], risk=[])
    again = Thread(model, services=services, saver=saver)
    again.runs = 1
    told = await again.resume(None, attempt=2)
    assert len(RAN) == 1
    assert told.message["content"] == "13.50 and 14 days."


async def test_a_finished_run_can_be_told_from_its_state(script, services):
    """Even the last events can be told again, word for word."""
    thread = Thread(script("risk", PRICE_CALL, PRICED), services=services)
    told = await thread.ask("3 at 5 each?")
    again = await retold(await thread.state(), services, "default")
    assert again == [event for event in told.events if event["key"]]


async def test_a_killed_run_goes_on_from_a_file(script, services, tmp_path):
    """The same with SQLite, opened again by another process's code."""
    url = f"sqlite:///{tmp_path / 'threads.db'}"
    killed = script("risk", PRICE_CALL, HANG)
    async with open_checkpointer(url) as saver:
        await crash(Thread(killed, services=services, saver=saver), killed)
    async with open_checkpointer(url) as saver:
        again = Thread(script(PRICED), services=services, saver=saver)
        again.runs = 1
        told = await again.resume(None, attempt=2)
    assert len(RAN) == 1
    assert told.message["content"] == PRICED
