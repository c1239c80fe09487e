"""What travels through the graph, and what stays the same for one run."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NotRequired, TypeAlias, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph import MessagesState
from langgraph.graph.state import CompiledStateGraph

from graphs.spending import Spending, Usage
from graphs.spoken import Spoken
from tools.ports import FileSource

Kind = Literal["answer", "question", "refusal"]


class Assignment(TypedDict):
    """One question of the message and who answers it."""

    agent: str
    task: str
    reason: str
    score: float


class Handover(TypedDict):
    """That a specialist gave the question to another."""

    to: str
    reason: str


class CallRecord(TypedDict):
    """One tool call and how it ended: with a receipt, or with a problem."""

    call_id: str
    tool: str
    arguments: dict[str, Any]
    explain: list[dict[str, Any]]
    receipt_id: NotRequired[str]
    problem: NotRequired[dict[str, Any]]
    ms: float


class Finding(TypedDict):
    """What one specialist found: text, calls and tokens. Plain data, saved with the thread."""

    key: str
    """The assignment's place in the message; a hand-over adds `+`."""
    agent: str
    task: str
    kind: Kind
    text: str
    missing: list[str]
    calls: list[CallRecord]
    usage: Usage
    memory: dict[str, Any]
    """What the planner wants to find in the thread at the next turn."""
    handover: Handover | None


class Answer(TypedDict):
    """The finished message and what the run spent, as the last events tell them."""

    message: dict[str, Any]
    usage: dict[str, Any]


class Work(TypedDict):
    """What a specialist is sent: one assignment with the turns before it."""

    key: str
    agent: str
    task: str
    history: list[AnyMessage]
    files: list[dict[str, Any]]
    hops: int
    alone: bool


def gather(kept: list[Finding] | None, new: list[Finding] | None) -> list[Finding]:
    """Add findings, each once; None begins a new run."""
    if new is None:
        return []
    known = {finding["key"] for finding in new}
    return [finding for finding in kept or [] if finding["key"] not in known] + new


class State(MessagesState):
    """The conversation, and the run in progress. Saved after every step."""

    run_id: str
    assignments: list[Assignment]
    findings: Annotated[list[Finding], gather]
    spent: dict[str, Usage]
    """Tokens by whoever is no specialist: the router, the composer, the verifier."""
    draft: str
    """The composed text, when more than one specialist spoke, or none."""
    draft_kind: str
    """What the composer says its text is, where no specialist spoke."""
    answer: Answer | None


def today() -> datetime.date:
    """The date in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


@dataclass(frozen=True, slots=True)
class RunContext:
    """Who is asking, and under which conditions. Passed in on every run, never saved."""

    tenant: str = "default"
    user: str = "anonymous"
    run_id: str = ""
    request_id: str = ""
    locale: str = "en"
    agent: str | None = None
    """Skip the router."""
    files: FileSource | None = None
    attachments: tuple[str, ...] = ()
    """Ids of the files that came with this message."""
    as_of: datetime.date = field(default_factory=today)
    deadline: float | None = None
    """`time.monotonic()` at which the run must be over."""
    spending: Spending = field(default_factory=Spending)
    """What the run has spent in this process, and may spend."""
    response_schema: dict[str, Any] | None = None
    attempt: int = 1
    """Above 1 after a crash: events of finished steps are then told again."""
    tell: Callable[[Any], None] | None = None
    """Where events go; the graph's stream without. Going round the stream saves a third of a run's
    overhead: every event through it wakes the graph's own loop."""

    spoken: Spoken = field(default_factory=Spoken)
    """What of the message was released before it was whole."""

    @property
    def message_id(self) -> str:
        """The one message of this run."""
        return f"msg_{self.run_id}"


Graph: TypeAlias = CompiledStateGraph[State, RunContext, State, State]
"""What `build_graph` returns."""
