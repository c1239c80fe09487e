"""Where threads are kept."""

import asyncio

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.conformance import checkpointer_test, validate

from graphs.bounds import KEPT
from graphs.persistence import open_checkpointer, strict_serializer
from graphs.services import Services
from tests.graphs.asking import PRICE_CALL, PRICED, Thread, crash
from tests.graphs.roster_of_two import RAN, PriceRequest
from tests.scripted import HANG
from tools.errors import InvalidInput


async def test_a_thread_is_there_after_the_file_is_opened_again(script, tmp_path):
    """SQLite, with a turn before and one after."""
    url, services = f"sqlite:///{tmp_path / 'threads.db'}", Services()
    async with open_checkpointer(url) as saver:
        first = Thread(script("risk", PRICE_CALL, PRICED), saver=saver, services=services)
        await first.ask("3 at 5?")
    async with open_checkpointer(url) as saver:
        thread = Thread(script("risk", "Still 13.50."), saver=saver, services=services)
        told = await thread.ask("and what was it?", run_id="second")
        assert [message.type for message in await thread.messages()] == [
            "human",
            "ai",
            "tool",
            "ai",
            "human",
            "ai",
        ]
    assert told.message["verified"] is True


async def test_sqlite_writes_ahead_and_waits_for_its_turn(tmp_path):
    """WAL, synchronous NORMAL (1), five seconds of patience."""
    async with open_checkpointer(f"sqlite:///{tmp_path / 'threads.db'}") as saver:
        told = []
        for pragma in ("journal_mode", "synchronous", "busy_timeout"):
            async with saver.conn.execute(f"PRAGMA {pragma}") as cursor:
                told.append((await cursor.fetchone())[0])
    assert told == ["wal", 1, 5000]


async def test_an_unknown_database_is_refused():
    """The setting is named."""
    with pytest.raises(InvalidInput, match="DATABASE_URL"):
        async with open_checkpointer("mysql://localhost/db"):
            raise AssertionError("never opened")


def test_checkpoints_rebuild_messages_but_no_foreign_class():
    """Bytes in a database cannot name a class to import."""
    serde = strict_serializer()
    for message in (HumanMessage("a", id="1"), AIMessage("b", id="2", name="risk")):
        assert serde.loads_typed(serde.dumps_typed(message)) == message
    foreign = serde.loads_typed(serde.dumps_typed(PriceRequest(items=1, price=2)))
    assert not isinstance(foreign, PriceRequest)


async def conforms(saver) -> list[str]:
    """What the savers' own conformance suite says of a saver."""

    @checkpointer_test(name="ours")
    async def given():
        yield saver

    report = await validate(given)
    assert sum(part.tests_passed for part in report.results.values()) > 30
    return [failure for part in report.results.values() for failure in part.failures]


async def test_sqlite_conforms(tmp_path):
    """With our serialiser and settings."""
    async with open_checkpointer(f"sqlite:///{tmp_path / 'threads.db'}") as saver:
        assert await conforms(saver) == []


async def talk(script, saver, turns: int) -> Thread:
    thread = Thread(script(legal=["Nothing to compute."] * turns), saver=saver)
    for turn in range(turns):
        await thread.ask(f"hello, turn {'x' * turn}", agent="legal")
    return thread


async def checkpoints(thread: Thread) -> int:
    config = {"configurable": {"thread_id": thread.name}}
    return len([state async for state in thread.graph.aget_state_history(config)])


async def test_old_checkpoints_of_a_long_thread_are_dropped(script, tmp_path):
    """The messages stay; every checkpoint repeats them, so only the newest are kept."""
    async with open_checkpointer(f"sqlite:///{tmp_path / 'threads.db'}") as saver:
        thread = await talk(script, saver, 30)
        assert await checkpoints(thread) < 1.6 * KEPT
        assert len(await thread.messages()) == 60
        async with saver.conn.execute("SELECT count(*) FROM writes") as cursor:
            assert (await cursor.fetchone())[0] < 10 * 1.6 * KEPT


@pytest.mark.postgres
async def test_postgresql_drops_them_with_what_only_they_referred_to(script, postgres_url):
    """Blobs that no kept checkpoint names are gone too, those that are named are not."""
    async with open_checkpointer(postgres_url) as saver:
        thread = await talk(script, saver, 30)
        assert await checkpoints(thread) < 1.6 * KEPT
        assert len(await thread.messages()) == 60
        async with saver._cursor() as cursor:
            await cursor.execute(
                "SELECT count(*) AS n FROM checkpoint_blobs WHERE channel = 'messages'"
            )
            assert (await cursor.fetchone())["n"] < 1.6 * KEPT


@pytest.mark.postgres
async def test_postgresql_conforms_without_the_savers_lock(postgres_url):
    """Queries run side by side, and nothing of the contract is lost."""
    async with open_checkpointer(postgres_url) as saver:
        assert await conforms(saver) == []


@pytest.mark.postgres
async def test_postgresql_serves_threads_side_by_side(script, postgres_url):
    """Through our own pool; the saver's single lock is gone and nothing is mixed up."""

    def days(messages):
        weeks = int(messages[1].text)
        asked = {"call": "calendar_days", "with": {"weeks": weeks}}
        return asked if messages[-1].type == "human" else f"That is {weeks * 7} days."

    async with open_checkpointer(postgres_url) as saver:
        threads = [
            Thread(script(legal=[days] * 2), saver=saver, name=f"t{weeks}")
            for weeks in range(2, 12)
        ]
        told = await asyncio.gather(
            *(thread.ask(thread.name[1:], agent="legal") for thread in threads)
        )
        assert [run.message["content"] for run in told] == [
            f"That is {weeks * 7} days." for weeks in range(2, 12)
        ]
        assert all([len(await thread.messages()) == 4 for thread in threads])


@pytest.mark.postgres
async def test_a_killed_run_goes_on_from_postgresql(script, postgres_url):
    """As from a file: what finished is not done again."""
    services, killed = Services(), script("risk", PRICE_CALL, HANG)
    RAN.clear()
    async with open_checkpointer(postgres_url) as saver:
        await crash(Thread(killed, services=services, saver=saver), killed)
    async with open_checkpointer(postgres_url) as saver:
        again = Thread(script(PRICED), services=services, saver=saver)
        told = await again.resume(None, run_id="run1", attempt=2)
    assert len(RAN) == 1
    assert told.message["content"] == PRICED
