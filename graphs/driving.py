"""Run a compiled graph for one message of a thread: start, go on, resume, look where it stands.

Whoever keeps runs (the server) needs four questions answered and must know nothing of LangGraph.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.errors import GraphBubbleUp, GraphDrained
from langgraph.runtime import RunControl
from langgraph.types import Command

from graphs.state import Graph, RunContext

RUN = "polymath_run"
"""In a checkpoint's metadata: the run that wrote it."""

RECURSION_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Pending:
    """A person must decide before the run can go on."""

    interrupt_id: str
    value: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thread's graph stands as far as one run is concerned."""

    begun: bool
    """The run's message has reached the graph."""
    finished: bool
    """Nothing is left to do. Not the same as `next == ()`: that is also so when a crash fell
    between the writes of a step and its checkpoint."""
    pending: tuple[Pending, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The run's channels; empty before its first node has reset those of the run before."""


@dataclass(frozen=True, slots=True)
class Drive:
    """One run on one thread."""

    graph: Graph
    thread: str
    run_id: str
    durable: bool = True
    control: RunControl = field(default_factory=RunControl)

    async def start(self, message: str, context: RunContext) -> None:
        """Give the graph a message. Its events go where the context says."""
        human = HumanMessage(message, id=f"in_{self.run_id}")
        await self._run({"messages": [human]}, context)

    async def go_on(self, context: RunContext) -> None:
        """Continue from the last checkpoint."""
        await self._run(None, context)

    async def resume(self, answers: Mapping[str, Any], context: RunContext) -> None:
        """Continue with what a person decided, by interrupt."""
        await self._run(Command(resume=dict(answers)), context)

    def drain(self) -> None:
        """Stop before the next step: what is under way then ends with `Drained`."""
        self.control.request_drain("shutdown")

    async def standing(self) -> Standing:
        """Where the thread stands."""
        state = await self.graph.aget_state(self._config())
        saved: Mapping[str, Any] = state.metadata or {}
        begun = saved.get(RUN) == self.run_id
        return Standing(
            begun=begun,
            finished=begun and not state.tasks,
            pending=tuple(Pending(i.id, i.value) for i in state.interrupts) if begun else (),
            values=state.values if begun and state.values.get("run_id") == self.run_id else {},
        )

    async def keep(self, text: str) -> None:
        """Close a run that was stopped: the thread keeps the message and what was said so far."""
        if not (await self.standing()).begun:
            return
        values = {"messages": [AIMessage(text, id=f"msg_{self.run_id}")]} if text else {}
        await self.graph.aupdate_state(self._config(), values, as_node=self._last_node())

    async def revert(self) -> None:
        """Return the thread to where it stood before this run."""
        if not (await self.standing()).begun:
            return
        async for state in self.graph.aget_state_history(self._config()):
            if (state.metadata or {}).get(RUN) != self.run_id:
                at: RunnableConfig = {
                    "configurable": dict(state.config.get("configurable", {})),
                    "metadata": {RUN: str((state.metadata or {}).get(RUN, ""))},
                }
                await self.graph.aupdate_state(at, None, as_node="__copy__")
                return
        await forget(self.graph, self.thread)

    def _last_node(self) -> str:
        edges = self.graph.get_graph().edges
        return next(edge.source for edge in edges if edge.target == "__end__")

    def _config(self) -> RunnableConfig:
        return {
            "configurable": {"thread_id": self.thread},
            "metadata": {RUN: self.run_id},
            "recursion_limit": RECURSION_LIMIT,
        }

    async def _run(self, given: Any, context: RunContext) -> None:
        durability: Literal["sync", "exit"] = "sync" if self.durable else "exit"
        try:
            async for _ in self.graph.astream(
                given,
                config=self._config(),
                context=context,
                stream_mode=[],
                durability=durability,
                version="v2",
                control=self.control,
            ):
                raise AssertionError("no stream mode was asked for")
        except GraphDrained:
            raise Drained from None


async def forget(graph: Graph, thread: str) -> None:
    """Remove everything a thread has saved."""
    if isinstance(graph.checkpointer, BaseCheckpointSaver):
        await graph.checkpointer.adelete_thread(thread)


class Drained(GraphBubbleUp):
    """The run stopped between two steps because the process is about to end.

    Raised inside a step it leaves the step undone, not failed.
    """
