"""Make the end of a run's work durable: in the thread, in the log, in the run table."""

import asyncio
import time

from sqlalchemy import Connection

from server import run_record
from server.database import Database
from server.errors import report
from server.faces.folding import fold
from server.live_run import DRAINED, WAITS, Ending, LiveRun
from server.log import LogStore
from server.metrics import observe_run
from server.run_store import set_run
from tools.errors import Conflict

KEEP_TIMEOUT_S = 5.0


async def settle(live: LiveRun, ending: Ending, database: Database, logs: LogStore) -> None:
    """Commit how the work ended; then readers see it, and nobody works on the run any more."""
    try:
        if ending.is_pause:
            await _pause(live, ending, database)
        else:
            await _end(live, ending)
    except Conflict:
        live.log.paused = DRAINED.payload  # taken over: whoever has the run now tells its end
    finally:
        logs.close(live.log)
        live.over.set()


async def _pause(live: LiveRun, ending: Ending, database: Database) -> None:
    await live.log.flush()
    if ending is WAITS:
        await database.write(
            lambda connection: set_run(
                connection,
                live.record.id,
                status=run_record.INTERRUPTED,
                resume=None,
                lease_owner=None,
                lease_until=None,
            )
        )
        live.record.status = run_record.INTERRUPTED
    live.log.paused = ending.payload


async def _end(live: LiveRun, ending: Ending) -> None:
    rolled_back = ending.payload.get("by") == "rollback"
    if ending.status == run_record.CANCELLED:
        await _close_thread(live, rolled_back=rolled_back)

    def finish(connection: Connection) -> None:
        set_run(
            connection,
            live.record.id,
            status=ending.status,
            finished_at=time.time(),
            rolled_back=rolled_back,
            lease_owner=None,
            lease_until=None,
        )

    live.log.append(ending.kind, ending.payload, key="run.ended", extra=finish)
    await live.log.flush()
    live.record.status = ending.status
    observe_run(live.record.model, ending.status, live.log.tail)


async def _close_thread(live: LiveRun, *, rolled_back: bool) -> None:
    """Leave the thread fit for its next message: with the partial answer, or as it was before."""
    if live.drive is None:
        return
    try:
        async with asyncio.timeout(KEEP_TIMEOUT_S):
            if rolled_back:
                await live.drive.revert()
            else:
                said = fold(live.record.id, live.record.thread_id, "cancelled", live.log.tail)
                await live.drive.keep(said["message"]["content"])
    except Exception as error:  # noqa: BLE001  # the run must end; the next message mends the thread
        report(error, "thread not closed", run_id=live.record.id)
