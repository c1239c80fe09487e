"""Capabilities for tests of the service: one that leaves a trace outside, one that asks first."""

import os
import time
from pathlib import Path

from pydantic import Field

from agents.spec import AgentSpec
from tools.capability import Capability, Method, RequestModel, ResultModel

METHOD = Method(name="a line in a file", source="this test")


class NoteRequest(RequestModel):
    """What to write down."""

    tag: str = Field(description="Whose note.")
    n: int = Field(description="Which note.")
    work_s: float = Field(default=0.0, description="How long it takes.")


class NoteResult(ResultModel):
    """The note."""

    doubled: int = Field(description="Twice the number.")


def note(request: NoteRequest) -> NoteResult:
    """Write a line into the ledger: an effect outside, which must not happen twice."""
    time.sleep(request.work_s)
    path = Path(os.environ["TEST_LEDGER"])
    with path.open("a") as ledger:
        ledger.write(f"{request.tag} {request.n} {time.time()}\n")
    return NoteResult(doubled=2 * request.n, summary="Noted.", method=METHOD)


def send(request: NoteRequest) -> NoteResult:
    """Write a line only after a person agreed."""
    return note(request)


NOTE = Capability.of(note, title="Note")
SEND = Capability.of(send, title="Send", needs_approval=True)
AGENT = AgentSpec(name="risk", role="Notes things.", capabilities=(NOTE, SEND))
