"""aimock: a published mock of many providers' wires, answering with the exact text it is given."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.process import ROOT, free_port

PACKAGES = ROOT / "tests" / "node" / "node_modules"
COMMAND = PACKAGES / "@copilotkit" / "aimock" / "dist" / "aimock-cli.js"
NODE = Path(sys.prefix) / "bin" / "node"


class Aimock:
    """One server with these fixtures; the first that matches answers."""

    def __init__(self, folder: Path, fixtures: list[dict[str, Any]]) -> None:
        _require()
        (folder / "fixtures").mkdir()
        (folder / "fixtures" / "llm.json").write_text(json.dumps({"fixtures": fixtures}))
        config = {
            "port": (port := free_port()),
            "host": "127.0.0.1",
            "llm": {"fixtures": str(folder / "fixtures")},
        }
        (folder / "aimock.json").write_text(json.dumps(config))
        self.url = f"http://127.0.0.1:{port}"
        command = [str(NODE), str(COMMAND), "--config", str(folder / "aimock.json")]
        with (folder / "log.txt").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        deadline = time.monotonic() + 20
        while not self._healthy():
            assert self._process.poll() is None, (folder / "log.txt").read_text()
            assert time.monotonic() < deadline, "aimock did not start"
            time.sleep(0.05)

    def requests(self) -> list[dict[str, Any]]:
        """Every request so far."""
        return httpx.get(f"{self.url}/v1/_requests").json()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=1).status_code == 200
        except httpx.HTTPError:
            return False


def _require() -> None:
    """Skip, or fail where everything is required, with what to do about it."""
    if COMMAND.exists() and NODE.exists():
        return
    why = "aimock is not installed (make setup-test installs it, with npm): its tests did not run"
    if os.environ.get("POLYMATH_TEST_REQUIRE") == "all":
        pytest.fail(why)
    pytest.skip(why)
