"""The real service on a real port inside this process, so that its patience can be short."""

import asyncio
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import httpx_sse
import uvicorn
from pydantic import SecretStr

from graphs.services import Limits
from server import providers
from server.app import create_app
from server.settings import Settings

LIMITS = Limits(
    first_pause_s=0.01,
    longest_pause_s=2.0,
    attempt_s=10.0,
    silence_s=2.0,
    model_timeout_s=20.0,
)
"""Pauses in hundredths of seconds; patience for a whole answer on a machine that is busy."""


class Service:
    """One service; closed by its fixture."""

    def __init__(self, folder: Path, limits: Limits = LIMITS, **settings: Any) -> None:
        about: dict[str, Any] = {
            "data_dir": folder,
            "database_url": None,
            "openai_api_key": SecretStr("k"),
            "google_api_key": SecretStr("k"),
            "anthropic_api_key": SecretStr("k"),
            "log_level": "ERROR",
            **settings,
        }
        self.settings = Settings(**about)
        kept = providers.limits_of
        providers.limits_of = lambda settings: replace(limits)
        try:
            self.app = create_app(self.settings)
            config = uvicorn.Config(self.app, port=0, log_config=None, lifespan="on")
            self.server = uvicorn.Server(config)
            self.thread = threading.Thread(target=self._run, daemon=True)
            self.thread.start()
            deadline = time.monotonic() + 30
            while not self.server.started:
                assert self.thread.is_alive(), "the service did not start"
                assert time.monotonic() < deadline
                time.sleep(0.02)
        finally:
            providers.limits_of = kept
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    def _run(self) -> None:
        asyncio.run(self.server.serve())

    def close(self) -> None:
        self.client.close()
        self.server.should_exit = True
        self.thread.join(15)

    @property
    def services(self) -> Any:
        """What the runs share: breakers above all."""
        return self.app.state.service

    def invoke(self, message: str, headers: dict[str, str] | None = None, **rest: Any) -> Any:
        return self.client.post("/invoke", json={"message": message, **rest}, headers=headers)

    def stream(self, message: str, **rest: Any) -> list[tuple[str, dict[str, Any]]]:
        """Every event of a run, until its last."""
        body = {"message": message, **rest}
        with httpx_sse.connect_sse(self.client, "POST", "/stream", json=body) as source:
            # A heartbeat is an event without data to this reader.
            return [(event.event, event.json()) for event in source.iter_sse() if event.data]

    def run(self, run_id: str) -> dict[str, Any]:
        return self.client.get(f"/runs/{run_id}").json()

    def events(self, run_id: str) -> list[dict[str, Any]]:
        answer = self.client.get(f"/runs/{run_id}/events", headers={"Accept": "application/json"})
        return answer.json()
