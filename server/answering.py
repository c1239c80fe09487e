"""Answers that several routes give: a run's end, a run's stream."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
from fastapi import Request, Response
from sse_starlette.sse import EventSourceResponse
from starlette.types import Message

from server import run_record
from server.errors import problem, respond
from server.faces.native import HEARTBEAT, RETRY
from server.following import follow
from server.live_run import LiveRun
from server.run_record import RunRecord
from server.runs import RunManager
from server.service import Service
from tools.errors import Conflict, ServiceError, TimedOut, Unavailable

HEARTBEAT_S = 5
SEND_TIMEOUT_S = 15.0
"""A reader that takes nothing for this long is let go; its run goes on."""


async def wait_for(live: LiveRun, request: Request, on_disconnect: str, runs: RunManager) -> None:
    """Return once the run is over or put aside; stop it when its caller goes away, if so asked."""
    if on_disconnect != "cancel":
        await live.over.wait()
        return
    over = asyncio.ensure_future(live.over.wait())
    gone = asyncio.ensure_future(_gone(request))
    await asyncio.wait((over, gone), return_when=asyncio.FIRST_COMPLETED)
    if not over.done():
        runs.stop(live, "disconnect")
    gone.cancel()
    await over


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def end_of(live: LiveRun, service: Service) -> Response:
    """What `/invoke` says once the work on a run has ended."""
    paused = live.log.paused
    if paused is not None and paused.get("reason") == "draining":
        error = Unavailable(
            "the service is shutting down; the run goes on after the next start",
            code="draining",
            hint="ask GET /runs/{id} for it then",
            retry_after_s=2,
        )
        return respond(_problem_of(live.record, error))
    return finished(await service.runs.result_of(live), live.record)


async def replayed(run_id: str, service: Service, tenant: str) -> Response:
    """What was answered to this very request before."""
    record = await finished_record(run_id, service, tenant)
    answer = finished(await service.runs.result(record), record)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


async def finished_record(run_id: str, service: Service, tenant: str) -> RunRecord:
    """The run an earlier request began; `Conflict` while it is at work."""
    record = await service.runs.find(tenant, run_id)
    if record.status in run_record.UNFINISHED:
        raise Conflict(
            "the same request is at work already",
            code="idempotency-in-flight",
            hint="ask again shortly, or follow the run",
            retry_after_s=1,
        )
    return record


def finished(result: dict[str, Any], record: RunRecord) -> Response:
    """A run's object; a failed run is its problem, with that problem's status."""
    if result["status"] == "failed" and result.get("problem"):
        return respond(result["problem"])
    if result["status"] == "cancelled" and result.get("cancelled_by") == "deadline":
        late = TimedOut("the time allowed by X-Request-Timeout-Ms is over; the run was stopped")
        return respond(_problem_of(record, late))
    return as_json(result)


def as_json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A body as JSON."""
    return Response(orjson.dumps(body), status, headers, "application/json")


def stream(
    runs: RunManager,
    record: RunRecord,
    after: int,
    *,
    cancel_on_disconnect: LiveRun | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """The rest of a run's log as server-sent events."""

    async def on_close(_: Message) -> None:
        if cancel_on_disconnect is not None:
            runs.stop(cancel_on_disconnect, "disconnect")

    heartbeat: Any = lambda: HEARTBEAT  # noqa: E731  # ready bytes, which the library passes on
    return EventSourceResponse(
        _pieces(runs, record, after),
        headers={"Content-Location": f"/runs/{record.id}/events", **(headers or {})},
        ping=HEARTBEAT_S,
        sep="\n",
        ping_message_factory=heartbeat,
        send_timeout=SEND_TIMEOUT_S,
        client_close_handler_callable=on_close,
    )


async def _pieces(runs: RunManager, record: RunRecord, after: int) -> AsyncIterator[bytes]:
    lead = RETRY
    async for piece in follow(runs, record, after):
        yield lead + piece
        lead = b""


def _problem_of(record: RunRecord, error: ServiceError) -> dict[str, Any]:
    return problem(error, request_id=record.request_id, run_id=record.id)
