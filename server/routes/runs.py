"""/runs: look at a run, follow it, stop it, decide for it."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response

from server.answering import as_json, end_of, replayed, stream, wait_for
from server.asking import key_of
from server.examples import RUN_ID
from server.faces.native import array
from server.following import cursor, events_so_far
from server.openapi import EVENT_STREAM, problems
from server.routes.invoke import IdempotencyKey
from server.schemas import ResumeRequest, RunResult
from server.service import TheCaller, TheService

router = APIRouter(prefix="/runs", tags=["runs"])

RunId = Annotated[str, Path(max_length=100, examples=[RUN_ID])]
LastEventId = Annotated[
    str | None, Header(alias="Last-Event-ID", description="Go on after this event.")
]
After = Annotated[int | None, Query(ge=0, description="Go on after this `seq`.")]


@router.get(
    "/{run_id}", response_model=RunResult, responses=problems(404), summary="A run and its answer"
)
async def show(run_id: RunId, service: TheService, who: TheCaller) -> Response:
    """The same object as `/invoke` answers; a failed run has `status: failed` and `problem`."""
    record = await service.runs.find(who.tenant, run_id)
    return as_json(await service.runs.result(record))


@router.get(
    "/{run_id}/events",
    response_class=Response,
    responses={200: EVENT_STREAM, **problems(404, 422)},
    summary="Follow a run, from any event on",
)
async def events(
    run_id: RunId,
    request: Request,
    service: TheService,
    who: TheCaller,
    after: After = None,
    last_event_id: LastEventId = None,
) -> Response:
    """Server-sent events, also long after the end; a JSON array with `Accept: application/json`."""
    record = await service.runs.find(who.tenant, run_id)
    position = cursor(run_id, last_event_id, after)
    accepted = request.headers.get("accept", "")
    if "application/json" in accepted and "text/event-stream" not in accepted:
        entries = await events_so_far(service.runs, record, position)
        return Response(array(entries), media_type="application/json")
    return stream(service.runs, record, position)


@router.post(
    "/{run_id}/cancel", response_model=RunResult, responses=problems(404), summary="Stop a run"
)
async def cancel(run_id: RunId, service: TheService, who: TheCaller) -> Response:
    """Stop a run and keep what it has said so far. A run that is over stays as it is."""
    record = await service.runs.cancel(who.tenant, run_id, "user")
    return as_json(await service.runs.result(record))


@router.post(
    "/{run_id}/resume",
    response_model=RunResult,
    responses=problems(400, 404, 409, 415, 422, 502, 503, 504),
    summary="Decide what a run waits for",
)
async def resume(
    run_id: RunId,
    body: ResumeRequest,
    request: Request,
    service: TheService,
    who: TheCaller,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Answer an interrupt; the run goes on, and this answers as `/invoke` does.

    With `Accept: text/event-stream` the rest of the run is streamed instead.
    """
    key = await key_of(request, idempotency_key)
    live = await service.runs.resume(who.tenant, run_id, body.interrupt_id, body.answer, key)
    if live is None:
        return await replayed(run_id, service, who.tenant)
    if "text/event-stream" in request.headers.get("accept", ""):
        return stream(service.runs, live.record, live.log.committed)
    await wait_for(live, request, "continue", service.runs)
    return await end_of(live, service)
