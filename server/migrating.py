"""Bring the database to the newest revision. Costs two queries when it is there already."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from server.migrations import HEAD

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x706F6C79
"""Of PostgreSQL's advisory locks: two processes that start together migrate one after the other."""


def is_current(connection: Connection) -> bool:
    """Whether nothing is to be done."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def upgrade(connection: Connection) -> None:
    """Apply every migration that is missing."""
    if is_current(connection):
        return
    # Alembic costs 0.2 s to import, which only a first start should pay.
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
