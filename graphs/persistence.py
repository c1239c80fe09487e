"""Where conversations are kept between messages: memory, SQLite, or PostgreSQL.

Checkpoints are read back by a serialiser that rebuilds only messages and plain types: bytes in a
database must not be able to name a class to import.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from tools.errors import InvalidInput

BUSY_TIMEOUT_MS = 5_000
POOL_SIZE = 8
POOL_TIMEOUT_S = 2.0  # a caller learns within two seconds that the database is down
POOL_LIFETIME_S = 1_800.0


def strict_serializer() -> JsonPlusSerializer:
    """Rebuilds LangChain messages, LangGraph's own types and plain data, nothing else."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)


@asynccontextmanager
async def open_checkpointer(url: str) -> AsyncGenerator[BaseCheckpointSaver[Any]]:
    """A checkpointer for `memory:`, `sqlite:///file` or `postgresql://user@host/name`."""
    scheme = url.partition(":")[0].partition("+")[0]
    if scheme == "memory":
        yield InMemorySaver(serde=strict_serializer())
    elif scheme == "sqlite":
        async with _sqlite(url.partition(":///")[2]) as saver:
            yield saver
    elif scheme in ("postgresql", "postgres"):
        async with _postgres(f"postgresql:{url.partition(':')[2]}") as saver:
            yield saver
    else:
        raise InvalidInput.of("DATABASE_URL", "must begin with sqlite:/// or postgresql://")


@asynccontextmanager
async def _sqlite(path: str) -> AsyncGenerator[BaseCheckpointSaver[Any]]:
    # One of the two savers is used in a process; the other's driver is not worth its memory.
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=NORMAL")
        await connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        saver = AsyncSqliteSaver(connection, serde=strict_serializer())
        await saver.setup()
        yield saver


@asynccontextmanager
async def _postgres(url: str) -> AsyncGenerator[BaseCheckpointSaver[Any]]:
    # As above: libpq is loaded only where PostgreSQL is used.
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from psycopg.rows import dict_row
    from psycopg_pool import AsyncConnectionPool

    pool = AsyncConnectionPool(
        url,
        min_size=1,
        max_size=POOL_SIZE,
        timeout=POOL_TIMEOUT_S,
        max_lifetime=POOL_LIFETIME_S,
        check=AsyncConnectionPool.check_connection,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
        open=False,
    )
    async with pool:
        saver = AsyncPostgresSaver(pool, serde=strict_serializer())  # pyright: ignore[reportArgumentType]
        await saver.setup()
        # The saver's single lock would let one query run at a time, whatever the pool's size.
        saver.lock = asyncio.Semaphore(POOL_SIZE)  # pyright: ignore[reportAttributeAccessIssue]
        yield saver
