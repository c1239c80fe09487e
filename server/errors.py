"""Every error as `application/problem+json`: one shape, one place.

Never exception text, never an echo of the input. The framework's own 404, 405, 413 and 422 bodies
are replaced too.
"""

import math
import re
import traceback
from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from tools.errors import FieldProblem, ServiceError, TooLarge
from tools.validation import problem as field_problem

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:polymath:problem:"
JSON_WANTED = "send Content-Type: application/json"

_TITLES = {
    400: "The request cannot be read",
    401: "Not signed in",
    402: "The budget is spent",
    403: "Not allowed",
    404: "Not found",
    405: "Not a method of this address",
    409: "In conflict with something under way",
    413: "Too large",
    415: "Not a media type accepted here",
    422: "The request makes no sense",
    429: "Too many requests",
    499: "Cancelled",
    500: "Something went wrong on our side",
    502: "Another service answered wrongly",
    503: "Not available now",
    504: "The time allowed is over",
    507: "No room left",
}
_CODES = {
    400: "malformed-request",
    401: "token-invalid",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "body-too-large",
    415: "unsupported-media",
    422: "validation",
}
_DETAILS = {
    404: "there is nothing at this address",
    405: "this address does not take that method",
    413: "the body is larger than is accepted here",
}

log = structlog.get_logger("server.errors")


class Malformed(ServiceError):
    """The bytes received are no request."""

    status, code = 400, "malformed-json"


class UnsupportedMedia(ServiceError):
    """The body is of a type not read here."""

    status, code = 415, "unsupported-media"


class StorageFull(ServiceError):
    """There is no room left to keep things."""

    status, code, retryable = 507, "storage-full", True


def problem(
    error: ServiceError, *, request_id: str, run_id: str | None = None, status: int | None = None
) -> dict[str, Any]:
    """The problem object of `error`, as responses and `run.failed` carry it."""
    status = status or error.status
    body: dict[str, Any] = {
        "type": TYPE + error.problem_code,
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": error.message,
        "hint": error.hint,
        "code": error.problem_code,
        "retryable": error.retryable,
        "request_id": request_id,
        "instance": f"/requests/{request_id}",
    }
    if error.retry_after_s is not None:
        body["retry_after_ms"] = round(error.retry_after_s * 1000)
    if run_id:
        body["run_id"] = run_id
    if error.errors:
        body["errors"] = [
            {"field": e.field, "code": e.code, "message": e.message} for e in error.errors
        ]
    return body


def internal(request_id: str, run_id: str | None = None) -> dict[str, Any]:
    """The problem object of a bug: it says nothing but where to look."""
    hint = "the request id leads to the cause in the server's log"
    error = ServiceError("something went wrong on our side", hint=hint)
    return problem(error, request_id=request_id, run_id=run_id)


def respond(body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem object as a response, with Retry-After where it says when."""
    extra = dict(headers or {})
    if "retry_after_ms" in body:
        extra["Retry-After"] = str(max(1, math.ceil(body["retry_after_ms"] / 1000)))
    return Response(orjson.dumps(body), body["status"], extra, MEDIA_TYPE)


def request_id_of(request: Request) -> str:
    """The id the outermost middleware gave the request."""
    return str(request.scope.get("state", {}).get("request_id", ""))


async def on_service_error(request: Request, error: Exception) -> Response:
    """Answer an error raised on purpose."""
    assert isinstance(error, ServiceError)
    return respond(problem(error, request_id=request_id_of(request)))


async def on_invalid(request: Request, error: Exception) -> Response:
    """Answer what FastAPI found wrong, in our words and without the input."""
    assert isinstance(error, RequestValidationError)
    if _is_wrong_media(request, error):
        media = UnsupportedMedia("the body must be JSON", hint=JSON_WANTED)
        return respond(problem(media, request_id=request_id_of(request)))
    problems = tuple(_placed(detail) for detail in error.errors())
    text = "; ".join(f"{p.field}: {p.message}" for p in problems[:5])
    invalid = ServiceError(text, code="validation", errors=problems)
    return respond(problem(invalid, request_id=request_id_of(request), status=422))


async def on_http(request: Request, error: Exception) -> Response:
    """Answer what Starlette raises: 404, 405, 413 and the like."""
    assert isinstance(error, HTTPException)
    status = error.status_code
    said = ServiceError(
        _DETAILS.get(status, _TITLES.get(status, "the request was refused").lower()),
        code=_CODES.get(status, "refused"),
    )
    body = problem(said, request_id=request_id_of(request), status=status)
    headers = {"Allow": _methods_of(request)} if status == 405 else error.headers
    return respond(body, headers)


def too_large(limit: int) -> TooLarge:
    """A body over `limit` bytes."""
    return TooLarge(
        f"the body is larger than the {limit:,} bytes accepted here",
        errors=(FieldProblem("body", "too_large", f"must be at most {limit:,} bytes"),),
    )


def report(error: BaseException, event: str, **context: Any) -> None:
    """Log a bug by its type and place. Its text may repeat what a user wrote, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    log.error(event, error=type(error).__name__, where=where, **context)


def install(app: FastAPI) -> None:
    """Let `app` answer our errors and its own in our shape."""
    app.add_exception_handler(ServiceError, on_service_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)


def _methods_of(request: Request) -> str:
    """What an address takes. The framework names only the first route that has the address."""
    paths: Mapping[str, Mapping[str, Any]] = request.app.openapi()["paths"]
    for template, operations in paths.items():
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), request.url.path):
            return ", ".join(method.upper() for method in operations)
    return ""


def _placed(detail: Mapping[str, Any]) -> FieldProblem:
    """FastAPI puts `body`, `query` or `path` before the name; users know only the name."""
    found = field_problem({**detail, "loc": tuple(detail["loc"])[1:]})
    if found.field:
        return found
    where = str(detail["loc"][0])
    message = "must be a JSON object" if where == "body" else found.message
    return FieldProblem(where, found.code, message)


def _is_wrong_media(request: Request, error: RequestValidationError) -> bool:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = media == "application/json" or media.endswith("+json")
    return not is_json and any(tuple(e["loc"]) == ("body",) for e in error.errors())
