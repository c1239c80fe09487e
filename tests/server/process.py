"""A service in a process of its own, which a test may stop, kill and start again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import httpx_sse

ROOT = Path(__file__).parents[2]


class Zygote:
    """Forks services out of one process that has imported everything."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.server.zygote"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request: Any) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def close(self) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.close()
        self._process.wait(10)
        stdout.close()


class Forked:
    """A forked service, as `subprocess.Popen` shows one."""

    def __init__(self, zygote: Zygote, env: dict[str, str], log: Path) -> None:
        self._zygote = zygote
        self._code: int | None = None
        self.pid: int = zygote.ask(env=env, log=str(log))

    def poll(self) -> int | None:
        if self._code is None:
            self._code = self._zygote.ask(pid=self.pid)
        return self._code

    def wait(self, seconds: float = 30) -> int:
        until(lambda: self.poll() is not None, seconds)
        assert self._code is not None
        return self._code

    def send_signal(self, sig: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)


class ServiceProcess:
    """One service on one data directory and one port."""

    def __init__(self, zygote: Zygote, folder: Path, **env: str) -> None:
        self.zygote = zygote
        self.folder = folder
        self.ledger = folder / "ledger.txt"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = env
        self.client = httpx.Client(base_url=self.url, timeout=30)
        self.process: Forked | None = None

    def start(self) -> "ServiceProcess":
        self.launch()
        self.wait_ready()
        return self

    def launch(self) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("POLYMATH_")}
        environment = {
            **kept,
            "NUMBA_CACHE_DIR": str(ROOT / ".numba_cache"),
            "POLYMATH_DATA_DIR": str(self.folder / "data"),
            "POLYMATH_PORT": str(self.port),
            "TEST_LEDGER": str(self.ledger),
            "DATABASE_URL": "",
            "POLYMATH_PRELOAD": "false",
            **self.env,
        }
        self.process = Forked(self.zygote, environment, self.folder / "log.txt")

    def wait_ready(self, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, self.log()
            try:
                if self.client.get("/ready").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.03)
        raise AssertionError(f"not ready: {self.log()}")

    def kill(self) -> None:
        """As a power cut ends it: no handler runs."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self, seconds: float = 30) -> int:
        """As an orchestrator ends it; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self.client.close()

    def log(self) -> str:
        return (self.folder / "log.txt").read_text()

    def notes(self) -> list[tuple[str, int]]:
        """Every effect outside, in order."""
        if not self.ledger.exists():
            return []
        rows = [line.split() for line in self.ledger.read_text().splitlines()]
        return [(row[0], int(row[1])) for row in rows]

    def invoke(self, message: str, **rest: Any) -> httpx.Response:
        headers = rest.pop("headers", None)
        return self.client.post("/invoke", json={"message": message, **rest}, headers=headers)

    def begin(self, message: str, **rest: Any) -> tuple[str, str]:
        """Start a run and go away at once: run id and thread id."""
        with self.stream(message, **rest) as source:
            first = next(source.iter_sse()).json()
            return first["run_id"], first["thread_id"]

    def stream(self, message: str, **rest: Any) -> Any:
        body = {"message": message, **rest}
        return httpx_sse.connect_sse(self.client, "POST", "/stream", json=body)

    def follow(self, run_id: str, last: str | None = None) -> Any:
        headers = {"Last-Event-ID": last} if last else {}
        return httpx_sse.connect_sse(self.client, "GET", f"/runs/{run_id}/events", headers=headers)

    def events(self, run_id: str) -> list[dict[str, Any]]:
        """The whole log as JSON."""
        answer = self.client.get(f"/runs/{run_id}/events", headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait_status(self, run_id: str, *wanted: str, seconds: float = 30) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        body: dict[str, Any] = {}
        while time.monotonic() < deadline:
            body = self.client.get(f"/runs/{run_id}").json()
            if body.get("status") in wanted:
                return body
            time.sleep(0.05)
        raise AssertionError(f"{run_id} is {body.get('status')}: {self.log()[-2000:]}")


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something that must come about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def frames(raw: bytes) -> Iterator[bytes]:
    """Events of a stream as bytes, without heartbeats and the retry line."""
    for block in raw.split(b"\n\n"):
        if block and not block.startswith((b":", b"retry:")):
            yield block
