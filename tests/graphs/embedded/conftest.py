"""Heads trained once on the test catalogue, by words alone so that it takes seconds."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from graphs.models.embedded.heads import Heads
from graphs.models.embedded.model import EmbeddedPlanner
from graphs.models.embedded.training import train
from tests.graphs.embedded.catalogue import EXAMPLES, MODELS, entry, tool

Talk = Callable[..., list[AIMessage]]


@pytest.fixture(scope="session")
def heads() -> Heads:
    return train(EXAMPLES, [tool(name) for name in MODELS], meaning=False)


@pytest.fixture(scope="session")
def planner(heads: Heads) -> EmbeddedPlanner:
    return EmbeddedPlanner(heads=heads, embed=False)


@pytest.fixture(scope="session")
def talk(planner: EmbeddedPlanner) -> Talk:
    """Say one thing after the other; each call is answered by a made-up result."""

    def _talk(
        *says: str, tools: Sequence[str] = tuple(MODELS), files: Sequence[dict[str, Any]] = ()
    ) -> list[AIMessage]:
        bound = planner.bind_tools([entry(name) for name in tools])
        thread: list[BaseMessage] = [SystemMessage("", additional_kwargs={"x-as-of": "2026-11-21"})]
        replies: list[AIMessage] = []
        for say in says:
            thread.append(HumanMessage(say, additional_kwargs={"files": list(files)}))
            reply = bound.invoke(thread)
            replies.append(reply)
            thread.append(reply)
            for call in reply.tool_calls:
                thread.append(
                    ToolMessage('{"summary": "Done.", "notes": []}', tool_call_id=call["id"])
                )
            if reply.tool_calls:
                thread.append(bound.invoke(thread))
                replies.append(thread[-1])
        return replies

    return _talk
