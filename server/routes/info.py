"""/info and /metrics: what is here, and how it is doing."""

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field

from agents.roster import ROSTER
from graphs.models.registry import EMBEDDED
from server.metrics import exposition
from server.providers import standing
from server.service import TheService
from server.version import VERSION
from tools.catalog import CATALOG

router = APIRouter(tags=["service"])


class Agent(BaseModel):
    """One specialist."""

    name: str
    role: str
    tools: list[str] = Field(description="Full names of its capabilities.")


class Tool(BaseModel):
    """One capability, in short."""

    name: str
    summary: str


class ModelStanding(BaseModel):
    """One model of the order in which they are asked."""

    model: str
    ready: bool = Field(description="Its key and packages are there.")
    missing: str = Field(default="", description="What it still needs.")
    priced: bool = Field(description="Its price is known, so that a run's cost is.")


class Info(BaseModel):
    """What this service is."""

    name: str = "polymath"
    version: str
    agents: list[Agent]
    tools: list[Tool]
    models: list[str] = Field(description="`provider:model` strings; others may work too.")
    default_model: str
    model_order: list[ModelStanding] = Field(
        description="The models asked in turn when a request names none."
    )


@router.get("/info", summary="Agents, tools, models, version")
async def info(service: TheService) -> Info:
    """What can be asked here, and of whom."""
    order = standing(service.settings)
    asked = [entry["model"] for entry in order]
    named = [service.settings.model, *asked, EMBEDDED, *service.settings.models]
    return Info(
        version=VERSION,
        agents=[
            Agent(name=s.name, role=s.role, tools=[c.full_name for c in s.tools]) for s in ROSTER
        ],
        tools=[Tool(name=c.full_name, summary=c.summary) for c in CATALOG.values()],
        models=list(dict.fromkeys(named)),
        default_model=service.settings.model,
        model_order=[ModelStanding(**entry) for entry in order],
    )


EXPOSITION: dict[str, Any] = {
    "description": "The text format of Prometheus.",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


@router.get(
    "/metrics", response_class=Response, responses={200: EXPOSITION}, summary="Prometheus metrics"
)
async def metrics(service: TheService) -> Response:
    """Requests, runs, first events, tools and queues, as Prometheus reads them."""
    body = exposition(
        live=len(service.runs.live),
        queued=sum(len(queue) for queue in service.runs.queues.values()),
        kernels=service.executor.waiting,
        breakers=service.breakers.states(),
    )
    return Response(body, media_type=CONTENT_TYPE_LATEST)
