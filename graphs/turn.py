"""What one specialist says and does, step by step.

Each model call and each batch of tool calls is a LangGraph task: its outcome is saved at once, so
after a crash or an approval the steps run through what is done without doing it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langgraph.func import task

from graphs import events
from graphs.acting import Bench, act, failed
from graphs.approval import Outcome, approve, refuse
from graphs.handover import hand_over
from graphs.inquiry import Inquiry
from graphs.model_calls import ChatRunnable, ask, is_cut_short, settled
from graphs.models.origin import is_in_process
from graphs.sanitising import clean
from graphs.sourcing import unsourced
from graphs.state import CallRecord, Handover, Usage, Work
from graphs.toolkit import HAND_OVER
from graphs.usage import usage_of
from tools.errors import InvalidInput


async def _think(
    model: ChatRunnable, messages: Sequence[AnyMessage], bench: Bench, scope: str
) -> AIMessage:
    """One model call, saved."""
    inquiry = Inquiry(bench.services, bench.context, bench.tell.writer, bench.spec.name)
    reply = await ask(model, messages, inquiry)
    return settled(reply, agent=bench.spec.name, scope=scope)


async def _use_tools(
    bench: Bench, records: Sequence[CallRecord]
) -> tuple[list[CallRecord], list[ToolMessage]]:
    """One batch of tool calls, saved."""
    return await act(bench, records)


# Named apart from their functions: only then does LangGraph find a function again by its name,
# and prepares it once instead of at each call.
think, use_tools = task(_think), task(_use_tools)


@dataclass(slots=True)
class Turn:
    """One specialist's turn: until it has something to say, hands over, or took too many steps."""

    bench: Bench
    work: Work
    model: ChatRunnable
    shown: Sequence[AnyMessage] = ()
    said: list[AnyMessage] = field(default_factory=list[AnyMessage])
    calls: list[CallRecord] = field(default_factory=list[CallRecord])
    usage: list[Usage] = field(default_factory=list[Usage])
    handover: Handover | None = None
    closing: AIMessage | None = None

    async def take(self) -> None:
        """Go through the steps."""
        for step in range(self.bench.services.limits.steps):
            scope = f"{self.bench.context.run_id}/{self.work['key']}/{step}"
            reply = await think(self.model, [*self.shown, *self.said], self.bench, scope)
            self.usage.append(usage_of(reply))
            if not reply.tool_calls and not reply.invalid_tool_calls:
                self._close(reply)
                return
            await self._step(reply)
            if self.handover:
                return
        self.bench.tell(
            events.warning("step-limit", "a specialist took too many steps and was stopped")
        )

    def _close(self, reply: AIMessage) -> None:
        self.closing = reply
        if is_cut_short(reply):
            self.bench.tell(
                events.warning("answer-cut-short", "the model's answer was cut off by its length")
            )

    async def _step(self, reply: AIMessage) -> None:
        explain: dict[str, Any] = reply.additional_kwargs.get("polymath", {}).get("explain", {})
        handing = [call for call in reply.tool_calls if call["name"].startswith(HAND_OVER)]
        tools = [call for call in reply.tool_calls if call not in handing]
        outcomes = await self._run([self.bench.record(call, explain) for call in tools])
        limit = self.bench.services.limits.hand_overs
        for call in handing:
            given, message = hand_over(self.bench.spec, self.work, call, limit)
            self.handover = self.handover or given
            outcomes[call["id"] or ""] = message
        for broken in reply.invalid_tool_calls:
            outcomes[broken["id"] or ""] = _unreadable(dict(broken))
        ordered = [*reply.tool_calls, *reply.invalid_tool_calls]
        self.said += [reply, *(outcomes[call["id"] or ""] for call in ordered)]

    async def _run(self, records: list[CallRecord]) -> dict[str, ToolMessage]:
        unfounded = await self._unfounded(records)
        founded = [record for record in records if record["call_id"] not in unfounded]
        allowed, refused = approve(self.bench, founded)
        refused |= unfounded
        done, messages = await use_tools(self.bench, allowed) if allowed else ([], [])
        for record in done:
            await self._tell_again(record)
        self.calls += [*done, *(record for record, _ in refused.values())]
        ran = {record["call_id"]: said for record, said in zip(done, messages, strict=True)}
        return ran | {call_id: message for call_id, (_, message) in refused.items()}

    async def _unfounded(self, records: Sequence[CallRecord]) -> dict[str, Outcome]:
        """Calculations with numbers nobody gave; the planner in this process invents none."""
        found: dict[str, Outcome] = {}
        for record in records if not is_in_process(self.model) else ():
            if wrong := await unsourced(self.bench, record, [*self.shown, *self.said]):
                error = InvalidInput(
                    f"{', '.join(wrong)}: neither the user nor a result gave this",
                    code="no-source",
                    hint="Calculate with given figures only, or ask for the missing one.",
                )
                found[record["call_id"]] = refuse(self.bench, record, error)
        return found

    async def _tell_again(self, record: CallRecord) -> None:
        """Tell what a finished call did: nothing new unless it came from the checkpoint."""
        bench = self.bench
        if bench.tell.knows(f"tool.started:{record['call_id']}"):
            return
        bench.tell(events.tool_started(bench.spec.name, record))
        result = None
        if "receipt_id" in record:
            receipt = await bench.services.receipt(bench.context.tenant, record["receipt_id"])
            result = receipt.result
        bench.tell(events.tool_ended(bench.spec.name, record, clean(result)))


def _unreadable(call: dict[str, Any]) -> ToolMessage:
    record = CallRecord(call_id=call["id"], tool=call["name"], arguments={}, explain=[], ms=0.0)
    return failed(record, InvalidInput("the arguments are not one JSON object"))[1]
