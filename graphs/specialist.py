"""One specialist at work: ask its model, run the tools it calls, until it has something to say.

Each model call and each batch of tool calls is a LangGraph task: its outcome is saved at once, so
after a crash or an approval the loop runs through what is done without doing it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langgraph.func import task
from langgraph.runtime import Runtime
from langgraph.types import Command, Send

from agents.spec import AgentSpec
from graphs import events
from graphs.acting import Bench, act, failed
from graphs.approval import approve
from graphs.conversation import conversation
from graphs.finding import conclude
from graphs.model_calls import ChatRunnable, ask, is_cut_short, settled
from graphs.models.origin import is_in_process
from graphs.services import Services
from graphs.state import CallRecord, Handover, RunContext, Usage, Work
from graphs.telling import Teller
from graphs.toolkit import HAND_OVER, tools_of
from graphs.usage import added, usage_of
from tools.errors import InvalidInput


@dataclass(slots=True)
class Turn:
    """What one specialist has said and done so far."""

    said: list[AnyMessage] = field(default_factory=list[AnyMessage])
    calls: list[CallRecord] = field(default_factory=list[CallRecord])
    usage: list[Usage] = field(default_factory=list[Usage])
    handover: Handover | None = None
    closing: AIMessage | None = None


@task
async def think(
    model: ChatRunnable, messages: Sequence[AnyMessage], bench: Bench, scope: str
) -> AIMessage:
    """One model call, saved."""
    reply = await ask(
        model,
        messages,
        timeout_s=bench.services.limits.model_timeout_s,
        deadline=bench.context.deadline,
    )
    return settled(reply, agent=bench.spec.name, scope=scope)


@task
async def use_tools(
    bench: Bench, records: Sequence[CallRecord]
) -> tuple[list[CallRecord], list[ToolMessage]]:
    """One batch of tool calls, saved."""
    return await act(bench, records)


class Specialist:
    """The node that answers one assignment, or hands it over."""

    def __init__(
        self, model: BaseChatModel, roster: Sequence[AgentSpec], services: Services
    ) -> None:
        self.model = model
        self.roster: Mapping[str, AgentSpec] = {spec.name: spec for spec in roster}
        self.services = services
        self.remote = not is_in_process(model)
        self._bound: dict[str, ChatRunnable] = {}

    async def __call__(self, state: Work, runtime: Runtime[RunContext]) -> Command[str]:
        """Work until there is an answer, a question, or another agent to ask."""
        work, spec = state, self.roster[state["agent"]]
        tell = Teller(runtime.stream_writer)
        bench = Bench(spec, self.services, runtime.context, tell)
        tell(events.agent_started(spec.name, work["task"], work["key"]))
        turn = Turn()
        shown = conversation(spec, work, runtime.context, remote=self.remote)
        for step in range(self.services.limits.steps):
            scope = f"{runtime.context.run_id}/{work['key']}/{step}"
            reply = await think(self._model(spec), [*shown, *turn.said], bench, scope)
            turn.usage.append(usage_of(reply))
            if not reply.tool_calls and not reply.invalid_tool_calls:
                turn.closing = reply
                _warn_when_cut(tell, reply)
                break
            await self._step(bench, work, turn, reply)
            if turn.handover:
                break
        else:
            tell(events.warning("step-limit", "a specialist took too many steps and was stopped"))
        return await self._command(bench, work, turn)

    def _model(self, spec: AgentSpec) -> ChatRunnable:
        if spec.name not in self._bound:
            tools = tools_of(spec, full=not self.remote)
            self._bound[spec.name] = self.model.bind_tools(tools) if tools else self.model
        return self._bound[spec.name]

    async def _step(self, bench: Bench, work: Work, turn: Turn, reply: AIMessage) -> None:
        explain: dict[str, Any] = reply.additional_kwargs.get("polymath", {}).get("explain", {})
        handing = [call for call in reply.tool_calls if call["name"].startswith(HAND_OVER)]
        records = [bench.record(call, explain) for call in reply.tool_calls if call not in handing]
        allowed, refused = approve(bench, records)
        done, messages = await use_tools(bench, allowed) if allowed else ([], [])
        for record in done:
            await self._tell_again(bench, record)
        outcomes = {
            record["call_id"]: message for record, message in zip(done, messages, strict=True)
        }
        outcomes |= {call: message for call, (_, message) in refused.items()}
        turn.calls += [*done, *(record for record, _ in refused.values())]
        for call in handing:
            outcomes[call["id"] or ""] = self._hand_over(bench.spec, work, turn, dict(call))
        for broken in reply.invalid_tool_calls:
            outcomes[broken["id"] or ""] = _unreadable(dict(broken))
        ordered = [*reply.tool_calls, *reply.invalid_tool_calls]
        turn.said += [reply, *(outcomes[call["id"] or ""] for call in ordered)]

    async def _tell_again(self, bench: Bench, record: CallRecord) -> None:
        """Tell what a finished batch did: nothing new unless it came from the checkpoint."""
        if bench.tell.knows(f"tool.started:{record['call_id']}"):
            return
        bench.tell(events.tool_started(bench.spec.name, record))
        result = None
        if "receipt_id" in record:
            receipt = await self.services.receipt(bench.context.tenant, record["receipt_id"])
            result = receipt.result
        bench.tell(events.tool_ended(bench.spec.name, record, result))

    def _hand_over(
        self, spec: AgentSpec, work: Work, turn: Turn, call: dict[str, Any]
    ) -> ToolMessage:
        target = call["name"].removeprefix(HAND_OVER)
        if target not in spec.hands_over or target not in self.roster:
            refusal = "there is nobody of that name to hand over to"
        elif work["hops"] >= self.services.limits.hand_overs:
            refusal = "this question was handed over often enough: answer it yourself"
        elif turn.handover:
            refusal = "the question is being handed over already"
        else:
            turn.handover = Handover(to=target, reason=str(call["args"].get("reason", "")))
            return ToolMessage(
                f"Handed over to {target}.", tool_call_id=call["id"], id=f"{call['id']}/result"
            )
        record = CallRecord(
            call_id=call["id"], tool=call["name"], arguments=call["args"], explain=[], ms=0.0
        )
        return failed(record, InvalidInput(refusal))[1]

    async def _command(self, bench: Bench, work: Work, turn: Turn) -> Command[str]:
        usage = added(turn.usage)
        finding = await conclude(
            work,
            calls=turn.calls,
            closing=turn.closing,
            usage=usage,
            handover=turn.handover,
            services=self.services,
            tenant=bench.context.tenant,
        )
        bench.tell(events.agent_finished(bench.spec.name, usage, work["key"]))
        update = {"messages": turn.said, "findings": [finding]}
        if (handover := turn.handover) is None:
            return Command(update=update, goto="verify" if work["alone"] else "compose")
        told = {"from": work["agent"], **handover}
        bench.tell(events.route([], f"handover:{work['key']}", told))
        onward: Work = {
            **work,
            "key": f"{work['key']}+",
            "agent": handover["to"],
            "carried": [*work["carried"], *turn.said],
            "hops": work["hops"] + 1,
        }
        return Command(update=update, goto=Send("specialist", onward))


def _warn_when_cut(tell: Teller, reply: AIMessage) -> None:
    if is_cut_short(reply):
        tell(events.warning("answer-cut-short", "the model's answer was cut off by its length"))


def _unreadable(call: dict[str, Any]) -> ToolMessage:
    record = CallRecord(call_id=call["id"], tool=call["name"], arguments={}, explain=[], ms=0.0)
    return failed(record, InvalidInput("the arguments are not one JSON object"))[1]
