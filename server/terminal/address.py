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

from server.data_lock import DataInUse, hold
from server.settings import Settings

START_TIMEOUT_S = 60
LOCK_TIMEOUT_S = 60
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # compared with, not listened on


def url_of(host: str, port: int) -> str:
    """The address by which this machine reaches a server that listens on `host`."""
    reached = ANYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


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
    patience = {url_of(settings.host, settings.port): 1.0}
    with contextlib.suppress(OSError, ValueError, KeyError):
        # It says that it is there, so it may take its time under load.
        patience[json.loads(announced(settings.data_dir).read_text())["url"]] = 10.0
    for url, seconds in reversed(patience.items()):
        with contextlib.suppress(httpx.HTTPError, ValueError):
            if httpx.get(f"{url}/info", timeout=seconds).json().get("name") == "polymath":
                return url
    return None


@contextlib.contextmanager
def hosted(settings: Settings) -> Generator[str]:
    """Host the service on a free port of this machine while the block lasts."""
    import uvicorn  # only when no server runs: it costs start-up time

    from server.making import make_app

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = make_app(settings.model_copy(update={"log_level": "ERROR"}))
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
    if address := url or _found_or_free(settings):
        yield address.rstrip("/")
    else:
        with hosted(settings) as own:
            yield own


def _found_or_free(settings: Settings) -> str | None:
    """A running server; None once the data directory is ours, which may take another command."""
    deadline, waited = time.monotonic() + LOCK_TIMEOUT_S, False
    while (address := find(settings)) is None:
        try:
            if settings.database.startswith("sqlite"):
                hold(settings.data_dir)
        except DataInUse as error:
            if not waited:
                sys.stderr.write(f"{error}; waiting for it to end ...\n")
            waited = True
            if time.monotonic() > deadline:
                sys.stderr.write("It still runs. Stop it, or name its address with --url.\n")
                raise SystemExit(3) from None
            time.sleep(0.2)
        else:
            return None
    return address
