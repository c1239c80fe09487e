"""A provider that speaks the real OpenAI wire and says what a test wrote down.

Routing questions are answered with the first agent that the test names. Every other request takes
the next line: text, a tool call `{"call": name, "with": {...}}`, or a list of what is sent piece by
piece: text, seconds to wait, a call, an `Event` to wait for, or `CUT`, which ends the stream there.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

CUT = object()
USAGE = {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}


class Wire:
    """The provider: what it is to say, and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.agent = "risk"
        self.lines: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.sent: list[tuple[float, str]] = []
        """When each piece of text went out."""
        self._lock = threading.Lock()

    def say(self, *lines: Any) -> "Wire":
        """What the next requests are answered with; what was left is dropped."""
        self.lines, self.asked, self.sent = list(lines), [], []
        return self

    def answer(self, body: dict[str, Any]) -> list[Any]:
        """The pieces of one reply."""
        if "response_format" in body:
            question = {"agent": self.agent, "task": "all", "reason": "told to", "score": 1.0}
            return [json.dumps({"assignments": [question], "refusal": None})]
        with self._lock:
            self.asked.append(body)
            line = self.lines.pop(0)
        return line if isinstance(line, list) else [line]


@contextmanager
def wire() -> Iterator[Wire]:
    """The provider on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Wire(f"http://127.0.0.1:{server.server_port}/v1")
    server.daemon_threads = True
    _Handler.providers[server.server_port] = provider
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    providers: ClassVar[dict[int, Wire]] = {}

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        provider = self.providers[self.server.server_address[1]]
        pieces = provider.answer(body)
        if body.get("stream"):
            self._stream(provider, pieces)
        else:
            self._whole(pieces)

    def _whole(self, pieces: list[Any]) -> None:
        text = "".join(piece for piece in pieces if isinstance(piece, str))
        calls = [_call(i, p) for i, p in enumerate(p for p in pieces if isinstance(p, dict))]
        message = {"role": "assistant", "content": text, **({"tool_calls": calls} if calls else {})}
        choice = {"index": 0, "message": message, "finish_reason": _reason(pieces)}
        told = {**_envelope("chat.completion"), "choices": [choice], "usage": USAGE}
        self._head("application/json")
        self.wfile.write(json.dumps(told).encode())

    def _head(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def _stream(self, provider: Wire, pieces: list[Any]) -> None:
        self._head("text/event-stream")
        calls = 0
        try:
            for piece in pieces:
                if piece is CUT:
                    return
                if isinstance(piece, threading.Event):
                    piece.wait(20)
                elif isinstance(piece, (int, float)):
                    time.sleep(piece)
                elif isinstance(piece, str):
                    for part in _parts(piece):
                        self._delta({"content": part})
                    provider.sent.append((time.monotonic(), piece))
                else:
                    self._delta({"tool_calls": [_call(calls, piece)]})
                    calls += 1
            self._delta({}, _reason(pieces))
            self._chunk([], usage=USAGE)
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:  # the client went away
            return

    def _delta(self, delta: dict[str, Any], finish: str | None = None) -> None:
        self._chunk([{"index": 0, "delta": delta, "finish_reason": finish}])

    def _chunk(self, choices: list[dict[str, Any]], **more: Any) -> None:
        chunk = {**_envelope("chat.completion.chunk"), "choices": choices, **more}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()


def _parts(text: str) -> list[str]:
    """A few characters at a time, as providers send them."""
    return [text[at : at + 7] for at in range(0, len(text), 7)]


def _reason(pieces: list[Any]) -> str:
    return "tool_calls" if any(isinstance(piece, dict) for piece in pieces) else "stop"


def _call(index: int, call: dict[str, Any]) -> dict[str, Any]:
    function = {"name": call["call"], "arguments": json.dumps(call.get("with", {}))}
    return {"index": index, "id": f"call_{index}", "type": "function", "function": function}


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "scripted"}
