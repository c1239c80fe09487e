"""Talk to the service over HTTP: streams that resume, files, problems as exceptions."""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
from httpx_sse import SSEError, connect_sse

PAUSED = "run.interrupted"
TERMINAL_EVENTS = frozenset({"run.completed", "run.failed", "run.cancelled", PAUSED})
SERVER_ERRORS = 500
PAUSES_S = (0.2, 0.4, 0.8, 1.6, *(3.0,) * 8)
"""Between attempts to take up a broken stream: half a minute, enough for a restart."""
TIMEOUT = httpx.Timeout(10, read=60)  # a heartbeat comes every 5 s: a minute's silence is a break


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
        return self.post_text(path, orjson.dumps(body))

    def post_text(self, path: str, body: str | bytes) -> Any:
        """POST what is said to be JSON as it stands, for the service to judge."""
        headers = {"Content-Type": "application/json"}
        return _checked(self._http.post(path, content=body, headers=headers, timeout=600))

    def upload(self, path: Path) -> dict[str, Any]:
        """Send a file; what the service calls it."""
        with path.open("rb") as content:
            return _checked(self._http.post("/files", files={"file": (path.name, content)}))

    def stream(self, body: dict[str, Any]) -> Iterator[Event]:
        """Start a run and follow it to its end: over broken connections and a restart too."""
        last = yield from self._follow("POST", "/stream", body, "")
        pauses = iter(PAUSES_S)
        while last is not None:
            if (pause := next(pauses, None)) is None:
                raise httpx.ReadError("the connection broke and could not be taken up again")
            time.sleep(pause)
            before, run_id = last, last.rpartition(":")[0]
            last = yield from self._follow("GET", f"/runs/{run_id}/events", None, last)
            if last != before:
                pauses = iter(PAUSES_S)

    def _follow(
        self, method: str, path: str, body: Any, after: str
    ) -> Generator[Event, None, str | None]:
        """Events as they come; then the id to go on after, or None at the end of the run."""
        last = after
        try:
            for event in self._events(method, path, body, after):
                if event.type == PAUSED and event.data.get("reason") == "draining":
                    break  # the run goes on when the service is back
                last = event.id or last
                yield event
                if event.type in TERMINAL_EVENTS:
                    return None
        except (httpx.TransportError, SSEError):
            if not last:
                raise
        except Refused as error:
            if not after or error.status < SERVER_ERRORS:
                raise
        if not last:
            raise httpx.ReadError("the stream ended before it began")
        return last

    def _events(self, method: str, path: str, body: Any, after: str) -> Iterator[Event]:
        headers = {"Last-Event-ID": after} if after else {}
        with connect_sse(self._http, method, path, json=body, headers=headers) as source:
            if not source.response.is_success:
                source.response.read()
                _checked(source.response)
            for sent in source.iter_sse():
                if sent.data:
                    yield Event(sent.id, sent.event, orjson.loads(sent.data))


def _checked(reply: httpx.Response) -> Any:
    kind = reply.headers.get("content-type", "")
    if reply.is_success:
        return reply.json() if "json" in kind else None
    problem = reply.json() if "json" in kind else {"title": reply.reason_phrase}
    raise Refused(reply.status_code, problem)
