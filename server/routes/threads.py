"""/threads: conversations."""

import base64
import time
from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from server import thread_store
from server.asking import key_of
from server.examples import THREAD_ID
from server.openapi import problems
from server.routes.invoke import IdempotencyKey
from server.run_record import new_id
from server.run_store import known_key, new_thread
from server.schemas import RunList, Thread, ThreadMessages, ThreadPage, ThreadRequest
from server.service import TheCaller, TheService
from tools.errors import InvalidInput

router = APIRouter(prefix="/threads", tags=["threads"])


ThreadId = Annotated[str, Path(max_length=200, examples=[THREAD_ID])]


@router.post(
    "",
    status_code=201,
    responses=problems(400, 404, 415, 422),
    summary="Begin a conversation",
)
async def create(
    request: Request,
    response: Response,
    service: TheService,
    who: TheCaller,
    body: ThreadRequest | None = None,
    idempotency_key: IdempotencyKey = None,
) -> Thread:
    """A conversation without messages. `/invoke` without `thread_id` begins one as well."""
    data = body.metadata if body else {}
    thread_id, now = new_id("thr"), time.time()
    key = await key_of(request, idempotency_key)

    def begin(connection: Connection) -> str | None:
        known = known_key(connection, who.tenant, key, thread_id)
        if known is None:
            new_thread(connection, who.tenant, thread_id, data, now)
        return known

    if (known := await service.database.write(begin)) is None:
        return thread_store.shown(thread_id, now, now, data)
    response.headers["Idempotent-Replayed"] = "true"
    return await show(known, service, who)


@router.get("", responses=problems(422), summary="Conversations, the latest first")
async def listing(
    service: TheService,
    who: TheCaller,
    limit: Annotated[int, Query(ge=1, le=100, description="How many.")] = 20,
    cursor: Annotated[
        str | None, Query(max_length=500, description="`next_cursor` of the page before.")
    ] = None,
) -> ThreadPage:
    """A page of conversations."""
    async with service.database.read() as connection:
        found = await thread_store.page(connection, who.tenant, limit + 1, _decoded(cursor))
    more = len(found) > limit
    return ThreadPage(
        threads=[thread_store.of_row(row) for row in found[:limit]],
        next_cursor=_encoded(found[limit - 1].updated_at, found[limit - 1].id) if more else None,
    )


@router.get("/{thread_id}", responses=problems(404), summary="A conversation")
async def show(thread_id: ThreadId, service: TheService, who: TheCaller) -> Thread:
    """A conversation without its messages."""
    async with service.database.read() as connection:
        return thread_store.of_row(await thread_store.find(connection, who.tenant, thread_id))


@router.get("/{thread_id}/messages", responses=problems(404), summary="What was said")
async def messages(thread_id: ThreadId, service: TheService, who: TheCaller) -> ThreadMessages:
    """Every message, the oldest first; of a run that was stopped, what it had said."""
    async with service.database.read() as connection:
        await thread_store.find(connection, who.tenant, thread_id)
        return await thread_store.messages(connection, who.tenant, thread_id)


@router.get("/{thread_id}/runs", responses=problems(404), summary="Runs of a conversation")
async def runs(thread_id: ThreadId, service: TheService, who: TheCaller) -> RunList:
    """Every run, the oldest first."""
    async with service.database.read() as connection:
        await thread_store.find(connection, who.tenant, thread_id)
        return await thread_store.runs(connection, who.tenant, thread_id)


@router.delete(
    "/{thread_id}", status_code=204, responses=problems(404, 409), summary="Forget a conversation"
)
async def forget(thread_id: ThreadId, service: TheService, who: TheCaller) -> Response:
    """Remove a conversation with its runs and their logs. Receipts stay."""
    await service.database.write(lambda c: thread_store.remove(c, who.tenant, thread_id))
    await service.forget_thread(f"{who.tenant}/{thread_id}")
    return Response(status_code=204)


def _encoded(updated_at: float, thread_id: str) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([updated_at, thread_id])).decode()


def _decoded(cursor: str | None) -> tuple[float, str] | None:
    if cursor is None:
        return None
    try:
        updated_at, thread_id = orjson.loads(base64.urlsafe_b64decode(cursor))
        return float(updated_at), str(thread_id)
    except (ValueError, TypeError):
        raise InvalidInput.of("cursor", "must be the next_cursor of a page") from None
