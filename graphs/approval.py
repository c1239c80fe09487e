"""Ask a person before a consequential act."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import ToolMessage
from langgraph.errors import GraphInterrupt
from langgraph.types import interrupt

from graphs.acting import Bench, failed
from graphs.events import event, tool_ended, tool_started
from graphs.state import CallRecord
from tools.errors import NotAllowed, ServiceError
from tools.validation import validate

ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"approved": {"type": "boolean"}},
    "required": ["approved"],
}

Outcome = tuple[CallRecord, ToolMessage]


def approve(
    bench: Bench, records: Sequence[CallRecord]
) -> tuple[list[CallRecord], dict[str, Outcome]]:
    """The calls that may run, and by call id the outcome of those that may not.

    All consequential calls of a step are decided by one answer, so one step pauses once.
    """
    gated: list[CallRecord] = []
    refused: dict[str, Outcome] = {}
    for record in records:
        capability = next((c for c in bench.spec.tools if c.full_name == record["tool"]), None)
        if capability is None or not capability.needs_approval:
            continue
        try:
            validate(capability.request, record["arguments"])
            gated.append(record)
        except ServiceError as error:
            refused[record["call_id"]] = refuse(bench, record, error)
    if gated and not _decided(bench, gated):
        no = NotAllowed("the person did not approve this", code="not-approved")
        refused |= {record["call_id"]: refuse(bench, record, no) for record in gated}
    return [record for record in records if record["call_id"] not in refused], refused


def refuse(bench: Bench, record: CallRecord, error: ServiceError) -> Outcome:
    """Tell that a call is not run, and why."""
    outcome, message = failed(record, error)
    bench.tell(tool_started(bench.spec.name, outcome))
    bench.tell(tool_ended(bench.spec.name, outcome, None))
    return outcome, message


def _decided(bench: Bench, gated: Sequence[CallRecord]) -> bool:
    names = " and ".join(dict.fromkeys(record["tool"] for record in gated))
    payload: dict[str, Any] = {
        "kind": "approval",
        "question": f"May {names} run?",
        "schema": ANSWER_SCHEMA,
        "calls": [
            {name: record[name] for name in ("call_id", "tool", "arguments")} for record in gated
        ],
    }
    try:
        answer = interrupt(payload)
    except GraphInterrupt as paused:
        identity = paused.args[0][0].id
        key = f"interrupt:{identity}:{gated[0]['call_id']}"
        told = {"interrupt_id": identity, **payload}
        bench.tell(event("interrupt", told, key=key, agent=bench.spec.name))
        raise
    return isinstance(answer, dict) and answer.get("approved") is True
