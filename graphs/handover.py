"""One specialist gives a question to another: by name, with a reason, counted."""

from langchain_core.messages import ToolCall, ToolMessage

from agents.spec import AgentSpec
from graphs.acting import failed
from graphs.state import CallRecord, Handover, Work
from graphs.toolkit import HAND_OVER
from tools.errors import InvalidInput


def hand_over(
    spec: AgentSpec, work: Work, call: ToolCall, limit: int
) -> tuple[Handover | None, ToolMessage]:
    """The hand-over the call asks for, or None with the reason why it may not be."""
    target = call["name"].removeprefix(HAND_OVER)
    call_id = call["id"] or ""
    if target in spec.hands_over and work["hops"] < limit:
        reason = str(call["args"].get("reason", ""))
        said = ToolMessage(
            f"Handed over to {target}.", tool_call_id=call_id, id=f"{call_id}/result"
        )
        return Handover(to=target, reason=reason), said
    why = (
        "this question was handed over often enough: answer it yourself"
        if target in spec.hands_over
        else "there is nobody of that name to hand over to"
    )
    record = CallRecord(
        call_id=call_id, tool=call["name"], arguments=call["args"], explain=[], ms=0.0
    )
    return None, failed(record, InvalidInput(why))[1]


def onward(work: Work, handover: Handover) -> Work:
    """The work as the next specialist gets it; what was said goes along separately."""
    return {**work, "key": f"{work['key']}+", "agent": handover["to"], "hops": work["hops"] + 1}
