"""The command, against a running service and by itself."""

import functools
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.process import ServiceProcess
from tests.server.standalone import Standalone
from tests.server.terminal.command import environment, polymath

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service as people start it."""
    running = Standalone(tmp_path_factory.mktemp("terminal"))
    yield running.start()
    running.close()


@pytest.fixture
def run(real: ServiceProcess, tmp_path: Path) -> Run:
    """The command on the running service's data directory, which is how it finds the service."""
    return functools.partial(polymath, env=environment(real.folder), cwd=tmp_path)


@pytest.fixture
def alone(tmp_path: Path) -> Run:
    """The command with no service anywhere."""
    return functools.partial(polymath, env=environment(tmp_path), cwd=tmp_path)
