"""One compiled graph for each model string, all sharing one checkpointer."""

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from graphs.state import Graph

BuildGraph: TypeAlias = Callable[[str], Graph]
"""From a `provider:model` string to a compiled graph; `InvalidInput` when there is none."""

KEPT = 16


class GraphCache:
    """Builds a graph when its model is first asked for, and keeps it."""

    def __init__(self, build: BuildGraph) -> None:
        self._build = build
        self._graphs: dict[str, Graph] = {}
        self._building = asyncio.Lock()

    async def of(self, model: str) -> Graph:
        """The graph that uses `model`. Building one imports and reads a lot: off the event loop."""
        if (graph := self._graphs.get(model)) is not None:
            return graph
        async with self._building:
            if (graph := self._graphs.get(model)) is None:
                graph = await asyncio.to_thread(self._build, model)
                if len(self._graphs) >= KEPT:
                    del self._graphs[next(iter(self._graphs))]
                self._graphs[model] = graph
        return graph
