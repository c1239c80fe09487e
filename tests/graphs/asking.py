"""Ask the graph one message and keep everything it told."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from graphs.events import Event
from graphs.orchestrator import build_graph
from graphs.services import Limits, Services
from graphs.state import RunContext
from tests.graphs.roster_of_two import ROSTER
from tests.scripted import ScriptedModel


@dataclass
class Told:
    """What one run told."""

    events: list[Event] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Payloads of one type."""
        return [event["payload"] for event in self.events if event["type"] == kind]

    def one(self, kind: str) -> dict[str, Any]:
        """The payload of the only event of a type."""
        (payload,) = self.of(kind)
        return payload

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.events]

    @property
    def message(self) -> dict[str, Any]:
        return self.one("message.completed")["message"]

    @property
    def text(self) -> str:
        return "".join(delta["text"] for delta in self.of("message.delta"))


class Thread:
    """One conversation with a graph over a small roster."""

    def __init__(
        self,
        model: Any,
        *,
        roster: Any = ROSTER,
        services: Services | None = None,
        saver: Any = None,
        name: str = "thread",
    ) -> None:
        self.services = services or Services(limits=Limits(first_pause_s=0.01))
        self.saver = saver or InMemorySaver()
        self.graph = build_graph(
            model, roster=roster, checkpointer=self.saver, services=self.services
        )
        self.name = name
        self.runs = 0
        self.told = Told()

    async def ask(self, text: str, **context: Any) -> Told:
        """A new message."""
        self.runs += 1
        run = context.setdefault("run_id", f"run{self.runs}")
        message = HumanMessage(text, id=f"in_{run}")
        return await self.stream({"messages": [message]}, RunContext(**context))

    async def resume(self, answer: Mapping[str, Any] | None, **context: Any) -> Told:
        """Go on: with what a person decided, or after a crash."""
        given = None if answer is None else Command(resume=dict(answer))
        return await self.stream(given, RunContext(**{"run_id": f"run{self.runs}", **context}))

    async def stream(self, given: Any, context: RunContext) -> Told:
        """Everything the graph tells; what it told before an error is in `told`."""
        self.told = Told()
        async for part in self.graph.astream(
            given,
            config={"configurable": {"thread_id": self.name}},
            context=context,
            stream_mode=["custom"],
            durability="sync",
            version="v2",
        ):
            json.dumps(part["data"], allow_nan=False)
            self.told.events.append(part["data"])
        return self.told

    async def state(self) -> dict[str, Any]:
        snapshot = await self.graph.aget_state({"configurable": {"thread_id": self.name}})
        return snapshot.values

    async def messages(self) -> list[AnyMessage]:
        return (await self.state())["messages"]


async def crash(thread: Thread, model: ScriptedModel, text: str = "3 at 5 each?") -> None:
    """Kill the run as soon as the model hangs."""
    run = asyncio.create_task(thread.ask(text))
    while not model.hangs and not run.done():
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.05)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run


PRICE_CALL = {"call": "shop_price", "with": {"items": 3, "price": 5}}
PRICED = "Taking 3 at 5 each: together they cost 13.50."
