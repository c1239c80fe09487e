"""Refuses a body that is too large or is not JSON before any of it reaches a route."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import problem, respond, too_large
from server.strict_json import parse
from tools.errors import ServiceError, TooLarge

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})
_ENVELOPE = 65_536
"""What a multipart form may add to the file it carries."""
_HANG_UP = {"Connection": "close"}
"""Else the rest of a body that was refused would be taken from the wire all the same."""


class BodyGate:
    """Reads JSON bodies up to a limit and checks them; counts other bodies as they stream."""

    def __init__(self, app: ASGIApp, *, max_json: int, max_upload: int) -> None:
        self.app = app
        self.max_json = max_json
        self.max_upload = max_upload + _ENVELOPE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        form = headers.get("content-type", "").lower().startswith("multipart/form-data")
        limit = self.max_upload if form else self.max_json
        counted = _Counted(receive, limit)
        try:
            _check_length(headers, limit)
            if not form:
                body = await counted.whole()
                if body and is_json(headers):
                    parse(body)
                await self.app(scope, _Replayed(body, receive), send)
            else:
                await self.app(scope, counted, send)
        except (ServiceError, HTTPException) as raised:
            error = raised if isinstance(raised, ServiceError) else too_large(limit)
            request_id = str(scope.get("state", {}).get("request_id", ""))
            hang_up = _HANG_UP if error.status == TooLarge.status else None
            await respond(problem(error, request_id=request_id), hang_up)(scope, receive, send)


class _Counted:
    """A `receive` that stops at a limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._seen = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            # FastAPI turns what its form parser raises into 400, except this type.
            raise HTTPException(413, headers=_HANG_UP)
        return message

    async def whole(self) -> bytes:
        """The whole body; empty when the client has gone."""
        chunks: list[bytes] = []
        while True:
            message = await self()
            if message["type"] == "http.disconnect":
                return b""
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(chunks)


class _Replayed:
    """A `receive` that gives a body already read, then whatever comes after it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


def _check_length(headers: Headers, limit: int) -> None:
    declared = headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise too_large(limit)


def is_json(headers: Headers) -> bool:
    """Whether a body is JSON by its media type, or by having none."""
    media = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    return media == "application/json" or media.endswith("+json")
