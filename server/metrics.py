"""Prometheus metrics by task: request, run, first event, tool, queue. No content, no ids."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.service import Service

REGISTRY = CollectorRegistry()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

REQUESTS = Histogram(
    "polymath_request_seconds",
    "Time to the end of an HTTP answer.",
    ("method", "route", "status"),
    buckets=SECONDS,
    registry=REGISTRY,
)
RUNS = Histogram(
    "polymath_run_seconds",
    "Time from a run's start to its end.",
    ("status", "model"),
    buckets=SECONDS,
    registry=REGISTRY,
)
FIRST_EVENT = Histogram(
    "polymath_first_event_seconds",
    "Time from a run's start to the first words of its answer.",
    ("model",),
    buckets=SECONDS,
    registry=REGISTRY,
)
TOOLS = Histogram(
    "polymath_tool_seconds",
    "Computing time of a capability.",
    ("tool",),
    buckets=SECONDS,
    registry=REGISTRY,
)
TOOL_FAILURES = Counter(
    "polymath_tool_failures",
    "Calls of a capability that ended with a problem.",
    ("tool", "code"),
    registry=REGISTRY,
)
TOKENS = Counter(
    "polymath_provider_tokens",
    "Tokens sent to and received from model providers.",
    ("model", "direction"),
    registry=REGISTRY,
)
RUNS_LIVE = Gauge("polymath_runs_live", "Runs in this process.", registry=REGISTRY)
RUNS_QUEUED = Gauge("polymath_runs_queued", "Runs waiting for their thread.", registry=REGISTRY)
KERNELS = Gauge("polymath_kernel_queue", "Capability calls running or waiting.", registry=REGISTRY)


def exposition(service: Service) -> tuple[bytes, int, dict[str, str]]:
    """Body, status and headers of `/metrics`."""
    RUNS_LIVE.set(len(service.runs.live))
    RUNS_QUEUED.set(sum(len(queue) for queue in service.runs.queues.values()))
    KERNELS.set(service.executor.waiting)
    return generate_latest(REGISTRY), 200, {"Content-Type": CONTENT_TYPE_LATEST}


def observe_run(
    model: str, status: str, began: float, events: Iterable[tuple[str, float, Mapping[str, Any]]]
) -> None:
    """Count a finished run by its log: pairs of type, time and payload."""
    provider = model.partition(":")[0]
    told_first = False
    ended = began
    for kind, at, payload in events:
        ended = max(ended, at)
        if kind == "message.delta" and not told_first:
            told_first = True
            FIRST_EVENT.labels(provider).observe(max(0.0, at - began))
        elif kind == "tool.finished":
            TOOLS.labels(payload["tool"]).observe(payload["ms"] / 1000)
        elif kind == "tool.failed":
            code = str(payload.get("problem", {}).get("code", ""))
            TOOL_FAILURES.labels(payload["tool"], code).inc()
        elif kind == "usage":
            total: Mapping[str, int] = payload.get("total", {})
            for direction in ("input", "output"):
                TOKENS.labels(provider, direction).inc(total.get(direction, 0))
    RUNS.labels(status, provider).observe(max(0.0, ended - began))


class Measured:
    """Plain ASGI middleware that times every answer by its route."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            REQUESTS.labels(scope["method"], route, str(status)).observe(
                time.perf_counter() - began
            )
