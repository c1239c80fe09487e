"""The real service: the one at `--url`, or one started here on a free port with its own data."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any

import httpx

from evals.cases import ROOT, Case, Turn, find

START_TIMEOUT_S = 60


class Refused(Exception):
    """The service answered a message with an error status."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("detail", problem)))
        self.problem = problem


@contextlib.contextmanager
def running(today: str) -> Generator[str]:
    """Start a service for as long as the block lasts; its data is thrown away."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="polymath-eval-") as folder:
        environment = {
            **os.environ,  # noqa: TID251 - handed on to the child, not read
            "PYTHONPATH": str(ROOT),
            "POLYMATH_PORT": str(port),
            "POLYMATH_HOST": "127.0.0.1",
            "POLYMATH_DATA_DIR": folder,
            "POLYMATH_TODAY": today,
            "DATABASE_URL": "",
            "POLYMATH_OPEN_BROWSER": "0",
        }
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                [sys.executable, "-m", "server"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
        try:
            _wait(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the service did not start:\n{log.read_text()[-2000:]}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/ready", timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the service was not ready after {START_TIMEOUT_S} s")


@contextlib.asynccontextmanager
async def client(url: str) -> AsyncGenerator[httpx.AsyncClient]:
    """A client that waits as long as a heavy kernel may take."""
    async with httpx.AsyncClient(base_url=url, timeout=120) as connection:
        yield connection


async def ask(
    connection: httpx.AsyncClient, case: Case, turn: Turn, thread_id: str | None, model: str | None
) -> dict[str, Any]:
    """Put one message to the service; the `/invoke` object, or `Refused`."""
    files = [await _upload(connection, find(Path(name), case)) for name in turn.files]
    body: dict[str, Any] = {"message": turn.message}
    if files:
        body["files"] = files
    if thread_id:
        body["thread_id"] = thread_id
    if model:
        body["model"] = model
    reply = await connection.post("/invoke", json=body)
    if reply.status_code != 200:
        raise Refused(reply.json())
    return reply.json()


async def _upload(connection: httpx.AsyncClient, path: Path) -> str:
    reply = await connection.post("/files", files={"file": (path.name, path.read_bytes())})
    if reply.status_code != 201:
        raise Refused(reply.json())
    return str(reply.json()["id"])
