"""Threads in PostgreSQL: through our own pool, side by side, and bounded."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.base import SerializerProtocol
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

from graphs.bounds import KEPT, due

POOL_SIZE = 8
POOL_TIMEOUT_S = 2.0  # a caller learns within two seconds that the database is down
POOL_LIFETIME_S = 1_800.0

_OLDEST_KEPT = (
    "(SELECT checkpoint_id FROM checkpoints WHERE thread_id = %(thread)s AND checkpoint_ns = %(ns)s"
    f" ORDER BY checkpoint_id DESC LIMIT 1 OFFSET {KEPT - 1})"
)
_PRUNE = (
    *(
        f"DELETE FROM {table} WHERE thread_id = %(thread)s AND checkpoint_ns = %(ns)s"
        f" AND checkpoint_id < {_OLDEST_KEPT}"
        for table in ("checkpoint_writes", "checkpoints")
    ),
    "DELETE FROM checkpoint_blobs AS blob WHERE thread_id = %(thread)s AND checkpoint_ns = %(ns)s"
    " AND NOT EXISTS (SELECT 1 FROM checkpoints AS kept WHERE kept.thread_id = blob.thread_id"
    " AND kept.checkpoint_ns = blob.checkpoint_ns"
    " AND kept.checkpoint -> 'channel_versions' ->> blob.channel = blob.version)",
)


class BoundedPostgresSaver(AsyncPostgresSaver):
    """Drops a thread's older checkpoints, and what only they referred to."""

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
            async with self._cursor() as cursor:
                for statement in _PRUNE:
                    await cursor.execute(statement, thread)  # pyright: ignore[reportArgumentType]
        return saved


@asynccontextmanager
async def postgres_saver(url: str, serde: SerializerProtocol) -> AsyncGenerator[AsyncPostgresSaver]:
    """A saver over the database at `url`."""
    pool: Any = AsyncConnectionPool(  # its type cannot say that rows are dictionaries
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
        saver = BoundedPostgresSaver(pool, serde=serde)
        await saver.setup()
        # The saver's own lock would let one query run at a time, whatever the pool's size.
        side_by_side: Any = asyncio.Semaphore(POOL_SIZE)
        saver.lock = side_by_side
        yield saver
