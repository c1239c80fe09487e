"""A provider that fails on cue, down to the bytes of its connection: no HTTP library in between.

What a library would mend or refuse to send (a chunk that never ends, a reset in the middle of a
frame, silence before the first byte) is exactly what has to be met.
"""

import asyncio
import json
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.providers.dialects import DIALECTS, Dialect

RESET = object()
"""Ends the connection with RST."""
EOF = object()
"""Ends the connection without the last chunk."""
HANG = object()
"""Keeps the connection open and says nothing more."""


@dataclass(frozen=True)
class Reply:
    """One answer: bytes, pauses (seconds), and one of the endings above; else it ends cleanly."""

    steps: Sequence[Any]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request that reached the provider."""

    at: float
    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    gone: bool = False
    """The client went away before the answer was over."""


class FaultyProvider:
    """Speaks one dialect on a port of its own; each model plays its own replies."""

    def __init__(self, provider: str) -> None:
        self.dialect: Dialect = DIALECTS[provider]
        self.replies: dict[str, deque[Reply]] = defaultdict(deque)
        self.always: dict[str, Reply] = {}
        self.asked: dict[str, list[Asked]] = defaultdict(list)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def play(self, model: str, *replies: Reply, then: Reply | None = None) -> None:
        """What `model` answers, in order; `then` whatever is asked after."""
        self.replies[model].extend(replies)
        if then is not None:
            self.always[model] = then

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while (request := await _request(reader)) is not None:
                if not await self._answer(*request, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(
        self, path: str, headers: dict[str, str], body: dict[str, Any], reader: Any, writer: Any
    ) -> bool:
        """Play the next reply; whether the connection may be used again."""
        model = self.dialect.model_of(path, body)
        asked = Asked(time.monotonic(), path, body, headers)
        self.asked[model].append(asked)
        queue = self.replies[model]
        reply = queue.popleft() if queue else self.always.get(model)
        assert reply is not None, f"{model} was asked once too often"
        if reply.status != 200:
            content = b"".join(reply.steps)
            about = {"Content-Type": "application/json", **reply.headers}
            writer.write(_head(reply.status, {**about, "Content-Length": str(len(content))}))
            writer.write(content)
            await writer.drain()
            return True
        return await self._stream(reply, asked, reader, writer)

    async def _stream(self, reply: Reply, asked: Asked, reader: Any, writer: Any) -> bool:
        began = False
        for step in reply.steps:
            if isinstance(step, int | float):
                await asyncio.sleep(step)
            elif step is HANG:
                await reader.read(1)  # until the client goes away
                asked.gone = True
                return False
            elif step is RESET or step is EOF:
                await asyncio.sleep(0.02)  # what was sent before shall arrive
                if step is RESET:
                    linger = struct.pack("ii", 1, 0)
                    sock = writer.get_extra_info("socket")
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                return False
            else:
                if not began:
                    about = {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"}
                    writer.write(_head(200, about))
                    began = True
                writer.write(f"{len(step):x}\r\n".encode() + step + b"\r\n")
                await writer.drain()
                if writer.is_closing() or reader.at_eof():
                    asked.gone = True
                    return False
        if not began:
            writer.write(_head(200, {"Content-Type": "text/event-stream", "Content-Length": "0"}))
        else:
            writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True


async def _request(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], Any] | None:
    line = await reader.readline()
    if not line:
        return None
    path = line.decode().split(" ")[1]
    headers: dict[str, str] = {}
    while (header := (await reader.readline()).decode().strip()) != "":
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return path, headers, json.loads(body or b"{}")


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
