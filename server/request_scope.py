"""The outermost middleware: request id, deadline, security headers, access log, last resort.

Plain ASGI: wrapping `send` costs microseconds where a `BaseHTTPMiddleware` costs a task and a
queue per request, and breaks disconnects.
"""

import re
import secrets
import time
from collections.abc import Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import internal, problem, report, respond
from tools.errors import InvalidInput

MAX_PATIENCE_MS = 3_600_000
_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
_QUIET = frozenset({"/health", "/ready", "/metrics"})
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}

log = structlog.get_logger("server.access")


class RequestScope:
    """Gives every request an id and every answer the headers that all answers have."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        answer = _Answer(send, request_id)
        began = time.perf_counter()
        try:
            state["patience_s"] = _patience(headers)
            await self.app(scope, receive, answer.send)
        except InvalidInput as error:
            await respond(problem(error, request_id=request_id))(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001  # the last resort: a bug is logged, not shown
            report(error, "request failed", request_id=request_id, path=_path(scope))
            if answer.status == 0:
                await respond(internal(request_id))(scope, receive, answer.send)
        finally:
            if scope["path"] not in _QUIET:
                _write_log(scope, answer.status, request_id, time.perf_counter() - began)


class _Answer:
    """Adds our headers to the response's start and remembers its status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.status = 0
        self._send = send
        self._request_id = request_id

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._request_id
            for name, value in _SECURITY.items():
                headers.setdefault(name, value)
        await self._send(message)


def _request_id(headers: Headers) -> str:
    """The caller's id where it is sane and alone, else one of ours."""
    given = headers.getlist("x-request-id")
    if len(given) == 1 and _REQUEST_ID.fullmatch(given[0]):
        return given[0]
    return f"req_{secrets.token_hex(12)}"


def _patience(headers: Mapping[str, str]) -> float | None:
    """How long the caller will wait, in seconds."""
    given = headers.get("x-request-timeout-ms")
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= MAX_PATIENCE_MS:
        raise InvalidInput.of(
            "X-Request-Timeout-Ms", f"must be a whole number from 1 to {MAX_PATIENCE_MS:,}"
        )
    return int(given) / 1000


def _path(scope: Scope) -> str:
    """The route as it is declared: without ids, and without what a stranger typed."""
    route = scope.get("route")
    return str(getattr(route, "path", "(no route)"))


def _write_log(scope: Scope, status: int, request_id: str, seconds: float) -> None:
    log.info(
        "request",
        method=scope["method"],
        path=_path(scope),
        status=status,
        ms=round(seconds * 1000, 1),
        request_id=request_id,
    )
