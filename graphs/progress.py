"""Progress of a capability that runs in a worker thread, told on the event loop."""

import asyncio
import time

from graphs.events import Writer, tool_progress
from tools.errors import Cancelled

EVERY_S = 0.2  # a stream shows at most twenty events a second; five are plenty for a bar


class ToldProgress:
    """Forwards progress as events, at most five a second, and stops a cancelled capability."""

    def __init__(self, writer: Writer, agent: str, call_id: str) -> None:
        self._writer, self._agent, self._call_id = writer, agent, call_id
        self._loop = asyncio.get_running_loop()
        self._next = 0.0
        self.cancelled = False

    def advance(self, done: int, total: int, note: str = "") -> None:
        """Called in the worker; raises `Cancelled` once nobody waits for the result."""
        if self.cancelled:
            raise Cancelled("the run was cancelled")
        now = time.monotonic()
        if now >= self._next or done >= total:
            self._next = now + EVERY_S
            told = tool_progress(self._agent, self._call_id, done, total, note)
            self._loop.call_soon_threadsafe(self._tell, told)

    def _tell(self, told: object) -> None:
        if not self.cancelled:
            self._writer(told)  # pyright: ignore[reportArgumentType]
