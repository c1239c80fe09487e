"""A run as it is stored, and its states."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

QUEUED: Final = "queued"
RUNNING: Final = "running"
INTERRUPTED: Final = "interrupted"
"""Waits for a person's decision."""
COMPLETED: Final = "completed"
FAILED: Final = "failed"
CANCELLED: Final = "cancelled"

UNFINISHED = (QUEUED, RUNNING)
FINISHED = (COMPLETED, FAILED, CANCELLED)


@dataclass(slots=True)
class RunRecord:
    """One message and what became of it."""

    id: str
    tenant: str
    thread_id: str
    user: str
    request_id: str
    input: dict[str, Any]
    model: str
    status: str
    created_at: float
    attempt: int = 1
    finished_at: float | None = None
    deadline_at: float | None = None
    lease_owner: str | None = None
    lease_until: float | None = None
    cancel_by: str | None = None
    resume: dict[str, Any] | None = None
    rolled_back: bool = False

    @property
    def graph_thread(self) -> str:
        """The thread as the graph's checkpoints know it: no tenant can reach another's."""
        return f"{self.tenant}/{self.thread_id}"

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "RunRecord":
        """The record a row of the table holds."""
        return cls(**row)


@dataclass(frozen=True, slots=True)
class Key:
    """An Idempotency-Key and the request it stands for."""

    key: str | None
    fingerprint: str
    """SHA-256 of method, path and body."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Someone wants a run to start."""

    tenant: str
    user: str
    request_id: str
    input: dict[str, Any]
    """The request body as it was validated."""
    model: str
    new_thread: bool
    thread_id: str
    strategy: str = "reject"
    patience_s: float | None = None
    key: Key | None = None
    run_id: str = field(default_factory=lambda: new_id("run"))

    def record(self, status: str, owner: str, lease_s: float) -> RunRecord:
        """The run this asks for."""
        now = time.time()
        return RunRecord(
            id=self.run_id,
            tenant=self.tenant,
            thread_id=self.thread_id,
            user=self.user,
            request_id=self.request_id,
            input=self.input,
            model=self.model,
            status=status,
            created_at=now,
            deadline_at=now + self.patience_s if self.patience_s else None,
            lease_owner=owner,
            lease_until=now + lease_s,
        )


def new_id(kind: str) -> str:
    """An id nobody can guess, which sorts by the time it was made."""
    return f"{kind}_{int(time.time() * 1000):012x}{secrets.token_hex(8)}"
