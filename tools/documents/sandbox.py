"""Read a file in a process of its own, under limits; what kills that process is told in words."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.documents.formats.pdf import DAMAGED
from tools.documents.formats.refusal import Refused
from tools.documents.formats.sniff import sniff
from tools.documents.limits import LIMITS, Limits
from tools.errors import InvalidInput, TooLarge, Unavailable

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 5  # beyond the child's own wall limit, for a machine under load
_LONGEST_SHEET = 100
"""Characters of a sheet's name; spreadsheet programs allow 31."""
_DIED = frozenset({"died", "memory", "damaged"})


def read(
    task: str, content: bytes, *, field: str, limits: Limits = LIMITS, sheet: str = ""
) -> dict[str, Any]:
    """What the file holds: `task` is document or table, `sheet` one of a workbook's.

    Raises `InvalidInput` (empty, encrypted, damaged, of no known format) or `TooLarge`, naming
    `field`. A PDF that one library cannot open, or dies of, is shown to a second one.
    """
    if len(content) > limits.file_bytes:
        raise TooLarge(
            f"{field}: the file is larger than {limits.file_bytes // 2**20} MB; split it"
        )
    kind = ""
    try:
        kind = sniff(content)
        return _twice(task, kind, content, limits, sheet)
    except Refused as refusal:
        raise _named(refusal, field, kind) from None


def _twice(task: str, kind: str, content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    try:
        return _ask(task, kind, content, limits, sheet)
    except Refused as refusal:
        if kind != "pdf" or task != "document" or refusal.code not in _DIED:
            raise
    return _ask("second_opinion", kind, content, limits)


def _named(refusal: Refused, field: str, kind: str) -> InvalidInput | TooLarge:
    if refusal.code in ("too_large", "memory", "time"):
        message = refusal.message or "the file needs more memory than reading one file may take"
        return TooLarge(f"{field}: {message}")
    if refusal.code == "died":
        message = DAMAGED if kind == "pdf" else "the file is damaged and cannot be read"
        return InvalidInput.of(field, message, code="damaged")
    return InvalidInput.of(field, refusal.message, code=refusal.code)


def _ask(task: str, kind: str, content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    memory = limits.table_memory_bytes if task == "table" else limits.memory_bytes
    header = {
        "task": task,
        "kind": kind,
        "sheet": sheet[:_LONGEST_SHEET],
        "limits": asdict(limits),
        "memory_bytes": memory,
    }
    result_read, result_write = os.pipe()
    ended_read, ended_write = os.pipe()
    try:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            try:
                SERVER.send(json.dumps(header).encode(), (file.fileno(), result_write, ended_write))
            finally:
                os.close(result_write)
                os.close(ended_write)
        deadline = time.monotonic() + limits.wall_s + _PATIENCE_S
        answer = _all(result_read, deadline, limits.output_bytes)
        ended = _all(ended_read, deadline, 4096)
    finally:
        os.close(result_read)
        os.close(ended_read)
    return _understood(answer, ended)


def _understood(answer: bytes, ended: bytes) -> dict[str, Any]:
    if not ended:  # the fork server itself went away: nothing is known of the file
        raise Unavailable("files cannot be read just now", retry_after_s=1)
    code = int(json.loads(ended)["code"])
    if -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGPROF):
        raise Refused("time", "the file takes longer to read than one file may")
    if code != 0 or not answer:
        raise Refused("died", "")
    data = json.loads(answer)
    if refused := data.get("refused"):
        raise Refused(refused["code"], refused["message"])
    found: dict[str, Any] = data["found"]
    return found


def _all(descriptor: int, deadline: float, limit: int) -> bytes:
    """Everything written to a pipe until it closes."""
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise Refused("time", "the file takes longer to read than one file may")
        if not (part := os.read(descriptor, 2**20)):
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > limit:
            raise Refused("too_large", "the file holds more than is read at once; split it")


class ForkServer:
    """The fork server, started at the first file and again when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._owner = 0

    def send(self, message: bytes, descriptors: tuple[int, ...]) -> None:
        """Hand a request over."""
        with self._lock:
            for _ in range(2):
                control = self._running()
                try:
                    socket.send_fds(control, [message], descriptors)
                except OSError:
                    self._stop()
                else:
                    return
        raise Unavailable("files cannot be read just now", retry_after_s=1)

    def _running(self) -> socket.socket:
        # A forked copy of this process must not speak through its parent's socket.
        if self._socket is not None and self._owner == os.getpid():
            if self.process is not None and self.process.poll() is None:
                return self._socket
            self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # No environment: what parses strangers' files holds none of the service's secrets.
            # One thread for Polars: each more would take its share of a child's address space.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tools.documents._forkserver"],
                cwd=ROOT,
                env={
                    "PYTHONUTF8": "1",
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "POLARS_MAX_THREADS": "1",
                },
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._socket, self._owner = ours, os.getpid()
        return ours

    def _stop(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self.process is not None and self._owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self._socket = self.process = None


SERVER = ForkServer()
