"""The database: many readers, one writer that commits what waits in one transaction.

Reads use SQLAlchemy's asynchronous engine. Writes go through one thread with one connection:
SQLite takes no more than one writer, and on both databases a commit shared by all runs that wait
for one costs a fraction of a commit each.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from tools.errors import Unavailable

Result = TypeVar("Result")
Work = Callable[[Connection], Any]
"""Statements of one transaction. May be run again when a transaction had to be rolled back."""

CONNECT_TIMEOUT_S = 3
BUSY_TIMEOUT_MS = 5000


class Database:
    """The engines and the writer. Create inside a running event loop."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.writing = create_engine(_driver(url, asynchronous=False), **_options(url, size=1))
        self.reading = create_async_engine(
            _driver(url, asynchronous=True),
            # A read is one statement: no transaction to open, and none to roll back.
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            **_options(url, size=8),
        )
        if self.is_sqlite:
            _tune(self.writing)
            _tune(self.reading.sync_engine)
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._busy = False
        self._pinged: tuple[float, float | None] = (0.0, None)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction, perhaps shared with others; return once it is committed."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((work, done))
        if not self._busy:
            self._busy = True
            loop.call_soon(
                self._next, loop
            )  # what is asked for in this turn of the loop goes along
        return await done

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        batch, self._waiting = self._waiting, []
        future = loop.run_in_executor(self._thread, self._commit, [work for work, _ in batch])
        future.add_done_callback(lambda outcome: self._settle(loop, batch, outcome))

    def _settle(
        self,
        loop: asyncio.AbstractEventLoop,
        batch: list[tuple[Work, asyncio.Future[Any]]],
        outcome: "asyncio.Future[list[tuple[Any, Exception | None]]]",
    ) -> None:
        for (_, done), (value, error) in zip(batch, outcome.result(), strict=True):
            if done.cancelled():
                continue
            if error is None:
                done.set_result(value)
            else:
                done.set_exception(error)
        if self._waiting:
            self._next(loop)
        else:
            self._busy = False

    def _commit(self, works: list[Work]) -> list[tuple[Any, Exception | None]]:
        """All in one transaction; one by one when that fails, so that each fails for itself."""
        try:
            with self.writing.begin() as connection:
                return [(work(connection), None) for work in works]
        except Exception as error:  # noqa: BLE001  # handed to whoever waits for the write
            if len(works) == 1:
                return [(None, _said(error))]
        return [self._commit([work])[0] for work in works]

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncConnection]:
        """A connection to read from."""
        try:
            async with self.reading.connect() as connection:
                yield connection
        except OperationalError as error:
            raise _said(error) from None

    async def ping(self) -> float:
        """How many milliseconds the database takes to answer, asked at most once a second."""
        at, ms = self._pinged
        if ms is not None and time.monotonic() - at < 1.0:
            return ms
        began = time.perf_counter()
        async with asyncio.timeout(1.0), self.read() as connection:
            await connection.execute(text("SELECT 1"))
        ms = (time.perf_counter() - began) * 1000
        self._pinged = (time.monotonic(), ms)
        return ms

    async def close(self) -> None:
        """Finish what was begun and give all connections back."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.writing.dispose)
        self._thread.shutdown(wait=True)
        await self.reading.dispose()


def _said(error: Exception) -> Exception:
    """A lost connection is `Unavailable`; everything else stays what it is."""
    lost = isinstance(error, DBAPIError) and (
        error.connection_invalidated or isinstance(error, OperationalError)
    )
    if not lost:
        return error
    return Unavailable("the database does not answer", code="dependency-down", retry_after_s=1)


def _driver(url: str, *, asynchronous: bool) -> str:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        name = "sqlite+aiosqlite" if asynchronous else "sqlite+pysqlite"
    else:
        name = "postgresql+psycopg"
    return parsed.set(drivername=name).render_as_string(hide_password=False)


def _options(url: str, *, size: int) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"pool_size": size, "max_overflow": 0, "connect_args": {"check_same_thread": False}}
    return {
        "pool_size": size,
        "max_overflow": 0,
        "pool_pre_ping": True,
        "pool_timeout": CONNECT_TIMEOUT_S,
        "connect_args": {"connect_timeout": CONNECT_TIMEOUT_S, "prepare_threshold": 3},
    }


def _tune(engine: Engine | Any) -> None:
    def tune(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.close()

    event.listen(engine, "connect", tune)
