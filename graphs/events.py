"""What a run tells while it goes on: one small constructor per event type.

An event with a key is told once however often the step that tells it is executed: whoever keeps the
log drops a key it already has. Deltas, progress and warnings have no key.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypedDict

from graphs.spending import Usage
from graphs.state import Answer, Assignment, CallRecord, Finding, Handover


class Event(TypedDict):
    """One entry of the run's log, before it has a number."""

    type: str
    key: str | None
    agent: str | None
    payload: dict[str, Any]


Writer: TypeAlias = Callable[[Event], None]
"""Where events go: the graph's stream."""


def event(
    kind: str, payload: dict[str, Any], *, key: str | None = None, agent: str | None = None
) -> Event:
    """An event of any type."""
    return Event(type=kind, key=key, agent=agent, payload=payload)


def route(assignments: Sequence[Assignment]) -> Event:
    """The router chose."""
    return event("route", {"assignments": list(assignments)}, key="route:0")


def handed_over(agent: str, handover: Handover, key: str) -> Event:
    """A specialist gave its question to another."""
    payload = {"assignments": [], "handover": {"from": agent, **handover}}
    return event("route", payload, key=f"route:handover:{key}", agent=agent)


def agent_started(agent: str, task: str, key: str) -> Event:
    """A specialist has the floor."""
    payload = {"agent": agent, "task": task}
    return event("agent.started", payload, key=f"agent.started:{agent}:{key}", agent=agent)


def agent_finished(agent: str, usage: Usage, key: str) -> Event:
    """A specialist is done."""
    payload = {"agent": agent, "usage": usage}
    return event("agent.finished", payload, key=f"agent.finished:{agent}:{key}", agent=agent)


def tool_started(agent: str, call: CallRecord) -> Event:
    """A capability is about to run."""
    payload = {name: call[name] for name in ("call_id", "tool", "arguments", "explain")}
    return event("tool.started", payload, key=f"tool.started:{call['call_id']}", agent=agent)


def tool_progress(agent: str, call_id: str, done: int, total: int, note: str) -> Event:
    """A long capability goes on."""
    payload = {"call_id": call_id, "done": done, "total": total, "note": note}
    return event("tool.progress", payload, agent=agent)


def tool_ended(agent: str, call: CallRecord, result: Mapping[str, Any] | None) -> Event:
    """A capability finished with a receipt, or failed with a problem."""
    payload: dict[str, Any] = {"call_id": call["call_id"], "tool": call["tool"]}
    if result is None or "receipt_id" not in call:
        payload["problem"] = call.get("problem", {})
        return event("tool.failed", payload, key=f"tool.failed:{call['call_id']}", agent=agent)
    payload |= {
        "result": {name: value for name, value in result.items() if name != "chart"},
        "receipt_id": call["receipt_id"],
        "ms": call["ms"],
    }
    if result.get("chart"):
        payload["chart"] = result["chart"]
    return event("tool.finished", payload, key=f"tool.finished:{call['call_id']}", agent=agent)


def delta(message_id: str, text: str, agent: str | None) -> Event:
    """A verified piece of the answer."""
    return event("message.delta", {"message_id": message_id, "text": text}, agent=agent)


def reset(message_id: str, reason: str) -> Event:
    """What was released of the message does not count."""
    return event("message.reset", {"message_id": message_id, "reason": reason})


def warning(code: str, message: str, *, key: str | None = None) -> Event:
    """Degraded, but going on; with a key it is told once in a run."""
    named = f"warning:{code}:{key}" if key is not None else None
    return event("warning", {"code": code, "message": message}, key=named)


def closing(answer: Answer, agent: str | None) -> list[Event]:
    """The last events of a run that has its answer."""
    message = {"message": answer["message"]}
    return [
        event("message.completed", message, key="message.completed", agent=agent),
        event("usage", answer["usage"], key="usage"),
    ]


def speaker(findings: Sequence[Finding]) -> str | None:
    """Who speaks: the one specialist, or nobody in particular."""
    names = {finding["agent"] for finding in findings if not finding["handover"]}
    return names.pop() if len(names) == 1 else None
