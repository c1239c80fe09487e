"""The service exactly as people start it: `python -m server`, its own agents and capabilities."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from tests.server.process import ROOT, Forked, ServiceProcess


class Standalone(ServiceProcess):
    """Started from nothing, so that the start itself is tested too."""

    def __init__(self, folder: Path, module: str = "server", **env: str) -> None:
        super().__init__(cast(Any, None), folder, **env)
        self.module = module

    def launch(self) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("POLYMATH_")}
        environment = {
            **kept,
            "PYTHONPATH": str(ROOT),
            "NUMBA_CACHE_DIR": str(ROOT / ".numba_cache"),
            "POLYMATH_DATA_DIR": str(self.folder / "data"),
            "POLYMATH_PORT": str(self.port),
            "TEST_LEDGER": str(self.ledger),
            "DATABASE_URL": "",
            "POLYMATH_PRELOAD": "false",
            **self.env,
        }
        with (self.folder / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", self.module]
            self.process = cast(
                Forked, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
            )
