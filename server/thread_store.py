"""Threads in SQL: pages, messages, runs, removal."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server import run_record, schemas
from server.events import OF_MESSAGES, Entry, timestamp
from server.faces.folding import fold
from server.run_store import unknown_thread
from server.tables import Event, Run, Thread
from tools.errors import Conflict


def shown(
    thread_id: str, created_at: float, updated_at: float, data: dict[str, Any]
) -> schemas.Thread:
    """A thread as it is answered."""
    return schemas.Thread(
        thread_id=thread_id,
        created_at=timestamp(created_at),
        updated_at=timestamp(updated_at),
        metadata=data,
    )


def of_row(row: Row[Any]) -> schemas.Thread:
    """A row as it is answered."""
    return shown(row.id, row.created_at, row.updated_at, row.data)


async def page(
    connection: AsyncConnection, tenant: str, limit: int, after: tuple[float, str] | None
) -> Sequence[Row[Any]]:
    """Threads, the latest first, after a position."""
    query = select(Thread).where(Thread.tenant == tenant)
    if after is not None:
        updated_at, thread_id = after
        same = and_(Thread.updated_at == updated_at, Thread.id < thread_id)
        query = query.where(or_(Thread.updated_at < updated_at, same))
    query = query.order_by(Thread.updated_at.desc(), Thread.id.desc()).limit(limit)
    return (await connection.execute(query)).all()


async def find(connection: AsyncConnection, tenant: str, thread_id: str) -> Row[Any]:
    """A thread of this tenant, or `NotFound`."""
    query = select(Thread).where(Thread.id == thread_id, Thread.tenant == tenant)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise unknown_thread()
    return row


async def messages(
    connection: AsyncConnection, tenant: str, thread_id: str
) -> schemas.ThreadMessages:
    """What was said on both sides, the oldest first."""
    mine = and_(Run.thread_id == thread_id, Run.tenant == tenant, Run.rolled_back.is_(False))
    runs = (await connection.execute(select(Run).where(mine).order_by(Run.created_at))).all()
    said = await _said(connection, tenant, thread_id)
    found: list[schemas.ThreadMessage] = []
    for run in runs:
        at = timestamp(run.created_at)
        found.append(
            schemas.ThreadMessage(
                id=f"in_{run.id}",
                role="user",
                content=run.input["message"],
                run_id=run.id,
                created_at=at,
            )
        )
        if entries := said.get(run.id):
            message = fold(run.id, thread_id, run.status, entries)["message"]
            at = timestamp(entries[-1].ts)
            found.append(schemas.ThreadMessage(**message, run_id=run.id, created_at=at))
    return schemas.ThreadMessages(messages=found)


async def _said(connection: AsyncConnection, tenant: str, thread_id: str) -> dict[str, list[Entry]]:
    query = (
        select(Event.run_id, Event.seq, Event.type, Event.data, Event.ts)
        .where(Event.thread_id == thread_id, Event.tenant == tenant, Event.type.in_(OF_MESSAGES))
        .order_by(Event.run_id, Event.seq)
    )
    rows = (await connection.execute(query)).all()
    return {
        run_id: [Entry(row.seq, row.type, row.data.encode(), row.ts) for row in group]
        for run_id, group in groupby(rows, key=lambda row: row.run_id)
    }


async def runs(connection: AsyncConnection, tenant: str, thread_id: str) -> schemas.RunList:
    """Runs of a thread, the oldest first."""
    query = select(Run).where(Run.thread_id == thread_id, Run.tenant == tenant)
    rows = (await connection.execute(query.order_by(Run.created_at))).all()
    return schemas.RunList(runs=[_summary(row) for row in rows])


def _summary(row: Row[Any]) -> schemas.RunSummary:
    return schemas.RunSummary(
        run_id=row.id,
        thread_id=row.thread_id,
        status=row.status,
        model=row.model,
        attempt=row.attempt,
        created_at=timestamp(row.created_at),
        finished_at=timestamp(row.finished_at) if row.finished_at is not None else None,
    )


def remove(connection: Connection, tenant: str, thread_id: str) -> None:
    """Forget a thread with its runs and logs; `Conflict` while one is at work."""
    at_work = select(Run.id).where(
        Run.thread_id == thread_id,
        Run.tenant == tenant,
        Run.status.in_(run_record.UNFINISHED),
    )
    if connection.execute(at_work.limit(1)).first() is not None:
        raise Conflict(
            "the thread is at work; cancel its runs first", code="run-in-progress", retry_after_s=1
        )
    gone = connection.execute(delete(Thread).where(Thread.id == thread_id, Thread.tenant == tenant))
    if gone.rowcount == 0:
        raise unknown_thread()
    connection.execute(delete(Event).where(Event.thread_id == thread_id, Event.tenant == tenant))
    connection.execute(delete(Run).where(Run.thread_id == thread_id, Run.tenant == tenant))
