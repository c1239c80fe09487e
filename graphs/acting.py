"""Run the tool calls of one step: side by side, in time, each leaving a receipt or a problem."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import ToolCall, ToolMessage

from agents.spec import AgentSpec
from graphs.briefing import briefed
from graphs.deadline import within
from graphs.events import tool_ended, tool_started
from graphs.problems import problem_of
from graphs.progress import ToldProgress
from graphs.sanitising import clean
from graphs.services import Services
from graphs.state import CallRecord, RunContext
from graphs.telling import Teller
from graphs.toolkit import request_schema
from tools.capability import Capability
from tools.errors import Cancelled, InvalidInput, NotFound, ServiceError, TimedOut
from tools.execution import Caller
from tools.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Bench:
    """Where one specialist's calls run."""

    spec: AgentSpec
    services: Services
    context: RunContext
    tell: Teller

    def capability(self, tool_name: str) -> Capability | None:
        """The capability a tool stands for; None when the agent does not hold it."""
        return next((c for c in self.spec.tools if c.tool_name == tool_name), None)

    def record(self, call: ToolCall, explain: dict[str, Any]) -> CallRecord:
        """The call before it runs."""
        capability = self.capability(call["name"])
        return CallRecord(
            call_id=call["id"] or "",
            tool=capability.full_name if capability else call["name"],
            arguments=self._dated(capability, call["args"]),
            explain=list(explain.get(call["id"] or "", [])),
            ms=0.0,
        )

    def _dated(self, capability: Capability | None, arguments: dict[str, Any]) -> dict[str, Any]:
        """Today's date where a request asks for it and nobody said another."""
        if capability and "as_of" in request_schema(capability.request).get("properties", {}):
            return {"as_of": self.context.as_of.isoformat(), **arguments}
        return arguments


async def act(
    bench: Bench, records: Sequence[CallRecord]
) -> tuple[list[CallRecord], list[ToolMessage]]:
    """Run the calls; the outcomes keep the order of the calls."""
    free = asyncio.Semaphore(bench.services.limits.parallel_calls)

    async def one(record: CallRecord) -> tuple[CallRecord, ToolMessage]:
        async with free:
            return await _run(bench, record)

    allowed = bench.services.limits.calls_a_step
    outcomes = await asyncio.gather(*(one(record) for record in records[:allowed]))
    over = [
        failed(record, InvalidInput(f"at most {allowed} calls run in one step"))
        for record in records[allowed:]
    ]
    done = [*outcomes, *over]
    return [record for record, _ in done], [message for _, message in done]


async def _run(bench: Bench, record: CallRecord) -> tuple[CallRecord, ToolMessage]:
    bench.tell(tool_started(bench.spec.name, record))
    began = time.perf_counter()
    try:
        receipt = await _receipt(bench, record)
    except Cancelled:
        raise
    except ServiceError as error:
        outcome = failed({**record, "ms": _since(began)}, error)
        bench.tell(tool_ended(bench.spec.name, outcome[0], None))
        return outcome
    finished: CallRecord = {**record, "receipt_id": receipt.id, "ms": _since(began)}
    result = clean(receipt.result)
    bench.tell(tool_ended(bench.spec.name, finished, result))
    message = ToolMessage(
        content=briefed(result, bench.services.limits.result_characters),
        tool_call_id=record["call_id"],
        id=f"{record['call_id']}/result",
        artifact={"receipt_id": receipt.id},
    )
    return finished, message


async def _receipt(bench: Bench, record: CallRecord) -> Receipt:
    capability = next((c for c in bench.spec.tools if c.full_name == record["tool"]), None)
    if capability is None:
        raise NotFound("this agent has no such tool")
    context = bench.context
    caller = Caller(context.tenant, context.user, context.run_id or None)
    progress = ToldProgress(bench.tell.writer, bench.spec.name, record["call_id"])
    late = TimedOut("the calculation took too long", code="tool-timeout")
    try:
        async with within(bench.services.limits.tool_timeout_s, context.deadline, late):
            receipt = await bench.services.executor.run(
                capability,
                record["arguments"],
                caller=caller,
                call_id=record["call_id"],
                files=context.files,
                progress=progress,
            )
    except BaseException:
        progress.cancelled = True
        raise
    bench.services.remember(receipt)
    return receipt


def failed(record: CallRecord, error: ServiceError) -> tuple[CallRecord, ToolMessage]:
    """A call that did not run to its end, as the log and as the model read it."""
    problem = problem_of(error)
    outcome: CallRecord = {**record, "problem": problem}
    return outcome, ToolMessage(
        content=briefed(problem, 4000),
        tool_call_id=record["call_id"],
        id=f"{record['call_id']}/result",
        status="error",
    )


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
