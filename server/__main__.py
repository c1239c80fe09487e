"""`python -m server` starts the service and ends it gracefully.

uvicorn by itself closes the listening socket first and waits for open streams for ever. Here a
signal first makes `/ready` say 503, lets runs stop between two steps, tells every stream that its
run goes on later, and only then closes sockets.
"""

import asyncio
import signal
import socket
import sys
from types import FrameType
from typing import TYPE_CHECKING

import structlog
import uvicorn
from pydantic import ValidationError

from server.data_lock import DataInUse, hold
from server.making import make_app
from server.settings import Settings
from server.terminal.address import announce, url_of, withdraw
from server.wire import Protocol

if TYPE_CHECKING:
    from fastapi import FastAPI

TAKEN = 2
"""Exit code: the address or the data directory is in use, or a setting is wrong."""

CLOSE_S = 1
"""Of the grace: what connections get to finish after the drain."""

log = structlog.get_logger("server")


class DrainingServer(uvicorn.Server):
    """A server that drains its runs before it closes."""

    def __init__(self, config: uvicorn.Config, app: "FastAPI", settings: Settings) -> None:
        super().__init__(config)
        self._app = app
        self._settings = settings
        self._draining: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # as uvicorn calls it
        """First signal: drain, then close. Second: close at once."""
        if self._loop is None or not self.started or self._draining is not None:
            self.should_exit = True
            self.force_exit = self._draining is not None
            return
        self._loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        if self._draining is None:
            self._draining = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        service = self._app.state.service
        try:
            service.runs.draining = True
            log.info("draining", runs=len(service.runs.live))
            await asyncio.sleep(self._settings.drain_delay_s)
            await service.runs.drain(max(0.0, self._settings.grace_s - CLOSE_S))
        finally:
            self.should_exit = True


def main(settings: Settings | None = None) -> int:
    """Serve until a signal; the exit code."""
    settings = settings or _settings()
    if settings is None:
        return TAKEN
    listener = _listen(settings)
    if listener is None:
        return TAKEN
    host, port = listener.getsockname()[:2]
    app = make_app(settings)
    return serve(app, settings, listener, url_of(host, port))


def serve(app: "FastAPI", settings: Settings, listener: socket.socket, url: str) -> int:
    """Run `app` on a bound socket."""
    try:
        if settings.database.startswith("sqlite"):
            hold(settings.data_dir)
    except DataInUse as error:
        _say(f"{error}. Stop it, or give this one another directory: POLYMATH_DATA_DIR=./data2")
        return TAKEN
    config = uvicorn.Config(
        app,
        http=Protocol,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=CLOSE_S,
        timeout_keep_alive=15,
    )
    server = DrainingServer(config, app, settings)
    announce(settings.data_dir, url)
    _say(_welcome(url))
    try:
        server.run(sockets=[listener])
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        withdraw(settings.data_dir)
    return 0


def _settings() -> Settings | None:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors(include_input=False):
            name = ".".join(str(part) for part in detail["loc"])
            _say(f"the setting {name} is wrong: {detail['msg']}")
        return None


def _listen(settings: Settings) -> socket.socket | None:
    """The listening socket; when it is taken, the way out is said."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else "no such port"
        _say(
            f"Port {settings.port} on {settings.host} cannot be used ({reason}). "
            f"Take another: POLYMATH_PORT={min(settings.port + 1, 65535)}, "
            "or stop the program that has it."
        )
        return None
    return listener


def _welcome(url: str) -> str:
    return (
        f"Polymath listens on {url}\n"
        f'Try:  ./polymath ask "We lose 3 to 12 laptops a year at 900 to 4,000 euros each."\n'
        f"      {url}/docs shows every address with examples. Ctrl-C stops."
    )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
