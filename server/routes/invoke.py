"""POST /invoke: ask, and get the whole answer."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from server.answering import end_of, replayed, wait_for
from server.asking import ask_of
from server.openapi import problems
from server.schemas import InvokeRequest, RunResult
from server.service import TheCaller, TheService

router = APIRouter(tags=["conversation"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,255}$",
        description="The same key with the same body starts nothing twice, for 24 hours.",
    ),
]


@router.post(
    "/invoke",
    response_model=RunResult,
    responses=problems(400, 402, 404, 409, 413, 415, 422, 502, 503, 504),
    summary="Ask, and get the whole answer",
)
async def invoke(
    body: InvokeRequest,
    request: Request,
    service: TheService,
    who: TheCaller,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Answer one message. The run is stored before it begins and belongs to the server."""
    ask = await ask_of(body, request, service, who, idempotency_key)
    live, run_id = await service.runs.start(ask)
    if live is None:
        return await replayed(run_id, service, who.tenant)
    await wait_for(live, request, body.on_disconnect, service.runs)
    return await end_of(live, service)
