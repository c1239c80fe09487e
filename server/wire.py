"""HTTP as uvicorn speaks it, with our errors also where the bytes are no request at all."""

import secrets

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.errors import MEDIA_TYPE, Malformed, problem


class Protocol(HttpToolsProtocol):
    """Answers what cannot be parsed as problem+json instead of plain text."""

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's words stay inside
        """Say that this is not HTTP, and hang up."""
        request_id = f"req_{secrets.token_hex(12)}"
        error = Malformed("the bytes received are not an HTTP request", code="malformed-request")
        body = orjson.dumps(problem(error, request_id=request_id))
        head = (
            "HTTP/1.1 400 Bad Request\r\n"
            f"content-type: {MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\n"
            f"x-request-id: {request_id}\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
