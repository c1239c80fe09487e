"""`./polymath` as a person runs it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def environment(folder: Path, **env: str) -> dict[str, str]:
    """Of a command whose data is in `folder` and that finds no server but one on it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("POLYMATH_")}
    own = {
        "POLYMATH_DATA_DIR": str(folder / "data"),
        "POLYMATH_PORT": "9",  # where nothing listens
        "DATABASE_URL": "",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    return {**kept, **own, **env}


def polymath(
    *arguments: str,
    env: Mapping[str, str],
    cwd: Path,
    said: str = "",
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, from a folder that is not the repository."""
    command: list[Any] = [ROOT / "polymath", *arguments]
    return subprocess.run(
        command, input=said, env=env, cwd=cwd, capture_output=True, text=True, timeout=timeout
    )
