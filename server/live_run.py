"""A run this process works on, and how it can end."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphs.driving import Drive
from server import run_record
from server.log import RunLog
from server.run_record import RunRecord


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run's work ended."""

    status: str
    kind: str
    payload: Mapping[str, Any]

    @property
    def is_pause(self) -> bool:
        """The run is not over: a person or the next start continues it."""
        return self.kind == "run.interrupted"


COMPLETED = Ending(run_record.COMPLETED, "run.completed", {})
WAITS = Ending(run_record.INTERRUPTED, "run.interrupted", {"reason": "approval", "resumable": True})
DRAINED = Ending(run_record.RUNNING, "run.interrupted", {"reason": "draining", "resumable": True})


def cancelled(by: str) -> Ending:
    """Somebody stopped it."""
    return Ending(run_record.CANCELLED, "run.cancelled", {"by": by})


def failed(problem: Mapping[str, Any]) -> Ending:
    """It cannot be completed."""
    return Ending(run_record.FAILED, "run.failed", {"problem": problem})


@dataclass(slots=True)
class LiveRun:
    """A run in this process, from its acceptance to its end."""

    record: RunRecord
    log: RunLog
    recovered: bool = False
    """Taken over from a process that ended: the graph may have begun already."""
    cancel_by: str | None = None
    task: "asyncio.Task[None] | None" = None
    timer: asyncio.TimerHandle | None = None
    """Stops the run at its deadline."""
    drive: Drive | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the end is committed, or the run was put aside."""

    def cancel(self, by: str) -> None:
        """Stop the work; the first who asks is named."""
        if self.cancel_by is None and not self.over.is_set():
            self.cancel_by = by
            if self.task is not None:
                self.task.cancel()
