"""The run table in SQL. Each function is part of somebody's transaction."""

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.run_record import INTERRUPTED, RUNNING, UNFINISHED, Ask, Key, RunRecord
from server.tables import IdempotencyKey, Run, Thread
from tools.errors import Conflict, FieldProblem, InvalidInput, NotFound

KEY_LIFE_S = 24 * 3600
"""How long a request sent again is recognised."""

# Built once: on the way of every message, building a statement costs more than executing it.
_NEW_THREAD = insert(Thread)
_NEW_RUN = insert(Run)
_THIS_RUN = update(Run).where(Run.id == bindparam("this_run"))


def touch_thread(connection: Connection, ask: Ask) -> None:
    """Create the thread, or make sure it is there and hold it until the commit."""
    now = time.time()
    if ask.new_thread:
        new_thread(connection, ask.tenant, ask.thread_id, {}, now)
        return
    mine = and_(Thread.id == ask.thread_id, Thread.tenant == ask.tenant)
    touched = connection.execute(update(Thread).where(mine).values(updated_at=now))
    if touched.rowcount == 0:
        raise unknown_thread()


def new_thread(
    connection: Connection, tenant: str, thread_id: str, data: dict[str, Any], now: float
) -> None:
    """A thread without messages."""
    row = {"id": thread_id, "tenant": tenant, "created_at": now, "updated_at": now, "data": data}
    connection.execute(_NEW_THREAD, row)


def unknown_thread() -> NotFound:
    """A thread that is not there, or somebody else's."""
    return NotFound(
        "thread_id: there is no such thread",
        hint="leave thread_id out to begin a new conversation",
        errors=(FieldProblem("thread_id", "not_found", "there is no such thread"),),
    )


def unfinished_on(connection: Connection, ask: Ask) -> Sequence[str]:
    """Runs on the thread that are not over, oldest first."""
    if ask.new_thread:
        return ()
    query = (
        select(Run.id)
        .where(Run.thread_id == ask.thread_id, Run.status.in_(UNFINISHED))
        .order_by(Run.created_at)
    )
    return connection.execute(query).scalars().all()


def known_key(connection: Connection, tenant: str, key: Key | None, begins: str) -> str | None:
    """What this very request began before; `begins` is kept as that when it is new."""
    if key is None or key.key is None:
        return None
    mine = and_(IdempotencyKey.tenant == tenant, IdempotencyKey.key == key.key)
    row = connection.execute(
        select(IdempotencyKey.fingerprint, IdempotencyKey.run_id, IdempotencyKey.created_at).where(
            mine
        )
    ).one_or_none()
    if row is not None and row.created_at > time.time() - KEY_LIFE_S:
        if row.fingerprint != key.fingerprint:
            raise mismatch()
        return row.run_id
    connection.execute(delete(IdempotencyKey).where(mine))
    connection.execute(
        insert(IdempotencyKey).values(
            tenant=tenant,
            key=key.key,
            fingerprint=key.fingerprint,
            run_id=begins,
            created_at=time.time(),
        )
    )
    return None


def mismatch() -> InvalidInput:
    """One key, two requests."""
    return InvalidInput(
        "Idempotency-Key: was used for another request",
        code="idempotency-mismatch",
        hint="use a new key for a new request",
        errors=(FieldProblem("Idempotency-Key", "mismatch", "was used for another request"),),
    )


def insert_run(connection: Connection, record: RunRecord) -> None:
    """Keep a new run."""
    connection.execute(_NEW_RUN, {name: getattr(record, name) for name in RunRecord.__slots__})


def set_run(connection: Connection, run_id: str, **values: Any) -> None:
    """Change columns of one run."""
    connection.execute(_THIS_RUN, {"this_run": run_id, **values})


def claim(connection: Connection, run_id: str, owner: str, lease_s: float) -> bool:
    """Make an unfinished run ours, if nobody else works on it and its thread is free."""
    now = time.time()
    free = or_(Run.lease_owner.is_(None), Run.lease_owner == owner, Run.lease_until < now)
    claimed = connection.execute(
        update(Run)
        .where(Run.id == run_id, Run.status.in_(UNFINISHED), free)
        .values(status=RUNNING, lease_owner=owner, lease_until=now + lease_s)
    )
    return claimed.rowcount == 1


def take_over(
    connection: Connection, record: RunRecord, owner: str, lease_s: float, *, force: bool
) -> bool:
    """Make a run ours whose process is gone. A queued one stays queued."""
    now = time.time()
    still = [Run.id == record.id, Run.status == record.status]
    if not force:
        still.append(or_(Run.lease_owner.is_(None), Run.lease_until < now))
    attempt = record.attempt + (1 if record.status == RUNNING else 0)
    taken = connection.execute(
        update(Run)
        .where(*still)
        .values(attempt=attempt, lease_owner=owner, lease_until=now + lease_s)
    )
    return taken.rowcount == 1


def take_up(connection: Connection, record: RunRecord, owner: str, lease_s: float) -> bool:
    """Let a run go on that waited for a person, unless its thread has gone on without it."""
    later = select(Run.id).where(
        Run.thread_id == record.thread_id,
        Run.created_at > record.created_at,
        Run.rolled_back.is_(False),
    )
    if connection.execute(later.limit(1)).first() is not None:
        raise Conflict("the conversation has gone on since", code="superseded")
    taken = connection.execute(
        update(Run)
        .where(Run.id == record.id, Run.status == INTERRUPTED)
        .values(
            status=RUNNING,
            resume=record.resume,
            lease_owner=owner,
            lease_until=time.time() + lease_s,
        )
    )
    if taken.rowcount != 1:
        raise Conflict("the run does not wait for an answer", code="not-interrupted")
    return True


def renew(connection: Connection, owner: str, lease_s: float) -> Sequence[tuple[str, str]]:
    """Say that we are alive; the runs of ours that somebody else asked to stop."""
    mine = and_(Run.lease_owner == owner, Run.status.in_(UNFINISHED))
    connection.execute(update(Run).where(mine).values(lease_until=time.time() + lease_s))
    query = select(Run.id, Run.cancel_by).where(mine, Run.cancel_by.is_not(None))
    return [(row.id, str(row.cancel_by)) for row in connection.execute(query)]


def release(connection: Connection, owner: str) -> None:
    """Let anyone take over what we leave unfinished."""
    mine = and_(Run.lease_owner == owner, Run.status.in_(UNFINISHED))
    connection.execute(update(Run).where(mine).values(lease_owner=None, lease_until=None))


async def abandoned(connection: AsyncConnection, *, everything: bool) -> Sequence[RunRecord]:
    """Unfinished runs nobody works on, oldest first. SQLite has one process: after a start, all."""
    query = select(Run).where(Run.status.in_(UNFINISHED)).order_by(Run.created_at)
    if not everything:
        query = query.where(or_(Run.lease_owner.is_(None), Run.lease_until < time.time()))
    rows = (await connection.execute(query)).mappings()
    return [RunRecord.of_row(dict(row)) for row in rows]


async def find(connection: AsyncConnection, tenant: str, run_id: str) -> RunRecord:
    """A run of this tenant, or `NotFound`."""
    query = select(Run).where(Run.id == run_id, Run.tenant == tenant)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NotFound("there is no such run", errors=(_RUN_GONE,))
    return RunRecord.of_row(dict(row))


_RUN_GONE = FieldProblem("run_id", "not_found", "there is no such run")
