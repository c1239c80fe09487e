"""One question to a server that the settings name: bounded in time and size, errors in words."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import orjson

from tools.errors import NotAllowed, NotFound, TimedOut, TooLarge, Unavailable, UpstreamFailed

CONNECT_S, READ_S = 5.0, 30.0
MEGABYTE = 2**20


class Web:
    """Asks one server. Its address comes from the settings alone, and redirects are not followed.

    `name`: what the server is called in front of a person.
    """

    def __init__(
        self,
        base: str,
        name: str,
        *,
        headers: Mapping[str, str] | None = None,
        ca_file: Path | None = None,
        read_s: float = READ_S,
    ) -> None:
        self._base = base.rstrip("/")
        self._name = name
        self._headers = dict(headers or {})
        self._ca_file = ca_file
        self._timeout = httpx.Timeout(read_s, connect=CONNECT_S)

    def json(self, path: str = "", *, method: str = "GET", **more: Any) -> Any:
        """An answer in JSON."""
        try:
            return orjson.loads(self.content(path, method=method, **more))
        except orjson.JSONDecodeError:
            raise UpstreamFailed(f"{self._name} did not answer in JSON") from None

    def content(
        self,
        path: str = "",
        *,
        method: str = "GET",
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        limit: int = 20 * MEGABYTE,
    ) -> bytes:
        """An answer of at most `limit` bytes."""
        content = orjson.dumps(body) if body is not None else None
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        try:
            with (
                httpx.Client(timeout=self._timeout, verify=self._verified()) as client,
                client.stream(
                    method, self._base + path, params=query, content=content, headers=headers
                ) as answer,
            ):
                self._check(answer)
                return self._whole(answer, limit)
        except httpx.TimeoutException:
            raise TimedOut(f"{self._name} did not answer in time") from None
        except httpx.HTTPError:
            raise Unavailable(f"{self._name} cannot be reached", retry_after_s=60) from None

    def _verified(self) -> ssl.SSLContext | bool:
        if self._ca_file is None:
            return True
        return ssl.create_default_context(cafile=self._ca_file)

    def _check(self, answer: httpx.Response) -> None:
        code = answer.status_code
        if code in (401, 403):
            raise NotAllowed(f"{self._name} does not accept the keys in the settings")
        if code == 404:
            raise NotFound(f"{self._name} has nothing at that address")
        if code == 429 or code >= 500:
            wait = answer.headers.get("Retry-After", "")
            pause = float(wait) if wait.isdigit() else 60.0
            raise Unavailable(f"{self._name} is busy or out of order", retry_after_s=pause)
        if code != 200:
            raise UpstreamFailed(f"{self._name} answered with the status {code}")

    def _whole(self, answer: httpx.Response, limit: int) -> bytes:
        parts, size = list[bytes](), 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > limit:
                raise TooLarge(f"{self._name} sent more than {limit // MEGABYTE} MB")
            parts.append(part)
        return b"".join(parts)
