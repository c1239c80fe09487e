"""Threads in a SQLite file: written ahead, one writer, and bounded."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from graphs.bounds import KEPT, due

BUSY_TIMEOUT_MS = 5_000

_OLDEST_KEPT = (
    "(SELECT checkpoint_id FROM checkpoints WHERE thread_id = :thread AND checkpoint_ns = :ns"
    f" ORDER BY checkpoint_id DESC LIMIT 1 OFFSET {KEPT - 1})"
)
_PRUNE = tuple(
    f"DELETE FROM {table} WHERE thread_id = :thread AND checkpoint_ns = :ns"
    f" AND checkpoint_id < {_OLDEST_KEPT}"
    for table in ("writes", "checkpoints")
)


class BoundedSqliteSaver(AsyncSqliteSaver):
    """Drops a thread's older checkpoints: each holds the whole conversation so far."""

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save, and now and then clear away."""
        saved = await super().aput(config, checkpoint, metadata, new_versions)
        if thread := due(config, metadata):
            async with self.lock:
                for statement in _PRUNE:
                    await self.conn.execute(statement, thread)
                await self.conn.commit()
        return saved


@asynccontextmanager
async def sqlite_saver(path: str, serde: SerializerProtocol) -> AsyncGenerator[AsyncSqliteSaver]:
    """A saver over the file at `path`."""
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=NORMAL")
        await connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        saver = BoundedSqliteSaver(connection, serde=serde)
        await saver.setup()
        yield saver
