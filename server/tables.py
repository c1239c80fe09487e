"""Our tables. Every row has a tenant, and every query filters by it."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Float, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Position = BigInteger().with_variant(Integer(), "sqlite")
"""A counter the database assigns. SQLite counts by itself only where the type is INTEGER."""


class Base(DeclarativeBase):
    """All tables, for Alembic."""

    type_annotation_map = {str: Text(), float: Float(53), dict[str, Any]: JSON(), list[Any]: JSON()}  # noqa: RUF012  # SQLAlchemy reads it as it stands


class Thread(Base):
    """A conversation."""

    __tablename__ = "threads"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    created_at: Mapped[float]
    updated_at: Mapped[float]
    data: Mapped[dict[str, Any]]
    """The `metadata` its creator gave."""

    __table_args__ = (Index("threads_by_tenant", "tenant", "updated_at", "id"),)


class Run(Base):
    """One message and what became of it. Stored before the request is acknowledged."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    thread_id: Mapped[str]
    user: Mapped[str]
    request_id: Mapped[str]
    input: Mapped[dict[str, Any]]
    """The request body."""
    model: Mapped[str]
    status: Mapped[str]
    """queued, running, interrupted, completed, failed or cancelled."""
    attempt: Mapped[int] = mapped_column(Integer(), default=1)
    created_at: Mapped[float]
    finished_at: Mapped[float | None]
    deadline_at: Mapped[float | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[float | None]
    cancel_by: Mapped[str | None]
    """Who asked for the run to stop; its owner looks here when another process was asked."""
    resume: Mapped[dict[str, Any] | None]
    """Answers to interrupts, by id, until the graph has taken them."""
    rolled_back: Mapped[bool] = mapped_column(default=False)
    """The thread was returned to where it stood before this run."""

    __table_args__ = (
        Index("runs_by_thread", "thread_id", "created_at"),
        Index("runs_by_status", "status"),
        # Two turns at once on one thread would silently lose one of them.
        Index(
            "one_running_per_thread",
            "thread_id",
            unique=True,
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
    )


class Event(Base):
    """One entry of a run's log. Never changed, never removed but with its thread."""

    __tablename__ = "events"

    position: Mapped[int] = mapped_column(Position, primary_key=True, autoincrement=True)
    """Grows along every thread."""
    tenant: Mapped[str]
    run_id: Mapped[str]
    thread_id: Mapped[str]
    seq: Mapped[int] = mapped_column(Integer())
    """1, 2, 3 … within the run."""
    event_id: Mapped[str]
    type: Mapped[str]
    key: Mapped[str | None]
    """An event whose key is already in the run's log is dropped."""
    agent: Mapped[str | None]
    ns: Mapped[str]
    ts: Mapped[float]
    data: Mapped[str]
    """The JSON that goes out, byte for byte."""

    __table_args__ = (
        Index("events_by_run", "run_id", "seq", unique=True),
        Index("events_by_thread", "thread_id", "position"),
    )


class StoredFile(Base):
    """An uploaded file; its content lies on disk."""

    __tablename__ = "files"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger())
    sha256: Mapped[str]
    created_at: Mapped[float]

    __table_args__ = (Index("files_by_tenant", "tenant", "created_at"),)


class StoredReceipt(Base):
    """A `tools.receipts.Receipt` without its uses."""

    __tablename__ = "receipts"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    capability: Mapped[str]
    created_at: Mapped[float]
    data: Mapped[str]
    """The receipt as JSON."""


class ReceiptUse(Base):
    """One call a receipt served. A call of a run has one receipt only."""

    __tablename__ = "receipt_uses"

    position: Mapped[int] = mapped_column(Position, primary_key=True, autoincrement=True)
    tenant: Mapped[str]
    receipt_id: Mapped[str]
    run_id: Mapped[str | None]
    call_id: Mapped[str]
    asked_by: Mapped[str]
    at: Mapped[float]

    __table_args__ = (
        Index("uses_by_receipt", "tenant", "receipt_id"),
        Index("one_receipt_per_call", "tenant", "run_id", "call_id", unique=True),
    )


class IdempotencyKey(Base):
    """A POST that started something, so that sending it again starts nothing."""

    __tablename__ = "idempotency_keys"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    """SHA-256 of method, path and body."""
    run_id: Mapped[str | None]
    """What it began: a run, or a thread."""
    status: Mapped[int | None] = mapped_column(Integer())
    media_type: Mapped[str | None]
    response: Mapped[bytes | None] = mapped_column(LargeBinary())
    """What was answered, where there is no run whose log says it."""
    created_at: Mapped[float]

    __table_args__ = (Index("keys_by_age", "created_at"),)
