"""The process every file is parsed under: it forks one child per file and reports how it ended.

Forking from a process that has the parsers loaded makes a parse cost milliseconds instead of the
start of an interpreter. Started by `tools.documents.sandbox`, which holds the other end of the
socket on standard input; when that end closes, this process ends.

One request is one message: JSON header with three descriptors (content to read, pipe for the
result, pipe for how the child ended).
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any

from tools.documents.formats.dispatch import preload, read
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

HEADER_BYTES = 4096


def serve(control: socket.socket) -> None:
    """Answer requests until the other end closes."""
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    os.set_blocking(wake_read, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: dict[int, int] = {}
    while True:
        readable, _, _ = select.select([control, wake_read], [], [])
        if wake_read in readable:
            os.read(wake_read, 512)
            _report_ended(children)
        if control in readable:
            message, descriptors, _, _ = socket.recv_fds(control, HEADER_BYTES, 3)
            if not message:
                return
            _start(json.loads(message), descriptors, children, control)


def _start(
    header: dict[str, Any], descriptors: list[int], children: dict[int, int], control: socket.socket
) -> None:
    content, result, ended = descriptors
    preload(header["task"], header["kind"])
    gc.freeze()  # what is shared with the children stays shared: no collector writes to it
    pid = os.fork()
    if pid == 0:
        gc.disable()
        control.close()
        os.close(ended)
        _child(header, content, result)
    os.close(content)
    os.close(result)
    children[pid] = ended


def _report_ended(children: dict[int, int]) -> None:
    while children:
        pid, status, usage = os.wait4(-1, os.WNOHANG)
        if pid == 0:
            return
        if (ended := children.pop(pid, None)) is not None:
            report = {
                "code": os.waitstatus_to_exitcode(status),
                "peak_bytes": usage.ru_maxrss * 1024,
                "cpu_s": usage.ru_utime + usage.ru_stime,
            }
            with contextlib.suppress(BrokenPipeError):  # whoever asked has gone
                os.write(ended, json.dumps(report).encode())
            os.close(ended)


def _child(header: dict[str, Any], content: int, result: int) -> None:
    code = 0
    try:
        limits = Limits(**header["limits"])
        _confine(header["memory_bytes"], limits)
        answer = _answer(header["task"], content, limits, header.get("sheet", ""))
        with os.fdopen(result, "wb") as stream:
            stream.write(json.dumps(answer, ensure_ascii=False, allow_nan=False).encode())
    except BaseException:  # noqa: BLE001  a fork must never return into the server's loop
        code = 1
    os._exit(code)


def _answer(task: str, content: int, limits: Limits, sheet: str) -> dict[str, Any]:
    try:
        with os.fdopen(content, "rb") as stream:
            stream.seek(0)
            return {"found": read(task, stream.read(), limits, sheet)}
    except Refused as refusal:
        return {"refused": {"code": refusal.code, "message": refusal.message}}
    except MemoryError:
        return {"refused": {"code": "memory", "message": ""}}


def _confine(memory_bytes: int, limits: Limits) -> None:
    """Bound what this process may use, and let the kernel end it on excess."""
    signal.set_wakeup_fd(-1)
    for ending in (signal.SIGALRM, signal.SIGXCPU, signal.SIGPROF, signal.SIGCHLD):
        signal.signal(ending, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve(socket.socket(fileno=sys.stdin.fileno()))
