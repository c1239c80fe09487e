"""/health, /ready, /health/detailed: is it alive, may it be sent work, how are its parts."""

import asyncio
import inspect
import shutil
import time
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError

from server.answering import as_json
from server.events import timestamp
from server.openapi import problems
from server.service import Service, TheService
from tools.errors import ServiceError, Unavailable

router = APIRouter(tags=["service"])

PROBE_S = 1.0
LEAST_FREE_BYTES = 50_000_000


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """The service takes work."""

    status: Literal["ready"] = "ready"


class Part(BaseModel):
    """How one part is."""

    status: Literal["healthy", "unhealthy"]
    latencyMs: float = Field(description="How long the part took to answer.")
    detail: dict[str, Any] = Field(default_factory=dict[str, Any])


class Detailed(BaseModel):
    """How every part is."""

    status: Literal["healthy", "degraded"]
    timestamp: str
    uptime: float = Field(description="Seconds since the start.")
    services: dict[str, Part]


@router.get("/health", summary="Is the process alive")
async def health() -> Health:
    """Alive. Asks no part."""
    return Health()


@router.get("/ready", responses=problems(503), summary="May it be sent work")
async def ready(service: TheService) -> Ready:
    """Ready, or 503 with the reason: shutting down, database away, disk full."""
    if service.runs.draining:
        raise Unavailable("the service is shutting down", code="draining", retry_after_s=2)
    try:
        await service.database.ping()
    except (ServiceError, SQLAlchemyError, TimeoutError):
        raise Unavailable(
            "the database does not answer", code="dependency-down", retry_after_s=2
        ) from None
    if shutil.disk_usage(service.settings.data_dir).free < LEAST_FREE_BYTES:
        raise Unavailable("the disk is full", code="storage-full", retry_after_s=60)
    return Ready()


@router.get(
    "/health/detailed",
    response_model=Detailed,
    responses={503: {"model": Detailed, "description": "A part is not well."}},
    summary="How every part is",
)
async def detailed(service: TheService) -> Response:
    """Each part is asked at the same time and has one second to answer."""
    probes: dict[str, Callable[[], Any]] = {
        "database": service.database.ping,
        "runs": lambda: _runs(service),
        "storage": lambda: _storage(service),
        "eventLoop": _loop,
        **service.probes,
    }
    parts = await asyncio.gather(*(_probe(probe) for probe in probes.values()))
    services = dict(zip(probes, parts, strict=True))
    well = all(part.status == "healthy" for part in parts)
    body = Detailed(
        status="healthy" if well else "degraded",
        timestamp=timestamp(time.time()),
        uptime=round(time.time() - service.started_at, 1),
        services=services,
    )
    return as_json(body.model_dump(mode="json"), 200 if well else 503)


async def _probe(probe: Callable[[], Any]) -> Part:
    began = time.perf_counter()
    detail: Any = None
    status: Literal["healthy", "unhealthy"] = "healthy"
    try:
        async with asyncio.timeout(PROBE_S):
            answer = probe()
            detail = await answer if inspect.isawaitable(answer) else answer
    except (ServiceError, SQLAlchemyError, OSError) as error:
        status, detail = "unhealthy", getattr(error, "detail", None)
    ms = round((time.perf_counter() - began) * 1000, 2)
    return Part(status=status, latencyMs=ms, detail=detail if isinstance(detail, dict) else {})


def _runs(service: Service) -> dict[str, Any]:
    waiting = sum(len(queue) for queue in service.runs.queues.values())
    limit = service.settings.max_runs
    return {"live": len(service.runs.live), "queued": waiting, "limit": limit}


def _storage(service: Service) -> dict[str, Any]:
    free = shutil.disk_usage(service.settings.data_dir).free
    if free < LEAST_FREE_BYTES:
        raise Unavailable("the disk is full")
    return {"freeBytes": free}


def _loop() -> Awaitable[dict[str, Any]]:
    async def lag() -> dict[str, Any]:
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        return {"lagMs": round(max(0.0, time.perf_counter() - began - 0.01) * 1000, 2)}

    return lag()
