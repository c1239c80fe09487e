"""Work on one run: drive the graph, log what it tells, say how it ended."""

import asyncio
import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from graphs.driving import Drained, Drive, Standing
from graphs.events import Event
from graphs.retelling import retold
from graphs.services import Services
from graphs.spending import Budget, Spending
from graphs.state import RunContext
from graphs.usage import account, spent_by
from server.adapters.receipts import SqlReceipts
from server.draining import DrainingExecutor
from server.errors import internal, problem, report
from server.events import timestamp
from server.graph_cache import GraphCache
from server.live_run import COMPLETED, DRAINED, WAITS, Ending, LiveRun, failed
from server.run_record import RunRecord
from tools.errors import Conflict, ServiceError
from tools.ports import FileSource

FilesOf = Callable[[str], FileSource | None]
"""The files of a tenant."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What working on a run takes."""

    graphs: GraphCache
    services: Services
    executor: DrainingExecutor
    """The one among the services."""
    receipts: SqlReceipts
    """The ones the executor keeps."""
    files_of: FilesOf
    today: datetime.date | None = None
    """What every run takes as today's date; each run's own first day without."""
    budget: Budget = field(default_factory=Budget)
    """What each run may spend at model providers."""


log = structlog.get_logger("server.runs")


def started(record: RunRecord) -> dict[str, Any]:
    """The payload of `run.started`."""
    return {
        "run_id": record.id,
        "thread_id": record.thread_id,
        "attempt": record.attempt,
        "model": record.model,
        "accepted_at": timestamp(record.created_at),
    }


async def perform(live: LiveRun, parts: Parts) -> Ending:
    """Do the run's work. Only a cancellation gets out of here as an exception."""
    record = live.record
    live.log.append("run.started", started(record), key="run.started")
    if not live.recovered:
        parts.receipts.begin(record.id)
    try:
        live.drive = Drive(
            await parts.graphs.of(record.model),
            thread=record.graph_thread,
            run_id=record.id,
            durable=record.input.get("durable") is not False,
        )
        context = context_of(live, parts)
        return await _accounted(live, live.drive, context, parts.services)
    except Drained:
        return DRAINED
    except ServiceError as error:
        return failed(problem(error, request_id=record.request_id, run_id=record.id))
    except Exception as error:  # noqa: BLE001  # a bug ends the run, not the service
        report(error, "run failed", run_id=record.id, request_id=record.request_id)
        return failed(internal(record.request_id, record.id))
    finally:
        parts.receipts.end(record.id)


def context_of(live: LiveRun, parts: Parts) -> RunContext:
    """Who asks, under which conditions, and where events go."""
    record = live.record
    given = record.input
    left = record.deadline_at - time.time() if record.deadline_at is not None else None
    began = datetime.datetime.fromtimestamp(record.created_at, datetime.UTC)
    return RunContext(
        tenant=record.tenant,
        user=record.user,
        run_id=record.id,
        request_id=record.request_id,
        agent=given.get("agent"),
        files=parts.files_of(record.tenant),
        attachments=tuple(given.get("files") or ()),
        as_of=parts.today or began.date(),
        # Ours comes first: it cancels the run. The graph's own is for steps that cannot be.
        deadline=None if left is None else time.monotonic() + left + 0.5,
        response_schema=given.get("response_schema"),
        spending=Spending(parts.budget),
        attempt=record.attempt,
        tell=lambda event: tell(live, event),
    )


def tell(live: LiveRun, event: Event) -> None:
    """Log what the graph tells. Nothing here waits, so the graph is never held up."""
    live.log.append(event["type"], event["payload"], key=event["key"], agent=event["agent"])


async def _accounted(
    live: LiveRun, drive: Drive, context: RunContext, services: Services
) -> Ending:
    """The run's work; one that fails or is stopped tells what it spent all the same."""
    try:
        return await _drive(live, drive, context, services)
    except BaseException as error:
        goes_on = isinstance(error, Drained | asyncio.CancelledError) and live.cancel_by is None
        if context.spending.agents and not goes_on:
            told = account(context.spending.agents, context.spending)
            live.log.append("usage", told, key="usage")
        raise


async def _drive(live: LiveRun, drive: Drive, context: RunContext, services: Services) -> Ending:
    await _work(live, drive, context, services)
    if live.log.has_message:
        return COMPLETED
    standing = await drive.standing()
    if standing.pending:
        _tell_pending(live, standing)
        return WAITS
    log.error("run ended without a message", run_id=live.record.id)
    return failed(internal(live.record.request_id, live.record.id))


async def _work(live: LiveRun, drive: Drive, context: RunContext, services: Services) -> None:
    """Do what is left to do: all of it, the rest, or nothing."""
    record, message = live.record, str(live.record.input["message"])
    if not live.recovered and record.resume is None:
        return await drive.start(message, context)
    standing = await drive.standing()
    if not standing.begun and record.resume is not None:
        raise Conflict("the conversation has gone on since", code="superseded")
    if not standing.begun:
        return await drive.start(message, context)
    context.spending.known(spent_by(standing.values))
    if live.log.has_text and not live.log.has_message:
        reset = {"message_id": context.message_id, "reason": "recovered"}
        live.log.append("message.reset", reset)
    # What a saved step told may have been on its way to the log when the process died.
    for event in await retold(standing.values, services, record.tenant):
        tell(live, event)
    open_ids = {pending.interrupt_id for pending in standing.pending}
    answers = {i: a for i, a in (record.resume or {}).items() if i in open_ids}
    if answers:
        await drive.resume(answers, context)
    elif not standing.finished and not standing.pending:
        await drive.go_on(context)


def _tell_pending(live: LiveRun, standing: Standing) -> None:
    """Make sure that every open question stands in the log."""
    for pending in standing.pending:
        if live.log.asked(pending.interrupt_id):
            continue
        asked: dict[str, Any] = {"kind": "approval", "question": "", "schema": {}}
        if isinstance(pending.value, Mapping):
            asked |= pending.value
        told = {"interrupt_id": pending.interrupt_id, **asked}
        live.log.append("interrupt", told, key=f"interrupt:{pending.interrupt_id}")
