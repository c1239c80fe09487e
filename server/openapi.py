"""How routes describe their errors and examples in OpenAPI."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.routing import Route

from server.errors import MEDIA_TYPE as PROBLEM
from server.examples import RUN_ID, THREAD_ID
from server.schemas import Problem

_MEANINGS = {
    400: ("malformed-json", "The body is not strict JSON."),
    402: ("budget-exceeded", "What a run may spend is spent; what was found is kept."),
    404: ("not-found", "It does not exist, or is not yours."),
    409: ("run-in-progress", "It collides with something under way."),
    413: ("body-too-large", "More than is accepted."),
    415: ("unsupported-media", "The body must be JSON."),
    422: ("validation", "A field is wrong; `errors` names it."),
    502: ("provider-invalid-response", "A model provider answered wrongly."),
    503: ("overloaded", "Try again after `Retry-After`."),
    507: ("storage-full", "There is no room left to keep it."),
    504: ("deadline-exceeded", "`X-Request-Timeout-Ms` is over; the run was stopped."),
}

STREAM = (
    "retry: 2000\n\n"
    f"id: {RUN_ID}:1\nevent: run.started\n"
    f'data: {{"seq":1,"ts":"2026-11-21T09:00:00.000Z","run_id":"{RUN_ID}",'
    f'"thread_id":"{THREAD_ID}","attempt":1,"model":"embedded"}}\n\n'
    f"id: {RUN_ID}:2\nevent: run.completed\n"
    'data: {"seq":2,"ts":"2026-11-21T09:00:01.000Z"}\n\n'
)

EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string", "description": "`<run_id>:<seq>`"},
        "event": {"type": "string"},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}
"""One event of a stream: OpenAPI 3.2's `itemSchema`, which earlier readers pass over."""

EVENT_STREAM: dict[str, Any] = {
    "description": "Events of the run; resumable by `Last-Event-ID`.",
    "content": {"text/event-stream": {"itemSchema": EVENT, "example": STREAM}},
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of a route."""
    return {status: _problem(status) for status in (*statuses, 500)}


def install(app: FastAPI, describe: Callable[[], None]) -> None:
    """Let `app` describe itself when it is first asked to, and without what FastAPI adds.

    `describe` completes what routes left out while the service started. Making the document takes
    most of a second, so a request for it waits in a thread while the others are served.
    """
    made, making = app.openapi, threading.Lock()

    def openapi() -> dict[str, Any]:
        with making:
            if app.openapi_schema is None:
                describe()
                _as_problems(made()["paths"])
            return made()

    app.openapi = openapi
    (served,) = (r for r in app.routes if isinstance(r, Route) and r.path == app.openapi_url)

    async def described(request: Request) -> Response:
        await asyncio.to_thread(openapi)
        return await served.endpoint(request)

    app.router.routes.insert(0, Route(served.path, described, include_in_schema=False))


def _as_problems(paths: dict[str, Any]) -> None:
    """Errors are not also described as plain JSON."""
    operations = (o for path in paths.values() for o in path.values())
    for response in (r for operation in operations for r in operation["responses"].values()):
        if PROBLEM in response.get("content", {}):
            response["content"] = {PROBLEM: response["content"][PROBLEM]}


def _problem(status: int) -> dict[str, Any]:
    code, meaning = _MEANINGS.get(status, ("internal", "Something went wrong on our side."))
    example = {
        "type": f"urn:polymath:problem:{code}",
        "title": meaning,
        "status": status,
        "detail": meaning,
        "hint": "",
        "code": code,
        "retryable": status in (409, 502, 503, 504),
        "request_id": "req_5f2b8c",
        "instance": "/requests/req_5f2b8c",
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": meaning,
        "model": Problem,
        "content": {PROBLEM: {"schema": schema, "example": example}},
    }
