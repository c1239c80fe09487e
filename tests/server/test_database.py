"""The writer, the log and the migrations."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from server.database import Database
from server.log import LogStore
from server.migrating import FOLDER, is_current, upgrade
from server.migrations import HEAD
from server.tables import Base
from tools.errors import Conflict


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'x.db'}")
    await opened.write(upgrade)
    yield opened
    await opened.close()


def test_the_newest_revision_is_the_one_looked_for():
    """A new migration must raise HEAD, or it would never be applied."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_migrations_make_the_tables_of_the_models(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
):
    """On both databases, from nothing; a second time there is nothing to do."""
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'x.db'}"
    else:
        given = request.getfixturevalue("postgres_url")
        url = given.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)
    with engine.begin() as connection:
        assert not is_current(connection)
        upgrade(connection)
        assert is_current(connection)
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


async def test_one_failing_write_does_not_take_others_along(database: Database):
    """Writes that share a transaction fail each for itself."""

    def insert(thread: str) -> Any:
        statement = text("INSERT INTO threads VALUES (:id, 't', 0, 0, '{}')")
        return lambda connection: connection.execute(statement, {"id": thread}) and None

    outcomes = await asyncio.gather(
        *(database.write(insert(name)) for name in ("a", "b", "a", "c")), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [
        type(None),
        type(None),
        IntegrityError,
        type(None),
    ]
    async with database.read() as connection:
        rows = (await connection.execute(text("SELECT id FROM threads ORDER BY id"))).scalars()
        assert list(rows) == ["a", "b", "c"]


async def test_a_key_is_logged_once(database: Database):
    """Also after the log was taken up again."""
    store = LogStore(database)
    log = store.open(tenant="t", run_id="r", thread_id="x")
    assert log.append("route", {}, key="route:0")
    assert not log.append("route", {}, key="route:0")
    await log.flush()
    store.close(log)
    again = store.open(tenant="t", run_id="r", thread_id="x")
    again.load(await store.read_all("t", "r"))
    assert not again.append("route", {}, key="route:0")
    assert again.append("route", {}, key="route:1")
    await again.flush()
    assert [entry.seq for entry in await store.read_all("t", "r")] == [1, 2]
    assert await store.read_all("other", "r") == []


async def test_nothing_is_said_after_a_whole_message(database: Database):
    """A step executed again tells no second answer."""
    log = LogStore(database).open(tenant="t", run_id="r", thread_id="x")
    assert log.append("message.delta", {"text": "a"})
    assert log.append("message.completed", {"message": {"id": "m"}}, key="message.completed")
    assert not log.append("message.delta", {"text": "a"})
    assert not log.append("message.reset", {})
    assert log.append("usage", {}, key="usage")
    await log.flush()


async def test_readers_see_only_what_is_committed(database: Database):
    """`append` returns at once; publication follows the commit."""
    store = LogStore(database)
    log = store.open(tenant="t", run_id="r", thread_id="x")
    log.append("route", {})
    assert (log.seq, log.committed, log.tail) == (1, 0, [])
    await log.flush()
    assert (log.committed, len(log.tail)) == (1, 1)
    assert [entry.data for entry in await store.read_all("t", "r")] == [log.tail[0].data]


async def test_a_run_taken_over_elsewhere_is_written_no_more(database: Database):
    """Two logs of one run: the second writer of a number loses."""
    first = LogStore(database).open(tenant="t", run_id="r", thread_id="x")
    second = LogStore(database).open(tenant="t", run_id="r", thread_id="x")
    first.append("route", {})
    await first.flush()
    second.append("route", {})
    with pytest.raises(Conflict):
        await second.flush()
    assert second.lost
    assert not second.append("route", {})
