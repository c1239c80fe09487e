"""POST /stream: ask, and follow the answer as it comes about."""

from fastapi import APIRouter, Request, Response

from server.answering import finished_record, stream
from server.asking import ask_of
from server.openapi import EVENT_STREAM, problems
from server.routes.invoke import IdempotencyKey
from server.schemas import InvokeRequest
from server.service import TheCaller, TheService

router = APIRouter(tags=["conversation"])


@router.post(
    "/stream",
    response_class=Response,
    responses={200: EVENT_STREAM, **problems(400, 404, 409, 413, 415, 422, 503)},
    summary="Ask, and follow the answer as it comes about",
)
async def ask_and_follow(
    body: InvokeRequest,
    request: Request,
    service: TheService,
    who: TheCaller,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Answer one message as server-sent events.

    Exactly one of `run.completed`, `run.failed`, `run.cancelled` and `run.interrupted` ends the
    stream. Cut off before that, go on with `GET /runs/{run_id}/events` and `Last-Event-ID`.
    """
    ask = await ask_of(body, request, service, who, idempotency_key)
    live, run_id = await service.runs.start(ask)
    if live is None:
        record = await finished_record(run_id, service, who.tenant)
        return stream(service.runs, record, 0, headers={"Idempotent-Replayed": "true"})
    watched = live if body.on_disconnect == "cancel" else None
    return stream(service.runs, live.record, 0, cancel_on_disconnect=watched)
