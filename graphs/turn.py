"""What one specialist says and does, step by step.

Each model call and each batch of tool calls is a LangGraph task: its outcome is saved at once, so
after a crash or an approval the steps run through what is done without doing it again.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langgraph.func import task

from graphs import events
from graphs.acting import Bench, act, failed
from graphs.approval import Outcome, approve, refuse
from graphs.handover import hand_over
from graphs.inquiry import Heard, Inquiry
from graphs.model_calls import ChatRunnable, ask, is_cut_short, settled, spoken_by
from graphs.models.chain import understudy_of
from graphs.models.origin import is_in_process
from graphs.models.prices import IN_PROCESS
from graphs.sanitising import clean
from graphs.sourcing import unsourced
from graphs.speech import Speech
from graphs.spending import Usage
from graphs.state import CallRecord, Handover, Work
from graphs.toolkit import HAND_OVER
from graphs.understudy import finished, gave_up, given_up, take_over
from graphs.usage import recorded
from tools.errors import InvalidInput, ServiceError


async def _think(
    model: ChatRunnable,
    messages: Sequence[AnyMessage],
    bench: Bench,
    scope: str,
    heard: Heard | None,
) -> AIMessage:
    """One model call, saved."""
    inquiry = Inquiry(bench.services, bench.context, bench.tell, bench.spec.name, heard)
    try:
        reply = await ask(model, messages, inquiry)
    except ServiceError as error:
        if understudy_of(model) is None:
            raise
        take_over(error, inquiry)
        return given_up(error)
    return settled(reply, agent=bench.spec.name, scope=scope)


async def _use_tools(
    bench: Bench, records: Sequence[CallRecord]
) -> tuple[list[CallRecord], list[ToolMessage]]:
    """One batch of tool calls, saved."""
    return await act(bench, records)


# Named apart from their functions: only then does LangGraph find a function again by its name,
# and prepares it once instead of at each call.
think, use_tools = task(_think), task(_use_tools)


@dataclass(frozen=True, slots=True)
class Understudy:
    """The embedded planner with its own view of the turn: every field's vocabulary."""

    model: ChatRunnable
    shown: Sequence[AnyMessage]


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
    understudy: "Understudy | None" = None
    """Who goes on when no provider answers."""
    handover: Handover | None = None
    closing: AIMessage | None = None
    before: Sequence[CallRecord] = ()
    """Calls of the specialists this one was handed the question by."""
    _thought: int = 0
    _since: int = 0
    """How much of what was said stands in `shown` already."""

    async def take(self) -> None:
        """Go through the steps."""
        if self.bench.context.spending.stand_in:
            self._stand_in()
        step = 0
        while step < self.bench.services.limits.steps:
            scope = f"{self.bench.context.run_id}/{self.work['key']}/{self._thought}"
            self._thought += 1
            async with self._listening() as heard:
                reply = await think(self.model, self._shown_now(), self.bench, scope, heard)
            if gave_up(reply):
                self._stand_in()
                step = 0
                continue
            step += 1
            self.usage.append(recorded(reply, self._inquiry()))
            if not reply.tool_calls and not reply.invalid_tool_calls:
                self._close(reply)
                return
            self.bench.context.spoken.step_done()
            await self._step(reply)
            if self.handover:
                return
        self.bench.tell(
            events.warning("step-limit", "a specialist took too many steps and was stopped")
        )

    def _shown_now(self) -> list[AnyMessage]:
        return [*self.shown, *self.said[self._since :]]

    def _stand_in(self) -> None:
        """The embedded planner goes on: from what is computed, or from the beginning."""
        if self.understudy is None:
            return
        self.model = self.understudy.model
        self.shown = [*self.understudy.shown, *finished(self.said)]
        self._since, self.understudy = len(self.said), None

    def _inquiry(self) -> Inquiry:
        bench = self.bench
        return Inquiry(bench.services, bench.context, bench.tell, bench.spec.name)

    def _listening(self) -> AbstractAsyncContextManager[Heard | None]:
        """Who releases the text while it comes in: of a remote model that answers alone."""
        work = self.work
        if not work["alone"] or is_in_process(self.model):
            return nullcontext()
        files = {"files": work["files"]} if work["files"] else {}
        messages = [*work["history"], HumanMessage(work["task"], additional_kwargs=files)]
        calls = [*self.before, *self.calls]
        return Speech(self._inquiry(), self.bench.spec.name, messages, calls).listening()

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
        records = [self.bench.record(call, explain) for call in tools]
        unfounded = {} if spoken_by(reply) == IN_PROCESS else await self._unfounded(records)
        outcomes = await self._run(records, unfounded)
        limit = self.bench.services.limits.hand_overs
        for call in handing:
            given, message = hand_over(self.bench.spec, self.work, call, limit)
            self.handover = self.handover or given
            outcomes[call["id"] or ""] = message
        for broken in reply.invalid_tool_calls:
            outcomes[broken["id"] or ""] = _unreadable(dict(broken))
        ordered = [*reply.tool_calls, *reply.invalid_tool_calls]
        self.said += [reply, *(outcomes[call["id"] or ""] for call in ordered)]

    async def _run(
        self, records: list[CallRecord], unfounded: dict[str, Outcome]
    ) -> dict[str, ToolMessage]:
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
        for record in records:
            if wrong := await unsourced(self.bench, record, self._shown_now()):
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
