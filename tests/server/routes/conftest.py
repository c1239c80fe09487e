"""The service as people start it, with its own agents and capabilities."""

from collections.abc import Iterator

import pytest

from tests.server.process import ServiceProcess
from tests.server.standalone import Standalone


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """One service for all tests here: none depends on what another left behind."""
    running = Standalone(tmp_path_factory.mktemp("real"), LOG_LEVEL="info")
    yield running.start()
    running.close()
