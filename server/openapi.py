"""How routes describe their errors and examples in OpenAPI."""

from typing import Any

from fastapi import FastAPI

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


def install(app: FastAPI) -> None:
    """Let `app` describe itself without what FastAPI adds: errors as plain JSON."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        operations = (o for path in document["paths"].values() for o in path.values())
        for response in (r for operation in operations for r in operation["responses"].values()):
            if PROBLEM in response.get("content", {}):
                response["content"] = {PROBLEM: response["content"][PROBLEM]}
        return document

    app.openapi = openapi


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
