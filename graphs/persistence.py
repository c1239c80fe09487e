"""Where conversations are kept between messages: memory, SQLite, or PostgreSQL.

Checkpoints are read back by a serialiser that rebuilds only messages and plain types: bytes in a
database must not be able to name a class to import.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from tools.errors import InvalidInput


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
        # One of the two savers is used in a process; the other's driver is not worth its memory.
        from graphs.sqlite_saver import sqlite_saver

        async with sqlite_saver(url.partition(":///")[2], strict_serializer()) as saver:
            yield saver
    elif scheme in ("postgresql", "postgres"):
        # As above: libpq is loaded only where PostgreSQL is used.
        from graphs.postgres_saver import postgres_saver

        address = f"postgresql:{url.partition(':')[2]}"
        async with postgres_saver(address, strict_serializer()) as saver:
            yield saver
    else:
        raise InvalidInput.of("DATABASE_URL", "must begin with sqlite:/// or postgresql://")
