"""The run manager: a run belongs to the server, never to a connection."""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from server import run_record, run_store
from server.database import Database
from server.events import Entry, encode
from server.execution import Parts, perform, started
from server.faces.folding import fold
from server.live_run import DRAINED, Ending, LiveRun, cancelled
from server.log import LogStore, RunLog, insert_entries
from server.run_record import Ask, Key, RunRecord, new_id
from server.run_settling import settle
from server.settings import Settings
from tools.errors import Conflict, InvalidInput, Unavailable

STOP_S = 1.0
"""How long a run may take to stop after it was told to."""

ELSEWHERE_S = 5.0
"""How long to wait for another process to stop a run."""


class RunManager:
    """Starts, stops, queues, resumes and continues runs."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        logs: LogStore,
        parts: Parts,
    ) -> None:
        self.settings = settings
        self.database = database
        self.logs = logs
        self.owner = new_id("proc")
        self.live: dict[str, LiveRun] = {}
        self.queues: dict[str, deque[LiveRun]] = {}
        self.draining = False
        self._parts = parts
        self._tasks: set[asyncio.Task[None]] = set()
        self._by_thread: dict[str, LiveRun] = {}

    async def start(self, ask: Ask) -> tuple[LiveRun | None, str]:
        """Begin a run once it is stored; None beside the id of one this very request had begun."""
        self._admit()
        record = ask.record(run_record.RUNNING, self.owner, self.settings.lease_s)
        live = LiveRun(record, self._open(record))
        self.live[record.id] = live
        try:
            known, before = await self.database.write(lambda c: self._accept(c, ask, record))
        except BaseException:
            self._drop(live)
            raise
        if known is not None:
            self._drop(live)
            return None, known
        self._set_deadline(live)
        if record.status == run_record.RUNNING:
            live.log.load([_first(record)])
            self.begin(live)
        else:
            self.enqueue(live)
            if ask.strategy in ("interrupt", "rollback"):
                for run in [self.live[other] for other in before if other in self.live]:
                    self.stop(run, ask.strategy)
        return live, record.id

    def begin(self, live: LiveRun) -> None:
        """Work on a run that is ours."""
        self._by_thread[live.record.graph_thread] = live
        live.task = self._spawn(self._work(live))

    def adopt(self, record: RunRecord) -> LiveRun:
        """Take a stored run into this process."""
        live = LiveRun(record, self._open(record), recovered=True, cancel_by=record.cancel_by)
        self.live[record.id] = live
        self._set_deadline(live)
        return live

    async def find(self, tenant: str, run_id: str) -> RunRecord:
        """A run as it is stored, or `NotFound`."""
        async with self.database.read() as connection:
            return await run_store.find(connection, tenant, run_id)

    async def result(self, record: RunRecord) -> dict[str, Any]:
        """The `/invoke` object of a run, folded from its log."""
        if (live := self.live.get(record.id)) is not None:
            return await self.result_of(live)
        entries = await self.logs.read_all(record.tenant, record.id)
        return fold(record.id, record.thread_id, record.status, entries)

    async def result_of(self, live: LiveRun) -> dict[str, Any]:
        """The same of a run of this process, from memory where its whole log is there."""
        record, entries = live.record, live.log.tail
        if not entries or entries[0].seq != 1:
            entries = await self.logs.read_all(record.tenant, record.id)
        return fold(record.id, record.thread_id, record.status, entries)

    async def cancel(self, tenant: str, run_id: str, by: str) -> RunRecord:
        """Stop a run, wherever it is; returns once it has stopped. Nothing to do when over."""
        record = await self.find(tenant, run_id)
        if record.status in run_record.FINISHED:
            return record
        await self.database.write(lambda c: run_store.set_run(c, run_id, cancel_by=by))
        if (live := self.live.get(run_id)) is not None:
            self.stop(live, by)
        elif record.status == run_record.INTERRUPTED:
            live = await self._reopen(record, by)
        if live is not None:
            await live.over.wait()
            return live.record
        return await self._stopped_elsewhere(tenant, run_id)

    async def _stopped_elsewhere(self, tenant: str, run_id: str) -> RunRecord:
        """Another process works on the run and looks once a second whether it shall stop."""
        deadline = time.monotonic() + ELSEWHERE_S
        while True:
            record = await self.find(tenant, run_id)
            if record.status in run_record.FINISHED or time.monotonic() > deadline:
                return record
            await asyncio.sleep(0.1)

    async def resume(
        self, tenant: str, run_id: str, interrupt_id: str, answer: Any, key: Key
    ) -> LiveRun | None:
        """Continue a run with what a person decided; None when this very request did so before."""
        self._admit()
        record = await self.find(tenant, run_id)
        entries = await self.logs.read_all(tenant, run_id)
        asked = fold(run_id, record.thread_id, record.status, entries).get("interrupt") or {}
        if record.status == run_record.INTERRUPTED and asked.get("interrupt_id") != interrupt_id:
            raise InvalidInput.of("interrupt_id", "is not what the run waits for")
        record.resume = {interrupt_id: answer}

        def take_up(connection: Connection) -> bool:
            if run_store.known_key(connection, tenant, key, run_id) is not None:
                return False
            return run_store.take_up(connection, record, self.owner, self.settings.lease_s)

        if not await self.database.write(take_up):
            return None
        record.status = run_record.RUNNING
        live = self.adopt(record)
        live.log.load(entries)
        self.begin(live)
        return live

    async def drain(self, grace_s: float) -> None:
        """Stop between two steps where possible; what does not stop in time is put aside."""
        self.draining = True
        self._parts.executor.draining = True
        for live in [run for queue in self.queues.values() for run in queue]:
            await settle(live, DRAINED, self.database, self.logs)
        self.queues.clear()
        for live in self.live.values():
            if live.drive is not None:
                live.drive.drain()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace_s)
        for task in [live.task for live in self.live.values() if live.task is not None]:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_S)
        await self.database.write(lambda c: run_store.release(c, self.owner))

    def _admit(self) -> None:
        if self.draining:
            raise Unavailable("the service is shutting down", code="draining", retry_after_s=2)
        if len(self.live) >= self.settings.max_runs:
            raise Unavailable("too many runs at once", code="overloaded", retry_after_s=1)

    def _open(self, record: RunRecord) -> RunLog:
        return self.logs.open(tenant=record.tenant, run_id=record.id, thread_id=record.thread_id)

    def _drop(self, live: LiveRun) -> None:
        self.live.pop(live.record.id, None)
        self.logs.close(live.log)

    def _accept(
        self, connection: Connection, ask: Ask, record: RunRecord
    ) -> tuple[str | None, Sequence[str]]:
        """Store the run with its first event, unless the request was seen before or must wait."""
        known = run_store.known_key(connection, ask.tenant, ask.key, ask.run_id)
        if known is not None:
            return known, ()
        run_store.touch_thread(connection, ask)
        before = run_store.unfinished_on(connection, ask)
        if before and ask.strategy == "reject":
            raise busy()
        record.status = run_record.QUEUED if before else run_record.RUNNING
        run_store.insert_run(connection, record)
        if before and ask.strategy in ("interrupt", "rollback"):
            for run_id in before:
                run_store.set_run(connection, run_id, cancel_by=ask.strategy)
        if not before:
            first = [_first(record)]
            insert_entries(connection, record.tenant, record.id, record.thread_id, first)
        return None, before

    def enqueue(self, live: LiveRun) -> None:
        """Let a run wait for its thread's others."""
        self.queues.setdefault(live.record.graph_thread, deque()).append(live)
        if live.record.graph_thread not in self._by_thread:
            self.next_on(live.record.graph_thread)

    def look_again(self) -> None:
        """Try queued runs whose thread may have become free in another process."""
        for thread in [thread for thread in self.queues if thread not in self._by_thread]:
            self.next_on(thread)

    def stop(self, live: LiveRun, by: str) -> None:
        """Cancel a run; one that never had its turn ends at once, beside its thread's work."""
        live.cancel(by)
        queue = self.queues.get(live.record.graph_thread)
        if queue is not None and live in queue:
            queue.remove(live)
            self._spawn(self._end_unbegun(live))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _end_unbegun(self, live: LiveRun) -> None:
        live.log.append("run.started", started(live.record), key="run.started")
        await self._settle(live, cancelled(live.cancel_by or "user"))

    async def _reopen(self, record: RunRecord, by: str) -> LiveRun:
        """Take up a paused run only to end it."""
        live = self.adopt(record)
        live.log.load(await self.logs.read_all(record.tenant, record.id))
        live.cancel_by = by
        self.begin(live)
        return live

    async def _work(self, live: LiveRun) -> None:
        ending = await self._ending(live)
        live.task = None  # from here on a cancellation comes too late
        await self._settle(live, ending)

    async def _settle(self, live: LiveRun, ending: Ending) -> None:
        try:
            await settle(live, ending, self.database, self.logs)
        finally:
            if live.timer is not None:
                live.timer.cancel()
            self.live.pop(live.record.id, None)
            thread = live.record.graph_thread
            if self._by_thread.get(thread) is live:
                del self._by_thread[thread]
            if not self.draining:
                self.next_on(thread)

    async def _ending(self, live: LiveRun) -> Ending:
        if live.cancel_by is not None:
            return cancelled(live.cancel_by)
        try:
            return await perform(live, self._parts)
        except asyncio.CancelledError:
            if live.cancel_by is None and not self.draining:
                raise
            return cancelled(live.cancel_by) if live.cancel_by else DRAINED

    def _set_deadline(self, live: LiveRun) -> None:
        if live.record.deadline_at is not None:
            left = max(0.0, live.record.deadline_at - time.time())
            loop = asyncio.get_running_loop()
            live.timer = loop.call_later(left, self.stop, live, "deadline")

    def next_on(self, thread: str) -> None:
        """Give the thread's next queued run its turn."""
        queue = self.queues.get(thread)
        if not queue:
            self.queues.pop(thread, None)
            return
        self._spawn(self._take_turn(thread, queue[0]))

    async def _take_turn(self, thread: str, live: LiveRun) -> None:
        try:
            mine = await self.database.write(
                lambda c: run_store.claim(c, live.record.id, self.owner, self.settings.lease_s)
            )
        except IntegrityError:
            return  # another process works on the thread; the watch looks again
        queue = self.queues.get(thread)
        if mine and queue and queue[0] is live:
            queue.popleft()
            live.record.status = run_record.RUNNING
            self.begin(live)


def busy() -> Conflict:
    """The thread has a run that is not over."""
    return Conflict(
        "the thread is at work on another message",
        code="run-in-progress",
        hint="wait for it, or send multitask_strategy enqueue, interrupt or rollback",
        retry_after_s=1,
    )


def _first(record: RunRecord) -> Entry:
    """`run.started`, stored together with the run."""
    data = encode(1, record.created_at, None, started(record))
    return Entry(1, "run.started", data, record.created_at, "run.started")
