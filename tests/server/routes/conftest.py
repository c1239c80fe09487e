"""The service as people start it, with its own agents and capabilities."""

from collections.abc import Iterator

import pytest

from tests.server.process import ServiceProcess


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """One service for all tests here: none depends on what another left behind."""
    running = ServiceProcess(tmp_path_factory.mktemp("real"), "server", LOG_LEVEL="info")
    yield running.start()
    running.close()
