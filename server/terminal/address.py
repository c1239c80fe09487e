"""Where the service is: the one running on this data directory, or one hosted here for a while."""

import contextlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import httpx

from server.settings import Settings

START_TIMEOUT_S = 60


def announced(data_dir: Path) -> Path:
    """The file in which a running server writes its address."""
    return data_dir / "server.json"


def announce(data_dir: Path, url: str) -> None:
    """Let commands on this machine find the server that runs on `data_dir`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    announced(data_dir).write_text(json.dumps({"url": url, "pid": os.getpid()}))


def withdraw(data_dir: Path) -> None:
    """The server has stopped."""
    with contextlib.suppress(FileNotFoundError, ValueError, KeyError):
        if json.loads(announced(data_dir).read_text())["pid"] == os.getpid():
            announced(data_dir).unlink()


def find(settings: Settings) -> str | None:
    """The address of a server that answers: the announced one, else the configured one."""
    addresses = [f"http://{settings.host}:{settings.port}"]
    with contextlib.suppress(OSError, ValueError, KeyError):
        addresses.insert(0, json.loads(announced(settings.data_dir).read_text())["url"])
    for url in dict.fromkeys(addresses):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/info", timeout=1).json().get("name") == "polymath":
                return url
    return None


@contextlib.contextmanager
def hosted(settings: Settings) -> Generator[str]:
    """Host the service on a free port of this machine while the block lasts."""
    import uvicorn  # only when no server runs: it costs start-up time

    from server.app import create_app

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(settings.model_copy(update={"log_level": "error"}))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            _wait(server, thread)
            yield url
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def _wait(server: "object", thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not getattr(server, "started", False):
        if not thread.is_alive() or time.monotonic() > deadline:
            sys.stderr.write("The service could not be started here; try `./polymath doctor`.\n")
            raise SystemExit(3)
        time.sleep(0.02)


@contextlib.contextmanager
def service(settings: Settings, url: str = "") -> Generator[str]:
    """An address that answers: `url` if given, a running server's, else one hosted here."""
    if address := url or find(settings):
        yield address.rstrip("/")
    else:
        with hosted(settings) as own:
            yield own
