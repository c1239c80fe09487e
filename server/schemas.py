"""Bodies as they travel. The field words are what the documentation shows."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from server import examples

MESSAGE_LIMIT = 100_000


class InvokeRequest(BaseModel):
    """One message for the agents."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"message": examples.ASKED}]},
    )

    message: str = Field(
        min_length=1,
        max_length=MESSAGE_LIMIT,
        description="What is asked, in plain words.",
        json_schema_extra={"pattern": r"\S"},
    )
    thread_id: str | None = Field(
        default=None,
        max_length=200,
        description="The conversation it belongs to; a new one without.",
    )
    agent: str | None = Field(
        default=None, max_length=100, description="Who should answer; without, the router chooses."
    )
    model: str | None = Field(
        default=None,
        max_length=200,
        description="`provider:model`, or several separated by commas, asked in this order; "
        "without, the service's own.",
    )
    files: list[str] = Field(
        default_factory=list[str], max_length=20, description="Ids of uploaded files."
    )
    user_id: str | None = Field(
        default=None, max_length=200, description="A label for the person; it grants nothing."
    )
    response_schema: dict[str, Any] | None = Field(
        default=None, description="A JSON schema; the answer then carries `data` that fits it."
    )
    durable: bool = Field(
        default=True, description="Save every step. False is faster; a crash repeats the run."
    )
    on_disconnect: Literal["continue", "cancel"] = Field(
        default="continue", description="What becomes of the run when the caller goes away."
    )
    multitask_strategy: Literal["reject", "enqueue", "interrupt", "rollback"] = Field(
        default="reject", description="What to do when the thread is at work on another message."
    )

    @field_validator("message")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty")
        return value


class ResumeRequest(BaseModel):
    """A person's decision."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"interrupt_id": "4f1d2c", "answer": {"approved": True}}],
        },
    )

    interrupt_id: str = Field(
        min_length=1, max_length=200, description="Which question it answers."
    )
    answer: Any = Field(description="The answer, as the question's schema has it.")


class ThreadRequest(BaseModel):
    """A new conversation."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"metadata": {"topic": "laptops"}}]}
    )

    metadata: dict[str, Any] = Field(default_factory=dict[str, Any], description="Kept as it is.")


class Thread(BaseModel):
    """A conversation."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.THREAD]})

    thread_id: str
    created_at: str
    updated_at: str | None = None
    metadata: dict[str, Any]


class ThreadPage(BaseModel):
    """Conversations, the latest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.THREADS]})

    threads: list[Thread]
    next_cursor: str | None = Field(description="For the next page; null on the last.")


class Citation(BaseModel):
    """Where a figure of the answer comes from."""

    start: int
    end: int
    source: Literal["user", "argument", "result"]
    receipt_id: str | None = None
    path: str | None = None


class Message(BaseModel):
    """What was said."""

    model_config = ConfigDict(extra="allow")

    id: str
    role: Literal["assistant", "user"]
    content: str
    kind: Literal["answer", "question", "refusal"] | None = None
    citations: list[Citation] = Field(default_factory=list[Citation])
    verified: bool | None = None
    unverified: list[str] = Field(default_factory=list[str])
    missing: list[str] = Field(default_factory=list[str])
    data: Any = None


class ThreadMessage(Message):
    """A message in its thread."""

    run_id: str
    created_at: str


class ThreadMessages(BaseModel):
    """A conversation, the oldest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.MESSAGES]})

    messages: list[ThreadMessage]


class RunSummary(BaseModel):
    """A run in a list."""

    run_id: str
    thread_id: str
    status: Literal["queued", "running", "interrupted", "completed", "failed", "cancelled"]
    model: str
    attempt: int
    created_at: str
    finished_at: str | None


class RunList(BaseModel):
    """Runs of a conversation, the oldest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.RUNS]})

    runs: list[RunSummary]


class Timings(BaseModel):
    """Where the time went, in milliseconds."""

    first_event_ms: float | None
    route_ms: float | None
    plan_ms: float | None
    tools_ms: float | None
    total_ms: float | None


class RunResult(BaseModel):
    """A run's answer and how it came about: a fold over its log."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.RESULT]})

    run_id: str
    thread_id: str
    status: Literal["queued", "running", "interrupted", "completed", "failed", "cancelled"]
    message: Message
    agents: list[str] = Field(description="Who spoke, in order.")
    trajectory: list[dict[str, Any]] = Field(description="Routes, tool calls and hand-overs.")
    receipts: list[str]
    interrupt: dict[str, Any] | None = None
    explain: list[dict[str, Any]] = Field(description="Which words filled which field.")
    usage: dict[str, Any]
    timings: Timings
    problem: dict[str, Any] | None = None


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str
    code: str
    message: str


class Problem(BaseModel):
    """An error: RFC 9457, with what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    hint: str = ""
    code: str
    retryable: bool
    request_id: str
    instance: str
    retry_after_ms: int | None = None
    run_id: str | None = None
    errors: list[FieldError] = Field(default_factory=list[FieldError])
