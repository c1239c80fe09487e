"""Read a run's log from any position to its end, live or long after.

A reader of a live run holds nothing but its position in the tail all readers share.
"""

import asyncio
import time
from collections.abc import AsyncGenerator

from server import run_record
from server.events import PAUSED, Entry, encode
from server.faces.native import frames, paused_frame
from server.live_run import WAITS
from server.log import LogStore, RunLog
from server.run_record import RunRecord
from server.runs import RunManager
from tools.errors import InvalidInput

BATCH = 256
"""Entries sent in one piece."""

POLL_S = 0.25
"""How often the table is looked at for a run that another process works on."""


def cursor(run_id: str, last_event_id: str | None, after: int | None) -> int:
    """Where to go on: the header `<run_id>:<seq>` before the query's number; 0 from the start."""
    if after is not None and last_event_id is None:
        return after
    if last_event_id in (None, "", "-1", "0"):
        return 0
    of_run, _, seq = str(last_event_id).rpartition(":")
    if of_run not in ("", run_id) or not (seq.isascii() and seq.isdigit() and len(seq) < 10):
        raise InvalidInput.of("Last-Event-ID", "must be the id of an event of this run")
    return int(seq)


async def follow(runs: RunManager, record: RunRecord, after: int) -> AsyncGenerator[bytes]:
    """The rest of a run's log as server-sent events, until the run ends or is put aside."""
    while True:
        if (log := runs.logs.live.get(record.id)) is not None:
            async for piece, reached in _live(runs.logs, log, after):
                after = reached
                yield piece
            if log.ended or log.paused is not None:
                return
        now = await runs.find(record.tenant, record.id)  # before its log: an end seen here is there
        if entries := await runs.logs.read(record.tenant, record.id, after):
            after = entries[-1].seq
            yield frames(record.id, entries)
        elif now.status in run_record.FINISHED:
            return
        elif now.status == run_record.INTERRUPTED:
            yield paused_frame(after, time.time(), WAITS.payload)
            return
        else:
            await asyncio.sleep(POLL_S)


async def _live(store: LogStore, log: RunLog, after: int) -> AsyncGenerator[tuple[bytes, int]]:
    while True:
        news = log.news
        entries = _from_tail(log, after)
        if entries is None:
            entries = await store.read(log.tenant, log.run_id, after, BATCH)
        if entries:
            after = entries[-1].seq
            yield frames(log.run_id, entries), after
        elif log.ended:
            return
        elif log.paused is not None:
            yield paused_frame(after, time.time(), log.paused), after
            return
        elif store.live.get(log.run_id) is not log:
            return
        else:
            await news.wait()


def _from_tail(log: RunLog, after: int) -> list[Entry] | None:
    """The next entries; None when the tail no longer reaches back that far."""
    if after >= log.committed:
        return []
    first = log.tail[0].seq if log.tail else log.committed + 1
    if after + 1 < first:
        return None
    begin = after + 1 - first
    return log.tail[begin : begin + BATCH]


async def events_so_far(runs: RunManager, record: RunRecord, after: int) -> list[Entry]:
    """What is in the log now, with the pause it ends in, if it does."""
    log = runs.logs.live.get(record.id)
    entries = _from_tail(log, after) if log is not None else None
    if entries is None or len(entries) == BATCH:
        entries = [e for e in await runs.logs.read_all(record.tenant, record.id) if e.seq > after]
    if record.status == run_record.INTERRUPTED:
        seq, now = entries[-1].seq if entries else after, time.time()
        entries.append(Entry(seq, PAUSED, encode(seq, now, None, WAITS.payload), now))
    return entries
