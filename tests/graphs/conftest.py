"""A real PostgreSQL for the savers' tests."""

from tests.server.conftest import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
