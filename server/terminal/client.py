"""Talk to the service over HTTP: streams that resume, files, problems as exceptions."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
from httpx_sse import SSEError, connect_sse

TERMINAL_EVENTS = frozenset({"run.completed", "run.failed", "run.cancelled", "run.interrupted"})
RECONNECTS = 5
TIMEOUT = httpx.Timeout(
    10, read=60
)  # a heartbeat comes every 5 s, so a minute of silence is a break


class Refused(Exception):
    """The service answered with a problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or status))
        self.status = status
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a run."""

    id: str
    type: str
    data: dict[str, Any]


class Service:
    """The service at one address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=TIMEOUT)

    def get(self, path: str, **parameters: Any) -> Any:
        """GET a JSON resource."""
        return _checked(self._http.get(path, params=parameters or None))

    def post(self, path: str, body: Any) -> Any:
        """POST JSON and read JSON back; a heavy kernel may take its time."""
        return _checked(self._http.post(path, json=body, timeout=600))

    def text(self, path: str) -> str:
        """GET a resource as text."""
        reply = self._http.get(path)
        _checked(reply)
        return reply.text

    def upload(self, path: Path) -> dict[str, Any]:
        """Send a file; what the service calls it."""
        with path.open("rb") as content:
            return _checked(self._http.post("/files", files={"file": (path.name, content)}))

    def stream(self, body: dict[str, Any]) -> Iterator[Event]:
        """Start a run and follow it to its end, over broken connections too."""
        last = yield from self._follow("POST", "/stream", body, "")
        for attempt in range(RECONNECTS):
            if last is None:
                return
            time.sleep(0.2 * 2**attempt)
            run_id = last.rpartition(":")[0]
            last = yield from self._follow("GET", f"/runs/{run_id}/events", None, last)
        raise httpx.ReadError("the connection broke and could not be taken up again")

    def _follow(self, method: str, path: str, body: Any, after: str) -> Iterator[Event] | Any:
        headers = {"Last-Event-ID": after} if after else {}
        last = after
        try:
            with connect_sse(self._http, method, path, json=body, headers=headers) as source:
                if not source.response.is_success:
                    source.response.read()
                    _checked(source.response)
                for sent in source.iter_sse():
                    if not sent.data:
                        continue
                    last = sent.id or last
                    yield Event(sent.id, sent.event, orjson.loads(sent.data))
                    if sent.event in TERMINAL_EVENTS:
                        return None
        except (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout, SSEError):
            if not last:
                raise
        except httpx.ConnectError:
            if not after:
                raise
        return last


def _checked(reply: httpx.Response) -> Any:
    kind = reply.headers.get("content-type", "")
    if reply.is_success:
        return reply.json() if "json" in kind else None
    problem = reply.json() if "json" in kind else {"title": reply.reason_phrase}
    raise Refused(reply.status_code, problem)
