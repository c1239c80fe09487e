"""The durable log: one per run, append-only, committed before anyone sees it.

`append` never waits: a run is not slowed by the database nor by a reader. What was appended is
committed in small batches, together for all runs, and published to readers once it is committed.
Readers share the run's tail and keep only a position in it, so a slow one costs nothing; who falls
behind the tail, or comes after the end, reads from the table.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from server.database import Database
from server.events import OF_MESSAGES, TERMINAL, Entry, encode
from server.tables import Event
from tools.errors import Conflict, Unavailable

LINGER_S = 0.02
"""How long an event may wait for company. Readers see at most 50 batches a second of a run."""

TAIL = 2_000
"""Entries of a live run kept in memory."""

RETRY_S = 0.5
PAGE = 500

_NEW_EVENTS = insert(Event)

Extra = Callable[[Connection], Any]


class RunLog:
    """The log of one run that is live in this process."""

    def __init__(self, store: "LogStore", *, tenant: str, run_id: str, thread_id: str) -> None:
        self.tenant = tenant
        self.run_id = run_id
        self.thread_id = thread_id
        self.seq = 0
        """Of the last entry appended."""
        self.committed = 0
        """Of the last entry that readers may see."""
        self.tail: list[Entry] = []
        self.ended = False
        """A terminal entry is committed."""
        self.paused: Mapping[str, Any] | None = None
        """Why the run was put aside, when it was."""
        self.lost = False
        """Another process took the run over: nothing may be written any more."""
        self.has_message = False
        self.has_text = False
        self.uncommitted: list[tuple[Entry, Extra | None]] = []
        self.news = asyncio.Event()
        self._keys: set[str] = set()
        self._store = store

    def append(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        key: str | None = None,
        agent: str | None = None,
        ns: str = "",
        extra: Extra | None = None,
    ) -> bool:
        """Add an event; False when it is dropped: said already, or after the end."""
        if self.lost or not self._admits(kind, key):
            return False
        self.seq += 1
        now = time.time()
        data = encode(self.seq, now, agent, payload, kind)
        entry = Entry(self.seq, kind, data, now, key, agent, ns)
        self._note(entry)
        self.uncommitted.append((entry, extra))
        self._store.wake(self)
        return True

    async def flush(self) -> None:
        """Return once everything appended so far is committed."""
        wanted = self.seq
        while self.committed < wanted and not self.lost:
            await self._store.flush()
        if self.lost:
            raise Conflict("another process took the run over", code="run-taken-over")

    def load(self, entries: list[Entry]) -> None:
        """Take up a log that was begun before."""
        for entry in entries:
            self._note(entry)
        self.tail = entries[-TAIL:]
        self.seq = self.committed = entries[-1].seq if entries else 0

    def publish(self, entries: list[Entry]) -> None:
        """Let readers see entries that were committed."""
        self.tail.extend(entries)
        if len(self.tail) > TAIL:
            del self.tail[: len(self.tail) - TAIL]
        if entries:
            self.committed = entries[-1].seq
            self.ended = self.ended or entries[-1].type in TERMINAL
        self.notify()

    def notify(self) -> None:
        """Wake every reader."""
        news, self.news = self.news, asyncio.Event()
        news.set()

    def has(self, key: str) -> bool:
        """Whether an event with this key was logged."""
        return key in self._keys

    def asked(self, interrupt_id: str) -> bool:
        """Whether this question to a person was logged."""
        return any(key.startswith(f"interrupt:{interrupt_id}") for key in self._keys)

    def _admits(self, kind: str, key: str | None) -> bool:
        if key is not None and key in self._keys:
            return False
        return not (self.has_message and kind in OF_MESSAGES)

    def _note(self, entry: Entry) -> None:
        if entry.key is not None:
            self._keys.add(entry.key)
        if entry.type == "message.completed":
            self.has_message = True
        elif entry.type in OF_MESSAGES:
            self.has_text = entry.type == "message.delta"


class LogStore:
    """All logs: those live in this process, and the table."""

    def __init__(self, database: Database) -> None:
        self.live: dict[str, RunLog] = {}
        self._database = database
        self._waiting: dict[str, RunLog] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._committing: asyncio.Task[None] | None = None

    def open(self, *, tenant: str, run_id: str, thread_id: str) -> RunLog:
        """A log that is new or about to be loaded."""
        log = RunLog(self, tenant=tenant, run_id=run_id, thread_id=thread_id)
        self.live[run_id] = log
        return log

    def close(self, log: RunLog) -> None:
        """The run is over or put aside: later readers are served from the table."""
        if self.live.get(log.run_id) is log:
            del self.live[log.run_id]
        log.notify()

    def wake(self, log: RunLog) -> None:
        """Something was appended: commit it soon, with what comes meanwhile."""
        self._waiting[log.run_id] = log
        if self._timer is None and self._committing is None:
            self._timer = asyncio.get_running_loop().call_later(LINGER_S, self._start)

    async def flush(self) -> None:
        """Commit now. A batch under way may lack the last entries: callers look again."""
        if self._committing is None:
            self._start()
        if self._committing is not None:
            await asyncio.shield(self._committing)

    async def read(self, tenant: str, run_id: str, after: int, limit: int = PAGE) -> list[Entry]:
        """Entries of a run after a position, from the table."""
        query = (
            select(Event.seq, Event.type, Event.data, Event.ts, Event.key, Event.agent, Event.ns)
            .where(Event.run_id == run_id, Event.tenant == tenant, Event.seq > after)
            .order_by(Event.seq)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Entry(r.seq, r.type, r.data.encode(), r.ts, r.key, r.agent, r.ns) for r in rows]

    async def read_all(self, tenant: str, run_id: str) -> list[Entry]:
        """The whole log of a run."""
        entries: list[Entry] = []
        while page := await self.read(tenant, run_id, entries[-1].seq if entries else 0):
            entries += page
            if len(page) < PAGE:
                break
        return entries

    def _start(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting and self._committing is None:
            self._committing = asyncio.get_running_loop().create_task(self._commit())

    async def _commit(self) -> None:
        logs, self._waiting = list(self._waiting.values()), {}
        batches = [(log, _take(log)) for log in logs]
        try:
            await asyncio.gather(*(self._write(log, batch) for log, batch in batches if batch))
        finally:
            self._committing = None
            if self._waiting:
                self._timer = asyncio.get_running_loop().call_later(LINGER_S, self._start)

    async def _write(self, log: RunLog, batch: list[tuple[Entry, Extra | None]]) -> None:
        """Commit one run's entries, however long the database is away."""
        while not log.lost:
            try:
                await self._database.write(lambda connection: _insert(connection, log, batch))
            except Unavailable:
                await asyncio.sleep(RETRY_S)
            except IntegrityError:
                log.lost = True
                log.notify()
            else:
                log.publish([entry for entry, _ in batch])
                return


def _take(log: RunLog) -> list[tuple[Entry, Extra | None]]:
    batch, log.uncommitted = log.uncommitted, []
    return batch


def _insert(connection: Connection, log: RunLog, batch: list[tuple[Entry, Extra | None]]) -> None:
    insert_entries(connection, log.tenant, log.run_id, log.thread_id, [e for e, _ in batch])
    for _, extra in batch:
        if extra is not None:
            extra(connection)


def insert_entries(
    connection: Connection, tenant: str, run_id: str, thread_id: str, entries: list[Entry]
) -> None:
    """Write entries of one run to the table."""
    rows = [
        {
            "tenant": tenant,
            "run_id": run_id,
            "thread_id": thread_id,
            "seq": entry.seq,
            "event_id": f"{run_id}:{entry.seq}",
            "type": entry.type,
            "key": entry.key,
            "agent": entry.agent,
            "ns": entry.ns,
            "ts": entry.ts,
            "data": entry.data.decode(),
        }
        for entry in entries
    ]
    connection.execute(_NEW_EVENTS, rows)
