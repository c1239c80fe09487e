"""One process per data directory: SQLite takes no more than one writer of ours."""

import fcntl
import os
from pathlib import Path

_held: dict[Path, int] = {}


class DataInUse(RuntimeError):
    """Another process works on this data directory."""


def hold(folder: Path) -> None:
    """Take the directory for this process until it ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / "lock").resolve()
    if path in _held:
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise DataInUse(f"another Polymath runs on {folder}") from None
    _held[path] = descriptor


def release(folder: Path) -> None:
    """Let another process have the directory."""
    if (descriptor := _held.pop((folder / "lock").resolve(), None)) is not None:
        os.close(descriptor)
