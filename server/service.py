"""What every request may use: the parts the composition root made, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request

from graphs.models.breaker import Breakers
from server.adapters.files import Files
from server.database import Database
from server.graph_cache import GraphCache
from server.log import LogStore
from server.mcp import McpFace
from server.runs import RunManager
from server.settings import Settings
from tools.execution import Caller, Executor

TENANT = "default"
"""Whose everything is until callers are told apart by verified tokens."""


@dataclass(slots=True)
class Service:
    """The running service."""

    settings: Settings
    database: Database
    logs: LogStore
    graphs: GraphCache
    runs: RunManager
    files: Files
    executor: Executor
    breakers: Breakers
    """How providers stand."""
    mcp: McpFace
    checkpointer: Any
    agents: tuple[str, ...]
    started_at: float
    probes: dict[str, Callable[[], Any]] = field(default_factory=dict[str, Callable[[], Any]])
    """Further parts `/health/detailed` asks about, by name."""

    async def forget_thread(self, graph_thread: str) -> None:
        """Remove what the graph saved of a thread."""
        await self.checkpointer.adelete_thread(graph_thread)


async def service_of(request: Request) -> Service:
    """The running service. Asynchronous, or FastAPI would call it in a thread."""
    return request.app.state.service


async def caller_of(request: Request) -> Caller:  # noqa: ARG001  # a token's tenant will come from here
    """Who is asking. The tenant never comes from a body or a plain header."""
    return Caller(tenant=TENANT)


TheService = Annotated[Service, Depends(service_of)]
TheCaller = Annotated[Caller, Depends(caller_of)]
