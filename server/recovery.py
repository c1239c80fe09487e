"""Continue what a process that ended left unfinished, and stay the owner of what is ours."""

import asyncio

import structlog

from server import run_record, run_store
from server.errors import problem, report
from server.live_run import failed
from server.run_record import RunRecord
from server.run_settling import settle
from server.runs import RunManager
from tools.errors import ServiceError, Unavailable

WATCH_S = 1.0
"""How often a process with a shared database says that it is alive and looks around."""

MAX_ATTEMPTS = 100
"""A run that takes its process down this often is not begun once more."""

log = structlog.get_logger("server.recovery")


async def recover(runs: RunManager, *, everything: bool) -> int:
    """Take over every run nobody works on; how many there were."""
    async with runs.database.read() as connection:
        records = await run_store.abandoned(connection, everything=everything)
    taken = 0
    for record in sorted(records, key=_turn):
        if record.id not in runs.live:
            taken += await _take_over(runs, record, force=everything)
    if taken:
        log.info("runs continued", count=taken)
    return taken


async def watch(runs: RunManager) -> None:
    """Renew our leases, stop what another process was asked to stop, take over what lies idle."""
    while True:
        await asyncio.sleep(WATCH_S)
        try:
            stops = await runs.database.write(
                lambda c: run_store.renew(c, runs.owner, runs.settings.lease_s)
            )
            for run_id, by in stops:
                if (live := runs.live.get(run_id)) is not None:
                    runs.stop(live, by)
            await recover(runs, everything=False)
            runs.look_again()
        except Unavailable:
            log.warning("database does not answer")
        except Exception as error:  # noqa: BLE001  # the watch must outlive every surprise
            report(error, "watch failed")


def _turn(record: RunRecord) -> tuple[bool, float]:
    """Running ones hold their threads; queued ones come after, in their order."""
    return record.status != run_record.RUNNING, record.created_at


async def _take_over(runs: RunManager, record: RunRecord, *, force: bool) -> bool:
    lease = runs.settings.lease_s
    mine = await runs.database.write(
        lambda c: run_store.take_over(c, record, runs.owner, lease, force=force)
    )
    if not mine:
        return False
    live = runs.adopt(record)
    live.log.load(await runs.logs.read_all(record.tenant, record.id))
    if record.status == run_record.QUEUED:
        runs.enqueue(live)
        return True
    record.attempt += 1
    if record.attempt > MAX_ATTEMPTS:
        gone = ServiceError("the run ended the process it ran in too often", code="internal")
        ending = failed(problem(gone, request_id=record.request_id, run_id=record.id))
        await settle(live, ending, runs.database, runs.logs)
        runs.live.pop(record.id, None)
    else:
        runs.begin(live)
    return True
