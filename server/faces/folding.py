"""A log folded into the one object `/invoke` and `GET /runs/{id}` answer. Pure, entry by entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.events import Entry, moment

_NO_TOKENS = {"input": 0, "output": 0, "cached": 0, "reasoning": 0, "cost": None}


@dataclass(slots=True)
class _Fold:
    """An answer growing entry by entry."""

    run_id: str
    thread_id: str
    status: str
    """What the run's row says; the log's end says it better where it has one."""
    message: dict[str, Any] | None = None
    text: str = ""
    agents: list[str] = field(default_factory=list[str])
    trajectory: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    receipts: list[str] = field(default_factory=list[str])
    explain: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    usage: dict[str, Any] = field(default_factory=dict[str, Any])
    interrupt: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    cancelled_by: str | None = None
    times: dict[str, float] = field(default_factory=dict[str, float])
    tools_ms: float = 0.0
    _calls: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def add(self, entry: Entry) -> None:
        """Take one entry in."""
        handler = _HANDLERS.get(entry.type)
        self._time(entry)
        if handler is not None:
            handler(self, entry.payload())

    def result(self) -> dict[str, Any]:
        """The `/invoke` object."""
        body: dict[str, Any] = {
            "run_id": self.run_id,
            "thread_id": self.thread_id,
            "status": self.status,
            "message": self.message or self._partial(),
            "agents": self.agents,
            "trajectory": self.trajectory,
            "receipts": self.receipts,
            "explain": self.explain,
            "usage": self.usage or {"total": _NO_TOKENS, "agents": {}, "cost": None},
            "timings": self._timings(),
        }
        if self.status == "interrupted" and self.interrupt is not None:
            body["interrupt"] = self.interrupt
        if self.problem is not None:
            body["problem"] = self.problem
        if self.cancelled_by is not None:
            body["cancelled_by"] = self.cancelled_by
        return body

    def _partial(self) -> dict[str, Any]:
        """What was said so far, when the message never got its end."""
        return {
            "id": f"msg_{self.run_id}",
            "role": "assistant",
            "kind": "answer",
            "content": self.text,
            "citations": [],
            "verified": False,
            "unverified": [],
            "missing": [],
        }

    def _time(self, entry: Entry) -> None:
        self.times.setdefault(entry.type, entry.ts)
        self.times["last"] = entry.ts
        if entry.type != "run.started":
            self.times.setdefault("second", entry.ts)

    def _timings(self) -> dict[str, float | None]:
        accepted = self.times.get("accepted", self.times.get("run.started"))
        route, call = self.times.get("route"), self.times.get("tool.started")
        return {
            "first_event_ms": _ms(accepted, self.times.get("second")),
            "route_ms": _ms(self.times.get("run.started"), route),
            "plan_ms": _ms(route or self.times.get("agent.started"), call),
            "tools_ms": round(self.tools_ms, 1),
            "total_ms": _ms(accepted, self.times.get("last")),
        }

    def on_started(self, data: dict[str, Any]) -> None:
        """When the request was accepted."""
        if isinstance(data.get("accepted_at"), str):
            self.times["accepted"] = moment(data["accepted_at"])

    def on_route(self, data: dict[str, Any]) -> None:
        """The router chose, or a specialist handed over."""
        if data.get("handover"):
            self.trajectory.append({"type": "handover", **data["handover"]})
        else:
            self.trajectory.append({"type": "route", "assignments": data.get("assignments", [])})

    def on_agent(self, data: dict[str, Any]) -> None:
        """A specialist has the floor."""
        if (name := data.get("agent")) and name not in self.agents:
            self.agents.append(str(name))

    def on_call(self, data: dict[str, Any]) -> None:
        """A capability is about to run."""
        kept = ("call_id", "agent", "tool", "arguments")
        call = {"type": "tool", **{name: data.get(name) for name in kept}}
        self._calls[data["call_id"]] = call
        self.trajectory.append(call)
        self.interrupt = None
        self.explain += [{"call_id": data["call_id"], **e} for e in data.get("explain") or []]

    def on_ended(self, data: dict[str, Any]) -> None:
        """A capability finished or failed."""
        call = self._calls.get(data["call_id"])
        if call is None:
            call = {"type": "tool", "arguments": {}, **_picked(data, "call_id", "agent", "tool")}
            self.trajectory.append(call)
        call |= _picked(data, "result", "problem", "receipt_id", "ms", "chart")
        self.tools_ms += data.get("ms") or 0.0
        if (receipt := data.get("receipt_id")) and receipt not in self.receipts:
            self.receipts.append(receipt)

    def on_delta(self, data: dict[str, Any]) -> None:
        """A piece of the answer."""
        self.text += data.get("text", "")

    def on_reset(self, _: dict[str, Any]) -> None:
        """What was said so far does not count."""
        self.text = ""

    def on_message(self, data: dict[str, Any]) -> None:
        """The whole answer."""
        common = ("seq", "ts", "agent", "message_id")
        self.message = {name: value for name, value in data.items() if name not in common}

    def on_usage(self, data: dict[str, Any]) -> None:
        """Tokens and cost."""
        self.usage = _picked(data, "total", "agents", "cost", "unpriced")

    def on_interrupt(self, data: dict[str, Any]) -> None:
        """A person must decide."""
        common = ("seq", "ts", "agent")
        self.interrupt = {name: value for name, value in data.items() if name not in common}

    def on_end(self, status: str, data: dict[str, Any]) -> None:
        """How the run ended."""
        self.status = status
        self.problem = data.get("problem")
        self.cancelled_by = data.get("by")


def fold(run_id: str, thread_id: str, status: str, entries: Iterable[Entry]) -> dict[str, Any]:
    """The `/invoke` object a log amounts to."""
    folded = _Fold(run_id, thread_id, status)
    for entry in entries:
        folded.add(entry)
    return folded.result()


def _ms(begin: float | None, end: float | None) -> float | None:
    return None if begin is None or end is None else round(max(0.0, end - begin) * 1000, 1)


def _picked(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


_HANDLERS: dict[str, Callable[[_Fold, dict[str, Any]], None]] = {
    "run.started": _Fold.on_started,
    "route": _Fold.on_route,
    "agent.started": _Fold.on_agent,
    "tool.started": _Fold.on_call,
    "tool.finished": _Fold.on_ended,
    "tool.failed": _Fold.on_ended,
    "message.delta": _Fold.on_delta,
    "message.reset": _Fold.on_reset,
    "message.completed": _Fold.on_message,
    "usage": _Fold.on_usage,
    "interrupt": _Fold.on_interrupt,
    "run.completed": lambda folded, data: folded.on_end("completed", data),
    "run.failed": lambda folded, data: folded.on_end("failed", data),
    "run.cancelled": lambda folded, data: folded.on_end("cancelled", data),
}
